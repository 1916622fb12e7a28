/* SPDX-License-Identifier: MIT
 *
 * The records of the library: what an answer is and what is said of it. All of it is plain data;
 * ayes.h has the functions.
 */
#ifndef AYES_TYPES_H
#define AYES_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A borrowed run of bytes. It owns nothing and need not end in a zero byte. */
typedef struct ayes_span {
  const char *data; /* may be NULL when length is 0 */
  size_t length;    /* bytes */
} ayes_span;

/* Towards the question's proposal, as the author means it. */
typedef enum ayes_stance {
  AYES_NEUTRAL = 0,
  AYES_SUPPORT,
  AYES_OPPOSE,
  AYES_MIXED,
  AYES_STANCE_COUNT
} ayes_stance;

/* What an answer does; any number of them, as bits. */
typedef enum ayes_act {
  AYES_ACT_QUESTION = 1 << 0,
  AYES_ACT_SUGGESTION = 1 << 1,
  AYES_ACT_CONCERN = 1 << 2,
  AYES_ACT_PRAISE = 1 << 3,
  AYES_ACT_INFORMATION = 1 << 4,
  AYES_ACT_NO_VIEW = 1 << 5
} ayes_act;
enum { AYES_ACT_COUNT = 6 };

/* What is worth a person's look, as bits. */
typedef enum ayes_flag {
  AYES_FLAG_EMPTY = 1 << 0,           /* no words at all, or a placeholder */
  AYES_FLAG_ANSWER_CONFLICT = 1 << 1, /* the text says the contrary of the tick */
  AYES_FLAG_RECOVERED = 1 << 2,       /* no tick, but the text takes a side */
  AYES_FLAG_BAD_BYTES = 1 << 3,       /* bytes that are not UTF-8 became U+FFFD */
  AYES_FLAG_SARCASM = 1 << 4,         /* a marker of irony stands in it */
  AYES_FLAG_RULE_LIMIT = 1 << 5,      /* a rule hit its match limit and was left out */
  AYES_FLAG_PARTIAL = 1 << 6,         /* the response was not finished, says the survey tool */
  AYES_FLAG_PREVIEW = 1 << 7,         /* a test by those who made the survey, says the tool */
  AYES_FLAG_SPAM = 1 << 8,            /* the tool takes it for spam */
  AYES_FLAG_PLACEHOLDER = 1 << 9      /* with AYES_FLAG_EMPTY: "N/A", "-" stands for no answer */
} ayes_flag;
enum { AYES_FLAG_COUNT = 10 };

/* A text contradicts its tick (AYES_FLAG_ANSWER_CONFLICT) only with this confidence or more: a
 * doubt about a tick should be worth a look. */
#define AYES_CONFLICT_CONFIDENCE 0.7

/* One answer of one respondent to one question. Empty spans are missing fields. */
typedef struct ayes_answer {
  ayes_span id;
  ayes_span text;
  ayes_span question; /* id of a question of the survey */
  ayes_span respondent;
  ayes_span answer; /* the tick of the closed question: "Yes", "No", "" */
  ayes_span target; /* the proposal, when no survey says it */
  ayes_span group;
} ayes_answer;

/* Words that show a label, and the entry or rule that read them. */
typedef struct ayes_evidence {
  size_t start, end;           /* Unicode code points of the cleaned text, from 0, end excluded */
  size_t byte_start, byte_end; /* the same in bytes */
  const char *kind;            /* "support", "oppose", "concern", "condition", ... */
  const char *topic;           /* the topic's id when kind is "topic"; NULL otherwise */
  double weight;               /* after scope; positive speaks for the proposal */
  double plain_weight;         /* as written in the list */
  const char *source;          /* "en/stance.tsv:57" */
  const char *turned; /* what scope did to it, for people ("negated by 'not'"); may be "" */
  bool decisive;      /* it speaks for the label that was given */
  const struct ayes_source *origin; /* the engine's own; NULL for what no entry made */
} ayes_evidence;

typedef struct ayes_topic {
  const char *id;
  const char *label;
  double weight;                    /* 0 to 1 */
  const struct ayes_source *origin; /* the engine's own; may be NULL */
} ayes_topic;

/* What is said of one answer. Everything in it belongs to the analysis that made it and lives until
 * its next run. */
typedef struct ayes_result {
  ayes_stance stance;
  double score;      /* -1 against .. +1 for */
  double confidence; /* 0 .. 1, calibrated: the share of such labels that are right */
  bool conditional;
  unsigned acts;  /* ayes_act bits */
  unsigned flags; /* ayes_flag bits */
  const ayes_topic *topics;
  size_t topic_count; /* heaviest first */
  const ayes_evidence *evidence;
  size_t evidence_count; /* in the order of the text */
  ayes_span text;        /* the cleaned text that the offsets refer to */
  size_t bad_bytes;      /* sequences replaced by U+FFFD */
  bool learned;          /* a model knows the question and had a say in the label */
} ayes_result;

/* A stretch cut out of a text, and the token that stands in its place. */
typedef struct ayes_cut {
  size_t start, end;           /* code points of the original text, from 0, end excluded */
  size_t byte_start, byte_end; /* the same in bytes */
  size_t new_start, new_end;   /* the token, in code points of the new text */
  const char *kind;            /* "email", "phone", ... */
  const char *reason;          /* what gave it away: "luhn", "title", "label", ... */
  const char *token;           /* "[EMAIL-1]"; lives until the next text */
} ayes_cut;

#ifdef __cplusplus
}
#endif

#endif
