/* SPDX-License-Identifier: MIT
 *
 * A header, and after it in whole words: nodes of the block, its gaps, bits of forms, places of
 * texts, texts. All but the texts of words is laid out as it is used.
 */
#include "lexicon/compiled.h"

#include "lexicon/builder.h"

enum { WORD = sizeof(uint64_t), STEMS_ASKED = 256 };

typedef struct header {
  uint64_t hash, head; /* of all files; of pack.json */
  uint32_t entries, root;
  uint32_t nodes; /* words */
  uint32_t gaps, forms, stems;
  uint32_t text; /* bytes of all forms and stems */
  uint32_t padding;
} header;

_Static_assert(sizeof(header) % WORD == 0, "what follows is aligned");

/* Where its parts stand. */
typedef struct parts {
  const header *head;
  const uint64_t *nodes;
  const ayes_block_gap *gaps;
  const uint16_t *form_stems;
  const uint32_t *places; /* of the texts of forms and then stems, and the end of the last */
  const char *text;
} parts;

static size_t words_of(size_t bytes) { return (bytes + WORD - 1) / WORD; }

static bool find_parts(parts *it) {
  const uint64_t *next = ayes_compiled_pack;
  if (ayes_compiled_pack_words * WORD < sizeof(header)) return false;
  it->head = (const header *)(const void *)next;
  it->nodes = next += sizeof(header) / WORD;
  next += it->head->nodes;
  it->gaps = (const ayes_block_gap *)(const void *)next;
  next += words_of(it->head->gaps * sizeof *it->gaps);
  it->form_stems = (const uint16_t *)(const void *)next;
  next += words_of(it->head->forms * sizeof *it->form_stems);
  it->places = (const uint32_t *)(const void *)next;
  next += words_of(((size_t)it->head->forms + it->head->stems + 1) * sizeof *it->places);
  it->text = (const char *)(const void *)next;
  next += words_of(it->head->text);
  return next == ayes_compiled_pack + ayes_compiled_pack_words;
}

static ayes_span text_of(const parts *it, uint32_t index) {
  return ayes_span_make(it->text + it->places[index], it->places[index + 1] - it->places[index]);
}

/* ---- Whether it fits ---- */

bool ayes_compiled_may_fit(uint64_t hash) {
  parts it;
  return find_parts(&it) && it.head->head == hash;
}

/* The library of stemmers may be another one by now. */
static bool stems_alike(const parts *it, ayes_stemmer *stemmer) {
  size_t step = it->head->forms / STEMS_ASKED + 1;
  for (size_t i = 0; i < it->head->forms; i += step) {
    ayes_span stem = ayes_stemmer_stem(stemmer, text_of(it, (uint32_t)i));
    if ((uint16_t)ayes_span_hash(stem) != it->form_stems[i]) return false;
  }
  return true;
}

bool ayes_compiled_fits(uint64_t hash, const char *stemmer) {
  parts it;
  ayes_stemmer *made;
  ayes_error error = {0};
  if (!find_parts(&it) || it.head->hash != hash ||
      ayes_stemmer_new(stemmer, &made, &error) != AYES_OK)
    return false;
  bool fits = stems_alike(&it, made);
  ayes_stemmer_free(made);
  return fits;
}

/* ---- Use ---- */

static ayes_status add_names(const parts *it, uint32_t first, uint32_t count, ayes_names *names,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (uint32_t i = 0; i < count && status == AYES_OK; i++) {
    uint32_t number;
    status = ayes_names_add(names, text_of(it, first + i), &number, error);
  }
  return status;
}

static ayes_status fill_vocabulary(const parts *it, ayes_vocabulary *vocabulary,
                                   ayes_error *error) {
  uint32_t forms = it->head->forms;
  ayes_status status =
      ayes_array_reserve(&vocabulary->form_stems.items, &vocabulary->form_stems.capacity, forms,
                         sizeof *vocabulary->form_stems.items, error);
  if (status != AYES_OK) return status;
  if (forms) memcpy(vocabulary->form_stems.items, it->form_stems, forms * sizeof *it->form_stems);
  vocabulary->form_stems.count = forms;
  status = add_names(it, 0, forms, &vocabulary->forms, error);
  return status == AYES_OK ? add_names(it, forms, it->head->stems, &vocabulary->stems, error)
                           : status;
}

ayes_status ayes_compiled_use(ayes_lexicon *lexicon, ayes_error *error) {
  parts it;
  if (!find_parts(&it) || it.head->entries != lexicon->entries.count)
    return ayes_error_set(error, AYES_INTERNAL, "the compiled pack is another one");
  ayes_status status = fill_vocabulary(&it, &lexicon->vocabulary, error);
  if (status != AYES_OK) return status;
  ayes_block *block = &lexicon->block;
  block->root = it.head->root;
  block->word_count = it.head->nodes;
  block->gap_count = it.head->gaps;
  block->words = ayes_memory_new((size_t)it.head->nodes * WORD);
  block->gaps = ayes_memory_new(it.head->gaps * sizeof *block->gaps);
  if (!block->words || !block->gaps) return ayes_error_memory(error);
  memcpy(block->words, it.nodes, (size_t)it.head->nodes * WORD);
  memcpy(block->gaps, it.gaps, it.head->gaps * sizeof *block->gaps);
  return AYES_OK;
}

/* ---- Writing ---- */

static void add_part(ayes_buffer *out, const void *items, size_t bytes) {
  if (bytes) ayes_buffer_add(out, ayes_span_make(items, bytes));
  ayes_buffer_add_repeated(out, 0, words_of(bytes) * WORD - bytes);
}

static void add_places(const ayes_names *names, uint32_t *place, ayes_buffer *places,
                       ayes_buffer *text) {
  for (uint32_t id = 1; id <= ayes_names_count(names); id++) {
    ayes_buffer_add(places, ayes_span_make((const char *)place, sizeof *place));
    ayes_buffer_add(text, ayes_names_text(names, id));
    *place += (uint32_t)ayes_names_text(names, id).length;
  }
}

void ayes_compiled_write(const ayes_lexicon *lexicon, ayes_buffer *out) {
  const ayes_vocabulary *words = &lexicon->vocabulary;
  const ayes_block *block = &lexicon->block;
  ayes_buffer places = {0}, text = {0};
  uint32_t place = 0;
  add_places(&words->forms, &place, &places, &text);
  add_places(&words->stems, &place, &places, &text);
  ayes_buffer_add(&places, ayes_span_make((const char *)&place, sizeof place));
  header made = {.hash = lexicon->hash,
                 .head = lexicon->head_hash,
                 .entries = (uint32_t)lexicon->entries.count,
                 .root = block->root,
                 .nodes = (uint32_t)block->word_count,
                 .gaps = (uint32_t)block->gap_count,
                 .forms = (uint32_t)words->form_stems.count,
                 .stems = (uint32_t)ayes_names_count(&words->stems),
                 .text = place};
  add_part(out, &made, sizeof made);
  add_part(out, block->words, block->word_count * WORD);
  add_part(out, block->gaps, block->gap_count * sizeof *block->gaps);
  add_part(out, words->form_stems.items, words->form_stems.count * sizeof(uint16_t));
  add_part(out, places.data, places.length);
  add_part(out, text.data, text.length);
  out->failed |= places.failed || text.failed;
  ayes_buffer_release(&places);
  ayes_buffer_release(&text);
}
