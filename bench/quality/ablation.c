/* SPDX-License-Identifier: MIT
 *
 * All files of the pack are copied; pack.json and one list change on the way. A list is left out by
 * leaving it out of pack.json.
 */
#include "quality/ablation.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "base/tsv.h"

enum { FILE_LIMIT = 64 * 1024 * 1024, TERM = 0, KIND, WEIGHT, NOTE, COLUMNS };

const bench_variant bench_variants[] = {
    {.name = "all"},
    {.name = "minus frames", .left_out = {"frames.tsv"}},
    {.name = "minus rivals", .setting = "rival_factor", .value = 1},
    {.name = "minus consequence", .left_out = {"effects.tsv", "measures.tsv", "general.tsv"}},
    {.name = "minus measures", .left_out = {"measures.tsv"}},
    {.name = "minus general", .left_out = {"general.tsv"}},
    {.name = "minus scope", .left_out = {"scope.tsv"}},
    {.name = "minus learned", .left_out = {"general.tsv"}, .plain = "effects.tsv"},
};
const size_t bench_variant_count = sizeof bench_variants / sizeof *bench_variants;

static bool is_left_out(const bench_variant *variant, const char *list) {
  for (size_t i = 0; i < BENCH_LEFT_OUT_LIMIT; i++)
    if (variant->left_out[i] && strcmp(variant->left_out[i], list) == 0) return true;
  return false;
}

static void change_pack(const bench_variant *variant, json_t *pack) {
  json_t *lists = json_object_get(pack, "lists");
  for (size_t i = json_array_size(lists); i > 0; i--)
    if (is_left_out(variant, json_string_value(json_array_get(lists, i - 1))))
      json_array_remove(lists, i - 1);
  if (!variant->setting) return;
  json_t *decision = json_object_get(pack, "decision");
  if (!decision) {
    decision = json_object();
    json_object_set_new(pack, "decision", decision);
  }
  json_object_set_new(decision, variant->setting, json_real(variant->value));
}

static void add_plain_row(const ayes_tsv *table, ayes_buffer *out) {
  ayes_span kind = ayes_span_trim(table->cells[KIND]);
  bool is_plain =
      ayes_span_equal(kind, ayes_span_of("good")) || ayes_span_equal(kind, ayes_span_of("bad"));
  ayes_buffer_add(out, table->cells[TERM]);
  ayes_buffer_add_byte(out, '\t');
  ayes_buffer_add(out, kind);
  ayes_buffer_add_byte(out, '\t');
  if (!is_plain) ayes_buffer_add(out, table->cells[WEIGHT]);
  ayes_buffer_add_byte(out, '\n');
}

static ayes_status read_plain(const char *path, ayes_buffer *out, ayes_error *error) {
  static const ayes_tsv_column columns[COLUMNS] = {
      {"term", true}, {"kind", true}, {"weight", false}, {"note", false}};
  ayes_tsv table = {0};
  bool found = true;
  ayes_buffer_add_text(out, "term\tkind\tweight\n");
  ayes_status status = ayes_tsv_open(&table, path, FILE_LIMIT, columns, COLUMNS, error);
  while (status == AYES_OK && found) {
    status = ayes_tsv_next(&table, &found, error);
    if (status == AYES_OK && found) add_plain_row(&table, out);
  }
  ayes_tsv_release(&table);
  return status;
}

typedef struct copying {
  const bench_variant *variant;
  bench_workspace *workspace;
  const char *from, *to; /* folders */
} copying;

static ayes_status copy_file(const copying *job, const char *name, ayes_error *error) {
  ayes_buffer bytes = {0};
  const char *from = bench_path(job->workspace, job->from, name, error);
  const char *to = bench_scratch_in(job->workspace, job->to, name, error);
  if (!from || !to) return AYES_NO_MEMORY;
  bool plain = job->variant->plain && strcmp(job->variant->plain, name) == 0;
  ayes_status status =
      plain ? read_plain(from, &bytes, error) : ayes_file_read(from, FILE_LIMIT, &bytes, error);
  if (status == AYES_OK) status = bench_write(to, &bytes, error);
  ayes_buffer_release(&bytes);
  return status;
}

static ayes_status copy_list(const copying *job, const json_t *names, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < json_array_size(names) && status == AYES_OK; i++)
    status = copy_file(job, json_string_value(json_array_get(names, i)), error);
  return status;
}

static ayes_status copy_files(const copying *job, const json_t *pack, ayes_error *error) {
  static const char *const many[] = {"lists", "topics", "rules"};
  static const char *const single[] = {"abbreviations", "stop_words", "placeholders"};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < sizeof many / sizeof *many && status == AYES_OK; i++)
    status = copy_list(job, json_object_get(pack, many[i]), error);
  for (size_t i = 0; i < sizeof single / sizeof *single && status == AYES_OK; i++) {
    const char *name = json_string_value(json_object_get(pack, single[i]));
    if (name) status = copy_file(job, name, error);
  }
  return status;
}

static ayes_status write_pack(const copying *job, const json_t *pack, ayes_error *error) {
  ayes_buffer bytes = {0};
  const char *path = bench_scratch_in(job->workspace, job->to, "pack.json", error);
  char *json = json_dumps(pack, JSON_INDENT(2));
  ayes_buffer_add_text(&bytes, json);
  ayes_status status = path && json ? bench_write(path, &bytes, error) : ayes_error_memory(error);
  ayes_buffer_release(&bytes);
  free(json);
  return status;
}

static ayes_status copy_pack(const copying *job, ayes_error *error) {
  json_t *pack;
  const char *path = bench_path(job->workspace, job->from, "pack.json", error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_json_read(path, &pack, error);
  if (status != AYES_OK) return status;
  change_pack(job->variant, pack);
  status = copy_files(job, pack, error);
  if (status == AYES_OK) status = write_pack(job, pack, error);
  json_decref(pack);
  return status;
}

ayes_status bench_variant_make(const bench_variant *variant, bench_workspace *workspace,
                               const char **pack, ayes_error *error) {
  *pack = bench_path(workspace, workspace->root, "lexicons/en", error);
  if (!*pack) return AYES_NO_MEMORY;
  if (variant == &bench_variants[0]) return AYES_OK;
  copying job = {variant, workspace, *pack, bench_scratch_folder(workspace, variant->name, error)};
  if (!job.to) return AYES_IO_FAILED;
  *pack = job.to;
  return copy_pack(&job, error);
}
