/* SPDX-License-Identifier: MIT
 *
 * Personal data out of whole records, answers and results alike: every string of the object is
 * looked at but for ids and labels, and the evidence of a result stays right.
 *
 *     status = ayes_record_redact(redactor, &options, object, error);
 */
#ifndef AYES_REDACTION_RECORD_H
#define AYES_REDACTION_RECORD_H

#include "base/json.h"
#include "redaction/redaction.h"

typedef struct ayes_record_redaction {
  bool respondents; /* cut the field "respondent" whole */
  void (*log)(void *user, const char *field, const ayes_cut *cut); /* told of each cut */
  void *user;
} ayes_record_redaction;

/* Changes object in place. Evidence that touches a cut is widened to the whole token; evidence that
 * is nothing but cut, or that does not fit the text, is dropped, and so is all evidence of a record
 * without text, which cannot be judged. The column "evidence" of a table (pieces with " | "
 * between) keeps the pieces that still stand in the text. AYES_NO_MEMORY. */
ayes_status ayes_record_redact(ayes_redactor *redactor, const ayes_record_redaction *options,
                               json_t *object, ayes_error *error);

#endif
