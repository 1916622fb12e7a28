/* SPDX-License-Identifier: MIT
 *
 * Word processor documents: the input is the XML of the body and of the numbering, parted by a NUL
 * byte. Each is read as text, and as a table where it is one, as DOCX and as ODT.
 */
#include "fuzz/file.h"

#include "corpus/document_file.h"

static const test_part odt[] = {
    {"mimetype", "application/vnd.oasis.opendocument.text", 0, NULL, true}};

static void read_document(const char *path, const char *format) {
  ayes_buffer text = {0};
  ayes_error error = {0};
  ayes_status status = ayes_document_text(path, NULL, &text, &error);
  FUZZ_CHECK(status == AYES_OK || error.message[0]);
  ayes_buffer_release(&text);
  fuzz_read_table(path, &(ayes_table_options){.format = format, .sheet = "1"});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const parts[] = {"word/document.xml", "word/numbering.xml"};
  static const char *const content[] = {"content.xml"};
  read_document(fuzz_archive(data, size, NULL, 0, parts, 2), "docx");
  read_document(fuzz_archive(data, size, odt, 1, content, 1), "odt");
  return 0;
}
