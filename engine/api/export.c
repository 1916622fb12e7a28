/* SPDX-License-Identifier: MIT
 *
 * Results, or answers that were not classified, read once; each record goes to the figures and, as
 * rows, to every writer that was chosen. Writers finish all their files before the first is
 * renamed, the package after all others.
 */
#include "report/export.h"

#include "api/survey_file.h"
#include "ayes.h"
#include "base/memory.h"
#include "report/export_parts.h"

typedef struct exporting {
  const ayes_export_options *options;
  ayes_export_job job;
  ayes_survey *survey;
  ayes_figures *figures;
  ayes_export_rows rows;
  ayes_export_folder made;
  void *writers[AYES_EXPORT_KIND_COUNT];
  bool is_open; /* the writers are */
  ayes_export_summary summary;
} exporting;

enum { RECORDS_BETWEEN_PROGRESS = 256 };

static bool is_chosen(const exporting *it, size_t index) { return it->job.kinds & 1u << index; }

/* Nothing but the table of answers is asked for: no record needs a stance, and none is counted. */
static bool has_only_answers(const exporting *it) {
  return (it->job.kinds & ~(1u << AYES_EXPORT_PACKAGE)) == 1u << AYES_EXPORT_ANSWERS;
}

static ayes_status open_writers(exporting *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->is_open = true;
  if (!(it->job.kinds & ~(AYES_EXPORT_UNASKED | 1u << AYES_EXPORT_PACKAGE)))
    it->job.kinds &= AYES_EXPORT_UNASKED;
  for (size_t i = 0; i < AYES_EXPORT_KIND_COUNT && status == AYES_OK; i++)
    if (is_chosen(it, i)) status = ayes_export_kind_get(i)->open(&it->job, &it->writers[i], error);
  return status;
}

static ayes_status start(exporting *it, ayes_error *error) {
  const ayes_export_options *options = it->options;
  ayes_status status = ayes_export_choose(options->only, &it->job.kinds, error);
  if (status == AYES_OK && options->survey)
    status = ayes_survey_open(options->survey, &it->survey, error);
  if (status == AYES_OK) status = ayes_figures_new(it->survey, &it->figures, error);
  if (status == AYES_OK) status = ayes_export_folder_open(options->folder, "", &it->made, error);
  if (status != AYES_OK) return status;
  it->job.folder = options->folder;
  it->job.raw_cells = options->raw_cells;
  it->job.version = AYES_VERSION;
  it->job.survey = it->survey;
  it->job.more_files = &it->summary.files;
  it->rows.survey = it->survey;
  return AYES_OK;
}

static ayes_status write_row(exporting *it, ayes_table_id table, const ayes_cell *cells,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < AYES_EXPORT_KIND_COUNT && status == AYES_OK; i++)
    if (it->writers[i] && ayes_export_kind_get(i)->row)
      status = ayes_export_kind_get(i)->row(it->writers[i], table, cells, error);
  return status;
}

static ayes_status write_mentions(exporting *it, const ayes_result_record *record,
                                  ayes_error *error) {
  ayes_cell cells[AYES_COLUMN_LIMIT];
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK; i++) {
    if (!ayes_export_mention(it->summary.records, record, i, cells)) break;
    it->summary.mentions++;
    status = write_row(it, AYES_TABLE_MENTIONS, cells, error);
  }
  return status;
}

/* Where nothing is asked for, the first record says whether these are answers or results. */
static ayes_status open_for(exporting *it, const ayes_result_record *record, ayes_error *error) {
  if (it->is_open) return AYES_OK;
  bool is_answer = !record->has_stance && !record->is_error;
  if (is_answer && !it->options->only) it->job.kinds = 1u << AYES_EXPORT_ANSWERS;
  return open_writers(it, error);
}

static ayes_status write_tables(exporting *it, const ayes_result_record *record,
                                ayes_error *error) {
  ayes_cell cells[AYES_COLUMN_LIMIT];
  ayes_status status = ayes_figures_add(it->figures, record, error);
  if (status == AYES_OK)
    status = ayes_export_response(&it->rows, it->summary.records, record, cells, error);
  if (status == AYES_OK) status = write_row(it, AYES_TABLE_RESPONSES, cells, error);
  return status == AYES_OK ? write_mentions(it, record, error) : status;
}

static ayes_status write_record(exporting *it, const char *path, const ayes_result_record *record,
                                ayes_error *error) {
  ayes_status status = open_for(it, record, error);
  if (status != AYES_OK) return status;
  it->summary.records++;
  it->summary.quarantined += record->is_error;
  it->summary.is_answers = has_only_answers(it);
  if (!it->summary.is_answers && !record->has_stance && !record->is_error)
    return ayes_error_set_at(error, AYES_BAD_DATA, path, record->line, 0,
                             "the record has no \"stance\": classify it first, or write --only "
                             "answers");
  if (!it->summary.is_answers) status = write_tables(it, record, error);
  for (size_t i = 0; i < AYES_EXPORT_KIND_COUNT && status == AYES_OK; i++)
    if (it->writers[i] && ayes_export_kind_get(i)->record)
      status = ayes_export_kind_get(i)->record(it->writers[i], record->json, error);
  return status;
}

static ayes_status tell_progress(const exporting *it, ayes_error *error) {
  const ayes_export_options *options = it->options;
  if (!options->progress || it->summary.records % RECORDS_BETWEEN_PROGRESS) return AYES_OK;
  return options->progress(options->progress_user, it->summary.records, 0, 0, error);
}

static ayes_status write_file(exporting *it, const char *path, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  ayes_results_allow_answers(results);
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = write_record(it, strcmp(path, "-") ? path : "standard input", &record, error);
    if (status == AYES_OK) status = tell_progress(it, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

static ayes_status finish_writers(exporting *it, ayes_error *error) {
  ayes_figure_list list;
  ayes_status status = ayes_figures_finish(it->figures, &list, error);
  if (status == AYES_OK) it->summary.figures = list.count;
  for (size_t i = 0; i < AYES_EXPORT_KIND_COUNT && status == AYES_OK; i++)
    if (it->writers[i]) status = ayes_export_kind_get(i)->finish(it->writers[i], &list, error);
  return status;
}

/* The first failure; after it nothing more is kept. */
static ayes_status close_writers(exporting *it, ayes_status status, ayes_error *error) {
  for (size_t i = 0; i < AYES_EXPORT_KIND_COUNT; i++) {
    const ayes_export_kind *kind = ayes_export_kind_get(i);
    bool keep = status == AYES_OK;
    ayes_status closing = kind->close(it->writers[i], keep, keep ? error : NULL);
    if (!keep || !it->writers[i]) continue;
    status = closing;
    for (size_t k = 0; kind->files[k]; k++) it->summary.files++;
  }
  return status;
}

ayes_status ayes_export(const ayes_export_options *options, ayes_export_summary *summary,
                        ayes_error *error) {
  exporting it = {.options = options};
  if (!options->folder) return ayes_error_set(error, AYES_BAD_USAGE, "no folder is named");
  ayes_status status = start(&it, error);
  for (size_t i = 0; i < options->result_count && status == AYES_OK; i++)
    status = write_file(&it, options->results[i], error);
  if (status == AYES_OK && !it.is_open) status = open_writers(&it, error);
  if (status == AYES_OK) status = finish_writers(&it, error);
  status = close_writers(&it, status, error);
  ayes_export_folder_close(&it.made, status == AYES_OK);
  ayes_buffer_release(&it.rows.scratch);
  ayes_figures_free(it.figures);
  ayes_survey_free(it.survey);
  if (summary) *summary = it.summary;
  return status;
}
