/* SPDX-License-Identifier: MIT
 *
 * Workbooks: the input is the XML of a sheet, of shared strings and of styles, parted by NUL bytes;
 * or, where it begins as an archive does, a workbook as it stands. Sheets are tried as ODS too.
 */
#include "fuzz/file.h"

static const test_part xlsx[] = {TEST_WORKBOOK_RELATIONS, TEST_WORKBOOK};
static const test_part ods[] = {
    {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, NULL, true}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const parts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                      "xl/styles.xml"};
  static const char *const content[] = {"content.xml"};
  if (size > 2 && data[0] == 'P' && data[1] == 'K') {
    fuzz_read_table(fuzz_file(data, size), NULL);
    return 0;
  }
  fuzz_read_table(fuzz_archive(data, size, xlsx, 3, parts, 3),
                  &(ayes_table_options){.format = "xlsx"});
  fuzz_read_table(fuzz_archive(data, size, ods, 1, content, 1),
                  &(ayes_table_options){.format = "ods"});
  return 0;
}
