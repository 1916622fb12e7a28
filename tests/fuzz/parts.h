/* SPDX-License-Identifier: MIT
 *
 * Input of a fuzz target that is several texts: parts of it, parted by the byte 0x1E (record
 * separator), which no text of people holds; missing parts are empty. seeds.awk writes such files.
 *
 *     ayes_span rest = fuzz_input(data, size);
 *     ayes_span text = fuzz_part(&rest), target = fuzz_part(&rest);
 */
#ifndef AYES_FUZZ_PARTS_H
#define AYES_FUZZ_PARTS_H

#include <stdint.h>
#include <stdlib.h>

#include "base/span.h"

#define FUZZ_CHECK(condition) ((condition) ? (void)0 : abort())

enum { FUZZ_SEPARATOR = 0x1E };

static inline ayes_span fuzz_input(const uint8_t *data, size_t size) {
  return ayes_span_make((const char *)data, size);
}

static inline ayes_span fuzz_part(ayes_span *rest) {
  ayes_span part = ayes_span_make(NULL, 0);
  (void)ayes_span_split(rest, FUZZ_SEPARATOR, &part);
  return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
