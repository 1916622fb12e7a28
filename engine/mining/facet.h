/* SPDX-License-Identifier: MIT
 *
 * An answer as mining sees it, and the facets by which answers are told apart: question, stance,
 * group, topic, answer (the tick). The caller joins results and texts into records.
 *
 *     ayes_selector side;
 *     ayes_selector_parse(ayes_span_of("stance=support"), &side, error);
 *     if (ayes_selector_matches(&side, &record)) ...
 */
#ifndef AYES_MINING_FACET_H
#define AYES_MINING_FACET_H

#include "base/error.h"
#include "base/span.h"

typedef struct ayes_mining_evidence {
  size_t start, end; /* code points of the text, end excluded */
  ayes_span topic;   /* or empty */
  ayes_span source;  /* "en/stance.tsv:57" */
} ayes_mining_evidence;

/* All of it is borrowed. */
typedef struct ayes_mining_record {
  ayes_span id, question, group, answer;
  ayes_span stance; /* "support", ...; "blank" without words; empty: not classified */
  ayes_span text;   /* well-formed UTF-8 */
  const ayes_span *topics;
  size_t topic_count;
  const ayes_mining_evidence *evidence;
  size_t evidence_count;
} ayes_mining_record;

typedef enum ayes_facet {
  AYES_FACET_NONE,
  AYES_FACET_QUESTION,
  AYES_FACET_STANCE,
  AYES_FACET_GROUP,
  AYES_FACET_TOPIC,
  AYES_FACET_ANSWER,
  AYES_FACET_COUNT
} ayes_facet;

/* "question", "stance", "group", "topic", "answer"; "" for none. */
const char *ayes_facet_name(ayes_facet facet);

/* The facet of that name, or AYES_FACET_NONE. */
ayes_facet ayes_facet_find(ayes_span name);

/* How many values of a facet a record has: any number of topics, at most one of all others. */
size_t ayes_facet_value_count(ayes_facet facet, const ayes_mining_record *record);

/* A value without the white space around it; a tick that was left out is "Blank". */
ayes_span ayes_facet_value(ayes_facet facet, const ayes_mining_record *record, size_t index);

/* Where a value stands among those of its facet: stances have an order of their own (support
 * first); 0 for all others. */
size_t ayes_facet_rank(ayes_facet facet, ayes_span value);

/* The records that have a value. */
typedef struct ayes_selector {
  ayes_facet facet;
  ayes_span value; /* borrowed */
} ayes_selector;

/* Reads "facet=value". AYES_BAD_USAGE: it has another shape, or there is no such facet. */
ayes_status ayes_selector_parse(ayes_span text, ayes_selector *selector, ayes_error *error);

/* Values are compared without regard to ASCII case. AYES_FACET_NONE matches all. */
bool ayes_selector_matches(const ayes_selector *selector, const ayes_mining_record *record);

#endif
