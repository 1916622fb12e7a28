/* SPDX-License-Identifier: MIT
 *
 * Exports: harmless cells, figures that are the tally's, files that are there whole or not at all,
 * columns and queries as engine/schema/README.md promises them, schemas that hold.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>
#include <unistd.h>
#include <cmocka.h>

#include "ayes.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "report/export_xlsx.h"
#include "support/files.h"
#include "support/schema.h"

static const char survey_json[] =
    "{\"title\":\"The =bypass\",\"questions\":["
    "{\"id\":\"Q1\",\"kind\":\"closed\",\"text\":\"Build "
    "it?\",\"recorded\":{\"Yes\":2,\"Blank\":1}},"
    "{\"id\":\"Q2\",\"kind\":\"open\",\"about\":\"Q1\",\"text\":\"Why?\"}]}";

#define TAIL                                                                             \
  "\"score\":-0.5,\"confidence\":0.75,\"conditional\":false,\"acts\":[\"concern\"],"     \
  "\"topics\":[{\"id\":\"roads\",\"weight\":0.5}],\"evidence\":[{\"start\":0,\"end\":1," \
  "\"text\":\"=\",\"kind\":\"oppose\",\"weight\":-1.25,\"source\":\"en/a.tsv:1\"}],\"flags\":["

static const char results_jsonl[] =
    "{\"id\":\"=1+1\",\"question\":\"Q2\",\"respondent\":\"ann\",\"group\":\"@town\",\"answer\":"
    "\"Yes\",\"text\":\"+a, \\\"b\\\"\\nc \\u202ed\\u0007\",\"stance\":\"oppose\"," TAIL
    "\"answer_conflict\"]}\n"
    "{\"id\":\"2\",\"question\":\"Q2\",\"respondent\":\"bob\",\"group\":\"shire\",\"answer\":"
    "\"yes\",\"text\":\"\\tx\",\"stance\":\"support\"," TAIL
    "]}\n"
    "{\"id\":\"3\",\"question\":\"Q2\",\"respondent\":\"cyd\",\"answer\":\"\",\"text\":\"\","
    "\"stance\":\"neutral\"," TAIL
    "\"empty\"]}\n"
    "{\"id\":null,\"error\":{\"code\":\"not_json\",\"message\":\"broken\"},\"line\":4}\n"
    "{\"id\":\"-\",\"question\":\"\",\"respondent\":\"\",\"answer\":\"-2\",\"text\":\"@x\","
    "\"stance\":\"mixed\"," TAIL "]}\n";

static const char *const all_files[] = {
    "export_out/responses.csv",         "export_out/mentions.csv",
    "export_out/summary.csv",           "export_out/results.sqlite",
    "export_out/results.xlsx",          "export_out/results.json",
    "export_out/charts/stance.vl.json", "export_out/charts/share.vl.json",
    "export_out/charts/ticks.vl.json",  "export_out/charts/topics.vl.json",
    "export_out/datapackage.json"};
enum { FILES = sizeof all_files / sizeof *all_files };

static bool is_there(const char *path) { return access(path, F_OK) == 0; }

static void remove_all(void) {
  for (size_t i = 0; i < FILES; i++) remove(all_files[i]);
  rmdir("export_out/charts");
  rmdir("export_out");
}

static ayes_status run_export(const char *results, const char *only, bool raw, ayes_error *error) {
  const char *paths[] = {results};
  ayes_export_options options = {.results = paths,
                                 .result_count = 1,
                                 .survey = "export_survey.json",
                                 .folder = "export_out",
                                 .only = only,
                                 .raw_cells = raw};
  return ayes_export(&options, NULL, error);
}

static int set_up(void **state) {
  (void)state;
  test_file("export_survey.json", survey_json);
  test_file("export_results.jsonl", results_jsonl);
  remove_all();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  remove_all();
  remove("export_survey.json");
  remove("export_results.jsonl");
  return 0;
}

static void expect_in(const char *path, const char *const *pieces) {
  char *text = test_file_text(path);
  for (; *pieces; pieces++)
    if (!strstr(text, *pieces)) fail_msg("%s lacks: %s\n%s", path, *pieces, text);
  free(text);
}

static void test_cells_are_harmless(void **state) {
  static const char *const harmless[] = {
      "row,id,question,group,respondent,answer,meaning,stance,score,confidence,conditional,acts,"
      "topics,flags,evidence,error,text\r\n1,'=1+1,Q2,'@town,ann,Yes,support,oppose,-0.5,0.75,"
      "false,concern,roads,answer_conflict,1,,\"'+a, \"\"b\"\"\nc \xEF\xBF\xBD"
      "d\xEF\xBF\xBD\"\r\n",
      ",1,,'\tx\r\n",
      "3,3,Q2,,cyd,,,blank,-0.5,",
      "\r\n4,,,,,,,,,,,,,,0,not_json,\r\n",
      "5,'-,,,,'-2,,mixed,",
      ",'@x\r\n",
      NULL};
  static const char *const raw[] = {"1,=1+1,Q2,@town,", ",1,,\"\tx\"\r\n", "\"+a, ", "\xE2\x80\xAE",
                                    NULL};
  static const char *const told[] = {"\"raw_cells\": false", NULL};
  static const char *const told_raw[] = {"\"raw_cells\": true", NULL};
  ayes_error error = {0};
  (void)state;
  assert_int_equal(run_export("export_results.jsonl", NULL, false, &error), AYES_OK);
  expect_in("export_out/responses.csv", harmless);
  expect_in("export_out/datapackage.json", told);
  assert_int_equal(run_export("export_results.jsonl", NULL, true, &error), AYES_OK);
  expect_in("export_out/responses.csv", raw);
  expect_in("export_out/datapackage.json", told_raw);
}

static sqlite3 *open_database(void) {
  sqlite3 *database;
  assert_int_equal(
      sqlite3_open_v2("export_out/results.sqlite", &database, SQLITE_OPEN_READONLY, NULL),
      SQLITE_OK);
  return database;
}

static sqlite3_int64 number_of(sqlite3 *database, const char *query, const char *a, const char *b) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, query, -1, &statement, NULL) != SQLITE_OK)
    fail_msg("%s: %s", query, sqlite3_errmsg(database));
  sqlite3_bind_text(statement, 1, a[0] ? a : NULL, -1, SQLITE_STATIC);
  if (b) sqlite3_bind_text(statement, 2, b, -1, SQLITE_STATIC);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  sqlite3_int64 number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return number;
}

static ayes_status gather(void *user, const char *bytes, size_t length, ayes_error *error) {
  (void)error;
  ayes_buffer_add(user, ayes_span_make(bytes, length));
  return AYES_OK;
}

static json_t *tally_of(const char *results, const char *survey) {
  const char *paths[] = {results};
  ayes_buffer buffer = {0};
  ayes_sink sink = {gather, &buffer};
  ayes_error error = {0};
  json_t *json;
  assert_int_equal(ayes_tally(paths, 1, survey, NULL, NULL, "json", 0, false, sink, &error),
                   AYES_OK);
  assert_int_equal(ayes_json_parse(ayes_buffer_span(&buffer), "tally", &json, &error), AYES_OK);
  ayes_buffer_release(&buffer);
  return json;
}

static void expect_counts(sqlite3 *database, const char *question, const char *measure,
                          const json_t *counts) {
  const char *category;
  json_t *count;
  char query[200];
  snprintf(query, sizeof query,
           "SELECT sum(value) FROM summary WHERE level = 'all' AND measure = '%s' AND question IS "
           "?1 AND category = ?2",
           measure);
  json_object_foreach((json_t *)counts, category, count)
      assert_int_equal(number_of(database, query, question, category), json_integer_value(count));
}

/* Which member of the tally is which measure. */
static void expect_question(sqlite3 *database, const json_t *question) {
  static const char *const pairs[][2] = {
      {"records", "records"},     {"respondents", "respondents"}, {"answered", "answered"},
      {"with_text", "with_text"}, {"conditional", "conditional"}, {"conflicts", "conflict"},
      {"recovered", "recovered"}, {"duplicates", "duplicate"}};
  const char *id = json_string_value(json_object_get(question, "id"));
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    const json_t *count = json_object_get(question, pairs[i][0]);
    if (json_is_null(count)) continue;
    sqlite3_int64 value =
        number_of(database,
                  "SELECT sum(value) FROM summary WHERE level = 'all' AND question IS ?1 AND "
                  "measure = ?2",
                  id, pairs[i][1]);
    assert_int_equal(value, json_integer_value(count));
  }
  expect_counts(database, id, "stance", json_object_get(question, "stance"));
  expect_counts(database, id, "answer", json_object_get(question, "answers"));
  expect_counts(database, id, "recorded", json_object_get(question, "recorded"));
  const char *stance;
  json_t *count;
  json_object_foreach(json_object_get(question, "stance"), stance, count)
      assert_int_equal(number_of(database,
                                 "SELECT count(*) FROM responses WHERE question IS ?1 AND stance = "
                                 "?2 AND error IS NULL",
                                 id, stance),
                       json_integer_value(count));
}

static void expect_tally(const char *results, const char *survey) {
  json_t *tally = tally_of(results, survey), *questions = json_object_get(tally, "questions");
  sqlite3 *database = open_database();
  assert_true(json_array_size(questions) > 0);
  for (size_t i = 0; i < json_array_size(questions); i++)
    expect_question(database, json_array_get(questions, i));
  assert_int_equal(number_of(database,
                             "SELECT sum(value) FROM summary WHERE level = 'file' AND measure = "
                             "?1",
                             "records", NULL),
                   json_integer_value(json_object_get(tally, "records")));
  assert_int_equal(
      number_of(database, "SELECT count(*) FROM responses WHERE error = ?1", "not_json", NULL),
      json_integer_value(json_object_get(tally, "quarantined")));
  sqlite3_close(database);
  json_decref(tally);
}

static void test_figures_are_the_tally(void **state) {
  ayes_error error = {0};
  (void)state;
  assert_int_equal(run_export("export_results.jsonl", "sqlite", false, &error), AYES_OK);
  expect_tally("export_results.jsonl", "export_survey.json");
  sqlite3 *database = open_database();
  static const char groups[] =
      "SELECT count(*) FROM summary WHERE level = 'group' AND measure = 'stance' AND category = ?1 "
      "AND value = 1 AND \"group\" IN ('@town', 'shire')";
  assert_int_equal(number_of(database, groups, "support", NULL), 1);
  assert_int_equal(number_of(database, groups, "oppose", NULL), 1);
  assert_int_equal(number_of(database,
                             "SELECT value FROM summary WHERE level = 'all' AND "
                             "question = 'Q2' AND measure = 'topic' AND category = ?1",
                             "roads", NULL),
                   2);
  assert_int_equal(
      number_of(database, "SELECT count(*) FROM mentions WHERE type = ?1", "topic", NULL), 4);
  sqlite3_close(database);
}

static void test_whole_or_not_at_all(void **state) {
  ayes_error error = {0};
  (void)state;
  test_file("export_bad.jsonl", "{\"id\":\"1\",\"stance\":\"support\"}\n{\"id\":\n");
  assert_int_equal(run_export("export_bad.jsonl", NULL, false, &error), AYES_BAD_DATA);
  assert_int_equal(error.line, 2);
  assert_false(is_there("export_out")); /* the folder was made, and is gone again */
  assert_int_equal(run_export("export_results.jsonl", NULL, false, &error), AYES_OK);
  for (size_t i = 0; i < FILES; i++)
    if (!is_there(all_files[i])) fail_msg("%s is missing", all_files[i]);
  char *before = test_file_text("export_out/responses.csv");
  assert_int_equal(run_export("export_bad.jsonl", NULL, false, &error), AYES_BAD_DATA);
  char *after = test_file_text("export_out/responses.csv");
  assert_string_equal(before, after);
  free(before);
  free(after);
  remove("export_bad.jsonl");
}

static void test_choice(void **state) {
  ayes_error error = {0};
  unsigned kinds;
  (void)state;
  assert_int_equal(run_export("export_results.jsonl", "json, csv", false, &error), AYES_OK);
  assert_true(is_there("export_out/results.json") && is_there("export_out/summary.csv"));
  assert_true(is_there("export_out/datapackage.json"));
  assert_false(is_there("export_out/results.sqlite") || is_there("export_out/charts"));
  assert_int_equal(run_export("export_results.jsonl", "csv,pdf", false, &error), AYES_BAD_USAGE);
  assert_string_equal(error.message,
                      "there is no output \"pdf\": use csv, sqlite, xlsx, json, "
                      "charts, answers, consult or datapackage");
  assert_int_equal(ayes_export_choose("", &kinds, &error), AYES_BAD_USAGE);
  assert_int_equal(ayes_export_choose(NULL, &kinds, &error), AYES_OK);
  assert_int_equal(kinds, (1u << AYES_EXPORT_KIND_COUNT) - 1 - AYES_EXPORT_UNASKED);
}

static void test_folders(void **state) {
  ayes_error error = {0};
  const char *paths[] = {"export_results.jsonl"};
  ayes_export_options options = {
      .results = paths, .result_count = 1, .folder = "export_missing/inner"};
  (void)state;
  assert_int_equal(ayes_export(&options, NULL, &error), AYES_IO_FAILED);
  assert_string_equal(error.message, "the folder cannot be made: No such file or directory");
  options.folder = "export_results.jsonl";
  assert_int_equal(ayes_export(&options, NULL, &error), AYES_IO_FAILED);
  options.folder = NULL;
  assert_int_equal(ayes_export(&options, NULL, &error), AYES_BAD_USAGE);
}

static void test_same_bytes(void **state) {
  ayes_error error = {0};
  uint64_t hashes[FILES];
  (void)state;
  for (int round = 0; round < 2; round++) {
    assert_int_equal(run_export("export_results.jsonl", NULL, false, &error), AYES_OK);
    for (size_t i = 0; i < FILES; i++) {
      ayes_buffer bytes = {0};
      assert_int_equal(ayes_file_read(all_files[i], SIZE_MAX, &bytes, &error), AYES_OK);
      uint64_t hash = ayes_span_hash(ayes_buffer_span(&bytes));
      ayes_buffer_release(&bytes);
      if (round && hash != hashes[i]) fail_msg("%s differs", all_files[i]);
      hashes[i] = hash;
    }
  }
}

/* A sheet smaller than its rows, or a missing one, is found in the finished file. */
static void test_whole_workbooks(void **state) {
  enum { SHEETS = 5 };
  ayes_error error = {0};
  ayes_book book = {0};
  off_t items[SHEETS + 1] = {0};
  ayes_book_sizes sizes = {items, SHEETS, SHEETS + 1};
  const char *path = "export_out/results.xlsx";
  (void)state;
  assert_int_equal(run_export("export_results.jsonl", "xlsx", false, &error), AYES_OK);
  assert_int_equal(ayes_book_check(path, &book, &sizes, &error), AYES_OK);
  items[2] = 1000000;
  assert_int_equal(ayes_book_check(path, &book, &sizes, &error), AYES_IO_FAILED);
  items[2] = 0;
  sizes.count = SHEETS + 1;
  assert_int_equal(ayes_book_check(path, &book, &sizes, &error), AYES_IO_FAILED);
  assert_int_equal(ayes_book_check("export_results.jsonl", &book, &sizes, &error), AYES_IO_FAILED);
  assert_int_equal(ayes_book_check("export_missing", &book, &sizes, &error), AYES_IO_FAILED);
}

/* Each request for memory fails once: an error, and nothing half-written. */
static void test_memory_failures(void **state) {
  ayes_error error = {0};
  ayes_status status = AYES_NO_MEMORY;
  (void)state;
  for (size_t countdown = 1; status == AYES_NO_MEMORY; countdown++) {
    ayes_memory_fail(countdown, false);
    status = run_export("export_results.jsonl", NULL, false, &error);
    ayes_memory_fail(0, false);
    if (status == AYES_OK) break;
    assert_int_equal(status, AYES_NO_MEMORY);
    assert_false(is_there("export_out"));
  }
  assert_int_equal(status, AYES_OK);
}

/* ---- engine/schema ---- */

static const char *root_path(const char *name, char *path, size_t size) {
  const char *root = getenv("AYES_ROOT");
  snprintf(path, size, "%s/%s", root ? root : ".", name);
  return path;
}

static json_t *schema_of(const char *name) {
  char file[200], path[1024];
  json_t *schema;
  ayes_error error = {0};
  snprintf(file, sizeof file, "engine/schema/%s.schema.json", name);
  assert_int_equal(ayes_json_read(root_path(file, path, sizeof path), &schema, &error), AYES_OK);
  return schema;
}

static void expect_valid(const json_t *schema, const json_t *value, const char *what) {
  char fault[TEST_SCHEMA_FAULT];
  if (!test_schema_validates(schema, schema, value, fault)) fail_msg("%s: %s", what, fault);
}

static void expect_valid_file(const char *name, const char *path) {
  json_t *schema = schema_of(name), *value;
  ayes_error error = {0};
  assert_int_equal(ayes_json_read(path, &value, &error), AYES_OK);
  if (strcmp(name, "result") == 0)
    for (size_t i = 0; i < json_array_size(value); i++)
      expect_valid(schema, json_array_get(value, i), path);
  else expect_valid(schema, value, path);
  json_decref(value);
  json_decref(schema);
}

static size_t expect_valid_lines(const char *name, const char *path) {
  json_t *schema = schema_of(name), *value;
  ayes_error error = {0};
  char *text = test_file_text(path);
  ayes_span rest = ayes_span_of(text), line;
  size_t count = 0;
  for (; ayes_span_split(&rest, '\n', &line) && line.length; count++) {
    assert_int_equal(ayes_json_parse(line, path, &value, &error), AYES_OK);
    expect_valid(schema, value, path);
    json_decref(value);
  }
  free(text);
  json_decref(schema);
  return count;
}

static void expect_valid_tally(const char *results, const char *survey) {
  json_t *schema = schema_of("tally"), *tally = tally_of(results, survey);
  expect_valid(schema, tally, results);
  json_decref(tally);
  json_decref(schema);
}

static void classify_to(const char *input, const char *survey, const char *output) {
  ayes_error error = {0};
  ayes_engine_options engine_options = {.survey = survey};
  ayes_classify_options options = {.inputs = &input, .input_count = 1, .threads = 1, .keep = true};
  ayes_engine *engine;
  ayes_file_sink *file;
  if (ayes_engine_open(&engine_options, &engine, &error) != AYES_OK)
    fail_msg("%s: %s", error.source, error.message);
  assert_int_equal(ayes_file_sink_open(output, &file, &error), AYES_OK);
  assert_int_equal(ayes_classify(engine, &options, ayes_file_sink_get(file), NULL, &error),
                   AYES_OK);
  assert_int_equal(ayes_file_sink_close(file, true, &error), AYES_OK);
  ayes_engine_close(engine);
}

static void test_schemas_of_export(void **state) {
  ayes_error error = {0};
  (void)state;
  assert_int_equal(run_export("export_results.jsonl", NULL, false, &error), AYES_OK);
  expect_valid_file("result", "export_out/results.json");
  expect_valid_file("manifest", "export_out/datapackage.json");
  expect_valid_file("survey", "export_survey.json");
  expect_valid_tally("export_results.jsonl", NULL);
}

static void import_document(void) {
  char path[1024];
  ayes_error error = {0};
  ayes_file_sink *answers, *survey;
  root_path("corpora/commissioning-2014/document.txt", path, sizeof path);
  assert_int_equal(ayes_file_sink_open("export_answers.jsonl", &answers, &error), AYES_OK);
  assert_int_equal(ayes_file_sink_open("export_imported.json", &survey, &error), AYES_OK);
  assert_int_equal(
      ayes_import(path, ayes_file_sink_get(answers), ayes_file_sink_get(survey), NULL, &error),
      AYES_OK);
  assert_int_equal(ayes_file_sink_close(answers, true, &error), AYES_OK);
  assert_int_equal(ayes_file_sink_close(survey, true, &error), AYES_OK);
}

static void test_schemas_of_corpora(void **state) {
  char answers[1024], survey[1024];
  (void)state;
  import_document();
  assert_true(expect_valid_lines("answer", "export_answers.jsonl") > 10);
  expect_valid_file("survey", "export_imported.json");
  classify_to("export_answers.jsonl", "export_imported.json", "export_classified.jsonl");
  assert_true(expect_valid_lines("result", "export_classified.jsonl") > 10);
  root_path("corpora/locality-fund-2016/answers.csv", answers, sizeof answers);
  root_path("corpora/locality-fund-2016/survey.json", survey, sizeof survey);
  classify_to(answers, survey, "export_classified.jsonl");
  assert_true(expect_valid_lines("result", "export_classified.jsonl") > 10);
  expect_valid_file("survey", survey);
  expect_valid_tally("export_classified.jsonl", survey);
  remove("export_answers.jsonl");
  remove("export_imported.json");
  remove("export_classified.jsonl");
}

static void expect_invalid(const char *name, const char *text) {
  char fault[TEST_SCHEMA_FAULT];
  ayes_error error = {0};
  json_t *schema = schema_of(name), *value;
  assert_int_equal(ayes_json_parse(ayes_span_of(text), "value", &value, &error), AYES_OK);
  assert_false(test_schema_validates(schema, schema, value, fault));
  json_decref(value);
  json_decref(schema);
}

static void test_schemas_refuse(void **state) {
  (void)state;
  expect_invalid("answer", "{\"id\":\"1\"}");
  expect_invalid("answer", "{\"text\":7}");
  expect_invalid("survey", "{\"questions\":[{\"id\":\"\"}]}");
  expect_invalid("survey", "{\"questions\":[{\"id\":\"1\",\"recorded\":{\"Yes\":-1}}]}");
  expect_invalid("result", "{\"id\":\"1\",\"stance\":\"for\"}");
  expect_invalid("result", "{\"id\":\"1\",\"line\":1,\"error\":{\"code\":\"\",\"message\":\"\"}}");
  expect_invalid("tally", "{\"title\":\"\",\"records\":1,\"quarantined\":0,\"questions\":[1]}");
  expect_invalid("manifest", "{\"profile\":\"data-package\"}");
}

/* ---- engine/schema/README.md ---- */

static void run_query(sqlite3 *database, const char *query) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, query, -1, &statement, NULL) != SQLITE_OK)
    fail_msg("%s: %s", query, sqlite3_errmsg(database));
  if (sqlite3_step(statement) != SQLITE_ROW) fail_msg("%s: gives nothing", query);
  sqlite3_finalize(statement);
}

static void test_readme_queries(void **state) {
  char answers[1024], survey[1024], path[1024];
  ayes_error error = {0};
  size_t count = 0;
  (void)state;
  root_path("corpora/locality-fund-2016/answers.csv", answers, sizeof answers);
  root_path("corpora/locality-fund-2016/survey.json", survey, sizeof survey);
  classify_to(answers, survey, "export_classified.jsonl");
  const char *paths[] = {"export_classified.jsonl"};
  ayes_export_options options = {.results = paths,
                                 .result_count = 1,
                                 .survey = survey,
                                 .folder = "export_out",
                                 .only = "sqlite"};
  assert_int_equal(ayes_export(&options, NULL, &error), AYES_OK);
  expect_tally("export_classified.jsonl", survey);
  sqlite3 *database = open_database();
  char *page = test_file_text(root_path("engine/schema/README.md", path, sizeof path));
  for (char *at = page; (at = strstr(at, "```sql\n")) != NULL; count++) {
    char *query = at + 7, *end = strstr(query, "```");
    assert_non_null(end);
    *end = '\0';
    run_query(database, query);
    at = end + 1;
  }
  assert_int_equal(count, 5);
  free(page);
  sqlite3_close(database);
  remove("export_classified.jsonl");
}

/* Each table's columns stand on the page in order, with their types. */
static void test_readme_columns(void **state) {
  static const char *const types[] = {"", "string", "integer", "number", "boolean"};
  char path[1024], wanted[200];
  (void)state;
  char *page = test_file_text(root_path("engine/schema/README.md", path, sizeof path));
  for (int i = 0; i < AYES_TABLE_COUNT; i++) {
    const ayes_table *table = ayes_export_table((ayes_table_id)i);
    snprintf(wanted, sizeof wanted, "## `%s`: one row", table->name);
    char *at = strstr(page, wanted);
    assert_non_null(at);
    at = strstr(at, "|---|---|---|\n");
    for (size_t k = 0; k < table->column_count; k++) {
      const ayes_column *column = &table->columns[k];
      at = strchr(at, '\n') + 1;
      snprintf(wanted, sizeof wanted, "| `%s` | %s | ", column->name, types[column->type]);
      if (strncmp(at, wanted, strlen(wanted)) != 0)
        fail_msg("%s: expected %s, found %.60s", table->name, wanted, at);
    }
    assert_int_equal(*(strchr(at, '\n') + 1), '\n');
  }
  free(page);
}

static void test_measures_are_known(void **state) {
  (void)state;
  const ayes_table *table = ayes_export_table(AYES_TABLE_SUMMARY);
  ayes_span rest = ayes_span_of(table->columns[3].values), name;
  const char *const *names = ayes_measure_names();
  for (; ayes_span_split(&rest, '|', &name); names++)
    assert_true(ayes_span_equal(name, ayes_span_of(*names)));
  assert_null(*names);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(test_cells_are_harmless),
      TEST(test_figures_are_the_tally),
      TEST(test_whole_or_not_at_all),
      TEST(test_choice),
      TEST(test_folders),
      TEST(test_same_bytes),
      TEST(test_whole_workbooks),
      TEST(test_memory_failures),
      TEST(test_schemas_of_export),
      TEST(test_schemas_of_corpora),
      TEST(test_schemas_refuse),
      TEST(test_readme_queries),
      TEST(test_readme_columns),
      TEST(test_measures_are_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
