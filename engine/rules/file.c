/* SPDX-License-Identifier: MIT
 *
 * Sets of rules, and the tables they are read from. O(bytes), but for what PCRE2 takes to compile.
 */
#include "base/file.h"
#include "base/tsv.h"
#include "rules/set.h"

enum { PATTERN, KIND, WEIGHT, NOTE, COLUMN_COUNT };

static const ayes_tsv_column columns[COLUMN_COUNT] = {
    {"pattern", true}, {"kind", true}, {"weight", false}, {"note", false}};

ayes_status ayes_rules_new(ayes_rules **rules, ayes_error *error) {
  *rules = ayes_memory_new_zeroed(1, sizeof **rules);
  return *rules ? AYES_OK : ayes_error_memory(error);
}

void ayes_rules_free(ayes_rules *rules) {
  if (!rules) return;
  for (size_t i = 0; i < rules->patterns.count; i++) ayes_pattern_free(rules->patterns.items[i]);
  ayes_array_release(&rules->patterns);
  ayes_array_release(&rules->list);
  ayes_arena_release(&rules->arena);
  ayes_memory_free(rules);
}

size_t ayes_rules_count(const ayes_rules *rules) { return rules->list.count; }

const ayes_rule *ayes_rules_get(const ayes_rules *rules, size_t index) {
  return &rules->list.items[index];
}

/* ---- Adding ---- */

static ayes_status copy_span(ayes_rules *rules, ayes_span *span, ayes_error *error) {
  const char *copy = ayes_arena_copy(&rules->arena, *span, error);
  *span = ayes_span_make(copy, span->length);
  return copy ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status copy_rule(ayes_rules *rules, ayes_rule *rule, ayes_error *error) {
  rule->source.place = ayes_arena_copy(&rules->arena, ayes_span_of(rule->source.place), error);
  if (!rule->source.place) return AYES_NO_MEMORY;
  ayes_status status = copy_span(rules, &rule->source.term, error);
  if (status == AYES_OK) status = copy_span(rules, &rule->note, error);
  if (status != AYES_OK || rule->kind == AYES_KIND_TOPIC)
    return status; /* ids are not known here */
  ayes_buffer scratch = {0};
  status =
      ayes_source_prepare(&rule->source, rule->kind, NULL, NULL, &scratch, &rules->arena, error);
  ayes_buffer_release(&scratch);
  return status;
}

/* Everything rule points to is copied. A mistake is at byte *fault of the pattern. */
static ayes_status add_rule(ayes_rules *rules, ayes_rule rule, size_t *fault, ayes_error *error) {
  ayes_pattern *pattern;
  *fault = 0;
  if (ayes_span_trim(rule.source.term).length == 0)
    return ayes_error_set(error, AYES_BAD_DATA, "the pattern is empty");
  ayes_status status = copy_rule(rules, &rule, error);
  if (status == AYES_OK) status = ayes_pattern_new(rule.source.term, &pattern, fault, error);
  if (status != AYES_OK) return status;
  ayes_pattern **place = ayes_array_add(&rules->patterns, error);
  ayes_rule *added = place ? ayes_array_add(&rules->list, error) : NULL;
  if (place) *place = pattern;
  else ayes_pattern_free(pattern);
  if (!added) return AYES_NO_MEMORY;
  *added = rule;
  return AYES_OK;
}

static size_t count_code_points(ayes_span text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++) count += (text.data[i] & 0xC0) != 0x80;
  return count;
}

ayes_status ayes_rules_add(ayes_rules *rules, ayes_span pattern, ayes_kind kind, uint32_t topic,
                           double weight, ayes_rule_place place, ayes_error *error) {
  ayes_rule rule = {.source = {.place = place.place, .term = pattern},
                    .kind = kind,
                    .topic = topic,
                    .weight = weight};
  size_t fault;
  ayes_status status = add_rule(rules, rule, &fault, error);
  if (status == AYES_OK || status == AYES_NO_MEMORY || !error) return status;
  ayes_error_add_source(error, status, place.file);
  error->line = place.line;
  error->column = place.column + count_code_points(ayes_span_slice(pattern, 0, fault));
  return status;
}

/* ---- Files ---- */

/* Topics have their rules beside them; mentions are found by the engine. */
static bool is_listed(ayes_kind kind) {
  return kind != AYES_KIND_NONE && kind != AYES_KIND_TARGET && kind != AYES_KIND_RIVAL &&
         kind != AYES_KIND_TOPIC && kind != AYES_KIND_LEARNED;
}

static ayes_status read_kind(const ayes_tsv *table, ayes_kind *kind, ayes_error *error) {
  ayes_span name = ayes_span_trim(table->cells[KIND]);
  *kind = ayes_kind_find(name);
  if (is_listed(*kind)) return AYES_OK;
  ayes_status status =
      ayes_error_set(error, AYES_BAD_DATA, "there is no such kind as \"%.*s\"",
                     name.length > 80 ? 80 : (int)name.length, name.length ? name.data : "");
  size_t start = name.length ? (size_t)(name.data - table->cells[KIND].data) : 0;
  return ayes_tsv_at(table, KIND, start, status, error);
}

static ayes_status name_place(const ayes_tsv *table, const char *pack, ayes_buffer *place,
                              ayes_error *error) {
  ayes_buffer_clear(place);
  ayes_buffer_add_text(place, pack);
  ayes_buffer_add_byte(place, '/');
  ayes_buffer_add_text(place, ayes_file_name(table->source));
  ayes_buffer_add_byte(place, ':');
  ayes_buffer_add_size(place, table->line);
  ayes_buffer_add_byte(place, '\0');
  return place->failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status read_row(ayes_rules *rules, const ayes_tsv *table, const char *pack,
                            ayes_buffer *place, ayes_error *error) {
  ayes_rule rule = {.note = ayes_span_trim(table->cells[NOTE])};
  size_t fault;
  ayes_status status = read_kind(table, &rule.kind, error);
  if (status != AYES_OK) return status;
  const ayes_kind_facts *facts = ayes_kind_get(rule.kind);
  status = ayes_tsv_number(table, WEIGHT, facts->lowest, facts->highest, facts->usual, &rule.weight,
                           error);
  if (status == AYES_OK) status = name_place(table, pack, place, error);
  if (status != AYES_OK) return status;
  rule.source.place = place->data;
  rule.source.term = table->cells[PATTERN];
  status = add_rule(rules, rule, &fault, error);
  return status == AYES_OK ? status : ayes_tsv_at(table, PATTERN, fault, status, error);
}

ayes_status ayes_rules_read(ayes_rules *rules, const char *path, const char *pack,
                            ayes_error *error) {
  ayes_tsv table = {0};
  ayes_buffer place = {0};
  bool found = true;
  ayes_status status =
      ayes_tsv_open(&table, path, AYES_RULE_FILE_LIMIT, columns, COLUMN_COUNT, error);
  while (status == AYES_OK && found) {
    status = ayes_tsv_next(&table, &found, error);
    if (status == AYES_OK && found) status = read_row(rules, &table, pack, &place, error);
  }
  ayes_tsv_release(&table);
  ayes_buffer_release(&place);
  return status;
}
