/* SPDX-License-Identifier: MIT
 *
 * Lexicons: packs of word lists and topics, compiled into one read-only matcher.
 * lexicons/FORMAT.md defines the files.
 *
 *     ayes_lexicon_open(folders, 1, &lexicon, error);
 *     ayes_lexicon_matcher_new(lexicon, &matcher, error);
 *     ayes_lexicon_matcher_match(matcher, &text, tags, &marks, error);
 *     ayes_lexicon_matcher_free(matcher);
 *     ayes_lexicon_close(lexicon);
 */
#ifndef AYES_LEXICON_LEXICON_H
#define AYES_LEXICON_LEXICON_H

#include "base/json.h"

#include "text/marks.h"
#include "text/tokens.h"

enum {
  AYES_LEXICON_FILE_LIMIT = 64 * 1024 * 1024,  /* bytes of one list */
  AYES_LEXICON_PHRASE_LIMIT = 8 * 1024 * 1024, /* phrases of all lists together */
  AYES_LEXICON_STATE_LIMIT = 1024,             /* partial matches followed from one token */
  AYES_TOPIC_ID_LIMIT = 120,                   /* bytes of a topic's id */
  AYES_TERM_WORD_LIMIT = 16,                   /* words of one phrase */
  AYES_TERM_SPELLING_LIMIT = 1024,             /* phrases one term may stand for */
  AYES_TERM_DEPTH_LIMIT = 8,                   /* parentheses inside one another */
  AYES_TERM_GAP_LIMIT = 6,                     /* tokens of one gap */
  AYES_TERM_GAP_COUNT_LIMIT = 3,               /* gaps of one phrase */
  AYES_TERM_RUN_LIMIT = 16,                    /* tokens one <target> or <rival> may stand for */
  AYES_TERM_RUN_COUNT_LIMIT = 2                /* <target>s and <rival>s of one phrase */
};

/* What pack.json says. */
typedef struct ayes_pack {
  const char *folder;   /* as given */
  const char *name;     /* "en": also the first part of every source place */
  const char *language; /* BCP 47, "en" */
  const char *stemmer;  /* Snowball's name, "english" */
  const char *version;
  const json_t *json;       /* the whole of pack.json, for "decision" and later additions */
  const char *const *rules; /* paths of its rule files, for ayes_rules_read */
  size_t rule_count;
  bool own_topics_only; /* the topics of packs before it are left out */
} ayes_pack;

typedef struct ayes_lexicon_topic {
  const char *id;
  const char *label;
  uint32_t parent;    /* 1-based number of the parent topic, or 0 */
  ayes_source source; /* its row; term: its terms as written */
  ayes_span pattern;  /* what its column "rules" holds, for ayes_rules_add; empty for none */
  const char *file;   /* path as opened, for messages */
  size_t line;
  size_t pattern_column; /* where the pattern starts, in code points from 1 */
} ayes_lexicon_topic;

/* One line of a list. */
typedef struct ayes_lexicon_entry {
  ayes_source source;
  const char *file; /* path as opened, for messages */
  size_t line;
  ayes_kind kind;
  uint32_t topic; /* 1-based, or 0 */
  double weight;
  ayes_span note;
} ayes_lexicon_entry;

typedef struct ayes_lexicon ayes_lexicon;

/* Reads and compiles packs, in the order given; the first one's language and stemmer count for all,
 * and lists may name the topics of their own and earlier packs. Topics of packs before the last one
 * with own_topics_only are left out, and so are rows of lists that name one. Packs that these stand
 * on ("base") are the caller's to find. *lexicon is yours. AYES_NO_INPUT: a file is missing;
 * AYES_BAD_DATA, AYES_OVER_LIMIT: the error names file, line and column (code points);
 * AYES_BAD_USAGE: no folders. O(bytes of the files + phrases * words). */
ayes_status ayes_lexicon_open(const char *const *folders, size_t folder_count,
                              ayes_lexicon **lexicon, ayes_error *error);

/* The same, but the lists of that file name are not read, and need not be there; NULL: all are.
 * AYES_BAD_USAGE also when no pack names such a list. */
ayes_status ayes_lexicon_open_without(const char *const *folders, size_t folder_count,
                                      const char *list, ayes_lexicon **lexicon, ayes_error *error);
/* That file name, or NULL. */
const char *ayes_lexicon_left_out(const ayes_lexicon *lexicon);

void ayes_lexicon_close(ayes_lexicon *lexicon);

size_t ayes_lexicon_pack_count(const ayes_lexicon *lexicon);
const ayes_pack *ayes_lexicon_pack(const ayes_lexicon *lexicon, size_t index);

size_t ayes_lexicon_entry_count(const ayes_lexicon *lexicon);
const ayes_lexicon_entry *ayes_lexicon_entry_get(const ayes_lexicon *lexicon, size_t index);

size_t ayes_lexicon_topic_count(const ayes_lexicon *lexicon);
/* number: 1-based. */
const ayes_lexicon_topic *ayes_lexicon_topic_get(const ayes_lexicon *lexicon, uint32_t number);

/* For ayes_types_new and ayes_text_read. */
const ayes_vocabulary *ayes_lexicon_vocabulary(const ayes_lexicon *lexicon);
const ayes_names *ayes_lexicon_abbreviations(const ayes_lexicon *lexicon);
/* Stems of words that carry no meaning of their own ("the", "of"), from the pack's stop words. */
const ayes_names *ayes_lexicon_stop_stems(const ayes_lexicon *lexicon);
/* Whether the whole text only stands where there is no answer ("N/A"). No memory; O(text), and of
 * long texts O(1). */
bool ayes_lexicon_is_placeholder(const ayes_lexicon *lexicon, ayes_span text);
/* XXH64 over the bytes of every pack.json and then of all files that are read, those of rules,
 * columns and options among them, in the order of abbreviations, topics, lists, rules, stop words,
 * placeholders, columns, options, pack by pack: the version of the whole. */
uint64_t ayes_lexicon_hash(const ayes_lexicon *lexicon);

/* What the terms <target> and <rival> match: one set of bits a token. */
typedef enum ayes_token_tag { AYES_TAG_TARGET = 1 << 0, AYES_TAG_RIVAL = 1 << 1 } ayes_token_tag;

/* One thread's memory for matching: what was learned of the lists by the texts so far, at most a
 * few megabytes. Nothing that is found depends on it. */
typedef struct ayes_lexicon_matcher ayes_lexicon_matcher;

/* *matcher is yours; the lexicon must outlive it. AYES_NO_MEMORY. */
ayes_status ayes_lexicon_matcher_new(const ayes_lexicon *lexicon, ayes_lexicon_matcher **matcher,
                                     ayes_error *error);
void ayes_lexicon_matcher_free(ayes_lexicon_matcher *matcher);

/* How many bytes that memory may take (2 MiB otherwise); past it all is learned anew. For tests. */
void ayes_lexicon_matcher_limit(ayes_lexicon_matcher *matcher, size_t bytes);

/* Appends the marks of all entries found in text, all lengths of them, sorted among themselves and
 * each once, not yet resolved (ayes_marks_resolve). tags: one byte of ayes_token_tag bits a token,
 * or NULL. text must have been read with types made for ayes_lexicon_vocabulary. A phrase crosses
 * neither a sentence's end nor a token with AYES_TOKEN_BREAK_BEFORE. AYES_NO_MEMORY. O(tokens + m)
 * for m marks and a given lexicon: of the partial matches from one token at most
 * AYES_LEXICON_STATE_LIMIT are followed. Allocates nothing but room for marks and for what it has
 * not met before. */
ayes_status ayes_lexicon_matcher_match(ayes_lexicon_matcher *matcher, const ayes_text *text,
                                       const uint8_t *tags, ayes_marks *marks, ayes_error *error);

/* The same for a single text: slower, as all is to be learned anew. */
ayes_status ayes_lexicon_match(const ayes_lexicon *lexicon, const ayes_text *text,
                               const uint8_t *tags, ayes_marks *marks, ayes_error *error);

/* One finding of ayes_lexicon_check. */
typedef struct ayes_lexicon_finding {
  const char *code; /* "duplicate", "contradiction", "unreachable" */
  const ayes_lexicon_entry *entry;
  const ayes_lexicon_entry *other; /* the one it repeats, contradicts or is taken by */
} ayes_lexicon_finding;

typedef struct ayes_lexicon_findings {
  ayes_lexicon_finding *items;
  size_t count, capacity;
} ayes_lexicon_findings;

/* Appends what is wrong with entries that are well-formed. duplicate: a phrase of the entry stands
 * under an earlier entry with the same kind (and topic). contradiction: it stands there as the
 * contrary: support and oppose, good and bad, yes and no, promote and suppress. unreachable: the
 * entry is neither, yet whatever its phrases find is found by entries that say it as generally or
 * more
 * ("support" for "=supports", "lack ~ trust" for "lack of trust") and win it by ayes_marks_resolve,
 * or have the same kind and weight. A pair of entries is named once a code. In order of entries,
 * then codes as listed here. The caller releases the array (ayes_array_release). */
ayes_status ayes_lexicon_check(const ayes_lexicon *lexicon, ayes_lexicon_findings *findings,
                               ayes_error *error);

#endif
