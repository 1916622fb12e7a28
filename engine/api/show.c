/* SPDX-License-Identifier: MIT
 *
 * Text of users in what a program prints, character by character and without memory: an error may
 * be about that.
 */
#include "ayes.h"
#include "report/terminal.h"

size_t ayes_show(const char *text, char shown[AYES_SHOWN_BYTES]) {
  enum { LONGEST = 4 }; /* UTF-8 */
  _Static_assert((int)AYES_TERMINAL_BYTES < (int)AYES_SHOWN_BYTES, "room for the NUL");
  size_t taken = 0, length = 0;
  if (*text)
    length = ayes_terminal_show(ayes_span_make(text, strnlen(text, LONGEST)), shown, &taken);
  shown[length] = '\0';
  return taken;
}
