/* SPDX-License-Identifier: MIT
 *
 * A PDF of one page.
 *
 *     test_pdf("made.pdf", "BT /F1 10 Tf 40 700 Td (Good plan) Tj ET");
 */
#ifndef AYES_TEST_PDF_H
#define AYES_TEST_PDF_H

#include <stdio.h>
#include <string.h>

/* A page of Helvetica; its table of contents is left for the reader to restore. */
static inline void test_pdf(const char *path, const char *content) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fprintf(file,
          "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
          "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources"
          "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
          "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
          strlen(content), content);
  assert_int_equal(fclose(file), 0);
}

#endif
