/* SPDX-License-Identifier: MIT
 *
 * The document importer on any text, and columns of spaces on the way there.
 */
#include "fuzz/file.h"

#include "corpus/document.h"
#include "corpus/pdf.h"
#include "text/utf8.h"

static void import(ayes_span text) {
  ayes_document *document;
  ayes_error error = {0};
  ayes_status status = ayes_document_parse(text, "fuzz", &document, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  for (size_t i = 0; status == AYES_OK && i < document->answer_count; i++)
    FUZZ_CHECK(document->answers[i].question < document->question_count);
  ayes_document_free(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer clean = {0}, laid_out = {0};
  size_t replaced;
  ayes_span bytes = ayes_span_make((const char *)data, size);
  FUZZ_CHECK(ayes_utf8_clean(bytes, &clean, &replaced, NULL) == AYES_OK);
  import(ayes_buffer_span(&clean));
  FUZZ_CHECK(ayes_layout_columns(ayes_buffer_span(&clean), &laid_out, NULL) == AYES_OK);
  import(ayes_buffer_span(&laid_out));
  ayes_buffer_release(&clean);
  ayes_buffer_release(&laid_out);
  return 0;
}
