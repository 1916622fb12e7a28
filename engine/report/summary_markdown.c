/* SPDX-License-Identifier: MIT
 *
 * A draft to be edited. What respondents wrote is escaped, so that it stays text: CommonMark 0.30,
 * section 2.4.
 */
#include "report/summary.h"

/* An ampersand matters only where an entity may follow. */
static bool needs_escape(ayes_span text, size_t at) {
  if (text.data[at] != '&') return memchr("\\`*_[]<>#|~", text.data[at], 11) != NULL;
  return at + 1 < text.length &&
         (text.data[at + 1] == '#' || ayes_byte_is_letter(text.data[at + 1]));
}

static void add_escaped(ayes_buffer *buffer, ayes_span text) {
  for (size_t i = 0; i < text.length; i++) {
    if (needs_escape(text, i)) ayes_buffer_add_byte(buffer, '\\');
    ayes_buffer_add_byte(buffer, ayes_byte_is_space(text.data[i]) ? ' ' : text.data[i]);
  }
}

static void add_quote(ayes_buffer *buffer, const ayes_said *said) {
  size_t at = 0;
  ayes_buffer_add_text(buffer, "“");
  for (size_t i = 0; i < said->mark_count; i++) {
    const ayes_said_mark *mark = &said->marks[i];
    add_escaped(buffer, ayes_span_slice(said->text, at, mark->start));
    ayes_buffer_add_text(buffer, "**");
    add_escaped(buffer, ayes_span_slice(said->text, mark->start, mark->end));
    ayes_buffer_add_text(buffer, "**");
    at = mark->end;
  }
  add_escaped(buffer, ayes_span_from(said->text, at));
  ayes_buffer_add_text(buffer, "” (");
  add_escaped(buffer, said->id);
  ayes_buffer_add_text(buffer, ")\n");
}

static void add_reasons(ayes_buffer *buffer, const char *heading, ayes_stance side,
                        const ayes_reason *reasons, size_t count) {
  if (count == 0) return;
  ayes_buffer_add_text(buffer, "\n### ");
  ayes_buffer_add_text(buffer, heading);
  ayes_buffer_add_text(buffer, "\n\n");
  for (size_t i = 0; i < count; i++) {
    ayes_buffer_add_text(buffer, "- ");
    ayes_summary_add_reason(buffer, &reasons[i], side);
    ayes_buffer_add_byte(buffer, '\n');
    if (!reasons[i].has_quote) continue;
    ayes_buffer_add_text(buffer, "  > ");
    add_quote(buffer, &reasons[i].quote);
  }
}

static void add_list(ayes_buffer *buffer, const ayes_said_list *list, ayes_said_list_kind kind) {
  if (list->count == 0) return;
  ayes_buffer_add_text(buffer, "\n### ");
  ayes_buffer_add_text(buffer, ayes_summary_list_heading(kind));
  ayes_buffer_add_format(buffer, " (%zu)\n\n", list->answers);
  for (size_t i = 0; i < list->count; i++) {
    ayes_buffer_add_text(buffer, "- ");
    add_quote(buffer, &list->items[i]);
  }
}

static void add_question(const ayes_summary_page *page, const ayes_question_tally *tally,
                         ayes_buffer *buffer) {
  const ayes_question_summary *said = ayes_summary_find(page, tally->id);
  const ayes_question *subject = ayes_summary_subject(page, tally);
  const ayes_side_names *names = ayes_summary_names(page, tally);
  ayes_buffer_add_text(buffer, "\n## ");
  add_escaped(buffer, tally->id.length ? tally->id : ayes_span_of("All answers"));
  ayes_buffer_add_text(buffer, "\n\n**You asked:** ");
  if (subject) {
    add_escaped(buffer, subject->text);
    ayes_buffer_add_byte(buffer, ' ');
  }
  add_escaped(buffer, tally->text);
  ayes_buffer_add_text(buffer, "\n\n**They said:** ");
  ayes_summary_add_who(buffer, tally);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_summary_add_sides(buffer, page, tally);
  ayes_buffer_add_byte(buffer, '\n');
  if (said) {
    add_reasons(buffer, names->support_heading, AYES_SUPPORT, said->support, said->support_count);
    add_reasons(buffer, names->oppose_heading, AYES_OPPOSE, said->oppose, said->oppose_count);
    for (int kind = 0; kind < AYES_SAID_LISTS; kind++)
      add_list(buffer, &said->lists[kind], (ayes_said_list_kind)kind);
  }
  ayes_buffer_add_text(buffer, "\n**We did:** \n");
}

void ayes_summary_markdown(const ayes_summary_page *page, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "# ");
  add_escaped(buffer,
              page->counts->title.length ? page->counts->title : ayes_span_of("What was said"));
  ayes_buffer_add_text(buffer, "\n");
  for (size_t i = 0; i < page->counts->question_count; i++)
    if (ayes_summary_is_shown(&page->counts->questions[i]))
      add_question(page, &page->counts->questions[i], buffer);
}
