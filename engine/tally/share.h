/* SPDX-License-Identifier: MIT
 *
 * A share with its interval.
 *
 *     ayes_share share = ayes_share_of(9, 11);   -- 0.818, low 0.523, high 0.949
 */
#ifndef AYES_TALLY_SHARE_H
#define AYES_TALLY_SHARE_H

#include <stddef.h>

typedef struct ayes_share {
  double value;     /* part / whole, 0 when whole is 0 */
  double low, high; /* Wilson's interval for 95 %; 0 to 1 when whole is 0 */
  size_t whole;
} ayes_share;

/* Wilson 1927, score interval without continuity correction. */
ayes_share ayes_share_of(size_t part, size_t whole);

#endif
