/* SPDX-License-Identifier: MIT
 *
 * A check digit, worked out apart from the engine.
 *
 *     char digits[11] = "999123456";
 *     redaction_close_nhs(digits);
 */
#ifndef AYES_TESTS_REDACTION_CODES_H
#define AYES_TESTS_REDACTION_CODES_H

#include <stdbool.h>

/* Puts the tenth digit behind nine; false when there is none for them. */
static inline bool redaction_close_nhs(char *digits) {
  int sum = 0;
  for (int i = 0; i < 9; i++) sum += (digits[i] - '0') * (10 - i);
  int check = 11 - sum % 11;
  if (check == 11) check = 0;
  digits[9] = (char)('0' + check);
  digits[10] = '\0';
  return check != 10;
}

#endif
