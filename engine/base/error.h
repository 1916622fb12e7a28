/* SPDX-License-Identifier: MIT
 *
 * Filling error records.
 *
 *     return ayes_error_set(error, AYES_BAD_DATA, "expected %zu columns, found %zu", want, have);
 */
#ifndef AYES_BASE_ERROR_H
#define AYES_BASE_ERROR_H

#include "ayes_error.h"
#include "base/attributes.h"

/* Writes status and message, clears the place; error may be NULL. Returns status. */
ayes_status ayes_error_set(ayes_error *error, ayes_status status, const char *format, ...)
    AYES_PRINTF(3, 4) AYES_SELDOM;

/* The same with a place: source may be NULL; line and column are 1-based, 0 for none. */
ayes_status ayes_error_set_at(ayes_error *error, ayes_status status, const char *source,
                              size_t line, size_t column, const char *format, ...)
    AYES_PRINTF(6, 7) AYES_SELDOM;

/* Fills in source where the record has none yet; returns status, which was reported there. */
ayes_status ayes_error_add_source(ayes_error *error, ayes_status status,
                                  const char *source) AYES_SELDOM;

/* Reports memory exhaustion. Returns AYES_NO_MEMORY. */
ayes_status ayes_error_memory(ayes_error *error) AYES_SELDOM;

#endif
