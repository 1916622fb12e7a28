/* SPDX-License-Identifier: MIT
 *
 * Opening everything once. What a question is about: its own target, else that of the closed
 * question it explains, else the text of that question.
 */
#include "api/engine.h"

#include <dirent.h>
#include <errno.h>

#include "api/survey_file.h"
#include "base/array.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"

/* Names or rivals of a question and of its subject, one after another. */
static ayes_span *join_lists(ayes_arena *arena, const ayes_span *first, size_t first_count,
                             const ayes_span *second, size_t second_count, ayes_error *error) {
  ayes_span *joined =
      ayes_arena_new_zeroed(arena, first_count + second_count + 1, sizeof *joined, error);
  if (!joined) return NULL;
  if (first_count) memcpy(joined, first, first_count * sizeof *joined);
  if (second_count) memcpy(joined + first_count, second, second_count * sizeof *joined);
  return joined;
}

static ayes_span proposal_text(const ayes_question *question, const ayes_question *subject) {
  if (question->target.length) return question->target;
  if (subject->target.length) return subject->target;
  return subject->text;
}

static ayes_status compile_question(ayes_engine *engine, size_t index, ayes_types *types,
                                    ayes_arena *scratch, ayes_error *error) {
  const ayes_question *question = &engine->survey->questions[index];
  const ayes_question *subject = ayes_survey_subject(engine->survey, question);
  bool apart = subject != question;
  ayes_target_source source = {.text = proposal_text(question, subject)};
  source.name_count = question->name_count + (apart ? subject->name_count : 0);
  source.rival_count = question->rival_count + (apart ? subject->rival_count : 0);
  if (source.text.length == 0 && source.name_count == 0) return AYES_OK;
  source.names = join_lists(scratch, question->names, question->name_count, subject->names,
                            apart ? subject->name_count : 0, error);
  source.rivals = join_lists(scratch, question->rivals, question->rival_count, subject->rivals,
                             apart ? subject->rival_count : 0, error);
  if (!source.names || !source.rivals) return AYES_NO_MEMORY;
  return ayes_target_new(engine->lexicon, types, &source, &engine->targets[index], error);
}

static ayes_status compile_survey(ayes_engine *engine, ayes_types *types, ayes_error *error) {
  ayes_arena scratch = {0};
  ayes_status status = AYES_OK;
  engine->targets = ayes_memory_new_zeroed(engine->survey->question_count, sizeof *engine->targets);
  if (!engine->targets) return ayes_error_memory(error);
  for (size_t i = 0; i < engine->survey->question_count && status == AYES_OK; i++)
    status = compile_question(engine, i, types, &scratch, error);
  ayes_arena_release(&scratch);
  return status;
}

static ayes_status compile_targets(ayes_engine *engine, const char *target, ayes_error *error) {
  ayes_types *types;
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  ayes_target_source source = {.text = ayes_span_trim(ayes_span_of(target))};
  ayes_status status =
      ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(engine->lexicon), &types, error);
  if (status != AYES_OK) return status;
  if (source.text.length)
    status = ayes_target_new(engine->lexicon, types, &source, &engine->target, error);
  if (status == AYES_OK && engine->survey) status = compile_survey(engine, types, error);
  ayes_types_free(types);
  return status;
}

static void free_targets(ayes_engine *engine) {
  for (size_t i = 0; engine->targets && i < engine->survey->question_count; i++)
    ayes_target_free(engine->targets[i]);
  ayes_memory_free(engine->targets);
}

ayes_status ayes_engine_derive(const ayes_engine *engine, ayes_survey *survey, ayes_engine *derived,
                               ayes_error *error) {
  ayes_types *types;
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  *derived = *engine;
  derived->survey = survey;
  derived->targets = NULL;
  if (engine->target) {
    derived->targets = ayes_memory_new_zeroed(survey->question_count, sizeof *derived->targets);
    return derived->targets ? AYES_OK : ayes_error_memory(error);
  }
  ayes_status status =
      ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(engine->lexicon), &types, error);
  if (status != AYES_OK) return status;
  status = compile_survey(derived, types, error);
  ayes_types_free(types);
  if (status != AYES_OK) free_targets(derived);
  return status;
}

void ayes_engine_release_derived(ayes_engine *derived) {
  free_targets(derived);
  *derived = (ayes_engine){0};
}

static ayes_status read_settings(ayes_engine *engine, ayes_error *error) {
  ayes_buffer source = {0};
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  ayes_buffer_add_text(&source, pack->folder);
  ayes_buffer_add_text(&source, "/pack.json");
  ayes_buffer_add_byte(&source, '\0');
  ayes_status status = source.failed
                           ? ayes_error_memory(error)
                           : ayes_settings_read(pack->json, source.data, &engine->settings, error);
  ayes_buffer_release(&source);
  return status;
}

/* What was asked for, else what the survey says. */
static const char *language_of(const ayes_engine_options *options, const ayes_survey *survey) {
  if (options->language) return options->language;
  return survey ? survey->language.data : NULL;
}

/* What results depend on besides the packs, so that runs can be told apart. */
static ayes_status hash_questions(const ayes_engine_options *options, ayes_engine *engine,
                                  ayes_error *error) {
  ayes_buffer bytes = {0};
  ayes_status status = AYES_OK;
  if (options->target) engine->target_hash = ayes_span_hash(ayes_span_of(options->target));
  if (!options->survey) return AYES_OK;
  status = ayes_file_read(options->survey, SIZE_MAX, &bytes, error);
  engine->survey_hash = ayes_span_hash(ayes_buffer_span(&bytes));
  ayes_buffer_release(&bytes);
  return status;
}

/* Adds what one file of a model is called and holds. */
static ayes_status hash_file(const char *folder, const char *name, uint64_t *hash,
                             ayes_error *error) {
  ayes_arena arena = {0};
  ayes_buffer bytes = {0};
  const char *path = ayes_file_join(&arena, folder, name, error);
  ayes_status status = path ? AYES_OK : AYES_NO_MEMORY;
  if (path && !ayes_file_is_folder(path)) {
    status = ayes_file_read(path, SIZE_MAX, &bytes, error);
    ayes_buffer_add_text(&bytes, name);
    *hash += ayes_span_hash(ayes_buffer_span(&bytes));
  }
  ayes_buffer_release(&bytes);
  ayes_arena_release(&arena);
  return status;
}

/* Over all files of the model's folder: a sum, for they come in no order. */
static ayes_status hash_model(const char *folder, uint64_t *hash, ayes_error *error) {
  ayes_status status = AYES_OK;
  struct dirent *entry;
  DIR *files = opendir(folder);
  if (!files && errno == ENOMEM) return ayes_error_memory(error);
  if (!files)
    return ayes_error_set_at(error, AYES_NO_INPUT, folder, 0, 0, "is no folder of a model");
  while (status == AYES_OK && (entry = readdir(files)))
    if (entry->d_name[0] != '.') status = hash_file(folder, entry->d_name, hash, error);
  closedir(files);
  return status;
}

static ayes_status open_engine(const ayes_engine_options *options, ayes_engine *engine,
                               ayes_error *error) {
  ayes_status status = AYES_OK;
  if (options->survey) status = ayes_survey_read(options->survey, &engine->survey, error);
  if (status == AYES_OK) status = hash_questions(options, engine, error);
  if (status == AYES_OK)
    status = ayes_packs_open(options->lexicons, options->lexicon_count,
                             language_of(options, engine->survey), options->relearned,
                             &engine->lexicon, &engine->rules, error);
  if (status == AYES_OK && engine->survey)
    status =
        ayes_survey_use_pack(engine->survey, ayes_lexicon_pack(engine->lexicon, 0)->folder, error);
  if (status == AYES_OK) status = read_settings(engine, error);
  if (status == AYES_OK && options->model)
    status = ayes_model_open(options->model, ayes_lexicon_pack(engine->lexicon, 0)->stemmer,
                             &engine->model, error);
  if (status == AYES_OK && options->model)
    status = hash_model(options->model, &engine->model_hash, error);
  if (status != AYES_OK) return status;
  const json_t *pack = ayes_lexicon_pack(engine->lexicon, 0)->json;
  engine->aspect_parent = json_string_value(json_object_get(pack, "aspect_topics"));
  return compile_targets(engine, options->target, error);
}

ayes_status ayes_engine_open(const ayes_engine_options *options, ayes_engine **out,
                             ayes_error *error) {
  static const ayes_engine_options usual = {0};
  *out = NULL;
  json_object_seed(1); /* before any thread, and the same hash in every run */
  ayes_engine *engine = ayes_memory_new_zeroed(1, sizeof *engine);
  if (!engine) return ayes_error_memory(error);
  ayes_status status = open_engine(options ? options : &usual, engine, error);
  if (status != AYES_OK) {
    ayes_engine_close(engine);
    return status;
  }
  *out = engine;
  return AYES_OK;
}

void ayes_engine_close(ayes_engine *engine) {
  if (!engine) return;
  free_targets(engine);
  ayes_target_free(engine->target);
  ayes_model_close(engine->model);
  ayes_survey_free(engine->survey);
  ayes_rules_free(engine->rules);
  ayes_lexicon_close(engine->lexicon);
  ayes_memory_free(engine);
}

const ayes_target *ayes_engine_target_of(const ayes_engine *engine, const ayes_question *question) {
  if (!question) return engine->target;
  const ayes_target *target = engine->targets[question - engine->survey->questions];
  return target ? target : engine->target;
}

const ayes_target *ayes_engine_target(const ayes_engine *engine, ayes_span question) {
  return ayes_engine_target_of(engine, ayes_survey_find(engine->survey, question));
}
