/* SPDX-License-Identifier: MIT
 *
 * What compilers may be told of functions.
 *
 *     void ayes_note(const char *format, ...) AYES_PRINTF(1, 2);    -- checked like printf
 *     char *ayes_make_room(size_t length) AYES_SELDOM;              -- what leads there, too, is
 *                                                                      laid out of the way
 */
#ifndef AYES_BASE_ATTRIBUTES_H
#define AYES_BASE_ATTRIBUTES_H

#if defined(__GNUC__)
#define AYES_PRINTF(form, first) __attribute__((__format__(__printf__, form, first)))
#define AYES_SELDOM __attribute__((__cold__))
#else
#define AYES_PRINTF(form, first)
#define AYES_SELDOM
#endif

#endif
