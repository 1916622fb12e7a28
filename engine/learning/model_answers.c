/* SPDX-License-Identifier: MIT
 *
 * Which texts a model learned from, and in which fold each was. There may be a million of them:
 * rows are read here as they were written, and no other way.
 */
#include "base/tsv.h"
#include "learning/model_private.h"

typedef struct answer_rows {
  ayes_span rest;
  size_t line, folds;
  uint64_t last; /* hash, of the row before */
  bool has_last;
  const char *path;
  ayes_error *error;
} answer_rows;

enum { HASH_DIGITS = 16, SHORTEST_ROW = HASH_DIGITS + 3 };

static bool take_hash(answer_rows *it, uint64_t *hash) {
  bool is_hash = it->rest.length >= HASH_DIGITS &&
                 ayes_span_to_hex(ayes_span_slice(it->rest, 0, HASH_DIGITS), hash);
  if (is_hash) it->rest = ayes_span_from(it->rest, HASH_DIGITS);
  return is_hash;
}

static bool take(answer_rows *it, char byte) {
  bool is_there = it->rest.length && it->rest.data[0] == byte;
  if (is_there) it->rest = ayes_span_from(it->rest, 1);
  return is_there;
}

static bool take_fold(answer_rows *it, uint32_t *fold) {
  size_t number = 0;
  for (; it->rest.length && ayes_byte_is_digit(it->rest.data[0]) && number <= it->folds;
       it->rest = ayes_span_from(it->rest, 1))
    number = number * 10 + (size_t)(it->rest.data[0] - '0');
  *fold = (uint32_t)number - 1;
  return number >= 1 && number <= it->folds;
}

static bool take_row(answer_rows *it, ayes_model_answer *answer) {
  if (!take_hash(it, &answer->hash) || !take(it, '\t') || !take_fold(it, &answer->fold))
    return false;
  take(it, '\r');
  return take(it, '\n') || it->rest.length == 0;
}

static ayes_status read_answer(answer_rows *it, ayes_model_folds *folds) {
  ayes_model_answer answer;
  const char *fault = NULL;
  it->line++;
  if (!take_row(it, &answer)) fault = "a row is a hash of 16 digits, 0-9 and a-f, a tab and a fold";
  else if (it->has_last && it->last >= answer.hash) fault = "hashes must stand in ascending order";
  if (fault)
    return ayes_error_set_at(it->error, AYES_BAD_DATA, it->path, it->line, 0,
                             "%s; learn again into an empty folder", fault);
  it->last = answer.hash;
  it->has_last = true;
  ayes_model_folds_add(folds, &answer);
  return AYES_OK;
}

ayes_status ayes_model_read_answers(ayes_model_reading *it, ayes_model_question *question) {
  static const ayes_tsv_column columns[] = {{"answer", true}, {"fold", true}};
  ayes_tsv table = {0};
  ayes_status status = ayes_model_open_list(it, question, ".answers.tsv", columns, 2, &table);
  answer_rows rows = {.rest = ayes_tsv_rest(&table),
                      .line = table.line,
                      .folds = question->folds,
                      .path = table.source,
                      .error = it->error};
  if (status == AYES_OK)
    status = ayes_model_folds_reserve(&question->answers, rows.rest.length / SHORTEST_ROW + 1,
                                      it->error);
  while (status == AYES_OK && rows.rest.length) status = read_answer(&rows, &question->answers);
  ayes_tsv_release(&table);
  return status;
}
