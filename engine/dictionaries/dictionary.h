/* SPDX-License-Identifier: MIT
 *
 * Dictionaries that people already have: categories of words, or words with scores, read from the
 * formats of other programs and written as a pack.
 *
 *     ayes_dictionary_read("policy.yml", NULL, &dictionary, error);
 *     ayes_dictionary_write(dictionary, &settings, &pack, error);
 *     ayes_dictionary_free(dictionary);
 *
 * Entries keep what their format says: words between blanks, "*" for any ending and "?" for one
 * character (the globs of quanteda; LIWC, Lexicoder and WordStat have "*" alone).
 */
#ifndef AYES_DICTIONARIES_DICTIONARY_H
#define AYES_DICTIONARIES_DICTIONARY_H

#include "base/arena.h"
#include "base/buffer.h"

enum {
  AYES_DICTIONARY_FILE_LIMIT = 64 * 1024 * 1024, /* bytes */
  AYES_DICTIONARY_DEPTH_LIMIT = 32,              /* categories inside one another */
  AYES_DICTIONARY_ENTRY_LIMIT = 4 * 1024 * 1024,
  AYES_CATEGORY_NAME_LIMIT = 120 /* bytes of a category's name with those above it: a topic's id */
};

typedef struct ayes_category {
  ayes_span id;    /* the names of the categories it lies in and its own, with '.' between */
  ayes_span label; /* its own name */
  uint32_t parent; /* 1-based, or 0 */
} ayes_category;

typedef struct ayes_dictionary_entry {
  ayes_span text;    /* trimmed, not empty */
  uint32_t category; /* 1-based; 0 in a dictionary of scores */
  double score;      /* not 0 in a dictionary of scores; below 0 is bad */
  bool any_ending;   /* the format says that its words stand for all their forms */
} ayes_dictionary_entry;

typedef struct ayes_dictionary ayes_dictionary;

/* format: a name of ayes_dictionary_formats, or NULL: by the file's name, then its content.
 * *dictionary is yours. AYES_NO_INPUT; AYES_BAD_USAGE: no such format, or none can be told;
 * AYES_BAD_DATA, AYES_OVER_LIMIT: the error names file and line. O(bytes). */
ayes_status ayes_dictionary_read(const char *path, const char *format, ayes_dictionary **dictionary,
                                 ayes_error *error);
void ayes_dictionary_free(ayes_dictionary *dictionary);

const char *ayes_dictionary_format(const ayes_dictionary *dictionary);
size_t ayes_dictionary_category_count(const ayes_dictionary *dictionary);
/* number: 1-based. */
const ayes_category *ayes_dictionary_category_get(const ayes_dictionary *dictionary,
                                                  uint32_t number);
size_t ayes_dictionary_entry_count(const ayes_dictionary *dictionary);
const ayes_dictionary_entry *ayes_dictionary_entry_get(const ayes_dictionary *dictionary,
                                                       size_t index);
/* Entries of the file that say nothing (a score of 0, a neutral polarity) and were passed over. */
size_t ayes_dictionary_passed_over(const ayes_dictionary *dictionary);

/* What the pack is to say of itself. */
typedef struct ayes_dictionary_settings {
  const char *name;     /* of the pack */
  const char *language; /* BCP 47 */
  const char *stemmer;  /* Snowball's name */
  const char *base;     /* the pack it stands on */
} ayes_dictionary_settings;

/* The files of a pack; an empty one is not written. Zero-initialise. */
typedef struct ayes_dictionary_pack {
  ayes_buffer json, topics, words, rules;
  size_t terms;     /* entries that became terms */
  size_t wildcards; /* entries that became part of a pattern */
  size_t repeated;  /* left out: the same words stand in the category already */
  size_t unusable;  /* left out: without letters, too long, or nothing but a wildcard */
} ayes_dictionary_pack;

/* Categories become topics; categories that are all called positive, negative, neg_positive or
 * neg_negative (Lexicoder's names: the neg_ ones hold negated phrases and mean the contrary), and
 * words with scores, become a list of good and bad words. The median size of scores weighs 1.
 * AYES_OVER_LIMIT: the wildcards of one category do not fit in one pattern. O(entries). */
ayes_status ayes_dictionary_write(const ayes_dictionary *dictionary,
                                  const ayes_dictionary_settings *settings,
                                  ayes_dictionary_pack *pack, ayes_error *error);
void ayes_dictionary_pack_release(ayes_dictionary_pack *pack);

#endif
