/* SPDX-License-Identifier: MIT
 *
 * Shows where two texts differ, by lines.
 *
 *     if (!ayes_span_equal(expected, actual)) difference_print("stdout", expected, actual);
 */
#ifndef AYES_CASES_DIFFERENCE_H
#define AYES_CASES_DIFFERENCE_H

#include "base/span.h"

/* Prints to stdout the lines between the first and the last that differ: "-" stands before what was
 * expected, "+" before what came. Control bytes are shown as escapes. */
void difference_print(const char *name, ayes_span expected, ayes_span actual);

#endif
