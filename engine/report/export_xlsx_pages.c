/* SPDX-License-Identifier: MIT
 *
 * The pages for people. Each row is written from left to right and top to bottom: constant-memory
 * mode cannot go back.
 */
#include "report/export_xlsx.h"
#include "tally/labels.h"

enum { HEADER_ROW = 4, SHARE_COLUMN = 11 };

typedef struct head {
  const char *text;
  double width;
  int stance; /* whose colour; -1: none */
} head;

static const head heads[] = {
    {"Question", 10, -1},
    {"Asked", 60, -1},
    {"Results", 9, -1},
    {"Respondents", 12, -1},
    {"Ticked an option", 12, -1},
    {"With text", 9, -1},
    {"Support", 10, AYES_SUPPORT},
    {"Mixed", 10, AYES_MIXED},
    {"Oppose", 10, AYES_OPPOSE},
    {"Neutral", 10, AYES_NEUTRAL},
    {"Blank", 10, AYES_BOOK_BLANK},
    {"Share of support", 10, -1},
    {"from", 8, -1},
    {"to", 8, -1},
    {"Text says the contrary of the tick", 16, -1},
    {"Text takes a side without a tick", 16, -1},
    {"Repeated texts", 10, -1},
    {"Ticks", 28, -1},
    {"Ticks as recorded", 28, -1},
};
enum { HEADS = sizeof heads / sizeof *heads };

static void write_heads(ayes_book *book) {
  worksheet_set_row(book->summary, HEADER_ROW, 3 * LXW_DEF_ROW_HEIGHT, NULL);
  for (int i = 0; i < HEADS; i++) {
    lxw_col_t column = (lxw_col_t)i;
    lxw_format *format = heads[i].stance < 0 ? book->header : book->stances[heads[i].stance];
    worksheet_set_column(book->summary, column, column, heads[i].width, NULL);
    ayes_book_text(book, book->summary, HEADER_ROW, column, ayes_span_of(heads[i].text), format);
  }
  worksheet_freeze_panes(book->summary, HEADER_ROW + 1, 1);
}

/* "Yes 2, No 9, Blank 4" */
static void add_ticks(ayes_buffer *line, const ayes_question_tally *tally, bool recorded) {
  for (size_t i = 0; i < tally->tick_count; i++) {
    const ayes_tick *tick = &tally->ticks[i];
    if (recorded && !tick->has_recorded) continue;
    if (line->length) ayes_buffer_add_text(line, ", ");
    ayes_buffer_add(line, tick->option);
    ayes_buffer_add_format(line, " %zu", recorded ? tick->recorded : tick->count);
  }
}

static void write_ticks(ayes_book *book, lxw_row_t row, lxw_col_t column,
                        const ayes_question_tally *tally, bool recorded) {
  ayes_buffer line = {0};
  add_ticks(&line, tally, recorded);
  ayes_book_text(book, book->summary, row, column, ayes_buffer_span(&line), book->wrapped);
  book->cell.failed |= line.failed;
  ayes_buffer_release(&line);
}

static void write_share(ayes_book *book, lxw_row_t row, const ayes_share *share) {
  if (!share->whole) return;
  ayes_book_number(book, book->summary, row, SHARE_COLUMN, share->value, book->percent);
  ayes_book_number(book, book->summary, row, SHARE_COLUMN + 1, share->low, book->percent);
  ayes_book_number(book, book->summary, row, SHARE_COLUMN + 2, share->high, book->percent);
}

static void write_question(ayes_book *book, lxw_row_t row, const ayes_question_tally *tally) {
  const ayes_counts *all = &tally->all;
  const size_t counts[] = {
      all->records,
      all->respondents,
      all->answered,
      all->with_text,
      all->stances[AYES_SUPPORT],
      all->stances[AYES_MIXED],
      all->stances[AYES_OPPOSE],
      all->stances[AYES_NEUTRAL],
      all->blank,
  };
  lxw_col_t column = 0;
  ayes_book_row_height(book, book->summary, row, tally->text, heads[1].width, 12);
  ayes_book_text(book, book->summary, row, column++, tally->id, book->plain);
  ayes_book_text(book, book->summary, row, column++, tally->text, book->wrapped);
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    ayes_book_number(book, book->summary, row, column++, (double)counts[i], book->plain);
  write_share(book, row, &all->share);
  column = SHARE_COLUMN + 3;
  ayes_book_number(book, book->summary, row, column++, (double)all->conflicts, book->plain);
  ayes_book_number(book, book->summary, row, column++, (double)all->recovered, book->plain);
  if (tally->texts_known)
    ayes_book_number(book, book->summary, row, column, (double)tally->duplicates, book->plain);
  write_ticks(book, row, (lxw_col_t)(column + 1), tally, false);
  write_ticks(book, row, (lxw_col_t)(column + 2), tally, true);
}

static void write_opening(ayes_book *book, const ayes_tally_counts *counts) {
  ayes_buffer line = {0};
  ayes_span title = counts->title.length ? counts->title : ayes_span_of("Results");
  worksheet_set_row(book->summary, 0, 24, NULL);
  ayes_book_text(book, book->summary, 0, 0, title, book->title);
  ayes_buffer_add_format(&line, "%zu results, %zu of them could not be read.", counts->records,
                         counts->quarantined);
  ayes_book_text(book, book->summary, 1, 0, ayes_buffer_span(&line), book->plain);
  ayes_book_text(book, book->summary, 2, 0,
                 ayes_span_of("Support, mixed, oppose and neutral are read from the texts; the "
                              "share of support is of the texts that take a side, from and to "
                              "bound it with 95 % confidence."),
                 book->plain);
  book->cell.failed |= line.failed;
  ayes_buffer_release(&line);
}

void ayes_book_summary(ayes_book *book, const ayes_tally_counts *counts) {
  write_opening(book, counts);
  write_heads(book);
  lxw_row_t row = HEADER_ROW + 1;
  for (size_t i = 0; i < counts->question_count; i++)
    write_question(book, row++, &counts->questions[i]);
  worksheet_autofilter(book->summary, HEADER_ROW, 0, row - 1, HEADS - 1);
}

static void write_columns(ayes_book *book, lxw_row_t *row, const ayes_table *table) {
  ayes_book_text(book, book->about, *row, 0, ayes_span_of(table->title), book->header);
  ayes_book_text(book, book->about, *row, 1, ayes_span_of(table->about), book->header);
  for (size_t i = 0; i < table->column_count; i++) {
    const ayes_column *column = &table->columns[i];
    ++*row;
    ayes_book_text(book, book->about, *row, 0, ayes_span_of(column->name), book->plain);
    ayes_book_text(book, book->about, *row, 1, ayes_span_of(column->about), book->wrapped);
  }
  *row += 2;
}

void ayes_book_about(ayes_book *book, const char *version) {
  static const char harmless[] =
      "Text that a spreadsheet would take for a formula has an apostrophe in front; control "
      "characters and marks that turn the direction of writing are replaced.";
  static const char raw[] = "Text stands as it was written.";
  ayes_buffer line = {0};
  lxw_row_t row = 3;
  worksheet_set_column(book->about, 0, 0, 16, NULL);
  worksheet_set_column(book->about, 1, 1, 100, NULL);
  ayes_buffer_add_format(&line, "Written by ayes %s, columns of version %d.", version,
                         AYES_EXPORT_INTERFACE);
  ayes_book_text(book, book->about, 0, 0, ayes_buffer_span(&line), book->plain);
  ayes_book_text(book, book->about, 1, 0, ayes_span_of(book->raw ? raw : harmless), book->plain);
  for (int i = 0; i < AYES_TABLE_COUNT; i++)
    write_columns(book, &row, ayes_export_table((ayes_table_id)i));
  book->cell.failed |= line.failed;
  ayes_buffer_release(&line);
}
