/* SPDX-License-Identifier: MIT
 *
 * Dictionaries of other programs in, lexicons out. A pack is written beside nobody's work: where a
 * pack.json stands already nothing is touched, and pack.json comes last, so that a folder with one
 * is whole.
 */
#include "dictionaries/dictionary.h"

#include "api/engine.h"
#include "api/sink.h"
#include "base/file.h"
#include "base/json.h"
#include "dictionaries/export.h"
#include "report/export_parts.h"

static const char *const formats[] = {"text", "json", NULL};

/* ---- Import ---- */

typedef struct importing {
  const ayes_dictionary_import *options;
  ayes_arena arena;
  ayes_dictionary *dictionary;
  ayes_dictionary_settings settings;
  ayes_dictionary_pack pack;
  ayes_error *error;
} importing;

/* "liwc" of "packs/liwc/" */
static ayes_status name_pack(importing *it) {
  ayes_span folder = ayes_span_of(it->options->folder);
  while (folder.length && folder.data[folder.length - 1] == '/') folder.length--;
  const char *path = ayes_arena_copy(&it->arena, folder, it->error);
  if (!path) return AYES_NO_MEMORY;
  it->settings.name = ayes_file_name(path);
  if (it->settings.name[0] && strcmp(it->settings.name, ".") != 0 &&
      strcmp(it->settings.name, "..") != 0)
    return AYES_OK;
  return ayes_error_set(it->error, AYES_BAD_USAGE, "the folder of a pack must have a name");
}

/* The pack of the language that came along says which stemmer, and is what the new one stands on.
 */
static ayes_status read_base(importing *it) {
  ayes_buffer folder = {0};
  json_t *root = NULL;
  const char *path = NULL;
  ayes_status status = ayes_default_pack(it->options->language, &folder, it->error);
  if (status == AYES_OK) {
    path = ayes_file_join(&it->arena, folder.data, "pack.json", it->error);
    status = path ? ayes_json_read(path, &root, it->error) : AYES_NO_MEMORY;
  }
  if (status == AYES_OK) {
    it->settings.language =
        ayes_arena_copy(&it->arena, ayes_json_string(root, "language"), it->error);
    it->settings.stemmer =
        ayes_arena_copy(&it->arena, ayes_json_string(root, "stemmer"), it->error);
    it->settings.base = ayes_arena_copy(&it->arena, ayes_json_string(root, "name"), it->error);
    if (!it->settings.language || !it->settings.stemmer || !it->settings.base)
      status = AYES_NO_MEMORY;
  }
  json_decref(root);
  ayes_buffer_release(&folder);
  return status;
}

static ayes_status refuse_overwriting(importing *it) {
  const char *path = ayes_file_join(&it->arena, it->options->folder, "pack.json", it->error);
  if (!path) return AYES_NO_MEMORY;
  if (!ayes_file_exists(path)) return AYES_OK;
  return ayes_error_set_at(it->error, AYES_BAD_USAGE, path, 0, 0,
                           "is there already; name a folder without a pack");
}

static ayes_status write_file(const importing *it, const char *name, const ayes_buffer *bytes) {
  ayes_output *output;
  if (bytes->length == 0) return AYES_OK;
  ayes_status status = ayes_export_output(it->options->folder, name, &output, it->error);
  if (status != AYES_OK) return status;
  status = ayes_output_write(output, ayes_buffer_span(bytes), it->error);
  ayes_status closing = ayes_output_close(output, status == AYES_OK, it->error);
  return status == AYES_OK ? closing : status;
}

static ayes_status write_files(importing *it) {
  ayes_export_folder made;
  ayes_status status = ayes_export_folder_open(it->options->folder, "", &made, it->error);
  if (status != AYES_OK) return status;
  status = write_file(it, "topics.tsv", &it->pack.topics);
  if (status == AYES_OK) status = write_file(it, "words.tsv", &it->pack.words);
  if (status == AYES_OK) status = write_file(it, "rules.tsv", &it->pack.rules);
  if (status == AYES_OK) status = write_file(it, "pack.json", &it->pack.json);
  ayes_export_folder_close(&made, status == AYES_OK);
  return status;
}

static void add_figure(ayes_buffer *buffer, bool as_json, const char *name, size_t count) {
  if (as_json) ayes_buffer_add_format(buffer, ",\n  \"%s\": %zu", name, count);
  else ayes_buffer_add_format(buffer, ", %zu %s", count, name);
}

static void describe(const importing *it, bool as_json, ayes_buffer *buffer) {
  const ayes_dictionary_pack *pack = &it->pack;
  ayes_buffer_add_text(buffer, as_json ? "{\n  \"format\": \"" : "");
  ayes_buffer_add_text(buffer, ayes_dictionary_format(it->dictionary));
  ayes_buffer_add_text(buffer, as_json ? "\",\n  \"becomes\": \"" : ": ");
  ayes_buffer_add_text(buffer, pack->topics.length ? "topics" : "words");
  ayes_buffer_add_text(buffer, as_json ? "\"" : "");
  add_figure(buffer, as_json, "categories", ayes_dictionary_category_count(it->dictionary));
  add_figure(buffer, as_json, "terms", pack->terms);
  add_figure(buffer, as_json, "wildcards", pack->wildcards);
  if (!as_json) ayes_buffer_add_text(buffer, "; left out");
  add_figure(buffer, as_json, "repeated", pack->repeated);
  add_figure(buffer, as_json, "unusable", pack->unusable);
  add_figure(buffer, as_json, "neutral", ayes_dictionary_passed_over(it->dictionary));
  ayes_buffer_add_text(buffer, as_json ? "\n}\n" : "\n");
}

static ayes_status import(importing *it) {
  const ayes_dictionary_import *options = it->options;
  ayes_status status = name_pack(it);
  if (status == AYES_OK) status = refuse_overwriting(it);
  if (status == AYES_OK) status = read_base(it);
  if (status == AYES_OK)
    status = ayes_dictionary_read(options->path, options->input_format, &it->dictionary, it->error);
  if (status == AYES_OK)
    status = ayes_dictionary_write(it->dictionary, &it->settings, &it->pack, it->error);
  return status == AYES_OK ? write_files(it) : status;
}

ayes_status ayes_lexicon_import(const ayes_dictionary_import *options, ayes_sink sink,
                                ayes_error *error) {
  importing it = {.options = options, .error = error};
  ayes_buffer buffer = {0};
  size_t index;
  ayes_status status = ayes_format_find(options->output_format, formats, &index, error);
  if (status == AYES_OK) status = import(&it);
  if (status == AYES_OK) describe(&it, index == 1, &buffer);
  status = ayes_sink_finish(&sink, &buffer, status, error);
  ayes_dictionary_pack_release(&it.pack);
  ayes_dictionary_free(it.dictionary);
  ayes_arena_release(&it.arena);
  return status;
}

/* ---- Export ---- */

ayes_status ayes_lexicon_export(const ayes_engine *engine, ayes_sink sink,
                                ayes_lexicon_export_summary *summary, ayes_error *error) {
  ayes_buffer buffer = {0};
  ayes_dictionary_counts counts;
  ayes_status status = ayes_dictionary_export(engine->lexicon, &buffer, &counts, error);
  if (summary)
    *summary = (ayes_lexicon_export_summary){counts.keys, counts.entries, counts.hints,
                                             counts.beyond, ayes_rules_count(engine->rules)};
  return ayes_sink_finish(&sink, &buffer, status, error);
}
