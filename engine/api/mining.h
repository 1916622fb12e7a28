/* SPDX-License-Identifier: MIT
 *
 * Results for mining: files read one after another, each record joined into what mining/ sees.
 *
 *     ayes_mining_run run = {.mining = mining, .visit = count, .user = &counts};
 *     ayes_mining_read(&run, error);
 *     run.selected
 */
#ifndef AYES_API_MINING_H
#define AYES_API_MINING_H

#include "api/engine.h"
#include "api/sink.h"
#include "mining/words.h"
#include "report/mining.h"

typedef ayes_status (*ayes_mining_visit)(void *user, const ayes_mining_record *record,
                                         ayes_error *error);

/* Zero-initialise but for the first four. */
typedef struct ayes_mining_run {
  const ayes_mining *mining;
  ayes_mining_visit visit; /* told each record that is wanted, in order */
  void *user;
  bool needs_text;     /* records without the field "text" are an error */
  size_t records;      /* read */
  size_t quarantined;  /* errors in the place of results */
  size_t selected;     /* visited */
  size_t unclassified; /* visited, without a stance */
} ayes_mining_run;

/* AYES_BAD_DATA names file and line. */
ayes_status ayes_mining_read(ayes_mining_run *run, ayes_error *error);

/* Words by the engine's first pack; words->types is the caller's to free. */
ayes_status ayes_mining_words(const ayes_engine *engine, ayes_words *words, ayes_error *error);
void ayes_mining_words_release(ayes_words *words);

/* How to write, from mining->format, width and colour. AYES_BAD_USAGE. */
ayes_status ayes_mining_writer_set(const ayes_mining *mining, ayes_buffer *buffer,
                                   ayes_mining_writer *writer, ayes_error *error);

/* Reads "N" or "N..M" from 1 to 3; NULL gives 1. AYES_BAD_USAGE. */
ayes_status ayes_mining_ngrams(const char *text, size_t *shortest, size_t *longest,
                               ayes_error *error);

/* Reads the name of a facet; NULL gives otherwise. AYES_BAD_USAGE: option names what was wrong. */
ayes_status ayes_mining_facet(const char *option, const char *name, ayes_facet otherwise,
                              ayes_facet *facet, ayes_error *error);

#endif
