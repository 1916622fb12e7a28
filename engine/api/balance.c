/* SPDX-License-Identifier: MIT
 *
 * A check of the program, not of its input: nothing that people send can make it fail.
 */
#include "api/balance.h"

#include "base/error.h"

ayes_status ayes_balance_check(const ayes_balance *balance, const ayes_classify_summary *summary,
                               ayes_error *error) {
  size_t answered = summary->classified + summary->duplicate, sided = 0;
  size_t sum = answered + summary->empty + summary->quarantined;
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) sided += summary->stances[i];
  if (balance->read == sum && balance->written == sum && summary->records == sum &&
      sided == answered)
    return AYES_OK;
  return ayes_error_set(error, AYES_INTERNAL,
                        "%zu records were read, %zu counted and %zu results written, which is a "
                        "fault of the program: nothing is kept",
                        balance->read, sum, balance->written);
}
