/* SPDX-License-Identifier: MIT
 *
 * The workings of wide tables, for corpus_*.c and wide_*.c only: where in a row each record's
 * fields stand.
 *
 *     status = ayes_wide_plan_make(&plan, mapping, words, &arena, error);
 *     record.flags = ayes_wide_flags(&plan, &row);
 */
#ifndef AYES_CORPUS_WIDE_PARTS_H
#define AYES_CORPUS_WIDE_PARTS_H

#include "corpus/table_parts.h"
#include "corpus/wide.h"

typedef struct ayes_wide_question {
  ayes_span id;
  size_t *columns; /* with its text */
  size_t column_count;
  size_t tick; /* column of the closed question it explains; SIZE_MAX: none */
} ayes_wide_question;

enum { AYES_WIDE_STATE_BYTES = 48 };

/* A column that tells the state of a response, and what its last cell said: most rows say the same.
 */
typedef struct ayes_wide_state {
  size_t column;
  char cell[AYES_WIDE_STATE_BYTES];
  size_t length; /* SIZE_MAX: no cell yet */
  unsigned flags;
} ayes_wide_state;

typedef struct ayes_wide_plan {
  const ayes_mapping *mapping;
  const ayes_column_words *words;
  ayes_wide_question *questions; /* open ones */
  size_t question_count;
  ayes_wide_state *states;
  size_t state_count;
  size_t identifier, group; /* columns; SIZE_MAX: none */
  bool *is_extra;           /* of each column: --keep keeps it */
  const ayes_span *header;  /* names of the columns; NULL: there is no header row */
} ayes_wide_plan;

/* Settles where the fields stand. All memory is the arena's. */
ayes_status ayes_wide_plan_make(ayes_wide_plan *plan, const ayes_mapping *mapping,
                                const ayes_column_words *words, ayes_arena *arena,
                                ayes_error *error);

/* AYES_FLAG_PARTIAL, _PREVIEW and _SPAM, from the columns that tell the state of a response. */
unsigned ayes_wide_flags(ayes_wide_plan *plan, const ayes_row *row);

/* Makes a reader of a table that was opened one of a wide table; first is its first row. */
ayes_status ayes_wide_open(ayes_reader *reader, const ayes_row *first, ayes_error *error);

extern const ayes_format ayes_reader_wide_table;

/* Whether a row has the header's columns; in a grid empty cells do not count. */
bool ayes_row_fits(const ayes_table *table, const ayes_row *row, size_t columns);

/* Makes the record of a row that is bad, does not fit, or repeats the header (repeated says so;
 * else NULL) a bad one, with its bytes. */
ayes_status ayes_record_spoil_row(ayes_reader *reader, const ayes_row *row, const char *repeated,
                                  ayes_record *record, ayes_error *error);

/* Appends the cells as a line of CSV without its end. */
void ayes_row_write(const ayes_table *table, const ayes_row *row, ayes_buffer *buffer);

/* The cells of the columns that are extra, as a JSON object in reader->extra; empty when there are
 * none. */
ayes_status ayes_reader_keep_extra(ayes_reader *reader, const ayes_row *row, const bool *is_extra,
                                   ayes_error *error);

#endif
