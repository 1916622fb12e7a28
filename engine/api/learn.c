/* SPDX-License-Identifier: MIT
 *
 * Answers with ticks in, a model out. Each answer is read once, as classify reads it but without a
 * model; what learning needs of it is kept by question.
 */
#include "api/sink.h"
#include "api/ticked.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/names.h"
#include "learning/model_write.h"
#include "report/lesson.h"

enum {
  USUAL_LEAST = 30,
  USUAL_FOLDS = 5,
  USUAL_TERMS = 5000,
  FEWEST_LABELS = 5 /* the least that may be asked for: one a fold */
};

typedef struct job {
  const ayes_engine *engine;
  const ayes_learn_options *options;
  ayes_names questions;
  struct {
    ayes_samples **items; /* by question */
    size_t count, capacity;
  } samples;
  ayes_lesson *lessons; /* by question */
  ayes_model_facts facts;
  ayes_learn_summary summary;
  ayes_error *error;
} job;

/* ---- Answers ---- */

static ayes_status samples_of(job *it, ayes_span question, ayes_samples **samples) {
  uint32_t number;
  ayes_status status = ayes_names_add(&it->questions, question, &number, it->error);
  if (status != AYES_OK) return status;
  if (number > it->samples.count) {
    ayes_samples **added = ayes_array_add(&it->samples, it->error);
    if (!added) return AYES_NO_MEMORY;
    *added = NULL;
    status = ayes_samples_new(it->facts.folds, added, it->error);
    if (status != AYES_OK) return status;
  }
  *samples = it->samples.items[number - 1];
  return AYES_OK;
}

static ayes_status learn_from(void *user, const ayes_ticked_answer *read, ayes_error *error) {
  job *it = user;
  ayes_samples *samples;
  const ayes_analysis_parts *parts = &read->parts;
  ayes_sample_source source = {
      {parts->text, parts->types, parts->marks, parts->judgement}, read->hash, read->label};
  ayes_status status = samples_of(it, ayes_model_key(read->answer), &samples);
  return status == AYES_OK ? ayes_samples_add(samples, &source, error) : status;
}

static ayes_status read_answers(job *it) {
  ayes_ticked ticked = {.engine = it->engine,
                        .take = learn_from,
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
  it->facts.data = ticked.data;
  ayes_ticked_release(&ticked);
  return status;
}

/* ---- Lessons ---- */

static ayes_status learn_all(job *it) {
  ayes_lesson_options options = {it->facts.least,
                                 it->options->terms ? it->options->terms : USUAL_TERMS};
  it->lessons = ayes_memory_new_zeroed(it->samples.count + 1, sizeof *it->lessons);
  if (!it->lessons) return ayes_error_memory(it->error);
  ayes_status status = AYES_OK;
  for (uint32_t i = 0; i < it->samples.count && status == AYES_OK; i++) {
    ayes_lesson *lesson = &it->lessons[i];
    lesson->question = ayes_names_text(&it->questions, i + 1);
    lesson->samples = it->samples.items[i];
    status = ayes_lesson_learn(lesson, &options, it->error);
    it->summary.questions++;
    it->summary.learned += lesson->outcome == AYES_LESSON_LEARNED;
    if (status == AYES_OK && it->options->progress)
      status = it->options->progress(it->options->progress_user, it->summary.answers, i + 1,
                                     it->samples.count, it->error);
  }
  return status;
}

static ayes_status report(job *it, bool as_json, const ayes_sink *sink) {
  ayes_buffer buffer = {0};
  if (as_json) ayes_model_manifest(&it->facts, it->lessons, it->summary.questions, &buffer);
  else
    ayes_lessons_text(it->lessons, it->summary.questions, it->facts.least, it->options->colour,
                      &buffer);
  return ayes_sink_finish(sink, &buffer, AYES_OK, it->error);
}

static ayes_status check(const ayes_learn_options *options, ayes_error *error) {
  if (options->folds && (options->folds < 2 || options->folds > AYES_FOLDS_MOST))
    return ayes_error_set(error, AYES_BAD_USAGE, "folds must be from 2 to %d", AYES_FOLDS_MOST);
  if (options->least && options->least < FEWEST_LABELS)
    return ayes_error_set(error, AYES_BAD_USAGE,
                          "fewer than %d labels of a side teach nothing; give %d or more",
                          FEWEST_LABELS, FEWEST_LABELS);
  return AYES_OK;
}

static ayes_status run(job *it, bool as_json, const ayes_sink *sink) {
  ayes_status status = read_answers(it);
  if (status == AYES_OK) status = learn_all(it);
  if (status == AYES_OK && it->summary.learned && it->options->folder)
    status = ayes_model_write(&it->facts, it->lessons, it->summary.questions, it->options->folder,
                              it->error);
  return status == AYES_OK ? report(it, as_json, sink) : status;
}

static void release(job *it) {
  for (size_t i = 0; it->lessons && i < it->samples.count; i++)
    ayes_lesson_release(&it->lessons[i]);
  for (size_t i = 0; i < it->samples.count; i++) ayes_samples_free(it->samples.items[i]);
  ayes_memory_free(it->lessons);
  ayes_array_release(&it->samples);
  ayes_names_release(&it->questions);
}

ayes_status ayes_learn(const ayes_engine *engine, const ayes_learn_options *options, ayes_sink sink,
                       ayes_learn_summary *summary, ayes_error *error) {
  static const char *const formats[] = {"text", "json", NULL};
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  job it = {.engine = engine,
            .options = options,
            .error = error,
            .facts = {.version = AYES_VERSION,
                      .language = pack->language,
                      .stemmer = pack->stemmer,
                      .pack = ayes_lexicon_hash(engine->lexicon),
                      .labels = options->gold ? "gold" : "ticks",
                      .folds = options->folds ? options->folds : USUAL_FOLDS,
                      .least = options->least ? options->least : USUAL_LEAST}};
  size_t format;
  ayes_status status = ayes_format_find(options->format, formats, &format, error);
  if (status == AYES_OK) status = check(options, error);
  if (status == AYES_OK) status = run(&it, format == 1, &sink);
  if (summary) *summary = it.summary;
  release(&it);
  if (status == AYES_OK && it.summary.learned == 0) return AYES_CHECK_FAILED;
  return status;
}
