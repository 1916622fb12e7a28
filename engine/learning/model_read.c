/* SPDX-License-Identifier: MIT
 *
 * Reading a model: model.json says which questions it knows, how rules and learned words are
 * blended there, and which files belong to it.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "learning/model_private.h"

const char *ayes_model_path(ayes_model_reading *it, const char *name, const char *ending) {
  ayes_buffer file = {0};
  ayes_buffer_add_text(&file, name);
  ayes_buffer_add_text(&file, ending);
  ayes_buffer_add_byte(&file, '\0');
  const char *path =
      file.failed ? NULL
                  : ayes_file_join(&it->model->arena, it->model->folder, file.data, it->error);
  if (file.failed) ayes_error_memory(it->error);
  ayes_buffer_release(&file);
  return path;
}

static ayes_status complain(ayes_model_reading *it, const char *path, const char *what) {
  return ayes_error_set_at(it->error, AYES_BAD_DATA, path, 0, 0, "%s", what);
}

static ayes_status read_head(ayes_model_reading *it, const char *path, const json_t *json,
                             const ayes_model_question *question, ayes_model_head *head) {
  const json_t *blends = json_object_get(json, "blend");
  if (json_array_size(blends) != question->worlds)
    return complain(it, path, "a \"blend\" has not one row for each fold and one for all");
  for (size_t w = 0; w < question->worlds; w++) {
    const json_t *row = json_array_get(blends, w);
    double values[3];
    for (size_t i = 0; i < 3; i++) {
      const json_t *value = json_array_get(row, i);
      if (!json_is_number(value)) return complain(it, path, "a row of \"blend\" has three numbers");
      values[i] = json_number_value(value);
    }
    head->blend[w] = (ayes_blend){values[0], values[1], values[2]};
  }
  head->is_there = true;
  return AYES_OK;
}

/* A name without folders, so that a model cannot point outside its own. */
static bool is_plain_name(const char *name) {
  return name && *name && *name != '.' && !strchr(name, '/') && !strchr(name, '\\');
}

static ayes_status read_question(ayes_model_reading *it, const char *path, const json_t *json,
                                 ayes_model_question *question) {
  const char *file = json_string_value(json_object_get(json, "file"));
  ayes_span id = ayes_json_string(json, "id");
  if (!is_plain_name(file)) return complain(it, path, "a question that was learned has no file");
  question->file = ayes_arena_copy(&it->model->arena, ayes_span_of(file), it->error);
  if (!question->file) return AYES_NO_MEMORY;
  uint32_t number;
  ayes_status status = ayes_names_add(&it->model->ids, id, &number, it->error);
  if (status != AYES_OK) return status;
  if (number != question->number + 1) return complain(it, path, "a question stands there twice");
  question->folds = it->folds;
  question->worlds = it->folds + 1;
  for (size_t h = 0; h < AYES_HEAD_COUNT && status == AYES_OK; h++) {
    const json_t *head =
        json_object_get(json_object_get(json, "heads"), ayes_head_name((ayes_head)h));
    if (head) status = read_head(it, path, head, question, &question->heads[h]);
  }
  if (status == AYES_OK && !question->heads[AYES_HEAD_SIDE].is_there)
    return complain(it, path, "a question that was learned has no head \"side\"");
  return status == AYES_OK ? ayes_model_read_lists(it, question) : status;
}

static ayes_status read_questions(ayes_model_reading *it, const char *path, const json_t *root) {
  const json_t *questions = json_object_get(root, "questions");
  size_t count = json_array_size(questions);
  if (!json_is_array(questions)) return complain(it, path, "\"questions\" is missing");
  it->model->questions =
      ayes_arena_new_zeroed(&it->model->arena, count + 1, sizeof *it->model->questions, it->error);
  if (!it->model->questions) return AYES_NO_MEMORY;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    const json_t *json = json_array_get(questions, i);
    if (!ayes_span_equal(ayes_json_string(json, "outcome"), ayes_span_of("learned"))) continue;
    ayes_model_question *question = &it->model->questions[it->model->question_count];
    question->number = it->model->question_count++;
    status = read_question(it, path, json, question);
  }
  return status;
}

static ayes_status read_manifest(ayes_model_reading *it, const char *path, const json_t *root,
                                 const char *stemmer) {
  double format = ayes_json_number(root, "format", 0), folds = ayes_json_number(root, "folds", 0);
  ayes_span data = ayes_json_string(root, "data"), pack = ayes_json_string(root, "pack");
  ayes_span language = ayes_json_string(root, "stemmer");
  if (format > AYES_MODEL_FORMAT)
    return complain(it, path,
                    "this model was made by a newer version of ayes; learn it again "
                    "with this one, or update");
  if (!(format >= 1) || data.length != 16 || pack.length != 16 || !language.length)
    return complain(it, path, "this is no model.json that ayes learn has written");
  if (!(folds >= 2 && folds <= AYES_FOLDS_MOST))
    return complain(it, path, "\"folds\" must be from 2 to 10");
  if (stemmer && !ayes_span_equal(language, ayes_span_of(stemmer)))
    return ayes_error_set_at(it->error, AYES_BAD_DATA, path, 0, 0,
                             "the model was learned from texts read with the stemmer \"%.*s\", "
                             "the lexicon in use has \"%s\"; choose the lexicon it was made with",
                             (int)(language.length < 40 ? language.length : 40), language.data,
                             stemmer);
  static const ayes_vocabulary no_lexicon = {0};
  ayes_status status = ayes_types_new(json_string_value(json_object_get(root, "stemmer")),
                                      &no_lexicon, &it->types, it->error);
  if (status != AYES_OK) return ayes_error_add_source(it->error, status, path);
  memcpy(it->data, data.data, data.length);
  it->model->pack = strtoull(json_string_value(json_object_get(root, "pack")), NULL, 16);
  it->folds = (size_t)folds;
  return read_questions(it, path, root);
}

static ayes_status read_model(ayes_model_reading *it, const char *stemmer) {
  json_t *root = NULL;
  const char *path = ayes_model_path(it, "model", ".json");
  if (!path) return AYES_NO_MEMORY;
  if (!ayes_file_exists(path))
    return ayes_error_set_at(it->error, AYES_NO_INPUT, it->model->folder, 0, 0,
                             "there is no model.json in it; ayes learn writes such a folder");
  ayes_status status = ayes_json_read(path, &root, it->error);
  if (status == AYES_OK) status = read_manifest(it, path, root, stemmer);
  ayes_types_free(it->types);
  json_decref(root);
  return status;
}

ayes_status ayes_model_open(const char *folder, const char *stemmer, ayes_model **out,
                            ayes_error *error) {
  *out = NULL;
  ayes_model_reading it = {.model = ayes_memory_new_zeroed(1, sizeof *it.model), .error = error};
  if (!it.model) return ayes_error_memory(error);
  ayes_span trimmed = ayes_span_of(folder);
  while (trimmed.length > 1 && trimmed.data[trimmed.length - 1] == '/') trimmed.length--;
  it.model->folder = ayes_arena_copy(&it.model->arena, trimmed, error);
  ayes_status status = it.model->folder ? AYES_OK : AYES_NO_MEMORY;
  if (status == AYES_OK) {
    it.model->name = ayes_file_name(it.model->folder);
    status = read_model(&it, stemmer);
  }
  if (status == AYES_OK) *out = it.model;
  else ayes_model_close(it.model);
  return status;
}
