/* SPDX-License-Identifier: MIT
 *
 * The public functions, as another program would use them, with a small lexicon of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/balance.h"
#include "ayes.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "support/files.h"
#include "support/pack_folder.h"

static const char pack_json[] =
    "{\"name\":\"mini\",\"language\":\"en\",\"stemmer\":\"english\",\"version\":\"1\","
    "\"lists\":[\"words.tsv\"],\"topics\":[\"topics.tsv\"],\"rules\":[\"rules.tsv\"]}";
static const char words_tsv[] =
    "term\tkind\tweight\tnote\nsupport\tsupport\t1.5\noppose\toppose\t1.5\nnot\tnegation\t-0.8\n"
    "=if\tcondition\t1\n";
static const char topics_tsv[] = "id\tparent\tlabel\tterms\trules\nroads\t\tRoads\troad\t\n";
static const char rules_tsv[] = "pattern\tkind\tweight\tnote\n\\bhow dare you\\b\tirony\t1\n";

typedef struct fixture {
  pack_folder folder;
  ayes_engine *engine;
} fixture;

static ayes_status open_engine(const fixture *it, const char *survey, ayes_engine **engine,
                               ayes_error *error) {
  const char *folders[] = {it->folder.path};
  ayes_engine_options options = {
      .lexicons = folders, .lexicon_count = 1, .survey = survey, .target = "the new road"};
  return ayes_engine_open(&options, engine, error);
}

static int set_up(void **state) {
  static fixture it;
  ayes_error error = {0};
  assert_true(pack_folder_make(&it.folder));
  pack_folder_write(&it.folder, "pack.json", ayes_span_of(pack_json));
  pack_folder_write(&it.folder, "words.tsv", ayes_span_of(words_tsv));
  pack_folder_write(&it.folder, "topics.tsv", ayes_span_of(topics_tsv));
  pack_folder_write(&it.folder, "rules.tsv", ayes_span_of(rules_tsv));
  if (open_engine(&it, NULL, &it.engine, &error) != AYES_OK)
    fail_msg("%s:%zu: %s", error.source, error.line, error.message);
  *state = &it;
  return 0;
}

static int tear_down(void **state) {
  fixture *it = *state;
  ayes_engine_close(it->engine);
  pack_folder_remove(&it->folder);
  return 0;
}

static ayes_answer answer_of(const char *text) {
  ayes_answer answer = {.text = ayes_span_of(text)};
  return answer;
}

static ayes_status collect(void *user, const char *bytes, size_t length, ayes_error *error) {
  (void)error;
  ayes_buffer_add(user, ayes_span_make(bytes, length));
  return AYES_OK;
}

static void test_names(void **state) {
  (void)state;
  assert_string_equal(ayes_version(), AYES_VERSION);
  assert_string_equal(ayes_stance_name(AYES_MIXED), "mixed");
  assert_string_equal(ayes_act_name(AYES_ACT_NO_VIEW), "no_view");
  assert_string_equal(ayes_flag_name(AYES_FLAG_RULE_LIMIT), "rule_limit");
  assert_string_equal(ayes_status_name(AYES_OVER_LIMIT), "over_limit");
  assert_string_equal(ayes_status_name(AYES_STATUS_COUNT), "unknown");
}

static void test_one_answer(void **state) {
  fixture *it = *state;
  ayes_analysis *analysis;
  const ayes_result *result;
  ayes_error error = {0};
  assert_int_equal(ayes_analysis_new(it->engine, &analysis, &error), AYES_OK);
  ayes_answer answer = answer_of("Ça, I do not support the road.");
  assert_int_equal(ayes_analysis_run(analysis, &answer, &result, &error), AYES_OK);
  assert_int_equal(result->stance, AYES_OPPOSE);
  assert_true(result->score < 0);
  assert_int_equal(result->topic_count, 1);
  assert_string_equal(result->topics[0].id, "roads");
  assert_int_equal(result->evidence_count, 2);
  const ayes_evidence *piece = &result->evidence[0];
  assert_int_equal(piece->start, 13);
  assert_int_equal(piece->end, 20);
  assert_int_equal(piece->byte_start, 14);
  assert_string_equal(piece->source, "mini/words.tsv:2");
  assert_true(piece->plain_weight > 0 && piece->weight < 0);
  assert_string_equal(result->evidence[1].kind, "topic");
  assert_string_equal(result->evidence[1].topic, "roads");
  ayes_analysis_free(analysis);
}

static void test_flags(void **state) {
  fixture *it = *state;
  ayes_analysis *analysis;
  const ayes_result *result;
  assert_int_equal(ayes_analysis_new(it->engine, &analysis, NULL), AYES_OK);
  static const struct {
    const char *text;
    unsigned flags;
  } cases[] = {{"", AYES_FLAG_EMPTY},
               {" \n\xC2\xA0", AYES_FLAG_EMPTY},
               {" \n...", AYES_FLAG_EMPTY | AYES_FLAG_PLACEHOLDER},
               {"\xff", AYES_FLAG_EMPTY | AYES_FLAG_PLACEHOLDER | AYES_FLAG_BAD_BYTES},
               {"No comment", 0},
               {"I support\xc3 it", AYES_FLAG_BAD_BYTES},
               {"How dare you", AYES_FLAG_SARCASM},
               {"I support it", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ayes_answer answer = answer_of(cases[i].text);
    assert_int_equal(ayes_analysis_run(analysis, &answer, &result, NULL), AYES_OK);
    assert_int_equal(result->flags, cases[i].flags);
    if (result->flags & AYES_FLAG_EMPTY) {
      assert_int_equal(result->stance, AYES_NEUTRAL);
      assert_true(result->confidence <= 0);
    }
  }
  ayes_analysis_free(analysis);
}

static void test_many_targets(void **state) {
  fixture *it = *state;
  ayes_analysis *analysis;
  const ayes_result *result;
  char target[40];
  assert_int_equal(ayes_analysis_new(it->engine, &analysis, NULL), AYES_OK);
  for (int i = 0; i < 1000; i++) {
    snprintf(target, sizeof target, "proposal number %d", i);
    ayes_answer answer = answer_of("I oppose it");
    answer.target = ayes_span_of(target);
    assert_int_equal(ayes_analysis_run(analysis, &answer, &result, NULL), AYES_OK);
    assert_int_equal(result->stance, AYES_OPPOSE);
  }
  ayes_analysis_free(analysis);
}

static void test_text_over_the_limit(void **state) {
  fixture *it = *state;
  enum { LENGTH = 16 * 1024 * 1024 + 1 };
  ayes_analysis *analysis;
  const ayes_result *result;
  ayes_error error = {0};
  char *text = malloc(LENGTH);
  assert_non_null(text);
  memset(text, 'a', LENGTH);
  assert_int_equal(ayes_analysis_new(it->engine, &analysis, NULL), AYES_OK);
  ayes_answer answer = {.text = ayes_span_make(text, LENGTH)};
  assert_int_equal(ayes_analysis_run(analysis, &answer, &result, &error), AYES_OVER_LIMIT);
  assert_null(result);
  assert_string_equal(error.message, "the text is longer than the limit of 16777216 bytes");
  free(text);
  ayes_analysis_free(analysis);
}

/* Answers enough for several batches, with every kind of line. */
static void write_answers(const char *path) {
  static const char *const lines[] = {
      "{\"id\":\"%d\",\"text\":\"I support the road %d\"}\n", "{\"id\":\"%d\",\"text\":\"  \"}\n",
      "{\"id\":\"%d\",\"text\":\n", "{\"id\":\"%d\",\"text\":\"We oppose it\"}\n"};
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  for (int i = 0; i < 2000; i++) {
    const char *line = lines[i % 4];
    char text[100];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(text, sizeof text, line, i, i);
#pragma GCC diagnostic pop
    fputs(text, file);
  }
  fclose(file);
}

static ayes_status classify(const fixture *it, ayes_classify_options options, ayes_buffer *output,
                            ayes_classify_summary *summary) {
  static const char *const inputs[] = {"api_answers.jsonl"};
  ayes_sink sink = {collect, output};
  ayes_error error = {0};
  options.inputs = inputs;
  options.input_count = 1;
  return ayes_classify(it->engine, &options, sink, summary, &error);
}

static size_t count_lines(const ayes_buffer *buffer) {
  size_t lines = 0;
  for (size_t i = 0; i < buffer->length; i++) lines += buffer->data[i] == '\n';
  return lines;
}

static void test_every_record_is_counted_once(void **state) {
  fixture *it = *state;
  ayes_buffer output = {0};
  ayes_classify_summary summary;
  write_answers("api_answers.jsonl");
  ayes_classify_options options = {.threads = 1};
  assert_int_equal(classify(it, options, &output, &summary), AYES_OK);
  assert_int_equal(summary.records, 2000);
  assert_int_equal(summary.classified, 501);
  assert_int_equal(summary.empty, 500);
  assert_int_equal(summary.duplicate, 499);
  assert_int_equal(summary.quarantined, 500);
  assert_int_equal(summary.stances[AYES_SUPPORT], 500);
  assert_int_equal(summary.stances[AYES_OPPOSE], 500);
  assert_int_equal(summary.first_problem.line, 3);
  assert_int_equal(count_lines(&output), 2000);
  ayes_buffer_release(&output);
}

static void test_same_bytes_for_any_thread_count(void **state) {
  fixture *it = *state;
  static const char *const formats[] = {"jsonl", "json", "csv"};
  for (size_t f = 0; f < 3; f++) {
    ayes_buffer first = {0};
    ayes_classify_options options = {.threads = 1, .output_format = formats[f]};
    assert_int_equal(classify(it, options, &first, NULL), AYES_OK);
    for (size_t threads = 2; threads <= 16; threads *= 2) {
      ayes_buffer output = {0};
      options.threads = threads;
      assert_int_equal(classify(it, options, &output, NULL), AYES_OK);
      assert_true(ayes_span_equal(ayes_buffer_span(&first), ayes_buffer_span(&output)));
      ayes_buffer_release(&output);
    }
    ayes_buffer_release(&first);
  }
}

static void test_shards_hold_every_record_once(void **state) {
  fixture *it = *state;
  size_t records = 0;
  for (size_t shard = 1; shard <= 3; shard++) {
    ayes_buffer output = {0};
    ayes_classify_summary summary;
    ayes_classify_options options = {.threads = 2, .shard = shard, .shard_count = 3};
    assert_int_equal(classify(it, options, &output, &summary), AYES_OK);
    records += summary.records;
    ayes_buffer_release(&output);
  }
  assert_int_equal(records, 2000);
  ayes_classify_options options = {.shard = 4, .shard_count = 3};
  assert_int_equal(classify(it, options, NULL, NULL), AYES_BAD_USAGE);
}

static ayes_status refuse(void *user, const char *bytes, size_t length, ayes_error *error) {
  size_t *left = user;
  (void)bytes;
  (void)length;
  if ((*left)--) return AYES_OK;
  if (error) error->status = AYES_IO_FAILED;
  return AYES_IO_FAILED;
}

static ayes_status stop(void *user, size_t records, size_t done, size_t total, ayes_error *error) {
  size_t *calls = user;
  assert_true(records > 0 && done <= total);
  (void)error;
  return ++*calls == 3 ? AYES_IO_FAILED : AYES_OK;
}

static void test_a_run_that_fails_ends(void **state) {
  fixture *it = *state;
  static const char *const inputs[] = {"api_answers.jsonl"};
  for (size_t allowed = 0; allowed < 4; allowed++) {
    size_t left = allowed;
    ayes_sink sink = {refuse, &left};
    ayes_classify_options options = {.inputs = inputs, .input_count = 1, .threads = 4};
    assert_int_equal(ayes_classify(it->engine, &options, sink, NULL, NULL), AYES_IO_FAILED);
  }
  size_t calls = 0;
  ayes_sink none = {0};
  ayes_classify_options options = {
      .inputs = inputs, .input_count = 1, .progress = stop, .progress_user = &calls};
  assert_int_equal(ayes_classify(it->engine, &options, none, NULL, NULL), AYES_IO_FAILED);
  assert_int_equal(calls, 3);
}

static void test_file_sinks(void **state) {
  (void)state;
  ayes_file_sink *file;
  test_file("api_output.txt", "before");
  for (int keep = 0; keep < 2; keep++) {
    assert_int_equal(ayes_file_sink_open("api_output.txt", &file, NULL), AYES_OK);
    ayes_sink sink = ayes_file_sink_get(file);
    assert_int_equal(sink.write(sink.user, "after", 5, NULL), AYES_OK);
    assert_int_equal(ayes_file_sink_close(file, keep, NULL), AYES_OK);
    char *text = test_file_text("api_output.txt");
    assert_string_equal(text, keep ? "after" : "before");
    free(text);
  }
  assert_int_equal(ayes_file_sink_open("no/such/folder", &file, NULL), AYES_IO_FAILED);
  assert_null(file);
  assert_int_equal(ayes_file_sink_close(NULL, true, NULL), AYES_OK);
}

static void test_what_cannot_be_opened(void **state) {
  fixture *it = *state;
  ayes_engine *engine;
  ayes_error error = {0};
  const char *folders[] = {"no-such-folder"};
  ayes_engine_options options = {.lexicons = folders, .lexicon_count = 1};
  assert_int_equal(ayes_engine_open(&options, &engine, &error), AYES_NO_INPUT);
  assert_null(engine);
  assert_string_equal(error.source, "no-such-folder/pack.json");
  assert_int_equal(open_engine(it, "no-such-survey.json", &engine, &error), AYES_NO_INPUT);
  ayes_engine_close(NULL);
  ayes_analysis_free(NULL);
}

static void test_formats_are_named(void **state) {
  fixture *it = *state;
  ayes_sink none = {0};
  ayes_error error = {0};
  ayes_answer answer = answer_of("x");
  assert_int_equal(ayes_explain(it->engine, &answer, "xml", false, none, &error), AYES_BAD_USAGE);
  assert_string_equal(error.message, "the format \"xml\" is unknown: use text or json");
  assert_int_equal(ayes_evaluate("a", "b", NULL, "xml", none, &error), AYES_BAD_USAGE);
  assert_string_equal(error.message, "the format \"xml\" is unknown: use text, json or csv");
}

static void test_without_memory(void **state) {
  fixture *it = *state;
  ayes_answer answer = answer_of("I support the road if it is not the old road");
  answer.target = ayes_span_of("a new road");
  bool done = false;
  for (size_t request = 1; !done; request++) {
    ayes_engine *engine = NULL;
    ayes_analysis *analysis = NULL;
    const ayes_result *result = NULL;
    ayes_memory_fail(request, false);
    ayes_status status = open_engine(it, NULL, &engine, NULL);
    if (status == AYES_OK) status = ayes_analysis_new(engine, &analysis, NULL);
    if (status == AYES_OK) status = ayes_analysis_run(analysis, &answer, &result, NULL);
    done = ayes_memory_requests() < request;
    ayes_memory_fail(0, false);
    /* What can be done without (PCRE2's JIT) may be missing, as long as the result is the same. */
    if (status == AYES_OK) assert_int_equal(result->stance, AYES_SUPPORT);
    else assert_int_equal(status, AYES_NO_MEMORY);
    ayes_analysis_free(analysis);
    ayes_engine_close(engine);
    assert_true(request < 20000);
  }
}

/* Each way in which one record could be lost, or counted twice. */
static void test_balance(void **state) {
  const ayes_classify_summary good = {.records = 10,
                                      .classified = 5,
                                      .duplicate = 2,
                                      .empty = 2,
                                      .quarantined = 1,
                                      .stances = {[AYES_SUPPORT] = 4, [AYES_NEUTRAL] = 3}};
  ayes_classify_summary bad[5] = {good, good, good, good, good};
  ayes_error error = {0};
  (void)state;
  assert_int_equal(ayes_balance_check(&(ayes_balance){10, 10}, &good, &error), AYES_OK);
  assert_int_equal(ayes_balance_check(&(ayes_balance){11, 10}, &good, &error), AYES_INTERNAL);
  assert_string_equal(error.message,
                      "11 records were read, 10 counted and 10 results written, which is a fault "
                      "of the program: nothing is kept");
  assert_int_equal(ayes_balance_check(&(ayes_balance){10, 9}, &good, &error), AYES_INTERNAL);
  bad[0].records++;
  bad[1].classified--;
  bad[2].empty++;
  bad[3].quarantined--;
  bad[4].stances[AYES_OPPOSE]++;
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(ayes_balance_check(&(ayes_balance){10, 10}, &bad[i], &error), AYES_INTERNAL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_one_answer),
      cmocka_unit_test(test_flags),
      cmocka_unit_test(test_many_targets),
      cmocka_unit_test(test_text_over_the_limit),
      cmocka_unit_test(test_every_record_is_counted_once),
      cmocka_unit_test(test_same_bytes_for_any_thread_count),
      cmocka_unit_test(test_shards_hold_every_record_once),
      cmocka_unit_test(test_a_run_that_fails_ends),
      cmocka_unit_test(test_file_sinks),
      cmocka_unit_test(test_what_cannot_be_opened),
      cmocka_unit_test(test_formats_are_named),
      cmocka_unit_test(test_without_memory),
      cmocka_unit_test(test_balance),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
