/* SPDX-License-Identifier: MIT
 *
 * Sheets of workbooks: values as people see them, which sheet is read, merged headings, and what is
 * refused or costs one row only.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "corpus/table.h"
#include "corpus/workbook.h"
#include <cmocka.h>

#include "support/table.h"
#include "support/zip.h"

static const char made[] = "workbook_made.xlsx";

static void open_sheet(test_table *it, const char *sheet, const char *strings, const char *styles) {
  test_workbook(made, sheet, strings, styles);
  test_table_file(it, made, NULL);
}

static void strings_of_all_kinds(void **state) {
  test_table it;
  (void)state;
  open_sheet(&it,
             "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
             "<c r='C1' t='inlineStr'><is><r><t>in</t></r><r><t xml:space='preserve'> line</t></r>"
             "</is></c><c r='D1' t='str'><f>A1&amp;B1</f><v>made</v></c></row>"
             "<row r='3'><c r='C3' t='s'><v>2</v></c><c r='E3'/></row></sheetData>",
             "<x:sst xmlns:x='y'><x:si><x:t>one</x:t></x:si>"
             "<x:si><x:r><x:t>rich </x:t></x:r><x:r><x:t>text</x:t></x:r>"
             "<x:rPh><x:t>said</x:t></x:rPh></x:si>"
             "<x:si><x:t>a_x000D_\nb_x000d_c_x005F_x000D_ _x_ _xZZZZ_&#13;&#10;d</x:t></x:si>"
             "</x:sst>",
             NULL);
  test_table_row(&it, 1, 0, "one|rich text|in line|made");
  test_table_row(&it, 3, 0, "||a\nb\nc_x000D_ _x_ _xZZZZ_\nd");
  test_table_end(&it);
}

static void numbers_and_dates(void **state) {
  static const char styles[] =
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy\\ hh:mm'/>"
      "<numFmt numFmtId='165' formatCode='[h]:mm'/><numFmt numFmtId='166' "
      "formatCode='0.0&quot; days&quot;'/></numFmts><cellStyleXfs><xf "
      "numFmtId='14'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='21'/>"
      "<xf numFmtId='165'/><xf numFmtId='166'/></cellXfs></styleSheet>";
  test_table it;
  (void)state;
  open_sheet(&it,
             "<sheetData><row r='1'><c r='A1'><v>5</v></c><c r='B1'><v>0.30000000000000004</v></c>"
             "<c r='C1'><v>-1.5E-2</v></c><c r='D1' t='b'><v>1</v></c><c r='E1' t='b'><v>0</v></c>"
             "<c r='F1' t='e'><v>#N/A</v></c></row>"
             "<row r='2'><c r='A2' s='1'><v>1</v></c><c r='B2' s='1'><v>59</v></c>"
             "<c r='C2' s='1'><v>61</v></c><c r='D2' s='1'><v>45356</v></c>"
             "<c r='E2' s='2'><v>45356.5</v></c><c r='F2' s='3'><v>0.75</v></c>"
             "<c r='G2' s='4'><v>1.25</v></c><c r='H2' s='5'><v>2.5</v></c>"
             "<c r='I2' s='1'><v>-3</v></c><c r='J2' s='1'><v>1e300</v></c></row></sheetData>",
             NULL, styles);
  test_table_row(&it, 1, 0, "5|0.3|-0.015|TRUE|FALSE|#N/A");
  test_table_row(&it, 2, 0,
                 "1900-01-01|1900-02-28|1900-03-01|2024-03-05|2024-03-05 12:00:00|18:00:00|"
                 "30:00:00|2.5|-3|1e+300");
  test_table_end(&it);
}

static void days_since_1904(void **state) {
  const test_part parts[] = {
      TEST_WORKBOOK_RELATIONS,
      {"xl/workbook.xml",
       "<workbook><workbookPr date1904='1'/><sheets><sheet name='One' r:id='r1'/></sheets>"
       "</workbook>",
       0, NULL, false},
      {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>", 0, NULL,
       false},
      {"xl/worksheets/sheet1.xml",
       "<worksheet><sheetData><row><c><v>0</v></c><c><v>43894</v></c></row></sheetData></"
       "worksheet>",
       0, NULL, false}};
  test_table it;
  (void)state;
  test_zip(made, parts, sizeof parts / sizeof *parts);
  test_table_file(&it, made, NULL);
  test_table_row(&it, 1, 0, "1904-01-01|2024-03-05");
  test_table_end(&it);
}

static void formats_of_numbers(void **state) {
  static const struct {
    const char *code;
    ayes_number_kind kind;
  } codes[] = {{"General", AYES_NUMBER_PLAIN},
               {"#,##0.00 [Red]", AYES_NUMBER_PLAIN},
               {"0\\d", AYES_NUMBER_PLAIN},
               {"[Magenta]0", AYES_NUMBER_PLAIN},
               {"0;\"days\"", AYES_NUMBER_PLAIN},
               {"[$-809]dd mmmm yyyy;@", AYES_NUMBER_DATE},
               {"mmm-yy", AYES_NUMBER_DATE},
               {"h:mm AM/PM", AYES_NUMBER_TIME},
               {"yyyy-mm-dd\"T\"hh:mm:ss", AYES_NUMBER_DATE_TIME},
               {"[mm]:ss", AYES_NUMBER_ELAPSED},
               {"\"open", AYES_NUMBER_PLAIN},
               {"[h", AYES_NUMBER_ELAPSED}};
  (void)state;
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (ayes_number_kind_of(ayes_span_of(codes[i].code)) != codes[i].kind)
      fail_msg("%s", codes[i].code);
}

static void merged_headings(void **state) {
  test_table it;
  (void)state;
  open_sheet(
      &it,
      "<sheetData><row r='2'><c r='A2' t='str'><v>Who</v></c><c r='B2' t='str'><v>Q1</v></c>"
      "</row><row r='3'><c r='B3' t='str'><v>Yes</v></c><c r='C3' t='str'><v>No</v></c></row>"
      "<row r='4'><c r='A4' t='str'><v>x</v></c><c r='B4' t='str'><v>y</v></c></row>"
      "</sheetData><mergeCells><mergeCell ref='B2:D2'/><mergeCell ref='B4:C4'/>"
      "<mergeCell ref='ZZZZZ1:A9'/></mergeCells>",
      NULL, NULL);
  test_table_row(&it, 2, 0, "Who|Q1|Q1|Q1");
  test_table_row(&it, 3, 0, "|Yes|No");
  test_table_row(&it, 4, 0, "x|y");
  test_table_end(&it);
}

/* A heading of two rows: some cells go down, some across. Below it nothing is filled. */
static void merged_downwards(void **state) {
  test_table it;
  (void)state;
  open_sheet(
      &it,
      "<sheetData><row r='1'><c r='A1' t='str'><v>Id</v></c><c r='B1' t='str'><v>Travel</v></c>"
      "<c r='D1' t='str'><v>Why?</v></c></row><row r='2'><c r='B2' t='str'><v>Bus</v></c>"
      "<c r='C2' t='str'><v>Car</v></c></row><row r='3'><c r='A3' t='str'><v>x</v></c></row>"
      "<row r='4'><c r='B4' t='str'><v>y</v></c></row></sheetData><mergeCells>"
      "<mergeCell ref='A1:A2'/><mergeCell ref='B1:C1'/><mergeCell ref='D1:D2'/>"
      "<mergeCell ref='A3:A4'/></mergeCells>",
      NULL, NULL);
  test_table_row(&it, 1, 0, "Id|Travel|Travel|Why?");
  test_table_row(&it, 2, 0, "Id|Bus|Car|Why?");
  test_table_row(&it, 3, 0, "x");
  test_table_row(&it, 4, 0, "|y");
  test_table_end(&it);
}

static void two_sheets(const char *first, const char *second, const char *state) {
  char sheets[512];
  (void)snprintf(sheets, sizeof sheets,
                 "<workbook><sheets><sheet name='%s' r:id='r1'/><sheet name='%s' state='%s' "
                 "r:id='r2'/><sheet name='Chart' r:id='r9'/></sheets></workbook>",
                 first, second, state);
  const test_part parts[] = {
      TEST_WORKBOOK_RELATIONS,
      {"xl/workbook.xml", sheets, 0, NULL, false},
      {"xl/worksheets/sheet1.xml",
       "<worksheet><sheetData><row><c t='str'><v>a</v></c></row><row><c t='str'><v>b</v></c></row>"
       "</sheetData></worksheet>",
       0, NULL, false},
      {"xl/worksheets/sheet2.xml",
       "<worksheet><sheetData><row><c t='str'><v>c</v></c></row><row><c t='str'><v>d</v></c></row>"
       "<row><c t='str'><v>e</v></c></row></sheetData></worksheet>",
       0, NULL, false}};
  test_zip(made, parts, sizeof parts / sizeof *parts);
}

static void expect_sheet(const char *wanted, size_t sheet, const char *why, const char *front) {
  test_table it;
  test_table_file(&it, made, &(ayes_table_options){.sheet = wanted});
  assert_int_equal(ayes_table_facts_of(it.table)->sheet_count, 2);
  assert_int_equal(ayes_table_facts_of(it.table)->sheet, sheet);
  assert_string_equal(ayes_table_facts_of(it.table)->sheet_why, why);
  test_table_row(&it, 1, 0, front);
  ayes_table_close(it.table);
}

static void which_sheet(void **state) {
  test_table it;
  (void)state;
  two_sheets("Notes", "Data", "visible");
  expect_sheet(NULL, 1, "it is the longest that is not hidden", "c");
  expect_sheet("notes", 0, "it was asked for", "a");
  expect_sheet("1", 0, "it was asked for", "a");
  expect_sheet("2", 1, "it was asked for", "c");
  test_table_file_refused(&it, made, &(ayes_table_options){.sheet = "3"}, AYES_BAD_USAGE,
                          "has no sheet \"3\"; its sheets are: Notes, Data");
  test_table_file_refused(&it, made, &(ayes_table_options){.sheet = "0"}, AYES_BAD_USAGE,
                          "has no sheet \"0\"; its sheets are: Notes, Data");
  two_sheets("Form Responses 1", "Look-ups", "visible");
  expect_sheet(NULL, 0, "its name says responses", "a");
  two_sheets("Notes", "Lists", "veryHidden");
  expect_sheet(NULL, 0, "it is the longest that is not hidden", "a");
}

static void rows_that_cannot_be(void **state) {
  test_table it;
  (void)state;
  open_sheet(&it,
             "<sheetData><row r='1'><c r='A1' t='str'><v>a</v></c></row>"
             "<row r='2'><c r='A2' t='str'><v>b</v></c><c r='B2' t='s'><v>7</v></c></row>"
             "<row r='3'><c r='ZZZ3'><v>1</v></c></row><row r='4'><c r='4A'><v>1</v></c></row>"
             "<row r='2147483647'><c r='A2147483647'><v>1</v></c></row>"
             "<row r='six'><c><v>1</v></c></row><row r='7'><c><v>good</v></c></row></sheetData>",
             NULL, NULL);
  test_table_row(&it, 1, 0, "a");
  test_table_bad(&it, 2, 0, "bad_row", "b");
  assert_string_equal(it.row.message, "row 2 names text 7 of 0 shared ones");
  test_table_bad(&it, 3, 0, "over_limit", "");
  assert_string_equal(it.row.message, "row 3 has a cell in column 18278, past the limit of 16384");
  test_table_bad(&it, 4, 0, "bad_row", "1");
  test_table_bad(&it, 2147483647, 0, "over_limit", "1");
  assert_string_equal(it.row.message,
                      "row 2147483647 is past the last row a sheet can have, 1048576");
  test_table_bad(&it, 2147483648, 0, "bad_row", "1");
  test_table_row(&it, 7, 0, "good");
  test_table_end(&it);
}

static void refusals(void **state) {
  const test_part empty[] = {{"mimetype", "text", 0, NULL, false}};
  test_table it;
  (void)state;
  test_workbook(made, "<sheetData>", NULL, NULL);
  test_table_file_refused(&it, made, NULL, AYES_BAD_DATA,
                          "is damaged: a part of it is not well-formed XML (mismatched tag at its "
                          "line 1)");
  test_workbook(made, "<sheetData/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><sst><si><t>&b;</t></si></sst>", NULL);
  test_table_file_refused(&it, made, NULL, AYES_BAD_DATA,
                          "holds XML with a document type declaration, as no program writes it; it "
                          "is not read");
  test_zip(made, empty, 1);
  test_table_file_refused(&it, made, NULL, AYES_BAD_DATA,
                          "is no workbook: its part xl/workbook.xml is missing");
  test_table_refused(&it, "PK\3\4 and no more", NULL, AYES_BAD_DATA,
                     "is a packed file that holds no workbook and no document");
  test_table_refused(&it, "\xD0\xCF\x11\xE0 old", NULL, AYES_BAD_DATA,
                     "is a workbook or document of the time before 2007, or protected by a "
                     "password; save it as .xlsx, .docx or CSV, without a password");
  test_table_refused(&it, "PK\3\4 xl/workbook.xml", NULL, AYES_BAD_DATA,
                     "is damaged: its packed parts cannot be read");
}

/* ---- ODS ---- */

static void open_ods(test_table *it, const char *tables, const ayes_table_options *options) {
  char text[4096];
  (void)snprintf(text, sizeof text,
                 "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:x='x'><o:body><o:spreadsheet>%s"
                 "</o:spreadsheet></o:body></o:document-content>",
                 tables);
  const test_part parts[] = {
      {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, NULL, false},
      {"content.xml", text, 0, NULL, false}};
  test_zip("workbook_made.ods", parts, 2);
  test_table_file(it, "workbook_made.ods", options);
}

static void ods_merged_downwards(void **state) {
  test_table it;
  (void)state;
  open_ods(
      &it,
      "<t:table t:name='One'><t:table-row><t:table-cell t:number-rows-spanned='2'><x:p>Id</x:p>"
      "</t:table-cell><t:table-cell t:number-columns-spanned='2'><x:p>Travel</x:p>"
      "</t:table-cell><t:covered-table-cell/></t:table-row><t:table-row>"
      "<t:covered-table-cell/><t:table-cell><x:p>Bus</x:p></t:table-cell>"
      "<t:table-cell><x:p>Car</x:p></t:table-cell></t:table-row></t:table>",
      NULL);
  test_table_row(&it, 1, 0, "Id|Travel|Travel");
  test_table_row(&it, 2, 0, "Id|Bus|Car");
  test_table_end(&it);
}

static void ods_cells(void **state) {
  test_table it;
  (void)state;
  open_ods(&it,
           "<t:table t:name='One'><t:table-row><t:table-cell t:number-columns-spanned='2'><x:p>Q1"
           "</x:p></t:table-cell><t:covered-table-cell/><t:table-cell><x:p>Who</x:p>"
           "</t:table-cell></t:table-row><t:table-row t:number-rows-repeated='2'>"
           "<t:table-cell t:number-columns-repeated='16383'/></t:table-row><t:table-row>"
           "<t:table-cell o:value-type='string'><o:annotation><x:p>note</x:p></o:annotation>"
           "<x:p>two<x:s x:c='2'/><x:span>words</x:span></x:p><x:p>a<x:line-break/>b</x:p>"
           "</t:table-cell><t:table-cell o:value-type='date' o:date-value='2024-03-05T10:20:00'>"
           "<x:p>05/03/24</x:p></t:table-cell><t:table-cell o:value-type='boolean' "
           "o:boolean-value='true'><x:p>WAHR</x:p></t:table-cell><t:table-cell "
           "o:value-type='float' o:value='1234.5'><x:p>1,234.50</x:p></t:table-cell>"
           "<t:table-cell t:number-columns-repeated='16384'/></t:table-row>"
           "<t:table-row t:number-rows-repeated='2'><t:table-cell t:number-columns-repeated='2'>"
           "<x:p>again</x:p></t:table-cell></t:table-row>"
           "<t:table-row t:number-rows-repeated='1048000'><t:table-cell/></t:table-row>"
           "<t:table-row t:number-rows-repeated='20000'><t:table-cell><x:p>z</x:p></t:table-cell>"
           "</t:table-row></t:table>",
           NULL);
  test_table_row(&it, 1, 0, "Q1|Q1|Who");
  test_table_row(&it, 4, 0, "two  words\na\nb|2024-03-05 10:20:00|TRUE|1234.5");
  test_table_row(&it, 5, 0, "again|again");
  test_table_row(&it, 6, 0, "again|again");
  test_table_bad(&it, 1048007, 0, "over_limit", "z");
  test_table_end(&it);
}

static void ods_sheets(void **state) {
  static const char two[] =
      "<t:table t:name='One'><t:table-row><t:table-cell><x:p>a</x:p></t:table-cell></t:table-row>"
      "</t:table><t:table t:name='Two'><t:table-row><t:table-cell><x:p>b</x:p></t:table-cell>"
      "</t:table-row><t:table-row><t:table-cell><x:p>c</x:p></t:table-cell></t:table-row></"
      "t:table>";
  test_table it;
  (void)state;
  open_ods(&it, two, NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->format, "ods");
  test_table_row(&it, 1, 0, "b");
  test_table_row(&it, 2, 0, "c");
  test_table_end(&it);
  open_ods(&it, two, &(ayes_table_options){.sheet = "One"});
  test_table_row(&it, 1, 0, "a");
  test_table_end(&it);
}

/* Every request for memory of ours fails in turn: the error is reported and nothing leaks. */
static void memory_fails(void **state) {
  (void)state;
  test_workbook(made,
                "<sheetData><row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>b</t></is></c></row>"
                "</sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>",
                "<sst><si><t>a</t></si></sst>",
                "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yy'/></numFmts><cellXfs>"
                "<xf numFmtId='164'/></cellXfs></styleSheet>");
  test_table_memory_fails(made, 2000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(strings_of_all_kinds),
      cmocka_unit_test(numbers_and_dates),
      cmocka_unit_test(days_since_1904),
      cmocka_unit_test(formats_of_numbers),
      cmocka_unit_test(merged_headings),
      cmocka_unit_test(merged_downwards),
      cmocka_unit_test(which_sheet),
      cmocka_unit_test(rows_that_cannot_be),
      cmocka_unit_test(refusals),
      cmocka_unit_test(ods_merged_downwards),
      cmocka_unit_test(ods_cells),
      cmocka_unit_test(ods_sheets),
      cmocka_unit_test(memory_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
