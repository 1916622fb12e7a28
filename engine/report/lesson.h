/* SPDX-License-Identifier: MIT
 *
 * What ayes_learn says of its work.
 *
 *     ayes_lessons_text(lessons, count, least, &layout, &buffer);
 */
#ifndef AYES_REPORT_LESSON_H
#define AYES_REPORT_LESSON_H

#include "base/buffer.h"
#include "learning/lesson.h"

/* A table with a row a question: labels, agreement of rules, of learned words and of both with
 * labels they had not seen, and why nothing was learned where nothing was. */
void ayes_lessons_text(const ayes_lesson *lessons, size_t count, size_t least, bool colour,
                       ayes_buffer *buffer);

#endif
