/* SPDX-License-Identifier: MIT
 *
 * A list is named after its filter, so that figures and lists find each other without a table.
 */
#include "report/html_figure.h"

#include "report/html_escape.h"

ayes_html_filter ayes_html_filter_of(size_t question) {
  ayes_html_filter filter = {question, AYES_HTML_ANY, AYES_HTML_ANY, 0, 0};
  return filter;
}

int ayes_html_stance_of(const ayes_html_answer *answer) {
  return answer->marks & AYES_HTML_EMPTY ? AYES_HTML_NO_TEXT : (int)answer->stance;
}

static bool has_topic(const ayes_html_answer *answer, uint32_t topic) {
  for (size_t i = 0; i < answer->topic_count; i++)
    if (answer->topics[i] == topic) return true;
  return false;
}

bool ayes_html_filter_takes(const ayes_html_model *model, const ayes_html_filter *filter,
                            const ayes_html_answer *answer) {
  if ((answer->marks & filter->marks) != filter->marks) return false;
  if (filter->stance != AYES_HTML_ANY && filter->stance != ayes_html_stance_of(answer))
    return false;
  if (filter->topic && !has_topic(answer, filter->topic)) return false;
  if (filter->tick == AYES_HTML_ANY) return true;
  return (size_t)filter->tick == ayes_html_tick(model->list[filter->question].tally, answer->tick);
}

static void add_name(const ayes_html_filter *filter, ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "l%zu", filter->question);
  if (filter->topic) ayes_buffer_add_format(buffer, "-p%u", (unsigned)filter->topic);
  else if (filter->stance != AYES_HTML_ANY) ayes_buffer_add_format(buffer, "-s%d", filter->stance);
  if (filter->tick != AYES_HTML_ANY) ayes_buffer_add_format(buffer, "-t%d", filter->tick);
  if (filter->marks) ayes_buffer_add_format(buffer, "-m%u", filter->marks);
}

/* What the script reads: the same as a query string. */
static void add_query(const ayes_html_filter *filter, ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "q=%zu", filter->question);
  if (filter->stance != AYES_HTML_ANY) ayes_buffer_add_format(buffer, "&amp;s=%d", filter->stance);
  if (filter->tick != AYES_HTML_ANY) ayes_buffer_add_format(buffer, "&amp;t=%d", filter->tick);
  if (filter->topic) ayes_buffer_add_format(buffer, "&amp;p=%u", (unsigned)filter->topic);
  if (filter->marks) ayes_buffer_add_format(buffer, "&amp;m=%u", filter->marks);
}

void ayes_html_add_figure(const ayes_html_filter *filter, size_t count, ayes_buffer *buffer) {
  if (count == 0) {
    ayes_buffer_add_byte(buffer, '0');
    return;
  }
  ayes_buffer_add_text(buffer, "<a class=\"figure\" href=\"#");
  add_name(filter, buffer);
  ayes_buffer_add_text(buffer, "\" data-f=\"");
  add_query(filter, buffer);
  ayes_buffer_add_text(buffer, "\">");
  ayes_buffer_add_size(buffer, count);
  ayes_buffer_add_text(buffer, "</a>");
}

void ayes_html_add_answer_link(const ayes_html_model *model, const ayes_html_answer *answer,
                               ayes_buffer *buffer) {
  enum { LONGEST = 64 };
  size_t index = (size_t)(answer - model->answers.items);
  bool has_row = index < AYES_HTML_ROWS;
  if (has_row) ayes_buffer_add_format(buffer, "<a href=\"#a%zu\">", index);
  ayes_buffer_add_text(buffer, "<bdi>");
  if (answer->id.length) ayes_html_add_front(buffer, answer->id, LONGEST);
  else ayes_buffer_add_format(buffer, "answer %zu", index + 1);
  ayes_buffer_add_text(buffer, has_row ? "</bdi></a>" : "</bdi>");
}

static void open_list(const ayes_html_filter *filter, ayes_span heading, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "<dt><bdi>");
  ayes_html_add_front(buffer, heading, AYES_HTML_NAME_LIMIT);
  ayes_buffer_add_text(buffer, "</bdi></dt><dd id=\"");
  add_name(filter, buffer);
  ayes_buffer_add_text(buffer, "\">");
}

void ayes_html_add_list(const ayes_html_model *model, const ayes_html_filter *filter,
                        ayes_span heading, size_t count, ayes_buffer *buffer) {
  const ayes_html_question *question = &model->list[filter->question];
  size_t shown = 0;
  if (count == 0) return;
  open_list(filter, heading, buffer);
  for (size_t i = 0; i < question->answer_count && shown < AYES_HTML_LIST_LIMIT; i++) {
    if (!ayes_html_filter_takes(model, filter, question->answers[i])) continue;
    if (shown++) ayes_buffer_add_text(buffer, ", ");
    ayes_html_add_answer_link(model, question->answers[i], buffer);
  }
  if (count > shown)
    ayes_buffer_add_format(buffer, "%s%zu more", shown ? " and " : "", count - shown);
  ayes_buffer_add_text(buffer, "</dd>\n");
}
