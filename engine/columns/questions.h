/* SPDX-License-Identifier: MIT
 *
 * Parts of finding questions, for the files of this folder only: what options mean, and what an
 * open question is about.
 *
 *     status = ayes_question_options(&detection, column, &question);
 */
#ifndef AYES_COLUMNS_QUESTIONS_H
#define AYES_COLUMNS_QUESTIONS_H

#include "columns/detection.h"

/* The options of a closed column with their meanings, as they come in the cells. */
ayes_status ayes_question_options(ayes_detection *it, size_t column,
                                  ayes_mapped_question *question);

/* Finds what the open question of that index explains, if anything. */
ayes_status ayes_question_subject(ayes_detection *it, size_t index);

/* The rows and options of a closed question of several columns or ticks; nothing for any other. */
ayes_status ayes_question_choices(ayes_detection *it, size_t index);

#endif
