/* SPDX-License-Identifier: MIT
 *
 * The workings of stories, shared by the story*.c files only: each format turns its XML into these
 * calls, which gather items.
 *
 *     ayes_story_start_paragraph(story);
 *     ayes_story_add(story, xml, text);
 *     ayes_story_end_paragraph(story, xml, false);
 */
#ifndef AYES_CORPUS_STORY_PARTS_H
#define AYES_CORPUS_STORY_PARTS_H

#include "base/names.h"
#include "corpus/grid.h"
#include "corpus/story.h"
#include "corpus/xml.h"

enum { AYES_STORY_LEVELS = 9, AYES_STORY_NUMBERINGS = 4096 };

typedef enum ayes_story_label {
  AYES_LABEL_NONE,
  AYES_LABEL_BULLET,
  AYES_LABEL_NUMBER,
  AYES_LABEL_LETTER,
  AYES_LABEL_ROMAN
} ayes_story_label;

/* A numbering: what stands before the paragraphs of each level, and how many there were. */
typedef struct ayes_story_numbering {
  unsigned char labels[AYES_STORY_LEVELS];
  uint32_t counts[AYES_STORY_LEVELS];
} ayes_story_numbering;

struct ayes_story {
  ayes_archive *archive;
  ayes_xml *xml;
  ayes_names names; /* of numberings; their items are numberings.items[id - 1] */
  struct {
    ayes_story_numbering *items;
    size_t count, capacity;
  } numberings;
  ayes_buffer text; /* of the paragraph, or of the cell */
  ayes_grid grid;   /* the row */
  ayes_row row;
  ayes_story_item item;
  bool has_item;
  bool is_heading, is_left_out; /* the paragraph */
  bool in_text;                 /* of DOCX: within t */
  bool item_is_fresh;           /* of ODT: a list's item without a paragraph yet */
  size_t paragraphs, tables;    /* depth */
  size_t runs, skipped;
  size_t column, columns_spanned;
  size_t table_count;
  size_t numbering, level, list_depth; /* of the paragraph or list */
};

/* In a cell a paragraph goes behind a newline. */
void ayes_story_start_paragraph(ayes_story *story);
void ayes_story_add(ayes_story *story, ayes_xml *xml, ayes_span text);
void ayes_story_end_paragraph(ayes_story *story, ayes_xml *xml, bool is_heading);

/* Before the text of a paragraph: its number or bullet, counted on. numbering from 1; 0 is none. */
void ayes_story_add_label(ayes_story *story, ayes_xml *xml, size_t numbering, size_t level);

/* The numbering of that name, added when new; 0 with the XML failed, or past the limit. */
size_t ayes_story_numbering_of(ayes_story *story, ayes_xml *xml, ayes_span name);

void ayes_story_start_table(ayes_story *story);
void ayes_story_end_table(ayes_story *story);
void ayes_story_start_row(ayes_story *story);
void ayes_story_end_row(ayes_story *story, ayes_xml *xml);
void ayes_story_start_cell(ayes_story *story, size_t columns_spanned);
void ayes_story_end_cell(ayes_story *story, ayes_xml *xml);

/* Begins to read each format's parts. */
ayes_status ayes_story_open_docx(ayes_story *story, ayes_error *error);
ayes_status ayes_story_open_odt(ayes_story *story, ayes_error *error);

#endif
