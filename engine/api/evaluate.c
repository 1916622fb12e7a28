/* SPDX-License-Identifier: MIT
 *
 * Results beside gold labels, measured and written.
 */
#include "report/evaluate.h"

#include "api/sink.h"

static void write_as(size_t format, const ayes_evaluation *evaluation,
                     const ayes_agreement *agreement, ayes_buffer *buffer) {
  static void (*const writers[])(const ayes_evaluation *, const ayes_agreement *, ayes_buffer *) = {
      ayes_evaluation_text, ayes_evaluation_json, ayes_evaluation_csv};
  writers[format](evaluation, agreement, buffer);
}

ayes_status ayes_evaluate(const char *results, const char *gold, const char *second,
                          const char *format, ayes_sink sink, ayes_error *error) {
  static const char *const formats[] = {"text", "json", "csv", NULL};
  ayes_gold_pairs pairs = {0};
  ayes_evaluation evaluation;
  ayes_agreement agreement;
  ayes_buffer buffer = {0};
  size_t index;
  ayes_status status = ayes_format_find(format, formats, &index, error);
  if (status == AYES_OK) status = ayes_gold_pairs_read(results, gold, &pairs, error);
  if (status == AYES_OK) status = ayes_evaluation_compute(&pairs, &evaluation, error);
  if (status == AYES_OK) status = ayes_evaluation_intervals(&pairs, &evaluation, error);
  if (status == AYES_OK && second)
    status = ayes_agreement_compute(&pairs, second, gold, &agreement, error);
  if (status == AYES_OK) write_as(index, &evaluation, second ? &agreement : NULL, &buffer);
  ayes_gold_pairs_release(&pairs);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
