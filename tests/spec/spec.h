/* SPDX-License-Identifier: MIT
 *
 * Spec pages are the documentation and the test at once: prose in tests/spec/ with fenced examples
 *
 *     ```example tokens
 *     text: We don't mind.
 *     words: We | don't | mind
 *     ```
 *
 * whose kind ("tokens") names the function that checks them. run.c reads the pages, takes \n, \t
 * and
 * \\ out of the values, and calls the check of each example; a check reports every difference with
 * spec_fail and returns. A key may stand more than once.
 */
#ifndef AYES_SPEC_H
#define AYES_SPEC_H

#include "base/error.h"
#include "base/span.h"

typedef struct spec_field {
  ayes_span key;
  ayes_span value; /* escapes already replaced */
} spec_field;

typedef struct spec_example {
  const char *page; /* the file's name */
  size_t line;      /* 1-based, of the opening fence */
  ayes_span kind;
  const spec_field *fields; /* in the order of the page */
  size_t field_count;
} spec_example;

/* The first value of that key, or the empty span. In run.c. */
ayes_span spec_get(const spec_example *example, const char *key);

/* Prints page:line and the message, and counts the example as failed. In run.c. */
void spec_fail(const spec_example *example, const char *format, ...) AYES_PRINTF(2, 3);

typedef void (*spec_check)(const spec_example *example);

void spec_check_tokens(const spec_example *example);    /* check_text.c */
void spec_check_sentences(const spec_example *example); /* check_text.c */
void spec_check_lexicon(const spec_example *example);
void spec_check_stance(const spec_example *example);
void spec_check_topics(const spec_example *example);
void spec_check_scope(const spec_example *example);
void spec_check_import(const spec_example *example);
void spec_check_target(const spec_example *example);
void spec_check_weights(const spec_example *example);

#endif
