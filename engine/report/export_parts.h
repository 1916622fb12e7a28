/* SPDX-License-Identifier: MIT
 *
 * What the writers of exports share: files that libraries write themselves, harmless cells,
 * colours.
 *
 *     ayes_export_file_open(job->folder, "results.sqlite", &file, error);
 *     ... write file.temporary ...
 *     ayes_export_file_close(&file, keep, error);
 */
#ifndef AYES_REPORT_EXPORT_PARTS_H
#define AYES_REPORT_EXPORT_PARTS_H

#include "base/file.h"
#include "report/export.h"

extern const ayes_export_kind ayes_export_csv;
extern const ayes_export_kind ayes_export_sqlite;
extern const ayes_export_kind ayes_export_xlsx;
extern const ayes_export_kind ayes_export_json;
extern const ayes_export_kind ayes_export_charts;
extern const ayes_export_kind ayes_export_answers;
extern const ayes_export_kind ayes_export_consult;
extern const ayes_export_kind ayes_export_package;

/* A file that a library opens by name: written as temporary, renamed at the end. */
typedef struct ayes_export_file {
  char *path;
  char *temporary;
} ayes_export_file;

/* Creates the empty temporary file beside folder/name. */
ayes_status ayes_export_file_open(const char *folder, const char *name, ayes_export_file *file,
                                  ayes_error *error);

/* keep: fsync and rename, otherwise remove. Nothing stays behind; file is empty and usable again.
 */
ayes_status ayes_export_file_close(ayes_export_file *file, bool keep, ayes_error *error);

/* A folder that was made when it was missing. */
typedef struct ayes_export_folder {
  char *made; /* its path, or NULL when it was there before */
} ayes_export_folder;

/* Makes folder/name, or folder itself when name is empty, but not what it stands in. */
ayes_status ayes_export_folder_open(const char *folder, const char *name, ayes_export_folder *made,
                                    ayes_error *error);

/* Unless keep, removes the folder that was made, when nothing stands in it. */
void ayes_export_folder_close(ayes_export_folder *made, bool keep);

/* Opens folder/name as an output. */
ayes_status ayes_export_output(const char *folder, const char *name, ayes_output **output,
                               ayes_error *error);

/* Closes those of count outputs that are open: keeps them in turn until one fails, which takes the
 * rest with it. *closed (may be NULL) grows by those that were kept. */
ayes_status ayes_export_outputs_close(ayes_output *const *outputs, size_t count, bool keep,
                                      size_t *closed, ayes_error *error);

/* Whether a spreadsheet would run text as a formula: it begins with = + - @ tab or CR (OWASP, CSV
 * injection). */
bool ayes_cell_is_live(ayes_span text);

/* Appends text for people's files: live text gets a leading apostrophe, unless raw; NUL,
 * U+FFFE and U+FFFF, which not every such file can hold, become U+FFFD. Unless raw, so do other
 * control characters except tab and line ends, and characters that turn the direction of writing.
 */
void ayes_cell_add_text(ayes_buffer *buffer, ayes_span text, bool raw);

/* Appends such a text as a cell of CSV (RFC 4180), quoted when it must be. */
void ayes_cell_add_csv(ayes_buffer *row, ayes_buffer *scratch, ayes_span text, bool raw);

/* A number with the column's decimals, so that all files hold the same. */
double ayes_cell_rounded(const ayes_column *column, const ayes_cell *cell);

/* Appends a cell as CSV and JSON write it: numbers with the column's decimals. */
void ayes_cell_add_number(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell);
void ayes_cell_add_json(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell);

/* Colours of stances, "#rrggbb": neighbours in the order support, mixed, oppose, neutral keep a
 * contrast of 3:1, with white or with black letters on them more than 4.5:1. */
const char *ayes_colour_of_stance(ayes_stance stance);

#endif
