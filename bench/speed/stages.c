/* SPDX-License-Identifier: MIT
 *
 * One thread, and the same functions in the same order as api/analysis.c.
 */
#include "speed/stages.h"

#include "api/engine.h"
#include "corpus/corpus.h"
#include "text/utf8.h"

const char *const speed_stage_names[SPEED_STAGES] = {"read", "words", "lists", "rules", "results"};

typedef struct worker {
  speed_stage_job *job;
  ayes_types *types;
  ayes_lexicon_matcher *lists;
  ayes_rules_matcher *matcher;
  ayes_analysis *analysis;
  ayes_text text;
  ayes_marks marks;
  ayes_buffer clean;
} worker;

static ayes_status start(worker *it, ayes_error *error) {
  const ayes_engine *engine = it->job->engine;
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  ayes_status status =
      ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(engine->lexicon), &it->types, error);
  if (status == AYES_OK) status = ayes_lexicon_matcher_new(engine->lexicon, &it->lists, error);
  if (status == AYES_OK) status = ayes_rules_matcher_new(engine->rules, &it->matcher, error);
  if (status == AYES_OK) status = ayes_analysis_new(engine, &it->analysis, error);
  return status;
}

static void stop(worker *it) {
  ayes_analysis_free(it->analysis);
  ayes_rules_matcher_free(it->matcher);
  ayes_lexicon_matcher_free(it->lists);
  ayes_types_free(it->types);
  ayes_text_release(&it->text);
  ayes_array_release(&it->marks);
  ayes_buffer_release(&it->clean);
}

static ayes_status find_marks(worker *it, ayes_error *error) {
  size_t limited;
  it->marks.count = 0;
  ayes_status status = ayes_lexicon_matcher_match(it->lists, &it->text, NULL, &it->marks, error);
  if (status == AYES_OK && it->job->stage == SPEED_RULES) {
    size_t of_lists = it->marks.count;
    status = ayes_rules_match(it->matcher, &it->text, &it->marks, &limited, error);
    ayes_marks_sort_late(&it->marks, of_lists);
    if (status == AYES_OK) status = ayes_marks_resolve(&it->marks, error);
  }
  it->job->marks += it->marks.count;
  return status;
}

static ayes_status take(worker *it, const ayes_record *record, ayes_error *error) {
  size_t replaced;
  const ayes_result *result;
  const ayes_lexicon *lexicon = it->job->engine->lexicon;
  if (it->job->stage == SPEED_READ) return AYES_OK;
  if (it->job->stage == SPEED_RESULTS) {
    ayes_status status = ayes_analysis_run(it->analysis, &record->answer, &result, error);
    if (status == AYES_OK) it->job->evidence += result->evidence_count;
    return status;
  }
  if (ayes_types_trim(it->types)) ayes_rules_matcher_forget(it->matcher);
  ayes_buffer_clear(&it->clean);
  ayes_status status = ayes_utf8_clean(record->answer.text, &it->clean, &replaced, error);
  if (status == AYES_OK)
    status = ayes_text_read(&it->text, ayes_buffer_span(&it->clean), it->types,
                            ayes_lexicon_abbreviations(lexicon), error);
  it->job->words += it->text.tokens.count;
  return status == AYES_OK && it->job->stage >= SPEED_LISTS ? find_marks(it, error) : status;
}

static ayes_status take_all(worker *it, ayes_error *error) {
  ayes_reader *reader;
  ayes_record record;
  ayes_status status = ayes_reader_open(it->job->input, NULL, &reader, error);
  if (status != AYES_OK) return status;
  do {
    status = ayes_reader_next(reader, &record, error);
    if (status == AYES_OK && record.kind == AYES_RECORD_ANSWER) status = take(it, &record, error);
  } while (status == AYES_OK && record.kind != AYES_RECORD_END);
  ayes_reader_close(reader);
  return status;
}

int speed_stage_run(void *job) {
  worker it = {.job = job};
  ayes_error error = {0};
  it.job->words = it.job->marks = it.job->evidence = 0;
  ayes_status status = start(&it, &error);
  if (status == AYES_OK) status = take_all(&it, &error);
  stop(&it);
  return status == AYES_OK ? 0 : 1;
}
