/* SPDX-License-Identifier: MIT
 *
 * A check for the test of the spec runner: the values of text and same must be equal.
 */
#include "spec/spec.h"

void spec_check_tokens(const spec_example *example) {
  if (!ayes_span_equal(spec_get(example, "text"), spec_get(example, "same")))
    spec_fail(example, "text and same differ");
}
