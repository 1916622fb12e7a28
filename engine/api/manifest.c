/* SPDX-License-Identifier: MIT
 *
 * Written in one pass, a line a part, for people read it too.
 */
#include "api/manifest.h"

#include "base/file.h"
#include "base/json.h"

static void add_text(ayes_buffer *buffer, const char *key, const char *text) {
  ayes_json_add_key(buffer, key);
  if (text) ayes_json_add_string(buffer, ayes_span_of(text));
  else ayes_buffer_add_text(buffer, "null");
}

static void add_count(ayes_buffer *buffer, const char *key, size_t count) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_size(buffer, count);
}

/* A hash of 0 stands for nothing to hash. */
static void add_hash(ayes_buffer *buffer, const char *key, uint64_t hash) {
  ayes_json_add_key(buffer, key);
  if (!hash) {
    ayes_buffer_add_text(buffer, "null");
    return;
  }
  ayes_buffer_add_byte(buffer, '"');
  ayes_hash_write(hash, buffer);
  ayes_buffer_add_byte(buffer, '"');
}

static void next(ayes_buffer *buffer) { ayes_buffer_add_text(buffer, ", "); }

static void add_inputs(const ayes_manifest *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, " \"inputs\": [");
  for (size_t i = 0; i < it->inputs.count; i++) {
    const ayes_manifest_input *input = &it->inputs.items[i];
    ayes_buffer_add_text(buffer, i ? ",\n  {" : "\n  {");
    add_text(buffer, "path", input->path);
    next(buffer);
    add_count(buffer, "bytes", input->bytes);
    next(buffer);
    add_hash(buffer, "xxh3", input->hash);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "],\n");
}

static void add_packs(const ayes_manifest *it, ayes_buffer *buffer) {
  const ayes_lexicon *lexicon = it->engine->lexicon;
  ayes_buffer_add_text(buffer, " \"packs\": [");
  for (size_t i = 0; i < ayes_lexicon_pack_count(lexicon); i++) {
    const ayes_pack *pack = ayes_lexicon_pack(lexicon, i);
    ayes_buffer_add_text(buffer, i ? ", {" : "{");
    add_text(buffer, "name", pack->name);
    next(buffer);
    add_text(buffer, "version", json_string_value(json_object_get(pack->json, "version")));
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "],\n ");
  add_hash(buffer, "pack_hash", ayes_lexicon_hash(lexicon));
  next(buffer);
  add_hash(buffer, "survey_hash", it->engine->survey_hash);
  next(buffer);
  add_hash(buffer, "target_hash", it->engine->target_hash);
  next(buffer);
  add_hash(buffer, "model_hash", it->engine->model_hash);
  ayes_buffer_add_text(buffer, ",\n");
}

static void add_libraries(ayes_buffer *buffer) {
  ayes_buffer pcre2 = {0};
  ayes_rules_version(&pcre2);
  ayes_buffer_add_byte(&pcre2, '\0');
  ayes_buffer_add_text(buffer, " \"libraries\": {");
  add_text(buffer, "unicode", ayes_text_unicode_version());
  next(buffer);
  add_text(buffer, "pcre2", pcre2.failed ? NULL : pcre2.data);
  ayes_buffer_add_text(buffer, "},\n");
  buffer->failed |= pcre2.failed;
  ayes_buffer_release(&pcre2);
}

static void add_options(const ayes_manifest *it, ayes_buffer *buffer) {
  const ayes_classify_options *options = it->options;
  ayes_buffer_add_text(buffer, " \"options\": {");
  add_text(buffer, "output_format", options->output_format ? options->output_format : "jsonl");
  ayes_buffer_add_text(buffer, options->no_text ? ", \"no_text\": true" : ", \"no_text\": false");
  ayes_buffer_add_text(buffer, options->keep ? ", \"keep\": true},\n" : ", \"keep\": false},\n");
  ayes_buffer_add_text(buffer, " \"shard\": {");
  add_count(buffer, "number", options->shard_count ? options->shard : 1);
  next(buffer);
  add_count(buffer, "count", options->shard_count ? options->shard_count : 1);
  ayes_buffer_add_text(buffer, "},\n");
}

static void add_counts(const ayes_manifest *it, ayes_buffer *buffer) {
  const ayes_classify_summary *summary = it->summary;
  const struct {
    const char *key;
    size_t count;
  } counts[] = {{"read", it->read},
                {"records", summary->records},
                {"classified", summary->classified},
                {"empty", summary->empty},
                {"placeholders", summary->placeholders},
                {"duplicate", summary->duplicate},
                {"quarantined", summary->quarantined},
                {"conflicts", summary->conflicts},
                {"recovered", summary->recovered}};
  ayes_buffer_add_text(buffer, " \"counts\": {");
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    if (i) next(buffer);
    add_count(buffer, counts[i].key, counts[i].count);
  }
  ayes_buffer_add_text(buffer, "},\n \"stances\": {");
  for (size_t i = 0; i < AYES_STANCE_COUNT; i++) {
    if (i) next(buffer);
    add_count(buffer, ayes_stance_name((ayes_stance)i), summary->stances[i]);
  }
  ayes_buffer_add_text(buffer, "},\n");
}

void ayes_manifest_write(const ayes_manifest *it, ayes_buffer *buffer) {
  const char *output = it->options->output_name;
  ayes_buffer_add_text(buffer, "{");
  add_text(buffer, "ayes", AYES_VERSION);
  ayes_buffer_add_text(buffer, ",\n");
  add_inputs(it, buffer);
  add_packs(it, buffer);
  add_libraries(buffer);
  add_options(it, buffer);
  add_counts(it, buffer);
  ayes_buffer_add_text(buffer, " \"output\": {");
  add_text(buffer, "path", output ? ayes_file_name(output) : NULL);
  next(buffer);
  add_count(buffer, "bytes", it->output_bytes);
  next(buffer);
  add_hash(buffer, "xxh3", it->output_hash);
  ayes_buffer_add_text(buffer, "}}\n");
}
