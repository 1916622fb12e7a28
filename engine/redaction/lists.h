/* SPDX-License-Identifier: MIT
 *
 * The words that give personal data away, or show that something is none: titles, sign-offs, street
 * words, labels of forms. They are data: redaction.tsv of a pack (lexicons/FORMAT.md).
 *
 *     ayes_lists lists = {0};
 *     status = ayes_lists_read("lexicons/en/redaction.tsv", &lists, error);
 *     if (ayes_lists_word(&lists, word) & AYES_LIST_TITLE) ...
 *     ayes_lists_release(&lists);
 */
#ifndef AYES_REDACTION_LISTS_H
#define AYES_REDACTION_LISTS_H

#include "base/names.h"

/* The column "list" of the file, as bits. */
typedef enum ayes_list {
  AYES_LIST_TITLE = 1 << 0,        /* a name follows: "Professor" */
  AYES_LIST_SURE_TITLE = 1 << 1,   /* even in small letters: "mr" */
  AYES_LIST_RANK = 1 << 2,         /* only in capitals: "PC" */
  AYES_LIST_STREET = 1 << 3,       /* ends the name of a street */
  AYES_LIST_DWELLING = 1 << 4,     /* a part of a house: "flat" */
  AYES_LIST_COUNTED = 1 << 5,      /* its number is no house: "option" */
  AYES_LIST_REFERENCE = 1 << 6,    /* its number is no phone: "ref" */
  AYES_LIST_SIGN_OFF = 1 << 7,     /* "kind regards" */
  AYES_LIST_THANKS = 1 << 8,       /* may be a sign-off */
  AYES_LIST_INTRODUCTION = 1 << 9, /* "my name is" */
  AYES_LIST_HOME = 1 << 10,        /* an address follows: "live at" */
  AYES_LIST_PHONE = 1 << 11,       /* a phone number follows */
  AYES_LIST_ACCOUNT = 1 << 12,     /* a bank account follows */
  AYES_LIST_SORT_CODE = 1 << 13,
  AYES_LIST_PASSPORT = 1 << 14,
  AYES_LIST_VEHICLE = 1 << 15, /* a registration follows */
  AYES_LIST_BIRTH = 1 << 16,   /* a date of birth follows */
  AYES_LIST_MONTH = 1 << 17,
  AYES_LIST_NOT_NAME = 1 << 18,      /* no part of a name, though it may have a capital */
  AYES_LIST_BODY = 1 << 19,          /* part of an organisation's name: "council" */
  AYES_LIST_FILLER = 1 << 20,        /* between a label and its number: "is" */
  AYES_LIST_PARTICLE = 1 << 21,      /* inside names: "van" */
  AYES_LIST_POSTCODE_AREA = 1 << 22, /* "ls" */
  AYES_LIST_INSURANCE = 1 << 23,     /* a National Insurance number follows */
  AYES_LIST_NAME_LABEL = 1 << 24     /* a name follows behind a colon: "name" */
} ayes_list;

enum { AYES_PHRASE_WORDS = 5, AYES_LIST_WORD_LIMIT = 32 };

/* A term of two words or more. */
typedef struct ayes_phrase {
  uint32_t words[AYES_PHRASE_WORDS]; /* numbers in names */
  size_t count;
  unsigned lists;
  size_t next; /* 1-based: the next phrase with the same first word; 0: none */
} ayes_phrase;

typedef struct ayes_list_entry {
  unsigned lists; /* the word alone */
  unsigned opens; /* these, and those of the phrases it opens */
  size_t phrase;  /* 1-based: the first of these phrases; 0: none */
} ayes_list_entry;

/* Zero-initialise. Read-only once read. */
typedef struct ayes_lists {
  ayes_names names;
  struct {
    ayes_list_entry *items;
    size_t count, capacity;
  } entries; /* by number less 1 */
  struct {
    ayes_phrase *items;
    size_t count, capacity;
  } phrases;
  uint32_t starts[32]; /* second letters of words by their first: most words need no look-up */
} ayes_lists;

/* AYES_NO_INPUT, AYES_BAD_DATA with the place, AYES_OVER_LIMIT past 1 MiB. */
ayes_status ayes_lists_read(const char *path, ayes_lists *lists, ayes_error *error);
void ayes_lists_release(ayes_lists *lists);

/* What is known of a word by itself, whatever its case; NULL for nothing. */
const ayes_list_entry *ayes_lists_find(const ayes_lists *lists, ayes_span word);

/* Only its bits. */
unsigned ayes_lists_word(const ayes_lists *lists, ayes_span word);

#endif
