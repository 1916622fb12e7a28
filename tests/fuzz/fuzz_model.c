/* SPDX-License-Identifier: MIT
 *
 * Learned models. Input: model.json, and the list, folds and answers of a question whose file is
 * "q". A model that opens must hold together.
 */
#include <stdlib.h>

#include "fuzz/pack.h"
#include "learning/learned.h"

static void check_head(const ayes_model_question *question, const ayes_model_head *head) {
  if (!head->is_there) return;
  for (size_t i = 0; i < question->term_count * question->worlds; i++)
    FUZZ_CHECK(abs(head->weights[i]) <= AYES_WEIGHT_MOST * AYES_WEIGHT_UNITS);
}

static void check_question(const ayes_model *model, const ayes_model_question *question) {
  FUZZ_CHECK(question->worlds == question->folds + 1 && question->folds >= 2);
  FUZZ_CHECK(question->listed_count <= question->term_count);
  for (size_t h = 0; h < AYES_HEAD_COUNT; h++) check_head(question, &question->heads[h]);
  for (uint32_t i = 0; i < question->term_count; i++) {
    const ayes_model_term *term = &question->terms[i];
    const ayes_listed_feature *feature = &term->feature;
    FUZZ_CHECK(feature->key && term->source.place && term->source.term.length);
    FUZZ_CHECK(ayes_term_index_find(&question->index, feature->key, UINT32_MAX) == i);
    if (!feature->is_pair) continue;
    ayes_pair_word second = ayes_pair_index_word(&question->pairs, feature->stems[1]);
    uint32_t place =
        ayes_pair_place(ayes_pair_index_word(&question->pairs, feature->stems[0]), second);
    FUZZ_CHECK(place < question->pairs.entry_count);
    FUZZ_CHECK(ayes_pair_index_holds(&question->pairs, place, second));
    FUZZ_CHECK(question->pairs.entries[place].term == i);
  }
  for (size_t i = 0; i < (size_t)1 << question->answers.bits; i++)
    FUZZ_CHECK((question->answers.slots[i] & 255) <= question->folds);
  ayes_span id = ayes_names_text(&model->ids, (uint32_t)question->number + 1);
  FUZZ_CHECK(ayes_model_find(model, id) == question);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"model.json", "q.tsv", "q.folds.tsv", "q.answers.tsv"};
  ayes_span rest = fuzz_input(data, size);
  pack_folder *folder = fuzz_pack();
  ayes_model *model;
  ayes_error error = {0};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    FUZZ_CHECK(pack_folder_write(folder, names[i], fuzz_part(&rest)));
  ayes_status status = ayes_model_open(folder->path, NULL, &model, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  if (status != AYES_OK) return 0;
  for (size_t i = 0; i < model->question_count; i++) check_question(model, &model->questions[i]);
  ayes_model_close(model);
  return 0;
}
