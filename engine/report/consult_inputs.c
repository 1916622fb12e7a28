/* SPDX-License-Identifier: MIT
 *
 * Consult's inputs for results that came from elsewhere. Its models forbid further fields, so what
 * the numbers stand for is in a file of its own, ids.jsonl, which Consult does not read.
 */
#include "base/json.h"
#include "report/consult.h"

ayes_status ayes_consult_inputs_start(ayes_consult_inputs *inputs, const ayes_export_job *job,
                                      ayes_error *error) {
  inputs->job = job;
  ayes_status status =
      ayes_export_output(job->folder, "respondents.jsonl", &inputs->respondents, error);
  if (status == AYES_OK) status = ayes_export_output(job->folder, "ids.jsonl", &inputs->ids, error);
  return status;
}

static ayes_status write_line(ayes_consult_inputs *inputs, ayes_output *output, ayes_error *error) {
  if (inputs->line.failed) return ayes_error_memory(error);
  return ayes_output_write(output, ayes_buffer_span(&inputs->line), error);
}

/* Starts a line with the number. */
static ayes_buffer *start_line(ayes_consult_inputs *inputs, size_t number) {
  ayes_buffer_clear(&inputs->line);
  ayes_buffer_add_format(&inputs->line, "{\"themefinder_id\": %zu", number);
  return &inputs->line;
}

static void add_field(ayes_buffer *line, const char *name, ayes_span text) {
  if (!text.length) return;
  ayes_buffer_add_format(line, ", \"%s\": ", name);
  ayes_json_add_string(line, text);
}

static ayes_status write_person(ayes_consult_inputs *inputs, const json_t *record, size_t number,
                                ayes_error *error) {
  ayes_span group = ayes_json_string(record, "group");
  ayes_span respondent = ayes_json_string(record, "respondent");
  ayes_buffer *line = start_line(inputs, number);
  ayes_buffer_add_text(line, ", \"demographic_data\": {");
  if (group.length) {
    ayes_buffer_add_text(line, "\"group\": [");
    ayes_json_add_string(line, group);
    ayes_buffer_add_byte(line, ']');
  }
  ayes_buffer_add_text(line, "}}\n");
  ayes_status status = write_line(inputs, inputs->respondents, error);
  if (status != AYES_OK) return status;
  line = start_line(inputs, number);
  if (respondent.length) add_field(line, "respondent", respondent);
  else add_field(line, "id", ayes_json_string(record, "id"));
  ayes_buffer_add_text(line, "}\n");
  return write_line(inputs, inputs->ids, error);
}

ayes_status ayes_consult_inputs_number(ayes_consult_inputs *inputs, const json_t *record,
                                       size_t *number, ayes_error *error) {
  ayes_span respondent = ayes_json_string(record, "respondent");
  ayes_span id = ayes_json_string(record, "id");
  size_t before = ayes_names_count(&inputs->people);
  uint32_t found;
  ayes_buffer_clear(&inputs->key);
  ayes_buffer_add_byte(&inputs->key, respondent.length ? 'r' : id.length ? 'i' : 'n');
  ayes_buffer_add(&inputs->key, respondent.length ? respondent : id);
  if (!respondent.length && !id.length) ayes_buffer_add_size(&inputs->key, before);
  if (inputs->key.failed) return ayes_error_memory(error);
  ayes_status status =
      ayes_names_add(&inputs->people, ayes_buffer_span(&inputs->key), &found, error);
  if (status != AYES_OK) return status;
  *number = found;
  return found > before ? write_person(inputs, record, found, error) : AYES_OK;
}

/* ---- answers ---- */

static ayes_status note_option(ayes_consult_part *part, ayes_span option, ayes_error *error) {
  uint32_t known;
  return option.length ? ayes_names_add(&part->options, option, &known, error) : AYES_OK;
}

/* What the closed question offers comes first. */
static ayes_status start_options(const ayes_consult_inputs *inputs, ayes_consult_part *part,
                                 ayes_error *error) {
  ayes_status status = AYES_OK;
  const ayes_question *question = ayes_survey_find(inputs->job->survey, part->question);
  if (!question || ayes_names_count(&part->options)) return AYES_OK;
  question = ayes_survey_subject(inputs->job->survey, question);
  for (size_t i = 0; i < question->option_count && status == AYES_OK; i++)
    status = note_option(part, question->options[i].text, error);
  return status;
}

/* A tick is one option, or several with "; " between; an option may hold that itself. */
static ayes_status write_ticks(ayes_consult_inputs *inputs, ayes_consult_part *part, size_t number,
                               ayes_span ticks, ayes_error *error) {
  ayes_span option;
  bool is_one = ayes_names_find(&part->options, ticks) > 0, is_first = true;
  ayes_status status = AYES_OK;
  ayes_buffer *line = start_line(inputs, number);
  ayes_buffer_add_text(line, ", \"options\": [");
  while (ticks.length && status == AYES_OK) {
    if (is_one) option = ticks;
    else (void)ayes_span_split(&ticks, ';', &option);
    if (is_one) ticks.length = 0;
    option = ayes_span_trim(option);
    if (!option.length) continue;
    if (!is_first) ayes_buffer_add_text(line, ", ");
    ayes_json_add_string(line, option);
    is_first = false;
    status = note_option(part, option, error);
  }
  ayes_buffer_add_text(line, "]}\n");
  if (status != AYES_OK || is_first) return status;
  return ayes_consult_write(part, AYES_CONSULT_CHOICES, line, error);
}

ayes_status ayes_consult_inputs_add(ayes_consult_inputs *inputs, ayes_consult_part *part,
                                    size_t number, const json_t *record, ayes_error *error) {
  ayes_status status = start_options(inputs, part, error);
  if (status == AYES_OK)
    status = write_ticks(inputs, part, number, ayes_json_string(record, "answer"), error);
  if (status != AYES_OK || !json_object_get(record, "text")) return status;
  ayes_buffer *line = start_line(inputs, number);
  ayes_buffer_add_text(line, ", \"text\": ");
  ayes_json_add_string(line, ayes_json_string(record, "text"));
  ayes_buffer_add_text(line, "}\n");
  return ayes_consult_write(part, AYES_CONSULT_RESPONSES, line, error);
}

/* ---- the end ---- */

/* The open question's own words are often but "Why?": those of the question it explains stand
 * before them. */
static void add_question_text(const ayes_consult_inputs *inputs, const ayes_consult_part *part,
                              ayes_buffer *text) {
  ayes_buffer words = {0};
  const ayes_question *question = ayes_survey_find(inputs->job->survey, part->question);
  const ayes_question *subject =
      question ? ayes_survey_subject(inputs->job->survey, question) : NULL;
  if (subject) ayes_buffer_add(&words, subject->text);
  if (subject != question && subject->text.length && question->text.length)
    ayes_buffer_add_byte(&words, ' ');
  if (subject != question) ayes_buffer_add(&words, question->text);
  if (!words.length) ayes_buffer_add(&words, inputs->job->target);
  ayes_json_add_string(text, ayes_buffer_span(&words));
  text->failed |= words.failed;
  ayes_buffer_release(&words);
}

ayes_status ayes_consult_inputs_finish_part(ayes_consult_inputs *inputs, ayes_consult_part *part,
                                            ayes_error *error) {
  ayes_buffer *text = &inputs->line;
  ayes_buffer_clear(text);
  ayes_buffer_add_format(text, "{\"question_number\": %zu, \"question_text\": ", part->number);
  add_question_text(inputs, part, text);
  ayes_buffer_add_text(text, ", \"has_free_text\": true, \"multi_choice_options\": [");
  for (uint32_t i = 1; i <= ayes_names_count(&part->options); i++) {
    if (i > 1) ayes_buffer_add_text(text, ", ");
    ayes_json_add_string(text, ayes_names_text(&part->options, i));
  }
  ayes_buffer_add_text(text, "]}\n");
  return ayes_consult_write(part, AYES_CONSULT_QUESTION, text, error);
}

ayes_status ayes_consult_inputs_finish(ayes_consult_inputs *inputs, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (inputs->respondents) status = ayes_output_flush(inputs->respondents, error);
  if (status == AYES_OK && inputs->ids) status = ayes_output_flush(inputs->ids, error);
  return status;
}

ayes_status ayes_consult_inputs_close(ayes_consult_inputs *inputs, bool keep, size_t *files,
                                      ayes_error *error) {
  ayes_output *const outputs[] = {inputs->respondents, inputs->ids};
  ayes_status status = ayes_export_outputs_close(outputs, 2, keep, files, error);
  ayes_names_release(&inputs->people);
  ayes_buffer_release(&inputs->line);
  ayes_buffer_release(&inputs->key);
  return status;
}
