/* SPDX-License-Identifier: MIT
 *
 * The vocabulary and the block of one pack as they come with the program, made while it is built:
 * where the files of a pack are still those it was made of, none of their terms need be read.
 *
 *     if (ayes_compiled_fits(hash, "english"))
 *       ayes_compiled_use(lexicon, error);
 */
#ifndef AYES_LEXICON_COMPILED_H
#define AYES_LEXICON_COMPILED_H

#include "base/buffer.h"
#include "lexicon/lexicon.h"

/* What ayes_compiled_write wrote, in whole words; none while the pack is being compiled. */
extern const uint64_t ayes_compiled_pack[];
extern const size_t ayes_compiled_pack_words;

/* Whether it is the pack whose pack.json has this hash (XXH64), so that it is worth while to look
 * at the other files. */
bool ayes_compiled_may_fit(uint64_t hash);

/* Whether it is the pack of that hash (ayes_lexicon_hash) and was made by a stemmer that stems as
 * the one at hand does: a few hundred of its words are asked for. O(1). */
bool ayes_compiled_fits(uint64_t hash, const char *stemmer);

/* Fills vocabulary, graph of phrases and all a lexicon otherwise has by reading its terms. It must
 * fit, and the entries have been added. AYES_NO_MEMORY. O(bytes). */
ayes_status ayes_compiled_use(ayes_lexicon *lexicon, ayes_error *error);

/* Appends what comes along of a lexicon, for this kind of machine. Failures stay in out. */
void ayes_compiled_write(const ayes_lexicon *lexicon, ayes_buffer *out);

#endif
