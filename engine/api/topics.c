/* SPDX-License-Identifier: MIT
 *
 * Topics that answers suggest. What topics an answer has already is read anew from its text alone:
 * a proposal's own topics, which classify gives to all its answers, would hide what they talk
 * about.
 */
#include "report/topics.h"

#include "api/mining.h"
#include "base/array.h"

typedef struct gathering {
  ayes_analysis *analysis;
  ayes_topic_suggester *suggester;
  bool uncovered; /* only answers without a topic */
  struct {
    ayes_span *items;
    size_t count, capacity;
  } topics;
} gathering;

static ayes_status find_topics(gathering *it, ayes_span text, ayes_error *error) {
  const ayes_result *result;
  ayes_answer answer = {.text = text};
  ayes_status status = ayes_analysis_run(it->analysis, &answer, &result, error);
  it->topics.count = 0;
  for (size_t i = 0; status == AYES_OK && i < result->topic_count; i++) {
    ayes_span *topic = ayes_array_add(&it->topics, error);
    if (!topic) return AYES_NO_MEMORY;
    *topic = ayes_span_of(result->topics[i].id);
  }
  return status;
}

static ayes_status add_record(void *user, const ayes_mining_record *record, ayes_error *error) {
  gathering *it = user;
  ayes_status status = find_topics(it, record->text, error);
  if (status != AYES_OK || (it->uncovered && it->topics.count)) return status;
  ayes_suggester_answer answer = {record->id, record->text, it->topics.items, it->topics.count};
  return ayes_topic_suggester_add(it->suggester, &answer, error);
}

static ayes_status write(const ayes_topics_report *report, size_t format, const ayes_sink *sink,
                         ayes_error *error) {
  static void (*const writers[])(const ayes_topics_report *, ayes_buffer *) = {
      ayes_topics_text, ayes_topics_json, ayes_topics_table};
  ayes_buffer buffer = {0};
  writers[format](report, &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, error);
}

ayes_status ayes_topics_suggest(const ayes_engine *engine, const ayes_mining *mining,
                                const ayes_topics_options *options, ayes_sink sink,
                                ayes_error *error) {
  static const char *const formats[] = {"text", "json", "tsv", NULL};
  static const ayes_topics_options usual = {0};
  if (!options) options = &usual;
  ayes_words words = {0};
  gathering it = {.uncovered = options->uncovered};
  ayes_topics_report report = {.layout = {mining->width, mining->colour}};
  ayes_mining_run run = {.mining = mining, .visit = add_record, .user = &it, .needs_text = true};
  size_t format;
  ayes_status status = ayes_format_find(mining->format, formats, &format, error);
  if (status == AYES_OK) status = ayes_mining_words(engine, &words, error);
  if (status == AYES_OK) status = ayes_analysis_new(engine, &it.analysis, error);
  if (status == AYES_OK) status = ayes_topic_suggester_new(&words, &it.suggester, error);
  if (status == AYES_OK) status = ayes_mining_read(&run, error);
  if (status == AYES_OK)
    status = ayes_topic_suggester_finish(it.suggester, options->count, &report.list, error);
  report.suggester = it.suggester;
  report.quarantined = run.quarantined;
  if (status == AYES_OK) status = write(&report, format, &sink, error);
  ayes_topic_suggester_free(it.suggester);
  ayes_analysis_free(it.analysis);
  ayes_mining_words_release(&words);
  ayes_array_release(&it.topics);
  return status;
}
