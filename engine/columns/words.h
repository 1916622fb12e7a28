/* SPDX-License-Identifier: MIT
 *
 * The words by which columns are known, and what options mean: columns.tsv and options.tsv of a
 * pack (lexicons/FORMAT.md). Other languages bring their own.
 *
 *     ayes_column_words_open("lexicons/en", &words, error);
 *     const ayes_column_word *word = ayes_column_words_find(words, AYES_WORD_NAME, plain, tool);
 */
#ifndef AYES_COLUMNS_WORDS_H
#define AYES_COLUMNS_WORDS_H

#include "base/arena.h"
#include "base/buffer.h"

/* Where a term is looked for. */
typedef enum ayes_word_place {
  AYES_WORD_NAME,   /* the whole header */
  AYES_WORD_FIRST,  /* the whole header of the first column */
  AYES_WORD_WORD,   /* words of a header of at most five */
  AYES_WORD_PHRASE, /* words anywhere in a header */
  AYES_WORD_END,    /* the last words of a header */
  AYES_WORD_PART,   /* the whole cell of a second header row */
  AYES_WORD_HEADER, /* the word before a running number in a header that is none */
  AYES_WORD_CELL,   /* a whole cell below the header */
  AYES_WORD_PLACE_COUNT
} ayes_word_place;

typedef struct ayes_column_word {
  ayes_span term; /* plain words */
  ayes_word_place place;
  ayes_span means;
  ayes_span tool; /* "qualtrics", or empty: any */
} ayes_column_word;

typedef struct ayes_column_words ayes_column_words;

/* Reads columns.tsv and options.tsv of a folder. *words is yours. AYES_NO_INPUT, AYES_BAD_DATA. */
ayes_status ayes_column_words_open(const char *folder, ayes_column_words **words,
                                   ayes_error *error);
void ayes_column_words_free(ayes_column_words *words);

/* Appends the plain words (base/plain.h) of a header or cell. */
void ayes_plain_words(ayes_span text, ayes_buffer *buffer);

/* Of the terms of that place that text (plain words) has, the longest; of means only, when that is
 * given. tool: terms of other tools do not count; empty: of any tool. NULL: none. */
const ayes_column_word *ayes_column_words_find(const ayes_column_words *words,
                                               ayes_word_place place, const char *means,
                                               ayes_span text, ayes_span tool);

/* Appends a text without what exports put into it: HTML tags and entities where there is a tag or
 * entity that is known, and "_x000D_" as spreadsheets write control characters. All else, smart
 * quotes and non-breaking spaces among it, stays. *html, *escapes: whether there were any.
 * O(bytes). */
void ayes_cell_clean(ayes_span text, ayes_buffer *buffer, bool *html, bool *escapes);

/* Whether plain words hold a term as whole words. *at: its byte. */
bool ayes_plain_words_hold(ayes_span text, ayes_span term, size_t *at);

/* Number of plain words. */
size_t ayes_plain_words_count(ayes_span text);

/* What a ticked option means: "support", "oppose", "neutral", "mixed", or empty where no one can
 * tell. text: plain words. A number in front ("1 - Strongly agree") does not matter; otherwise the
 * whole option, then the longest term it begins with, then the longest of two words or more in it.
 */
ayes_span ayes_option_meaning(const ayes_column_words *words, ayes_span text);

/* The terms of the list of options, in its order; their meanings outlive the words. */
size_t ayes_option_word_count(const ayes_column_words *words);
const ayes_column_word *ayes_option_word(const ayes_column_words *words, size_t index);

#endif
