/* SPDX-License-Identifier: MIT
 *
 * One pass. Questions are found by number, options linearly (a question has a handful), respondents
 * and texts by hash: O(1) a record, memory for the hashes only.
 */
#include "tally/tally.h"

#include "base/array.h"
#include "base/names.h"
#include "tally/labels.h"
#include "tally/seen.h"

enum { FREE_OPTION_LIMIT = 50 }; /* options that no survey names; more are counted as "Other" */

typedef struct counting {
  ayes_question_tally tally;
  const ayes_question *question; /* of the survey, or NULL */
  size_t tick_capacity;
  ayes_sides by_ticks, by_gold;
} counting;

struct ayes_counter {
  const ayes_survey *survey;
  ayes_arena arena;
  ayes_names ids;
  struct {
    counting *items;
    size_t count, capacity;
  } questions;
  ayes_seen texts, respondents, unique_respondents;
  ayes_seen left_out, letter_respondents;
  bool leaves_out;
  bool corrects;
  const ayes_gold_pairs *gold; /* or NULL */
  ayes_buffer scratch;
  ayes_question_tally *finished;
  ayes_tally_counts counts;
};

static const char blank_name[] = "Blank";

static bool is_blank(ayes_span tick) {
  ayes_span bare = ayes_span_trim(tick);
  return bare.length == 0 || ayes_span_equal_ignoring_case(bare, ayes_span_of(blank_name));
}

static ayes_tick *add_tick(counting *it, ayes_span option, ayes_error *error) {
  ayes_question_tally *tally = &it->tally;
  if (ayes_array_reserve(&tally->ticks, &it->tick_capacity, tally->tick_count + 1,
                         sizeof *tally->ticks, error) != AYES_OK)
    return NULL;
  ayes_tick *tick = &tally->ticks[tally->tick_count++];
  memset(tick, 0, sizeof *tick);
  tick->option = option;
  return tick;
}

static ayes_tick *find_tick(counting *it, ayes_span option) {
  ayes_span bare = ayes_span_trim(option);
  for (size_t i = 0; i < it->tally.tick_count; i++)
    if (ayes_span_equal_ignoring_case(it->tally.ticks[i].option, bare)) return &it->tally.ticks[i];
  return NULL;
}

/* The tick of an option, new ones in front of nothing but after all others. */
static ayes_tick *get_tick(ayes_counter *tally, counting *it, ayes_span option, ayes_error *error) {
  if (is_blank(option)) option = ayes_span_of(blank_name);
  ayes_tick *tick = find_tick(it, option);
  if (tick) return tick;
  if (it->tally.tick_count >= FREE_OPTION_LIMIT) {
    option = ayes_span_of("Other");
    tick = find_tick(it, option);
    if (tick) return tick;
  }
  ayes_span bare = ayes_span_trim(option);
  char *copy = ayes_arena_copy(&tally->arena, bare, error);
  return copy ? add_tick(it, ayes_span_make(copy, bare.length), error) : NULL;
}

/* The options and recorded counts of a question's subject, in the survey's order. */
static ayes_status add_known_ticks(ayes_counter *tally, counting *it, ayes_error *error) {
  const ayes_question *subject = ayes_survey_subject(tally->survey, it->question);
  for (size_t i = 0; i < subject->option_count; i++)
    if (!find_tick(it, subject->options[i].text) && !add_tick(it, subject->options[i].text, error))
      return AYES_NO_MEMORY;
  for (size_t i = 0; i < subject->recorded_count; i++) {
    const ayes_recorded *recorded = &subject->recorded[i];
    ayes_tick *tick = find_tick(it, recorded->option);
    if (!tick) tick = add_tick(it, recorded->option, error);
    if (!tick) return AYES_NO_MEMORY;
    tick->recorded = recorded->count;
    tick->has_recorded = it->tally.has_recorded = true;
  }
  return AYES_OK;
}

static ayes_status describe_question(ayes_counter *tally, counting *it, ayes_error *error) {
  it->question = ayes_survey_find(tally->survey, it->tally.id);
  if (!it->question) return AYES_OK;
  const ayes_question *subject = ayes_survey_subject(tally->survey, it->question);
  it->tally.text = it->question->text;
  if (subject != it->question) it->tally.about = subject->id;
  return add_known_ticks(tally, it, error);
}

static ayes_status get_question(ayes_counter *tally, ayes_span id, size_t *index,
                                ayes_error *error) {
  uint32_t number;
  ayes_status status = ayes_names_add(&tally->ids, id, &number, error);
  if (status != AYES_OK) return status;
  *index = number - 1;
  if (*index < tally->questions.count) return AYES_OK;
  counting *it = ayes_array_add(&tally->questions, error);
  if (!it) return AYES_NO_MEMORY;
  memset(it, 0, sizeof *it);
  it->tally.id = ayes_names_text(&tally->ids, number);
  it->tally.texts_known = true;
  return describe_question(tally, it, error);
}

ayes_status ayes_counter_new(const ayes_survey *survey, ayes_counter **out, ayes_error *error) {
  *out = NULL;
  ayes_counter *tally = ayes_memory_new_zeroed(1, sizeof *tally);
  if (!tally) return ayes_error_memory(error);
  tally->survey = survey;
  ayes_status status = AYES_OK;
  size_t index;
  for (size_t i = 0; survey && i < survey->question_count && status == AYES_OK; i++)
    status = get_question(tally, survey->questions[i].id, &index, error);
  if (status != AYES_OK) {
    ayes_counter_free(tally);
    return status;
  }
  *out = tally;
  return AYES_OK;
}

void ayes_counter_free(ayes_counter *tally) {
  if (!tally) return;
  for (size_t i = 0; i < tally->questions.count; i++)
    ayes_memory_free(tally->questions.items[i].tally.ticks);
  ayes_array_release(&tally->questions);
  ayes_names_release(&tally->ids);
  ayes_seen_release(&tally->texts);
  ayes_seen_release(&tally->respondents);
  ayes_seen_release(&tally->unique_respondents);
  ayes_seen_release(&tally->left_out);
  ayes_seen_release(&tally->letter_respondents);
  ayes_buffer_release(&tally->scratch);
  ayes_memory_free(tally->finished);
  ayes_arena_release(&tally->arena);
  ayes_memory_free(tally);
}

static ayes_status count_respondent(ayes_seen *seen, const ayes_result_record *record,
                                    ayes_counts *counts, ayes_error *error) {
  bool is_new = true;
  if (record->respondent.length) {
    uint64_t hash =
        ayes_hash_join(ayes_span_hash(record->question), ayes_span_hash(record->respondent));
    ayes_status status = ayes_seen_add(seen, hash, &is_new, error);
    if (status != AYES_OK) return status;
  }
  counts->respondents += is_new;
  return AYES_OK;
}

static void count_record(ayes_counts *counts, const ayes_result_record *record) {
  bool empty = record->flags & AYES_FLAG_EMPTY;
  counts->records++;
  counts->answered += !is_blank(record->answer);
  counts->conflicts += (record->flags & AYES_FLAG_ANSWER_CONFLICT) != 0;
  counts->recovered += (record->flags & AYES_FLAG_RECOVERED) != 0;
  counts->conditional += ayes_json_is(json_object_get(record->json, "conditional"), JSON_TRUE);
  counts->with_text += !empty;
  counts->blank += empty;
  if (!empty) counts->stances[record->stance]++;
}

static ayes_status is_duplicate(ayes_counter *tally, const ayes_result_record *record,
                                bool *duplicate, ayes_error *error) {
  bool is_new = true;
  *duplicate = false;
  if (!record->has_text || (record->flags & AYES_FLAG_EMPTY)) return AYES_OK;
  uint64_t hash = ayes_text_hash(record->question, record->text, &tally->scratch);
  if (tally->scratch.failed) return ayes_error_memory(error);
  ayes_status status = ayes_seen_add(&tally->texts, hash, &is_new, error);
  *duplicate = !is_new;
  return status;
}

static uint64_t answer_hash(ayes_span question, ayes_span id) {
  return ayes_hash_join(ayes_span_hash(question), ayes_span_hash(id));
}

ayes_status ayes_counter_leave_out(ayes_counter *tally, ayes_span question, ayes_span id,
                                   ayes_error *error) {
  bool is_new;
  tally->leaves_out = true;
  return ayes_seen_add(&tally->left_out, answer_hash(question, id), &is_new, error);
}

/* Counts an answer once for all that share its letter. */
static ayes_status count_letter(ayes_counter *tally, counting *it, const ayes_result_record *record,
                                ayes_error *error) {
  it->tally.has_letters = true;
  if (ayes_seen_has(&tally->left_out, answer_hash(record->question, record->id))) {
    it->tally.left_out++;
    return AYES_OK;
  }
  count_record(&it->tally.letters, record);
  return count_respondent(&tally->letter_respondents, record, &it->tally.letters, error);
}

void ayes_counter_correct(ayes_counter *tally, const ayes_gold_pairs *gold) {
  tally->corrects = true;
  tally->gold = gold;
}

static void add_by_tick(const ayes_counter *tally, counting *it, const ayes_result_record *record) {
  ayes_stance meaning;
  ayes_sides *sides = &it->by_ticks;
  if (is_blank(record->answer)) {
    ayes_sides_add_unknown(sides, record->score, record->stance);
    return;
  }
  ayes_span name = ayes_survey_meaning(tally->survey, it->question, record->answer);
  if (!ayes_label_find_stance(name, &meaning)) {
    sides->left_out++;
    return;
  }
  ayes_sides_add_known(sides, ayes_side_of(meaning), 1, record->score, record->stance);
}

/* A gold line stands for itself, which is known, and for weight - 1 others, which are not. */
static void add_by_gold(ayes_counter *tally, counting *it, const ayes_result_record *record) {
  const ayes_gold_pair *pair =
      ayes_gold_pairs_find(tally->gold, record->id, record->question, &tally->scratch);
  if (!pair) {
    ayes_sides_add_unknown(&it->by_gold, record->score, record->stance);
    return;
  }
  double weight = !tally->gold->has_weights ? 1 : pair->weight > 1 ? pair->weight - 1 : 0;
  ayes_sides_add_known(&it->by_gold, ayes_side_of(pair->gold), weight, record->score,
                       record->stance);
}

static ayes_status add_side(ayes_counter *tally, counting *it, const ayes_result_record *record,
                            ayes_error *error) {
  if (!tally->corrects || (record->flags & AYES_FLAG_EMPTY)) return AYES_OK;
  add_by_tick(tally, it, record);
  if (tally->gold) add_by_gold(tally, it, record);
  return tally->scratch.failed ? ayes_error_memory(error) : AYES_OK;
}

static size_t known_of(const ayes_sides *sides) {
  size_t sum = 0;
  for (int i = 0; i < AYES_SIDE_COUNT; i++) sum += sides->known[i];
  return sum;
}

static void correct(counting *it) {
  it->tally.has_corrected = true;
  it->tally.by_gold = known_of(&it->by_gold) > 0;
  it->tally.corrected = ayes_sides_correct(it->tally.by_gold ? &it->by_gold : &it->by_ticks);
}

static ayes_status count_in_question(ayes_counter *tally, counting *it,
                                     const ayes_result_record *record, ayes_error *error) {
  bool duplicate;
  ayes_status status = is_duplicate(tally, record, &duplicate, error);
  if (status != AYES_OK) return status;
  ayes_tick *tick = get_tick(tally, it, record->answer, error);
  if (!tick) return AYES_NO_MEMORY;
  tick->count++;
  if (!record->has_text && !(record->flags & AYES_FLAG_EMPTY)) it->tally.texts_known = false;
  count_record(&it->tally.all, record);
  status = count_respondent(&tally->respondents, record, &it->tally.all, error);
  if (status != AYES_OK) return status;
  status = add_side(tally, it, record, error);
  if (status != AYES_OK) return status;
  if (tally->leaves_out) status = count_letter(tally, it, record, error);
  if (status != AYES_OK) return status;
  if (duplicate) {
    it->tally.duplicates++;
    return AYES_OK;
  }
  tick->count_unique++;
  count_record(&it->tally.unique, record);
  return count_respondent(&tally->unique_respondents, record, &it->tally.unique, error);
}

ayes_status ayes_counter_add(ayes_counter *tally, const ayes_result_record *record,
                             ayes_error *error) {
  size_t index;
  tally->counts.records++;
  if (record->is_error) {
    tally->counts.quarantined++;
    return AYES_OK;
  }
  ayes_status status = get_question(tally, record->question, &index, error);
  if (status != AYES_OK) return status;
  return count_in_question(tally, &tally->questions.items[index], record, error);
}

ayes_status ayes_counter_add_file(ayes_counter *tally, const char *path, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = ayes_counter_add(tally, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

static void finish_counts(ayes_counts *counts) {
  size_t support = counts->stances[AYES_SUPPORT];
  counts->share = ayes_share_of(support, support + counts->stances[AYES_OPPOSE]);
}

/* A closed question's ticks stand with the open question about it. */
static bool is_reported_elsewhere(const ayes_counter *tally, const counting *it) {
  if (it->tally.all.records || !it->question) return false;
  for (size_t i = 0; i < tally->questions.count; i++) {
    const counting *other = &tally->questions.items[i];
    if (other != it && ayes_span_equal(other->tally.about, it->tally.id)) return true;
  }
  return false;
}

/* Blank stands last. */
static void move_blank_last(ayes_question_tally *tally) {
  for (size_t i = 0; i + 1 < tally->tick_count; i++) {
    if (!is_blank(tally->ticks[i].option)) continue;
    ayes_tick next = tally->ticks[i + 1];
    tally->ticks[i + 1] = tally->ticks[i];
    tally->ticks[i] = next;
  }
}

ayes_status ayes_counter_finish(ayes_counter *tally, const ayes_tally_counts **counts,
                                ayes_error *error) {
  ayes_memory_free(tally->finished);
  tally->finished = ayes_memory_new_zeroed(tally->questions.count, sizeof *tally->finished);
  if (!tally->finished) return ayes_error_memory(error);
  size_t count = 0;
  for (size_t i = 0; i < tally->questions.count; i++) {
    counting *it = &tally->questions.items[i];
    if (is_reported_elsewhere(tally, it)) continue;
    if (!get_tick(tally, it, ayes_span_of(blank_name), error)) return AYES_NO_MEMORY;
    move_blank_last(&it->tally);
    finish_counts(&it->tally.all);
    finish_counts(&it->tally.unique);
    finish_counts(&it->tally.letters);
    if (tally->corrects) correct(it);
    tally->finished[count++] = it->tally;
  }
  if (tally->survey) tally->counts.title = tally->survey->title;
  tally->counts.questions = tally->finished;
  tally->counts.question_count = count;
  *counts = &tally->counts;
  return AYES_OK;
}
