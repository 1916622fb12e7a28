/* SPDX-License-Identifier: MIT
 *
 * Made answers to measure speed on: the project's own texts, recombined. A chain of the second
 * order (Shannon 1948) over the examples of the spec pages keeps their word frequencies and
 * phrases, and so how many entries of the lists a word meets; a long tail of rare words, made of
 * syllables, keeps caches from looking better than they are. The same bytes on every machine.
 *
 *     speed_corpus_open("tests/spec/stance", &corpus, error);
 *     speed_corpus_add(corpus, &options, number, &line);      -- one record of JSONL, with its end
 *     speed_corpus_close(corpus);
 */
#ifndef BENCH_SPEED_CORPUS_H
#define BENCH_SPEED_CORPUS_H

#include "base/buffer.h"

enum { SPEED_QUESTIONS = 8 };

typedef struct speed_corpus speed_corpus;

typedef struct speed_corpus_options {
  unsigned accented; /* per cent of the words with a letter that is not ASCII */
  bool text_only;    /* the text on a line of its own, without JSON */
} speed_corpus_options;

/* Reads the examples of all pages of a folder. *corpus is yours. */
ayes_status speed_corpus_open(const char *folder, speed_corpus **corpus, ayes_error *error);
void speed_corpus_close(speed_corpus *corpus);

/* Appends record number: about 400 bytes of text, and one in 5,000 of 100 kB. */
void speed_corpus_add(const speed_corpus *corpus, const speed_corpus_options *options,
                      uint64_t number, ayes_buffer *line);

/* Appends survey.json with the questions of the records. */
void speed_corpus_survey(const speed_corpus *corpus, ayes_buffer *survey);

/* Appends the examples with their labels, as fastText wants them for training. */
void speed_corpus_labels(const speed_corpus *corpus, ayes_buffer *lines);

/* Appends a list of count phrases of rare words, some of them after a frequent one. */
void speed_corpus_list(const speed_corpus *corpus, size_t count, ayes_buffer *list);

#endif
