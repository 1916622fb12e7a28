/* SPDX-License-Identifier: MIT
 *
 * Gathering items. A table within a cell, and a text box within a paragraph, become part of what
 * holds them.
 */
#include "corpus/story_parts.h"

#include "base/array.h"

/* ---- labels ---- */

size_t ayes_story_numbering_of(ayes_story *story, ayes_xml *xml, ayes_span name) {
  uint32_t id = ayes_names_find(&story->names, name);
  if (id) return id;
  if (story->numberings.count == AYES_STORY_NUMBERINGS) return 0;
  if (ayes_names_add(&story->names, name, &id, NULL) == AYES_OK) {
    ayes_story_numbering *numbering = ayes_array_add(&story->numberings, NULL);
    if (numbering) {
      *numbering = (ayes_story_numbering){{0}, {0}};
      return id;
    }
  }
  ayes_xml_fail(xml, AYES_NO_MEMORY);
  return 0;
}

static void add_roman(ayes_buffer *text, uint32_t number) {
  static const struct {
    uint32_t value;
    const char *letters;
  } steps[] = {{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
  if (number > 100) number = 100;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    for (; number >= steps[i].value; number -= steps[i].value)
      ayes_buffer_add_text(text, steps[i].letters);
}

/* "2.1. " of a second level, or "b. ", "iv. " */
static void add_number(ayes_buffer *text, const ayes_story_numbering *numbering, size_t level) {
  uint32_t count = numbering->counts[level];
  if (numbering->labels[level] == AYES_LABEL_LETTER) {
    ayes_buffer_add_byte(text, (char)('a' + (count - 1) % 26));
  } else if (numbering->labels[level] == AYES_LABEL_ROMAN) {
    add_roman(text, count);
  } else {
    for (size_t i = 0; i <= level; i++) {
      if (numbering->labels[i] != AYES_LABEL_NUMBER || !numbering->counts[i]) continue;
      ayes_buffer_add_size(text, numbering->counts[i]);
      if (i < level) ayes_buffer_add_byte(text, '.');
    }
  }
  ayes_buffer_add_text(text, ". ");
}

void ayes_story_add_label(ayes_story *story, ayes_xml *xml, size_t numbering, size_t level) {
  if (!numbering || numbering > story->numberings.count || level >= AYES_STORY_LEVELS) return;
  ayes_story_numbering *found = &story->numberings.items[numbering - 1];
  found->counts[level]++;
  for (size_t i = level + 1; i < AYES_STORY_LEVELS; i++) found->counts[i] = 0;
  if (found->labels[level] == AYES_LABEL_NONE) return;
  if (found->labels[level] == AYES_LABEL_BULLET)
    ayes_buffer_add_text(&story->text, "\xE2\x80\xA2 ");
  else add_number(&story->text, found, level);
  if (story->text.failed) ayes_xml_fail(xml, AYES_NO_MEMORY);
}

/* ---- paragraphs ---- */

void ayes_story_start_paragraph(ayes_story *story) {
  bool is_inner = story->paragraphs++ > 0;
  if (!is_inner) story->is_heading = story->is_left_out = false;
  if (!is_inner && !story->tables) ayes_buffer_clear(&story->text);
  bool needs_break = story->text.length && (is_inner || story->tables) &&
                     story->text.data[story->text.length - 1] != '\n';
  if (needs_break) ayes_buffer_add_byte(&story->text, '\n');
}

void ayes_story_add(ayes_story *story, ayes_xml *xml, ayes_span text) {
  if (!story->paragraphs || story->skipped || story->is_left_out) return;
  if (story->text.length + text.length > AYES_RECORD_LIMIT) {
    ayes_xml_fail(xml, ayes_error_set_at(ayes_xml_error(xml), AYES_OVER_LIMIT,
                                         ayes_archive_path(story->archive), 0, 0,
                                         "has a paragraph longer than the limit of %d bytes",
                                         AYES_RECORD_LIMIT));
    return;
  }
  ayes_buffer_add(&story->text, text);
  if (story->text.failed) ayes_xml_fail(xml, AYES_NO_MEMORY);
}

void ayes_story_end_paragraph(ayes_story *story, ayes_xml *xml, bool is_heading) {
  if (!story->paragraphs || --story->paragraphs || story->tables) return;
  ayes_span text = ayes_span_trim(ayes_buffer_span(&story->text));
  if (!text.length) return;
  story->item = (ayes_story_item){.kind = is_heading ? AYES_STORY_HEADING : AYES_STORY_PARAGRAPH,
                                  .text = text};
  story->has_item = true;
  ayes_xml_pause(xml);
}

/* ---- tables ---- */

void ayes_story_start_table(ayes_story *story) {
  if (story->tables++ == 0) story->table_count++;
}

void ayes_story_end_table(ayes_story *story) {
  if (story->tables) story->tables--;
}

void ayes_story_start_row(ayes_story *story) {
  if (story->tables != 1) return;
  ayes_grid_start(&story->grid, story->grid.number + 1);
  story->column = 0;
}

void ayes_story_start_cell(ayes_story *story, size_t columns_spanned) {
  if (story->tables != 1) return;
  ayes_buffer_clear(&story->text);
  story->columns_spanned = columns_spanned;
}

void ayes_story_end_cell(ayes_story *story, ayes_xml *xml) {
  if (story->tables != 1) return;
  ayes_span text = ayes_span_trim(ayes_buffer_span(&story->text));
  for (size_t i = 0; i < story->text.length; i++)
    if (story->text.data[i] == '\t') story->text.data[i] = ' ';
  ayes_status status = ayes_grid_put(&story->grid, story->column, text, ayes_xml_error(xml));
  if (status != AYES_OK) ayes_xml_fail(xml, status);
  ayes_buffer_clear(&story->text);
  if (story->column < AYES_TABLE_COLUMN_LIMIT) story->column += story->columns_spanned;
}

void ayes_story_end_row(ayes_story *story, ayes_xml *xml) {
  if (story->tables != 1) return;
  story->row = (ayes_row){0};
  ayes_status status = ayes_grid_finish(&story->grid, &story->row, ayes_xml_error(xml));
  if (status == AYES_OK && story->row.code)
    status =
        ayes_error_set_at(ayes_xml_error(xml), AYES_OVER_LIMIT, ayes_archive_path(story->archive),
                          0, 0, "has a table of which %s", story->row.message);
  if (status != AYES_OK) ayes_xml_fail(xml, status);
  if (status != AYES_OK || !story->row.is_there) return;
  story->item = (ayes_story_item){.kind = AYES_STORY_ROW,
                                  .cells = story->row.cells,
                                  .count = story->row.count,
                                  .table = story->table_count};
  story->has_item = true;
  ayes_xml_pause(xml);
}

/* ---- reading ---- */

ayes_status ayes_story_open(FILE *file, const char *path, ayes_story_format format,
                            ayes_story **out, ayes_error *error) {
  *out = NULL;
  ayes_story *story = ayes_memory_new_zeroed(1, sizeof *story);
  if (!story) return ayes_error_memory(error);
  ayes_status status = ayes_archive_open(file, path, &story->archive, error);
  if (status == AYES_OK)
    status = format == AYES_STORY_DOCX ? ayes_story_open_docx(story, error)
                                       : ayes_story_open_odt(story, error);
  if (status == AYES_OK) *out = story;
  else ayes_story_close(story);
  return status;
}

ayes_status ayes_story_next(ayes_story *story, ayes_story_item *item, ayes_error *error) {
  *item = (ayes_story_item){0};
  story->has_item = false;
  while (!story->has_item && !ayes_xml_at_end(story->xml)) {
    ayes_status status = ayes_xml_read(story->xml, error);
    if (status != AYES_OK) return status;
  }
  if (story->has_item) *item = story->item;
  return AYES_OK;
}

size_t ayes_story_bytes(const ayes_story *story) { return ayes_archive_bytes(story->archive); }

void ayes_story_close(ayes_story *story) {
  if (!story) return;
  ayes_xml_close(story->xml);
  ayes_archive_close(story->archive);
  ayes_names_release(&story->names);
  ayes_array_release(&story->numberings);
  ayes_buffer_release(&story->text);
  ayes_grid_release(&story->grid);
  ayes_memory_free(story);
}
