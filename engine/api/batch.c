/* SPDX-License-Identifier: MIT
 *
 * Rendering happens here, in the worker, because writing JSON costs as much as a good part of the
 * analysis. An answer that is too long is quarantined like one that could not be read.
 */
#include "api/batch.h"

#include <stddef.h>

#include "api/analysis.h"
#include "base/bits.h"
#include "base/error.h"

/* Room that one long answer has made is not kept in every batch. */
enum { KEPT_OUTPUT = 256 * 1024 };

void ayes_batch_clear(ayes_batch *batch) {
  ayes_arena_clear(&batch->arena);
  if (batch->output.capacity > KEPT_OUTPUT) ayes_buffer_release(&batch->output);
  ayes_buffer_restart(&batch->output);
  batch->count = batch->bytes = 0;
  batch->is_first = false;
  batch->status = AYES_OK;
}

void ayes_batch_release(ayes_batch *batch) {
  ayes_arena_release(&batch->arena);
  ayes_buffer_release(&batch->output);
}

bool ayes_batch_is_full(const ayes_batch *batch) {
  return batch->count == AYES_BATCH_RECORDS || batch->bytes >= AYES_BATCH_BYTES;
}

static bool copy_span(ayes_batch *batch, ayes_span *span, ayes_error *error) {
  if (span->length == 0) {
    *span = ayes_span_make(NULL, 0);
    return true;
  }
  char *copy = ayes_arena_copy(&batch->arena, *span, error);
  if (!copy) return false;
  batch->bytes += span->length;
  span->data = copy;
  return true;
}

/* Where a span lies in the bytes; *is_part: whether it lies there. */
static size_t place_within(ayes_span bytes, ayes_span span, bool *is_part) {
  size_t start = (uintptr_t)span.data - (uintptr_t)bytes.data; /* vast for what lies before */
  *is_part = (start <= bytes.length) & (span.length <= bytes.length - start);
  return start & (0 - (size_t)*is_part);
}

/* Points the spans that are parts of the bytes into a copy of these; returns a bit for each other
 * one. Without a branch, for which answers have which fields cannot be foretold. */
static unsigned move_parts(ayes_span *const spans[], size_t count, ayes_span bytes,
                           const char *copy) {
  unsigned others = 0;
  for (size_t i = 0; i < count; i++) {
    bool is_part;
    size_t start = place_within(bytes, *spans[i], &is_part);
    const char *const places[] = {spans[i]->data, copy + start};
    others |= (unsigned)((spans[i]->data != NULL) & !is_part) << i;
    spans[i]->data = places[is_part];
  }
  return others;
}

/* Copies what the spans of a record are parts of, and points them there. The bytes it was read
 * from, where they hold its text, are one piece. */
static ayes_status copy_bytes(ayes_batch *batch, ayes_record *record, ayes_error *error) {
  ayes_answer *answer = &record->answer;
  ayes_span *const spans[] = {&answer->id,         &answer->text,   &answer->question,
                              &answer->respondent, &answer->answer, &answer->target,
                              &answer->group,      &record->extra};
  size_t count = sizeof spans / sizeof *spans;
  unsigned others = (1u << count) - 1;
  ayes_span copy = record->raw;
  bool is_part;
  (void)place_within(record->raw, answer->text, &is_part);
  if (is_part && copy.length) {
    if (!copy_span(batch, &copy, error)) return AYES_NO_MEMORY;
    others = move_parts(spans, count, record->raw, copy.data);
  }
  for (; others; others &= others - 1)
    if (!copy_span(batch, spans[ayes_first_bit(others)], error)) return AYES_NO_MEMORY;
  record->raw = ayes_span_make(NULL, 0);
  return AYES_OK;
}

ayes_status ayes_batch_add(ayes_batch *batch, const char *path, const ayes_record *record,
                           ayes_error *error) {
  ayes_record *copy = &batch->records[batch->count];
  memcpy(copy, record, offsetof(ayes_record, message)); /* which is more than all the rest */
  if (record->kind == AYES_RECORD_BAD) memcpy(copy->message, record->message, sizeof copy->message);
  ayes_status status = copy_bytes(batch, copy, error);
  if (status == AYES_OK) batch->paths[batch->count++] = path;
  return status;
}

static void start_record(ayes_batch *batch, const ayes_rendering *rendering, size_t index) {
  if (rendering->format != AYES_FORMAT_JSON || (batch->is_first && index == 0)) return;
  ayes_buffer_add_text(&batch->output, ",\n");
}

static void end_record(ayes_batch *batch, const ayes_rendering *rendering) {
  if (rendering->format == AYES_FORMAT_JSONL) ayes_buffer_add_byte(&batch->output, '\n');
  batch->rendered++;
}

static void quarantine(ayes_batch *batch, const ayes_rendering *rendering, size_t index,
                       const char *code, const char *message) {
  const ayes_record *record = &batch->records[index];
  ayes_result_fault fault = {record->answer.id, code, message, record->line};
  batch->outcomes[index].is_quarantined = true;
  if (batch->first_fault == batch->count) {
    batch->first_fault = index;
    ayes_error_set_at(&batch->fault, AYES_BAD_DATA, batch->paths[index], record->line, 0, "%s",
                      message);
  }
  if (rendering->format == AYES_FORMAT_CSV)
    ayes_result_csv_fault(&rendering->writer, &fault, &batch->output);
  else ayes_result_json_fault(&fault, &batch->output);
}

static void render(ayes_batch *batch, const ayes_rendering *rendering, const ayes_record *record,
                   const ayes_result *result) {
  if (rendering->format == AYES_FORMAT_CSV)
    ayes_result_csv(&rendering->writer, &record->answer, result, &batch->output);
  else ayes_result_json(&rendering->writer, &record->answer, result, record->extra, &batch->output);
}

/* Whether nothing but the answer decides what is written behind its text. */
static bool may_repeat(const ayes_rendering *rendering, const ayes_record *record) {
  return rendering->format != AYES_FORMAT_CSV &&
         !(record->extra.length | record->flags | record->bad_bytes);
}

static void render_known(ayes_batch *batch, const ayes_rendering *rendering, size_t index,
                         const ayes_repeat *known) {
  const ayes_answer *answer = &batch->records[index].answer;
  ayes_outcome *outcome = &batch->outcomes[index];
  outcome->stance = known->stance;
  outcome->flags = known->flags;
  outcome->learned = known->learned;
  outcome->hash = known->hash;
  ayes_result_json_answer(&rendering->writer, answer, answer->text, &batch->output);
  ayes_buffer_add(&batch->output, known->findings);
  ayes_buffer_add_byte(&batch->output, '}');
}

/* The text was cleaned: what was found in it is not true of the answer as it came. */
static bool is_changed(const ayes_answer *answer, const ayes_result *result) {
  return result->bad_bytes || result->text.length != answer->text.length;
}

/* Renders in two parts, of which the second is kept for the next such answer. */
static void render_and_keep(ayes_batch *batch, ayes_repeats *repeats,
                            const ayes_rendering *rendering, size_t index,
                            const ayes_result *result) {
  const ayes_answer *answer = &batch->records[index].answer;
  const ayes_outcome *outcome = &batch->outcomes[index];
  size_t plain = ayes_result_json_answer(&rendering->writer, answer, result->text, &batch->output);
  size_t start = batch->output.length;
  ayes_result_json_findings(result, plain, &batch->output);
  ayes_repeat found = {outcome->stance, outcome->flags, outcome->learned, outcome->hash,
                       ayes_span_from(ayes_buffer_span(&batch->output), start)};
  if (!batch->output.failed && !is_changed(answer, result))
    ayes_repeats_keep(repeats, answer, &found);
  ayes_buffer_add_byte(&batch->output, '}');
}

static void finish(ayes_batch *batch, ayes_repeats *repeats, const ayes_rendering *rendering,
                   size_t index, const ayes_result *result) {
  const ayes_record *record = &batch->records[index];
  ayes_outcome *outcome = &batch->outcomes[index];
  ayes_result whole = *result;
  whole.bad_bytes += record->bad_bytes; /* what the reader has repaired already */
  if (whole.bad_bytes) whole.flags |= AYES_FLAG_BAD_BYTES;
  whole.flags |= record->flags;
  outcome->stance = whole.stance;
  outcome->flags = whole.flags;
  outcome->learned = whole.learned;
  if (may_repeat(rendering, record)) render_and_keep(batch, repeats, rendering, index, &whole);
  else render(batch, rendering, record, &whole);
}

static ayes_status classify(ayes_batch *batch, ayes_analysis *analysis, ayes_repeats *repeats,
                            const ayes_rendering *rendering, size_t index) {
  const ayes_record *record = &batch->records[index];
  const ayes_result *result;
  uint64_t hash;
  ayes_error *error = &batch->error; /* says nothing while the status is AYES_OK */
  bool is_sought = may_repeat(rendering, record);
  const ayes_repeat *known =
      is_sought ? ayes_repeats_find(repeats, &record->answer, record->is_clean) : NULL;
  if (known) {
    render_known(batch, rendering, index, known);
    return AYES_OK;
  }
  if (is_sought && ayes_repeats_hash(repeats, &hash)) ayes_analysis_set_hash(analysis, hash);
  ayes_status status = ayes_analysis_run(analysis, &record->answer, &result, error);
  if (status == AYES_OVER_LIMIT) {
    quarantine(batch, rendering, index, "over_limit", error->message);
    return AYES_OK;
  }
  if (status == AYES_OK && !((result->flags | record->flags) & AYES_FLAG_EMPTY))
    status =
        ayes_analysis_hash(analysis, record->answer.question, &batch->outcomes[index].hash, error);
  if (status == AYES_OK) finish(batch, repeats, rendering, index, result);
  return status;
}

static ayes_status run_record(ayes_batch *batch, ayes_analysis *analysis, ayes_repeats *repeats,
                              const ayes_rendering *rendering, size_t index) {
  const ayes_record *record = &batch->records[index];
  ayes_status status = AYES_OK;
  memset(&batch->outcomes[index], 0, sizeof batch->outcomes[index]);
  start_record(batch, rendering, index);
  if (record->kind == AYES_RECORD_BAD)
    quarantine(batch, rendering, index, record->code, record->message);
  else status = classify(batch, analysis, repeats, rendering, index);
  end_record(batch, rendering);
  return status;
}

void ayes_batch_run(ayes_batch *batch, ayes_analysis *analysis, ayes_repeats *repeats,
                    const ayes_rendering *rendering) {
  batch->status = AYES_OK;
  batch->first_fault = batch->count;
  batch->rendered = 0;
  for (size_t i = 0; i < batch->count && batch->status == AYES_OK; i++)
    batch->status = run_record(batch, analysis, repeats, rendering, i);
  if (batch->status == AYES_OK && batch->output.failed)
    batch->status = ayes_error_memory(&batch->error);
}
