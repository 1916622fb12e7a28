/* SPDX-License-Identifier: MIT
 *
 * Packs that came along are looked for beside the program first, so that a moved installation and a
 * build tree both find their own. A base is looked for beside the pack that names it, then among
 * those that came along; a pack of that name that was asked for before counts as it.
 */
#include "api/pack_folders.h"

#include <unistd.h>

#include "api/engine.h"
#include "base/array.h"
#include "base/file.h"
#include "base/json.h"

enum { PATH_LIMIT = 4096, LANGUAGE_LIMIT = 8 };

/* ---- Packs that came along ---- */

/* The folder of the running program; empty when the system does not say. */
static ayes_span program_folder(char *space, size_t size) {
  ssize_t length = readlink("/proc/self/exe", space, size);
  if (length <= 0 || (size_t)length >= size) return ayes_span_make(NULL, 0);
  size_t end = (size_t)length;
  while (end && space[end - 1] != '/') end--;
  return ayes_span_make(space, end);
}

/* path becomes folder, rest and name, with a zero byte, when there is a pack. */
static bool try_folder(ayes_buffer *path, ayes_span folder, const char *rest, ayes_span name) {
  ayes_buffer_clear(path);
  ayes_buffer_add(path, folder);
  ayes_buffer_add_text(path, rest);
  ayes_buffer_add_byte(path, '/');
  ayes_buffer_add(path, name);
  ayes_buffer_add_text(path, "/pack.json");
  ayes_buffer_add_byte(path, '\0');
  if (path->failed || !ayes_file_exists(path->data)) return false;
  path->length -= strlen("/pack.json") + 1;
  ayes_buffer_add_byte(path, '\0');
  return !path->failed;
}

/* program: the folder of the running program, which is asked for once for all of them. */
static bool folder_at(size_t index, ayes_span program, char *path, size_t size) {
  static const char *const beside[] = {"../share/ayes/lexicons", "../../lexicons", "../lexicons",
                                       "../../../lexicons"};
  static const char *const built_in[] = {
#ifdef AYES_LEXICONS_INSTALLED
      AYES_LEXICONS_INSTALLED,
#endif
#ifdef AYES_LEXICONS_SOURCE
      AYES_LEXICONS_SOURCE,
#endif
      NULL};
  enum {
    BESIDE = sizeof beside / sizeof *beside,
    ALL = BESIDE + sizeof built_in / sizeof *built_in
  };
  ayes_span folder = index < BESIDE ? program : ayes_span_of("");
  const char *rest = index < BESIDE ? beside[index] : index < ALL ? built_in[index - BESIDE] : NULL;
  if (!rest) return false;
  int length = snprintf(path, size, "%.*s%s", (int)folder.length, folder.data, rest);
  if (length < 0 || (size_t)length >= size || (index < BESIDE && !folder.length)) path[0] = '\0';
  return true;
}

bool ayes_lexicons_folder(size_t index, char *path, size_t size) {
  char space[PATH_LIMIT];
  return folder_at(index, program_folder(space, sizeof space), path, size);
}

/* Whether a pack of that name came along; path is its folder then. */
static bool came_along(ayes_buffer *path, ayes_span name) {
  char folder[PATH_LIMIT], space[PATH_LIMIT];
  ayes_span program = program_folder(space, sizeof space);
  for (size_t i = 0; folder_at(i, program, folder, sizeof folder); i++)
    if (folder[0] && try_folder(path, ayes_span_of(folder), "", name)) return true;
  return false;
}

/* "fr" of "fr-CA", "FR_ca"; empty when it begins with no letter or is no language at all. */
static ayes_span language_of(const char *tag, char space[LANGUAGE_LIMIT]) {
  size_t length = 0;
  while (length < LANGUAGE_LIMIT && ayes_byte_is_letter(tag[length])) {
    space[length] = ayes_byte_to_lower(tag[length]);
    length++;
  }
  bool ends = tag[length] == '\0' || tag[length] == '-' || tag[length] == '_';
  return ayes_span_make(space, ends ? length : 0);
}

ayes_status ayes_default_pack(const char *language, ayes_buffer *path, ayes_error *error) {
  char space[LANGUAGE_LIMIT];
  if (!language || !language[0]) language = "en";
  ayes_span name = language_of(language, space);
  if (name.length && came_along(path, name)) return AYES_OK;
  if (path->failed) return ayes_error_memory(error);
  return ayes_error_set(error, AYES_NO_INPUT,
                        "no lexicon for the language \"%.40s\" came along; name the folder of one",
                        language);
}

/* ---- What stands on what ---- */

/* What is looked at of a pack before it is read. */
typedef struct pack_head {
  const char *path, *name, *base; /* base: "" for none */
} pack_head;

/* Bases behind one another, the last one first to be read. */
typedef struct pack_chain {
  pack_head items[AYES_PACK_LIMIT];
  size_t count;
} pack_chain;

/* A file that is missing or wrong has no name and no base: what is wrong with it is said when it is
 * read as a pack. */
static ayes_status read_head(ayes_arena *arena, const char *folder, pack_head *head,
                             ayes_error *error) {
  json_t *root = NULL;
  const char *file = ayes_file_join(arena, folder, "pack.json", error);
  if (!file) return AYES_NO_MEMORY;
  if (ayes_json_read(file, &root, error) == AYES_NO_MEMORY) return AYES_NO_MEMORY;
  head->path = ayes_arena_copy(arena, ayes_span_of(folder), error);
  head->name = ayes_arena_copy(arena, ayes_json_string(root, "name"), error);
  head->base = ayes_arena_copy(arena, ayes_json_string(root, "base"), error);
  json_decref(root);
  return head->path && head->name && head->base ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status find_base(const pack_head *head, ayes_buffer *path, ayes_error *error) {
  ayes_span name = ayes_span_of(head->base);
  bool is_name = !strchr(head->base, '/') && strcmp(head->base, "..") != 0;
  if (is_name && try_folder(path, ayes_span_of(head->path), "/..", name)) return AYES_OK;
  if (is_name && came_along(path, name)) return AYES_OK;
  if (path->failed) return ayes_error_memory(error);
  return ayes_error_set_at(error, AYES_NO_INPUT, head->path, 0, 0,
                           "the lexicon \"%.80s\" that it stands on is neither beside it nor among "
                           "those that came along",
                           head->base);
}

static ayes_status too_many(ayes_error *error) {
  return ayes_error_set(error, AYES_OVER_LIMIT,
                        "over %d lexicons; does one stand on another that stands on it?",
                        AYES_PACK_LIMIT);
}

static ayes_status find_chain(ayes_pack_folders *folders, const char *folder, pack_chain *chain,
                              ayes_error *error) {
  ayes_buffer path = {0};
  pack_head *last = &chain->items[chain->count++];
  ayes_status status = read_head(&folders->arena, folder, last, error);
  while (status == AYES_OK && last->base[0] &&
         !ayes_names_find(&folders->names, ayes_span_of(last->base))) {
    status = find_base(last, &path, error);
    if (status == AYES_OK && chain->count == AYES_PACK_LIMIT) status = too_many(error);
    if (status != AYES_OK) break;
    last = &chain->items[chain->count++];
    status = read_head(&folders->arena, path.data, last, error);
  }
  ayes_buffer_release(&path);
  return status;
}

/* Adds the folder behind the packs it stands on. */
static ayes_status add_with_bases(ayes_pack_folders *folders, const char *folder,
                                  ayes_error *error) {
  pack_chain chain = {.count = 0};
  uint32_t number;
  ayes_status status = find_chain(folders, folder, &chain, error);
  for (size_t i = chain.count; status == AYES_OK && i > 0; i--) {
    const char **item = ayes_array_add(folders, error);
    if (!item) return AYES_NO_MEMORY;
    *item = chain.items[i - 1].path;
    status = ayes_names_add(&folders->names, ayes_span_of(chain.items[i - 1].name), &number, error);
  }
  return status;
}

ayes_status ayes_pack_folders_find(const char *const *asked, size_t count, const char *language,
                                   ayes_pack_folders *folders, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < count; i++)
    status = add_with_bases(folders, asked[i], error);
  if (count) return status;
  ayes_buffer path = {0};
  status = ayes_default_pack(language, &path, error);
  if (status == AYES_OK) status = add_with_bases(folders, path.data, error);
  ayes_buffer_release(&path);
  return status;
}

void ayes_pack_folders_release(ayes_pack_folders *folders) {
  ayes_array_release(folders);
  ayes_names_release(&folders->names);
  ayes_arena_release(&folders->arena);
}
