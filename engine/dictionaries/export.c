/* SPDX-License-Identifier: MIT
 *
 * Every term is read twice, as it stands and with all its words marked as exact: the first reading
 * says which words stand for all their forms, the second how they are written.
 */
#include "dictionaries/export.h"

#include "base/array.h"
#include "base/json.h"
#include "base/memory.h"
#include "lexicon/term.h"

enum { SHORTEST_STEM = 4 };

/* The patterns of one topic or kind. */
typedef struct group {
  ayes_buffer lines;
  ayes_names seen;
} group;

typedef struct exporting {
  const ayes_lexicon *lexicon;
  ayes_vocabulary vocabulary;
  ayes_term_reader *terms;
  ayes_phrases plain, written; /* the phrases of both readings */
  ayes_buffer exact, pattern;
  ayes_dictionary_counts *counts;
  ayes_error *error;
} exporting;

/* The term with "=" before every word that has none. */
static void mark_exact(ayes_span term, ayes_buffer *exact) {
  bool in_placeholder = false;
  ayes_buffer_clear(exact);
  for (size_t i = 0; i < term.length; i++) {
    char byte = term.data[i], before = i ? term.data[i - 1] : ' ';
    bool starts = !strchr(" ()|?~<>^$=", byte) && strchr(" (|?)^", before);
    if (byte == '<') in_placeholder = true;
    if (starts && !in_placeholder) ayes_buffer_add_byte(exact, '=');
    if (byte == '>') in_placeholder = false;
    ayes_buffer_add_byte(exact, byte);
  }
}

static ayes_status read_plain(exporting *it, ayes_span text, bool *anchored) {
  ayes_term term;
  size_t fault;
  ayes_status status = ayes_term_read(it->terms, text, &term, &fault, it->error);
  if (status != AYES_OK) return status;
  *anchored = term.anchors != 0;
  return ayes_net_spell(term.net, &it->plain, it->error);
}

/* Symbols of stems are odd, of forms even (text/stems.h). */
static ayes_span text_of(const exporting *it, ayes_symbol symbol) {
  const ayes_names *names = symbol & 1 ? &it->vocabulary.stems : &it->vocabulary.forms;
  return ayes_names_text(names, symbol / 2);
}

static bool add_word(exporting *it, ayes_symbol plain, ayes_symbol exact) {
  if (exact >= AYES_SYMBOL_NUMBER) return false;
  ayes_span word = text_of(it, exact), stem = text_of(it, plain);
  bool any_ending = plain & 1 && stem.length >= SHORTEST_STEM && ayes_span_starts_with(word, stem);
  if (it->pattern.length) ayes_buffer_add_byte(&it->pattern, ' ');
  ayes_buffer_add(&it->pattern, any_ending ? stem : word);
  if (any_ending) ayes_buffer_add_byte(&it->pattern, '*');
  return true;
}

static ayes_status add_phrase(exporting *it, group *to, const ayes_phrase *plain,
                              const ayes_phrase *exact) {
  uint32_t number;
  bool usable = true;
  ayes_buffer_clear(&it->pattern);
  for (size_t i = 0; usable && i < exact->count; i++)
    usable = exact->gaps[i] == 0 && add_word(it, plain->words[i], exact->words[i]);
  it->counts->beyond += !usable;
  if (it->pattern.failed) return ayes_error_memory(it->error);
  if (!usable || ayes_names_find(&to->seen, ayes_buffer_span(&it->pattern))) return AYES_OK;
  it->counts->entries++;
  ayes_buffer_add_text(&to->lines, "    - ");
  ayes_json_add_string(&to->lines, ayes_buffer_span(&it->pattern));
  ayes_buffer_add_byte(&to->lines, '\n');
  return ayes_names_add(&to->seen, ayes_buffer_span(&it->pattern), &number, it->error);
}

static ayes_status add_entry(exporting *it, group *to, const ayes_lexicon_entry *entry) {
  ayes_term term;
  size_t fault;
  bool anchored;
  if (entry->topic && entry->weight < 1) {
    it->counts->hints++;
    return AYES_OK;
  }
  ayes_status status = read_plain(it, entry->source.term, &anchored);
  if (status != AYES_OK) return status;
  mark_exact(entry->source.term, &it->exact);
  if (it->exact.failed) return ayes_error_memory(it->error);
  status = ayes_term_read(it->terms, ayes_buffer_span(&it->exact), &term, &fault, it->error);
  if (status != AYES_OK) return status;
  /* Alternatives of one stem may have become one phrase: then the words as they are written. */
  status = ayes_net_spell(term.net, &it->written, it->error);
  bool alike = it->plain.count == it->written.count;
  if (anchored) it->counts->beyond++;
  for (size_t i = 0; !anchored && status == AYES_OK && i < it->written.count; i++) {
    const ayes_phrase *exact = &it->written.items[i];
    const ayes_phrase *plain = alike ? &it->plain.items[i] : exact;
    status = add_phrase(it, to, plain->count == exact->count ? plain : exact, exact);
  }
  return status;
}

static void write_group(exporting *it, const char *name, group *from, ayes_buffer *yaml) {
  if (from->lines.failed) yaml->failed = true;
  if (from->lines.length == 0) return;
  it->counts->keys++;
  ayes_buffer_add_text(yaml, "  ");
  ayes_json_add_string(yaml, ayes_span_of(name));
  ayes_buffer_add_text(yaml, ":\n");
  ayes_buffer_add(yaml, ayes_buffer_span(&from->lines));
}

/* Groups are those of the kinds and then those of the topics. */
static void write_groups(exporting *it, group *groups, ayes_buffer *yaml) {
  size_t before;
  ayes_buffer_add_text(yaml,
                       "# A lexicon of ayes for quanteda. Stems are written with *, which finds"
                       " a little more.\n");
  before = yaml->length;
  ayes_buffer_add_text(yaml, "topics:\n");
  for (uint32_t i = 1; i <= ayes_lexicon_topic_count(it->lexicon); i++)
    write_group(it, ayes_lexicon_topic_get(it->lexicon, i)->id, &groups[AYES_KIND_COUNT + i], yaml);
  if (it->counts->keys == 0) yaml->length = before;
  size_t topics = it->counts->keys;
  before = yaml->length;
  ayes_buffer_add_text(yaml, "kinds:\n");
  for (int kind = 1; kind < AYES_KIND_COUNT; kind++)
    write_group(it, ayes_kind_get((ayes_kind)kind)->name, &groups[kind], yaml);
  if (it->counts->keys == topics) yaml->length = before;
}

static ayes_status export(exporting *it, ayes_buffer *yaml) {
  size_t count = AYES_KIND_COUNT + ayes_lexicon_topic_count(it->lexicon) + 1;
  group *groups = ayes_memory_new_zeroed(count, sizeof *groups);
  ayes_status status = groups ? AYES_OK : ayes_error_memory(it->error);
  for (size_t i = 0; status == AYES_OK && i < ayes_lexicon_entry_count(it->lexicon); i++) {
    const ayes_lexicon_entry *entry = ayes_lexicon_entry_get(it->lexicon, i);
    group *to = &groups[entry->topic ? (size_t)AYES_KIND_COUNT + entry->topic : entry->kind];
    status = add_entry(it, to, entry);
  }
  if (status == AYES_OK) write_groups(it, groups, yaml);
  for (size_t i = 0; groups && i < count; i++) {
    ayes_buffer_release(&groups[i].lines);
    ayes_names_release(&groups[i].seen);
  }
  ayes_memory_free(groups);
  return status == AYES_OK && yaml->failed ? ayes_error_memory(it->error) : status;
}

ayes_status ayes_dictionary_export(const ayes_lexicon *lexicon, ayes_buffer *yaml,
                                   ayes_dictionary_counts *counts, ayes_error *error) {
  exporting it = {.lexicon = lexicon, .counts = counts, .error = error};
  *counts = (ayes_dictionary_counts){0};
  ayes_status status = ayes_term_reader_new(ayes_lexicon_pack(lexicon, 0)->stemmer, &it.vocabulary,
                                            ayes_lexicon_abbreviations(lexicon), &it.terms, error);
  if (status == AYES_OK) status = export(&it, yaml);
  ayes_term_reader_free(it.terms);
  ayes_vocabulary_release(&it.vocabulary);
  ayes_array_release(&it.plain);
  ayes_array_release(&it.written);
  ayes_buffer_release(&it.exact);
  ayes_buffer_release(&it.pattern);
  return status;
}
