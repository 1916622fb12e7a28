/* SPDX-License-Identifier: MIT
 *
 * Regular expressions: compiling and finding, with every limit in one place.
 *
 *     ayes_pattern_new(span_of_a_pattern, &pattern, &fault, error);
 *     ayes_finder_new(group_limit, &finder, error);
 *     while (ayes_finder_next(finder, pattern, &range, steps, &match, error) == AYES_PATTERN_FOUND)
 * ...
 */
#ifndef AYES_RULES_PATTERN_H
#define AYES_RULES_PATTERN_H

#include "rules/rules.h"

/* A compiled pattern, read-only. */
typedef struct ayes_pattern ayes_pattern;

/* *pattern is yours. AYES_BAD_DATA: it does not compile; the mistake is at byte *fault. */
ayes_status ayes_pattern_new(ayes_span source, ayes_pattern **pattern, size_t *fault,
                             ayes_error *error);
void ayes_pattern_free(ayes_pattern *pattern);

/* Groups of the pattern, the whole match included. */
size_t ayes_pattern_groups(const ayes_pattern *pattern);

/* A text of fewer bytes cannot match. */
size_t ayes_pattern_shortest(const ayes_pattern *pattern);

/* Memory for finding; one thread's. */
typedef struct ayes_finder ayes_finder;

/* group_limit: the most groups of any pattern it will be used with. */
ayes_status ayes_finder_new(size_t group_limit, ayes_finder **finder, ayes_error *error);
void ayes_finder_free(ayes_finder *finder);

/* Where to look: bytes of a text of well-formed UTF-8, all of them at starts of characters. */
typedef struct ayes_pattern_range {
  ayes_span text;
  size_t from;        /* the match starts here or later */
  size_t last_start;  /* and not behind this byte */
  size_t visible_end; /* the pattern sees nothing from here on */
} ayes_pattern_range;

typedef struct ayes_pattern_match {
  size_t start, end; /* bytes of the group "mark", or of the whole match */
  size_t next;       /* the end of the whole match */
} ayes_pattern_match;

typedef enum ayes_pattern_answer {
  AYES_PATTERN_FOUND,
  AYES_PATTERN_NONE,
  AYES_PATTERN_LIMITED, /* a limit was hit before an answer was known */
  AYES_PATTERN_FAILED   /* error is filled */
} ayes_pattern_answer;

/* The first match in the range that is not empty. step_limit: PCRE2's steps at one start. */
ayes_pattern_answer ayes_finder_next(ayes_finder *finder, const ayes_pattern *pattern,
                                     const ayes_pattern_range *range, uint32_t step_limit,
                                     ayes_pattern_match *match, ayes_error *error);

#endif
