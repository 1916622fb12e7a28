/* SPDX-License-Identifier: MIT
 *
 * What the importer would take out of a document, before it does.
 */
#include "report/inspect.h"
#include "report/parts.h"
#include "report/terminal.h"

enum { WIDTH = 78 };

static const char *shape_name(const ayes_document *document) {
  return document->shape == AYES_DOCUMENT_COMMENTS ? "comments" : "questions";
}

static void add_question(ayes_buffer *buffer, bool colour, const ayes_document_question *question,
                         size_t answers) {
  ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_style(buffer, colour, AYES_STYLE_STRONG);
  ayes_terminal_add(buffer, question->id);
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  ayes_buffer_add_format(buffer, "  %zu answer%s", answers, answers == 1 ? "" : "s");
  for (size_t i = 0; i < question->tally_count; i++) {
    ayes_buffer_add_text(buffer, ", ");
    ayes_terminal_add(buffer, question->tallies[i].option);
    ayes_buffer_add_format(buffer, " %zu", question->tallies[i].count);
  }
  if (question->about.length) {
    ayes_buffer_add_text(buffer, ", about ");
    ayes_terminal_add(buffer, question->about);
  }
  ayes_buffer_add_text(buffer, "\n  ");
  ayes_terminal_add_wrapped(buffer, question->text, 2, WIDTH);
}

void ayes_inspect_document_text(const ayes_document_facts *facts, bool colour,
                                ayes_buffer *buffer) {
  const ayes_document *document = facts->document;
  bool comments = document->shape == AYES_DOCUMENT_COMMENTS;
  ayes_terminal_add(buffer, ayes_span_of(facts->path));
  ayes_buffer_add_format(buffer, ": consultation document with %s, %zu %s, %zu answers\n",
                         comments ? "numbered comments" : "questions and tallies",
                         document->question_count, comments ? "sections" : "questions",
                         document->answer_count);
  if (document->title.length) ayes_terminal_add_wrapped(buffer, document->title, 0, WIDTH);
  for (size_t i = 0; i < document->question_count; i++)
    add_question(buffer, colour, &document->questions[i], facts->answers[i]);
}

static void add_question_json(ayes_buffer *buffer, const ayes_document_question *question,
                              size_t answers) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "id", question->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "text", question->text);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "about", question->about);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", answers);
  ayes_buffer_add_text(buffer, ",\"recorded\":{");
  for (size_t i = 0; i < question->tally_count; i++) {
    if (i) ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_string(buffer, question->tallies[i].option);
    ayes_buffer_add_byte(buffer, ':');
    ayes_buffer_add_size(buffer, question->tallies[i].count);
  }
  ayes_buffer_add_text(buffer, "}}");
}

void ayes_inspect_document_json(const ayes_document_facts *facts, ayes_buffer *buffer) {
  const ayes_document *document = facts->document;
  ayes_buffer_add_text(buffer, "{\n  \"kind\":\"document\",\n  ");
  ayes_json_add_member(buffer, "shape", ayes_span_of(shape_name(document)));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_member(buffer, "title", document->title);
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_count(buffer, "answers", document->answer_count);
  ayes_buffer_add_text(buffer, ",\n  \"questions\":[");
  for (size_t i = 0; i < document->question_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_question_json(buffer, &document->questions[i], facts->answers[i]);
  }
  ayes_buffer_add_text(buffer, "]\n}\n");
}
