/* SPDX-License-Identifier: MIT
 *
 * What comes before a run that may read survey tools' exports: the first input is opened, its
 * columns are found, and the survey that it implies becomes the engine's.
 *
 *     ayes_intake_open(&intake, engine, options, error);
 *     ... intake.engine in place of engine; ayes_intake_reader(&intake, index, &reader, error) ...
 *     ayes_intake_close(&intake, &summary);
 */
#ifndef AYES_API_INTAKE_H
#define AYES_API_INTAKE_H

#include "api/wide_source.h"

typedef struct ayes_intake {
  const ayes_engine *engine; /* of the run: the one given, or with the survey of the table */
  const ayes_classify_options *options;
  ayes_wide_source source;
  ayes_survey *survey; /* of the table, when none was given */
  ayes_engine derived;
  bool has_derived;
  bool is_wide;       /* some input is an export */
  bool has_header;    /* of the input that is read: in the file of bad rows */
  ayes_reader *first; /* opened and not yet asked for */
} ayes_intake;

/* Opens the first input, and writes what options ask for: notes, survey. To be closed even after a
 * failure. */
ayes_status ayes_intake_open(ayes_intake *intake, const ayes_engine *engine,
                             const ayes_classify_options *options, ayes_error *error);

/* The reader of that input; *reader is yours. AYES_BAD_DATA: an export with other questions than
 * the first. */
ayes_status ayes_intake_reader(ayes_intake *intake, size_t index, ayes_reader **reader,
                               ayes_error *error);

/* Writes a bad record as it came to options->quarantine, the header of its table before the first
 * one; nothing of a good one. */
ayes_status ayes_intake_quarantine(ayes_intake *intake, const ayes_reader *reader,
                                   const ayes_record *record, ayes_error *error);

/* Adds what became of the rows of an export that has been read. */
void ayes_intake_count(const ayes_reader *reader, ayes_classify_summary *summary);

void ayes_intake_close(ayes_intake *intake);

#endif
