/* SPDX-License-Identifier: MIT
 *
 * Answers with ticks to many questions in, one list of good and bad words out.
 */
#include "api/sink.h"
#include "api/ticked.h"
#include "corpus/corpus.h"
#include "learning/across_list.h"
#include "report/across.h"
#include "tally/seen.h"

enum {
  USUAL_LEAST = 8,
  USUAL_QUESTIONS = 5,
  USUAL_FOLDS = 10,
  USUAL_TERMS = 500,
  FEWEST_QUESTIONS = 2 /* that may be asked for */
};

typedef struct job {
  const ayes_engine *engine;
  const ayes_across_options *options;
  ayes_across_settings settings;
  ayes_names without; /* keys of questions that are left out */
  ayes_pool pool;
  ayes_across across;
  ayes_buffer key;
  ayes_learn_summary summary;
  uint64_t data;
  size_t left_out; /* answers to these questions */
  ayes_error *error;
} job;

/* ---- Questions ---- */

/* What an answer speaks to: its proposal, else the name of its question. */
static ayes_span proposal_of(const ayes_engine *engine, const ayes_answer *answer) {
  ayes_span own = ayes_span_trim(answer->target);
  if (own.length) return own;
  const ayes_target *target = ayes_engine_target(engine, answer->question);
  ayes_span text = target ? ayes_target_facts_get(target)->text : ayes_span_make(NULL, 0);
  return text.length ? text : ayes_span_trim(answer->question);
}

static ayes_status find_key(job *it, const ayes_engine *engine, const ayes_answer *answer,
                            ayes_error *error) {
  ayes_buffer_clear(&it->key);
  ayes_pool_question_key(proposal_of(engine, answer), &it->key);
  return it->key.failed ? ayes_error_memory(error) : AYES_OK;
}

static ayes_status leave_out(job *it, const char *path) {
  const ayes_reader_options how = {0};
  ayes_reader *reader;
  ayes_record record;
  uint32_t number;
  size_t known = 0;
  ayes_status status = ayes_reader_open(path, &how, &reader, it->error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, it->error)) == AYES_OK && record.kind) {
    if (record.kind == AYES_RECORD_BAD) continue;
    status = find_key(it, it->engine, &record.answer, it->error);
    if (status == AYES_OK && it->key.length)
      status = ayes_names_add(&it->without, ayes_buffer_span(&it->key), &number, it->error);
    if (status != AYES_OK) break;
    known += it->key.length > 0;
  }
  ayes_reader_close(reader);
  if (status == AYES_OK && !known)
    return ayes_error_set_at(it->error, AYES_BAD_DATA, path, 0, 0,
                             "names no question or proposal that could be left out");
  return status;
}

/* ---- Answers ---- */

static ayes_status add_answer(job *it, const ayes_ticked_answer *read, uint32_t question,
                              ayes_error *error) {
  const ayes_analysis_parts *parts = &read->parts;
  ayes_judgement judgement = *parts->judgement;
  uint64_t proposal = ayes_span_hash(proposal_of(read->engine, read->answer));
  ayes_pool_source source = {
      .probe = {parts->text, parts->tags, parts->marks, parts->target, parts->judge},
      .types = parts->types,
      .stop_stems = ayes_lexicon_stop_stems(it->engine->lexicon),
      .judgement = &judgement,
      .question = question,
      .input = (uint32_t)read->input,
      .hash = ayes_hash_join(ayes_span_hash(read->text), proposal),
      .side = read->label == AYES_SUPPORT ? 1 : -1,
      .tone = judgement.tone_factor};
  return ayes_pool_add(&it->pool, &source, error);
}

static ayes_status take(void *user, const ayes_ticked_answer *read, ayes_error *error) {
  job *it = user;
  uint32_t question;
  if (read->label != AYES_SUPPORT && read->label != AYES_OPPOSE) return AYES_OK;
  ayes_status status = find_key(it, read->engine, read->answer, error);
  if (status != AYES_OK) return status;
  ayes_span key = ayes_buffer_span(&it->key);
  if (ayes_names_find(&it->without, key)) {
    it->left_out++;
    return AYES_OK;
  }
  status = ayes_names_add(&it->pool.questions, key, &question, error);
  return status == AYES_OK ? add_answer(it, read, question, error) : status;
}

static ayes_status read_answers(job *it) {
  ayes_ticked ticked = {.engine = it->engine,
                        .take = take,
                        .user = it,
                        .inputs = it->options->inputs,
                        .input_count = it->options->input_count,
                        .input_format = it->options->input_format,
                        .encoding = it->options->encoding,
                        .sheet = it->options->sheet,
                        .gold = it->options->gold,
                        .progress = it->options->progress,
                        .progress_user = it->options->progress_user};
  ayes_status status = ayes_ticked_read(&ticked, it->error);
  it->summary = ticked.summary;
  it->summary.questions = ayes_names_count(&it->pool.questions);
  it->data = ticked.data;
  ayes_ticked_release(&ticked);
  return status;
}

/* ---- The list ---- */

static ayes_status write_list(job *it) {
  ayes_output *output = NULL;
  ayes_buffer bytes = {0};
  ayes_across_facts facts = {it->options->sources, it->options->source_count,
                             it->options->gold ? "gold labels" : "ticks", it->data};
  ayes_across_list(&it->across, &it->pool, &it->settings, &facts, &bytes);
  ayes_status status = bytes.failed ? ayes_error_memory(it->error)
                                    : ayes_output_open(it->options->list, &output, it->error);
  if (status == AYES_OK) status = ayes_output_write(output, ayes_buffer_span(&bytes), it->error);
  ayes_status closing = ayes_output_close(output, status == AYES_OK, it->error);
  ayes_buffer_release(&bytes);
  return status == AYES_OK ? closing : status;
}

static ayes_status report(job *it, bool as_json, const ayes_sink *sink) {
  ayes_buffer buffer = {0};
  ayes_across_report what = {.across = &it->across,
                             .settings = &it->settings,
                             .folds = it->pool.folds,
                             .questions = ayes_names_count(&it->pool.questions),
                             .inputs = it->options->inputs,
                             .left_out = it->left_out,
                             .data = it->data};
  if (as_json) ayes_across_json(&what, &buffer);
  else ayes_across_text(&what, it->options->colour, &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, it->error);
}

/* ---- The whole ---- */

/* What a list in use says already is not learned; so one that is to be replaced must not be read.
 */
static ayes_status check_list(const job *it) {
  const char *name = it->options->list ? ayes_file_name(it->options->list) : "";
  const char *relearned = ayes_lexicon_left_out(it->engine->lexicon);
  if (relearned && strcmp(relearned, name) == 0) return AYES_OK;
  for (size_t i = 0; i < ayes_lexicon_pack_count(it->engine->lexicon); i++) {
    const json_t *lists = json_object_get(ayes_lexicon_pack(it->engine->lexicon, i)->json, "lists");
    for (size_t k = 0; k < json_array_size(lists); k++) {
      const char *list = json_string_value(json_array_get(lists, k));
      if (strcmp(list, name) != 0) continue;
      return ayes_error_set(it->error, AYES_BAD_USAGE,
                            "%.80s is a list in use, and its words would be missing from the new "
                            "one: add --relearn %.80s, or write to another name",
                            name, name);
    }
  }
  return AYES_OK;
}

static ayes_status check(const job *it) {
  const ayes_across_options *options = it->options;
  if (options->folds && (options->folds < 2 || options->folds > AYES_FOLDS_MOST))
    return ayes_error_set(it->error, AYES_BAD_USAGE, "folds must be from 2 to %d", AYES_FOLDS_MOST);
  if (options->least_questions && options->least_questions < FEWEST_QUESTIONS)
    return ayes_error_set(it->error, AYES_BAD_USAGE,
                          "what one question teaches is not general: give --least-questions %d or "
                          "more",
                          FEWEST_QUESTIONS);
  return check_list(it);
}

static ayes_status run(job *it, bool as_json, const ayes_sink *sink) {
  ayes_status status = check(it);
  for (size_t i = 0; i < it->options->without_count && status == AYES_OK; i++)
    status = leave_out(it, it->options->without[i]);
  if (status == AYES_OK) status = read_answers(it);
  if (status == AYES_OK)
    status = ayes_pool_freeze(&it->pool, it->options->folds ? it->options->folds : USUAL_FOLDS,
                              it->error);
  if (status == AYES_OK)
    status = ayes_across_learn(&it->pool, &it->settings, &it->across, it->error);
  it->summary.learned = it->across.outcome == AYES_ACROSS_LEARNED;
  if (status == AYES_OK && it->summary.learned && it->options->list) status = write_list(it);
  return status == AYES_OK ? report(it, as_json, sink) : status;
}

ayes_status ayes_learn_across(const ayes_engine *engine, const ayes_across_options *options,
                              ayes_sink sink, ayes_learn_summary *summary, ayes_error *error) {
  static const char *const formats[] = {"text", "json", NULL};
  job it = {.engine = engine,
            .options = options,
            .error = error,
            .settings = {.least_questions =
                             options->least_questions ? options->least_questions : USUAL_QUESTIONS,
                         .least_answers = options->least ? options->least : USUAL_LEAST,
                         .most_terms = options->terms ? options->terms : USUAL_TERMS,
                         .tone_weight = engine->settings.tone_weight,
                         .inputs = options->input_count}};
  size_t format;
  ayes_status status = ayes_format_find(options->format, formats, &format, error);
  if (status == AYES_OK) status = run(&it, format == 1, &sink);
  if (summary) *summary = it.summary;
  ayes_across_release(&it.across);
  ayes_pool_release(&it.pool);
  ayes_names_release(&it.without);
  ayes_buffer_release(&it.key);
  if (status == AYES_OK && it.summary.learned == 0) return AYES_CHECK_FAILED;
  return status;
}
