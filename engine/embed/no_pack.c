/* SPDX-License-Identifier: MIT
 *
 * No pack comes along: for the program that compiles it, and where none is asked for.
 */
#include "lexicon/compiled.h"

const uint64_t ayes_compiled_pack[] = {0};
const size_t ayes_compiled_pack_words = 0;
