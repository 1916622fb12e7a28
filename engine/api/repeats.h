/* SPDX-License-Identifier: MIT
 *
 * Letters that many send: what was found in an answer is kept for the next one with the same text,
 * question, proposal and tick, of which it is true as well.
 *
 *     const ayes_repeat *known = ayes_repeats_find(repeats, &answer, is_clean);
 *     if (!known) ayes_repeats_keep(repeats, &answer, &found);
 *
 * Nothing is kept of an answer that is seen for the first time but its hash, and what is kept is
 * compared in full.
 */
#ifndef AYES_API_REPEATS_H
#define AYES_API_REPEATS_H

#include "ayes.h"
#include "base/error.h"
#include "base/span.h"

/* What was found: what is counted, and the bytes written of it. */
typedef struct ayes_repeat {
  ayes_stance stance;
  unsigned flags;
  bool learned;
  uint64_t hash;      /* as of ayes_text_hash */
  ayes_span findings; /* of the record, behind its text */
} ayes_repeat;

/* One thread's. */
typedef struct ayes_repeats ayes_repeats;

/* *repeats is yours. */
ayes_status ayes_repeats_new(ayes_repeats **repeats, ayes_error *error);
void ayes_repeats_free(ayes_repeats *repeats);

/* What was found in such an answer, the repeats' until the next call; or NULL. is_clean: its text
 * is known to need no cleaning (ayes_utf8_clean). O(bytes). */
const ayes_repeat *ayes_repeats_find(ayes_repeats *repeats, const ayes_answer *answer,
                                     bool is_clean);

/* The folded hash (tally/seen.h) of the text of the answer that was looked for last, which needs no
 * cleaning; false where looking did not need it. */
bool ayes_repeats_hash(const ayes_repeats *repeats, uint64_t *folded_hash);

/* Keeps what was found in the answer that was looked for last, if it has been seen before; findings
 * are copied. Without memory, nothing is kept. */
void ayes_repeats_keep(ayes_repeats *repeats, const ayes_answer *answer, const ayes_repeat *found);

#endif
