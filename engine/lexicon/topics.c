/* SPDX-License-Identifier: MIT
 *
 * A table of topics: a row a topic, its terms side by side in one cell. Parents may stand further
 * down, so they are looked up at the end, and so are cycles: every topic is walked through once.
 * O(bytes + phrases).
 */
#include "lexicon/builder.h"

enum { ID, PARENT, LABEL, TERMS, RULES, COLUMN_COUNT };

static const ayes_tsv_column columns[COLUMN_COUNT] = {
    {"id", true}, {"parent", false}, {"label", false}, {"terms", true}, {"rules", false}};

/* Where a topic names its parent. */
typedef struct parent_place {
  ayes_span name;
  size_t line, column;
} parent_place;

typedef struct topic_table {
  ayes_builder *builder;
  ayes_tsv tsv;
  uint32_t first; /* number of the table's first topic */
  struct {
    parent_place *items;
    size_t count, capacity;
  } parents; /* one a topic of this table */
} topic_table;

static ayes_status fail(const topic_table *table, size_t cell, const char *problem,
                        ayes_error *error) {
  ayes_status status = ayes_error_set(error, AYES_BAD_DATA, "%s", problem);
  return ayes_tsv_at(&table->tsv, cell, 0, status, error);
}

/* Any text of one line: dictionaries and coding frames name their topics as they please. Results in
 * CSV join ids by ';'. */
static bool is_id(ayes_span id) {
  for (size_t i = 0; i < id.length; i++)
    if ((unsigned char)id.data[i] < 0x20 || id.data[i] == 0x7f || id.data[i] == ';') return false;
  return id.length > 0 && id.length <= AYES_TOPIC_ID_LIMIT;
}

/* Adds the row's topic and the place of its parent. */
static ayes_status add_topic(topic_table *table, ayes_error *error) {
  ayes_lexicon *lexicon = table->builder->lexicon;
  ayes_span id = ayes_span_trim(table->tsv.cells[ID]);
  uint32_t number;
  if (!is_id(id))
    return fail(table, ID, "an id has 1 to 120 bytes, no control characters and no ';'", error);
  if (ayes_names_find(&lexicon->topic_ids, id))
    return fail(table, ID, "there is a topic of this id already", error);
  ayes_lexicon_topic *topic = ayes_array_add(&lexicon->topics, error);
  if (!topic) return AYES_NO_MEMORY;
  *topic = (ayes_lexicon_topic){.file = table->tsv.source, .line = table->tsv.line};
  ayes_status status = ayes_names_add(&lexicon->topic_ids, id, &number, error);
  if (status != AYES_OK) return status;
  topic->id = ayes_names_text(&lexicon->topic_ids, number).data;
  parent_place *parent = ayes_array_add(&table->parents, error);
  if (!parent) return AYES_NO_MEMORY;
  parent->line = table->tsv.line;
  parent->column = ayes_tsv_column_of(&table->tsv, PARENT, 0);
  return ayes_builder_copy(table->builder, ayes_span_trim(table->tsv.cells[PARENT]), &parent->name,
                           error);
}

static ayes_status fill_topic(topic_table *table, ayes_error *error) {
  ayes_builder *builder = table->builder;
  ayes_lexicon *lexicon = builder->lexicon;
  ayes_lexicon_topic *topic = &lexicon->topics.items[lexicon->topics.count - 1];
  ayes_span label = ayes_span_trim(table->tsv.cells[LABEL]);
  ayes_span terms = ayes_span_trim(table->tsv.cells[TERMS]);
  if (label.length == 0) label = ayes_span_of(topic->id);
  topic->label = ayes_arena_copy(&lexicon->arena, label, error);
  topic->source.place = ayes_builder_place(builder, &table->tsv, error);
  if (!topic->label || !topic->source.place) return AYES_NO_MEMORY;
  topic->pattern_column = ayes_tsv_column_of(&table->tsv, RULES, 0);
  ayes_status status = ayes_builder_copy(builder, terms, &topic->source.term, error);
  if (status == AYES_OK)
    status = ayes_source_prepare(&topic->source, AYES_KIND_TOPIC, topic->id, NULL,
                                 &builder->scratch, &lexicon->arena, error);
  if (status != AYES_OK) return status;
  return ayes_builder_copy(builder, table->tsv.cells[RULES], &topic->pattern, error);
}

/* ---- Terms ---- */

/* The end of the term that starts at start: a bar outside parentheses with space on both sides. */
static size_t term_end(ayes_span terms, size_t start) {
  size_t depth = 0;
  for (size_t i = start; i < terms.length; i++) {
    char byte = terms.data[i];
    if (byte == '(') depth++;
    if (byte == ')' && depth) depth--;
    if (byte != '|' || depth) continue;
    bool space_before = i == start || ayes_byte_is_space(terms.data[i - 1]);
    bool space_after = i + 1 == terms.length || ayes_byte_is_space(terms.data[i + 1]);
    if (space_before && space_after) return i;
  }
  return terms.length;
}

/* Where the weight at the end of a term starts, "^0.5", or its length when it has none. */
static size_t weight_start(ayes_span term) {
  size_t at = term.length;
  while (at && (ayes_byte_is_digit(term.data[at - 1]) || strchr("+-.", term.data[at - 1]))) at--;
  bool has_weight = at > 1 && at < term.length && term.data[at - 1] == '^';
  return has_weight && term.data[at - 2] != '^' ? at - 1 : term.length;
}

static ayes_status read_weight(const topic_table *table, ayes_span text, size_t byte,
                               double *weight, ayes_error *error) {
  const ayes_kind_facts *facts = ayes_kind_get(AYES_KIND_TOPIC);
  ayes_status status = AYES_OK;
  *weight = facts->usual;
  if (text.length == 0) return AYES_OK;
  if (!ayes_span_to_number(text, weight))
    status = ayes_error_set(error, AYES_BAD_DATA, "\"%.*s\" is not a number",
                            text.length > 80 ? 80 : (int)text.length, text.data);
  else if (*weight < facts->lowest || *weight > facts->highest)
    status = ayes_error_set(error, AYES_BAD_DATA, "the weight must be from %g to %g", facts->lowest,
                            facts->highest);
  return status == AYES_OK ? status : ayes_tsv_at(&table->tsv, TERMS, byte, status, error);
}

/* The term is bytes start to end of the cell. */
static ayes_status add_term(topic_table *table, size_t start, size_t end, ayes_error *error) {
  const ayes_lexicon *lexicon = table->builder->lexicon;
  ayes_span term = ayes_span_slice(table->tsv.cells[TERMS], start, end);
  while (term.length && ayes_byte_is_space(term.data[term.length - 1])) term.length--;
  size_t weight_at = weight_start(term), fault = 0;
  ayes_lexicon_entry entry = {.file = table->tsv.source,
                              .line = table->tsv.line,
                              .kind = AYES_KIND_TOPIC,
                              .topic = (uint32_t)lexicon->topics.count};
  ayes_status status = read_weight(table, ayes_span_from(term, weight_at + 1),
                                   start + weight_at + 1, &entry.weight, error);
  if (status != AYES_OK) return status;
  entry.source.place = lexicon->topics.items[lexicon->topics.count - 1].source.place;
  entry.source.term = ayes_span_slice(term, 0, weight_at);
  status = ayes_builder_add(table->builder, &entry, &fault, error);
  return status == AYES_OK ? status : ayes_tsv_at(&table->tsv, TERMS, start + fault, status, error);
}

static ayes_status add_terms(topic_table *table, ayes_error *error) {
  ayes_span terms = table->tsv.cells[TERMS];
  ayes_status status = AYES_OK;
  if (ayes_span_trim(terms).length == 0) return AYES_OK;
  for (size_t start = 0; status == AYES_OK && start <= terms.length;) {
    size_t end = term_end(terms, start);
    status = add_term(table, start, end, error);
    start = end + 1;
  }
  return status;
}

/* ---- Parents ---- */

static ayes_status fail_parent(const topic_table *table, size_t index, const char *problem,
                               ayes_error *error) {
  const parent_place *parent = &table->parents.items[index];
  return ayes_error_set_at(
      error, AYES_BAD_DATA, table->tsv.source, parent->line, parent->column, "%s \"%.*s\"", problem,
      parent->name.length > 80 ? 80 : (int)parent->name.length, parent->name.data);
}

static ayes_status link_parents(topic_table *table, ayes_error *error) {
  ayes_lexicon *lexicon = table->builder->lexicon;
  for (size_t i = 0; i < table->parents.count; i++) {
    ayes_span name = table->parents.items[i].name;
    uint32_t parent = name.length ? ayes_names_find(&lexicon->topic_ids, name) : 0;
    if (name.length && !parent) return fail_parent(table, i, "there is no such topic as", error);
    lexicon->topics.items[table->first - 1 + i].parent = parent;
  }
  return AYES_OK;
}

/* Walks up from each topic and marks the way; meeting a mark of the same walk closes a cycle. */
static ayes_status refuse_cycles(const topic_table *table, ayes_error *error) {
  const ayes_lexicon *lexicon = table->builder->lexicon;
  uint32_t *walk = ayes_memory_new_zeroed(lexicon->topics.count + 1, sizeof *walk);
  if (!walk) return ayes_error_memory(error);
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < table->parents.count; i++) {
    uint32_t number = table->first + (uint32_t)i, at = number;
    while (at && !walk[at]) {
      walk[at] = number;
      at = lexicon->topics.items[at - 1].parent;
    }
    if (at && walk[at] == number)
      status = fail_parent(table, i, "this topic is its own ancestor through", error);
  }
  ayes_memory_free(walk);
  return status;
}

static ayes_status read_row(topic_table *table, ayes_error *error) {
  ayes_status status = add_topic(table, error);
  if (status == AYES_OK) status = fill_topic(table, error);
  return status == AYES_OK ? add_terms(table, error) : status;
}

static ayes_status read_rows(topic_table *table, ayes_error *error) {
  bool found = true;
  ayes_status status = AYES_OK;
  while (status == AYES_OK && found) {
    status = ayes_tsv_next(&table->tsv, &found, error);
    if (status == AYES_OK && found) status = read_row(table, error);
  }
  if (status == AYES_OK) status = link_parents(table, error);
  return status == AYES_OK ? refuse_cycles(table, error) : status;
}

ayes_status ayes_topics_read(ayes_builder *builder, const char *name, ayes_error *error) {
  topic_table table = {.builder = builder, .first = (uint32_t)builder->lexicon->topics.count + 1};
  const char *path = ayes_builder_path(builder, name, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status =
      ayes_tsv_open(&table.tsv, path, AYES_LEXICON_FILE_LIMIT, columns, COLUMN_COUNT, error);
  ayes_builder_hash(builder, ayes_buffer_span(&table.tsv.bytes));
  if (status == AYES_OK) status = read_rows(&table, error);
  ayes_tsv_release(&table.tsv);
  ayes_array_release(&table.parents);
  return status;
}
