/* SPDX-License-Identifier: MIT
 *
 * Anchors: words of which a text must hold one at least for a pattern to match anywhere in it. Most
 * texts hold none of a pattern's anchors, and looking for these costs less than trying the pattern.
 *
 *     ayes_anchors anchors, leads;
 *     if (ayes_anchors_derive(span_of_a_pattern, &anchors, &leads)) ...     -- else: try every text
 */
#ifndef AYES_RULES_ANCHORS_H
#define AYES_RULES_ANCHORS_H

#include "base/span.h"

enum {
  AYES_ANCHOR_LIMIT = 24, /* anchors of one pattern */
  AYES_ANCHOR_BYTES = 24, /* of a longer one the front stands for it */
  AYES_ANCHOR_REACH = 24, /* bytes */
  AYES_ANCHOR_FAR = UINT8_MAX
};

typedef struct ayes_anchor {
  char bytes[AYES_ANCHOR_BYTES]; /* ASCII letters in lower case */
  uint8_t length;                /* never 0 */
  uint8_t reach;                 /* most bytes of a match that stand before it: at most
                                    AYES_ANCHOR_REACH, or AYES_ANCHOR_FAR */
  bool starts, ends;             /* no letter or digit of ASCII stands before it, or behind */
  bool is_first;                 /* no letter or digit of ASCII stands in the text before it */
  bool is_back;                  /* of what is being read: for deriving */
} ayes_anchor;

typedef struct ayes_anchors {
  ayes_anchor items[AYES_ANCHOR_LIMIT];
  size_t count;
} ayes_anchors;

/* The anchors of a pattern that compiles, to be looked for without regard to ASCII case; leads:
 * anchors of which every match holds one within its reach, or none. False when no anchors follow
 * from it, or it uses what this does not understand. One exception the caller must know of: PCRE2
 * takes U+017F for s and U+212A for k, so a text that holds one of these may match without an
 * anchor. O(bytes).
 */
bool ayes_anchors_derive(ayes_span pattern, ayes_anchors *anchors, ayes_anchors *leads);

#endif
