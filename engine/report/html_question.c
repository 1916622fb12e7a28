/* SPDX-License-Identifier: MIT
 *
 * Ticks become a bar of their own where the survey says what each option means, so that they stand
 * in the same picture as the texts.
 */
#include "report/html_question.h"

#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"
#include "report/html_quotes.h"
#include "report/html_tables.h"
#include "tally/labels.h"

enum {
  BARS = 40,
  ASKED = 110,
  LONGEST_QUESTION = 8000
}; /* of the overview: questions drawn, bytes of what was asked */

void ayes_html_add_question_name(const ayes_html_question *question, ayes_buffer *buffer) {
  ayes_span id = question->tally->id;
  if (id.length == 0) id = ayes_span_of("(no question)");
  ayes_html_add_front(buffer, id, AYES_HTML_NAME_LIMIT);
}

static void add_plural(ayes_buffer *buffer, size_t count, const char *one, const char *many) {
  ayes_buffer_add_format(buffer, "%zu %s", count, count == 1 ? one : many);
}

/* Adds up the ticks by what their options mean; false when one means nothing that is known. */
static bool fill_tick_bar(const ayes_html_model *model, const ayes_question_tally *tally,
                          bool recorded, ayes_html_bar *bar) {
  const ayes_question *question = ayes_survey_find(model->survey, tally->id);
  memset(bar->counts, 0, sizeof bar->counts);
  for (size_t i = 0; i < tally->tick_count; i++) {
    const ayes_tick *tick = &tally->ticks[i];
    size_t count = recorded ? tick->recorded : tick->count;
    ayes_stance stance;
    if (!count || ayes_span_equal_ignoring_case(tick->option, ayes_span_of("Blank"))) continue;
    ayes_span meaning = question ? ayes_survey_meaning(model->survey, question, tick->option)
                                 : ayes_span_make(NULL, 0);
    if (!ayes_label_find_stance(meaning, &stance)) return false;
    bar->counts[stance] += count;
  }
  return true;
}

static size_t sum_of(const ayes_html_bar *bar) {
  size_t sum = 0;
  for (int i = 0; i < AYES_STANCE_COUNT; i++) sum += bar->counts[i];
  return sum;
}

static size_t fill_bars(const ayes_html_model *model, const ayes_question_tally *tally,
                        ayes_html_bar bars[3]) {
  size_t count = 0;
  bool recorded =
      tally->has_recorded && fill_tick_bar(model, tally, true, &bars[0]) && sum_of(&bars[0]);
  if (recorded) bars[count++].label = ayes_span_of("Ticked, as recorded");
  if (fill_tick_bar(model, tally, false, &bars[count]) && sum_of(&bars[count])) {
    bool same = recorded && !memcmp(bars[0].counts, bars[1].counts, sizeof bars[0].counts);
    if (same) bars[0].label = ayes_span_of("Ticked, as recorded and in these results");
    else bars[count++].label = ayes_span_of("Ticked, in these results");
  }
  if (!tally->all.with_text) return count;
  bars[count].label = ayes_span_of("Read from the text");
  memcpy(bars[count].counts, tally->all.stances, sizeof bars[count].counts);
  return count + 1;
}

static void add_legend(ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<p class=\"legend\">From left to right:");
  for (int i = 0; i < AYES_HTML_PARTS; i++) {
    const char *name = ayes_html_stance_name(ayes_html_parts[i]);
    ayes_buffer_add_format(buffer, " <span><span class=\"key %s\"></span>%s</span>", name, name);
  }
  ayes_buffer_add_text(buffer, "</p>\n");
}

static void add_stance_chart(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  ayes_html_bar bars[3];
  char id[32];
  size_t count = fill_bars(model, model->list[index].tally, bars);
  if (count == 0) return;
  ayes_html_chart chart = {id, ayes_span_of("Ticks and texts, for and against"), true};
  snprintf(id, sizeof id, "c%zu", index);
  ayes_buffer_add_text(buffer, "<figure>\n");
  ayes_html_add_chart(&chart, bars, count, buffer);
  add_legend(buffer);
  ayes_buffer_add_text(buffer, "</figure>\n");
}

static void add_topics(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_html_question *question = &model->list[index];
  ayes_html_bar bars[AYES_HTML_TOPICS];
  char id[32];
  size_t count = 0;
  if (question->topic_count == 0) return;
  for (; count < question->topic_count && count < AYES_HTML_TOPICS; count++) {
    bars[count].label = model->topic_labels[question->topics[count].topic - 1];
    memcpy(bars[count].counts, question->topics[count].stances, sizeof bars[count].counts);
  }
  snprintf(id, sizeof id, "p%zu", index);
  ayes_html_chart chart = {id, ayes_span_of("Topics by stance, in answers"), false};
  ayes_buffer_add_text(buffer, "<h3>Topics by stance</h3>\n<figure>\n");
  ayes_html_add_chart(&chart, bars, count, buffer);
  add_legend(buffer);
  ayes_buffer_add_text(buffer,
                       "</figure>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                       "aria-label=\"Table, may scroll sideways\">");
  ayes_html_add_topic_table(model, index, buffer);
  ayes_buffer_add_text(buffer, "</div>\n");
}

static void add_share(ayes_buffer *buffer, const ayes_share *share) {
  if (share->whole == 0) {
    ayes_buffer_add_text(buffer, "No text takes a side.");
    return;
  }
  ayes_buffer_add_text(buffer, "<strong>");
  ayes_html_add_percent(buffer, share->value);
  ayes_buffer_add_text(buffer, "</strong> of the ");
  add_plural(buffer, share->whole, "text that takes a side is", "texts that take a side are");
  ayes_buffer_add_text(buffer, " for it (95&nbsp;% interval ");
  ayes_buffer_add_size(buffer, (size_t)(share->low * 100 + 0.5));
  ayes_buffer_add_text(buffer, " to ");
  ayes_html_add_percent(buffer, share->high);
  ayes_buffer_add_text(buffer, ").");
}

static void add_sentence(const ayes_question_tally *tally, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<p>");
  add_share(buffer, &tally->all.share);
  if (tally->duplicates) {
    ayes_buffer_add_byte(buffer, ' ');
    add_plural(buffer, tally->duplicates, "text repeats", "texts repeat");
    ayes_buffer_add_text(buffer, " an earlier one. Counting each text once: ");
    add_share(buffer, &tally->unique.share);
  }
  ayes_buffer_add_text(buffer, "</p>\n");
}

static void add_asked(const ayes_html_question *question, ayes_buffer *buffer) {
  const ayes_question_tally *tally = question->tally;
  if (question->closed_text.length) {
    ayes_buffer_add_text(buffer, "<p class=\"asked\"><b><bdi>");
    ayes_html_add_front(buffer, tally->about, AYES_HTML_NAME_LIMIT);
    ayes_buffer_add_text(buffer, "</bdi></b>, to tick: <bdi>");
    ayes_html_add_front(buffer, question->closed_text, LONGEST_QUESTION);
    ayes_buffer_add_text(buffer, "</bdi></p>\n");
  }
  if (tally->text.length) {
    ayes_buffer_add_text(buffer, "<p class=\"asked\"><b><bdi>");
    ayes_html_add_question_name(question, buffer);
    ayes_buffer_add_text(buffer, "</bdi></b>: <bdi>");
    ayes_html_add_front(buffer, tally->text, LONGEST_QUESTION);
    ayes_buffer_add_text(buffer, "</bdi></p>\n");
  }
}

static void add_denominators(const ayes_question_tally *tally, ayes_buffer *buffer) {
  if (!tally->all.records) {
    ayes_buffer_add_text(buffer, "<p>The results hold no answers to this question.</p>\n");
    return;
  }
  ayes_buffer_add_text(buffer, "<p>");
  add_plural(buffer, tally->all.respondents, "respondent", "respondents");
  if (tally->all.answered || tally->has_recorded)
    ayes_buffer_add_format(buffer, ": %zu of %zu ticked an answer, %zu of %zu wrote something",
                           tally->all.answered, tally->all.records, tally->all.with_text,
                           tally->all.records);
  else
    ayes_buffer_add_format(buffer, ": %zu of %zu wrote something", tally->all.with_text,
                           tally->all.records);
  ayes_buffer_add_text(buffer, ".</p>\n");
}

static void add_figures(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_question_tally *tally = model->list[index].tally;
  ayes_buffer_add_text(buffer, "<div class=\"pair\">\n");
  if (tally->all.answered || tally->has_recorded) ayes_html_add_tick_table(model, index, buffer);
  if (tally->all.records) ayes_html_add_stance_table(model, index, buffer);
  ayes_buffer_add_text(buffer, "</div>\n");
  if (tally->all.records) add_sentence(tally, buffer);
}

ayes_status ayes_html_add_question(const ayes_html_model *model, size_t index, ayes_buffer *buffer,
                                   ayes_error *error) {
  const ayes_html_question *question = &model->list[index];
  ayes_buffer_add_format(buffer, "<section aria-labelledby=\"q%zu\"><h2 id=\"q%zu\"><bdi>", index,
                         index);
  ayes_html_add_question_name(question, buffer);
  ayes_buffer_add_text(buffer, "</bdi></h2>\n");
  add_asked(question, buffer);
  add_denominators(question->tally, buffer);
  add_stance_chart(model, index, buffer);
  add_figures(model, index, buffer);
  add_topics(model, index, buffer);
  ayes_status status = ayes_html_add_reasons(model, index, buffer, error);
  if (status == AYES_OK) status = ayes_html_add_findings(model, index, buffer, error);
  ayes_html_add_lists(model, index, buffer);
  ayes_buffer_add_text(buffer, "</section>\n");
  return status;
}

/* "2 of 11": ticks that speak for the proposal, as recorded where that is known. */
static void add_ticked_for(const ayes_html_model *model, const ayes_question_tally *tally,
                           ayes_buffer *buffer) {
  ayes_html_bar bar;
  if (!fill_tick_bar(model, tally, tally->has_recorded, &bar) || !sum_of(&bar)) {
    ayes_buffer_add_text(buffer, "<td>–</td>");
    return;
  }
  ayes_buffer_add_format(buffer, "<td>%zu of %zu</td>", bar.counts[AYES_SUPPORT], sum_of(&bar));
}

static void add_overview_row(const ayes_html_model *model, size_t index, ayes_buffer *buffer) {
  const ayes_question_tally *tally = model->list[index].tally;
  const ayes_counts *counts = &tally->all;
  ayes_html_filter filter = ayes_html_filter_of(index);
  ayes_buffer_add_format(buffer, "<tr><th scope=\"row\"><a href=\"#q%zu\"><bdi>", index);
  ayes_html_add_question_name(&model->list[index], buffer);
  ayes_buffer_add_text(buffer, "</bdi></a> <span class=\"minor\"><bdi>");
  ayes_html_add_front(buffer, tally->text, ASKED);
  ayes_buffer_add_text(buffer, "</bdi></span></th>");
  add_ticked_for(model, tally, buffer);
  ayes_buffer_add_format(buffer, "<td>%zu of %zu</td><td>", counts->with_text, counts->records);
  filter.stance = AYES_SUPPORT;
  ayes_html_add_figure(&filter, counts->stances[AYES_SUPPORT], buffer);
  ayes_buffer_add_text(buffer, "</td><td>");
  filter.stance = AYES_OPPOSE;
  ayes_html_add_figure(&filter, counts->stances[AYES_OPPOSE], buffer);
  ayes_buffer_add_text(buffer, "</td>");
  ayes_html_add_share_cells(buffer, counts->stances[AYES_SUPPORT], counts->share.whole);
  ayes_buffer_add_text(buffer, "</tr>\n");
}

static void add_overview_chart(const ayes_html_model *model, ayes_buffer *buffer) {
  ayes_html_bar bars[BARS];
  size_t count = 0;
  for (size_t i = 0; i < model->list_count && count < BARS; i++) {
    const ayes_question_tally *tally = model->list[i].tally;
    if (!tally->all.with_text) continue;
    bars[count].label = tally->id.length ? tally->id : ayes_span_of("(no question)");
    memcpy(bars[count++].counts, tally->all.stances, sizeof bars[0].counts);
  }
  if (count == 0) return;
  ayes_html_chart chart = {"overview-chart",
                           ayes_span_of("Stances read from the texts, by question"), true};
  ayes_buffer_add_text(buffer, "<figure>\n");
  ayes_html_add_chart(&chart, bars, count, buffer);
  add_legend(buffer);
  ayes_buffer_add_text(buffer, "</figure>\n");
}

void ayes_html_add_overview(const ayes_html_model *model, ayes_buffer *buffer) {
  ayes_buffer_add_text(
      buffer, "<section aria-labelledby=\"overview\"><h2 id=\"overview\">At a glance</h2>\n");
  add_overview_chart(model, buffer);
  ayes_buffer_add_text(
      buffer,
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"All questions, may scroll "
      "sideways\"><table><caption>All questions <span>support is out of the texts that "
      "take a side</span></caption><thead><tr><th scope=\"col\">Question</th>"
      "<th scope=\"col\">Ticked for it</th><th scope=\"col\">With text</th><th "
      "scope=\"col\">For</th>"
      "<th scope=\"col\">Against</th><th scope=\"col\">Support</th>"
      "<th scope=\"col\">95&nbsp;% interval</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < model->list_count; i++) add_overview_row(model, i, buffer);
  ayes_buffer_add_text(buffer, "</tbody></table></div></section>\n");
}
