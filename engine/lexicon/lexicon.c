/* SPDX-License-Identifier: MIT
 *
 * Opening: each pack's files are read in a fixed order and every term goes straight into the
 * graph; at the end texts get it as a block. O(bytes + phrases * words). Of the pack that comes
 * along the block comes along too, and its terms are not read while its files are as they were.
 */
#include "lexicon/lexicon.h"

#include "base/json.h"
#include "base/plain.h"
#include "lexicon/builder.h"
#include "lexicon/compiled.h"

enum {
  PLACEHOLDER_BYTES = 64,
  FIRST_ENTRIES = 2048 /* of large arrays, what is not used costs nothing */
};

char *ayes_builder_path(ayes_builder *builder, const char *name, ayes_error *error) {
  return ayes_file_join(&builder->lexicon->arena, builder->pack->folder, name, error);
}

void ayes_builder_hash(ayes_builder *builder, ayes_span bytes) {
  if (bytes.length) XXH64_update(&builder->hash, bytes.data, bytes.length);
}

const char *ayes_builder_place(ayes_builder *builder, const ayes_tsv *table, ayes_error *error) {
  ayes_buffer *place = &builder->scratch;
  ayes_buffer_clear(place);
  ayes_buffer_add_text(place, builder->pack->name);
  ayes_buffer_add_byte(place, '/');
  ayes_buffer_add_text(place, ayes_file_name(table->source));
  ayes_buffer_add_byte(place, ':');
  ayes_buffer_add_size(place, table->line);
  if (!place->failed)
    return ayes_arena_copy(&builder->lexicon->arena, ayes_buffer_span(place), error);
  ayes_error_memory(error);
  return NULL;
}

ayes_status ayes_builder_copy(ayes_builder *builder, ayes_span text, ayes_span *copy,
                              ayes_error *error) {
  *copy = ayes_span_make(NULL, 0);
  if (text.length == 0) return AYES_OK;
  char *bytes = ayes_arena_copy(&builder->lexicon->arena, text, error);
  if (!bytes) return AYES_NO_MEMORY;
  *copy = ayes_span_make(bytes, text.length);
  return AYES_OK;
}

ayes_status ayes_builder_add(ayes_builder *builder, const ayes_lexicon_entry *entry, size_t *fault,
                             ayes_error *error) {
  ayes_lexicon *lexicon = builder->lexicon;
  ayes_term term;
  ayes_status status = AYES_OK;
  if (!builder->is_compiled)
    status = ayes_term_read(builder->terms, entry->source.term, &term, fault, error);
  if (status != AYES_OK) return status;
  ayes_lexicon_entry *added = ayes_array_add(&lexicon->entries, error);
  if (!added) return AYES_NO_MEMORY;
  *added = *entry;
  uint32_t index = (uint32_t)(lexicon->entries.count - 1);
  const ayes_lexicon_topic *topic = entry->topic ? &lexicon->topics.items[entry->topic - 1] : NULL;
  const ayes_source *like = topic ? &topic->source : index ? &added[-1].source : NULL;
  status =
      ayes_builder_copy(builder, ayes_span_trim(entry->source.term), &added->source.term, error);
  if (status == AYES_OK)
    status = ayes_source_prepare(&added->source, entry->kind, topic ? topic->id : NULL, like,
                                 &builder->scratch, &lexicon->arena, error);
  if (status != AYES_OK || builder->is_compiled) return status;
  return ayes_graph_add(&lexicon->graph, &term, index, error);
}

/* ---- Packs ---- */

typedef ayes_status (*read_file)(ayes_builder *builder, const char *name, ayes_error *error);

static ayes_status read_list(ayes_builder *builder, const char *name, ayes_error *error) {
  const char *left_out = builder->lexicon->left_out;
  if (!left_out || strcmp(name, left_out) != 0) return ayes_list_read(builder, name, error);
  builder->left_any = true;
  return AYES_OK;
}

/* Rules and words of columns are read elsewhere; here their bytes only count for the hash. */
static ayes_status hash_file(ayes_builder *builder, const char *name, ayes_error *error) {
  ayes_buffer bytes = {0};
  const char *path = ayes_builder_path(builder, name, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_file_read(path, AYES_LEXICON_FILE_LIMIT, &bytes, error);
  ayes_builder_hash(builder, ayes_buffer_span(&bytes));
  ayes_buffer_release(&bytes);
  return status;
}

/* What ticks and columns mean: results depend on these lists too. */
static ayes_status hash_words(ayes_builder *builder, ayes_error *error) {
  static const char *const names[] = {"columns.tsv", "options.tsv"};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < 2 && status == AYES_OK; i++) {
    const char *path = ayes_builder_path(builder, names[i], error);
    if (!path) return AYES_NO_MEMORY;
    if (ayes_file_exists(path)) status = hash_file(builder, names[i], error);
  }
  return status;
}

/* The value of a key is one file name, an array of them, or missing. */
static ayes_status read_files(ayes_builder *builder, const char *key, read_file read,
                              ayes_error *error) {
  const json_t *value = json_object_get(builder->pack->json, key);
  if (json_is_string(value)) return read(builder, json_string_value(value), error);
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < json_array_size(value); i++)
    status = read(builder, json_string_value(json_array_get(value, i)), error);
  return status;
}

/* The first pack's stemmer is everybody's: all terms meet the same texts. */
static ayes_status make_term_reader(ayes_builder *builder, ayes_error *error) {
  if (builder->terms) return AYES_OK;
  ayes_lexicon *lexicon = builder->lexicon;
  ayes_status status = ayes_term_reader_new(builder->pack->stemmer, &lexicon->vocabulary,
                                            &lexicon->abbreviations, &builder->terms, error);
  if (status == AYES_OK || status == AYES_NO_MEMORY) return status;
  const char *path = ayes_builder_path(builder, "pack.json", error);
  return path ? ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                                  "there is no such stemmer as \"%.80s\"", builder->pack->stemmer)
              : AYES_NO_MEMORY;
}

/* only_hash: no file is more than hashed. */
static ayes_status read_pack(ayes_builder *builder, const ayes_pack *pack, bool only_hash,
                             ayes_error *error) {
  static const struct {
    const char *key;
    read_file read;
  } parts[] = {{"abbreviations", ayes_abbreviations_read},
               {"topics", ayes_topics_read},
               {"lists", read_list},
               {"rules", hash_file},
               {"stop_words", ayes_stop_words_read},
               {"placeholders", ayes_placeholders_read}};
  builder->pack = pack;
  ayes_status status = make_term_reader(builder, error);
  for (size_t i = 0; status == AYES_OK && i < sizeof parts / sizeof *parts; i++) {
    if (builder->leaves_topics && parts[i].read == ayes_topics_read) continue;
    status = read_files(builder, parts[i].key, only_hash ? hash_file : parts[i].read, error);
  }
  return status == AYES_OK ? hash_words(builder, error) : status;
}

/* Whether the only pack is the one that comes compiled. What is wrong with its files is found again
 * where they are read. */
static bool is_compiled(ayes_builder *builder) {
  const ayes_lexicon *lexicon = builder->lexicon;
  const ayes_pack *pack = lexicon->packs.items;
  const XXH64_state_t begun = builder->hash;
  ayes_error error = {0};
  if (lexicon->packs.count != 1 || lexicon->left_out || !ayes_compiled_may_fit(lexicon->head_hash))
    return false;
  ayes_status status = read_pack(builder, pack, true, &error);
  uint64_t hash = XXH64_digest(&builder->hash);
  builder->hash = begun;
  return status == AYES_OK && ayes_compiled_fits(hash, pack->stemmer);
}

/* All pack.json come first: a later pack may do away with the topics of earlier ones. */
static ayes_status read_packs(ayes_builder *builder, const char *const *folders, size_t count,
                              ayes_error *error) {
  ayes_status status = AYES_OK;
  size_t first_with_topics = 0;
  for (size_t i = 0; status == AYES_OK && i < count; i++) {
    status = ayes_pack_read(builder, folders[i], error);
    if (status == AYES_OK && builder->pack->own_topics_only) first_with_topics = i;
  }
  builder->lexicon->head_hash = XXH64_digest(&builder->hash);
  builder->is_compiled = status == AYES_OK && is_compiled(builder);
  for (size_t i = 0; status == AYES_OK && i < count; i++) {
    builder->leaves_topics = i < first_with_topics;
    status = read_pack(builder, &builder->lexicon->packs.items[i], false, error);
  }
  return status;
}

static ayes_status note_stem_bits(ayes_lexicon *lexicon, ayes_error *error) {
  const ayes_vocabulary *words = &lexicon->vocabulary;
  size_t forms = words->form_stems.count, stems = ayes_names_count(&words->stems);
  size_t symbols = (forms > stems ? forms : stems) * 2 + 2;
  uint16_t *bits = ayes_memory_new_zeroed(symbols, sizeof *bits);
  if (!bits) return ayes_error_memory(error);
  for (uint32_t i = 0; i < stems; i++)
    bits[ayes_symbol_of_stem(i + 1)] = (uint16_t)words->stems.list.items[i].hash;
  for (uint32_t i = 0; i < forms; i++)
    bits[ayes_symbol_of_form(i + 1)] = words->form_stems.items[i];
  lexicon->block.stem_bits = bits;
  lexicon->block.symbol_count = symbols;
  return AYES_OK;
}

static ayes_status fill_block(const ayes_builder *builder, ayes_error *error) {
  ayes_lexicon *lexicon = builder->lexicon;
  ayes_status status = builder->is_compiled
                           ? ayes_compiled_use(lexicon, error)
                           : ayes_symbols_finish(ayes_term_reader_symbols(builder->terms), error);
  if (status == AYES_OK) status = note_stem_bits(lexicon, error);
  if (status == AYES_OK)
    status = ayes_block_take_entries(&lexicon->block, lexicon->entries.items,
                                     lexicon->entries.count, error);
  if (status != AYES_OK || builder->is_compiled) return status;
  return ayes_block_fill(&lexicon->block, &lexicon->graph, error);
}

/* A place for each two bytes that plain words begin with. */
static size_t front_of(const char *plain) {
  return ((size_t)plain[0] & 31) << 5 | ((size_t)plain[1] & 31);
}

static void note_placeholders(ayes_lexicon *lexicon) {
  for (uint32_t id = 1; id <= ayes_names_count(&lexicon->placeholders); id++) {
    ayes_span plain = ayes_names_text(&lexicon->placeholders, id);
    if (plain.length > lexicon->placeholder_bytes) lexicon->placeholder_bytes = plain.length;
    if (plain.length >= 2) lexicon->placeholder_fronts[front_of(plain.data)] = true;
  }
}

/* The block says all that texts need; checks, which are seldom asked for, read the terms anew. */
static ayes_status finish(ayes_builder *builder, ayes_error *error) {
  ayes_lexicon *lexicon = builder->lexicon;
  lexicon->hash = XXH64_digest(&builder->hash);
  note_placeholders(lexicon);
  ayes_status status = fill_block(builder, error);
  ayes_graph_release(&lexicon->graph);
  return status;
}

static ayes_status begin(ayes_lexicon *lexicon, ayes_error *error) {
  ayes_status status = ayes_array_reserve(&lexicon->entries.items, &lexicon->entries.capacity,
                                          FIRST_ENTRIES, sizeof *lexicon->entries.items, error);
  return status == AYES_OK ? ayes_graph_begin(&lexicon->graph, error) : status;
}

static ayes_status leave_out(ayes_lexicon *lexicon, const char *list, ayes_error *error) {
  if (!list) return AYES_OK;
  lexicon->left_out = ayes_arena_copy(&lexicon->arena, ayes_span_of(list), error);
  return lexicon->left_out ? AYES_OK : AYES_NO_MEMORY;
}

ayes_status ayes_lexicon_open(const char *const *folders, size_t folder_count,
                              ayes_lexicon **lexicon, ayes_error *error) {
  return ayes_lexicon_open_without(folders, folder_count, NULL, lexicon, error);
}

ayes_status ayes_lexicon_open_without(const char *const *folders, size_t folder_count,
                                      const char *list, ayes_lexicon **lexicon, ayes_error *error) {
  *lexicon = NULL;
  if (folder_count == 0)
    return ayes_error_set(error, AYES_BAD_USAGE, "no folder of a lexicon was given");
  ayes_builder builder = {.lexicon = ayes_memory_new_zeroed(1, sizeof(ayes_lexicon))};
  if (!builder.lexicon) return ayes_error_memory(error);
  XXH64_reset(&builder.hash, 0);
  ayes_status status = leave_out(builder.lexicon, list, error);
  if (status == AYES_OK) status = begin(builder.lexicon, error);
  if (status == AYES_OK) status = read_packs(&builder, folders, folder_count, error);
  if (status == AYES_OK && list && !builder.left_any)
    status = ayes_error_set(error, AYES_BAD_USAGE, "no pack in use has a list \"%.80s\"", list);
  if (status == AYES_OK) status = finish(&builder, error);
  ayes_term_reader_free(builder.terms);
  ayes_buffer_release(&builder.scratch);
  if (status == AYES_OK) *lexicon = builder.lexicon;
  else ayes_lexicon_close(builder.lexicon);
  return status;
}

void ayes_lexicon_close(ayes_lexicon *lexicon) {
  if (!lexicon) return;
  for (size_t i = 0; i < lexicon->packs.count; i++)
    json_decref((json_t *)(uintptr_t)lexicon->packs.items[i].json);
  ayes_array_release(&lexicon->packs);
  ayes_array_release(&lexicon->entries);
  ayes_array_release(&lexicon->topics);
  ayes_names_release(&lexicon->topic_ids);
  ayes_names_release(&lexicon->abbreviations);
  ayes_names_release(&lexicon->stop_stems);
  ayes_names_release(&lexicon->placeholders);
  ayes_vocabulary_release(&lexicon->vocabulary);
  ayes_graph_release(&lexicon->graph);
  ayes_block_release(&lexicon->block);
  ayes_arena_release(&lexicon->arena);
  ayes_memory_free(lexicon);
}

/* ---- Getters ---- */

size_t ayes_lexicon_pack_count(const ayes_lexicon *lexicon) { return lexicon->packs.count; }

const ayes_pack *ayes_lexicon_pack(const ayes_lexicon *lexicon, size_t index) {
  return &lexicon->packs.items[index];
}

size_t ayes_lexicon_entry_count(const ayes_lexicon *lexicon) { return lexicon->entries.count; }

const ayes_lexicon_entry *ayes_lexicon_entry_get(const ayes_lexicon *lexicon, size_t index) {
  return &lexicon->entries.items[index];
}

size_t ayes_lexicon_topic_count(const ayes_lexicon *lexicon) { return lexicon->topics.count; }

const ayes_lexicon_topic *ayes_lexicon_topic_get(const ayes_lexicon *lexicon, uint32_t number) {
  return &lexicon->topics.items[number - 1];
}

const ayes_vocabulary *ayes_lexicon_vocabulary(const ayes_lexicon *lexicon) {
  return &lexicon->vocabulary;
}

const ayes_names *ayes_lexicon_abbreviations(const ayes_lexicon *lexicon) {
  return &lexicon->abbreviations;
}

/* Two bytes tell it of most texts. */
bool ayes_lexicon_is_placeholder(const ayes_lexicon *lexicon, ayes_span text) {
  char plain[PLACEHOLDER_BYTES];
  ayes_plain words = {.text = text};
  size_t length = 0;
  if (text.length > 2 * sizeof plain) return false;
  for (char byte; ayes_plain_next(&words, &byte); plain[length++] = byte) {
    if (length == sizeof plain || length == lexicon->placeholder_bytes) return false;
    if (length == 2 && !lexicon->placeholder_fronts[front_of(plain)]) return false;
  }
  return length && ayes_names_find(&lexicon->placeholders, ayes_span_make(plain, length));
}

const ayes_names *ayes_lexicon_stop_stems(const ayes_lexicon *lexicon) {
  return &lexicon->stop_stems;
}

uint64_t ayes_lexicon_hash(const ayes_lexicon *lexicon) { return lexicon->hash; }

const char *ayes_lexicon_left_out(const ayes_lexicon *lexicon) { return lexicon->left_out; }
