/* SPDX-License-Identifier: MIT
 *
 * What is written for i.AI Consult, part by part. Results of a Consult folder keep its parts and
 * numbers. For any other results both are made, and what was asked and answered is written beside
 * what was found, so that a number means something:
 *
 *     ayes_consult_inputs_start(&inputs, job, error);
 *     ayes_consult_inputs_number(&inputs, record, &number, error);
 *     ayes_consult_inputs_add(&inputs, part, number, record, error);
 *
 * Names of files and fields: backend/data_pipeline/models.py of i-dot-ai/consult.
 */
#ifndef AYES_REPORT_CONSULT_H
#define AYES_REPORT_CONSULT_H

#include "base/names.h"
#include "report/export_parts.h"

typedef enum ayes_consult_file {
  AYES_CONSULT_THEMES,
  AYES_CONSULT_MAPPING,
  AYES_CONSULT_SENTIMENT,
  AYES_CONSULT_QUESTION, /* from here on: of results that came from elsewhere */
  AYES_CONSULT_RESPONSES,
  AYES_CONSULT_CHOICES,
  AYES_CONSULT_FILES
} ayes_consult_file;

typedef struct ayes_consult_part {
  ayes_span question; /* its id in the results */
  size_t number;
  const char *folder;
  ayes_names topics, options; /* in the order they came */
  ayes_export_folder made;
  ayes_output *outputs[AYES_CONSULT_FILES];
} ayes_consult_part;

/* Opens the file of a part unless it is open, and appends to it. */
ayes_status ayes_consult_write(ayes_consult_part *part, ayes_consult_file file,
                               const ayes_buffer *bytes, ayes_error *error);

/* Who answered, by the numbers made for them. */
typedef struct ayes_consult_inputs {
  const ayes_export_job *job;
  ayes_names people;
  ayes_buffer line, key;
  ayes_output *respondents, *ids;
} ayes_consult_inputs;

/* Opens respondents.jsonl and ids.jsonl in the job's folder. To be closed even after a failure. */
ayes_status ayes_consult_inputs_start(ayes_consult_inputs *inputs, const ayes_export_job *job,
                                      ayes_error *error);

/* The number of a record's respondent, or without one of the record: from 1, in order. */
ayes_status ayes_consult_inputs_number(ayes_consult_inputs *inputs, const json_t *record,
                                       size_t *number, ayes_error *error);

/* Writes the answer: its text, where the record has one, and its ticks. */
ayes_status ayes_consult_inputs_add(ayes_consult_inputs *inputs, ayes_consult_part *part,
                                    size_t number, const json_t *record, ayes_error *error);

/* Writes what was asked, and makes room for nothing more of the part. */
ayes_status ayes_consult_inputs_finish_part(ayes_consult_inputs *inputs, ayes_consult_part *part,
                                            ayes_error *error);
ayes_status ayes_consult_inputs_finish(ayes_consult_inputs *inputs, ayes_error *error);

/* *files: counts those kept. */
ayes_status ayes_consult_inputs_close(ayes_consult_inputs *inputs, bool keep, size_t *files,
                                      ayes_error *error);

#endif
