/* SPDX-License-Identifier: MIT
 *
 * Each question with the proposal that was derived from it: what a person checks before a run.
 */
#include "report/inspect.h"
#include "report/parts.h"
#include "report/terminal.h"

enum { WIDTH = 78, LABEL = 14 };

static void add_field(ayes_buffer *buffer, const char *label, ayes_span text) {
  if (text.length == 0) return;
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(label), LABEL - 2);
  ayes_terminal_add_wrapped(buffer, text, LABEL, WIDTH);
}

static void add_list(ayes_buffer *buffer, const char *label, const ayes_span *items, size_t count) {
  ayes_buffer joined = {0};
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_text(&joined, "; ");
    ayes_buffer_add(&joined, items[i]);
  }
  add_field(buffer, label, ayes_buffer_span(&joined));
  buffer->failed |= joined.failed;
  ayes_buffer_release(&joined);
}

static void add_options(ayes_buffer *buffer, const ayes_question *question) {
  ayes_buffer joined = {0};
  for (size_t i = 0; i < question->option_count; i++) {
    if (i) ayes_buffer_add_text(&joined, "; ");
    ayes_buffer_add(&joined, question->options[i].text);
    if (question->options[i].meaning.length == 0) continue;
    ayes_buffer_add_text(&joined, " means ");
    ayes_buffer_add(&joined, question->options[i].meaning);
  }
  add_field(buffer, "options", ayes_buffer_span(&joined));
  ayes_buffer_clear(&joined);
  for (size_t i = 0; i < question->recorded_count; i++) {
    if (i) ayes_buffer_add_text(&joined, "; ");
    ayes_buffer_add(&joined, question->recorded[i].option);
    ayes_buffer_add_byte(&joined, ' ');
    ayes_buffer_add_size(&joined, question->recorded[i].count);
  }
  add_field(buffer, "recorded", ayes_buffer_span(&joined));
  buffer->failed |= joined.failed;
  ayes_buffer_release(&joined);
}

static void add_target(ayes_buffer *buffer, const ayes_target_facts *target) {
  static const char promotes[] = "promotes its object: what is said of it counts as said";
  static const char suppresses[] = "suppresses its object: what is said of it is turned around";
  add_field(buffer, "proposal", target->proposal);
  add_field(buffer, "frame", ayes_span_of(target->direction < 0 ? suppresses : promotes));
  add_field(buffer, "action", target->action);
  if (target->restricts) add_field(buffer, "restricts", ayes_span_of("allows only a part"));
  add_list(buffer, "object", target->objects, target->object_count);
  add_list(buffer, "names", target->names, target->name_count);
  add_list(buffer, "rivals", target->rivals, target->rival_count);
}

static void add_question(ayes_buffer *buffer, bool colour, const ayes_question *question,
                         const ayes_target_facts *target) {
  ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_style(buffer, colour, AYES_STYLE_STRONG);
  ayes_terminal_add(buffer, question->id);
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  ayes_buffer_add_text(buffer, question->kind == AYES_QUESTION_CLOSED ? "  closed" : "  open");
  if (question->about.length) {
    ayes_buffer_add_text(buffer, ", about ");
    ayes_terminal_add(buffer, question->about);
  }
  ayes_buffer_add_byte(buffer, '\n');
  add_field(buffer, "text", question->text);
  add_options(buffer, question);
  if (target) add_target(buffer, target);
}

void ayes_inspect_survey_text(const ayes_survey_facts *facts, bool colour, ayes_buffer *buffer) {
  const ayes_survey *survey = facts->survey;
  ayes_terminal_add(buffer, ayes_span_of(facts->path));
  ayes_buffer_add_format(buffer, ": survey, %zu question%s\n", survey->question_count,
                         survey->question_count == 1 ? "" : "s");
  if (survey->title.length) ayes_terminal_add_wrapped(buffer, survey->title, 0, WIDTH);
  for (size_t i = 0; i < survey->question_count; i++)
    add_question(buffer, colour, &survey->questions[i], facts->targets[i]);
}

static void add_target_json(ayes_buffer *buffer, const ayes_target_facts *target) {
  ayes_buffer_add_text(buffer, ",\n     \"target\":{");
  ayes_json_add_member(buffer, "text", target->text);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "proposal", target->proposal);
  ayes_buffer_add_text(buffer, target->direction < 0 ? ",\"direction\":-1," : ",\"direction\":1,");
  ayes_json_add_member(buffer, "action", target->action);
  ayes_buffer_add_text(buffer,
                       target->restricts ? ",\"restricts\":true," : ",\"restricts\":false,");
  ayes_json_add_list(buffer, "objects", target->objects, target->object_count);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_list(buffer, "names", target->names, target->name_count);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_list(buffer, "rivals", target->rivals, target->rival_count);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_question_json(ayes_buffer *buffer, const ayes_question *question,
                              const ayes_target_facts *target) {
  bool closed = question->kind == AYES_QUESTION_CLOSED;
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "id", question->id);
  ayes_buffer_add_text(buffer, closed ? ",\"kind\":\"closed\"," : ",\"kind\":\"open\",");
  ayes_json_add_member(buffer, "about", question->about);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "text", question->text);
  if (target) add_target_json(buffer, target);
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_inspect_survey_json(const ayes_survey_facts *facts, ayes_buffer *buffer) {
  const ayes_survey *survey = facts->survey;
  ayes_buffer_add_text(buffer, "{\n  \"kind\":\"survey\",\n  ");
  ayes_json_add_member(buffer, "title", survey->title);
  ayes_buffer_add_text(buffer, ",\n  \"questions\":[");
  for (size_t i = 0; i < survey->question_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n    " : "\n    ");
    add_question_json(buffer, &survey->questions[i], facts->targets[i]);
  }
  ayes_buffer_add_text(buffer, "]\n}\n");
}
