/* SPDX-License-Identifier: MIT
 *
 * Shard I of N holds every Nth record from the Ith on, so the whole is one line of each in turn.
 * Which file is which shard, and that they belong together, their manifests say; each file is
 * checked against its manifest while it is read. O(bytes), one block of memory a shard.
 */
#include <errno.h>

#include "api/sink.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"

enum { BLOCK_BYTES = 256 * 1024, SHARD_LIMIT = 1000 };

typedef struct shard {
  const char *manifest; /* path */
  json_t *json;
  char *path; /* of the results */
  FILE *file;
  ayes_buffer text; /* read and not yet taken */
  size_t at;        /* what of it is taken */
  bool at_end;
  ayes_hash *hash;
} shard;

typedef struct merging {
  shard *shards; /* in order once sorted */
  size_t count;
  ayes_arena arena;
  ayes_sink sink;
  ayes_buffer output;
  size_t records;
} merging;

/* ---- Manifests ---- */

static size_t number_at(const json_t *json, const char *object, const char *key) {
  json_int_t value = json_integer_value(json_object_get(json_object_get(json, object), key));
  return value > 0 ? (size_t)value : 0;
}

static ayes_status wrong(const shard *it, const char *problem, ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, it->manifest, 0, 0, "%s", problem);
}

/* The results lie beside their manifest, under the name it gives. */
static ayes_status find_results(merging *it, shard *part, ayes_error *error) {
  const char *name =
      json_string_value(json_object_get(json_object_get(part->json, "output"), "path"));
  size_t folder_length = (size_t)(ayes_file_name(part->manifest) - part->manifest);
  if (!name || strchr(name, '/'))
    return wrong(part, "names no file of results; classify with -o FILE", error);
  const char *folder =
      ayes_arena_copy(&it->arena, ayes_span_make(part->manifest, folder_length), error);
  part->path = folder ? ayes_file_join(&it->arena, folder, name, error) : NULL;
  return part->path ? AYES_OK : AYES_NO_MEMORY;
}

/* Of distinct people and texts a tally says how many there are, not which: nobody can tell from two
 * of them how many there are in both. The results say so. */
static ayes_status refuse_tally(const shard *part, ayes_error *error) {
  return wrong(part,
               "is a tally, whose people and repeated texts cannot be told from those of another: "
               "give the results of all shards to one \"ayes tally\"",
               error);
}

static bool is_tally(const json_t *json) {
  return json_is_array(json_object_get(json, "questions")) &&
         json_is_integer(json_object_get(json, "quarantined"));
}

static ayes_status check_manifest(const shard *part, size_t count, ayes_error *error) {
  const json_t *options = json_object_get(part->json, "options");
  const char *format = json_string_value(json_object_get(options, "output_format"));
  if (is_tally(part->json)) return refuse_tally(part, error);
  if (!format) return wrong(part, "is no manifest of ayes classify", error);
  if (strcmp(format, "jsonl") != 0)
    return wrong(part, "is of results that are not JSONL: only lines can be merged", error);
  size_t number = number_at(part->json, "shard", "number");
  if (number_at(part->json, "shard", "count") != count || number == 0 || number > count)
    return ayes_error_set_at(error, AYES_BAD_DATA, part->manifest, 0, 0,
                             "is of shard %zu of %zu, but %zu manifests were given", number,
                             number_at(part->json, "shard", "count"), count);
  return AYES_OK;
}

static ayes_status read_manifest(merging *it, shard *part, ayes_error *error) {
  ayes_status status = ayes_json_read(part->manifest, &part->json, error);
  if (status == AYES_OK) status = check_manifest(part, it->count, error);
  return status == AYES_OK ? find_results(it, part, error) : status;
}

/* Puts the shards in order of their numbers, of which each must be there once. */
static ayes_status sort_shards(merging *it, ayes_error *error) {
  for (size_t i = 0; i < it->count; i++) {
    size_t number;
    while ((number = number_at(it->shards[i].json, "shard", "number")) != i + 1) {
      shard moved = it->shards[i];
      if (number_at(it->shards[number - 1].json, "shard", "number") == number)
        return wrong(&moved, "is of the same shard as another manifest", error);
      it->shards[i] = it->shards[number - 1];
      it->shards[number - 1] = moved;
    }
  }
  return AYES_OK;
}

/* What results depend on must be the same for all shards. */
static ayes_status compare_manifests(const merging *it, ayes_error *error) {
  static const char *const keys[] = {"ayes",        "inputs",     "pack_hash", "survey_hash",
                                     "target_hash", "model_hash", "options"};
  for (size_t i = 1; i < it->count; i++)
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
      json_t *first = json_object_get(it->shards[0].json, keys[k]);
      json_t *other = json_object_get(it->shards[i].json, keys[k]);
      if (first == other || json_equal(first, other)) continue;
      return ayes_error_set_at(error, AYES_BAD_DATA, it->shards[i].manifest, 0, 0,
                               "differs from %.200s in \"%s\": not the same run",
                               it->shards[0].manifest, keys[k]);
    }
  return AYES_OK;
}

/* ---- Lines ---- */

static ayes_status fill(shard *part, ayes_error *error) {
  char block[BLOCK_BYTES];
  if (part->at) memmove(part->text.data, part->text.data + part->at, part->text.length - part->at);
  part->text.length -= part->at;
  part->at = 0;
  size_t got = fread(block, 1, sizeof block, part->file);
  if (ferror(part->file))
    return ayes_error_set_at(error, AYES_IO_FAILED, part->path, 0, 0, "cannot be read: %s",
                             strerror(errno));
  part->at_end = got < sizeof block;
  ayes_hash_add(part->hash, ayes_span_make(block, got));
  ayes_buffer_add(&part->text, ayes_span_make(block, got));
  return part->text.failed ? ayes_error_memory(error) : AYES_OK;
}

/* The next line with its end; empty when there is none. */
static ayes_status next_line(shard *part, ayes_span *line, ayes_error *error) {
  for (;;) {
    ayes_span rest = ayes_span_from(ayes_buffer_span(&part->text), part->at);
    size_t end = ayes_span_find_byte(rest, '\n');
    *line = end < rest.length ? ayes_span_slice(rest, 0, end + 1) : ayes_span_make(NULL, 0);
    part->at += line->length;
    if (line->length || part->at_end) return AYES_OK;
    ayes_status status = fill(part, error);
    if (status != AYES_OK) return status;
  }
}

static ayes_status open_results(shard *part, ayes_error *error) {
  ayes_status status = ayes_hash_new(&part->hash, error);
  return status == AYES_OK ? ayes_file_open(part->path, &part->file, error) : status;
}

/* Takes a line of each shard in turn, until the first that has none. */
static ayes_status take_lines(merging *it, ayes_error *error) {
  for (;; it->records++) {
    ayes_span line;
    ayes_status status = next_line(&it->shards[it->records % it->count], &line, error);
    if (status != AYES_OK || !line.length) return status;
    ayes_buffer_add(&it->output, line);
    if (it->output.failed) return ayes_error_memory(error);
    if (it->output.length < BLOCK_BYTES) continue;
    status = ayes_sink_flush(&it->sink, &it->output, error);
    if (status != AYES_OK) return status;
  }
}

static ayes_status check_results(const merging *it, ayes_error *error) {
  size_t records = 0;
  for (size_t i = 0; i < it->count; i++) {
    shard *part = &it->shards[i];
    ayes_buffer found = {0};
    ayes_span line;
    ayes_status status = next_line(part, &line, error);
    ayes_hash_write(ayes_hash_value(part->hash), &found);
    const json_t *output = json_object_get(part->json, "output");
    bool is_same = ayes_span_equal(ayes_buffer_span(&found), ayes_json_string(output, "xxh3"));
    if (status == AYES_OK && found.failed) status = ayes_error_memory(error);
    ayes_buffer_release(&found);
    if (status != AYES_OK) return status;
    if (!is_same || line.length)
      return ayes_error_set_at(error, AYES_BAD_DATA, part->path, 0, 0,
                               "is not what its manifest describes");
    records += number_at(part->json, "counts", "records");
  }
  if (records == it->records && records == number_at(it->shards[0].json, "counts", "read"))
    return AYES_OK;
  return wrong(&it->shards[0], "and the others do not add up to the records that were read", error);
}

/* ---- All ---- */

static ayes_status merge(merging *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->count && status == AYES_OK; i++)
    status = read_manifest(it, &it->shards[i], error);
  if (status == AYES_OK) status = sort_shards(it, error);
  if (status == AYES_OK) status = compare_manifests(it, error);
  for (size_t i = 0; i < it->count && status == AYES_OK; i++)
    status = open_results(&it->shards[i], error);
  if (status == AYES_OK) status = take_lines(it, error);
  if (status == AYES_OK) status = check_results(it, error);
  return ayes_sink_finish(&it->sink, &it->output, status, error);
}

static void release(merging *it) {
  for (size_t i = 0; it->shards && i < it->count; i++) {
    shard *part = &it->shards[i];
    json_decref(part->json);
    ayes_file_close(part->file);
    ayes_buffer_release(&part->text);
    ayes_hash_free(part->hash);
  }
  ayes_memory_free(it->shards);
  ayes_arena_release(&it->arena);
}

ayes_status ayes_merge(const char *const *manifests, size_t manifest_count, ayes_sink sink,
                       size_t *records, ayes_error *error) {
  merging it = {.count = manifest_count, .sink = sink};
  if (manifest_count == 0 || manifest_count > SHARD_LIMIT)
    return ayes_error_set(error, AYES_BAD_USAGE, "merge takes 1 to %d manifests", SHARD_LIMIT);
  it.shards = ayes_memory_new_zeroed(it.count, sizeof *it.shards);
  if (!it.shards) return ayes_error_memory(error);
  for (size_t i = 0; i < it.count; i++) it.shards[i].manifest = manifests[i];
  ayes_status status = merge(&it, error);
  if (records) *records = it.records;
  release(&it);
  return status;
}
