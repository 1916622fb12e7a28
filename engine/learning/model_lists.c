/* SPDX-License-Identifier: MIT
 *
 * The lists of one question, each of which must carry the hash of the model's data. A weight that a
 * person changed, added or took out counts in every world; all others come from the file of the
 * worlds.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "base/tsv.h"
#include "learning/model_private.h"

static const double WEIGHT_MOST = 1000;

/* Weights are written with four decimals. */
static const double SAME = 0.00006;

/* ---- Tables ---- */

/* Opens a list of a question, of so many columns, and checks that it is of the same run. */
static ayes_status open_list(ayes_model_reading *it, const ayes_model_question *question,
                             const char *ending, const ayes_tsv_column *columns, size_t count,
                             ayes_tsv *table) {
  const char *path = ayes_model_path(it, question->file, ending);
  if (!path) return AYES_NO_MEMORY;
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
static bool has_row(ayes_model_reading *it, ayes_tsv *table, ayes_status *status) {
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

static ayes_status read_key(ayes_model_reading *it, const ayes_tsv *table, size_t column,
                            uint64_t *key) {
  static const char message[] =
      "a term is a word, a form (=supporting), a negated word (!work), two words, or a kind such "
      "as <good+>";
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
static ayes_status note_source(ayes_model_reading *it, const ayes_tsv *table, const char *name,
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

static ayes_status add_term(ayes_model_reading *it, ayes_tsv *table, const char *name,
                            term_list *list) {
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
static ayes_status number_terms(ayes_model_reading *it, ayes_model_question *question,
                                term_list *list) {
  qsort(list->items, list->count, sizeof *list->items, compare_listed);
  question->terms = ayes_memory_new_zeroed(list->count + 1, sizeof *question->terms);
  if (!question->terms) return ayes_error_memory(it->error);
  for (size_t i = 0; i < list->count; i++) question->terms[i] = list->items[i].term;
  question->term_count = question->listed_count = list->count;
  return AYES_OK;
}

static ayes_status index_terms(ayes_model_reading *it, ayes_model_question *question,
                               ayes_tsv *table) {
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
static ayes_status spread(ayes_model_reading *it, ayes_model_question *question,
                          const term_list *list) {
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

static ayes_status read_list(ayes_model_reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {
      {"term", true},       {"weight", true},    {"takes", false},     {"mixed", false},
      {"n_support", false}, {"n_oppose", false}, {"n_neutral", false}, {"n_mixed", false}};
  ayes_tsv table = {0};
  term_list list = {0};
  ayes_status status =
      open_list(it, question, ".tsv", columns, sizeof columns / sizeof *columns, &table);
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

static ayes_status find_head(ayes_model_reading *it, const ayes_tsv *table, size_t *head) {
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

static ayes_status read_world_row(ayes_model_reading *it, ayes_model_question *question,
                                  const ayes_tsv *table, stray_list *strays) {
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
static ayes_status add_strays(ayes_model_reading *it, ayes_model_question *question,
                              const stray_list *strays, const char *place) {
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
static ayes_status turn_weights(ayes_model_reading *it, ayes_model_question *question) {
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

static ayes_status read_worlds(ayes_model_reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[FOLD_ALL + AYES_WORLDS_MOST] = {
      {"head", true},       {"term", true},       {"all", true},        {"without_1", true},
      {"without_2", true},  {"without_3", false}, {"without_4", false}, {"without_5", false},
      {"without_6", false}, {"without_7", false}, {"without_8", false}, {"without_9", false},
      {"without_10", false}};
  ayes_tsv table = {0};
  stray_list strays = {0};
  ayes_status status =
      open_list(it, question, ".folds.tsv", columns, sizeof columns / sizeof *columns, &table);
  while (has_row(it, &table, &status)) status = read_world_row(it, question, &table, &strays);
  if (status == AYES_OK) status = add_strays(it, question, &strays, table.source);
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

static ayes_status read_answer(ayes_model_reading *it, const ayes_model_question *question,
                               ayes_tsv *table, answer_list *list) {
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

static ayes_status read_answers(ayes_model_reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {{"answer", true}, {"fold", true}};
  ayes_tsv table = {0};
  answer_list list = {0};
  ayes_status status = open_list(it, question, ".answers.tsv", columns, 2, &table);
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

ayes_status ayes_model_read_lists(ayes_model_reading *it, ayes_model_question *question) {
  ayes_status status = read_list(it, question);
  if (status == AYES_OK) status = read_worlds(it, question);
  return status == AYES_OK ? read_answers(it, question) : status;
}
