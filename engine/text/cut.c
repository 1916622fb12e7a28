/* SPDX-License-Identifier: MIT
 *
 * Of 64 bytes a bit each says what is no letter or digit, and what is a space. A word ends where a
 * space has one of the others' bits clear before it; the words before the first byte that is
 * neither, or the second of two spaces, are cut by walking over those ends. What does not end
 * within the block is read again from its start. O(bytes).
 */
#include "text/cut.h"

#include "base/array.h"
#include "text/scan.h"

enum { BLOCK = 64 };

/* Bits of a block. */
typedef struct block {
  uint64_t ends;  /* spaces behind a word, before anything else */
  uint64_t stops; /* what stops the cutting: no word starts the block, or follows a space */
} block;

static block read_block(const char *data) {
  uint64_t others = 0, spaces = 0;
  for (unsigned i = 0; i < BLOCK; i += AYES_LANES) {
    others |= (uint64_t)ayes_lanes_not_word(data + i) << i;
    spaces |= (uint64_t)ayes_lanes_spaces(data + i) << i;
  }
  return (block){.ends = spaces & ~(others << 1), .stops = others & (~spaces | others << 1 | 1)};
}

/* The block at a place, of which what lies behind the limit stops the cutting. */
static block block_at(const ayes_word_cut *cut, size_t at) {
  ayes_span bytes = cut->text->bytes;
  char copy[BLOCK] = {0};
  size_t readable = bytes.length - at, left = cut->limit - at;
  const char *data = bytes.data + at;
  if (readable < BLOCK) data = memcpy(copy, data, readable);
  block found = read_block(data);
  if (left < BLOCK) found.stops |= ~UINT64_C(0) << left;
  if (found.stops) found.ends &= (found.stops & -found.stops) - 1;
  return found;
}

static void add_words(ayes_word_cut *cut, size_t at, uint64_t ends, size_t *next) {
  ayes_token *token = cut->text->tokens.items + cut->text->tokens.count;
  size_t start = at;
  for (; ends; ends &= ends - 1) {
    size_t end = at + ayes_first_bit(ends);
    *token++ = (ayes_token){.start = (uint32_t)start,
                            .end = (uint32_t)end,
                            .sentence = cut->sentence,
                            .flags = (uint16_t)cut->flags};
    cut->flags = 0;
    cut->last_end = end;
    start = end + 1;
  }
  cut->text->tokens.count = (size_t)(token - cut->text->tokens.items);
  *next = start;
}

ayes_status ayes_cut_words(ayes_word_cut *cut, size_t *at, ayes_error *error) {
  ayes_text *text = cut->text;
  while (*at < cut->limit) {
    block found = block_at(cut, *at);
    if (!found.ends) break;
    ayes_status status =
        ayes_array_reserve(&text->tokens.items, &text->tokens.capacity,
                           text->tokens.count + BLOCK / 2, sizeof *text->tokens.items, error);
    if (status != AYES_OK) return status;
    add_words(cut, *at, found.ends, at);
    if (found.stops) break;
  }
  return AYES_OK;
}
