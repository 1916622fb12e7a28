/* SPDX-License-Identifier: MIT
 *
 * One table. The first two sets come with the project and are always there; their rows are checked
 * by the test bench.quality.
 */
#include "quality/set.h"

#include "ayes.h"
#include "base/file.h"

#define CORPUS(folder) "corpora/" folder

const bench_set bench_sets[] = {
    {.name = "locality-fund-2016",
     .answers = CORPUS("locality-fund-2016/answers.csv"),
     .gold = CORPUS("locality-fund-2016/gold.jsonl"),
     .survey = CORPUS("locality-fund-2016/survey.json"),
     .note = "in view while the lists were written"},
    {.name = "commissioning-2014",
     .is_document = true,
     .answers = CORPUS("commissioning-2014/document.txt"),
     .gold = CORPUS("commissioning-2014/gold.jsonl"),
     .survey = CORPUS("commissioning-2014/survey.json"),
     .note = "in view while the lists were written"},
    {.name = "seeds",
     .is_shared = true,
     .answers = "seeds/gold.jsonl",
     .gold = "seeds/gold.jsonl",
     .note = "in view while the lists were written"},
    {.name = "arguments_dev",
     .is_shared = true,
     .answers = "data/arguments_dev.jsonl",
     .gold = "data/arguments_dev.jsonl",
     .note = "in view while the lists were written; nothing learned from it"},
    {.name = "debate_posts",
     .is_shared = true,
     .answers = "data/debate_posts.jsonl",
     .gold = "data/debate_posts.jsonl",
     .note = "in view while the lists were written; nothing learned from it"},
    {.name = "synthetic_consultation",
     .is_shared = true,
     .answers = "data/synthetic_consultation.jsonl",
     .gold = "data/synthetic_consultation.jsonl",
     .note = "in view while the lists were written; nothing learned from it"},
    {.name = "tick_and_reason",
     .is_shared = true,
     .answers = "data/tick_and_reason.jsonl",
     .gold = "data/tick_and_reason.jsonl",
     .note = "in view while the lists were written; nothing learned from it; one question"},
    {.name = "policy_arguments",
     .is_shared = true,
     .answers = "data/policy_arguments.jsonl",
     .gold = "data/policy_arguments.jsonl",
     .note = "general.tsv and some weights of effects.tsv were learned from this set"},
};
const size_t bench_set_count = sizeof bench_sets / sizeof *bench_sets;

static ayes_status import_to(const char *document, ayes_file_sink *answers, ayes_file_sink *survey,
                             ayes_error *error) {
  ayes_status status =
      ayes_import(document, ayes_file_sink_get(answers), ayes_file_sink_get(survey), NULL, error);
  bool keep = status == AYES_OK;
  ayes_status first = ayes_file_sink_close(answers, keep, keep ? error : NULL);
  ayes_status second = ayes_file_sink_close(survey, keep, keep ? error : NULL);
  if (status == AYES_OK) status = first;
  return status == AYES_OK ? second : status;
}

ayes_status bench_import(const char *document, const char *name, bench_workspace *workspace,
                         const char **answers, const char **survey, ayes_error *error) {
  ayes_file_sink *answers_file, *survey_file;
  char *folder = bench_scratch_folder(workspace, name, error);
  if (!folder) return AYES_IO_FAILED;
  *answers = bench_scratch_in(workspace, folder, "answers.jsonl", error);
  *survey = bench_scratch_in(workspace, folder, "survey.json", error);
  if (!*answers || !*survey) return AYES_NO_MEMORY;
  ayes_status status = ayes_file_sink_open(*answers, &answers_file, error);
  if (status != AYES_OK) return status;
  status = ayes_file_sink_open(*survey, &survey_file, error);
  if (status == AYES_OK) return import_to(document, answers_file, survey_file, error);
  ayes_file_sink_close(answers_file, false, NULL);
  return status;
}

ayes_status bench_set_open(const bench_set *set, bench_workspace *workspace, bench_set_files *files,
                           ayes_error *error) {
  const char *folder = set->is_shared ? workspace->shared : workspace->root;
  const char *imported_survey;
  files->answers = bench_path(workspace, folder, set->answers, error);
  files->gold = bench_path(workspace, folder, set->gold, error);
  files->survey = set->survey ? bench_path(workspace, folder, set->survey, error) : NULL;
  if (!files->answers || !files->gold || (set->survey && !files->survey)) return AYES_NO_MEMORY;
  files->present = ayes_file_exists(files->answers) && ayes_file_exists(files->gold);
  if (!files->present || !set->is_document) return AYES_OK;
  return bench_import(files->answers, set->name, workspace, &files->answers, &imported_survey,
                      error);
}
