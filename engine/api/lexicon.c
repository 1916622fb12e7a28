/* SPDX-License-Identifier: MIT
 *
 * Packs checked and listed.
 */
#include "report/lexicon.h"

#include "api/engine.h"
#include "api/sink.h"
#include "base/array.h"
#include "base/error.h"
#include "base/file.h"

static const char *const formats[] = {"text", "json", NULL};

/* A pack on top of another one may repeat and correct what that says: only what a pack says twice
 * itself is a finding. */
static void keep_own(ayes_lexicon_findings *findings) {
  size_t kept = 0;
  for (size_t i = 0; i < findings->count; i++) {
    ayes_span one = ayes_span_of(findings->items[i].entry->source.place);
    ayes_span other = ayes_span_of(findings->items[i].other->source.place);
    one.length = ayes_span_find_byte(one, '/');
    other.length = ayes_span_find_byte(other, '/');
    if (ayes_span_equal(one, other)) findings->items[kept++] = findings->items[i];
  }
  findings->count = kept;
}

static ayes_status write_findings(const ayes_lexicon *lexicon, const ayes_rules *rules,
                                  bool as_json, const ayes_sink *sink, size_t *count,
                                  ayes_error *error) {
  ayes_lexicon_findings findings = {0};
  ayes_buffer buffer = {0};
  ayes_status status = ayes_lexicon_check(lexicon, &findings, error);
  if (status == AYES_OK) keep_own(&findings);
  *count = findings.count;
  if (status == AYES_OK && as_json)
    ayes_lexicon_findings_json(lexicon, &findings, ayes_rules_count(rules), &buffer);
  else if (status == AYES_OK)
    ayes_lexicon_findings_text(lexicon, &findings, ayes_rules_count(rules), &buffer);
  ayes_array_release(&findings);
  return ayes_sink_finish(sink, &buffer, status, error);
}

/* What can be wrong with a learned model keeps it from being opened: files that are missing or of
 * another run, terms that are none or stand twice. */
static ayes_status check_model(const char *folder, bool as_json, const ayes_sink *sink,
                               ayes_error *error) {
  ayes_model *model;
  ayes_buffer buffer = {0};
  size_t terms = 0;
  ayes_status status = ayes_model_open(folder, NULL, &model, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < model->question_count; i++) terms += model->questions[i].listed_count;
  if (as_json)
    ayes_buffer_add_format(&buffer, "{\"questions\": %zu, \"terms\": %zu, \"findings\": []}\n",
                           model->question_count, terms);
  else
    ayes_buffer_add_format(&buffer, "a learned model: %zu question%s, %zu terms, no findings\n",
                           model->question_count, model->question_count == 1 ? "" : "s", terms);
  ayes_model_close(model);
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

static bool is_model(const char *folder) {
  ayes_arena arena = {0};
  const char *path = ayes_file_join(&arena, folder, "model.json", NULL);
  bool found = path && ayes_file_exists(path);
  ayes_arena_release(&arena);
  return found;
}

ayes_status ayes_lexicon_check_packs(const char *const *folders, size_t folder_count,
                                     const char *format, ayes_sink sink, size_t *findings,
                                     ayes_error *error) {
  ayes_lexicon *lexicon;
  ayes_rules *rules;
  size_t index, count = 0;
  if (findings) *findings = 0;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK && folder_count == 1 && is_model(folders[0]))
    return check_model(folders[0], index == 1, &sink, error);
  if (status == AYES_OK)
    status = ayes_packs_open(folders, folder_count, NULL, NULL, &lexicon, &rules, error);
  if (status != AYES_OK) return status;
  status = write_findings(lexicon, rules, index == 1, &sink, &count, error);
  ayes_rules_free(rules);
  ayes_lexicon_close(lexicon);
  if (findings) *findings = count;
  if (status != AYES_OK || count == 0) return status;
  return ayes_error_set(error, AYES_CHECK_FAILED, "%zu finding%s", count, count == 1 ? "" : "s");
}

static bool contains(ayes_span text, const char *wanted) {
  return ayes_span_find(text, ayes_span_of(wanted)) < text.length;
}

static bool is_wanted(const ayes_listed *it, const char *filter) {
  if (!filter || !filter[0]) return true;
  return contains(it->term, filter) || contains(ayes_span_of(it->kind), filter) ||
         contains(ayes_span_of(it->topic), filter);
}

static const char *topic_id(const ayes_lexicon *lexicon, uint32_t topic) {
  return topic ? ayes_lexicon_topic_get(lexicon, topic)->id : "";
}

static ayes_status show(const ayes_listed *it, const char *filter, bool as_json,
                        const ayes_sink *sink, ayes_buffer *buffer, ayes_error *error) {
  if (!is_wanted(it, filter)) return AYES_OK;
  if (as_json) ayes_listed_json(it, buffer);
  else ayes_listed_text(it, buffer);
  return buffer->length > 64 * 1024 ? ayes_sink_flush(sink, buffer, error) : AYES_OK;
}

static ayes_status show_all(const ayes_engine *engine, const char *filter, bool as_json,
                            const ayes_sink *sink, ayes_buffer *buffer, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < ayes_lexicon_entry_count(engine->lexicon) && status == AYES_OK; i++) {
    const ayes_lexicon_entry *entry = ayes_lexicon_entry_get(engine->lexicon, i);
    ayes_listed it = {entry->source.term,
                      ayes_kind_get(entry->kind)->name,
                      topic_id(engine->lexicon, entry->topic),
                      entry->weight,
                      entry->source.place,
                      entry->note};
    status = show(&it, filter, as_json, sink, buffer, error);
  }
  for (size_t i = 0; i < ayes_rules_count(engine->rules) && status == AYES_OK; i++) {
    const ayes_rule *rule = ayes_rules_get(engine->rules, i);
    ayes_listed it = {rule->source.term,
                      ayes_kind_get(rule->kind)->name,
                      topic_id(engine->lexicon, rule->topic),
                      rule->weight,
                      rule->source.place,
                      rule->note};
    status = show(&it, filter, as_json, sink, buffer, error);
  }
  return status;
}

ayes_status ayes_lexicon_show(const ayes_engine *engine, const char *filter, const char *format,
                              ayes_sink sink, ayes_error *error) {
  ayes_buffer buffer = {0};
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK) status = show_all(engine, filter, index == 1, &sink, &buffer, error);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
