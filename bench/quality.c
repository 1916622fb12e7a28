/* SPDX-License-Identifier: MIT
 *
 * How well the engine reads answers: runs it over every set that is there, beside two baselines and
 * with one mechanism taken out at a time, and writes bench/quality.csv, motions.csv, ablation.csv
 * and reliability.csv. Rows of sets that are absent stay as they are. README.md says how to read
 * the tables.
 *
 *     bench_quality            -- measures and writes
 *     bench_quality --check    -- compares the rows of the project's own sets with the table
 *
 * Finds the source tree in AYES_ROOT and the larger data in AYES_SHARED.
 */
#include <stdio.h>

#include "base/file.h"
#include "quality/ablation.h"
#include "quality/baseline.h"
#include "quality/measure.h"
#include "quality/motions.h"
#include "quality/recorded.h"
#include "quality/table.h"

enum { QUALITY, ABLATION, RELIABILITY, MOTIONS, TABLES };

static const struct {
  const char *path, *header;
} files_of_tables[TABLES] = {
    {"bench/quality.csv",
     "set,n,system,accuracy,macro_f1,macro_f1_3,f_avg,f_avg_error,kappa,topic_f1,act_f1,ece,"
     "n_confident,accuracy_confident,note"},
    {"bench/ablation.csv", "set,system,f_avg,change"},
    {"bench/reliability.csv", "set,from,n,confidence,accuracy"},
    {"bench/motions.csv", "motion,n,f_avg"},
};

static const char motions_set[] = "arguments_dev";

typedef struct benchmark {
  bench_workspace workspace;
  bench_table tables[TABLES];
  bench_polarity *polarity;
  const char *packs[16]; /* one a variant; the first is the pack as it is */
  size_t pack_count;
  ayes_buffer screen; /* what is said at the end */
} benchmark;

/* Figures of a system that has no confidence, acts and topics are left empty. */
static void add_quality(const bench_set *set, const char *system, const ayes_gold_pairs *pairs,
                        const ayes_evaluation *it, bool is_engine, ayes_buffer *rows) {
  ayes_buffer_add_format(rows, "%s,%zu,%s", set->name, it->matched, system);
  bench_add_figure(rows, it->accuracy);
  bench_add_figure(rows, it->macro_f1);
  bench_add_figure(rows, it->macro_f1_3);
  bench_add_figure(rows, it->f_avg);
  bench_add_figure(rows, bench_f_avg_error(pairs));
  bench_add_figure(rows, it->kappa);
  if (is_engine && it->has_topics) bench_add_figure(rows, it->topics.f1);
  else ayes_buffer_add_byte(rows, ',');
  if (is_engine && it->has_acts) bench_add_figure(rows, it->acts.f1);
  else ayes_buffer_add_byte(rows, ',');
  if (is_engine) {
    bench_add_figure(rows, it->calibration_error);
    ayes_buffer_add_format(rows, ",%zu", it->confident.count);
    bench_add_figure(rows, it->confident.accuracy);
  } else {
    ayes_buffer_add_text(rows, ",,,");
  }
  ayes_buffer_add_format(rows, ",%s\n", is_engine && set->note ? set->note : "");
}

static void add_reliability(const bench_set *set, const ayes_evaluation *it, ayes_buffer *rows) {
  for (int i = 0; i < AYES_CALIBRATION_BINS; i++) {
    const ayes_calibration_bin *bin = &it->bins[i];
    ayes_buffer_add_format(rows, "%s,%.1f,%zu", set->name, (double)i / AYES_CALIBRATION_BINS,
                           bin->count);
    if (bin->count) {
      bench_add_figure(rows, bin->confidence);
      bench_add_figure(rows, bin->accuracy);
    } else {
      ayes_buffer_add_text(rows, ",,");
    }
    ayes_buffer_add_byte(rows, '\n');
  }
}

static void say(benchmark *bench, const bench_set *set, const char *system,
                const ayes_evaluation *it) {
  ayes_buffer_add_format(&bench->screen, "  %-22s %6zu  %-9s %9.3f %9.3f %7.3f\n", set->name,
                         it->matched, system, it->accuracy, it->macro_f1_3, it->f_avg);
}

static ayes_status measure_majority(benchmark *bench, const bench_set *set, ayes_gold_pairs *pairs,
                                    ayes_error *error) {
  ayes_evaluation evaluation;
  bench_majority_label(pairs);
  ayes_status status = ayes_evaluation_compute(pairs, &evaluation, error);
  if (status != AYES_OK) return status;
  add_quality(set, "majority", pairs, &evaluation, false, &bench->tables[QUALITY].rows);
  say(bench, set, "majority", &evaluation);
  return AYES_OK;
}

static ayes_status measure_polarity(benchmark *bench, const bench_set *set,
                                    const bench_set_files *files, const char *results,
                                    ayes_error *error) {
  ayes_gold_pairs pairs = {0};
  ayes_evaluation evaluation;
  const char *labelled = bench_scratch(&bench->workspace, "polarity.jsonl", error);
  if (!labelled) return AYES_NO_MEMORY;
  ayes_status status = bench_polarity_label(bench->polarity, results, labelled, error);
  if (status == AYES_OK) status = bench_compare(labelled, files->gold, &pairs, &evaluation, error);
  if (status == AYES_OK) {
    add_quality(set, "polarity", &pairs, &evaluation, false, &bench->tables[QUALITY].rows);
    say(bench, set, "polarity", &evaluation);
  }
  ayes_gold_pairs_release(&pairs);
  return status;
}

static ayes_status add_engine(benchmark *bench, const bench_set *set, const bench_set_files *files,
                              const ayes_gold_pairs *pairs, const ayes_evaluation *evaluation,
                              ayes_error *error) {
  add_quality(set, "ayes", pairs, evaluation, true, &bench->tables[QUALITY].rows);
  add_reliability(set, evaluation, &bench->tables[RELIABILITY].rows);
  say(bench, set, "ayes", evaluation);
  if (strcmp(set->name, motions_set) != 0) return AYES_OK;
  return bench_motions_add(files->gold, pairs, &bench->tables[MOTIONS].rows, error);
}

static ayes_status measure_systems(benchmark *bench, const bench_set *set,
                                   const bench_set_files *files, const char *results,
                                   ayes_error *error) {
  ayes_gold_pairs pairs = {0};
  ayes_evaluation evaluation;
  ayes_status status = bench_classify(files, bench->packs[0], results, error);
  if (status == AYES_OK) status = bench_compare(results, files->gold, &pairs, &evaluation, error);
  if (status == AYES_OK) status = add_engine(bench, set, files, &pairs, &evaluation, error);
  if (status == AYES_OK) status = measure_majority(bench, set, &pairs, error);
  ayes_gold_pairs_release(&pairs);
  return status == AYES_OK ? measure_polarity(bench, set, files, results, error) : status;
}

static ayes_status measure_variant(const bench_set_files *files, const char *pack,
                                   const char *results, double *f_avg, ayes_error *error) {
  ayes_gold_pairs pairs = {0};
  ayes_evaluation evaluation;
  ayes_status status = bench_classify(files, pack, results, error);
  if (status == AYES_OK) status = bench_compare(results, files->gold, &pairs, &evaluation, error);
  if (status == AYES_OK) *f_avg = evaluation.f_avg;
  ayes_gold_pairs_release(&pairs);
  return status;
}

static ayes_status measure_variants(benchmark *bench, const bench_set *set,
                                    const bench_set_files *files, const char *results,
                                    ayes_error *error) {
  ayes_buffer *rows = &bench->tables[ABLATION].rows;
  double all = 0, f_avg = 0;
  for (size_t i = 0; i < bench->pack_count; i++) {
    ayes_status status = measure_variant(files, bench->packs[i], results, &f_avg, error);
    if (status != AYES_OK) return status;
    if (i == 0) all = f_avg;
    ayes_buffer_add_format(rows, "%s,%s", set->name, bench_variants[i].name);
    bench_add_figure(rows, f_avg);
    bench_add_figure(rows, f_avg - all);
    ayes_buffer_add_byte(rows, '\n');
  }
  return AYES_OK;
}

/* What bench/peers/learning.py measures: systems that learned from ticks of the same questions. */
static const char learned_within[] = "within questions: ";

static void keep_set(benchmark *bench, const bench_set *set) {
  for (size_t i = 0; i < MOTIONS; i++) bench_table_keep(&bench->tables[i], set->name);
  ayes_buffer_add_format(&bench->screen, "  %-22s absent: its rows stay as they were\n", set->name);
}

static ayes_status measure_set(benchmark *bench, const bench_set *set, bool with_variants,
                               ayes_error *error) {
  bench_set_files files;
  ayes_status status = bench_set_open(set, &bench->workspace, &files, error);
  if (status != AYES_OK) return status;
  if (!files.present) {
    keep_set(bench, set);
    return AYES_OK;
  }
  const char *results = bench_scratch(&bench->workspace, "results.jsonl", error);
  if (!results) return AYES_NO_MEMORY;
  status = measure_systems(bench, set, &files, results, error);
  bench_table_keep_systems(&bench->tables[QUALITY], set->name, learned_within);
  if (status != AYES_OK || !with_variants) return status;
  return measure_variants(bench, set, &files, results, error);
}

/* recorded tallies of a consultation beside what its texts say. */
static ayes_status show_recorded(benchmark *bench, const char *title, const bench_set_files *files,
                                 ayes_error *error) {
  const char *results = bench_scratch(&bench->workspace, "recorded.jsonl", error);
  if (!results) return AYES_NO_MEMORY;
  ayes_buffer_add_format(&bench->screen, "\nRecorded ticks and texts, %s\n", title);
  ayes_status status = bench_classify(files, bench->packs[0], results, error);
  if (status != AYES_OK) return status;
  return bench_recorded_add(results, files->survey, &bench->screen, error);
}

static ayes_status show_own_recorded(benchmark *bench, ayes_error *error) {
  bench_set_files files;
  ayes_status status = bench_set_open(&bench_sets[0], &bench->workspace, &files, error);
  if (status != AYES_OK || !files.present) return status;
  return show_recorded(bench, bench_sets[0].name, &files, error);
}

static ayes_status show_document_recorded(benchmark *bench, ayes_error *error) {
  static const char name[] = "appendix-b-2016";
  bench_set_files files = {0};
  const char *document =
      bench_path(&bench->workspace, bench->workspace.shared, "seeds/appendix-b-2016.txt", error);
  if (!document) return AYES_NO_MEMORY;
  if (!ayes_file_exists(document)) return AYES_OK;
  ayes_status status =
      bench_import(document, name, &bench->workspace, &files.answers, &files.survey, error);
  return status == AYES_OK ? show_recorded(bench, name, &files, error) : status;
}

static ayes_status open_benchmark(benchmark *bench, bool with_variants, ayes_error *error) {
  ayes_status status = bench_workspace_open(&bench->workspace, error);
  for (size_t i = 0; i < TABLES && status == AYES_OK; i++) {
    const char *path =
        bench_path(&bench->workspace, bench->workspace.root, files_of_tables[i].path, error);
    status = path ? bench_table_open(&bench->tables[i], path, files_of_tables[i].header, error)
                  : AYES_NO_MEMORY;
  }
  bench->pack_count = with_variants ? bench_variant_count : 1;
  for (size_t i = 0; i < bench->pack_count && status == AYES_OK; i++)
    status = bench_variant_make(&bench_variants[i], &bench->workspace, &bench->packs[i], error);
  if (status != AYES_OK) return status;
  const char *words =
      bench_path(&bench->workspace, bench->workspace.root, "bench/polarity.tsv", error);
  return words ? bench_polarity_open(words, &bench->polarity, error) : AYES_NO_MEMORY;
}

static void close_benchmark(benchmark *bench) {
  bench_polarity_close(bench->polarity);
  for (size_t i = 0; i < TABLES; i++) bench_table_release(&bench->tables[i]);
  ayes_buffer_release(&bench->screen);
  bench_workspace_close(&bench->workspace);
}

/* The table of motions is of one set: without it, it stays as it is. */
static ayes_status write_tables(benchmark *bench, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < TABLES && status == AYES_OK; i++) {
    const bench_table *table = &bench->tables[i];
    const char *path =
        bench_path(&bench->workspace, bench->workspace.root, files_of_tables[i].path, error);
    if (!path) return AYES_NO_MEMORY;
    bool is_empty = table->rows.length == strlen(files_of_tables[i].header) + 1;
    if (!is_empty) status = bench_write(path, &table->rows, error);
  }
  return status;
}

static ayes_status run(benchmark *bench, ayes_error *error) {
  ayes_status status = open_benchmark(bench, true, error);
  ayes_buffer_add_text(&bench->screen,
                       "  set                         n  system     accuracy "
                       "macro_f1_3   f_avg\n");
  for (size_t i = 0; i < bench_set_count && status == AYES_OK; i++)
    status = measure_set(bench, &bench_sets[i], true, error);
  if (status == AYES_OK) status = show_own_recorded(bench, error);
  if (status == AYES_OK) status = show_document_recorded(bench, error);
  if (status == AYES_OK) status = write_tables(bench, error);
  if (status != AYES_OK) return status;
  printf("%.*s\nWritten:", (int)bench->screen.length, bench->screen.data);
  for (size_t i = 0; i < TABLES; i++) printf(" %s", files_of_tables[i].path);
  printf("\n");
  return AYES_OK;
}

static ayes_status check_set(benchmark *bench, const bench_set *set, ayes_error *error) {
  ayes_buffer *rows = &bench->tables[QUALITY].rows, old = {0};
  size_t start = rows->length;
  ayes_status status = measure_set(bench, set, false, error);
  if (status != AYES_OK) return status;
  bench_table_old_rows(&bench->tables[QUALITY], set->name, &old);
  ayes_span now = ayes_span_from(ayes_buffer_span(rows), start);
  if (!ayes_span_equal(now, ayes_buffer_span(&old))) {
    printf("bench/quality.csv has\n%.*sand a run gives\n%.*s", (int)old.length,
           old.length ? old.data : "", (int)now.length, now.data);
    status = ayes_error_set(error, AYES_CHECK_FAILED,
                            "the table is not up to date: cmake --workflow --preset bench");
  }
  ayes_buffer_release(&old);
  return status;
}

static ayes_status check(benchmark *bench, ayes_error *error) {
  ayes_status status = open_benchmark(bench, false, error);
  for (size_t i = 0; i < bench_set_count && status == AYES_OK; i++)
    if (!bench_sets[i].is_shared) status = check_set(bench, &bench_sets[i], error);
  return status;
}

static void print_error(const ayes_error *error) {
  fprintf(stderr, "bench_quality: ");
  if (error->source[0]) fprintf(stderr, "%s: ", error->source);
  if (error->line) fprintf(stderr, "line %zu: ", error->line);
  fprintf(stderr, "%s\n", error->message);
}

int main(int count, char **arguments) {
  benchmark bench = {0};
  ayes_error error = {0};
  bool checks = count == 2 && strcmp(arguments[1], "--check") == 0;
  if (count > 1 && !checks) {
    fprintf(stderr, "usage: bench_quality [--check]\n");
    return 64;
  }
  ayes_status status = checks ? check(&bench, &error) : run(&bench, &error);
  if (status != AYES_OK) print_error(&error);
  close_benchmark(&bench);
  return status == AYES_OK ? 0 : 1;
}
