/* SPDX-License-Identifier: MIT
 *
 * A table says in its caption what its shares are shares of.
 */
#include "report/html_tables.h"

#include <math.h>

#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"

static bool is_blank(const ayes_tick *tick) {
  return ayes_span_equal_ignoring_case(tick->option, ayes_span_of("Blank"));
}

static void add_rounded(ayes_buffer *buffer, double share) {
  ayes_buffer_add_size(buffer, (size_t)(share * 100 + 0.5));
}

void ayes_html_add_percent(ayes_buffer *buffer, double share) {
  add_rounded(buffer, share);
  ayes_buffer_add_text(buffer, "&nbsp;%");
}

void ayes_html_add_confidence(ayes_buffer *buffer, double confidence) {
  size_t hundredths = confidence > 0 ? (size_t)(fmin(confidence, 1) * 100 + 0.5) : 0;
  ayes_buffer_add_format(buffer, "%zu.%02zu", hundredths / 100, hundredths % 100);
}

void ayes_html_add_share_cells(ayes_buffer *buffer, size_t part, size_t whole) {
  if (whole == 0) {
    ayes_buffer_add_text(buffer, "<td>–</td><td>–</td>");
    return;
  }
  ayes_share share = ayes_share_of(part, whole);
  ayes_buffer_add_text(buffer, "<td>");
  ayes_html_add_percent(buffer, share.value);
  ayes_buffer_add_text(buffer, "</td><td>");
  add_rounded(buffer, share.low);
  ayes_buffer_add_text(buffer, " to ");
  ayes_html_add_percent(buffer, share.high);
  ayes_buffer_add_text(buffer, "</td>");
}

static void open_row(ayes_buffer *buffer, ayes_span name) {
  ayes_buffer_add_text(buffer, "<tr><th scope=\"row\"><bdi>");
  ayes_html_add_front(buffer, name, AYES_HTML_NAME_LIMIT);
  ayes_buffer_add_text(buffer, "</bdi></th>");
}

static void add_figure_cell(ayes_buffer *buffer, const ayes_html_filter *filter, size_t count) {
  ayes_buffer_add_text(buffer, "<td>");
  ayes_html_add_figure(filter, count, buffer);
  ayes_buffer_add_text(buffer, "</td>");
}

/* With results: what was counted in them. Without: what the survey says was counted. */
static void add_tick_row(const ayes_html_model *model, size_t index, size_t place,
                         ayes_buffer *buffer) {
  const ayes_question_tally *tally = model->list[index].tally;
  const ayes_tick *tick = &tally->ticks[place];
  ayes_html_filter filter = ayes_html_filter_of(index);
  filter.tick = (int)place;
  open_row(buffer, tick->option);
  if (tally->has_recorded) {
    ayes_buffer_add_text(buffer, "<td>");
    if (tick->has_recorded) ayes_buffer_add_size(buffer, tick->recorded);
    else ayes_buffer_add_text(buffer, "–");
    ayes_buffer_add_text(buffer, "</td>");
  }
  add_figure_cell(buffer, &filter, tick->count);
  ayes_html_add_share_cells(buffer, tick->count, is_blank(tick) ? 0 : tally->all.answered);
  ayes_buffer_add_text(buffer, "</tr>\n");
}

void ayes_html_add_tick_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_question_tally *tally = model->list[index].tally;
  ayes_buffer_add_format(buffer,
                         "<table><caption>Ticked <span>%zu of %zu answered; shares are of the "
                         "%zu</span></caption><thead><tr><th scope=\"col\">Answer</th>",
                         tally->all.answered, tally->all.records, tally->all.answered);
  if (tally->has_recorded) ayes_buffer_add_text(buffer, "<th scope=\"col\">Recorded</th>");
  ayes_buffer_add_text(buffer,
                       "<th scope=\"col\">In these results</th><th scope=\"col\">Share</th>"
                       "<th scope=\"col\">95&nbsp;% interval</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < tally->tick_count; i++) add_tick_row(model, index, i, buffer);
  ayes_buffer_add_text(buffer, "</tbody></table>\n");
}

void ayes_html_add_stance_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_counts *counts = &model->list[index].tally->all;
  ayes_html_filter filter = ayes_html_filter_of(index);
  ayes_buffer_add_format(buffer,
                         "<table><caption>Read from the text <span>%zu of %zu wrote something; "
                         "shares are of the %zu</span></caption><thead><tr><th scope=\"col\">"
                         "Stance</th><th scope=\"col\">Answers</th><th scope=\"col\">Share</th>"
                         "<th scope=\"col\">95&nbsp;%% interval</th></tr></thead><tbody>\n",
                         counts->with_text, counts->records, counts->with_text);
  for (int i = AYES_HTML_PARTS; i-- > 0;) {
    ayes_stance stance = ayes_html_parts[i];
    filter.stance = (int)stance;
    open_row(buffer, ayes_span_of(ayes_html_stance_name(stance)));
    add_figure_cell(buffer, &filter, counts->stances[stance]);
    ayes_html_add_share_cells(buffer, counts->stances[stance], counts->with_text);
    ayes_buffer_add_text(buffer, "</tr>\n");
  }
  filter.stance = AYES_HTML_NO_TEXT;
  open_row(buffer, ayes_span_of("No text"));
  add_figure_cell(buffer, &filter, counts->blank);
  ayes_buffer_add_text(buffer, "<td>–</td><td>–</td></tr>\n</tbody></table>\n");
}

static void add_topic_row(const ayes_html_model *model, size_t index, const ayes_html_topic *topic,
                          ayes_buffer *buffer) {
  ayes_html_filter filter = ayes_html_filter_of(index);
  filter.topic = topic->topic;
  open_row(buffer, model->topic_labels[topic->topic - 1]);
  add_figure_cell(buffer, &filter, topic->count);
  for (int i = AYES_HTML_PARTS; i-- > 0;) {
    filter.stance = (int)ayes_html_parts[i];
    add_figure_cell(buffer, &filter, topic->stances[ayes_html_parts[i]]);
  }
  ayes_buffer_add_text(buffer, "</tr>\n");
}

void ayes_html_add_topic_table(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_html_question *question = &model->list[index];
  ayes_buffer_add_format(buffer,
                         "<table><caption>Topics by stance <span>an answer may have several; out "
                         "of %zu with text",
                         question->tally->all.with_text);
  if (question->topic_count > AYES_HTML_TOPICS)
    ayes_buffer_add_format(buffer, "; the %d most frequent of %zu", AYES_HTML_TOPICS,
                           question->topic_count);
  ayes_buffer_add_text(buffer,
                       "</span></caption><thead><tr><th scope=\"col\">Topic</th>"
                       "<th scope=\"col\">Answers</th>");
  for (int i = AYES_HTML_PARTS; i-- > 0;)
    ayes_buffer_add_format(buffer, "<th scope=\"col\">%s</th>",
                           ayes_html_stance_name(ayes_html_parts[i]));
  ayes_buffer_add_text(buffer, "</tr></thead><tbody>\n");
  for (size_t i = 0; i < question->topic_count && i < AYES_HTML_TOPICS; i++)
    add_topic_row(model, index, &question->topics[i], buffer);
  ayes_buffer_add_text(buffer, "</tbody></table>\n");
}

static void add_stance_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_counts *counts = &model->list[index].tally->all;
  ayes_html_filter filter = ayes_html_filter_of(index);
  for (int i = AYES_HTML_PARTS; i-- > 0;) {
    ayes_stance stance = ayes_html_parts[i];
    filter.stance = (int)stance;
    ayes_html_add_list(model, &filter, ayes_span_of(ayes_html_stance_name(stance)),
                       counts->stances[stance], buffer);
  }
  filter.stance = AYES_HTML_NO_TEXT;
  ayes_html_add_list(model, &filter, ayes_span_of("No text"), counts->blank, buffer);
}

static void add_tick_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_question_tally *tally = model->list[index].tally;
  ayes_html_filter filter = ayes_html_filter_of(index);
  ayes_buffer heading = {0};
  for (size_t i = 0; i < tally->tick_count; i++) {
    filter.tick = (int)i;
    ayes_buffer_clear(&heading);
    ayes_buffer_add_text(&heading, "Ticked ");
    ayes_buffer_add(&heading, tally->ticks[i].option);
    buffer->failed |= heading.failed;
    ayes_html_add_list(model, &filter, ayes_buffer_span(&heading), tally->ticks[i].count, buffer);
  }
  ayes_buffer_release(&heading);
}

static void add_finding_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_html_question *question = &model->list[index];
  const ayes_counts *counts = &question->tally->all;
  const struct {
    const char *heading;
    unsigned marks;
    size_t count;
  } lists[] = {
      {"With a condition", AYES_HTML_CONDITIONAL, counts->conditional},
      {"With a suggestion", AYES_ACT_SUGGESTION << AYES_HTML_ACTS_SHIFT,
       question->number ? model->suggestions.items[question->number - 1] : 0},
      {"Tick and text disagree", AYES_HTML_CONFLICT, counts->conflicts},
      {"A side without a tick", AYES_HTML_RECOVERED, counts->recovered},
      {"Repeated texts", AYES_HTML_REPEATED, question->tally->duplicates},
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    ayes_html_filter filter = ayes_html_filter_of(index);
    filter.marks = lists[i].marks;
    ayes_html_add_list(model, &filter, ayes_span_of(lists[i].heading), lists[i].count, buffer);
  }
}

/* Also of topics outside the table: a side may speak of them most. */
static void add_topic_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_html_question *question = &model->list[index];
  for (size_t i = 0; i < question->topic_count && i < AYES_HTML_TOPIC_LISTS; i++) {
    const ayes_html_topic *topic = &question->topics[i];
    ayes_html_filter filter = ayes_html_filter_of(index);
    filter.topic = topic->topic;
    ayes_html_add_list(model, &filter, model->topic_labels[topic->topic - 1], topic->count, buffer);
  }
}

void ayes_html_add_lists(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  if (!model->list[index].tally->all.records) return;
  ayes_buffer_add_text(buffer,
                       "<details class=\"lists\"><summary>Which answers these figures count"
                       "</summary>\n<dl>\n");
  add_stance_lists(model, index, buffer);
  add_tick_lists(model, index, buffer);
  add_finding_lists(model, index, buffer);
  add_topic_lists(model, index, buffer);
  ayes_buffer_add_text(buffer, "</dl></details>\n");
}
