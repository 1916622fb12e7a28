/* SPDX-License-Identifier: MIT
 *
 * The lists of one question, each of which must carry the hash of the model's data. A weight that a
 * person changed, added or took out counts in every world; all others come from the file of the
 * worlds.
 */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/tsv.h"
#include "learning/model_private.h"

/* Weights are written with four decimals. */
static const double SAME = 0.00006;

/* ---- Tables ---- */

ayes_status ayes_model_open_list(ayes_model_reading *it, const ayes_model_question *question,
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

static ayes_status parse_feature(ayes_model_reading *it, const ayes_tsv *table, size_t column,
                                 ayes_listed_feature *feature) {
  static const char message[] =
      "a term is a word, a form (=supporting), a negated word (!work), two words, or a kind such "
      "as <good+>";
  ayes_status status = ayes_feature_parse(table->cells[column], it->types, feature, it->error);
  if (status != AYES_OK || feature->key) return status;
  status = ayes_error_set(it->error, AYES_BAD_DATA, "%s", message);
  return ayes_tsv_at(table, column, 0, status, it->error);
}

static ayes_status read_feature(ayes_model_reading *it, const ayes_tsv *table, size_t column,
                                ayes_listed_feature *feature) {
  uint32_t known = ayes_names_find(&it->written, table->cells[column]), added;
  if (known) {
    *feature = it->features.items[known - 1];
    return AYES_OK;
  }
  ayes_status status = parse_feature(it, table, column, feature);
  if (status != AYES_OK) return status;
  ayes_listed_feature *kept = ayes_array_add(&it->features, it->error);
  if (!kept) return AYES_NO_MEMORY;
  *kept = *feature;
  return ayes_names_add(&it->written, table->cells[column], &added, it->error);
}

static void forget_question(ayes_model_reading *it) {
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    ayes_memory_free(it->rows[h]);
    it->rows[h] = NULL;
  }
  (void)ayes_types_trim(it->types);
  ayes_names_release(&it->written);
  ayes_array_release(&it->features);
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

/* A list while its terms are read. */
typedef struct list_reading {
  ayes_model_reading *model;
  ayes_tsv table;
  const char *name;
  term_list terms;
  ayes_buffer scratch;
} list_reading;

/* "model/Q1b.tsv:12", and what results say of it. */
static ayes_status note_source(list_reading *it, ayes_source *source, const ayes_source *before) {
  ayes_model *model = it->model->model;
  ayes_error *error = it->model->error;
  ayes_span written = ayes_span_trim(it->table.cells[TERM]);
  ayes_buffer *place = &it->scratch;
  ayes_buffer_clear(place);
  ayes_buffer_add_text(place, model->name);
  ayes_buffer_add_byte(place, '/');
  ayes_buffer_add_text(place, it->name);
  ayes_buffer_add_text(place, ".tsv:");
  ayes_buffer_add_size(place, it->table.line);
  if (place->failed) return ayes_error_memory(error);
  source->place = ayes_arena_copy(&model->arena, ayes_buffer_span(place), error);
  source->term = ayes_span_make(ayes_arena_copy(&model->arena, written, error), written.length);
  if (!source->place || !source->term.data) return AYES_NO_MEMORY;
  return ayes_source_prepare(source, AYES_KIND_LEARNED, NULL, before, place, &model->arena, error);
}

static ayes_status add_term(list_reading *it) {
  ayes_error *error = it->model->error;
  listed *row = ayes_array_add(&it->terms, error);
  if (!row) return AYES_NO_MEMORY;
  *row = (listed){.answers = count_answers(&it->table), .row = it->terms.count};
  ayes_status status = read_feature(it->model, &it->table, TERM, &row->term.feature);
  for (size_t h = 0; h < AYES_HEAD_COUNT && status == AYES_OK; h++)
    status = ayes_tsv_number(&it->table, WEIGHT + h, -AYES_WEIGHT_MOST, AYES_WEIGHT_MOST, 0,
                             &row->weights[h], error);
  const ayes_source *before = it->terms.count > 1 ? &row[-1].term.source : NULL;
  return status == AYES_OK ? note_source(it, &row->term.source, before) : status;
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
  if (list->count) qsort(list->items, list->count, sizeof *list->items, compare_listed);
  question->terms = ayes_memory_new_zeroed(list->count + 1, sizeof *question->terms);
  if (!question->terms) return ayes_error_memory(it->error);
  for (size_t i = 0; i < list->count; i++) question->terms[i] = list->items[i].term;
  question->term_count = question->listed_count = list->count;
  return AYES_OK;
}

static ayes_status index_terms(ayes_model_reading *it, ayes_model_question *question,
                               ayes_tsv *table) {
  ayes_status status = ayes_term_index_reserve(&question->index, question->term_count, it->error);
  if (status != AYES_OK) return status;
  for (uint32_t i = 0; i < question->term_count; i++) {
    uint64_t key = question->terms[i].feature.key;
    uint32_t other = ayes_term_index_find(&question->index, key, UINT32_MAX);
    if (other != UINT32_MAX)
      return ayes_error_set_at(
          it->error, AYES_BAD_DATA, table->source, 0, 0, "%s says the same as %s: keep one of them",
          question->terms[i].source.place, question->terms[other].source.place);
    ayes_term_index_add(&question->index, key, i);
  }
  return AYES_OK;
}

/* What the list says holds in all worlds until the file of the worlds says more. */
static ayes_status spread(ayes_model_reading *it, const ayes_model_question *question,
                          const term_list *list) {
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    if (!question->heads[h].is_there) continue;
    size_t worlds = question->worlds, terms = question->term_count;
    it->rows[h] = ayes_memory_new_zeroed(terms * worlds + 1, sizeof *it->rows[h]);
    if (!it->rows[h]) return ayes_error_memory(it->error);
    for (size_t t = 0; t < terms; t++)
      for (size_t w = 0; w < worlds; w++) it->rows[h][t * worlds + w] = list->items[t].weights[h];
  }
  return AYES_OK;
}

static ayes_status read_list(ayes_model_reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {
      {"term", true},       {"weight", true},    {"takes", false},     {"mixed", false},
      {"n_support", false}, {"n_oppose", false}, {"n_neutral", false}, {"n_mixed", false}};
  list_reading list = {.model = it, .name = question->file};
  ayes_status status = ayes_model_open_list(it, question, ".tsv", columns,
                                            sizeof columns / sizeof *columns, &list.table);
  while (has_row(it, &list.table, &status)) status = add_term(&list);
  if (status == AYES_OK) status = number_terms(it, question, &list.terms);
  if (status == AYES_OK) status = index_terms(it, question, &list.table);
  if (status == AYES_OK) status = spread(it, question, &list.terms);
  ayes_array_release(&list.terms);
  ayes_buffer_release(&list.scratch);
  ayes_tsv_release(&list.table);
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
  ayes_listed_feature feature;
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
    status = ayes_tsv_number(table, FOLD_ALL + w, -AYES_WEIGHT_MOST, AYES_WEIGHT_MOST, 0,
                             &weights[w], it->error);
  if (status != AYES_OK || !question->heads[head].is_there) return status;
  ayes_listed_feature feature;
  status = read_feature(it, table, FOLD_TERM, &feature);
  if (status != AYES_OK) return status;
  uint32_t term = ayes_term_index_find(&question->index, feature.key, UINT32_MAX);
  if (term != UINT32_MAX) {
    double *row = &it->rows[head][term * question->worlds];
    if (is_near(row[0], weights[0]))
      memcpy(row + 1, weights + 1, (question->worlds - 1) * sizeof *row);
    return AYES_OK;
  }
  if (!is_near(weights[0], 0)) return AYES_OK; /* taken out by a person */
  stray *added = ayes_array_add(strays, it->error);
  if (!added) return AYES_NO_MEMORY;
  *added = (stray){.feature = feature, .head = head};
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
    if (!it->rows[h]) continue;
    size_t old = question->term_count * question->worlds, wanted = count * question->worlds + 1;
    double *rows = ayes_memory_resize(it->rows[h], wanted * sizeof *rows);
    if (!rows) return ayes_error_memory(it->error);
    memset(rows + old, 0, (wanted - old) * sizeof *rows);
    it->rows[h] = rows;
  }
  ayes_status status = ayes_term_index_reserve(&question->index, count, it->error);
  if (status != AYES_OK) return status;
  for (uint32_t i = 0; i < question->term_count; i++)
    ayes_term_index_add(&question->index, question->terms[i].feature.key, i);
  for (size_t i = 0; i < strays->count; i++) {
    const stray *one = &strays->items[i];
    uint32_t index = ayes_term_index_find(&question->index, one->feature.key, UINT32_MAX);
    if (index == UINT32_MAX) {
      index = (uint32_t)question->term_count++;
      question->terms[index] =
          (ayes_model_term){one->feature, {.place = place, .term = one->written}};
      ayes_term_index_add(&question->index, one->feature.key, index);
    }
    memcpy(&it->rows[one->head][index * question->worlds], one->weights,
           question->worlds * sizeof(double));
  }
  return AYES_OK;
}

static ayes_status index_pairs(ayes_model_reading *it, ayes_model_question *question) {
  ayes_pair *pairs = ayes_memory_new_zeroed(question->term_count + 1, sizeof *pairs);
  if (!pairs) return ayes_error_memory(it->error);
  size_t count = 0;
  for (uint32_t i = 0; i < question->term_count; i++) {
    const ayes_listed_feature *feature = &question->terms[i].feature;
    if (feature->is_pair) pairs[count++] = (ayes_pair){feature->stems[0], feature->stems[1], i};
  }
  ayes_status status = ayes_pair_index_build(&question->pairs, pairs, count, it->error);
  ayes_memory_free(pairs);
  return status;
}

/* Rows of terms become rows of worlds: an answer is read with one world. */
static ayes_status turn_weights(ayes_model_reading *it, ayes_model_question *question) {
  size_t terms = question->term_count, worlds = question->worlds;
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) {
    if (!it->rows[h]) continue;
    int32_t *turned = ayes_memory_new_zeroed(terms * worlds + 1, sizeof *turned);
    if (!turned) return ayes_error_memory(it->error);
    for (size_t t = 0; t < terms; t++)
      for (size_t w = 0; w < worlds; w++)
        turned[w * terms + t] = (int32_t)lround(it->rows[h][t * worlds + w] * AYES_WEIGHT_UNITS);
    question->heads[h].weights = turned;
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
  ayes_status status = ayes_model_open_list(it, question, ".folds.tsv", columns,
                                            sizeof columns / sizeof *columns, &table);
  while (has_row(it, &table, &status)) status = read_world_row(it, question, &table, &strays);
  if (status == AYES_OK) status = add_strays(it, question, &strays, table.source);
  if (status == AYES_OK) status = index_pairs(it, question);
  if (status == AYES_OK) status = turn_weights(it, question);
  ayes_array_release(&strays);
  ayes_tsv_release(&table);
  return status;
}

ayes_status ayes_model_read_lists(ayes_model_reading *it, ayes_model_question *question) {
  ayes_status status = read_list(it, question);
  if (status == AYES_OK) status = read_worlds(it, question);
  forget_question(it);
  return status == AYES_OK ? ayes_model_read_answers(it, question) : status;
}
