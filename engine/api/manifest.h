/* SPDX-License-Identifier: MIT
 *
 * The manifest of a run: what was read, with what, how many, and what was written, so that a result
 * can be checked and the results of shards put together.
 *
 *     ayes_manifest manifest = {.engine = engine, .options = options, .summary = &summary};
 *     ayes_manifest_write(&manifest, &buffer);
 */
#ifndef AYES_API_MANIFEST_H
#define AYES_API_MANIFEST_H

#include "api/engine.h"
#include "base/array.h"
#include "base/hash.h"

typedef struct ayes_manifest_input {
  const char *path;
  size_t bytes;
  uint64_t hash;
} ayes_manifest_input;

typedef struct ayes_manifest {
  const ayes_engine *engine;
  const ayes_classify_options *options;
  const ayes_classify_summary *summary;
  size_t read; /* records of all inputs, in this shard or not */
  struct {
    ayes_manifest_input *items;
    size_t count, capacity;
  } inputs;
  size_t output_bytes;
  uint64_t output_hash;
} ayes_manifest;

/* Appends the manifest as JSON, with a line end. */
void ayes_manifest_write(const ayes_manifest *manifest, ayes_buffer *buffer);

#endif
