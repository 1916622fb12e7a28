/* SPDX-License-Identifier: MIT
 *
 * A batch: some records, what is said of them, and their rendered bytes. It travels from the
 * reading thread to a worker and back, and is owned by one of them at a time.
 *
 *     ayes_batch_add(&batch, &record, error);                      -- reading thread
 *     ayes_batch_run(&batch, analysis, repeats, &rendering);       -- worker
 *     ayes_buffer_span(&batch.output)                              -- reading thread
 */
#ifndef AYES_API_BATCH_H
#define AYES_API_BATCH_H

#include "api/repeats.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "corpus/corpus.h"
#include "report/result.h"

enum { AYES_BATCH_RECORDS = 64, AYES_BATCH_BYTES = 256 * 1024 };

typedef enum ayes_result_format {
  AYES_FORMAT_JSONL,
  AYES_FORMAT_JSON,
  AYES_FORMAT_CSV
} ayes_result_format;

typedef struct ayes_rendering {
  ayes_result_format format;
  ayes_result_writer writer;
} ayes_rendering;

/* What became of one record. */
typedef struct ayes_outcome {
  bool is_quarantined;
  ayes_stance stance;
  unsigned flags;
  bool learned;
  uint64_t hash; /* of the text in its question; 0 for none */
} ayes_outcome;

typedef struct ayes_batch {
  ayes_arena arena; /* owns the records' bytes */
  ayes_record records[AYES_BATCH_RECORDS];
  const char *paths[AYES_BATCH_RECORDS]; /* the file of each record */
  ayes_outcome outcomes[AYES_BATCH_RECORDS];
  size_t count;
  size_t bytes;
  bool is_first; /* of the run */
  ayes_buffer output;
  size_t rendered;    /* results in output, counted as each ends */
  ayes_status status; /* of the whole batch: memory or an internal fault ends the run */
  ayes_error error;
  size_t first_fault; /* index of the first quarantined record, or count */
  ayes_error fault;   /* what was wrong with it */
} ayes_batch;

/* Empties a batch and keeps its memory. */
void ayes_batch_clear(ayes_batch *batch);
void ayes_batch_release(ayes_batch *batch);

/* Whether the batch should be handed over before more is added. */
bool ayes_batch_is_full(const ayes_batch *batch);

/* Copies a record of the file path (borrowed) to the end of the batch, which must not be full. */
ayes_status ayes_batch_add(ayes_batch *batch, const char *path, const ayes_record *record,
                           ayes_error *error);

/* Analyses and renders all records; sets status and error. */
void ayes_batch_run(ayes_batch *batch, ayes_analysis *analysis, ayes_repeats *repeats,
                    const ayes_rendering *rendering);

#endif
