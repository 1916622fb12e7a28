/* SPDX-License-Identifier: MIT
 *
 * mapping.json in, as people have changed it: what is left out is as if it had not been found; a
 * column may name a question that is not listed, and so make it. O(columns * questions).
 */
#include "base/memory.h"
#include "columns/columns.h"

enum { COLUMN_LIMIT = 16 * 1024, QUESTION_LIMIT = 4096 };

typedef struct mapping_parser {
  ayes_mapping *mapping;
  const char *path;
  json_t *root;
  ayes_error *error;
} mapping_parser;

static ayes_status fail(mapping_parser *parser, ayes_span name, const char *problem) {
  int length = (int)(name.length < 80 ? name.length : 80);
  return ayes_error_set_at(parser->error, AYES_BAD_DATA, parser->path, 0, 0, "\"%.*s\" %s", length,
                           name.data ? name.data : "", problem);
}

static ayes_status copy(mapping_parser *parser, ayes_span text, ayes_span *to) {
  *to = ayes_span_make(ayes_arena_copy(&parser->mapping->arena, text, parser->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status copy_member(mapping_parser *parser, const json_t *object, const char *key,
                               ayes_span *to) {
  return copy(parser, ayes_json_string(object, key), to);
}

/* Place of the question from 1, 0 when there is none of that id. */
static size_t find_question(const ayes_mapping *mapping, ayes_span id) {
  for (size_t i = 0; i < mapping->question_count; i++)
    if (ayes_span_equal(mapping->questions[i].id, id)) return i + 1;
  return 0;
}

/* ---- questions ---- */

static bool is_meaning(ayes_span meaning) {
  static const char *const meanings[] = {"", "support", "oppose", "mixed", "neutral"};
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (ayes_span_equal(meaning, ayes_span_of(meanings[i]))) return true;
  return false;
}

static ayes_status read_options(mapping_parser *parser, json_t *object,
                                ayes_mapped_question *question) {
  json_t *options = json_object_get(object, "options"), *value;
  const char *text;
  question->options = ayes_arena_new_zeroed(&parser->mapping->arena, json_object_size(options) + 1,
                                            sizeof *question->options, parser->error);
  if (!question->options) return AYES_NO_MEMORY;
  json_object_foreach(options, text, value) {
    ayes_option *option = &question->options[question->option_count++];
    ayes_span meaning = ayes_span_of(json_string_value(value));
    if (!ayes_json_is(value, JSON_STRING) || !is_meaning(meaning))
      return fail(parser, question->id,
                  "has an option that means none of support, oppose, mixed, neutral and \"\"");
    if (copy(parser, ayes_span_of(text), &option->text) != AYES_OK ||
        copy(parser, meaning, &option->meaning) != AYES_OK)
      return AYES_NO_MEMORY;
  }
  return AYES_OK;
}

static ayes_status read_rows(mapping_parser *parser, const json_t *object,
                             ayes_mapped_question *question) {
  const json_t *rows = json_object_get(object, "rows");
  size_t count = json_array_size(rows);
  question->rows = ayes_arena_new_zeroed(&parser->mapping->arena, count + 1, sizeof *question->rows,
                                         parser->error);
  ayes_status status = question->rows ? AYES_OK : AYES_NO_MEMORY;
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    ayes_span row = ayes_span_of(json_string_value(json_array_get(rows, i)));
    status = copy(parser, row, &question->rows[question->row_count++]);
  }
  return status;
}

static ayes_status add_question(mapping_parser *parser, ayes_span id, bool is_open,
                                ayes_mapped_question **added) {
  ayes_mapping *mapping = parser->mapping;
  if (mapping->question_count == QUESTION_LIMIT)
    return fail(parser, id, "is one question more than the limit of 4096");
  *added = &mapping->questions[mapping->question_count++];
  (*added)->is_open = is_open;
  return copy(parser, id, &(*added)->id);
}

static ayes_status read_question(mapping_parser *parser, json_t *object) {
  ayes_mapped_question *question;
  ayes_span id = ayes_json_string(object, "id"), kind = ayes_json_string(object, "kind");
  bool is_open = ayes_span_equal(kind, ayes_span_of("open"));
  if (!id.length) return fail(parser, ayes_span_of("questions"), "has a question without an id");
  if (find_question(parser->mapping, id)) return fail(parser, id, "is there twice");
  if (!is_open && !ayes_span_equal(kind, ayes_span_of("closed")))
    return fail(parser, id, "has an unknown kind; the kinds are open and closed");
  ayes_status status = add_question(parser, id, is_open, &question);
  if (status == AYES_OK) status = copy_member(parser, object, "text", &question->text);
  if (status == AYES_OK) status = copy_member(parser, object, "target", &question->target);
  if (status == AYES_OK) status = copy_member(parser, object, "why", &question->why);
  question->is_multiple = ayes_json_is(json_object_get(object, "multiple"), JSON_TRUE);
  if (status == AYES_OK) status = read_rows(parser, object, question);
  return status == AYES_OK ? read_options(parser, object, question) : status;
}

static ayes_status read_subjects(mapping_parser *parser, const json_t *questions) {
  for (size_t i = 0; i < json_array_size(questions); i++) {
    ayes_mapped_question *question = &parser->mapping->questions[i];
    ayes_span about = ayes_json_string(json_array_get(questions, i), "about");
    if (!about.length) continue;
    question->about = find_question(parser->mapping, about);
    if (!question->about || question->about == i + 1 ||
        parser->mapping->questions[question->about - 1].is_open)
      return fail(parser, question->id, "is about no closed question of the mapping");
  }
  return AYES_OK;
}

/* ---- columns ---- */

static ayes_status place_in_question(mapping_parser *parser, ayes_span id, ayes_column *column) {
  ayes_mapped_question *question;
  bool is_open = column->role == AYES_COLUMN_OPEN;
  if (column->role == AYES_COLUMN_MULTIPLE || column->role == AYES_COLUMN_MATRIX)
    column->question = find_question(parser->mapping, id);
  if (!is_open && column->role != AYES_COLUMN_CLOSED) return AYES_OK;
  if (!id.length) return fail(parser, column->name, "is open or closed, but has no question");
  column->question = find_question(parser->mapping, id);
  if (column->question) {
    if (parser->mapping->questions[column->question - 1].is_open != is_open)
      return fail(parser, column->name, "has a question of another kind than its role");
    return AYES_OK;
  }
  ayes_status status = add_question(parser, id, is_open, &question);
  column->question = parser->mapping->question_count;
  return status == AYES_OK ? copy(parser, column->name, &question->text) : status;
}

static ayes_status read_column(mapping_parser *parser, json_t *object, ayes_column *column) {
  ayes_span role = ayes_json_string(object, "role");
  ayes_status status = copy_member(parser, object, "name", &column->name);
  if (status == AYES_OK) status = copy_member(parser, object, "why", &column->why);
  if (status != AYES_OK) return status;
  if (!ayes_column_role_named(role, &column->role))
    return fail(parser, column->name,
                "has an unknown role; the roles are identifier, respondent, closed, open, "
                "multi-choice, matrix, other, demographic, tags, machine and empty");
  column->state = ayes_column_state_named(ayes_json_string(object, "state"));
  return place_in_question(parser, ayes_json_string(object, "question"), column);
}

/* ---- the whole ---- */

static ayes_status allocate(mapping_parser *parser, size_t columns) {
  ayes_mapping *mapping = parser->mapping;
  mapping->columns =
      ayes_arena_new_zeroed(&mapping->arena, columns + 1, sizeof *mapping->columns, parser->error);
  mapping->questions = ayes_arena_new_zeroed(&mapping->arena, QUESTION_LIMIT,
                                             sizeof *mapping->questions, parser->error);
  return mapping->columns && mapping->questions ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status read_front(mapping_parser *parser) {
  ayes_mapping *mapping = parser->mapping;
  double skipped = ayes_json_number(parser->root, "skip_rows", 0);
  double rows = ayes_json_number(parser->root, "header_rows", 1);
  if (skipped < 0 || skipped > 100 || rows < 0 || rows > 3)
    return fail(parser, ayes_span_of("header_rows"), "is from 0 to 3, and skip_rows from 0 to 100");
  mapping->skipped = (size_t)skipped;
  mapping->header_rows = (size_t)rows;
  mapping->preset = ayes_preset_name(0);
  for (size_t i = 0; ayes_preset_name(i); i++)
    if (ayes_span_equal(ayes_json_string(parser->root, "preset"),
                        ayes_span_of(ayes_preset_name(i))))
      mapping->preset = ayes_preset_name(i);
  return copy_member(parser, parser->root, "group", &mapping->group);
}

static ayes_status read_mapping(mapping_parser *parser) {
  json_t *columns = json_object_get(parser->root, "columns");
  json_t *questions = json_object_get(parser->root, "questions");
  size_t count = json_array_size(columns), asked = json_array_size(questions);
  if (!count || asked > QUESTION_LIMIT || count > COLUMN_LIMIT)
    return ayes_error_set_at(parser->error, AYES_BAD_DATA, parser->path, 0, 0,
                             "is no mapping: there is no list \"columns\"; \"ayes inspect FILE -o "
                             "mapping.json\" writes one");
  ayes_status status = allocate(parser, count);
  if (status == AYES_OK) status = read_front(parser);
  for (size_t i = 0; i < asked && status == AYES_OK; i++)
    status = read_question(parser, json_array_get(questions, i));
  if (status == AYES_OK) status = read_subjects(parser, questions);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = read_column(parser, json_array_get(columns, i), &parser->mapping->columns[i]);
  parser->mapping->column_count = count;
  return status;
}

ayes_status ayes_mapping_read(const char *path, ayes_mapping **mapping, ayes_error *error) {
  mapping_parser parser = {.path = path, .error = error};
  *mapping = NULL;
  parser.mapping = ayes_memory_new_zeroed(1, sizeof *parser.mapping);
  if (!parser.mapping) return ayes_error_memory(error);
  ayes_status status = ayes_json_read(path, &parser.root, error);
  if (status == AYES_OK) status = read_mapping(&parser);
  json_decref(parser.root);
  if (status == AYES_OK) *mapping = parser.mapping;
  else ayes_mapping_free(parser.mapping);
  return status;
}
