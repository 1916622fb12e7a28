/* SPDX-License-Identifier: MIT
 *
 * One pass over all inputs. Nothing of an answer is kept here.
 */
#include "api/ticked.h"

#include "api/intake.h"
#include "base/array.h"
#include "corpus/corpus.h"
#include "learning/samples.h"
#include "tally/labels.h"
#include "tally/seen.h"

enum { PROGRESS_STEP = 256 };

/* ---- Labels ---- */

static int label_of_tick(ayes_ticked *it, const ayes_engine *engine, const ayes_answer *answer) {
  const ayes_survey *survey = engine->survey;
  ayes_span tick = ayes_span_trim(answer->answer);
  ayes_stance stance;
  if (tick.length == 0) return AYES_UNLABELLED;
  ayes_span meaning = ayes_survey_meaning(survey, ayes_survey_find(survey, answer->question), tick);
  if (ayes_label_find_stance(meaning, &stance)) return (int)stance;
  if (it->summary.unknown_ticks++ == 0) ayes_buffer_add(&it->odd_tick, tick);
  return AYES_UNLABELLED;
}

static int label_of(ayes_ticked *it, const ayes_engine *engine, const ayes_answer *answer) {
  if (!it->gold) return label_of_tick(it, engine, answer);
  const ayes_gold_pair *pair =
      ayes_gold_pairs_find(&it->pairs, answer->id, answer->question, &it->scratch);
  return pair ? (int)pair->gold : AYES_UNLABELLED;
}

static ayes_status complain(const ayes_ticked *it, ayes_error *error) {
  ayes_span odd = ayes_buffer_span(&it->odd_tick);
  if (it->gold)
    return ayes_error_set(error, AYES_BAD_DATA,
                          "no answer has a label in the gold file: are the ids the same?");
  if (!odd.length)
    return ayes_error_set(error, AYES_BAD_DATA,
                          "no answer has a tick (the field \"answer\"): give labels by people with "
                          "--gold");
  return ayes_error_set(error, AYES_BAD_DATA,
                        "no tick is known, the first is \"%.*s\": say in the survey what its "
                        "options mean",
                        (int)(odd.length < 40 ? odd.length : 40), odd.data);
}

/* ---- Answers ---- */

static ayes_status hand_on(ayes_ticked *it, const ayes_engine *engine, const ayes_answer *answer,
                           size_t input, ayes_error *error) {
  const ayes_result *result;
  ayes_status status = ayes_analysis_run(it->analysis, answer, &result, error);
  if (status != AYES_OK && status != AYES_OVER_LIMIT) return status;
  ayes_analysis_parts parts = ayes_analysis_get(it->analysis);
  if (status == AYES_OVER_LIMIT || !parts.judgement) {
    it->summary.left_out++;
    return AYES_OK;
  }
  ayes_ticked_answer read = {.answer = answer,
                             .engine = engine,
                             .parts = parts,
                             .text = result->text,
                             .input = input,
                             .label = label_of(it, engine, answer)};
  read.hash = ayes_text_hash(ayes_model_key(answer), result->text, &it->scratch);
  if (it->scratch.failed || it->odd_tick.failed) return ayes_error_memory(error);
  it->summary.answers++;
  it->summary.labelled += read.label != AYES_UNLABELLED;
  it->data += ayes_hash_join(read.hash, (uint64_t)(read.label + 1));
  return it->take(it->user, &read, error);
}

static ayes_status show_progress(const ayes_ticked *it, const ayes_reader *reader,
                                 ayes_error *error) {
  size_t total, done = ayes_reader_bytes(reader, &total);
  if (!it->progress || it->summary.answers % PROGRESS_STEP) return AYES_OK;
  return it->progress(it->progress_user, it->summary.answers, done,
                      it->input_count == 1 ? total : 0, error);
}

static ayes_status read_input(ayes_ticked *it, ayes_intake *intake, size_t index,
                              ayes_error *error) {
  ayes_reader *reader;
  ayes_record record;
  ayes_status status = ayes_intake_reader(intake, index, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, error)) == AYES_OK && record.kind) {
    if (record.kind == AYES_RECORD_BAD) it->summary.left_out++;
    else status = hand_on(it, intake->engine, &record.answer, index, error);
    if (status == AYES_OK) status = show_progress(it, reader, error);
    if (status != AYES_OK) break;
  }
  ayes_reader_close(reader);
  return status;
}

/* As classify reads them: survey tools' exports as they come, with the survey that they imply. */
static ayes_status read_inputs(ayes_ticked *it, ayes_error *error) {
  const ayes_classify_options options = {.inputs = it->inputs,
                                         .input_count = it->input_count,
                                         .input_format = it->input_format,
                                         .encoding = it->encoding,
                                         .sheet = it->sheet};
  ayes_intake intake = {0};
  ayes_status status = ayes_intake_open(&intake, it->engine, &options, error);
  if (status == AYES_OK) status = ayes_analysis_new(intake.engine, &it->analysis, error);
  for (size_t i = 0; i < options.input_count && status == AYES_OK; i++)
    status = read_input(it, &intake, i, error);
  ayes_analysis_free(it->analysis);
  it->analysis = NULL;
  ayes_intake_close(&intake);
  return status;
}

ayes_status ayes_ticked_read(ayes_ticked *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (it->gold) status = ayes_gold_pairs_load(it->gold, &it->pairs, error);
  if (status == AYES_OK) status = read_inputs(it, error);
  return status == AYES_OK && it->summary.labelled == 0 ? complain(it, error) : status;
}

void ayes_ticked_release(ayes_ticked *it) {
  ayes_gold_pairs_release(&it->pairs);
  ayes_buffer_release(&it->scratch);
  ayes_buffer_release(&it->odd_tick);
}
