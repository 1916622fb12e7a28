/* SPDX-License-Identifier: MIT
 *
 * The table of a consultation document: answers as import took them out of it, with the office's
 * replies. Columns are named as classify reads them, so the table is an input again; the section
 * is the question's words in the survey.
 */
#include "base/json.h"
#include "base/memory.h"
#include "report/export_parts.h"

typedef struct answers_writer {
  const ayes_export_job *job;
  ayes_output *output;
  ayes_buffer row, cell;
} answers_writer;

static const char *const files[] = {"answers.csv", NULL};

static const char section[] = "section"; /* the one column that is no field of the record */
static const char *const columns[] = {"id",     "question", section, "respondent", "group",
                                      "answer", "target",   "text",  "reply"};

enum { COLUMNS = sizeof columns / sizeof *columns };

static ayes_status flush_row(answers_writer *it, ayes_error *error) {
  ayes_buffer_add_text(&it->row, "\r\n");
  if (it->row.failed || it->cell.failed) return ayes_error_memory(error);
  ayes_status status = ayes_output_write(it->output, ayes_buffer_span(&it->row), error);
  ayes_buffer_clear(&it->row);
  return status;
}

static ayes_status close_answers(void *writer, bool keep, ayes_error *error) {
  answers_writer *it = writer;
  if (!it) return AYES_OK;
  ayes_status status = ayes_output_close(it->output, keep, error);
  ayes_buffer_release(&it->row);
  ayes_buffer_release(&it->cell);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_answers(const ayes_export_job *job, void **writer, ayes_error *error) {
  answers_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->job = job;
  ayes_status status = ayes_export_output(job->folder, files[0], &it->output, error);
  for (size_t i = 0; i < COLUMNS; i++) {
    if (i) ayes_buffer_add_byte(&it->row, ',');
    ayes_buffer_add_text(&it->row, columns[i]);
  }
  return status == AYES_OK ? flush_row(it, error) : status;
}

static ayes_span value_of(const answers_writer *it, const json_t *record, const char *column) {
  if (column != section) return ayes_json_string(record, column);
  const ayes_question *question =
      ayes_survey_find(it->job->survey, ayes_json_string(record, "question"));
  return question ? question->text : ayes_span_make(NULL, 0);
}

/* A record in error holds no answer: it is counted, and has no row. */
static ayes_status write_answer(void *writer, const json_t *record, ayes_error *error) {
  answers_writer *it = writer;
  if (json_object_get(record, "error")) return AYES_OK;
  for (size_t i = 0; i < COLUMNS; i++) {
    if (i) ayes_buffer_add_byte(&it->row, ',');
    ayes_cell_add_csv(&it->row, &it->cell, value_of(it, record, columns[i]), it->job->raw_cells);
  }
  return flush_row(it, error);
}

static ayes_status finish_answers(void *writer, const ayes_figure_list *list, ayes_error *error) {
  answers_writer *it = writer;
  (void)list;
  return ayes_output_flush(it->output, error);
}

const ayes_export_kind ayes_export_answers = {"answers",    files,          open_answers, NULL,
                                              write_answer, finish_answers, close_answers};
