/* SPDX-License-Identifier: MIT
 *
 * One list: a table with a row an entry. O(bytes + phrases).
 */
#include "lexicon/builder.h"

enum { TERM, KIND, WEIGHT, NOTE, COLUMN_COUNT };

static const ayes_tsv_column columns[COLUMN_COUNT] = {
    {"term", true}, {"kind", true}, {"weight", false}, {"note", false}};

/* Mentions are found by the engine, topics need an id. */
static bool is_listed(ayes_kind kind) {
  return kind != AYES_KIND_NONE && kind != AYES_KIND_TARGET && kind != AYES_KIND_RIVAL &&
         kind != AYES_KIND_TOPIC && kind != AYES_KIND_LEARNED;
}

static ayes_status fail(const ayes_tsv *table, size_t cell, const char *problem,
                        ayes_error *error) {
  ayes_span text = ayes_span_trim(table->cells[cell]);
  ayes_status status = ayes_error_set(error, AYES_BAD_DATA, "%s \"%.*s\"", problem,
                                      text.length > 80 ? 80 : (int)text.length, text.data);
  size_t start = text.length ? (size_t)(text.data - table->cells[cell].data) : 0;
  return ayes_tsv_at(table, cell, start, status, error);
}

/* The entry of a topic that is left out keeps AYES_KIND_NONE. */
static ayes_status read_kind(const ayes_builder *builder, const ayes_tsv *table,
                             ayes_lexicon_entry *entry, ayes_error *error) {
  ayes_span name = ayes_span_trim(table->cells[KIND]), prefix = ayes_span_of("topic:");
  if (ayes_span_starts_with(name, prefix)) {
    if (builder->leaves_topics) return AYES_OK;
    entry->kind = AYES_KIND_TOPIC;
    entry->topic =
        ayes_names_find(&builder->lexicon->topic_ids, ayes_span_from(name, prefix.length));
    return entry->topic ? AYES_OK : fail(table, KIND, "there is no such topic as", error);
  }
  entry->kind = ayes_kind_find(name);
  return is_listed(entry->kind) ? AYES_OK : fail(table, KIND, "there is no such kind as", error);
}

static ayes_status read_row(ayes_builder *builder, const ayes_tsv *table, ayes_error *error) {
  size_t fault = 0;
  ayes_lexicon_entry entry = {.file = table->source, .line = table->line};
  ayes_status status = read_kind(builder, table, &entry, error);
  if (status != AYES_OK || entry.kind == AYES_KIND_NONE) return status;
  const ayes_kind_facts *facts = ayes_kind_get(entry.kind);
  status = ayes_tsv_number(table, WEIGHT, facts->lowest, facts->highest, facts->usual,
                           &entry.weight, error);
  if (status != AYES_OK) return status;
  entry.source.place = ayes_builder_place(builder, table, error);
  if (!entry.source.place) return AYES_NO_MEMORY;
  status = ayes_builder_copy(builder, ayes_span_trim(table->cells[NOTE]), &entry.note, error);
  if (status != AYES_OK) return status;
  entry.source.term = table->cells[TERM];
  status = ayes_builder_add(builder, &entry, &fault, error);
  return status == AYES_OK ? status : ayes_tsv_at(table, TERM, fault, status, error);
}

ayes_status ayes_list_read(ayes_builder *builder, const char *name, ayes_error *error) {
  ayes_tsv table = {0};
  bool found = true;
  const char *path = ayes_builder_path(builder, name, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status =
      ayes_tsv_open(&table, path, AYES_LEXICON_FILE_LIMIT, columns, COLUMN_COUNT, error);
  ayes_builder_hash(builder, ayes_buffer_span(&table.bytes));
  while (status == AYES_OK && found) {
    status = ayes_tsv_next(&table, &found, error);
    if (status == AYES_OK && found) status = read_row(builder, &table, error);
  }
  ayes_tsv_release(&table);
  return status;
}
