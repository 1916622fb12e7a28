/* SPDX-License-Identifier: MIT
 *
 * Labels that people wrote into a table: each row as the JSON object that a gold line would be.
 *
 *     ayes_results_table_open("labels.csv", &table, error);
 *     while (ayes_results_table_next(table, &row, &line, error) == AYES_OK && row) ...
 *     ayes_results_table_close(table);
 */
#ifndef AYES_TALLY_RESULTS_TABLE_H
#define AYES_TALLY_RESULTS_TABLE_H

#include "base/json.h"

typedef struct ayes_results_table ayes_results_table;

/* Whether a file's name ends like a table's: .csv, .tsv or .tab. */
bool ayes_results_is_table(const char *path);

/* *table is yours. AYES_BAD_DATA: no column "id" or no column "stance". */
ayes_status ayes_results_table_open(const char *path, ayes_results_table **table,
                                    ayes_error *error);
void ayes_results_table_close(ayes_results_table *table);

/* The next row, *row NULL at the end; *row is yours (json_decref). The columns id, question, stance
 * (in small letters), stratum as strings, an apostrophe in front of a formula taken off; topics,
 * acts, topics_optional and acts_optional, pieces between ";", as lists: absent where the cell is
 * blank, empty where it says "none"; weight as a number. Blank cells are absent; other columns are
 * left out. AYES_BAD_DATA names the line of a row that cannot be read, of an unknown act, of a
 * weight that is no number above 0. */
ayes_status ayes_results_table_next(ayes_results_table *table, json_t **row, size_t *line,
                                    ayes_error *error);

#endif
