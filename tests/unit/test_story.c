/* SPDX-License-Identifier: MIT
 *
 * Documents of word processors and PDFs: their text as the importer takes it, their tables as
 * tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "corpus/document_file.h"
#include "corpus/pdf.h"
#include "corpus/table.h"
#include <cmocka.h>

#include "support/pdf.h"
#include "support/table.h"
#include "support/zip.h"

static const char docx[] = "story_made.docx", odt[] = "story_made.odt";

static void write_docx(const char *body, const char *numbering) {
  char text[8192];
  int length =
      snprintf(text, sizeof text, "<w:document xmlns:w='w'><w:body>%s</w:body></w:document>", body);
  assert_true(length > 0 && (size_t)length < sizeof text);
  const test_part parts[] = {{"word/document.xml", text, 0, NULL, false},
                             {numbering ? "word/numbering.xml" : NULL, numbering, 0, NULL, false}};
  test_zip(docx, parts, 2);
}

static void write_odt(const char *body) {
  char text[8192];
  int length = snprintf(text, sizeof text,
                        "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:x='x' "
                        "xmlns:s='s'>%s</o:document-content>",
                        body);
  assert_true(length > 0 && (size_t)length < sizeof text);
  const test_part parts[] = {
      {"mimetype", "application/vnd.oasis.opendocument.text", 0, NULL, false},
      {"content.xml", text, 0, NULL, false}};
  test_zip(odt, parts, 2);
}

static void expect_text(const char *path, const char *wanted) {
  ayes_buffer text = {0};
  ayes_error error = {0};
  if (ayes_document_text(path, NULL, &text, &error) != AYES_OK) fail_msg("%s", error.message);
  ayes_buffer_add_byte(&text, '\0');
  assert_string_equal(text.data, wanted);
  ayes_buffer_release(&text);
}

static void expect_refused(const char *path, ayes_status status, const char *message) {
  ayes_buffer text = {0};
  ayes_error error = {0};
  assert_int_equal(ayes_document_text(path, NULL, &text, &error), status);
  assert_string_equal(error.message, message);
  ayes_buffer_release(&text);
}

#define RUN(text) "<w:r><w:rPr/><w:t>" text "</w:t></w:r>"
#define PARAGRAPH(text) "<w:p>" RUN(text) "</w:p>"

static void docx_paragraphs(void **state) {
  (void)state;
  write_docx("<w:p><w:pPr><w:pStyle w:val='Heading1'/><w:tabs><w:tab/></w:tabs></w:pPr>" RUN(
                 "Views &amp; replies") "</w:p>"
             "<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>" RUN("Contents") "</w:p><w:p/>"
             "<w:p>" RUN("one") "<w:r><w:tab/><w:t xml:space='preserve'> two</w:t><w:br/>"
             "<w:t>three</w:t><w:br w:type='page'/></w:r><w:del>" RUN("gone") "</w:del>"
             "<w:ins>" RUN(" new") "</w:ins></w:p>"
             "<w:p>" RUN("box: ") "<w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice>"
             "<w:txbxContent>" PARAGRAPH("inside") "</w:txbxContent></mc:Choice><mc:Fallback>"
             "<w:txbxContent>" PARAGRAPH("inside") "</w:txbxContent></mc:Fallback>"
             "</mc:AlternateContent></w:r></w:p>",
             NULL);
  expect_text(docx, "# Views & replies\n\none\t two\nthree new\n\nbox: \ninside\n");
}

#define NUMBERED(level, list, text)                                       \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list \
  "'/></w:numPr></w:pPr>" RUN(text) "</w:p>"

static void docx_lists(void **state) {
  (void)state;
  write_docx(NUMBERED("0", "1", "first") NUMBERED("1", "1", "inner") NUMBERED("0", "1", "second")
                 NUMBERED("1", "1", "again") NUMBERED("0", "2", "dot") NUMBERED("0", "0", "none")
                     NUMBERED("1", "2", "letter") NUMBERED("2", "2", "roman"),
             "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='5'><w:lvl w:ilvl='0'>"
             "<w:numFmt w:val='decimal'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/>"
             "</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId='6'><w:lvl w:ilvl='0'>"
             "<w:numFmt w:val='bullet'/></w:lvl><w:lvl w:ilvl='1'><w:numFmt w:val='lowerLetter'/>"
             "</w:lvl><w:lvl w:ilvl='2'><w:numFmt w:val='lowerRoman'/></w:lvl></w:abstractNum>"
             "<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num><w:num w:numId='2'>"
             "<w:abstractNumId w:val='6'/></w:num></w:numbering>");
  expect_text(docx,
              "1. first\n\n1.1. inner\n\n2. second\n\n2.1. again\n\n\xE2\x80\xA2 dot\n\nnone\n\n"
              "a. letter\n\ni. roman\n");
}

#define CELL(inside) "<w:tc><w:tcPr/>" inside "</w:tc>"

static void docx_tables(void **state) {
  test_table it;
  (void)state;
  write_docx(PARAGRAPH("Title") "<w:tbl><w:tr>" CELL(PARAGRAPH("id")) CELL(PARAGRAPH("text"))
             "</w:tr><w:tr>" CELL("<w:p/>") "</w:tr><w:tr>" CELL(PARAGRAPH("1"))
             CELL(PARAGRAPH("one") PARAGRAPH("two\tthree"))
             "</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" PARAGRAPH("wide")
             "</w:tc>" CELL(PARAGRAPH("last") "<w:tbl><w:tr>" CELL(PARAGRAPH("in")) "</w:tr></w:tbl>")
             "</w:tr></w:tbl>",
             NULL);
  expect_text(docx, "Title\n\nid\ttext\n1\tone\n\ttwo three\nwide\t\tlast\n\t\tin\n");
  test_table_file(&it, docx, NULL);
  assert_string_equal(ayes_table_facts_of(it.table)->format, "docx");
  test_table_row(&it, 1, 0, "id|text");
  test_table_row(&it, 2, 0, "1|one\ntwo three");
  test_table_row(&it, 3, 0, "wide||last\nin");
  test_table_end(&it);
}

static void documents_that_are_no_table(void **state) {
  test_table it;
  (void)state;
  write_docx(PARAGRAPH("One") "<w:tbl><w:tr>" CELL(PARAGRAPH(
                 "a")) "</w:tr></w:tbl><w:tbl><w:tr>" CELL(PARAGRAPH("b")) "</w:tr></w:tbl>",
             NULL);
  test_table_file_refused(&it, docx, NULL, AYES_BAD_DATA,
                          "is a document with 1 paragraph and 2 tables, not one table of answers; "
                          "`ayes import` reads such");
  test_table_file(&it, docx, &(ayes_table_options){.sheet = "table 2"});
  test_table_row(&it, 1, 0, "b");
  test_table_end(&it);
}

static void odt_text(void **state) {
  (void)state;
  write_odt(
      "<o:automatic-styles><x:list-style s:name='L1'><x:list-level-style-number x:level='1' "
      "s:num-format='1'/></x:list-style><x:list-style s:name='L2'>"
      "<x:list-level-style-bullet x:level='1'/></x:list-style></o:automatic-styles><o:body>"
      "<o:text><x:sequence-decls/><x:h x:outline-level='1'>Views</x:h>"
      "<x:p>one<x:s x:c='2'/>two<x:line-break/>three<x:note><x:p>foot</x:p></x:note></x:p>"
      "<x:list x:style-name='L1'><x:list-item><x:p>first</x:p><x:p>more</x:p></x:list-item>"
      "<x:list-item><x:p>second</x:p></x:list-item></x:list><x:list x:style-name='L2'>"
      "<x:list-item><x:p>dot</x:p></x:list-item></x:list>"
      "<t:table><t:table-row><t:table-cell><x:p>a</x:p><x:p>b</x:p></t:table-cell>"
      "<t:table-cell><x:p>c</x:p></t:table-cell></t:table-row></t:table></o:text></o:body>");
  expect_text(odt,
              "# Views\n\none  two\nthree\n\n1. first\n\nmore\n\n2. second\n\n\xE2\x80\xA2 dot\n\n"
              "a\tc\nb\t\n");
}

static void refusals(void **state) {
  (void)state;
  write_docx("", NULL);
  expect_refused(docx, AYES_BAD_DATA, "holds no text");
  write_docx("<w:p>", NULL);
  expect_refused(docx, AYES_BAD_DATA,
                 "is damaged: a part of it is not well-formed XML (mismatched tag at its line 1)");
  const test_part parts[] = {{"word/other.xml", "<a/>", 0, NULL, false}};
  test_zip(docx, parts, 1);
  expect_refused(docx, AYES_BAD_DATA, "is damaged: its part word/document.xml is missing");
}

/* ---- PDF ---- */

static void columns_of_spaces(void **state) {
  static const char page[] =
      "                COMMENTS ON THE PLAN\n"
      "\n"
      "No.   Comment                          Response\n"
      "1     The plan is welcome.  It is      Noted with\n"
      "      long overdue here.               thanks.\n"
      "2     We worry about two things:       \xE2\x80\xA2  A crossing will be\n"
      "      \xE2\x80\xA2     the crossing                added.\n"
      "      \xE2\x80\xA2     the cost                 \xE2\x80\xA2  It is met.\n"
      "\f"
      "3     Short                            Yes\n";
  static const char wanted[] =
      "\tCOMMENTS ON THE PLAN\n"
      "\n"
      "No.\tComment\tResponse\n"
      "1\tThe plan is welcome. It is\tNoted with\n"
      "\tlong overdue here.\tthanks.\n"
      "2\tWe worry about two things:\t\xE2\x80\xA2  A crossing will be\n"
      "\t\xE2\x80\xA2     the crossing\tadded.\n"
      "\t\xE2\x80\xA2     the cost\t\xE2\x80\xA2  It is met.\n"
      "\n"
      "3\tShort\tYes\n"
      "\n";
  ayes_buffer text = {0};
  (void)state;
  assert_int_equal(ayes_layout_columns(ayes_span_of(page), &text, NULL), AYES_OK);
  ayes_buffer_add_byte(&text, '\0');
  assert_string_equal(text.data, wanted);
  ayes_buffer_release(&text);
}

static void tables_of_pdfs(void **state) {
  (void)state;
  if (system("pdftotext -v >/dev/null 2>&1") != 0) {
    print_message("skipped: pdftotext is not installed\n");
    skip();
  }
  test_pdf("story_made.pdf",
           "BT /F1 10 Tf 40 700 Td (No) Tj 40 0 Td (Comment) Tj 250 0 Td (Reply) Tj "
           "-290 -20 Td (1) Tj 40 0 Td (Good plan) Tj 250 0 Td (Noted) Tj "
           "-290 -20 Td (2) Tj 40 0 Td (It costs too) Tj 250 0 Td (The cost is) Tj "
           "-250 -12 Td (much for us) Tj 250 0 Td (met by others) Tj ET");
  expect_text("story_made.pdf",
              "No\tComment\tReply\n\n1\tGood plan\tNoted\n\n"
              "2\tIt costs too\tThe cost is\n\tmuch for us\tmet by others\n\n");
  remove("story_made.pdf");
}

static void broken_pdfs(void **state) {
  (void)state;
  if (system("pdftotext -v >/dev/null 2>&1") != 0) skip();
  FILE *file = fopen("story_made.pdf", "wb");
  fputs("%PDF-1.4 and no more", file);
  fclose(file);
  expect_refused("story_made.pdf", AYES_BAD_DATA,
                 "is a PDF that pdftotext cannot read; is it damaged, or has it a password?");
  remove("story_made.pdf");
}

static void no_pdftotext(void **state) {
  const char *path = getenv("PATH");
  char *kept = strdup(path ? path : "");
  (void)state;
  test_pdf("story_made.pdf", "");
  assert_int_equal(setenv("PATH", "/nonexistent", 1), 0);
  expect_refused("story_made.pdf", AYES_NO_INPUT,
                 "is a PDF, and the program pdftotext that reads these is not installed; on "
                 "Debian: apt install poppler-utils");
  setenv("PATH", kept, 1);
  free(kept);
  remove("story_made.pdf");
}

static void memory_fails(void **state) {
  (void)state;
  write_docx(
      NUMBERED("0", "1", "a") "<w:tbl><w:tr>" CELL(PARAGRAPH("b") PARAGRAPH("c")) "</w:tr></w:tbl>",
      "<w:numbering xmlns:w='w'><w:num w:numId='1'/></w:numbering>");
  for (size_t countdown = 1; countdown < 1000; countdown++) {
    ayes_buffer text = {0};
    ayes_memory_fail(countdown, false);
    ayes_error error = {0};
    ayes_status status = ayes_document_text(docx, NULL, &text, &error);
    ayes_memory_fail(0, false);
    ayes_buffer_release(&text);
    if (status == AYES_OK) return;
    assert_int_equal(status, AYES_NO_MEMORY);
  }
  fail_msg("memory is asked for without an end");
}

static int tear_down(void **state) {
  (void)state;
  remove(docx);
  remove(odt);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(docx_paragraphs),   cmocka_unit_test(docx_lists),
      cmocka_unit_test(docx_tables),       cmocka_unit_test(documents_that_are_no_table),
      cmocka_unit_test(odt_text),          cmocka_unit_test(refusals),
      cmocka_unit_test(columns_of_spaces), cmocka_unit_test(tables_of_pdfs),
      cmocka_unit_test(broken_pdfs),       cmocka_unit_test(no_pdftotext),
      cmocka_unit_test(memory_fails),
  };
  return cmocka_run_group_tests(tests, NULL, tear_down);
}
