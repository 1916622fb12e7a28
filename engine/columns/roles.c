/* SPDX-License-Identifier: MIT
 *
 * What each column is, looked at alone: first its name, then what its cells are like. The first
 * rule that holds decides, and says so. A closed column repeats its values (at most a fifth are
 * different), an open one does not. O(columns * words).
 */
#include "columns/detection.h"

enum { FEW = 20, MANY = 200, LIST_LIMIT = 12, OPTION_LIMIT = 60, OPTION_WORDS = 8, OPEN_WORDS = 5 };

typedef struct column_view {
  ayes_detection *it;
  size_t index;
  ayes_column *facts;
  const ayes_column_values *values;
} column_view;

static const ayes_column_word *find(const column_view *view, ayes_word_place place,
                                    const char *means, ayes_span text) {
  return ayes_column_words_find(view->it->words, place, means, text, view->it->tool);
}

static bool is_kind(const column_view *view, ayes_value_kind kind) {
  return view->facts->filled && view->values->kinds[kind] * 10 >= view->facts->filled * 9;
}

static bool is_unique(const column_view *view) {
  size_t filled = view->facts->filled;
  return filled > 1 && view->facts->distinct == filled &&
         filled * 10 >= 9 * view->it->mapping->sampled;
}

/* Cells whose whole text is a word of that meaning. */
static size_t count_cells(const column_view *view, const char *means) {
  size_t count = 0;
  for (size_t i = 0; i < view->values->value_count; i++)
    if (find(view, AYES_WORD_CELL, means, view->values->values[i].plain))
      count += view->values->values[i].count;
  return count;
}

static bool are_cells(const column_view *view, const char *means) {
  return view->facts->filled && count_cells(view, means) * 10 >= view->facts->filled * 9;
}

#define SAY(role, ...) ayes_detection_say(view->it, view->index, role, __VA_ARGS__)

/* ---- by name ---- */

static bool has_role(const column_view *view) { return view->facts->why.length > 0; }

static ayes_status say_named(const column_view *view, const ayes_column_word *word) {
  ayes_column_role role;
  ayes_column_state state = ayes_column_state_named(word->means);
  ayes_span term = word->term, tool = word->tool;
  bool is_short = view->values->words <= view->facts->filled * OPEN_WORDS;
  if (state != AYES_STATE_NONE) {
    view->facts->state = state;
    return SAY(AYES_COLUMN_MACHINE, "\"%.*s\" says what state a response is in", (int)term.length,
               term.data);
  }
  if (!ayes_column_role_named(word->means, &role)) return AYES_OK;
  if (role == AYES_COLUMN_IDENTIFIER && !is_unique(view)) return AYES_OK;
  if (role == AYES_COLUMN_MACHINE && !is_short && !tool.length) return AYES_OK;
  if (tool.length)
    return SAY(role, "\"%.*s\" is a column of %s exports", (int)term.length, term.data,
               ayes_preset_title(view->it->mapping->preset));
  return SAY(role, "it is called \"%.*s\"", (int)term.length, term.data);
}

static ayes_status by_whole_name(const column_view *view) {
  const ayes_column_word *word = NULL;
  if (view->index == 0) word = find(view, AYES_WORD_FIRST, NULL, view->values->plain);
  if (!word || !word->tool.length) word = find(view, AYES_WORD_NAME, NULL, view->values->plain);
  if (!word && view->facts->code.length)
    word = find(view, AYES_WORD_NAME, "demographic", view->values->plain_text);
  return word ? say_named(view, word) : AYES_OK;
}

/* Another column that the tool has read: this one's name without its ending, and more. */
static ayes_status by_derivation(const column_view *view) {
  ayes_span plain = view->values->plain;
  const ayes_column_word *end = find(view, AYES_WORD_END, "derived", plain);
  if (!end || end->term.length >= plain.length) return AYES_OK;
  ayes_span front = ayes_span_trim(ayes_span_slice(plain, 0, plain.length - end->term.length));
  for (size_t i = 0; i < view->it->mapping->column_count; i++) {
    ayes_span other = view->it->values[i].plain;
    if (i == view->index || !ayes_span_starts_with(other, front)) continue;
    if (find(view, AYES_WORD_END, "derived", other)) continue;
    ayes_span name = view->it->mapping->columns[i].name;
    return SAY(AYES_COLUMN_MACHINE, "the tool's own \"%.*s\" of \"%.*s\"", (int)end->term.length,
               end->term.data, ayes_span_front(name, 80), name.data);
  }
  return AYES_OK;
}

static ayes_status by_ending(const column_view *view) {
  ayes_span plain = view->values->plain;
  const ayes_column_word *tags = find(view, AYES_WORD_END, "tags", plain);
  if (tags && ayes_plain_words_count(plain) <= 8)
    return SAY(AYES_COLUMN_TAGS, "its name ends in \"%.*s\": what officers noted",
               (int)tags->term.length, tags->term.data);
  const ayes_column_word *other = find(view, AYES_WORD_END, "other", plain);
  if (!other) other = find(view, AYES_WORD_PHRASE, "other", view->values->plain_text);
  if (!other || view->index == 0) return AYES_OK;
  return SAY(AYES_COLUMN_OTHER, "\"%.*s\": the words beside an option, not an answer of its own",
             (int)other->term.length, other->term.data);
}

static ayes_status by_phrase(const column_view *view) {
  static const char *const meanings[] = {"respondent", "machine", "demographic"};
  static const ayes_column_role roles[] = {AYES_COLUMN_RESPONDENT, AYES_COLUMN_MACHINE,
                                           AYES_COLUMN_DEMOGRAPHIC};
  if (view->values->words > view->facts->filled * 12) return AYES_OK;
  for (size_t i = 0; i < 3; i++) {
    const ayes_column_word *word =
        find(view, AYES_WORD_PHRASE, meanings[i], view->values->plain_text);
    if (!word) continue;
    return SAY(roles[i], "it asks \"%.*s\"", (int)word->term.length, word->term.data);
  }
  return AYES_OK;
}

/* ---- by cells ---- */

static ayes_status by_kind(const column_view *view) {
  static const struct {
    ayes_value_kind kind;
    ayes_column_role role;
    const char *why;
  } rows[] = {{AYES_VALUE_EMAIL, AYES_COLUMN_RESPONDENT, "its cells are e-mail addresses"},
              {AYES_VALUE_IP, AYES_COLUMN_MACHINE, "its cells are IP addresses"},
              {AYES_VALUE_LINK, AYES_COLUMN_MACHINE, "its cells are links"},
              {AYES_VALUE_DATE, AYES_COLUMN_MACHINE, "its cells are dates"},
              {AYES_VALUE_JSON, AYES_COLUMN_MATRIX,
               "its cells are JSON: the rows of a grid and what was ticked in each"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (is_kind(view, rows[i].kind)) return SAY(rows[i].role, "%s", rows[i].why);
  if (is_kind(view, AYES_VALUE_TOKEN) && view->facts->distinct * 2 > view->facts->filled) {
    if (is_unique(view))
      return SAY(AYES_COLUMN_IDENTIFIER, "every cell is a different code of letters and digits");
    return SAY(AYES_COLUMN_MACHINE, "its cells are codes of letters and digits");
  }
  if (are_cells(view, "mode"))
    return SAY(AYES_COLUMN_MACHINE, "its cells say how people chose to answer");
  return AYES_OK;
}

static ayes_status by_word(const column_view *view) {
  static const char *const meanings[] = {"demographic", "machine"};
  static const ayes_column_role roles[] = {AYES_COLUMN_DEMOGRAPHIC, AYES_COLUMN_MACHINE};
  bool is_wordy = view->values->words > view->facts->filled * 2 * OPEN_WORDS;
  if (is_wordy || view->values->has_opinions) return AYES_OK;
  for (size_t i = 0; i < 2; i++) {
    const ayes_column_word *word = find(view, AYES_WORD_WORD, meanings[i], view->values->plain);
    if (word)
      return SAY(roles[i], "its name says \"%.*s\"", (int)word->term.length, word->term.data);
  }
  return AYES_OK;
}

/* Asked for reasons, and given sentences: short letters that many copied are texts all the same.
 * A few sentences among many cells are options. */
static bool is_copied_text(const column_view *view) {
  size_t filled = view->facts->filled, distinct = view->facts->distinct;
  bool is_list = filled >= MANY && distinct <= LIST_LIMIT && distinct * FEW <= filled;
  return find(view, AYES_WORD_PHRASE, "reason", view->values->plain_text) && !is_list &&
         view->values->words >= filled * OPEN_WORDS;
}

static bool are_codes(const column_view *view) {
  for (size_t i = 0; i < view->values->value_count; i++)
    if (!ayes_answer_code(view->values->values[i].text)) return false;
  return view->values->value_count > 1;
}

static ayes_status by_options(const column_view *view) {
  size_t filled = view->facts->filled, distinct = view->facts->distinct;
  if (view->values->meant * 5 >= filled * 4 && distinct <= OPTION_LIMIT &&
      (view->values->words <= filled * OPTION_WORDS))
    return SAY(AYES_COLUMN_CLOSED, "its cells are options that say for, against or neither");
  if (is_copied_text(view)) return AYES_OK;
  bool repeats = filled >= FEW ? distinct * 5 <= filled : distinct * 10 <= filled * 7;
  if (repeats && distinct <= OPTION_LIMIT && filled > 1 && are_codes(view))
    return SAY(AYES_COLUMN_CLOSED,
               "%zu answer codes in %zu cells: export the answers' words instead, or say in the "
               "mapping what the codes mean",
               distinct, filled);
  if (repeats && distinct <= OPTION_LIMIT && filled > 1)
    return SAY(AYES_COLUMN_CLOSED, "%zu different value%s in %zu cells", distinct,
               distinct == 1 ? "" : "s", filled);
  return AYES_OK;
}

static ayes_status by_text(const column_view *view) {
  static const char *const cues[] = {"reason", "comment", "general"};
  size_t filled = view->facts->filled, words = view->values->words / filled;
  const ayes_column_word *cue = find(view, AYES_WORD_END, "text", view->values->plain);
  for (size_t i = 0; i < 3 && !cue; i++)
    cue = find(view, AYES_WORD_PHRASE, cues[i], view->values->plain_text);
  if (cue && !is_kind(view, AYES_VALUE_DECIMAL) && !is_kind(view, AYES_VALUE_NUMBER))
    return SAY(AYES_COLUMN_OPEN, "\"%.*s\", and %zu different texts in %zu cells",
               (int)cue->term.length, cue->term.data, view->facts->distinct, filled);
  if (words >= OPEN_WORDS)
    return SAY(AYES_COLUMN_OPEN, "texts of about %zu words, %zu of %zu different", words,
               view->facts->distinct, filled);
  return AYES_OK;
}

static ayes_status by_rest(const column_view *view) {
  if (is_kind(view, AYES_VALUE_NUMBER) || is_kind(view, AYES_VALUE_DECIMAL)) {
    if (is_unique(view) && is_kind(view, AYES_VALUE_NUMBER) && view->index == 0)
      return SAY(AYES_COLUMN_IDENTIFIER, "every cell is a different number");
    return SAY(AYES_COLUMN_MACHINE, "its cells are numbers, mostly different ones");
  }
  if (view->values->words >= view->facts->filled * 2)
    return SAY(AYES_COLUMN_OPEN, "texts, %zu of %zu different", view->facts->distinct,
               view->facts->filled);
  return SAY(AYES_COLUMN_DEMOGRAPHIC, "single words, %zu of %zu different: no text to read",
             view->facts->distinct, view->facts->filled);
}

static bool is_part_open(const column_view *view) {
  ayes_buffer plain = {0};
  ayes_plain_words(view->facts->part, &plain);
  bool is_open = find(view, AYES_WORD_PART, "open", ayes_buffer_span(&plain)) != NULL;
  ayes_buffer_release(&plain);
  return is_open;
}

static ayes_status by_part(const column_view *view) {
  if (view->it->part_row == SIZE_MAX || !is_part_open(view)) return AYES_OK;
  return SAY(AYES_COLUMN_OPEN, "\"Open-Ended Response\" stands below its question");
}

static ayes_status by_emptiness(const column_view *view) {
  if (view->facts->filled) return AYES_OK;
  return SAY(AYES_COLUMN_EMPTY, "no cell is filled in");
}

/* ---- identifiers ---- */

/* One column names the response: the first whose name says so, else the first code, else the first
 * number; the others are the tool's. */
static ayes_status settle_identifier(ayes_detection *it) {
  size_t chosen = SIZE_MAX;
  bool is_named = false;
  for (size_t i = 0; i < it->mapping->column_count; i++) {
    const ayes_column *column = &it->mapping->columns[i];
    if (column->role != AYES_COLUMN_IDENTIFIER || !column->why.length) continue;
    bool by_name = !ayes_span_starts_with(column->why, ayes_span_of("every cell"));
    bool is_number = it->values[i].kinds[AYES_VALUE_NUMBER] > 0;
    bool was_number = chosen != SIZE_MAX && it->values[chosen].kinds[AYES_VALUE_NUMBER] > 0;
    if (chosen == SIZE_MAX || (by_name && !is_named) || (by_name && was_number && !is_number)) {
      chosen = i;
      is_named = by_name;
    }
  }
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->mapping->column_count && status == AYES_OK; i++) {
    if (it->mapping->columns[i].role != AYES_COLUMN_IDENTIFIER || i == chosen) continue;
    ayes_span name = it->mapping->columns[chosen].name;
    status = ayes_detection_say(it, i, AYES_COLUMN_MACHINE,
                                "another identifier; \"%.*s\" names the responses",
                                ayes_span_front(name, 80), name.data);
  }
  return status;
}

ayes_status ayes_detect_roles(ayes_detection *it) {
  static ayes_status (*const rules[])(const column_view *) = {
      by_whole_name, by_emptiness, by_derivation, by_ending, by_part, by_phrase,
      by_kind,       by_word,      by_options,    by_text,   by_rest};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->mapping->column_count && status == AYES_OK; i++) {
    column_view view = {it, i, &it->mapping->columns[i], &it->values[i]};
    for (size_t k = 0; k < sizeof rules / sizeof *rules && status == AYES_OK && !has_role(&view);
         k++)
      status = rules[k](&view);
  }
  return status == AYES_OK ? settle_identifier(it) : status;
}
