/* SPDX-License-Identifier: MIT
 *
 * libxlsxwriter does not look at whether its temporary files could be written: with a full disk it
 * makes a smaller workbook and says that all is well. So the rows' files are asked themselves, and
 * each sheet in the finished archive must be at least as large as its rows (ZIP, APPNOTE 4.3.12 and
 * 4.3.16: sizes stand in the central directory).
 */
#include "report/export_xlsx.h"

#include <errno.h>
#include <stdio.h>

#include "base/array.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, NAME_LIMIT = 64 };

static uint32_t number_at(const unsigned char *bytes, size_t size) {
  uint32_t number = 0;
  while (size--) number = number << 8 | bytes[size];
  return number;
}

ayes_status ayes_book_measure(const ayes_book *book, ayes_book_sizes *sizes, ayes_error *error) {
  lxw_worksheet *sheet;
  STAILQ_FOREACH(sheet, book->workbook->worksheets, list_pointers) {
    lxw_worksheet_write_single_row(sheet);
    off_t *size = ayes_array_add(sizes, error);
    if (!size) return AYES_NO_MEMORY;
    *size = -1;
    if (fflush(sheet->optimize_tmpfile) == 0 && !ferror(sheet->optimize_tmpfile))
      *size = ftello(sheet->optimize_tmpfile);
    if (*size < 0)
      return ayes_error_set_at(error, AYES_IO_FAILED, book->file.path, 0, 0,
                               "its temporary files cannot be written");
  }
  return AYES_OK;
}

/* "xl/worksheets/sheet3.xml" gives 3; anything else 0. */
static size_t sheet_number(ayes_span name) {
  ayes_span front = ayes_span_of("xl/worksheets/sheet"), back = ayes_span_of(".xml");
  size_t number;
  if (!ayes_span_starts_with(name, front) || !ayes_span_ends_with(name, back)) return 0;
  name = ayes_span_slice(name, front.length, name.length - back.length);
  return ayes_span_to_size(name, &number) ? number : 0;
}

/* Reads the next entry of the directory; *whole is set when it is a sheet of its full size. */
static bool read_entry(FILE *file, const ayes_book_sizes *sizes, bool *whole) {
  unsigned char entry[ENTRY_SIZE];
  char name[NAME_LIMIT];
  *whole = false;
  if (fread(entry, 1, ENTRY_SIZE, file) != ENTRY_SIZE || number_at(entry, 4) != 0x02014b50)
    return false;
  size_t length = number_at(entry + 28, 2), kept = length < NAME_LIMIT ? length : NAME_LIMIT;
  long rest = (long)(length - kept + number_at(entry + 30, 2) + number_at(entry + 32, 2));
  if (fread(name, 1, kept, file) != kept || fseek(file, rest, SEEK_CUR) != 0) return false;
  size_t number = sheet_number(ayes_span_make(name, kept));
  uint32_t size = number_at(entry + 24, 4);
  if (number && number <= sizes->count)
    *whole = size == UINT32_MAX || (off_t)size >= sizes->items[number - 1];
  return true;
}

static bool is_whole(FILE *file, const ayes_book_sizes *sizes) {
  unsigned char end[END_SIZE];
  size_t found = 0;
  bool whole;
  if (fseek(file, -END_SIZE, SEEK_END) != 0 || fread(end, 1, END_SIZE, file) != END_SIZE ||
      number_at(end, 4) != 0x06054b50)
    return false;
  uint32_t offset = number_at(end + 16, 4);
  if (offset == UINT32_MAX) return true; /* over 4 GiB: nothing was cut short */
  if (fseeko(file, (off_t)offset, SEEK_SET) != 0) return false;
  for (uint32_t left = number_at(end + 10, 2); left; left--) {
    if (!read_entry(file, sizes, &whole)) return false;
    found += whole;
  }
  return found == sizes->count;
}

ayes_status ayes_book_check(const char *path, const ayes_book *book, const ayes_book_sizes *sizes,
                            ayes_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file && errno == ENOMEM) return ayes_error_memory(error);
  bool whole = file && is_whole(file, sizes);
  if (file) fclose(file);
  if (whole) return AYES_OK;
  return ayes_error_set_at(error, AYES_IO_FAILED, book->file.path, 0, 0,
                           "cannot be written: its sheets are not whole");
}
