/* SPDX-License-Identifier: MIT
 *
 * Documents into records and out as a table: imported, exported as CSV and read again, the same
 * records. The project's own small documents always, published ones where the folder with them is
 * there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/buffer.h"
#include "base/file.h"
#include "corpus/corpus.h"
#include <cmocka.h>

enum { PATH_SIZE = 512 };

static const char answers_path[] = "round_trip.jsonl", survey_path[] = "round_trip.json";
static const char folder[] = "round_trip";

static void import(const char *path) {
  ayes_file_sink *answers, *survey;
  ayes_import_summary summary;
  ayes_error error = {0};
  assert_int_equal(ayes_file_sink_open(answers_path, &answers, &error), AYES_OK);
  assert_int_equal(ayes_file_sink_open(survey_path, &survey, &error), AYES_OK);
  ayes_status status =
      ayes_import(path, ayes_file_sink_get(answers), ayes_file_sink_get(survey), &summary, &error);
  if (status != AYES_OK) fail_msg("%s: %s", path, error.message);
  assert_true(summary.answers > 0);
  assert_int_equal(ayes_file_sink_close(answers, true, &error), AYES_OK);
  assert_int_equal(ayes_file_sink_close(survey, true, &error), AYES_OK);
}

static void export(void) {
  const char *results[] = {answers_path};
  ayes_export_summary summary;
  ayes_error error = {0};
  ayes_export_options options = {.results = results,
                                 .result_count = 1,
                                 .survey = survey_path,
                                 .folder = folder,
                                 .only = "answers",
                                 .raw_cells = true};
  if (ayes_export(&options, &summary, &error) != AYES_OK) fail_msg("%s", error.message);
  assert_true(summary.is_answers);
}

/* All fields of all records, a line end behind each field; returns the number of records. */
static size_t read_all(const char *path, ayes_buffer *fields) {
  ayes_reader *reader;
  ayes_record record;
  ayes_error error = {0};
  size_t count = 0;
  if (ayes_reader_open(path, NULL, &reader, &error) != AYES_OK) fail_msg("%s", error.message);
  while (ayes_reader_next(reader, &record, &error) == AYES_OK && record.kind != AYES_RECORD_END) {
    const ayes_answer *answer = &record.answer;
    const ayes_span all[] = {answer->id,     answer->question, answer->respondent, answer->answer,
                             answer->target, answer->group,    answer->text};
    assert_int_equal(record.kind, AYES_RECORD_ANSWER);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
      ayes_buffer_add(fields, all[i]);
      ayes_buffer_add_byte(fields, '\n');
    }
    count++;
  }
  ayes_reader_close(reader);
  return count;
}

static void check(const char *path) {
  ayes_buffer before = {0}, after = {0};
  import(path);
  export();
  size_t count = read_all(answers_path, &before);
  assert_int_equal(read_all("round_trip/answers.csv", &after), count);
  assert_int_equal(after.length, before.length);
  assert_memory_equal(after.data, before.data, before.length);
  print_message("%s: %zu records\n", ayes_file_name(path), count);
  ayes_buffer_release(&before);
  ayes_buffer_release(&after);
}

static void own_documents(void **state) {
  static const char *const names[] = {"comments", "questions"};
  char path[PATH_SIZE];
  const char *root = getenv("AYES_ROOT");
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    (void)snprintf(path, sizeof path, "%s/tests/fuzz/seeds/import/%s.txt", root ? root : ".",
                   names[i]);
    check(path);
  }
}

static void published_documents(void **state) {
  static const char *const names[] = {"commissioning-2014", "appendix-b-2016"};
  const char *shared = getenv("AYES_SHARED");
  char path[PATH_SIZE];
  (void)state;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    (void)snprintf(path, sizeof path, "%s/seeds/%s.txt", shared ? shared : "../shared", names[i]);
    if (!ayes_file_exists(path)) {
      print_message("skipped: there is no %s\n", path);
      skip();
    }
    check(path);
  }
}

static int clean_up(void **state) {
  (void)state;
  return system("rm -rf round_trip round_trip.json round_trip.jsonl");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(own_documents),
                                     cmocka_unit_test(published_documents)};
  return cmocka_run_group_tests(tests, NULL, clean_up);
}
