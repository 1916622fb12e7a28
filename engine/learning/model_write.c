/* SPDX-License-Identifier: MIT
 *
 * One list a question for people, and beside it what only the program needs: the weights of the
 * other worlds and the hashes of the answers learned from. Every file opens with the hash of the
 * data, so that files of two runs in one folder are told apart.
 */
#include "learning/model_write.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "learning/model.h"

enum { DECIMALS = 4, NAME_MOST = 40 };

static const char *const label_names[AYES_STANCE_COUNT] = {[AYES_NEUTRAL] = "neutral",
                                                           [AYES_SUPPORT] = "support",
                                                           [AYES_OPPOSE] = "oppose",
                                                           [AYES_MIXED] = "mixed"};
static const ayes_stance label_order[AYES_STANCE_COUNT] = {AYES_SUPPORT, AYES_OPPOSE, AYES_NEUTRAL,
                                                           AYES_MIXED};

/* A name that any file system takes: the number keeps ids apart that differ in other characters. */
static void add_file_name(ayes_buffer *buffer, const ayes_lesson *lesson, size_t number) {
  ayes_buffer_add_format(buffer, "%02zu-", number + 1);
  size_t length = lesson->question.length < NAME_MOST ? lesson->question.length : NAME_MOST;
  for (size_t i = 0; i < length; i++) {
    char byte = lesson->question.data[i];
    bool is_plain = ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
    ayes_buffer_add_byte(buffer, is_plain ? byte : '_');
  }
}

static void add_weight(ayes_buffer *buffer, double weight) {
  ayes_buffer_add_number(buffer, weight, DECIMALS);
}

/* ---- Lists ---- */

/* Columns by what they say in world 0: for, then against, the strongest first. */
typedef struct ranked {
  double weight;
  uint32_t column;
} ranked;

static int compare_ranked(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  bool x_is_for = x->weight >= 0, y_is_for = y->weight >= 0;
  if (x_is_for != y_is_for) return x_is_for ? -1 : 1;
  double first = fabs(x->weight), second = fabs(y->weight);
  if (first < second || first > second) return first > second ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

static ranked *rank_columns(const ayes_lesson *lesson, size_t *count, ayes_error *error) {
  size_t columns = lesson->samples->columns.count;
  ranked *order = ayes_memory_new_zeroed(columns + 1, sizeof *order);
  *count = 0;
  if (!order) {
    ayes_error_memory(error);
    return NULL;
  }
  for (uint32_t i = 0; i < columns; i++)
    if (ayes_lesson_keeps(lesson, 0, i))
      order[(*count)++] = (ranked){lesson->fits[AYES_HEAD_SIDE].weights[0][i], i};
  if (*count) qsort(order, *count, sizeof *order, compare_ranked);
  return order;
}

static void add_head_comment(const ayes_model_facts *facts, const char *what, ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "# data %016" PRIx64 "\n", facts->data);
  ayes_buffer_add_text(buffer, what);
}

static void add_list_row(const ayes_lesson *lesson, const ayes_learned_column *column, size_t index,
                         ayes_buffer *buffer) {
  ayes_buffer_add(buffer, column->written);
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    if (!lesson->present[h]) continue;
    ayes_buffer_add_byte(buffer, '\t');
    add_weight(buffer, lesson->fits[h].weights[0][index]);
  }
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) {
    if (!lesson->samples->labels[label_order[i]]) continue;
    ayes_buffer_add_byte(buffer, '\t');
    ayes_buffer_add_size(buffer, column->counts[label_order[i]]);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

static ayes_status build_list(const ayes_model_facts *facts, const ayes_lesson *lesson,
                              ayes_buffer *buffer, ayes_error *error) {
  size_t count;
  ranked *order = rank_columns(lesson, &count, error);
  if (!order) return AYES_NO_MEMORY;
  add_head_comment(facts,
                   "# Terms of the answers to one question. weight: above 0 speaks for the "
                   "proposal. Edit freely:\n# what you change, add or take out counts for every "
                   "answer.\n",
                   buffer);
  ayes_buffer_add_text(buffer, "term\tweight");
  for (int h = 1; h < AYES_HEAD_COUNT; h++) {
    if (!lesson->present[h]) continue;
    ayes_buffer_add_byte(buffer, '\t');
    ayes_buffer_add_text(buffer, ayes_head_name((ayes_head)h));
  }
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) {
    if (!lesson->samples->labels[label_order[i]]) continue;
    ayes_buffer_add_text(buffer, "\tn_");
    ayes_buffer_add_text(buffer, label_names[label_order[i]]);
  }
  ayes_buffer_add_byte(buffer, '\n');
  for (size_t i = 0; i < count; i++)
    add_list_row(lesson, &lesson->samples->columns.items[order[i].column], order[i].column, buffer);
  ayes_memory_free(order);
  return AYES_OK;
}

/* ---- Other worlds ---- */

static bool says_anything(const ayes_fit *fit, size_t column) {
  for (size_t w = 0; w < fit->worlds; w++)
    if (fit->weights[w][column] < 0 || fit->weights[w][column] > 0) return true;
  return false;
}

static void build_folds(const ayes_model_facts *facts, const ayes_lesson *lesson,
                        ayes_buffer *buffer) {
  add_head_comment(facts,
                   "# Weights learned without each fold, for the answers in it. all: as the list "
                   "had it when it\n# was written. Not for editing.\n",
                   buffer);
  ayes_buffer_add_text(buffer, "head\tterm\tall");
  for (size_t k = 1; k <= facts->folds; k++) ayes_buffer_add_format(buffer, "\twithout_%zu", k);
  ayes_buffer_add_byte(buffer, '\n');
  for (int h = 0; h < AYES_HEAD_COUNT; h++) {
    const ayes_fit *fit = &lesson->fits[h];
    for (size_t i = 0; lesson->present[h] && i < lesson->samples->columns.count; i++) {
      if (!says_anything(fit, i)) continue;
      ayes_buffer_add_text(buffer, ayes_head_name((ayes_head)h));
      ayes_buffer_add_byte(buffer, '\t');
      ayes_buffer_add(buffer, lesson->samples->columns.items[i].written);
      for (size_t w = 0; w < fit->worlds; w++) {
        ayes_buffer_add_byte(buffer, '\t');
        add_weight(buffer, fit->weights[w][i]);
      }
      ayes_buffer_add_byte(buffer, '\n');
    }
  }
}

static int compare_hashes(const void *a, const void *b) {
  const ayes_model_answer *x = a, *y = b;
  return (x->hash > y->hash) - (x->hash < y->hash);
}

static ayes_status build_answers(const ayes_model_facts *facts, const ayes_lesson *lesson,
                                 ayes_buffer *buffer, ayes_error *error) {
  size_t count = 0;
  ayes_model_answer *seen = ayes_memory_new_zeroed(lesson->samples->list.count + 1, sizeof *seen);
  if (!seen) return ayes_error_memory(error);
  for (size_t i = 0; i < lesson->samples->list.count; i++) {
    const ayes_sample_row *sample = &lesson->samples->list.items[i];
    if (sample->label != AYES_UNLABELLED)
      seen[count++] = (ayes_model_answer){sample->hash, sample->fold};
  }
  if (count) qsort(seen, count, sizeof *seen, compare_hashes);
  add_head_comment(facts,
                   "# Hashes of the texts learned from, and the fold each was in. Not for "
                   "editing.\nanswer\tfold\n",
                   buffer);
  for (size_t i = 0; i < count; i++)
    if (i == 0 || seen[i].hash != seen[i - 1].hash)
      ayes_buffer_add_format(buffer, "%016" PRIx64 "\t%u\n", seen[i].hash, seen[i].fold + 1);
  ayes_memory_free(seen);
  return AYES_OK;
}

/* ---- Manifest ---- */

static void add_score(ayes_buffer *buffer, const char *name, const ayes_lesson_score *score) {
  ayes_buffer_add_format(buffer, ",\n      \"%s\": {\"accuracy\": ", name);
  ayes_buffer_add_number(buffer, score->accuracy, 3);
  ayes_buffer_add_text(buffer, ", \"f_avg\": ");
  ayes_buffer_add_number(buffer, score->f_avg, 3);
  ayes_buffer_add_text(buffer, ", \"macro_f1\": ");
  ayes_buffer_add_number(buffer, score->macro_f1, 3);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_head(ayes_buffer *buffer, const ayes_fit *fit, const char *name) {
  ayes_buffer_add_format(buffer, "\n        \"%s\": {\"strength\": [", name);
  for (size_t w = 0; w < fit->worlds; w++) {
    if (w) ayes_buffer_add_text(buffer, ", ");
    ayes_buffer_add_number(buffer, fit->strength[w], DECIMALS);
  }
  ayes_buffer_add_text(buffer, "], \"blend\": [");
  for (size_t w = 0; w < fit->worlds; w++) {
    ayes_buffer_add_text(buffer, w ? ", [" : "[");
    ayes_buffer_add_number(buffer, fit->blend[w].learned, DECIMALS);
    ayes_buffer_add_text(buffer, ", ");
    ayes_buffer_add_number(buffer, fit->blend[w].rules, DECIMALS);
    ayes_buffer_add_text(buffer, ", ");
    ayes_buffer_add_number(buffer, fit->blend[w].constant, DECIMALS);
    ayes_buffer_add_byte(buffer, ']');
  }
  ayes_buffer_add_text(buffer, "]}");
}

static void add_labels(ayes_buffer *buffer, const ayes_lesson *lesson) {
  ayes_buffer_add_text(buffer, ", \"labels\": {");
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++)
    ayes_buffer_add_format(buffer, "%s\"%s\": %zu", i ? ", " : "", label_names[label_order[i]],
                           lesson->samples->labels[label_order[i]]);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_question(ayes_buffer *buffer, const ayes_lesson *lesson, size_t number) {
  static const char *const outcomes[] = {"learned", "too_few_labels", "no_gain"};
  ayes_buffer_add_text(buffer, number ? ",\n    {" : "\n    {");
  ayes_buffer_add_text(buffer, "\"id\": ");
  ayes_json_add_string(buffer, lesson->question);
  ayes_buffer_add_format(buffer, ", \"outcome\": \"%s\"", outcomes[lesson->outcome]);
  ayes_buffer_add_format(buffer, ", \"answers\": %zu", lesson->samples->list.count);
  add_labels(buffer, lesson);
  if (lesson->outcome != AYES_LESSON_FEW) {
    add_score(buffer, "rules", &lesson->rules);
    add_score(buffer, "learned", &lesson->learned);
    add_score(buffer, "both", &lesson->both);
  }
  if (lesson->outcome == AYES_LESSON_LEARNED) {
    ayes_buffer_add_format(buffer, ",\n      \"terms\": %zu, \"file\": \"", lesson->terms);
    add_file_name(buffer, lesson, number);
    ayes_buffer_add_text(buffer, "\",\n      \"heads\": {");
    bool is_first = true;
    for (int h = 0; h < AYES_HEAD_COUNT; h++) {
      if (!lesson->present[h]) continue;
      if (!is_first) ayes_buffer_add_byte(buffer, ',');
      is_first = false;
      add_head(buffer, &lesson->fits[h], ayes_head_name((ayes_head)h));
    }
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_model_manifest(const ayes_model_facts *facts, const ayes_lesson *lessons, size_t count,
                         ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "{\n  \"format\": %d,\n  \"version\": \"%s\",\n",
                         AYES_MODEL_FORMAT, facts->version);
  ayes_buffer_add_format(buffer, "  \"language\": \"%.40s\",\n  \"stemmer\": \"%.40s\",\n",
                         facts->language, facts->stemmer);
  ayes_buffer_add_format(buffer, "  \"pack\": \"%016" PRIx64 "\",\n", facts->pack);
  ayes_buffer_add_format(buffer, "  \"data\": \"%016" PRIx64 "\",\n", facts->data);
  ayes_buffer_add_format(buffer, "  \"learned_from\": \"%s\",\n  \"folds\": %zu,\n", facts->labels,
                         facts->folds);
  ayes_buffer_add_format(buffer, "  \"least\": %zu,\n  \"questions\": [", facts->least);
  for (size_t i = 0; i < count; i++) add_question(buffer, &lessons[i], i);
  ayes_buffer_add_text(buffer, "\n  ]\n}\n");
}

/* ---- Files ---- */

static ayes_status write_file(const char *folder, ayes_buffer *name, const char *ending,
                              ayes_buffer *bytes, ayes_error *error) {
  ayes_arena arena = {0};
  ayes_output *output = NULL;
  size_t stem = name->length;
  ayes_buffer_add_text(name, ending);
  ayes_buffer_add_byte(name, '\0');
  if (name->failed || bytes->failed) return ayes_error_memory(error);
  const char *path = ayes_file_join(&arena, folder, name->data, error);
  ayes_status status = path ? ayes_output_open(path, &output, error) : AYES_NO_MEMORY;
  if (status == AYES_OK) status = ayes_output_write(output, ayes_buffer_span(bytes), error);
  ayes_status closing = ayes_output_close(output, status == AYES_OK, error);
  ayes_arena_release(&arena);
  ayes_buffer_clear(bytes);
  name->length = stem;
  return status == AYES_OK ? closing : status;
}

static ayes_status write_lesson(const ayes_model_facts *facts, const ayes_lesson *lesson,
                                size_t number, const char *folder, ayes_buffer *bytes,
                                ayes_error *error) {
  ayes_buffer name = {0};
  add_file_name(&name, lesson, number);
  ayes_status status = build_list(facts, lesson, bytes, error);
  if (status == AYES_OK) status = write_file(folder, &name, ".tsv", bytes, error);
  if (status == AYES_OK) build_folds(facts, lesson, bytes);
  if (status == AYES_OK) status = write_file(folder, &name, ".folds.tsv", bytes, error);
  if (status == AYES_OK) status = build_answers(facts, lesson, bytes, error);
  if (status == AYES_OK) status = write_file(folder, &name, ".answers.tsv", bytes, error);
  ayes_buffer_release(&name);
  return status;
}

ayes_status ayes_model_write(const ayes_model_facts *facts, const ayes_lesson *lessons,
                             size_t count, const char *folder, ayes_error *error) {
  ayes_buffer bytes = {0}, name = {0};
  ayes_status status = ayes_file_make_folder(folder, NULL, error);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    if (lessons[i].outcome == AYES_LESSON_LEARNED)
      status = write_lesson(facts, &lessons[i], i, folder, &bytes, error);
  if (status == AYES_OK) ayes_model_manifest(facts, lessons, count, &bytes);
  if (status == AYES_OK) ayes_buffer_add_text(&name, "model");
  if (status == AYES_OK) status = write_file(folder, &name, ".json", &bytes, error);
  ayes_buffer_release(&bytes);
  ayes_buffer_release(&name);
  return status;
}
