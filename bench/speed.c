/* SPDX-License-Identifier: MIT
 *
 * How fast answers are classified, beside programs that do less with the same bytes. Makes its
 * corpora (speed/corpus.h), runs everything in turn, several rounds, and takes medians. Writes
 * bench/speed.csv; README.md says how to read it.
 *
 *     bench_speed [MEGABYTES ...]      -- 10 and 100 otherwise; AYES names the program,
 *                                         AYES_ROOT the source tree
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ayes.h"
#include "base/array.h"
#include "base/file.h"
#include "speed/corpus.h"
#include "speed/measure.h"
#include "speed/stages.h"

enum { ROUNDS = 5, SMALL_MEGABYTES = 20, LARGE_MEGABYTES = 500, ANY_MEGABYTES = 1 << 30 };
enum { PACK_ENTRIES = 4000, LIST_FACTOR = 10, COLD_ANSWERS = 400, COLD_ROUNDS = 15 };

static const char input[] = "bench_speed.jsonl", plain[] = "bench_speed.txt",
                  survey_path[] = "bench_speed_survey.json";

typedef struct bench {
  const char *root;
  speed_corpus *corpus;
  ayes_engine *engine;
  ayes_buffer table;
  size_t rounds;
  char name[64];                     /* of the corpus at hand */
  double megabytes, plain_megabytes; /* with JSON; of its texts alone */
  double words;                      /* of the texts */
  double wc;                         /* MB/s of the baseline */
} bench;

/* ---- Files ---- */

static ayes_status write_file(const char *path, const ayes_buffer *bytes, ayes_error *error) {
  ayes_output *output;
  ayes_status status = ayes_output_open(path, &output, error);
  if (status != AYES_OK) return status;
  status = ayes_output_write(output, ayes_buffer_span(bytes), error);
  ayes_status closed = ayes_output_close(output, status == AYES_OK, error);
  return status == AYES_OK ? closed : status;
}

static ayes_status write_records(const bench *it, const char *path, speed_corpus_options options,
                                 double megabytes, size_t records, double *written,
                                 ayes_error *error) {
  ayes_buffer line = {0};
  ayes_output *output;
  ayes_status status = ayes_output_open(path, &output, error);
  if (status != AYES_OK) return status;
  *written = 0;
  for (uint64_t i = 1; status == AYES_OK && i <= records && *written < megabytes * 1e6; i++) {
    ayes_buffer_clear(&line);
    speed_corpus_add(it->corpus, &options, i, &line);
    if (line.failed) status = ayes_error_memory(error);
    else status = ayes_output_write(output, ayes_buffer_span(&line), error);
    *written += (double)line.length;
  }
  *written /= 1e6;
  ayes_buffer_release(&line);
  ayes_status closed = ayes_output_close(output, status == AYES_OK, error);
  return status == AYES_OK ? closed : status;
}

/* The texts of the same records: as many as fit into their share of the bytes. */
static ayes_status make_corpus(bench *it, double megabytes, unsigned accented, ayes_error *error) {
  speed_corpus_options json = {.accented = accented}, text = {accented, true};
  (void)snprintf(it->name, sizeof it->name, "%.0f MB%s", megabytes, accented ? ", accented" : "");
  ayes_status status = write_records(it, input, json, megabytes, SIZE_MAX, &it->megabytes, error);
  if (status == AYES_OK)
    status =
        write_records(it, plain, text, megabytes * 0.85, SIZE_MAX, &it->plain_megabytes, error);
  return status;
}

/* ---- Rows ---- */

static void add_row(bench *it, const char *system, const speed_cost *cost, double megabytes) {
  if (cost->failed) {
    printf("%-16s %-14s not measured\n", it->name, system);
    return;
  }
  double speed = megabytes / cost->seconds;
  double words = it->words * megabytes / it->megabytes / cost->seconds / 1e6;
  printf("%-16s %-14s %8.2f s %8.1f MB/s %6.2f of wc %6.1f MiB\n", it->name, system, cost->seconds,
         speed, it->wc > 0 ? speed / it->wc : 1, cost->mebibytes);
  ayes_buffer_add_format(&it->table, "\"%s\",%s,%.2f,%.2f,%.1f,%.2f,%.3f,%.0f\n", it->name, system,
                         cost->seconds, cost->elapsed, speed, words,
                         it->wc > 0 ? speed / it->wc : 1, cost->mebibytes);
  fflush(stdout);
}

/* Commands for the shell, which finds the program in $AYES and the source tree in $AYES_ROOT. */
typedef struct contestant {
  const char *name, *command;
  bool reads_plain;
  int limit; /* megabytes of the largest corpus that it has time for */
} contestant;

#define CLASSIFY "\"$AYES\" classify -q -o /dev/null --survey bench_speed_survey.json "

static const contestant contestants[] = {
    {"wc", "wc -w bench_speed.jsonl", false, ANY_MEGABYTES},
    {"wc twice", "wc -w bench_speed.jsonl & wc -w bench_speed.jsonl; wait", false, ANY_MEGABYTES},
    {"jq", "jq -c . bench_speed.jsonl", false, ANY_MEGABYTES},
    {"ayes", CLASSIFY "-j1 bench_speed.jsonl", false, ANY_MEGABYTES},
    {"ayes 2 threads", CLASSIFY "-j2 bench_speed.jsonl", false, ANY_MEGABYTES},
    {"ayes 10 x lists",
     CLASSIFY "-j1 bench_speed.jsonl --lexicon \"$AYES_ROOT/lexicons/en\" "
              "--lexicon bench_speed_pack",
     false, ANY_MEGABYTES},
    {"fasttext", "fasttext predict bench_speed_model.bin bench_speed.txt", true, LARGE_MEGABYTES},
    {"vader",
     "python3 -c 'import sys\n"
     "from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as A\n"
     "a = A()\n"
     "for line in open(sys.argv[1]): print(a.polarity_scores(line)[\"compound\"])' "
     "bench_speed.txt 2>/dev/null",
     true, SMALL_MEGABYTES}};

enum { CONTESTANTS = sizeof contestants / sizeof *contestants };

static bool is_run(const bench *it, const contestant *who) { return it->megabytes < who->limit; }

static void run_commands(bench *it) {
  speed_cost costs[CONTESTANTS][ROUNDS];
  for (size_t round = 0; round < it->rounds; round++)
    for (size_t i = 0; i < CONTESTANTS; i++)
      if (is_run(it, &contestants[i])) costs[i][round] = speed_run(contestants[i].command);
  it->wc = 0;
  for (size_t i = 0; i < CONTESTANTS; i++) {
    if (!is_run(it, &contestants[i])) continue;
    speed_cost cost = speed_median(costs[i], it->rounds);
    if (i == 0) it->wc = it->megabytes / cost.seconds;
    add_row(it, contestants[i].name, &cost,
            contestants[i].reads_plain ? it->plain_megabytes : it->megabytes);
  }
}

static void run_stages(bench *it) {
  for (speed_stage stage = SPEED_READ; stage < SPEED_STAGES; stage++) {
    speed_cost costs[ROUNDS];
    char name[32];
    speed_stage_job job = {.engine = it->engine, .input = input, .stage = stage};
    for (size_t i = 0; i < it->rounds; i++) costs[i] = speed_call(speed_stage_run, &job);
    speed_cost cost = speed_median(costs, it->rounds);
    (void)snprintf(name, sizeof name, "to %s", speed_stage_names[stage]);
    add_row(it, name, &cost, it->megabytes);
  }
}

/* How dense the corpus is in what the lists know. */
static void count_words(bench *it) {
  speed_stage_job lists = {.engine = it->engine, .input = input, .stage = SPEED_RULES};
  speed_stage_job results = {.engine = it->engine, .input = input, .stage = SPEED_RESULTS};
  if (speed_stage_run(&lists) || speed_stage_run(&results)) return;
  it->words = (double)lists.words;
  printf("%s: %.1f million words, marks a word %.3f, evidence a word %.3f\n", it->name,
         it->words / 1e6, (double)lists.marks / it->words, (double)results.evidence / it->words);
}

static ayes_status measure(bench *it, double megabytes, unsigned accented, ayes_error *error) {
  ayes_status status = make_corpus(it, megabytes, accented, error);
  if (status != AYES_OK) return status;
  it->rounds = megabytes > LARGE_MEGABYTES ? 1 : ROUNDS;
  count_words(it);
  run_commands(it);
  if (megabytes <= LARGE_MEGABYTES) run_stages(it);
  remove(input);
  remove(plain);
  return AYES_OK;
}

/* ---- Small runs ---- */

/* The end of the process gives all back. */
static int open_pack(void *user) {
  static ayes_engine *engine;
  ayes_error error = {0};
  (void)user;
  return ayes_engine_open(&(ayes_engine_options){0}, &engine, &error) != AYES_OK;
}

/* In a process of its own that has done nothing else. */
static ayes_status measure_opening(bench *it, ayes_error *error) {
  speed_cost costs[COLD_ROUNDS];
  for (size_t i = 0; i < COLD_ROUNDS; i++) costs[i] = speed_call(open_pack, NULL);
  speed_cost cost = speed_median(costs, COLD_ROUNDS);
  if (cost.failed) return ayes_error_set(error, AYES_INTERNAL, "the pack cannot be opened");
  printf("opening the pack: %.1f ms\n", cost.elapsed * 1e3);
  ayes_buffer_add_format(&it->table, "pack en,open,%.3f,%.4f,,,,%.0f\n", cost.seconds, cost.elapsed,
                         cost.mebibytes);
  return AYES_OK;
}

static ayes_status measure_cold_start(bench *it, ayes_error *error) {
  speed_cost all[COLD_ROUNDS], one[COLD_ROUNDS];
  double written;
  ayes_status status =
      write_records(it, input, (speed_corpus_options){0}, 1e3, COLD_ANSWERS, &written, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < COLD_ROUNDS; i++) {
    all[i] = speed_run(CLASSIFY "bench_speed.jsonl");
    one[i] = speed_run("\"$AYES\" explain x --target y");
  }
  speed_cost cost = speed_median(all, COLD_ROUNDS), start = speed_median(one, COLD_ROUNDS);
  remove(input);
  if (cost.failed || start.failed)
    return ayes_error_set(error, AYES_INTERNAL, "the program did not end well");
  printf("400 answers, cold: %.0f ms; one: %.0f ms\n", cost.elapsed * 1e3, start.elapsed * 1e3);
  ayes_buffer_add_format(&it->table, "400 answers,ayes,%.3f,%.3f,,,,%.0f\n", cost.seconds,
                         cost.elapsed, cost.mebibytes);
  ayes_buffer_add_format(&it->table, "1 answer,ayes,%.3f,%.3f,,,,%.0f\n", start.seconds,
                         start.elapsed, start.mebibytes);
  return AYES_OK;
}

/* ---- What the runs need ---- */

static ayes_status write_pack(bench *it, ayes_error *error) {
  ayes_buffer list = {0}, pack = {0};
  size_t entries = PACK_ENTRIES * (LIST_FACTOR - 1);
  ayes_buffer_add_text(&pack,
                       "{\"name\": \"more\", \"language\": \"en\", \"stemmer\": "
                       "\"english\", \"lists\": [\"more.tsv\"]}\n");
  speed_corpus_list(it->corpus, entries, &list);
  ayes_status status = system("mkdir -p bench_speed_pack") == 0
                           ? write_file("bench_speed_pack/pack.json", &pack, error)
                           : ayes_error_set(error, AYES_IO_FAILED, "no folder can be made");
  if (status == AYES_OK) status = write_file("bench_speed_pack/more.tsv", &list, error);
  ayes_buffer_release(&list);
  ayes_buffer_release(&pack);
  return status;
}

static ayes_status prepare(bench *it, ayes_error *error) {
  char pages[512];
  ayes_buffer survey = {0}, labels = {0};
  (void)snprintf(pages, sizeof pages, "%s/tests/spec/stance", it->root);
  ayes_status status = speed_corpus_open(pages, &it->corpus, error);
  if (status != AYES_OK) return status;
  speed_corpus_survey(it->corpus, &survey);
  speed_corpus_labels(it->corpus, &labels);
  status = write_file(survey_path, &survey, error);
  if (status == AYES_OK) status = write_file("bench_speed_labels.txt", &labels, error);
  if (status == AYES_OK) status = write_pack(it, error);
  ayes_engine_options options = {.survey = survey_path};
  if (status == AYES_OK) status = ayes_engine_open(&options, &it->engine, error);
  (void)speed_run(
      "fasttext supervised -input bench_speed_labels.txt -output bench_speed_model "
      "-bucket 100000 -wordNgrams 2 -thread 1 -verbose 0 2>&1");
  ayes_buffer_release(&survey);
  ayes_buffer_release(&labels);
  return status;
}

static ayes_status save(const bench *it, ayes_error *error) {
  char path[512];
  (void)snprintf(path, sizeof path, "%s/bench/speed.csv", it->root);
  return write_file(path, &it->table, error);
}

static ayes_status run(bench *it, int count, char **sizes, ayes_error *error) {
  static const double usual[] = {10, 100};
  ayes_status status = measure_opening(it, error);
  if (status == AYES_OK) status = prepare(it, error);
  if (status == AYES_OK) status = measure_cold_start(it, error);
  if (status == AYES_OK && count == 0) {
    status = measure(it, usual[0], 15, error);
    for (size_t i = 0; i < 2 && status == AYES_OK; i++) status = measure(it, usual[i], 0, error);
  }
  for (int i = 0; i < count && status == AYES_OK; i++)
    status = measure(it, strtod(sizes[i], NULL), 0, error);
  return status == AYES_OK ? save(it, error) : status;
}

int main(int argc, char **argv) {
  if (setenv("AYES_ROOT", ".", 0) != 0 || setenv("AYES", "ayes", 0) != 0) return 1;
  bench it = {.root = getenv("AYES_ROOT")};
  ayes_error error = {0};
  ayes_buffer_add_text(&it.table,
                       "corpus,system,seconds,elapsed,mb_per_second,"
                       "million_words_per_second,of_wc,mebibytes\n");
  ayes_status status = run(&it, argc - 1, argv + 1, &error);
  if (status != AYES_OK) fprintf(stderr, "bench_speed: %s %s\n", error.source, error.message);
  ayes_engine_close(it.engine);
  speed_corpus_close(it.corpus);
  ayes_buffer_release(&it.table);
  return status == AYES_OK ? 0 : 1;
}
