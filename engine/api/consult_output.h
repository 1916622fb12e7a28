/* SPDX-License-Identifier: MIT
 *
 * A sink of results (JSONL) that is a folder as i.AI Consult keeps them (report/consult.h).
 *
 *     ayes_consult_output_open(folder, survey, target, &consult, error);
 *     ... ayes_consult_output_sink(consult) ...
 *     status = ayes_consult_output_close(consult, status, error);
 */
#ifndef AYES_API_CONSULT_OUTPUT_H
#define AYES_API_CONSULT_OUTPUT_H

#include "api/sink.h"
#include "survey/survey.h"

typedef struct ayes_consult_output ayes_consult_output;

/* Makes the folder when it is missing. What is given outlives *consult, which is yours to close,
 * NULL after a failure. survey may be NULL; target: the proposal of questions it does not know. */
ayes_status ayes_consult_output_open(const char *folder, const ayes_survey *survey,
                                     ayes_span target, ayes_consult_output **consult,
                                     ayes_error *error);

ayes_sink ayes_consult_output_sink(ayes_consult_output *consult);

/* status AYES_OK: writes what is left and keeps all; otherwise nothing is left behind. Returns the
 * first failure. NULL is accepted. */
ayes_status ayes_consult_output_close(ayes_consult_output *consult, ayes_status status,
                                      ayes_error *error);

#endif
