/* SPDX-License-Identifier: MIT
 *
 * Documents of all formats as one kind of text, so that the importer knows no formats.
 */
#include "corpus/document_file.h"

#include "corpus/pdf.h"
#include "corpus/story.h"
#include "corpus/table_parts.h"
#include "text/utf8.h"

/* The piece of the cell before its first newline, which is taken off. */
static ayes_span take_line(ayes_span *cell) {
  size_t end = ayes_span_find_byte(*cell, '\n');
  ayes_span line = ayes_span_trim(ayes_span_slice(*cell, 0, end));
  *cell = ayes_span_from(*cell, end + 1);
  return line;
}

/* The row on as many lines as its longest cell has paragraphs. */
static ayes_status add_row(const ayes_span *cells, size_t count, ayes_buffer *text,
                           ayes_error *error) {
  ayes_buffer copy = {0};
  ayes_buffer_add(&copy, ayes_span_make((const char *)cells, count * sizeof *cells));
  if (copy.failed) return ayes_error_memory(error);
  ayes_span *rest = (ayes_span *)(void *)copy.data;
  for (bool goes_on = count > 0; goes_on;) {
    goes_on = false;
    for (size_t i = 0; i < count; i++) {
      if (i) ayes_buffer_add_byte(text, '\t');
      ayes_buffer_add(text, take_line(&rest[i]));
      goes_on = goes_on || rest[i].length;
    }
    ayes_buffer_add_byte(text, '\n');
  }
  ayes_buffer_release(&copy);
  return AYES_OK;
}

static ayes_status check_length(const ayes_buffer *text, const char *path, ayes_error *error) {
  if (text->failed) return ayes_error_memory(error);
  if (text->length <= AYES_DOCUMENT_LIMIT) return AYES_OK;
  return ayes_error_set_at(error, AYES_OVER_LIMIT, path, 0, 0,
                           "is larger than the limit of %d bytes", AYES_DOCUMENT_LIMIT);
}

static ayes_status add_item(const ayes_story_item *item, size_t *table, ayes_buffer *text,
                            ayes_error *error) {
  if (item->kind == AYES_STORY_ROW) {
    if (item->table != *table && text->length) ayes_buffer_add_byte(text, '\n');
    *table = item->table;
    return add_row(item->cells, item->count, text, error);
  }
  if (text->length) ayes_buffer_add_byte(text, '\n');
  if (item->kind == AYES_STORY_HEADING) ayes_buffer_add_text(text, "# ");
  ayes_buffer_add(text, item->text);
  ayes_buffer_add_byte(text, '\n');
  return AYES_OK;
}

static ayes_status read_story(ayes_source *source, ayes_story_format format, ayes_buffer *text,
                              ayes_error *error) {
  ayes_story *story;
  ayes_story_item item;
  size_t table = 0;
  ayes_status status = ayes_story_open(source->file, source->path, format, &story, error);
  while (status == AYES_OK) {
    status = ayes_story_next(story, &item, error);
    if (status != AYES_OK || item.kind == AYES_STORY_END) break;
    status = add_item(&item, &table, text, error);
    if (status == AYES_OK) status = check_length(text, source->path, error);
  }
  ayes_story_close(story);
  return status;
}

static ayes_status read_table(ayes_source *source, ayes_span front, const ayes_found_format *found,
                              ayes_buffer *text, ayes_error *error) {
  ayes_table *table;
  ayes_row row;
  ayes_status status = ayes_table_adopt(source, front, found, NULL, &table, error);
  while (status == AYES_OK) {
    status = ayes_table_next(table, &row, error);
    if (status != AYES_OK || !row.is_there) break;
    if (row.code)
      status = ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, row.number, 0, "%s",
                                 row.message);
    else status = add_row(row.cells, row.count, text, error);
    if (status == AYES_OK) status = check_length(text, table->source.path, error);
  }
  ayes_table_close(table);
  return status;
}

static ayes_status read_plain(ayes_source *source, ayes_span front, const char *encoding,
                              ayes_buffer *text, ayes_error *error) {
  const char *why;
  ayes_span rest;
  size_t replaced;
  ayes_encoding found = ayes_encoding_of(front, true, &why);
  if (!encoding && found != AYES_UTF16_LITTLE && found != AYES_UTF16_BIG &&
      memchr(front.data, '\0', front.length))
    return ayes_error_set_at(error, AYES_BAD_DATA, source->path, 0, 0,
                             "is a binary file, not the text of a document");
  ayes_status status = ayes_source_start_named(source, front, encoding, true, &why, error);
  if (status == AYES_OK) status = ayes_source_rest(source, AYES_DOCUMENT_LIMIT, &rest, error);
  return status == AYES_OK ? ayes_utf8_clean(rest, text, &replaced, error) : status;
}

static ayes_status read_found(ayes_source *source, ayes_span front, const ayes_found_format *found,
                              const char *encoding, ayes_buffer *text, ayes_error *error) {
  if (strcmp(found->name, "docx") == 0) return read_story(source, AYES_STORY_DOCX, text, error);
  if (strcmp(found->name, "odt") == 0) return read_story(source, AYES_STORY_ODT, text, error);
  if (strcmp(found->name, "pdf") == 0) return ayes_pdf_text(source->path, text, error);
  if (strcmp(found->name, "xlsx") == 0 || strcmp(found->name, "ods") == 0)
    return read_table(source, front, found, text, error);
  return read_plain(source, front, encoding, text, error);
}

ayes_status ayes_document_text(const char *path, const char *encoding, ayes_buffer *text,
                               ayes_error *error) {
  ayes_source source;
  ayes_span front;
  ayes_found_format found;
  ayes_buffer_clear(text);
  ayes_status status = ayes_source_open(path, &source, &front, error);
  if (status == AYES_OK) status = ayes_source_format(path, front, NULL, &found, error);
  if (status == AYES_OK) status = read_found(&source, front, &found, encoding, text, error);
  ayes_source_close(&source);
  if (status != AYES_OK) return ayes_error_add_source(error, status, path);
  if (ayes_span_trim(ayes_buffer_span(text)).length) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "holds no text");
}
