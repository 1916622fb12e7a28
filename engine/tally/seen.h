/* SPDX-License-Identifier: MIT
 *
 * A set of 64-bit hashes, for finding exact duplicates among answers without keeping the answers.
 *
 *     ayes_seen seen = {0};
 *     ayes_seen_add(&seen, ayes_text_hash(question, text, &scratch), &is_new, error);
 *     ayes_seen_release(&seen);
 *
 * Among a million distinct texts the chance of one false duplicate is below 1 in 10 million.
 */
#ifndef AYES_TALLY_SEEN_H
#define AYES_TALLY_SEEN_H

#include "base/buffer.h"

/* Zero-initialise; set limit before the first addition for memory that is bounded. */
typedef struct ayes_seen {
  uint64_t *slots;   /* 0 is free */
  size_t slot_count; /* a power of two, or 0 */
  size_t count;
  size_t limit; /* hashes to hold at most: past it, what is not known counts as new; 0: no limit */
} ayes_seen;

/* *is_new: whether the hash was not there before. */
ayes_status ayes_seen_add(ayes_seen *seen, uint64_t hash, bool *is_new, ayes_error *error);

/* Has the place of a hash brought near that will be added soon: each lies far from all others. */
void ayes_seen_expect(const ayes_seen *seen, uint64_t hash);

/* Whether the hash was added. */
bool ayes_seen_has(const ayes_seen *seen, uint64_t hash);

void ayes_seen_release(ayes_seen *seen);

/* The hash of a text, folded, with each run of white space as one space. scratch keeps its memory
 * between calls; its failed mark tells that memory ran out. */
uint64_t ayes_folded_hash(ayes_span text, ayes_buffer *scratch);

/* The same where the text is of ASCII and not short, with no white space but single spaces within,
 * as most are; false where it is not so. Such a text needs no cleaning either. room: as many bytes
 * as the text has. */
bool ayes_folded_hash_of_plain(ayes_span text, char *room, uint64_t *hash);

/* That of a text within its question: two answers are exact duplicates when theirs are equal. */
uint64_t ayes_text_hash(ayes_span question, ayes_span text, ayes_buffer *scratch);

/* The same of what ayes_folded_hash has given. */
uint64_t ayes_answer_hash(ayes_span question, uint64_t folded_hash);

/* One hash of two. */
uint64_t ayes_hash_join(uint64_t a, uint64_t b);

#endif
