/* SPDX-License-Identifier: MIT
 *
 * The page is written in parts, so that a caller may pass each on and memory stays small. The
 * policy lets only the style and the script of this very page run, by their hashes: whatever stands
 * in an answer cannot. W3C Content Security Policy Level 3; WCAG 2.2 AA.
 */
#include "report/html.h"

#include "base/array.h"
#include "report/html_answers.h"
#include "report/html_assets.h"
#include "report/html_escape.h"
#include "report/html_figure.h"
#include "report/html_method.h"
#include "report/html_question.h"

enum { ITEMS = 100, LONGEST_TITLE = 1000 }; /* rows or records a step; bytes */

static ayes_span title_of(const ayes_html_writer *writer) {
  if (writer->title.length) return writer->title;
  if (writer->model->counts->title.length) return writer->model->counts->title;
  return ayes_span_of("What the answers say");
}

static void add_policy(ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer,
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "base-uri 'none'; form-action 'none'; img-src data:; style-src '");
  ayes_buffer_add_text(buffer, ayes_html_style_hash);
  ayes_buffer_add_text(buffer, "'; script-src '");
  ayes_buffer_add_text(buffer, ayes_html_script_hash);
  ayes_buffer_add_text(buffer, "'\">\n");
}

static void add_head(ayes_html_writer *writer, ayes_buffer *buffer) {
  ayes_buffer_add_text(
      buffer, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
  add_policy(buffer);
  ayes_buffer_add_text(buffer,
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" "
                       "content=\"noindex\">\n"
                       "<meta name=\"generator\" content=\"ayes");
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer_add_text(buffer, writer->version);
  ayes_buffer_add_text(buffer, "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
  ayes_html_add_front(buffer, title_of(writer), 200);
  ayes_buffer_add_text(buffer, "</title>\n<style>");
  ayes_buffer_add(buffer, ayes_span_make(ayes_html_style, ayes_html_style_length));
  ayes_buffer_add_text(buffer, "</style>\n</head>\n<body>\n");
}

static void add_contents(const ayes_html_writer *writer, ayes_buffer *buffer) {
  const ayes_html_model *model = writer->model;
  ayes_buffer_add_text(
      buffer,
      "<nav aria-label=\"Contents\">\n<ul><li><a href=\"#overview\">At a glance</a>"
      "</li>");
  for (size_t i = 0; i < model->list_count; i++) {
    ayes_buffer_add_format(buffer, "<li><a href=\"#q%zu\"><bdi>", i);
    ayes_html_add_question_name(&model->list[i], buffer);
    ayes_buffer_add_text(buffer, "</bdi></a></li>");
  }
  if (ayes_html_has_campaigns(writer->campaigns))
    ayes_buffer_add_text(buffer, "<li><a href=\"#campaigns\">Letters that many sent</a></li>");
  ayes_buffer_add_text(
      buffer,
      "<li><a href=\"#answers\">All answers</a></li><li><a href=\"#method\">How this "
      "was made</a></li></ul>\n</nav>\n");
}

static void add_front(ayes_html_writer *writer, ayes_buffer *buffer) {
  const ayes_html_model *model = writer->model;
  add_head(writer, buffer);
  ayes_buffer_add_text(
      buffer, "<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n<header>\n<h1><bdi>");
  ayes_html_add_front(buffer, title_of(writer), LONGEST_TITLE);
  ayes_buffer_add_format(
      buffer,
      "</bdi></h1>\n<p>What %zu answer%s to %zu question%s say, and the words "
      "that show it. Every figure leads to the answers behind it.</p>\n</header>\n",
      model->counts->records - model->counts->quarantined,
      model->counts->records - model->counts->quarantined == 1 ? "" : "s", model->list_count,
      model->list_count == 1 ? "" : "s");
  add_contents(writer, buffer);
  ayes_buffer_add_text(buffer, "<main id=\"main\">\n");
  ayes_html_add_overview(model, buffer);
}

static void add_end(ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<script>");
  ayes_buffer_add(buffer, ayes_span_make(ayes_html_script, ayes_html_script_length));
  ayes_buffer_add_text(buffer, "</script>\n</body>\n</html>\n");
}

static void add_method(ayes_html_writer *writer, ayes_buffer *buffer) {
  ayes_html_close_answers(writer->model, buffer);
  ayes_html_add_method(writer->model, writer->version, buffer);
  ayes_buffer_add_format(buffer,
                         "</main>\n<footer><p>Made with ayes %s. The same results give the same "
                         "page, byte for byte.",
                         writer->version);
  if (writer->data.length) {
    ayes_buffer_add_text(buffer, " The data behind it: <a");
    ayes_html_add_attribute(buffer, "href", writer->data);
    ayes_buffer_add_text(buffer, ">");
    ayes_html_add_text(buffer, writer->data);
    ayes_buffer_add_text(buffer, "</a>.");
  }
  ayes_buffer_add_text(buffer, "</p></footer>\n");
  ayes_html_open_data(writer->model, buffer);
}

typedef ayes_status (*adder)(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                             ayes_buffer *buffer, ayes_error *error);

/* Some of the items of a part; the next part begins when all are done. */
static ayes_status add_items(ayes_html_writer *writer, size_t count, adder add, ayes_buffer *buffer,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (int i = 0; i < ITEMS && writer->item < count && status == AYES_OK; i++)
    status = add(writer->model, writer->item++, &writer->runs, buffer, error);
  if (writer->item >= count) {
    writer->item = 0;
    writer->part++;
  }
  return status;
}

static ayes_status add_question(const ayes_html_model *model, size_t index, ayes_html_runs *runs,
                                ayes_buffer *buffer, ayes_error *error) {
  (void)runs;
  return ayes_html_add_question(model, index, buffer, error);
}

static size_t row_count(const ayes_html_model *model) {
  return model->answers.count < AYES_HTML_ROWS ? model->answers.count : AYES_HTML_ROWS;
}

ayes_status ayes_html_next(ayes_html_writer *writer, ayes_buffer *buffer, bool *more,
                           ayes_error *error) {
  const ayes_html_model *model = writer->model;
  *more = true;
  switch (writer->part) {
    case 1: return add_items(writer, model->list_count, add_question, buffer, error);
    case 3: return add_items(writer, row_count(model), ayes_html_add_row, buffer, error);
    case 5: return add_items(writer, model->answers.count, ayes_html_add_data, buffer, error);
    case 0: add_front(writer, buffer); break;
    case 2:
      ayes_html_add_campaigns(writer->campaigns, buffer);
      ayes_html_open_answers(model, buffer);
      break;
    case 4: add_method(writer, buffer); break;
    case 6:
      ayes_html_close_data(buffer);
      add_end(buffer);
      break;
    default: *more = false;
  }
  writer->part++;
  return AYES_OK;
}

void ayes_html_writer_release(ayes_html_writer *writer) { ayes_array_release(&writer->runs); }
