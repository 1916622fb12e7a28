/* SPDX-License-Identifier: MIT
 *
 * Small workbooks and documents for tests: zip files of parts given as text.
 *
 *     test_part parts[] = {{"xl/workbook.xml", "<workbook>...</workbook>"}};
 *     test_zip("made.xlsx", parts, 1);
 */
#ifndef AYES_TEST_ZIP_H
#define AYES_TEST_ZIP_H

#include <minizip/zip.h>
#include <string.h>

typedef struct test_part {
  const char *name, *text;
  size_t times; /* how often text is written end to end; 0 counts as 1 */
  const char *end;
  bool is_stored; /* not packed */
} test_part;

static inline void test_zip(const char *path, const test_part *parts, size_t count) {
  zipFile zip = zipOpen64(path, APPEND_STATUS_CREATE);
  assert_non_null(zip);
  for (size_t i = 0; i < count; i++) {
    const test_part *part = &parts[i];
    if (!part->name) continue;
    assert_int_equal(zipOpenNewFileInZip64(zip, part->name, NULL, NULL, 0, NULL, 0, NULL,
                                           Z_DEFLATED, Z_DEFAULT_COMPRESSION, 1),
                     ZIP_OK);
    for (size_t time = 0; time < (part->times ? part->times : 1); time++)
      assert_int_equal(zipWriteInFileInZip(zip, part->text, (unsigned)strlen(part->text)), ZIP_OK);
    if (part->end)
      assert_int_equal(zipWriteInFileInZip(zip, part->end, (unsigned)strlen(part->end)), ZIP_OK);
    assert_int_equal(zipCloseFileInZip(zip), ZIP_OK);
  }
  assert_int_equal(zipClose(zip, NULL), ZIP_OK);
}

#define TEST_WORKBOOK_RELATIONS                                                             \
  {"_rels/.rels",                                                                           \
   "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' "                   \
   "Target='xl/workbook.xml'/></Relationships>",                                            \
   0, NULL, false},                                                                         \
  {                                                                                         \
    "xl/_rels/workbook.xml.rels",                                                           \
        "<Relationships><Relationship Id='r1' Type='http://x/worksheet' "                   \
        "Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='http://x/worksheet' "  \
        "Target='/xl/worksheets/sheet2.xml'/><Relationship Id='r3' Type='http://x/styles' " \
        "Target='styles.xml'/><Relationship Id='r4' Type='http://x/sharedStrings' "         \
        "Target='sharedStrings.xml'/></Relationships>",                                     \
        0, NULL, false                                                                      \
  }
#define TEST_WORKBOOK                                                                         \
  {                                                                                           \
    "xl/workbook.xml",                                                                        \
        "<workbook><sheets><sheet name='One' sheetId='1' r:id='r1'/></sheets></workbook>", 0, \
        NULL, false                                                                           \
  }

/* A workbook with one sheet, given from sheetData on, and shared strings and styles or NULL. */
static inline void test_workbook(const char *path, const char *sheet, const char *strings,
                                 const char *styles) {
  char text[8192];
  int length = snprintf(text, sizeof text, "<worksheet>%s</worksheet>", sheet);
  assert_true(length > 0 && (size_t)length < sizeof text);
  const test_part parts[] = {TEST_WORKBOOK_RELATIONS,
                             TEST_WORKBOOK,
                             {"xl/worksheets/sheet1.xml", text, 0, NULL, false},
                             {strings ? "xl/sharedStrings.xml" : NULL, strings, 0, NULL, false},
                             {styles ? "xl/styles.xml" : NULL, styles, 0, NULL, false}};
  test_zip(path, parts, sizeof parts / sizeof *parts);
}

#endif
