/* SPDX-License-Identifier: MIT
 *
 * Rows as HTML. A long text begins in sight and goes on folded, so that one letter does not push
 * all others away; evidence is folded with the entry of the list that read it.
 */
#include "report/html_answers.h"

#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"
#include "report/html_question.h"
#include "report/html_tables.h"

enum { LONG_TEXT = 3000, LONGEST_TERM = 300, LONGEST_WORDS = 120 };

static void add_field(ayes_buffer *buffer, const char *name, ayes_span text) {
  if (text.length == 0) return;
  ayes_buffer_add_format(buffer, "<br><span class=\"minor\">%s <bdi>", name);
  ayes_html_add_front(buffer, text, LONGEST_WORDS);
  ayes_buffer_add_text(buffer, "</bdi></span>");
}

static void add_id_cell(const ayes_html_model *model, const ayes_html_answer *answer, size_t index,
                        ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "<tr id=\"a%zu\"><th scope=\"row\"><bdi>", index);
  if (answer->id.length) ayes_html_add_front(buffer, answer->id, LONGEST_WORDS);
  else ayes_buffer_add_format(buffer, "answer %zu", index + 1);
  ayes_buffer_add_text(buffer, "</bdi>");
  add_field(buffer, "by", answer->respondent);
  add_field(buffer, "group", answer->group);
  ayes_buffer_add_text(buffer, "</th><td><bdi>");
  ayes_html_add_question_name(&model->list[model->places[answer->question]], buffer);
  ayes_buffer_add_text(buffer, "</bdi></td><td><bdi>");
  if (answer->tick.length) ayes_html_add_front(buffer, answer->tick, LONGEST_WORDS);
  else ayes_buffer_add_text(buffer, "Blank");
  ayes_buffer_add_text(buffer, "</bdi></td>");
}

static void add_notes(const ayes_html_answer *answer, ayes_buffer *buffer) {
  static const struct {
    unsigned mark;
    const char *note;
  } notes[] = {{AYES_HTML_CONDITIONAL, "conditional"},
               {AYES_HTML_CONFLICT, "contradicts the tick"},
               {AYES_HTML_RECOVERED, "no tick"},
               {AYES_HTML_REPEATED, "repeated text"}};
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
    if (answer->marks & notes[i].mark)
      ayes_buffer_add_format(buffer, "<br><span class=\"note\">%s</span>", notes[i].note);
}

static void add_stance_cell(const ayes_html_answer *answer, ayes_buffer *buffer) {
  if (answer->marks & AYES_HTML_EMPTY) {
    ayes_buffer_add_text(buffer, "<td>No text</td><td>–</td>");
    return;
  }
  const char *name = ayes_html_stance_name(answer->stance);
  ayes_buffer_add_format(buffer, "<td><span class=\"stance %s\">%s</span>", name, name);
  add_notes(answer, buffer);
  ayes_buffer_add_text(buffer, "</td><td>");
  ayes_html_add_confidence(buffer, answer->confidence);
  ayes_buffer_add_text(buffer, "</td>");
}

static ayes_status add_part(const ayes_html_model *model, const ayes_html_answer *answer,
                            size_t from, size_t to, ayes_html_runs *runs, ayes_buffer *buffer,
                            ayes_error *error) {
  ayes_status status = ayes_html_runs_read(answer, from, to, runs, error);
  if (status == AYES_OK) ayes_html_runs_add(model, answer, runs, buffer);
  return status;
}

static ayes_status add_text(const ayes_html_model *model, const ayes_html_answer *answer,
                            ayes_html_runs *runs, ayes_buffer *buffer, ayes_error *error) {
  size_t front = ayes_html_front(answer->text, LONG_TEXT).length;
  if (!answer->has_text)
    ayes_buffer_add_text(buffer, "<i>The results were written without texts.</i>");
  ayes_buffer_add_text(buffer, "<div class=\"text\" dir=\"auto\">");
  ayes_status status = add_part(model, answer, 0, front, runs, buffer, error);
  ayes_buffer_add_text(buffer, "</div>");
  if (front == answer->text.length || status != AYES_OK) return status;
  ayes_buffer_add_format(buffer,
                         "<details><summary>The text goes on for %zu bytes</summary>"
                         "<div class=\"text\" dir=\"auto\">",
                         answer->text.length - front);
  status = add_part(model, answer, front, answer->text.length, runs, buffer, error);
  ayes_buffer_add_text(buffer, "</div></details>");
  return status;
}

static void add_piece_row(const ayes_html_model *model, const ayes_html_answer *answer,
                          const ayes_html_piece *piece, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<tr><td><bdi>");
  ayes_html_add_front(buffer, ayes_span_slice(answer->text, piece->start, piece->end),
                      LONGEST_WORDS);
  ayes_buffer_add_text(buffer, "</bdi></td><td>");
  ayes_html_add_front(buffer, ayes_names_text(&model->kinds, piece->kind), LONGEST_WORDS);
  if (piece->topic) {
    ayes_buffer_add_text(buffer, ": ");
    ayes_html_add_front(buffer, model->topic_labels[piece->topic - 1], LONGEST_WORDS);
  }
  ayes_buffer_add_text(buffer, "</td><td>");
  ayes_buffer_add_number(buffer, piece->weight, 2);
  ayes_buffer_add_text(buffer, "</td><td>");
  if (piece->source) {
    const ayes_html_source *source = &model->source_entries[piece->source - 1];
    ayes_html_add_front(buffer, ayes_names_text(&model->sources, piece->source), LONGEST_WORDS);
    ayes_buffer_add_text(buffer,
                         source->term.length ? "<br><code>" : "<br><code>not in this lexicon");
    ayes_html_add_front(buffer, source->term, LONGEST_TERM);
    ayes_buffer_add_text(buffer, "</code>");
    if (source->note.length) ayes_buffer_add_text(buffer, "<br>");
    ayes_html_add_front(buffer, source->note, LONGEST_TERM);
  }
  ayes_buffer_add_text(buffer, "</td></tr>");
}

static void add_evidence(const ayes_html_model *model, const ayes_html_answer *answer,
                         ayes_buffer *buffer) {
  if (answer->piece_count == 0) return;
  ayes_buffer_add_format(buffer,
                         "<details class=\"evidence\"><summary>Evidence: %zu passage%s</summary>"
                         "<table><thead><tr><th scope=\"col\">Words</th><th scope=\"col\">Kind</th>"
                         "<th scope=\"col\">Weight</th><th scope=\"col\">Read by</th></tr></thead>"
                         "<tbody>",
                         answer->piece_count, answer->piece_count == 1 ? "" : "s");
  for (size_t i = 0; i < answer->piece_count; i++)
    add_piece_row(model, answer, &answer->pieces[i], buffer);
  ayes_buffer_add_text(buffer, "</tbody></table></details>");
}

ayes_status ayes_html_add_row(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                              ayes_buffer *buffer, ayes_error *error) {
  const ayes_html_answer *answer = &model->answers.items[index];
  add_id_cell(model, answer, index, buffer);
  add_stance_cell(answer, buffer);
  ayes_buffer_add_text(buffer, "<td>");
  ayes_status status = add_text(model, answer, runs, buffer, error);
  add_evidence(model, answer, buffer);
  ayes_buffer_add_text(buffer, "</td></tr>\n");
  return status;
}

static void add_left_out(const ayes_html_model *model, ayes_buffer *buffer) {
  size_t total = model->counts->records - model->counts->quarantined;
  size_t kept = model->answers.count;
  ayes_buffer_add_text(buffer, "<p>");
  if (kept < total)
    ayes_buffer_add_format(buffer,
                           "This file holds the first %zu of %zu answers; the other %zu are left "
                           "out of this table (not out of any figure) and stand in the results "
                           "themselves. The option <code>--limit</code> keeps more. ",
                           kept, total, total - kept);
  else ayes_buffer_add_format(buffer, "All %zu answers are here. ", total);
  if (model->counts->quarantined)
    ayes_buffer_add_format(buffer,
                           "Records that could not be read, and that no figure counts: %zu. ",
                           model->counts->quarantined);
  if (kept > AYES_HTML_ROWS)
    ayes_buffer_add_format(buffer,
                           "<span class=\"plain\">Without JavaScript the first %d of them are "
                           "listed.</span>",
                           AYES_HTML_ROWS);
  ayes_buffer_add_text(buffer, "</p>\n");
}

void ayes_html_open_answers(const ayes_html_model *model, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer,
                       "<section aria-labelledby=\"answers\">\n"
                       "<h2 id=\"answers\" tabindex=\"-1\">All answers</h2>\n");
  add_left_out(model, buffer);
  ayes_buffer_add_text(
      buffer,
      "<p>Words that show something are marked with what they show: <mark class=\"for\">for<small> "
      "[for]</small></mark> and <mark class=\"against\">against<small> [against]</small></mark> "
      "the "
      "proposal, <mark class=\"act\">what the answer does<small> [suggestion]</small></mark>, "
      "<mark "
      "class=\"shift\">what turns it<small> [condition]</small></mark>, and dotted "
      "<mark class=\"topic\">words of a topic<small> [topic]</small></mark>.</p>\n"
      "<p><input type=\"checkbox\" id=\"show-topics\"> <label for=\"show-topics\">Name the topics "
      "of "
      "dotted words</label></p>\n<form id=\"controls\" hidden></form>\n"
      "<p id=\"status\" role=\"status\"></p>\n<table id=\"table\"><caption>Answers with their "
      "evidence</caption><thead><tr><th scope=\"col\">Answer</th><th scope=\"col\">Question</th>"
      "<th scope=\"col\">Ticked</th><th scope=\"col\">Read as</th><th scope=\"col\">Confidence</th>"
      "<th scope=\"col\">Text and evidence</th></tr></thead><tbody id=\"rows\">\n");
}

void ayes_html_close_answers(const ayes_html_model *model, ayes_buffer *buffer) {
  if (model->answers.count == 0)
    ayes_buffer_add_text(buffer, "<tr><td colspan=\"6\">No answers.</td></tr>\n");
  ayes_buffer_add_text(buffer,
                       "</tbody></table>\n<nav id=\"pages\" aria-label=\"Pages of answers\" hidden>"
                       "</nav>\n</section>\n");
}
