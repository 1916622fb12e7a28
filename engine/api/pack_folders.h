/* SPDX-License-Identifier: MIT
 *
 * Which folders are read as packs: those asked for, each behind the pack it stands on ("base" in
 * pack.json); and where none is asked for, the pack of the language that came along.
 *
 *     ayes_pack_folders folders = {0};
 *     ayes_pack_folders_find(asked, asked_count, "fr-CA", &folders, error);
 *     ayes_lexicon_open(folders.items, folders.count, &lexicon, error);
 *     ayes_pack_folders_release(&folders);
 */
#ifndef AYES_API_PACK_FOLDERS_H
#define AYES_API_PACK_FOLDERS_H

#include "base/names.h"

enum { AYES_PACK_LIMIT = 64 };

/* Zero-initialise. */
typedef struct ayes_pack_folders {
  const char **items; /* paths, in the order of reading */
  size_t count, capacity;
  ayes_names names; /* of the packs */
  ayes_arena arena; /* holds the paths */
} ayes_pack_folders;

/* Fills folders. language: BCP 47, NULL or empty for "en"; only its first subtag counts, and only
 * when count is 0. AYES_NO_INPUT: no pack of that language came along, or the pack that another one
 * stands on is nowhere. AYES_OVER_LIMIT: a pack stands on AYES_PACK_LIMIT others, as when two
 * stand on each other. */
ayes_status ayes_pack_folders_find(const char *const *asked, size_t count, const char *language,
                                   ayes_pack_folders *folders, ayes_error *error);
void ayes_pack_folders_release(ayes_pack_folders *folders);

#endif
