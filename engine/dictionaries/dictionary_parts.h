/* SPDX-License-Identifier: MIT
 *
 * What the readers of dictionaries share: a dictionary while it grows, and the formats.
 *
 *     ayes_dictionary_category(dictionary, parent, name, &number, error);
 *     ayes_dictionary_add(dictionary, (ayes_dictionary_entry){.text = word, .category = number},
 *                         error);
 */
#ifndef AYES_DICTIONARIES_DICTIONARY_PARTS_H
#define AYES_DICTIONARIES_DICTIONARY_PARTS_H

#include "base/names.h"
#include "dictionaries/dictionary.h"

struct ayes_dictionary {
  const char *format;
  ayes_arena arena;
  ayes_names ids; /* of categories; numbers are theirs */
  struct {
    ayes_category *items;
    size_t count, capacity;
  } categories;
  struct {
    ayes_dictionary_entry *items;
    size_t count, capacity;
  } entries;
  size_t passed_over;
};

/* A file being read. */
typedef struct ayes_dictionary_source {
  const char *path;
  ayes_span
      text;    /* UTF-8 without byte order mark; empty for formats that read the file themselves */
  size_t line; /* 1-based, of what is being read */
} ayes_dictionary_source;

/* Finds or adds the category of that name in parent (0: none). AYES_BAD_DATA: the name is empty or
 * too long. */
ayes_status ayes_dictionary_category(ayes_dictionary *dictionary, uint32_t parent, ayes_span name,
                                     uint32_t *number, const ayes_dictionary_source *source,
                                     ayes_error *error);

/* Adds an entry; its text is trimmed and copied, an empty one is passed over. */
ayes_status ayes_dictionary_add(ayes_dictionary *dictionary, ayes_dictionary_entry entry,
                                ayes_error *error);

/* An error at the line being read. */
ayes_status ayes_dictionary_fail(const ayes_dictionary_source *source, const char *problem,
                                 ayes_error *error);

/* The next line without its end; false when there is none. Counts source->line. */
bool ayes_dictionary_line(ayes_dictionary_source *source, ayes_span *rest, ayes_span *line);

typedef ayes_status (*ayes_dictionary_reader)(ayes_dictionary *dictionary,
                                              ayes_dictionary_source *source, ayes_error *error);

ayes_status ayes_dictionary_read_csv(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                     ayes_error *error);
ayes_status ayes_dictionary_read_lexicoder(ayes_dictionary *dictionary,
                                           ayes_dictionary_source *source, ayes_error *error);
ayes_status ayes_dictionary_read_liwc(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error);
ayes_status ayes_dictionary_read_mpqa(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error);
ayes_status ayes_dictionary_read_vader(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                       ayes_error *error);
ayes_status ayes_dictionary_read_wordstat(ayes_dictionary *dictionary,
                                          ayes_dictionary_source *source, ayes_error *error);
ayes_status ayes_dictionary_read_yaml(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error);
ayes_status ayes_dictionary_read_yoshikoder(ayes_dictionary *dictionary,
                                            ayes_dictionary_source *source, ayes_error *error);

#endif
