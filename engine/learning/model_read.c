/* SPDX-License-Identifier: MIT
 *
 * Reading a model: model.json says which files belong to it, and each of them must carry the hash
 * of the same data. A weight that a person changed, added or took out in a list counts in every
 * world; all others come from the file of the worlds.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/tsv.h"
#include "learning/model.h"

static const double WEIGHT_MOST = 1000;

/* Weights are written with four decimals. */
static const double SAME = 0.00006;

typedef struct reading {
  ayes_model *model;
  ayes_stemmer *stemmer;
  char data[17];
  size_t folds;
  ayes_error *error;
} reading;

static const char *path_of(reading *it, const char *name, const char *ending) {
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

/* ---- Tables ---- */

/* Opens a table of the model and checks that it is of the same run. */
static ayes_status open_table(reading *it, const char *path, const ayes_tsv_column *columns,
                              size_t count, ayes_tsv *table) {
  ayes_status status = ayes_tsv_open(table, path, AYES_MODEL_FILE_LIMIT, columns, count, it->error);
  if (status != AYES_OK) return status;
  ayes_span wanted = ayes_span_of("# data "), bytes = ayes_buffer_span(&table->bytes);
  if (ayes_span_starts_with(bytes, wanted) &&
      ayes_span_equal(ayes_span_slice(bytes, wanted.length, wanted.length + 16),
                      ayes_span_of(it->data)))
    return AYES_OK;
  return ayes_error_set_at(it->error, AYES_BAD_DATA, path, 1, 0,
                           "this file was not written by the run that wrote model.json (its first "
                           "line should be \"# data %s\"); learn again into an empty folder",
                           it->data);
}

/* Reads the next row as long as all went well; false at the end and on failure. */
static bool has_row(reading *it, ayes_tsv *table, ayes_status *status) {
  bool found = false;
  if (*status == AYES_OK) *status = ayes_tsv_next(table, &found, it->error);
  return *status == AYES_OK && found;
}

/* ---- Terms ---- */

/* A row of a list. */
typedef struct listed {
  ayes_model_term term;
  double weights[AYES_HEAD_COUNT];
  double answers; /* that hold it, as far as the list says */
  size_t row;
} listed;

typedef struct term_list {
  listed *items;
  size_t count, capacity;
} term_list;

enum { TERM, WEIGHT, TAKES, MIXED, COUNTS };

static ayes_status read_key(reading *it, const ayes_tsv *table, size_t column, uint64_t *key) {
  static const char message[] =
      "a term is a word, a form (=supporting), two words, or a kind such as <good+>";
  ayes_status status = ayes_feature_parse(table->cells[column], it->stemmer, key, it->error);
  if (status != AYES_OK || *key) return status;
  status = ayes_error_set(it->error, AYES_BAD_DATA, "%s", message);
  return ayes_tsv_at(table, column, 0, status, it->error);
}

/* Counts are for information: what is no number counts nothing. */
static double count_answers(const ayes_tsv *table) {
  double answers = 0;
  for (size_t label = 0; label < AYES_STANCE_COUNT; label++) {
    double count;
    if (ayes_span_to_number(ayes_span_trim(table->cells[COUNTS + label]), &count)) answers += count;
  }
  return answers;
}

/* "model/Q1b.tsv:12" */
static ayes_status note_source(reading *it, const ayes_tsv *table, const char *name,
                               ayes_source *source) {
  ayes_span written = ayes_span_trim(table->cells[TERM]);
  ayes_buffer place = {0};
  ayes_buffer_add_text(&place, it->model->name);
  ayes_buffer_add_byte(&place, '/');
  ayes_buffer_add_text(&place, name);
  ayes_buffer_add_text(&place, ".tsv:");
  ayes_buffer_add_size(&place, table->line);
  source->place = ayes_arena_copy(&it->model->arena, ayes_buffer_span(&place), it->error);
  source->term =
      ayes_span_make(ayes_arena_copy(&it->model->arena, written, it->error), written.length);
  bool failed = place.failed || !source->place || !source->term.data;
  ayes_buffer_release(&place);
  return failed ? ayes_error_memory(it->error) : AYES_OK;
}

static ayes_status add_term(reading *it, ayes_tsv *table, const char *name, term_list *list) {
  listed *row = ayes_array_add(list, it->error);
  if (!row) return AYES_NO_MEMORY;
  *row = (listed){.answers = count_answers(table), .row = list->count};
  ayes_status status = read_key(it, table, TERM, &row->term.key);
  for (size_t h = 0; h < AYES_HEAD_COUNT && status == AYES_OK; h++)
    status = ayes_tsv_number(table, WEIGHT + h, -WEIGHT_MOST, WEIGHT_MOST, 0, &row->weights[h],
                             it->error);
  return status == AYES_OK ? note_source(it, table, name, &row->term.source) : status;
}

static int compare_listed(const void *a, const void *b) {
  const listed *x = a, *y = b;
  if (x->answers > y->answers || x->answers < y->answers) return x->answers > y->answers ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Frequent terms get the first numbers, so that what belongs to them stays close together in
 * memory. */
static ayes_status number_terms(reading *it, ayes_model_question *question, term_list *list) {
  qsort(list->items, list->count, sizeof *list->items, compare_listed);
  question->terms = ayes_memory_new_zeroed(list->count + 1, sizeof *question->terms);
  if (!question->terms) return ayes_error_memory(it->error);
  for (size_t i = 0; i < list->count; i++) question->terms[i] = list->items[i].term;
  question->term_count = question->listed_count = list->count;
  return AYES_OK;
}

static ayes_status index_terms(reading *it, ayes_model_question *question, ayes_tsv *table) {
  ayes_status status = ayes_model_index_reserve(&question->index, question->term_count, it->error);
  if (status != AYES_OK) return status;
  for (uint32_t i = 0; i < question->term_count; i++) {
    uint32_t other = ayes_model_term_find(question, question->terms[i].key);
    if (other != UINT32_MAX)
      return ayes_error_set_at(
          it->error, AYES_BAD_DATA, table->source, 0, 0, "%s says the same as %s: keep one of them",
          question->terms[i].source.place, question->terms[other].source.place);
    ayes_model_index_add(&question->index, question->terms[i].key, i);
  }
  return AYES_OK;
}

/* What the list says holds in all worlds until the file of the worlds says more. */
static ayes_status spread(reading *it, ayes_model_question *question, const term_list *list) {
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    ayes_model_head *head = &question->heads[h];
    if (!head->is_there) continue;
    head->weights =
        ayes_memory_new_zeroed(question->term_count * question->worlds + 1, sizeof(double));
    if (!head->weights) return ayes_error_memory(it->error);
    for (size_t t = 0; t < question->term_count; t++)
      for (size_t w = 0; w < question->worlds; w++)
        head->weights[t * question->worlds + w] = list->items[t].weights[h];
  }
  return AYES_OK;
}

static ayes_status read_list(reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {
      {"term", true},       {"weight", true},    {"takes", false},     {"mixed", false},
      {"n_support", false}, {"n_oppose", false}, {"n_neutral", false}, {"n_mixed", false}};
  ayes_tsv table = {0};
  term_list list = {0};
  const char *path = path_of(it, question->file, ".tsv");
  ayes_status status = path
                           ? open_table(it, path, columns, sizeof columns / sizeof *columns, &table)
                           : AYES_NO_MEMORY;
  while (has_row(it, &table, &status)) status = add_term(it, &table, question->file, &list);
  if (status == AYES_OK) status = number_terms(it, question, &list);
  if (status == AYES_OK) status = index_terms(it, question, &table);
  if (status == AYES_OK) status = spread(it, question, &list);
  ayes_array_release(&list);
  ayes_tsv_release(&table);
  return status;
}

/* ---- Worlds ---- */

enum { FOLD_HEAD, FOLD_TERM, FOLD_ALL };

static bool is_near(double a, double b) { return a - b < SAME && b - a < SAME; }

static ayes_status find_head(reading *it, const ayes_tsv *table, size_t *head) {
  for (*head = 0; *head < AYES_HEAD_COUNT; ++*head)
    if (ayes_span_equal(ayes_span_trim(table->cells[FOLD_HEAD]),
                        ayes_span_of(ayes_head_name((ayes_head)*head))))
      return AYES_OK;
  return ayes_tsv_at(table, FOLD_HEAD, 0,
                     ayes_error_set(it->error, AYES_BAD_DATA, "there is no such head"), it->error);
}

/* A term that is in no list is one that only some worlds keep, or one that a person took out. */
typedef struct stray {
  uint64_t key;
  size_t head;
  double weights[AYES_WORLDS_MOST];
  ayes_span written;
} stray;

typedef struct stray_list {
  stray *items;
  size_t count, capacity;
} stray_list;

static ayes_status read_world_row(reading *it, ayes_model_question *question, const ayes_tsv *table,
                                  stray_list *strays) {
  size_t head;
  double weights[AYES_WORLDS_MOST] = {0};
  ayes_status status = find_head(it, table, &head);
  for (size_t w = 0; w < question->worlds && status == AYES_OK; w++)
    status =
        ayes_tsv_number(table, FOLD_ALL + w, -WEIGHT_MOST, WEIGHT_MOST, 0, &weights[w], it->error);
  if (status != AYES_OK || !question->heads[head].is_there) return status;
  uint64_t key;
  status = read_key(it, table, FOLD_TERM, &key);
  if (status != AYES_OK) return status;
  uint32_t term = ayes_model_term_find(question, key);
  if (term != UINT32_MAX) {
    double *row = &question->heads[head].weights[term * question->worlds];
    if (is_near(row[0], weights[0]))
      memcpy(row + 1, weights + 1, (question->worlds - 1) * sizeof *row);
    return AYES_OK;
  }
  if (!is_near(weights[0], 0)) return AYES_OK; /* taken out by a person */
  stray *added = ayes_array_add(strays, it->error);
  if (!added) return AYES_NO_MEMORY;
  *added = (stray){.key = key, .head = head};
  memcpy(added->weights, weights, sizeof weights);
  ayes_span written = ayes_span_trim(table->cells[FOLD_TERM]);
  added->written =
      ayes_span_make(ayes_arena_copy(&it->model->arena, written, it->error), written.length);
  return added->written.data ? AYES_OK : AYES_NO_MEMORY;
}

/* Terms with weights in some worlds only stand behind those of the list. */
static ayes_status add_strays(reading *it, ayes_model_question *question, const stray_list *strays,
                              const char *place) {
  size_t count = question->term_count + strays->count;
  ayes_model_term *terms = ayes_memory_resize(question->terms, (count + 1) * sizeof *terms);
  if (!terms) return ayes_error_memory(it->error);
  question->terms = terms;
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    ayes_model_head *head = &question->heads[h];
    if (!head->is_there) continue;
    size_t old = question->term_count * question->worlds, wanted = count * question->worlds + 1;
    double *weights = ayes_memory_resize(head->weights, wanted * sizeof *weights);
    if (!weights) return ayes_error_memory(it->error);
    memset(weights + old, 0, (wanted - old) * sizeof *weights);
    head->weights = weights;
  }
  ayes_status status = ayes_model_index_reserve(&question->index, count, it->error);
  if (status != AYES_OK) return status;
  for (uint32_t i = 0; i < question->term_count; i++)
    ayes_model_index_add(&question->index, question->terms[i].key, i);
  for (size_t i = 0; i < strays->count; i++) {
    const stray *one = &strays->items[i];
    uint32_t index = ayes_model_term_find(question, one->key);
    if (index == UINT32_MAX) {
      index = (uint32_t)question->term_count++;
      question->terms[index] = (ayes_model_term){one->key, {.place = place, .term = one->written}};
      ayes_model_index_add(&question->index, one->key, index);
    }
    memcpy(&question->heads[one->head].weights[index * question->worlds], one->weights,
           question->worlds * sizeof(double));
  }
  return AYES_OK;
}

/* Rows of terms become rows of worlds: an answer is read with one world. */
static ayes_status turn_weights(reading *it, ayes_model_question *question) {
  size_t terms = question->term_count, worlds = question->worlds;
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    ayes_model_head *head = &question->heads[h];
    if (!head->is_there) continue;
    double *turned = ayes_memory_new_zeroed(terms * worlds + 1, sizeof *turned);
    if (!turned) return ayes_error_memory(it->error);
    for (size_t t = 0; t < terms; t++)
      for (size_t w = 0; w < worlds; w++) turned[w * terms + t] = head->weights[t * worlds + w];
    ayes_memory_free(head->weights);
    head->weights = turned;
  }
  return AYES_OK;
}

static ayes_status read_worlds(reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[FOLD_ALL + AYES_WORLDS_MOST] = {
      {"head", true},       {"term", true},       {"all", true},        {"without_1", true},
      {"without_2", true},  {"without_3", false}, {"without_4", false}, {"without_5", false},
      {"without_6", false}, {"without_7", false}, {"without_8", false}, {"without_9", false},
      {"without_10", false}};
  ayes_tsv table = {0};
  stray_list strays = {0};
  const char *path = path_of(it, question->file, ".folds.tsv");
  ayes_status status = path
                           ? open_table(it, path, columns, sizeof columns / sizeof *columns, &table)
                           : AYES_NO_MEMORY;
  while (has_row(it, &table, &status)) status = read_world_row(it, question, &table, &strays);
  if (status == AYES_OK) status = add_strays(it, question, &strays, path);
  if (status == AYES_OK) status = turn_weights(it, question);
  ayes_array_release(&strays);
  ayes_tsv_release(&table);
  return status;
}

/* ---- Answers ---- */

static ayes_status read_hash(const ayes_tsv *table, uint64_t *hash, ayes_error *error) {
  ayes_span text = ayes_span_trim(table->cells[0]);
  *hash = 0;
  for (size_t i = 0; i < text.length && text.length == 16; i++) {
    const char *digit = memchr("0123456789abcdef", text.data[i], 16);
    if (!digit) break;
    *hash = *hash << 4 | (uint64_t)(digit - "0123456789abcdef");
    if (i == 15) return AYES_OK;
  }
  return ayes_tsv_at(table, 0, 0,
                     ayes_error_set(error, AYES_BAD_DATA, "a hash has 16 digits, 0-9 and a-f"),
                     error);
}

typedef struct answer_list {
  ayes_model_answer *items;
  size_t count, capacity;
} answer_list;

static ayes_status read_answer(reading *it, const ayes_model_question *question, ayes_tsv *table,
                               answer_list *list) {
  uint64_t hash;
  double fold;
  ayes_status status = read_hash(table, &hash, it->error);
  if (status == AYES_OK)
    status = ayes_tsv_number(table, 1, 1, (double)question->folds, 1, &fold, it->error);
  if (status != AYES_OK) return status;
  if (list->count && list->items[list->count - 1].hash >= hash)
    return ayes_tsv_at(
        table, 0, 0,
        ayes_error_set(it->error, AYES_BAD_DATA, "hashes must stand in ascending order"),
        it->error);
  ayes_model_answer *added = ayes_array_add(list, it->error);
  if (!added) return AYES_NO_MEMORY;
  *added = (ayes_model_answer){hash, (uint32_t)fold - 1};
  return AYES_OK;
}

static ayes_status read_answers(reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {{"answer", true}, {"fold", true}};
  ayes_tsv table = {0};
  answer_list list = {0};
  const char *path = path_of(it, question->file, ".answers.tsv");
  ayes_status status = path ? open_table(it, path, columns, 2, &table) : AYES_NO_MEMORY;
  while (has_row(it, &table, &status)) {
    status = read_answer(it, question, &table, &list);
    if (status != AYES_OK) break;
  }
  if (status == AYES_OK)
    status = ayes_model_folds_reserve(&question->answers, list.count, it->error);
  for (size_t i = 0; i < list.count && status == AYES_OK; i++)
    ayes_model_folds_add(&question->answers, &list.items[i]);
  ayes_array_release(&list);
  ayes_tsv_release(&table);
  return status;
}

/* ---- Manifest ---- */

static ayes_status complain(reading *it, const char *path, const char *what) {
  return ayes_error_set_at(it->error, AYES_BAD_DATA, path, 0, 0, "%s", what);
}

static ayes_status read_head(reading *it, const char *path, const json_t *json,
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

static ayes_status read_question(reading *it, const char *path, const json_t *json,
                                 ayes_model_question *question) {
  const char *file = json_string_value(json_object_get(json, "file"));
  ayes_span id = ayes_json_string(json, "id");
  if (!is_plain_name(file)) return complain(it, path, "a question that was learned has no file");
  question->id = ayes_span_make(ayes_arena_copy(&it->model->arena, id, it->error), id.length);
  question->file = ayes_arena_copy(&it->model->arena, ayes_span_of(file), it->error);
  if (!question->id.data || !question->file) return AYES_NO_MEMORY;
  question->folds = it->folds;
  question->worlds = it->folds + 1;
  ayes_status status = AYES_OK;
  for (size_t h = 0; h < AYES_HEAD_COUNT && status == AYES_OK; h++) {
    const json_t *head =
        json_object_get(json_object_get(json, "heads"), ayes_head_name((ayes_head)h));
    if (head) status = read_head(it, path, head, question, &question->heads[h]);
  }
  if (status == AYES_OK && !question->heads[AYES_HEAD_SIDE].is_there)
    return complain(it, path, "a question that was learned has no head \"side\"");
  if (status == AYES_OK) status = read_list(it, question);
  if (status == AYES_OK) status = read_worlds(it, question);
  return status == AYES_OK ? read_answers(it, question) : status;
}

static ayes_status read_questions(reading *it, const char *path, const json_t *root) {
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

static ayes_status read_manifest(reading *it, const char *path, const json_t *root,
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
  ayes_status status = ayes_stemmer_new(json_string_value(json_object_get(root, "stemmer")),
                                        &it->stemmer, it->error);
  if (status != AYES_OK) return ayes_error_add_source(it->error, path);
  memcpy(it->data, data.data, data.length);
  it->model->pack = strtoull(json_string_value(json_object_get(root, "pack")), NULL, 16);
  it->folds = (size_t)folds;
  return read_questions(it, path, root);
}

static ayes_status read_model(reading *it, const char *stemmer) {
  json_t *root = NULL;
  const char *path = path_of(it, "model", ".json");
  if (!path) return AYES_NO_MEMORY;
  if (!ayes_file_exists(path))
    return ayes_error_set_at(it->error, AYES_NO_INPUT, it->model->folder, 0, 0,
                             "there is no model.json in it; ayes learn writes such a folder");
  ayes_status status = ayes_json_read(path, &root, it->error);
  if (status == AYES_OK) status = read_manifest(it, path, root, stemmer);
  ayes_stemmer_free(it->stemmer);
  json_decref(root);
  return status;
}

ayes_status ayes_model_open(const char *folder, const char *stemmer, ayes_model **out,
                            ayes_error *error) {
  *out = NULL;
  reading it = {.model = ayes_memory_new_zeroed(1, sizeof *it.model), .error = error};
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
