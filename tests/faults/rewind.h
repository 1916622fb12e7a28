/* SPDX-License-Identifier: MIT
 *
 * What files are like at a moment, so that what a child has done to them can be undone before its
 * parent goes on: a child shares the parent's folders, and the offsets of what is open. Kept are
 * the names below a folder, with the same inodes, since the parent may have them open; their
 * bytes; and offset and bytes of all that is open. Locks and times are not.
 *
 *     rewind_keep(&point, "out");
 *     ... fork, and wait for the child ...
 *     rewind_back(&point);
 *
 * Every function ends the process, saying why, where the system refuses.
 */
#ifndef AYES_TESTS_FAULTS_REWIND_H
#define AYES_TESTS_FAULTS_REWIND_H

#include <sys/types.h>

#include "base/buffer.h"

enum { REWIND_NAMES = 64, REWIND_DESCRIPTORS = 64, REWIND_NAME = 256 };

typedef struct rewind_name {
  char path[REWIND_NAME];
  bool is_folder;
  ayes_buffer bytes;
} rewind_name;

typedef struct rewind_descriptor {
  int number;
  off_t offset;
  bool is_written; /* it may be; then its bytes are kept too */
  ayes_buffer bytes;
} rewind_descriptor;

/* All zero at first; may be used again and again. Large: not for the stack. */
typedef struct rewind_point {
  int left_out; /* a descriptor that is not looked at: what is told of children goes there */
  const char *folder;
  rewind_name names[REWIND_NAMES];
  size_t name_count;
  rewind_descriptor descriptors[REWIND_DESCRIPTORS];
  size_t descriptor_count;
} rewind_point;

/* folder: kept by pointer. Beside it, "kept" in the current folder is made and used. */
void rewind_keep(rewind_point *point, const char *folder);

void rewind_back(rewind_point *point);

void rewind_release(rewind_point *point);

#endif
