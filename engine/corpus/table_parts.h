/* SPDX-License-Identifier: MIT
 *
 * The workings of tables, shared by the table*.c files and what opens them: one reader a format.
 *
 *     const ayes_table_format ayes_table_csv = {"csv", open_csv, next_row, close_csv};
 */
#ifndef AYES_CORPUS_TABLE_PARTS_H
#define AYES_CORPUS_TABLE_PARTS_H

#include "corpus/corpus_parts.h"
#include "corpus/table.h"

typedef struct ayes_table_format {
  const char *name;
  /* Reads what must be known before the first row; fills in table->facts. table->front is the
   * file's first block until it returns. */
  ayes_status (*open)(ayes_table *table, const ayes_table_options *options, ayes_error *error);
  /* The row is good and empty when called, and not there. */
  ayes_status (*next)(ayes_table *table, ayes_row *row, ayes_error *error);
  void (*close)(ayes_table *table); /* also after an open that failed */
} ayes_table_format;

struct ayes_table {
  const ayes_table_format *format;
  ayes_source source; /* open; formats that are text settle its encoding */
  ayes_span front;
  ayes_table_facts facts;
  ayes_arena arena; /* as long as the table */
  bool is_careful;  /* of CSV, in tests: libcsv reads each row */
  void *state;      /* the format's own */
};

extern const ayes_table_format ayes_table_csv;
extern const ayes_table_format ayes_table_xlsx;
extern const ayes_table_format ayes_table_ods;
extern const ayes_table_format ayes_table_docx;
extern const ayes_table_format ayes_table_odt;
extern const ayes_table_format ayes_table_sav;
extern const ayes_table_format ayes_table_txt;

/* The format of tables with that name, or NULL. */
const ayes_table_format *ayes_table_format_named(const char *name);

/* A table from a source that is open, which becomes the table's; front is its first block. */
ayes_status ayes_table_adopt(ayes_source *source, ayes_span front, const ayes_found_format *found,
                             const ayes_table_options *options, ayes_table **table,
                             ayes_error *error);

/* Makes it a bad row without cells. code is a constant. */
void ayes_row_spoil(ayes_row *row, const char *code, const char *format, ...) AYES_PRINTF(3, 4);

#endif
