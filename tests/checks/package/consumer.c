/* SPDX-License-Identifier: MIT
 *
 * Somebody else's program: exits 0 when the library that runs is the one whose header it saw.
 */
#include <ayes.h>
#include <string.h>

int main(void) {
  if (strcmp(ayes_version(), AYES_VERSION) != 0) return 1;
  return strcmp(ayes_stance_name(AYES_OPPOSE), "oppose") != 0;
}
