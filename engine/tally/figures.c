/* SPDX-License-Identifier: MIT
 *
 * One counter for everyone and one for each group; acts and topics, which counters do not know, are
 * counted in cells found by hash: O(labels) a record. The list is written from both at the end.
 */
#include "tally/figures.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/names.h"
#include "tally/labels.h"

typedef enum cell_kind { CELL_ACT, CELL_TOPIC, CELL_TOPIC_STANCE } cell_kind;

/* A place to count in: compared as bytes, so it must hold no padding. */
typedef struct cell_key {
  uint32_t group; /* 0: everyone */
  uint32_t question;
  uint32_t kind; /* cell_kind, for CELL_TOPIC_STANCE plus the stance */
  uint32_t category;
} cell_key;

typedef struct cell {
  cell_key key;
  size_t count;
  ayes_span category;
} cell;

struct ayes_figures {
  const ayes_survey *survey;
  ayes_counter *everyone;
  ayes_names groups, questions, categories, keys;
  struct {
    ayes_counter **items;
    size_t count, capacity;
  } group_counters;
  struct {
    cell *items;
    size_t count, capacity;
  } cells;
  struct {
    ayes_figure *items;
    size_t count, capacity;
  } list;
};

static const ayes_stance stance_order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
enum { STANCES = sizeof stance_order / sizeof *stance_order };

const char *ayes_level_name(ayes_figure_level level) {
  static const char *const names[AYES_LEVEL_COUNT] = {"file", "all", "group"};
  return names[level];
}

static const char *const topic_measures[STANCES] = {"topic_support", "topic_oppose", "topic_mixed",
                                                    "topic_neutral"};

const char *const *ayes_measure_names(void) {
  static const char *const names[] = {
      "records",       "quarantined",  "respondents", "answered",      "with_text",
      "answer",        "recorded",     "stance",      "side",          "conditional",
      "conflict",      "recovered",    "duplicate",   "act",           "topic",
      "topic_support", "topic_oppose", "topic_mixed", "topic_neutral", NULL};
  return names;
}

ayes_status ayes_figures_new(const ayes_survey *survey, ayes_figures **out, ayes_error *error) {
  *out = NULL;
  ayes_figures *figures = ayes_memory_new_zeroed(1, sizeof *figures);
  if (!figures) return ayes_error_memory(error);
  figures->survey = survey;
  ayes_status status = ayes_counter_new(survey, &figures->everyone, error);
  if (status != AYES_OK) {
    ayes_figures_free(figures);
    return status;
  }
  *out = figures;
  return AYES_OK;
}

void ayes_figures_free(ayes_figures *figures) {
  if (!figures) return;
  for (size_t i = 0; i < figures->group_counters.count; i++)
    ayes_counter_free(figures->group_counters.items[i]);
  ayes_array_release(&figures->group_counters);
  ayes_counter_free(figures->everyone);
  ayes_names_release(&figures->groups);
  ayes_names_release(&figures->questions);
  ayes_names_release(&figures->categories);
  ayes_names_release(&figures->keys);
  ayes_array_release(&figures->cells);
  ayes_array_release(&figures->list);
  ayes_memory_free(figures);
}

/* The number of a record's group, with a counter; 0 when it names none. */
static ayes_status get_group(ayes_figures *figures, ayes_span name, uint32_t *group,
                             ayes_error *error) {
  *group = 0;
  if (!name.length) return AYES_OK;
  if (!ayes_names_find(&figures->groups, name) &&
      ayes_names_count(&figures->groups) >= AYES_FIGURES_GROUP_LIMIT)
    name = ayes_span_of("Other");
  ayes_status status = ayes_names_add(&figures->groups, name, group, error);
  if (status != AYES_OK || *group <= figures->group_counters.count) return status;
  ayes_counter **counter = ayes_array_add(&figures->group_counters, error);
  if (!counter) return AYES_NO_MEMORY;
  status = ayes_counter_new(figures->survey, counter, error);
  return status;
}

static ayes_status count_key(ayes_figures *figures, const cell_key *key, ayes_error *error) {
  uint32_t number;
  ayes_span bytes = ayes_span_make((const char *)key, sizeof *key);
  ayes_status status = ayes_names_add(&figures->keys, bytes, &number, error);
  if (status != AYES_OK) return status;
  if (number > figures->cells.count) {
    cell *new_cell = ayes_array_add(&figures->cells, error);
    if (!new_cell) return AYES_NO_MEMORY;
    new_cell->key = *key;
    new_cell->count = 0;
    new_cell->category = ayes_names_text(&figures->categories, key->category);
  }
  figures->cells.items[number - 1].count++;
  return AYES_OK;
}

/* Counts for everyone, and for the key's group when there is one. */
static ayes_status count_category(ayes_figures *figures, cell_key key, unsigned kind,
                                  ayes_span category, ayes_error *error) {
  key.kind = kind;
  ayes_status status = ayes_names_add(&figures->categories, category, &key.category, error);
  if (status == AYES_OK && key.group) status = count_key(figures, &key, error);
  key.group = 0;
  return status == AYES_OK ? count_key(figures, &key, error) : status;
}

static ayes_status count_topics(ayes_figures *figures, const cell_key *key,
                                const ayes_result_record *record, ayes_error *error) {
  ayes_status status = AYES_OK;
  const json_t *topics = json_object_get(record->json, "topics");
  unsigned with_stance = CELL_TOPIC_STANCE + (unsigned)record->stance;
  for (size_t i = 0; i < json_array_size(topics) && status == AYES_OK; i++) {
    ayes_span id = ayes_json_string(json_array_get(topics, i), "id");
    if (!id.length) continue;
    status = count_category(figures, *key, CELL_TOPIC, id, error);
    if (status == AYES_OK) status = count_category(figures, *key, with_stance, id, error);
  }
  return status;
}

static ayes_status count_labels(ayes_figures *figures, uint32_t group,
                                const ayes_result_record *record, ayes_error *error) {
  cell_key key = {.group = group};
  ayes_status status = ayes_names_add(&figures->questions, record->question, &key.question, error);
  for (unsigned i = 0; i < AYES_ACT_COUNT && status == AYES_OK; i++)
    if (record->acts & 1u << i)
      status =
          count_category(figures, key, CELL_ACT, ayes_span_of(ayes_label_of_act(1u << i)), error);
  return status == AYES_OK ? count_topics(figures, &key, record, error) : status;
}

ayes_status ayes_figures_add(ayes_figures *figures, const ayes_result_record *record,
                             ayes_error *error) {
  uint32_t group;
  ayes_status status = ayes_counter_add(figures->everyone, record, error);
  if (status != AYES_OK || record->is_error) return status;
  status = get_group(figures, record->group, &group, error);
  if (status == AYES_OK && group)
    status = ayes_counter_add(figures->group_counters.items[group - 1], record, error);
  if (status != AYES_OK || (record->flags & AYES_FLAG_EMPTY)) return status;
  return count_labels(figures, group, record, error);
}

/* By group, question, kind, falling count, name: the order of the list. */
static int compare_cells(const void *a, const void *b) {
  const cell *x = a, *y = b;
  if (x->key.group != y->key.group) return x->key.group < y->key.group ? -1 : 1;
  if (x->key.question != y->key.question) return x->key.question < y->key.question ? -1 : 1;
  if (x->key.kind != y->key.kind) return x->key.kind < y->key.kind ? -1 : 1;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return ayes_span_compare(x->category, y->category);
}

/* The first cell of a group's question; cells are sorted. */
static size_t first_cell(const ayes_figures *figures, uint32_t group, uint32_t question) {
  size_t low = 0, high = figures->cells.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const cell_key *key = &figures->cells.items[middle].key;
    bool before = key->group < group || (key->group == group && key->question < question);
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Where rows are being written for; a failed append marks it. */
typedef struct writing {
  ayes_figures *figures;
  ayes_figure place;
  ayes_error *error;
  ayes_status status;
} writing;

static ayes_figure *add_row(writing *it, const char *measure, ayes_span category, size_t value) {
  if (it->status != AYES_OK) return NULL;
  ayes_figure *row = ayes_array_add(&it->figures->list, it->error);
  if (!row) {
    it->status = AYES_NO_MEMORY;
    return NULL;
  }
  *row = it->place;
  row->measure = measure;
  row->category = category;
  row->value = value;
  return row;
}

static void add_count(writing *it, const char *measure, size_t value) {
  add_row(it, measure, ayes_span_make(NULL, 0), value);
}

static void add_share(writing *it, const char *measure, ayes_span category, size_t value,
                      size_t whole) {
  ayes_figure *row = add_row(it, measure, category, value);
  if (!row) return;
  row->has_share = true;
  row->share = ayes_share_of(value, whole);
}

static void add_part(writing *it, const char *measure, size_t value, size_t whole) {
  add_share(it, measure, ayes_span_make(NULL, 0), value, whole);
}

static void add_ticks(writing *it, const ayes_question_tally *tally) {
  size_t recorded = 0;
  for (size_t i = 0; i < tally->tick_count; i++) {
    recorded += tally->ticks[i].recorded;
    add_share(it, "answer", tally->ticks[i].option, tally->ticks[i].count, tally->all.records);
  }
  if (it->place.level != AYES_LEVEL_ALL) return; /* nobody recorded counts of groups */
  for (size_t i = 0; i < tally->tick_count; i++)
    if (tally->ticks[i].has_recorded)
      add_share(it, "recorded", tally->ticks[i].option, tally->ticks[i].recorded, recorded);
}

static void add_stances(writing *it, const ayes_counts *counts) {
  size_t sides = counts->stances[AYES_SUPPORT] + counts->stances[AYES_OPPOSE];
  for (size_t i = 0; i < STANCES; i++)
    add_share(it, "stance", ayes_span_of(ayes_label_of_stance(stance_order[i])),
              counts->stances[stance_order[i]], counts->with_text);
  add_share(it, "stance", ayes_span_of("blank"), counts->blank, counts->records);
  for (size_t i = 0; i < 2; i++)
    add_share(it, "side", ayes_span_of(ayes_label_of_stance(stance_order[i])),
              counts->stances[stance_order[i]], sides);
}

static void add_labels(writing *it, uint32_t group, uint32_t question, size_t with_text) {
  const ayes_figures *figures = it->figures;
  for (size_t i = first_cell(figures, group, question); i < figures->cells.count; i++) {
    const cell *here = &figures->cells.items[i];
    if (here->key.group != group || here->key.question != question) break;
    const char *measure = here->key.kind == CELL_ACT ? "act" : "topic";
    if (here->key.kind >= CELL_TOPIC_STANCE)
      for (size_t k = 0; k < STANCES; k++)
        if (here->key.kind == CELL_TOPIC_STANCE + (unsigned)stance_order[k])
          measure = topic_measures[k];
    add_share(it, measure, here->category, here->count, with_text);
  }
}

static void add_question(writing *it, uint32_t group, const ayes_question_tally *tally) {
  const ayes_counts *counts = &tally->all;
  it->place.question = tally->id;
  add_count(it, "records", counts->records);
  add_count(it, "respondents", counts->respondents);
  add_part(it, "answered", counts->answered, counts->records);
  add_part(it, "with_text", counts->with_text, counts->records);
  add_ticks(it, tally);
  add_stances(it, counts);
  add_part(it, "conditional", counts->conditional, counts->with_text);
  add_part(it, "conflict", counts->conflicts, counts->with_text);
  add_part(it, "recovered", counts->recovered, counts->with_text);
  if (tally->texts_known) add_part(it, "duplicate", tally->duplicates, counts->with_text);
  uint32_t question = ayes_names_find(&it->figures->questions, tally->id);
  if (question) add_labels(it, group, question, counts->with_text);
}

static void add_group(writing *it, uint32_t group, ayes_counter *counter) {
  const ayes_tally_counts *counts;
  if (it->status == AYES_OK) it->status = ayes_counter_finish(counter, &counts, it->error);
  if (it->status != AYES_OK) return;
  it->place.level = AYES_LEVEL_GROUP;
  it->place.group = ayes_names_text(&it->figures->groups, group);
  for (size_t i = 0; i < counts->question_count; i++)
    if (counts->questions[i].all.records) add_question(it, group, &counts->questions[i]);
}

ayes_status ayes_figures_finish(ayes_figures *figures, ayes_figure_list *list, ayes_error *error) {
  writing it = {.figures = figures, .error = error};
  it.status = ayes_counter_finish(figures->everyone, &list->counts, error);
  if (it.status != AYES_OK) return it.status;
  if (figures->cells.count)
    qsort(figures->cells.items, figures->cells.count, sizeof *figures->cells.items, compare_cells);
  it.place.level = AYES_LEVEL_FILE;
  add_count(&it, "records", list->counts->records);
  add_part(&it, "quarantined", list->counts->quarantined, list->counts->records);
  it.place.level = AYES_LEVEL_ALL;
  for (size_t i = 0; i < list->counts->question_count; i++)
    add_question(&it, 0, &list->counts->questions[i]);
  for (uint32_t i = 0; i < figures->group_counters.count; i++)
    add_group(&it, i + 1, figures->group_counters.items[i]);
  list->items = figures->list.items;
  list->count = figures->list.count;
  return it.status;
}
