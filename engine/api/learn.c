/* SPDX-License-Identifier: MIT
 *
 * Answers with ticks in, a model out. Each answer is read once, as classify reads it but without a
 * model; what learning needs of it is kept by question.
 */
#include <inttypes.h>

#include "api/analysis.h"
#include "api/intake.h"
#include "api/sink.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/names.h"
#include "corpus/corpus.h"
#include "learning/model_write.h"
#include "report/lesson.h"
#include "tally/gold.h"
#include "tally/labels.h"
#include "tally/seen.h"

enum {
  USUAL_LEAST = 30,
  USUAL_FOLDS = 5,
  USUAL_TERMS = 5000,
  LEAST_ANSWERS = 2, /* that must hold a term for it to be kept */
  FEWEST_LABELS = 5, /* the least that may be asked for: one a fold */
  PROGRESS_STEP = 256
};

typedef struct job {
  const ayes_engine *engine;
  const ayes_learn_options *options;
  ayes_analysis *analysis;
  ayes_gold_pairs gold; /* labels by people, when they were given */
  ayes_names questions;
  struct {
    ayes_samples **items; /* by question */
    size_t count, capacity;
  } samples;
  ayes_lesson *lessons; /* by question */
  ayes_buffer scratch;
  ayes_buffer odd_tick; /* the first one that is not known */
  ayes_model_facts facts;
  ayes_learn_summary summary;
  ayes_error *error;
} job;

/* ---- Labels ---- */

static int label_of_tick(job *it, const ayes_answer *answer) {
  const ayes_survey *survey = it->engine->survey;
  ayes_span tick = ayes_span_trim(answer->answer);
  ayes_stance stance;
  if (tick.length == 0) return AYES_UNLABELLED;
  ayes_span meaning = ayes_survey_meaning(survey, ayes_survey_find(survey, answer->question), tick);
  if (ayes_label_find_stance(meaning, &stance)) return (int)stance;
  if (it->summary.unknown_ticks++ == 0) ayes_buffer_add(&it->odd_tick, tick);
  return AYES_UNLABELLED;
}

static int label_of(job *it, const ayes_answer *answer) {
  if (!it->options->gold) return label_of_tick(it, answer);
  const ayes_gold_pair *pair =
      ayes_gold_pairs_find(&it->gold, answer->id, answer->question, &it->scratch);
  return pair ? (int)pair->gold : AYES_UNLABELLED;
}

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

/* The same for any order of answers: what was learned from does not depend on it. */
static void add_to_hash(job *it, uint64_t hash, int label) {
  it->facts.data += ayes_hash_join(hash, (uint64_t)(label + 1));
}

static ayes_status learn_from(job *it, const ayes_answer *answer) {
  const ayes_result *result;
  ayes_samples *samples;
  ayes_status status = ayes_analysis_run(it->analysis, answer, &result, it->error);
  if (status == AYES_OVER_LIMIT) {
    it->summary.left_out++;
    return AYES_OK;
  }
  if (status != AYES_OK) return status;
  ayes_analysis_parts parts = ayes_analysis_get(it->analysis);
  if (!parts.judgement) {
    it->summary.left_out++;
    return AYES_OK;
  }
  ayes_span key = ayes_model_key(answer);
  int label = label_of(it, answer);
  uint64_t hash = ayes_text_hash(key, result->text, &it->scratch);
  ayes_sample_source source = {parts.text, parts.types, parts.judgement, hash, label};
  if (it->scratch.failed) return ayes_error_memory(it->error);
  it->summary.answers++;
  it->summary.labelled += source.label != AYES_UNLABELLED;
  add_to_hash(it, source.hash, source.label);
  status = samples_of(it, key, &samples);
  return status == AYES_OK ? ayes_samples_add(samples, &source, it->error) : status;
}

static ayes_status show_progress(job *it, const ayes_reader *reader) {
  size_t total, done = ayes_reader_bytes(reader, &total);
  if (!it->options->progress || it->summary.answers % PROGRESS_STEP) return AYES_OK;
  return it->options->progress(it->options->progress_user, it->summary.answers, done,
                               it->options->input_count == 1 ? total : 0, it->error);
}

static ayes_status read_input(job *it, ayes_intake *intake, size_t index) {
  ayes_reader *reader;
  ayes_record record;
  ayes_status status = ayes_intake_reader(intake, index, &reader, it->error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, it->error)) == AYES_OK && record.kind) {
    if (record.kind == AYES_RECORD_BAD) it->summary.left_out++;
    else status = learn_from(it, &record.answer);
    if (status == AYES_OK) status = show_progress(it, reader);
    if (status != AYES_OK) break;
  }
  ayes_reader_close(reader);
  return status;
}

/* As classify reads them: survey tools' exports as they come, with the survey that they imply. */
static ayes_status read_inputs(job *it) {
  const ayes_classify_options options = {.inputs = it->options->inputs,
                                         .input_count = it->options->input_count,
                                         .input_format = it->options->input_format,
                                         .encoding = it->options->encoding,
                                         .sheet = it->options->sheet};
  ayes_intake intake = {0};
  const ayes_engine *given = it->engine;
  ayes_status status = ayes_intake_open(&intake, given, &options, it->error);
  if (status == AYES_OK) {
    it->engine = intake.engine;
    status = ayes_analysis_new(it->engine, &it->analysis, it->error);
  }
  for (size_t i = 0; i < options.input_count && status == AYES_OK; i++)
    status = read_input(it, &intake, i);
  ayes_analysis_free(it->analysis);
  it->analysis = NULL;
  it->engine = given;
  ayes_intake_close(&intake);
  return status;
}

/* ---- Lessons ---- */

static ayes_status learn_all(job *it) {
  ayes_lesson_options options = {
      it->facts.least, {it->options->terms ? it->options->terms : USUAL_TERMS, LEAST_ANSWERS}};
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

static ayes_status complain_of_labels(job *it) {
  ayes_span odd = ayes_buffer_span(&it->odd_tick);
  if (it->options->gold)
    return ayes_error_set(it->error, AYES_BAD_DATA,
                          "no answer has a label in the gold file: are the ids the same?");
  if (!odd.length)
    return ayes_error_set(it->error, AYES_BAD_DATA,
                          "no answer has a tick (the field \"answer\"): give labels by people with "
                          "--gold");
  return ayes_error_set(it->error, AYES_BAD_DATA,
                        "no tick is known, the first is \"%.*s\": say in the survey what its "
                        "options mean",
                        (int)(odd.length < 40 ? odd.length : 40), odd.data);
}

static ayes_status run(job *it, bool as_json, const ayes_sink *sink) {
  ayes_status status = AYES_OK;
  if (it->options->gold) status = ayes_gold_pairs_load(it->options->gold, &it->gold, it->error);
  if (status == AYES_OK) status = read_inputs(it);
  if (status == AYES_OK && it->summary.labelled == 0) return complain_of_labels(it);
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
  ayes_buffer_release(&it->scratch);
  ayes_buffer_release(&it->odd_tick);
  ayes_gold_pairs_release(&it->gold);
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
