/* SPDX-License-Identifier: MIT
 *
 * One text as it is read, from the first byte to the last: text/sentences.c finds where sentences
 * end, text/words.c reads the words of one up to there, and text/cut.c does both at once for what
 * most of a text is.
 *
 *     ayes_text_reader reader = {.text = &text, .abbreviations = {.names = names}};
 *     ayes_sentences_read(&reader, error);        -- text.tokens lack their types
 */
#ifndef AYES_TEXT_READER_H
#define AYES_TEXT_READER_H

#include "base/array.h"
#include "text/breaks.h"
#include "text/pairs.h"

typedef struct ayes_text_reader {
  ayes_text *text;
  ayes_abbreviations abbreviations;
  ayes_pairs pairs;
  ayes_sentence sentence; /* whose words are being read */
  unsigned inherited;     /* flags of a sentence without words, for the next */
  unsigned pending;       /* flags of the next token */
  size_t last_end;        /* of the last token, with the bracket of a question number */
  size_t join_at;         /* a token that starts here joins the last one; 0 for none */
  size_t money_at;        /* a token that starts here has a currency sign before it; 0 for none */
  size_t uncut;           /* where text/cut.c has given up */
  size_t plain;           /* bytes at the front that are ayes_byte_is_inline */
  ayes_span bytes;        /* up to the end of the sentence, for text/words.c */
  bool has_elisions;      /* the abbreviations list elided words */
  bool is_careful;        /* no short cuts */
} ayes_text_reader;

/* Reads the text's bytes into its sentences and tokens, which lack what ayes_types_fill adds.
 * AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_sentences_read(ayes_text_reader *reader, ayes_error *error);

/* Adds the words of the sentence that stand between two bytes, the latter of which is its end.
 * AYES_NO_MEMORY. */
ayes_status ayes_text_read_words(ayes_text_reader *reader, size_t at, size_t end,
                                 ayes_error *error);

/* Adds words from *at on until something comes that needs a closer look, at limit, which is the end
 * of the paragraph or of the sentence, or before; *at moves there. Sentences that end plainly on
 * the way ("ends. Next") are closed, and the next one opened. AYES_NO_MEMORY. */
ayes_status ayes_cut_words(ayes_text_reader *reader, size_t *at, size_t limit, ayes_error *error);

/* Starts a sentence behind those read. */
static inline void ayes_sentence_open(ayes_text_reader *reader, size_t start, unsigned flags) {
  if (!(flags & AYES_SENTENCE_PARAGRAPH)) flags |= reader->inherited;
  reader->sentence.start = (uint32_t)start;
  reader->sentence.first = (uint32_t)reader->text->tokens.count;
  reader->sentence.flags = (uint16_t)flags;
}

/* Adds the sentence, for which there is room and which has words. marks: flags by the marks at its
 * end. */
static inline void ayes_sentence_close(ayes_text_reader *reader, size_t end, unsigned marks) {
  ayes_text *text = reader->text;
  ayes_sentence *closed = &text->sentences.items[text->sentences.count++];
  closed->start = reader->sentence.start;
  closed->end = reader->sentence.end = (uint32_t)end;
  closed->first = reader->sentence.first;
  closed->last = (uint32_t)text->tokens.count;
  closed->flags = (uint16_t)(reader->sentence.flags | marks);
  reader->inherited = 0;
}

#endif
