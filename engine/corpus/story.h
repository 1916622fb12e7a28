/* SPDX-License-Identifier: MIT
 *
 * What a word processor's document says, in order: paragraphs, headings and rows of tables. DOCX
 * and ODT look the same from here; numbers and bullets that the program would draw are put before
 * the text.
 *
 *     ayes_story_open(file, "report.docx", AYES_STORY_DOCX, &story, error);
 *     while ((status = ayes_story_next(story, &item, error)) == AYES_OK && item.kind) ...
 *     ayes_story_close(story);
 */
#ifndef AYES_CORPUS_STORY_H
#define AYES_CORPUS_STORY_H

#include <stdio.h>

#include "base/error.h"
#include "base/span.h"

typedef enum ayes_story_format { AYES_STORY_DOCX, AYES_STORY_ODT } ayes_story_format;

typedef enum ayes_story_kind {
  AYES_STORY_END = 0,
  AYES_STORY_PARAGRAPH,
  AYES_STORY_HEADING,
  AYES_STORY_ROW
} ayes_story_kind;

/* What it points to lives until the next call. */
typedef struct ayes_story_item {
  ayes_story_kind kind;
  ayes_span text;         /* of a paragraph or heading */
  const ayes_span *cells; /* of a row; the paragraphs of a cell are parted by newlines */
  size_t count;
  size_t table; /* 1-based number of the row's table */
} ayes_story_item;

typedef struct ayes_story ayes_story;

/* file is borrowed and must allow seeking, path is for messages (borrowed). AYES_BAD_DATA: it is no
 * such document. *story is yours. */
ayes_status ayes_story_open(FILE *file, const char *path, ayes_story_format format,
                            ayes_story **story, ayes_error *error);

/* The next item; empty paragraphs and rows are passed over. AYES_OVER_LIMIT: a paragraph or row is
 * longer than a record may be. */
ayes_status ayes_story_next(ayes_story *story, ayes_story_item *item, ayes_error *error);

/* Bytes of the file read so far. */
size_t ayes_story_bytes(const ayes_story *story);

void ayes_story_close(ayes_story *story);

#endif
