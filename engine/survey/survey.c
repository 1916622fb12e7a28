/* SPDX-License-Identifier: MIT
 *
 * survey.json in. jansson reads it; every text is copied into the survey's arena. What a survey
 * says wrong is reported with the question's id (or its place, where it has none) and the file.
 * Fields no one knows are ignored. O(bytes).
 */
#include "survey/survey.h"

#include "base/memory.h"
#include "base/names.h"

enum { QUESTION_LIMIT = 10000, LIST_LIMIT = 10000 };

typedef struct survey_parser {
  ayes_survey *survey;
  const char *source;
  ayes_error *error;
  size_t index;   /* of the question that is read */
  ayes_names ids; /* numbered as the questions are, from 1 */
} survey_parser;

static ayes_status fail(survey_parser *parser, const char *problem) {
  ayes_span id = parser->survey->questions[parser->index].id;
  if (id.length)
    return ayes_error_set_at(parser->error, AYES_BAD_DATA, parser->source, 0, 0,
                             "question \"%.*s\" %s", (int)(id.length < 80 ? id.length : 80),
                             id.data, problem);
  return ayes_error_set_at(parser->error, AYES_BAD_DATA, parser->source, 0, 0, "question %zu %s",
                           parser->index + 1, problem);
}

static ayes_status copy(survey_parser *parser, ayes_span text, ayes_span *to) {
  *to = ayes_span_make(ayes_arena_copy(&parser->survey->arena, text, parser->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

/* A member that is a string, null or missing. problem says what is wrong with any other. */
static ayes_status read_text(survey_parser *parser, const json_t *object, const char *key,
                             const char *problem, ayes_span *to) {
  const json_t *value = json_object_get(object, key);
  if (value && !ayes_json_is(value, JSON_STRING) && !ayes_json_is(value, JSON_NULL))
    return fail(parser, problem);
  return copy(parser, ayes_json_string(object, key), to);
}

static ayes_status read_list(survey_parser *parser, const json_t *object, const char *key,
                             const char *problem, ayes_span **items, size_t *count) {
  const json_t *list = json_object_get(object, key);
  if (!list || ayes_json_is(list, JSON_NULL)) return AYES_OK;
  size_t size = json_array_size(list);
  if (!ayes_json_is(list, JSON_ARRAY) || size > LIST_LIMIT) return fail(parser, problem);
  *items = ayes_arena_new_zeroed(&parser->survey->arena, size + 1, sizeof **items, parser->error);
  if (!*items) return AYES_NO_MEMORY;
  for (size_t i = 0; i < size; i++) {
    const json_t *item = json_array_get(list, i);
    if (!ayes_json_is(item, JSON_STRING)) return fail(parser, problem);
    ayes_span text = ayes_span_make(json_string_value(item), json_string_length(item));
    if (copy(parser, text, &(*items)[i]) != AYES_OK) return AYES_NO_MEMORY;
  }
  *count = size;
  return AYES_OK;
}

static ayes_status read_target(survey_parser *parser, const json_t *object,
                               ayes_question *question) {
  const json_t *target = json_object_get(object, "target");
  if (!target || ayes_json_is(target, JSON_NULL)) return AYES_OK;
  if (!ayes_json_is(target, JSON_OBJECT)) return fail(parser, "has a target that is not an object");
  ayes_status status = read_text(parser, target, "text", "has a target whose text is not a string",
                                 &question->target);
  if (status == AYES_OK)
    status = read_list(parser, target, "names", "has target names that are not a list of strings",
                       &question->names, &question->name_count);
  if (status == AYES_OK)
    status = read_list(parser, target, "rivals", "has rivals that are not a list of strings",
                       &question->rivals, &question->rival_count);
  return status;
}

static bool is_meaning(ayes_span text) {
  static const char *const meanings[] = {"", "support", "oppose", "mixed", "neutral"};
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (ayes_span_equal(text, ayes_span_of(meanings[i]))) return true;
  return false;
}

/* meaning: null, or NULL, where the survey does not say. */
static ayes_status add_option(survey_parser *parser, ayes_span text, const json_t *meaning,
                              ayes_question *question) {
  ayes_option *option = &question->options[question->option_count++];
  ayes_span value = ayes_span_make(json_string_value(meaning), json_string_length(meaning));
  option->is_stated = ayes_json_is(meaning, JSON_STRING);
  if (meaning && !ayes_json_is(meaning, JSON_NULL) && !(option->is_stated && is_meaning(value)))
    return fail(parser,
                "has an option that means none of support, oppose, mixed, neutral and \"\"");
  ayes_status status = copy(parser, text, &option->text);
  return status == AYES_OK ? copy(parser, value, &option->meaning) : status;
}

/* An object with meanings, or a list of the options alone. */
static ayes_status read_options(survey_parser *parser, json_t *object, ayes_question *question) {
  json_t *options = json_object_get(object, "options"), *meaning;
  const char *text;
  ayes_status status = AYES_OK;
  if (!options || ayes_json_is(options, JSON_NULL)) return AYES_OK;
  if (!ayes_json_is(options, JSON_OBJECT) && !ayes_json_is(options, JSON_ARRAY))
    return fail(parser, "has options that are neither an object nor a list");
  size_t count =
      ayes_json_is(options, JSON_ARRAY) ? json_array_size(options) : json_object_size(options);
  question->options = ayes_arena_new_zeroed(&parser->survey->arena, count + 1,
                                            sizeof *question->options, parser->error);
  if (!question->options) return AYES_NO_MEMORY;
  json_object_foreach(options, text, meaning) {
    status = add_option(parser, ayes_span_of(text), meaning, question);
    if (status != AYES_OK) return status;
  }
  for (size_t i = 0; i < json_array_size(options) && status == AYES_OK; i++) {
    const json_t *item = json_array_get(options, i);
    ayes_span option = ayes_span_make(json_string_value(item), json_string_length(item));
    status = ayes_json_is(item, JSON_STRING)
                 ? add_option(parser, option, NULL, question)
                 : fail(parser, "has a list of options that are not all strings");
  }
  return status;
}

static ayes_status read_recorded(survey_parser *parser, json_t *object, ayes_question *question) {
  json_t *recorded = json_object_get(object, "recorded"), *count;
  const char *option;
  if (!recorded || ayes_json_is(recorded, JSON_NULL)) return AYES_OK;
  if (!ayes_json_is(recorded, JSON_OBJECT))
    return fail(parser, "has recorded tallies that are not an object");
  question->recorded = ayes_arena_new_zeroed(&parser->survey->arena, json_object_size(recorded) + 1,
                                             sizeof *question->recorded, parser->error);
  if (!question->recorded) return AYES_NO_MEMORY;
  json_object_foreach(recorded, option, count) {
    ayes_recorded *tally = &question->recorded[question->recorded_count];
    if (!ayes_json_is(count, JSON_INTEGER) || json_integer_value(count) < 0)
      return fail(parser, "has a recorded tally that is not a whole number from 0");
    tally->count = (size_t)json_integer_value(count);
    if (copy(parser, ayes_span_of(option), &tally->option) != AYES_OK) return AYES_NO_MEMORY;
    question->recorded_count++;
  }
  return AYES_OK;
}

static ayes_status read_kind(survey_parser *parser, const json_t *object, ayes_question *question) {
  ayes_span kind = ayes_json_string(object, "kind");
  bool is_given = json_object_get(object, "kind") != NULL;
  if (ayes_span_equal(kind, ayes_span_of("closed"))) question->kind = AYES_QUESTION_CLOSED;
  else if (ayes_span_equal(kind, ayes_span_of("open"))) question->kind = AYES_QUESTION_OPEN;
  else if (is_given) return fail(parser, "has an unknown kind; the kinds are open and closed");
  else if (question->option_count) question->kind = AYES_QUESTION_CLOSED;
  return AYES_OK;
}

static ayes_status read_id(survey_parser *parser, const json_t *object, ayes_question *question) {
  ayes_span id = ayes_span_trim(ayes_json_string(object, "id"));
  if (id.length == 0) return fail(parser, "has no id");
  uint32_t number;
  ayes_status status = copy(parser, id, &question->id);
  if (status == AYES_OK) status = ayes_names_add(&parser->ids, id, &number, parser->error);
  if (status == AYES_OK && number <= parser->index) return fail(parser, "is there twice");
  return status;
}

static ayes_status read_question(survey_parser *parser, json_t *object) {
  ayes_question *question = &parser->survey->questions[parser->index];
  if (!ayes_json_is(object, JSON_OBJECT)) return fail(parser, "is not an object");
  ayes_status status = read_id(parser, object, question);
  if (status == AYES_OK)
    status = read_text(parser, object, "text", "has a text that is not a string", &question->text);
  if (status == AYES_OK)
    status = read_text(parser, object, "about", "has an \"about\" that is not a string",
                       &question->about);
  if (status == AYES_OK) status = read_options(parser, object, question);
  if (status == AYES_OK)
    status = read_list(parser, object, "rows", "has rows that are not a list of strings",
                       &question->rows, &question->row_count);
  question->is_multiple = ayes_json_is(json_object_get(object, "multiple"), JSON_TRUE);
  if (status == AYES_OK) status = read_recorded(parser, object, question);
  if (status == AYES_OK) status = read_kind(parser, object, question);
  return status == AYES_OK ? read_target(parser, object, question) : status;
}

static ayes_status check_subjects(survey_parser *parser) {
  const ayes_survey *survey = parser->survey;
  for (parser->index = 0; parser->index < survey->question_count; parser->index++) {
    ayes_span about = survey->questions[parser->index].about;
    if (!about.length) continue;
    uint32_t number = ayes_names_find(&parser->ids, about);
    if (!number) return fail(parser, "is about a question that is not there");
    if (number == parser->index + 1) return fail(parser, "is about itself");
  }
  return AYES_OK;
}

static ayes_status read_survey(survey_parser *parser, const json_t *root) {
  ayes_survey *survey = parser->survey;
  json_t *questions = json_object_get(root, "questions");
  size_t count = json_array_size(questions);
  if (!ayes_json_is(root, JSON_OBJECT) || !ayes_json_is(questions, JSON_ARRAY))
    return ayes_error_set_at(parser->error, AYES_BAD_DATA, parser->source, 0, 0,
                             "is no survey: there is no list \"questions\"");
  if (count > QUESTION_LIMIT)
    return ayes_error_set_at(parser->error, AYES_OVER_LIMIT, parser->source, 0, 0,
                             "has more questions than the limit of %d", QUESTION_LIMIT);
  survey->questions =
      ayes_arena_new_zeroed(&survey->arena, count + 1, sizeof *survey->questions, parser->error);
  if (!survey->questions) return AYES_NO_MEMORY;
  if (copy(parser, ayes_json_string(root, "title"), &survey->title) != AYES_OK ||
      copy(parser, ayes_json_string(root, "language"), &survey->language) != AYES_OK)
    return AYES_NO_MEMORY;
  for (parser->index = 0; parser->index < count; parser->index++) {
    ayes_status status = read_question(parser, json_array_get(questions, parser->index));
    if (status != AYES_OK) return status;
  }
  survey->question_count = count;
  return check_subjects(parser);
}

static ayes_status survey_from(const json_t *root, const char *source, ayes_survey **out,
                               ayes_error *error) {
  survey_parser parser = {.source = source, .error = error};
  parser.survey = ayes_memory_new_zeroed(1, sizeof *parser.survey);
  if (!parser.survey) return ayes_error_memory(error);
  ayes_status status = read_survey(&parser, root);
  ayes_names_release(&parser.ids);
  if (status == AYES_OK) *out = parser.survey;
  else ayes_survey_free(parser.survey);
  return status;
}

ayes_status ayes_survey_parse(ayes_span bytes, const char *source, ayes_survey **survey,
                              ayes_error *error) {
  json_t *root;
  *survey = NULL;
  ayes_status status = ayes_json_parse(bytes, source, &root, error);
  if (status == AYES_OK) status = survey_from(root, source, survey, error);
  json_decref(root);
  return status;
}

ayes_status ayes_survey_read(const char *path, ayes_survey **survey, ayes_error *error) {
  json_t *root;
  *survey = NULL;
  ayes_status status = ayes_json_read(path, &root, error);
  if (status == AYES_OK) status = survey_from(root, path, survey, error);
  json_decref(root);
  return status;
}

void ayes_survey_free(ayes_survey *survey) {
  if (!survey) return;
  ayes_arena_release(&survey->arena);
  ayes_memory_free(survey);
}
