/* SPDX-License-Identifier: MIT
 *
 * A survey as jobs read it: with what options mean that it does not say itself.
 *
 *     ayes_survey_open("survey.json", &survey, error);
 *     ... ayes_survey_meaning(survey, question, tick) ...
 *     ayes_survey_free(survey);
 */
#ifndef AYES_API_SURVEY_FILE_H
#define AYES_API_SURVEY_FILE_H

#include "columns/words.h"
#include "survey/survey.h"

/* The words of columns and options of a pack, or where its folder has none, of the usual pack.
 * *words is yours. */
ayes_status ayes_pack_words_open(const char *folder, ayes_column_words **words, ayes_error *error);

/* Reads a survey, and its language's list of options where there is one: a survey is read all the
 * same where no pack came along. *survey is yours. Errors: as of ayes_survey_read. */
ayes_status ayes_survey_open(const char *path, ayes_survey **survey, ayes_error *error);

/* The second half of it; and the same by the list of a pack in that folder. */
ayes_status ayes_survey_use_language(ayes_survey *survey, ayes_error *error);
ayes_status ayes_survey_use_pack(ayes_survey *survey, const char *folder, ayes_error *error);

#endif
