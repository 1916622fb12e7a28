/* SPDX-License-Identifier: MIT
 *
 * Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. It
 * holds for the small numbers of answers that most consultations get, and never leaves 0 to 1.
 */
#include "tally/share.h"

#include <math.h>

static const double z = 1.959963984540054; /* two-sided 95 % of the normal distribution */

ayes_share ayes_share_of(size_t part, size_t whole) {
  ayes_share share = {0, 0, 1, whole};
  if (whole == 0) return share;
  double n = (double)whole;
  double p = (double)part / n;
  double centre = p + z * z / (2 * n);
  double spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  double scale = 1 + z * z / n;
  share.value = p;
  share.low = part == 0 ? 0 : fmax(0, (centre - spread) / scale);
  share.high = part == whole ? 1 : fmin(1, (centre + spread) / scale);
  return share;
}
