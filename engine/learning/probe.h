/* SPDX-License-Identifier: MIT
 *
 * What a good word would count in each place of an answer: a mark of kind good and weight 1 is put
 * there, the rules judge again, and what they make of it is read. It comes out as they turn and
 * scale any listed word: by negation, effect verbs, contrast and by what the proposal does to what
 * is spoken of. So words can be learned across proposals without turning any label.
 *
 *     ayes_probes probes = {0};
 *     ayes_probe(&source, limit, &probes, error);
 *     probes.items[0].value
 *     ayes_probes_release(&probes);
 *
 * For learning only: a run of the judge for every place.
 */
#ifndef AYES_LEARNING_PROBE_H
#define AYES_LEARNING_PROBE_H

#include "stance/stance.h"

enum { AYES_PROBE_WORDS = 4 }; /* of the longest place */

/* An answer as it was judged. judge works on it again: what it has said of it is gone then. */
typedef struct ayes_probe_source {
  const ayes_text *text;
  const uint8_t *tags; /* by token, from ayes_target_tag */
  const ayes_marks *marks;
  const ayes_target *target;
  ayes_judge *judge;
} ayes_probe_source;

/* A place of one to AYES_PROBE_WORDS tokens in one sentence with no comma or break in it, touched
 * by no opinion, reverse or negation. */
typedef struct ayes_probed {
  uint32_t first, last; /* tokens, last excluded */
  double value;         /* above 0: a good word there speaks for the proposal */
} ayes_probed;

/* Zero-initialise. */
typedef struct ayes_probes {
  ayes_probed *items; /* by first token, the shortest first; those that count nothing left out */
  size_t count, capacity;
  ayes_marks marks; /* working memory */
} ayes_probes;

/* Clears and fills probes with the places among the first limit tokens. AYES_NO_MEMORY.
 * O(places * marks). */
ayes_status ayes_probe(const ayes_probe_source *source, size_t limit, ayes_probes *probes,
                       ayes_error *error);

void ayes_probes_release(ayes_probes *probes);

#endif
