/* SPDX-License-Identifier: MIT
 *
 * pack.json is checked against a table of its keys before anything of it is used: a misspelt key
 * would otherwise be silence. The JSON stays with the pack, which borrows its strings.
 */
#include "base/json.h"
#include "lexicon/builder.h"

enum { PACK_FILE_LIMIT = 1024 * 1024 };

typedef enum key_type { KEY_TEXT, KEY_FILE, KEY_FILES, KEY_FLAG, KEY_OBJECT } key_type;

typedef struct pack_key {
  const char *name;
  key_type type;
  bool required;
} pack_key;

static const pack_key pack_keys[] = {
    {"name", KEY_TEXT, true},        {"language", KEY_TEXT, true},
    {"stemmer", KEY_TEXT, true},     {"version", KEY_TEXT, false},
    {"lists", KEY_FILES, false},     {"topics", KEY_FILES, false},
    {"rules", KEY_FILES, false},     {"abbreviations", KEY_FILE, false},
    {"stop_words", KEY_FILE, false}, {"aspect_topics", KEY_TEXT, false},
    {"base", KEY_TEXT, false},       {"own_topics_only", KEY_FLAG, false},
    {"decision", KEY_OBJECT, false}, {"placeholders", KEY_FILE, false},
};

static ayes_status fail(const char *path, const char *key, const char *problem, ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "\"%.80s\" %s", key, problem);
}

/* A pack may name files of its own folder only, whoever wrote it. */
static bool is_file_name(const json_t *value) {
  const char *name = json_string_value(value);
  return name && name[0] && strlen(name) == json_string_length(value) && !strchr(name, '/') &&
         !strstr(name, "..");
}

static bool is_text(const json_t *value) {
  const char *text = json_string_value(value);
  if (!text || !text[0]) return false;
  for (size_t i = 0; i < json_string_length(value); i++)
    if ((unsigned char)text[i] < 0x20 || text[i] == '/') return false;
  return true;
}

static bool are_file_names(const json_t *value) {
  if (!json_is_array(value)) return false;
  for (size_t i = 0; i < json_array_size(value); i++)
    if (!is_file_name(json_array_get(value, i))) return false;
  return true;
}

static ayes_status check_value(const pack_key *key, const json_t *value, const char *path,
                               ayes_error *error) {
  static const char *const wanted[] = {
      [KEY_TEXT] = "must be a text that is not empty and has no '/'",
      [KEY_FILE] = "must be the name of a file in this folder",
      [KEY_FILES] = "must be an array of names of files in this folder",
      [KEY_FLAG] = "must be true or false",
      [KEY_OBJECT] = "must be an object",
  };
  bool good = key->type == KEY_TEXT    ? is_text(value)
              : key->type == KEY_FILE  ? is_file_name(value)
              : key->type == KEY_FILES ? are_file_names(value)
              : key->type == KEY_FLAG  ? json_is_boolean(value)
                                       : json_is_object(value);
  return good ? AYES_OK : fail(path, key->name, wanted[key->type], error);
}

static bool is_known(const char *key) {
  for (size_t i = 0; i < sizeof pack_keys / sizeof *pack_keys; i++)
    if (strcmp(key, pack_keys[i].name) == 0) return true;
  return false;
}

static ayes_status check_keys(json_t *root, const char *path, ayes_error *error) {
  if (!json_is_object(root))
    return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0, "must hold one JSON object");
  for (void *at = json_object_iter(root); at; at = json_object_iter_next(root, at))
    if (!is_known(json_object_iter_key(at)))
      return fail(path, json_object_iter_key(at), "is no key of a pack", error);
  for (size_t i = 0; i < sizeof pack_keys / sizeof *pack_keys; i++) {
    const json_t *value = json_object_get(root, pack_keys[i].name);
    if (!value && pack_keys[i].required) return fail(path, pack_keys[i].name, "is missing", error);
    ayes_status status = value ? check_value(&pack_keys[i], value, path, error) : AYES_OK;
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static const char *text_of(const json_t *root, const char *key) {
  const char *text = json_string_value(json_object_get(root, key));
  return text ? text : "";
}

static ayes_status name_rules(ayes_builder *builder, ayes_pack *pack, ayes_error *error) {
  const json_t *names = json_object_get(pack->json, "rules");
  size_t count = json_array_size(names);
  const char **paths = ayes_arena_new_zeroed(&builder->lexicon->arena, count, sizeof *paths, error);
  if (!paths) return AYES_NO_MEMORY;
  for (size_t i = 0; i < count; i++) {
    paths[i] = ayes_builder_path(builder, json_string_value(json_array_get(names, i)), error);
    if (!paths[i]) return AYES_NO_MEMORY;
  }
  pack->rules = paths;
  pack->rule_count = count;
  return AYES_OK;
}

static ayes_status fill(ayes_builder *builder, ayes_pack *pack, const char *folder, json_t *root,
                        ayes_error *error) {
  pack->folder = ayes_arena_copy(&builder->lexicon->arena, ayes_span_of(folder), error);
  if (!pack->folder) return AYES_NO_MEMORY;
  pack->name = text_of(root, "name");
  pack->language = text_of(root, "language");
  pack->stemmer = text_of(root, "stemmer");
  pack->version = text_of(root, "version");
  pack->own_topics_only = json_is_true(json_object_get(root, "own_topics_only"));
  builder->pack = pack;
  return name_rules(builder, pack, error);
}

/* The pack owns the JSON from the moment it is added. */
static ayes_status add_pack(ayes_builder *builder, const char *folder, json_t *root,
                            ayes_error *error) {
  ayes_pack *pack = ayes_array_add(&builder->lexicon->packs, error);
  if (!pack) {
    json_decref(root);
    return AYES_NO_MEMORY;
  }
  *pack = (ayes_pack){.json = root};
  return fill(builder, pack, folder, root, error);
}

ayes_status ayes_pack_read(ayes_builder *builder, const char *folder, ayes_error *error) {
  ayes_buffer bytes = {0};
  json_t *root = NULL;
  const char *path = ayes_file_join(&builder->lexicon->arena, folder, "pack.json", error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_file_read(path, PACK_FILE_LIMIT, &bytes, error);
  if (status == AYES_OK) status = ayes_json_parse(ayes_buffer_span(&bytes), path, &root, error);
  if (status == AYES_OK) {
    ayes_builder_hash(builder, ayes_buffer_span(&bytes));
    status = check_keys(root, path, error);
  }
  ayes_buffer_release(&bytes);
  if (status == AYES_OK) return add_pack(builder, folder, root, error);
  json_decref(root);
  return status;
}
