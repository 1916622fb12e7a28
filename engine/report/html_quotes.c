/* SPDX-License-Identifier: MIT
 *
 * The strongest answers are found by one pass a list. Each answer is quoted once a question among
 * the reasons, so that one long letter does not speak for everybody. O(answers * topics shown).
 */
#include "report/html_quotes.h"

#include <math.h>

#include "base/array.h"
#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"
#include "report/html_marks.h"
#include "report/html_tables.h"

enum { REASONS = 3, QUOTES_OF_REASON = 2, QUOTES = 5 };

typedef struct quoting {
  const ayes_html_model *model;
  size_t index;
  const ayes_html_question *question;
  ayes_html_runs runs;
  ayes_buffer *buffer;
  const ayes_html_answer *quoted[2 * REASONS * QUOTES_OF_REASON];
  size_t quoted_count;
} quoting;

static bool is_quoted(const quoting *it, const ayes_html_answer *answer) {
  for (size_t i = 0; i < it->quoted_count; i++)
    if (it->quoted[i] == answer) return true;
  return false;
}

static const ayes_html_answer *strongest(const quoting *it, const ayes_html_filter *filter) {
  const ayes_html_answer *best = NULL;
  for (size_t i = 0; i < it->question->answer_count; i++) {
    const ayes_html_answer *answer = it->question->answers[i];
    if (answer->text.length == 0 || is_quoted(it, answer)) continue;
    if (!ayes_html_filter_takes(it->model, filter, answer)) continue;
    if (!best || fabs(answer->score) > fabs(best->score)) best = answer;
  }
  return best;
}

static bool has_place(const ayes_html_piece *piece) { return piece->end > piece->start; }

/* Of the wanted kind the first; without one, or for AYES_KIND_NONE, what weighs most for the
 * stance; else any. NULL: nothing marks a word. */
static const ayes_html_piece *piece_to_quote(const ayes_html_answer *answer, ayes_kind wanted) {
  const ayes_html_piece *best = NULL;
  double best_weight = -1;
  for (size_t i = 0; i < answer->piece_count; i++) {
    const ayes_html_piece *piece = &answer->pieces[i];
    if (!has_place(piece)) continue;
    if (wanted != AYES_KIND_NONE && piece->known == wanted) return piece;
    const char *side = ayes_html_piece_class(piece);
    bool speaks = strcmp(side, answer->stance == AYES_OPPOSE ? "against" : "for") == 0;
    double weight = speaks ? fabs(piece->weight) : 0;
    if (weight > best_weight) {
      best = piece;
      best_weight = weight;
    }
  }
  return best;
}

static void add_origin(const quoting *it, const ayes_html_answer *answer) {
  ayes_buffer_add_text(it->buffer, " <span class=\"origin\">");
  ayes_html_add_answer_link(it->model, answer, it->buffer);
  if (answer->tick.length) {
    ayes_buffer_add_text(it->buffer, ", ticked <bdi>");
    ayes_html_add_front(it->buffer, answer->tick, 60);
    ayes_buffer_add_text(it->buffer, "</bdi>");
  }
  ayes_buffer_add_text(it->buffer, ", read as ");
  ayes_buffer_add_text(it->buffer, ayes_html_stance_name(answer->stance));
  ayes_buffer_add_text(it->buffer, " (confidence ");
  ayes_html_add_confidence(it->buffer, answer->confidence);
  ayes_buffer_add_text(it->buffer, ")</span>");
}

static ayes_status add_quoted(quoting *it, const ayes_html_answer *answer, ayes_kind wanted,
                              ayes_error *error) {
  static const ayes_html_piece front = {0};
  const ayes_html_piece *piece = piece_to_quote(answer, wanted);
  ayes_buffer_add_text(it->buffer, "<li>");
  ayes_status status =
      ayes_html_add_quote(it->model, answer, piece ? piece : &front, &it->runs, it->buffer, error);
  add_origin(it, answer);
  ayes_buffer_add_text(it->buffer, "</li>\n");
  return status;
}

static ayes_status add_reason(quoting *it, const ayes_html_topic *topic, ayes_stance stance,
                              ayes_error *error) {
  ayes_html_filter filter = ayes_html_filter_of(it->index);
  filter.stance = (int)stance;
  filter.topic = topic->topic;
  ayes_buffer_add_text(it->buffer, "<li><b><bdi>");
  ayes_html_add_front(it->buffer, it->model->topic_labels[topic->topic - 1], AYES_HTML_NAME_LIMIT);
  ayes_buffer_add_text(it->buffer, "</bdi></b>: ");
  ayes_html_add_figure(&filter, topic->stances[stance], it->buffer);
  ayes_buffer_add_format(it->buffer, " of %zu<ul class=\"quotes\">",
                         it->question->tally->all.stances[stance]);
  for (int i = 0; i < QUOTES_OF_REASON; i++) {
    const ayes_html_answer *answer = strongest(it, &filter);
    if (!answer && i) break;
    if (!answer) {
      ayes_buffer_add_text(it->buffer, "<li>quoted elsewhere in this list</li>");
      break;
    }
    it->quoted[it->quoted_count++] = answer;
    ayes_status status = add_quoted(it, answer, AYES_KIND_NONE, error);
    if (status != AYES_OK) return status;
  }
  ayes_buffer_add_text(it->buffer, "</ul></li>\n");
  return AYES_OK;
}

/* The topic that most of a side speak of after those already told. */
static const ayes_html_topic *next_reason(const ayes_html_question *question, ayes_stance stance,
                                          const ayes_html_topic *const *told, size_t told_count) {
  const ayes_html_topic *best = NULL;
  for (size_t i = 0; i < question->topic_count && i < AYES_HTML_TOPIC_LISTS; i++) {
    const ayes_html_topic *topic = &question->topics[i];
    bool known = topic->stances[stance] == 0;
    for (size_t k = 0; k < told_count; k++) known |= told[k] == topic;
    if (!known && (!best || topic->stances[stance] > best->stances[stance])) best = topic;
  }
  return best;
}

static ayes_status add_side(quoting *it, ayes_stance stance, const char *heading,
                            ayes_error *error) {
  const ayes_html_topic *told[REASONS];
  size_t count = 0;
  ayes_status status = AYES_OK;
  while (count < REASONS && (told[count] = next_reason(it->question, stance, told, count))) count++;
  if (count == 0) return AYES_OK;
  ayes_buffer_add_format(it->buffer, "<div><h4>%s</h4><ol class=\"reasons\">\n", heading);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = add_reason(it, told[i], stance, error);
  ayes_buffer_add_text(it->buffer, "</ol></div>\n");
  return status;
}

ayes_status ayes_html_add_reasons(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                  ayes_error *error) {
  quoting it = {.model = model, .index = index, .question = &model->list[index], .buffer = buffer};
  if (it.question->topic_count == 0) return AYES_OK;
  ayes_buffer_add_text(buffer, "<h3>What each side speaks of most</h3><div class=\"pair\">\n");
  ayes_status status = add_side(&it, AYES_OPPOSE, "Those against", error);
  if (status == AYES_OK) status = add_side(&it, AYES_SUPPORT, "Those in favour", error);
  ayes_buffer_add_text(buffer, "</div>\n");
  ayes_array_release(&it.runs);
  return status;
}

typedef struct finding {
  const char *heading;
  const char *one, *many; /* after the count */
  unsigned marks;
  ayes_kind kind;
} finding;

static const finding findings[] = {
    {"Conditions", "answer sets a condition.", "answers set a condition.", AYES_HTML_CONDITIONAL,
     AYES_KIND_CONDITION},
    {"Suggestions", "answer makes a suggestion.", "answers make a suggestion.",
     AYES_ACT_SUGGESTION << AYES_HTML_ACTS_SHIFT, AYES_KIND_SUGGESTION},
    {"Tick and text disagree", "text says the contrary of its tick. A person should look at it.",
     "texts say the contrary of their ticks. A person should look at them.", AYES_HTML_CONFLICT,
     AYES_KIND_NONE},
    {"Sides taken without a tick", "answer has no tick, but its text takes a side.",
     "answers have no tick, but their texts take a side.", AYES_HTML_RECOVERED, AYES_KIND_NONE},
    {"Repeated texts", "text repeats an earlier one.", "texts repeat an earlier one.",
     AYES_HTML_REPEATED, AYES_KIND_NONE},
};

static size_t count_of(const quoting *it, const finding *what) {
  const ayes_question_tally *tally = it->question->tally;
  switch (what->marks) {
    case AYES_HTML_CONDITIONAL: return tally->all.conditional;
    case AYES_HTML_CONFLICT: return tally->all.conflicts;
    case AYES_HTML_RECOVERED: return tally->all.recovered;
    case AYES_HTML_REPEATED: return tally->duplicates;
    default: break;
  }
  uint32_t number = it->question->number;
  return number ? it->model->suggestions.items[number - 1] : 0;
}

static ayes_status add_finding(quoting *it, const finding *what, size_t count, ayes_error *error) {
  ayes_html_filter filter = ayes_html_filter_of(it->index);
  filter.marks = what->marks;
  ayes_buffer_add_format(it->buffer, "<h3>%s</h3>\n<p>", what->heading);
  ayes_html_add_figure(&filter, count, it->buffer);
  ayes_buffer_add_format(it->buffer, " %s</p>\n<ul class=\"quotes\">",
                         count == 1 ? what->one : what->many);
  size_t shown = 0;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->question->answer_count && shown < QUOTES && status == AYES_OK; i++) {
    const ayes_html_answer *answer = it->question->answers[i];
    if (!ayes_html_filter_takes(it->model, &filter, answer) || !answer->text.length) continue;
    status = add_quoted(it, answer, what->kind, error);
    shown++;
  }
  if (count > shown) ayes_buffer_add_format(it->buffer, "<li>and %zu more</li>", count - shown);
  ayes_buffer_add_text(it->buffer, "</ul>\n");
  return status;
}

ayes_status ayes_html_add_findings(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                   ayes_error *error) {
  quoting it = {.model = model, .index = index, .question = &model->list[index], .buffer = buffer};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < sizeof findings / sizeof *findings && status == AYES_OK; i++) {
    size_t count = count_of(&it, &findings[i]);
    if (count) status = add_finding(&it, &findings[i], count, error);
  }
  ayes_array_release(&it.runs);
  return status;
}
