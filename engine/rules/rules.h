/* SPDX-License-Identifier: MIT
 *
 * Rules: regular expressions (PCRE2) that make marks, for what phrases cannot say.
 * lexicons/FORMAT.md defines the files.
 *
 *     ayes_rules_new(&rules, error);
 *     ayes_rules_read(rules, "lexicons/en/rules.tsv", "en", error);
 *     ayes_rules_matcher_new(rules, &matcher, error);
 *     ayes_rules_match(matcher, &text, &marks, &limited, error);
 */
#ifndef AYES_RULES_RULES_H
#define AYES_RULES_RULES_H

#include "base/buffer.h"
#include "text/marks.h"
#include "text/tokens.h"

/* PCRE2 counts its steps anew at each place where a match may start, and under JIT leaves long runs
 * of characters uncounted. So the steps are shared out over the text (a short text may take
 * AYES_RULE_MATCH_LIMIT of them at a place, a long one fewer), and a pattern sees only a window of
 * the text: linear time whatever pattern and text. */
enum {
  AYES_RULE_FILE_LIMIT = 64 * 1024 * 1024, /* bytes of one rule file */
  AYES_RULE_PATTERN_LIMIT = 64 * 1024,     /* bytes of one pattern */
  AYES_RULE_MATCH_LIMIT = 1000000,         /* most PCRE2 steps at one start position */
  AYES_RULE_MATCH_LIMIT_LOWEST = 200,      /* and least, however long the text */
  AYES_RULE_STEPS_PER_TEXT = 100000000,    /* steps at all start positions together */
  AYES_RULE_HEAP_LIMIT_KIB = 32 * 1024,    /* without JIT */
  AYES_RULE_WINDOW = 2048,      /* bytes of text after its start a match may see, at least */
  AYES_RULE_STEP_BUDGET = 10000 /* matches of one rule in one answer */
};

typedef struct ayes_rule {
  ayes_source source; /* term: the pattern */
  ayes_kind kind;
  uint32_t topic; /* 1-based when kind is AYES_KIND_TOPIC; otherwise 0 */
  double weight;
  ayes_span note;
} ayes_rule;

/* A set of compiled rules, read-only once read: shared by threads. */
typedef struct ayes_rules ayes_rules;

ayes_status ayes_rules_new(ayes_rules **rules, ayes_error *error);
void ayes_rules_free(ayes_rules *rules);

/* Adds the rules of one file; pack is the first part of their source places ("en"). AYES_NO_INPUT;
 * AYES_BAD_DATA: the error names file, line and column (code points), and for a pattern what PCRE2
 * says of it. */
ayes_status ayes_rules_read(ayes_rules *rules, const char *path, const char *pack,
                            ayes_error *error);

/* Where a pattern was written. */
typedef struct ayes_rule_place {
  const char *place; /* for marks: "en/topics.tsv:12" */
  const char *file;  /* for errors: a path, or NULL */
  size_t line;       /* for errors: of the pattern's first character, from 1 */
  size_t column;
} ayes_rule_place;

/* Adds one rule from elsewhere, such as a topic's; everything is copied. topic: its number when
 * kind is AYES_KIND_TOPIC, otherwise 0. AYES_BAD_DATA: the pattern does not compile. */
ayes_status ayes_rules_add(ayes_rules *rules, ayes_span pattern, ayes_kind kind, uint32_t topic,
                           double weight, ayes_rule_place place, ayes_error *error);

size_t ayes_rules_count(const ayes_rules *rules);
const ayes_rule *ayes_rules_get(const ayes_rules *rules, size_t index);

/* The version of PCRE2 that runs, "10.42 2022-12-11". */
void ayes_rules_version(ayes_buffer *version);

/* One thread's matching memory. */
typedef struct ayes_rules_matcher ayes_rules_matcher;

ayes_status ayes_rules_matcher_new(const ayes_rules *rules, ayes_rules_matcher **matcher,
                                   ayes_error *error);
void ayes_rules_matcher_free(ayes_rules_matcher *matcher);

/* To be called when ayes_types_trim has emptied the types that texts are read with. */
void ayes_rules_matcher_forget(ayes_rules_matcher *matcher);

/* Appends a mark for every match of every rule, rule by rule: the tokens that the group named
 * "mark", or else the whole match, touches; none when it touches no token. Patterns see the text as
 * written, without regard to case, across sentences; matches of one rule do not overlap. *limited
 * counts the rules that hit a limit on this text: their marks after that point are missing. Most
 * rules are skipped on most texts, by words that they need: what is known of these goes by the
 * numbers of types, so all texts must be read with the same ones. O(rules * bytes). AYES_NO_MEMORY;
 * AYES_INTERNAL: PCRE2 fails for a reason of its own. */
ayes_status ayes_rules_match(ayes_rules_matcher *matcher, const ayes_text *text, ayes_marks *marks,
                             size_t *limited, ayes_error *error);

/* The same with every rule tried on the text: for tests. */
ayes_status ayes_rules_match_ungated(ayes_rules_matcher *matcher, const ayes_text *text,
                                     ayes_marks *marks, size_t *limited, ayes_error *error);

#endif
