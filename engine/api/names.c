/* SPDX-License-Identifier: MIT
 *
 * The version, and the names of labels and statuses.
 */
#include "ayes.h"
#include "tally/labels.h"

const char *ayes_version(void) { return AYES_VERSION; }

const char *ayes_stance_name(ayes_stance stance) { return ayes_label_of_stance(stance); }

const char *ayes_act_name(ayes_act act) { return ayes_label_of_act((unsigned)act); }

const char *ayes_flag_name(ayes_flag flag) { return ayes_label_of_flag((unsigned)flag); }

const char *ayes_status_name(ayes_status status) {
  static const char *const names[AYES_STATUS_COUNT] = {
      [AYES_OK] = "ok",
      [AYES_CHECK_FAILED] = "check_failed",
      [AYES_BAD_USAGE] = "bad_usage",
      [AYES_BAD_DATA] = "bad_data",
      [AYES_NO_INPUT] = "no_input",
      [AYES_OVER_LIMIT] = "over_limit",
      [AYES_NO_MEMORY] = "no_memory",
      [AYES_IO_FAILED] = "io_failed",
      [AYES_INTERNAL] = "internal",
  };
  return (unsigned)status < AYES_STATUS_COUNT ? names[status] : "unknown";
}
