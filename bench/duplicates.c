/* SPDX-License-Identifier: MIT
 *
 * How well and how fast shared letters are found: made letters (duplicates/letters.c) of growing
 * number through the whole command, each in a process of its own, and a brute-force comparison of
 * all pairs of a sample. Writes bench/duplicates.csv; README.md says how to read it.
 *
 *     bench_duplicates         -- finds the source tree in AYES_ROOT
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ayes.h"
#include "base/file.h"
#include "base/json.h"
#include "duplicates/agreement.h"
#include "duplicates/letters.h"

enum { ACCURACY_LETTERS = 200000 };

static const size_t sizes[] = {50000, 100000, 200000, 500000, 1000000};
static const char letters_path[] = "bench_duplicates.jsonl";
static const double threshold = 0.7;

typedef struct cost {
  double seconds; /* of one core: user and system */
  double mebibytes;
} cost;

static ayes_status write_letters(size_t count, ayes_error *error) {
  letters it = {0};
  ayes_buffer line = {0};
  ayes_output *output;
  ayes_status status = ayes_output_open(letters_path, &output, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    letters_make(&it, i);
    ayes_buffer_clear(&line);
    ayes_buffer_add_format(&line, "{\"id\":\"%zu\",\"question\":\"Q1\",\"text\":", i + 1);
    ayes_json_add_string(&line, ayes_buffer_span(&it.text));
    ayes_buffer_add_text(&line, "}\n");
    status = ayes_output_write(output, ayes_buffer_span(&line), error);
  }
  letters_release(&it);
  ayes_buffer_release(&line);
  ayes_status closed = ayes_output_close(output, status == AYES_OK, error);
  return status == AYES_OK ? closed : status;
}

static ayes_status discard(void *user, const char *bytes, size_t length, ayes_error *error) {
  (void)bytes, (void)error;
  *(size_t *)user += length;
  return AYES_OK;
}

static int run_command(void) {
  const char *input = letters_path;
  size_t written = 0;
  ayes_error error = {0};
  ayes_duplicates_options options = {
      .inputs = &input, .input_count = 1, .output_format = "json", .threshold = threshold};
  ayes_status status = ayes_duplicates(NULL, &options, (ayes_sink){discard, &written}, &error);
  if (status != AYES_OK) fprintf(stderr, "%s\n", error.message);
  return status == AYES_OK && written ? 0 : 1;
}

/* The whole command in a child, for its own peak of memory. */
static ayes_status measure(size_t count, cost *it, ayes_error *error) {
  struct rusage usage;
  int outcome = 1;
  ayes_status status = write_letters(count, error);
  if (status != AYES_OK) return status;
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) _exit(run_command());
  if (child < 0 || wait4(child, &outcome, 0, &usage) != child || outcome != 0)
    return ayes_error_set(error, AYES_INTERNAL, "the command did not end well");
  it->seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  it->mebibytes = (double)usage.ru_maxrss / 1024;
  remove(letters_path);
  return AYES_OK;
}

static void add_row(ayes_buffer *table, size_t count, const cost *it, const agreement *found) {
  ayes_buffer_add_format(table, "%zu,%.1f,%.2f,%.0f", count, it->seconds,
                         it->seconds * 1e5 / (double)count, it->mebibytes);
  if (found)
    ayes_buffer_add_format(table, ",%zu,%zu,%.4f,%.4f,%.4f,%.4f,%.4f", found->letters,
                           found->near_pairs, found->pair_precision, found->pair_recall,
                           found->cluster_precision, found->cluster_recall, found->near_share);
  else ayes_buffer_add_text(table, ",,,,,,,");
  ayes_buffer_add_byte(table, '\n');
}

static ayes_status measure_all(ayes_buffer *table, ayes_error *error) {
  agreement found = {0};
  ayes_status status = agreement_measure(ACCURACY_LETTERS, threshold, &found, error);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes && status == AYES_OK; i++) {
    cost it;
    status = measure(sizes[i], &it, error);
    if (status != AYES_OK) break;
    add_row(table, sizes[i], &it, sizes[i] == ACCURACY_LETTERS ? &found : NULL);
    printf("%8zu letters: %6.1f s, %6.0f MiB\n", sizes[i], it.seconds, it.mebibytes);
  }
  return status;
}

static ayes_status save(const ayes_buffer *table, ayes_error *error) {
  const char *root = getenv("AYES_ROOT");
  ayes_arena arena = {0};
  ayes_output *output;
  char *path = ayes_file_join(&arena, root ? root : ".", "bench/duplicates.csv", error);
  ayes_status status = path ? ayes_output_open(path, &output, error) : AYES_NO_MEMORY;
  if (status == AYES_OK) {
    status = ayes_output_write(output, ayes_buffer_span(table), error);
    ayes_status closed = ayes_output_close(output, status == AYES_OK, error);
    if (status == AYES_OK) status = closed;
  }
  ayes_arena_release(&arena);
  return status;
}

int main(void) {
  ayes_error error = {0};
  ayes_buffer table = {0};
  ayes_buffer_add_text(&table,
                       "letters,seconds,seconds_per_100k,mebibytes,sample,near_pairs,"
                       "pair_precision,pair_recall,cluster_precision,cluster_recall,near_share\n");
  ayes_status status = measure_all(&table, &error);
  if (status == AYES_OK) status = save(&table, &error);
  if (status != AYES_OK) fprintf(stderr, "bench_duplicates: %s\n", error.message);
  ayes_buffer_release(&table);
  return status == AYES_OK ? 0 : 1;
}
