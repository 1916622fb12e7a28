/* SPDX-License-Identifier: MIT
 *
 * SPSS files, as libreadstat reads them for us; where it is not built in, all are refused.
 */
#include "fuzz/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_read_table(fuzz_file(data, size), &(ayes_table_options){.format = "sav"});
  return 0;
}
