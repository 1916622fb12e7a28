/* SPDX-License-Identifier: MIT
 *
 * One answer through all floors, and what a closer look at it needs.
 *
 *     ayes_analysis_run(analysis, &answer, &result, error);
 *     ayes_analysis_explain(analysis, &explanation, error);
 */
#ifndef AYES_API_ANALYSIS_H
#define AYES_API_ANALYSIS_H

#include "api/engine.h"
#include "report/explain.h"

/* Describes the last run. explanation borrows from the analysis until its next call. */
ayes_status ayes_analysis_explain(ayes_analysis *analysis, ayes_explanation *explanation,
                                  ayes_error *error);

#endif
