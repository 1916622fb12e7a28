/* SPDX-License-Identifier: MIT
 *
 * A pack in a folder that stays for the life of the process, so that a target only writes the files
 * that change.
 *
 *     pack_folder *folder = fuzz_pack();
 *     pack_folder_write(folder, "list.tsv", bytes);
 */
#ifndef AYES_FUZZ_PACK_H
#define AYES_FUZZ_PACK_H

#include "fuzz/parts.h"
#include "support/pack_folder.h"

static pack_folder fuzz_folder;

static inline void fuzz_remove_pack(void) { pack_folder_remove(&fuzz_folder); }

static inline pack_folder *fuzz_pack(void) {
  if (fuzz_folder.path[0]) return &fuzz_folder;
  FUZZ_CHECK(pack_folder_make(&fuzz_folder) && atexit(fuzz_remove_pack) == 0);
  return &fuzz_folder;
}

#endif
