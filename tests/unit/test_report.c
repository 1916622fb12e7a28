/* SPDX-License-Identifier: MIT
 *
 * What goes out: terminals, result records as JSON and CSV, explanations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ayes.h"
#include "base/json.h"
#include "report/explain.h"
#include "report/result.h"
#include "report/terminal.h"
#include "text/marks.h"

static void assert_buffer(ayes_buffer *buffer, const char *text) {
  ayes_buffer_add_byte(buffer, '\0');
  assert_false(buffer->failed);
  assert_string_equal(buffer->data, text);
  ayes_buffer_release(buffer);
}

static void expect_shown(const char *text, size_t length, const char *shown, size_t columns) {
  ayes_buffer buffer = {0};
  ayes_span span = ayes_span_make(text, length);
  assert_int_equal(ayes_terminal_width(span), columns);
  ayes_terminal_add(&buffer, span);
  assert_buffer(&buffer, shown);
}

static void test_terminal_escapes(void **state) {
  (void)state;
  expect_shown("\x1b[31m", 5, "\\x1b[31m", 8);
  expect_shown("a\0b", 3, "a\\x00b", 6);
  expect_shown("\x7f\xc2\x9b", 3, "\\x7f\\x9b", 8);
  expect_shown("\xe2\x80\xae", 3, "\\u{202e}", 8);
  expect_shown("\xff", 1, "\xef\xbf\xbd", 1);
  expect_shown("a\tb\nc\rd", 7, "a b c d", 7);
  expect_shown("e\xcc\x81\xe6\xbc\xa2", 6, "e\xcc\x81\xe6\xbc\xa2", 3);
}

/* As in messages: one character at a time, of a text that ends with NUL. */
static void test_shown_characters(void **state) {
  static const struct {
    const char *text, *shown;
    size_t taken;
  } cases[] = {{"", "", 0},
               {"a\x1b", "a", 1},
               {"\x1b[2J", "\\x1b", 1},
               {"\x7f", "\\x7f", 1},
               {"\xc2\x9b\x31m", "\\x9b", 2},
               {"\xe2\x80\xae", "\\u{202e}", 3},
               {"\xf3\xa0\x81\x81!", "\\u{e0041}", 4},
               {"\xf0\x9f\x98\x80x", "\xf0\x9f\x98\x80", 4},
               {"\xc3", "\xef\xbf\xbd", 1},
               {"\xe2\x80", "\xef\xbf\xbd", 1}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char shown[AYES_SHOWN_BYTES];
    assert_int_equal(ayes_show(cases[i].text, shown), cases[i].taken);
    assert_string_equal(shown, cases[i].shown);
  }
}

static void test_cells(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_terminal_add_cell(&buffer, ayes_span_of("yes"), 5);
  ayes_terminal_add_cell(&buffer, ayes_span_of("undecided"), 5);
  ayes_terminal_add_cell(&buffer, ayes_span_of("gone"), 0);
  ayes_terminal_add_count(&buffer, 42, 5);
  assert_buffer(&buffer, "yes  unde…   42");
  ayes_terminal_add_count(&buffer, 4200, 4);
  assert_buffer(&buffer, "4200");
  ayes_buffer_add_text(&buffer, "name   ");
  ayes_terminal_end_line(&buffer);
  assert_buffer(&buffer, "name\n");
  ayes_buffer_add_text(&buffer, "  ");
  ayes_terminal_end_line(&buffer);
  assert_buffer(&buffer, "\n");
}

static void test_wrapping(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_terminal_add_wrapped(&buffer, ayes_span_of(" one two three four five six seven "), 2, 22);
  assert_buffer(&buffer, "one two three four\n  five six seven\n");
  ayes_terminal_add_wrapped(&buffer, ayes_span_of(""), 2, 22);
  assert_buffer(&buffer, "\n");
  assert_int_equal(ayes_terminal_line_length(ayes_span_of("ab\ncd"), 10), 2);
  assert_int_equal(ayes_terminal_line_length(ayes_span_of("abcdef"), 3), 3);
  assert_int_equal(ayes_terminal_line_length(ayes_span_of("\xe6\xbc\xa2"), 1), 3);
}

static void test_bars(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_terminal_add_bar(&buffer, 3, 4, 6);
  assert_buffer(&buffer, "████▌");
  ayes_terminal_add_bar(&buffer, 1, 100000, 6);
  assert_buffer(&buffer, "▏");
  ayes_terminal_add_bar(&buffer, 0, 4, 6);
  assert_buffer(&buffer, "");
  ayes_terminal_add_bar(&buffer, 1, 0, 6);
  assert_buffer(&buffer, "");
  ayes_terminal_add_bar(&buffer, 9, 4, 2);
  assert_buffer(&buffer, "██");
}

static const ayes_topic one_topic[] = {{.id = "duration", .label = "Duration", .weight = 0.6149}};
static const ayes_evidence one_piece[] = {{.start = 3,
                                           .end = 18,
                                           .byte_start = 3,
                                           .byte_end = 18,
                                           .kind = "oppose",
                                           .weight = -1.4,
                                           .plain_weight = 1.4,
                                           .source = "en/stance.tsv:57",
                                           .turned = "negated by “not”",
                                           .decisive = true}};

static ayes_answer an_answer(void) {
  ayes_answer answer = {.id = ayes_span_of("7"),
                        .question = ayes_span_of("Q1b"),
                        .respondent = ayes_span_of("r7"),
                        .answer = ayes_span_of("No")};
  return answer;
}

static ayes_result a_result(const char *text) {
  ayes_result result = {.stance = AYES_OPPOSE,
                        .score = -0.82,
                        .confidence = 0.93,
                        .acts = AYES_ACT_CONCERN,
                        .flags = AYES_FLAG_ANSWER_CONFLICT | AYES_FLAG_SARCASM,
                        .topics = one_topic,
                        .topic_count = 1,
                        .evidence = one_piece,
                        .evidence_count = 1,
                        .text = ayes_span_of(text)};
  return result;
}

static void test_json_record(void **state) {
  (void)state;
  ayes_result_writer writer = {false};
  ayes_answer answer = an_answer();
  ayes_result result = a_result("We do not support it");
  ayes_buffer buffer = {0};
  ayes_result_json(&writer, &answer, &result, ayes_span_make(NULL, 0), &buffer);
  assert_buffer(&buffer,
                "{\"id\":\"7\",\"question\":\"Q1b\",\"respondent\":\"r7\",\"answer\":\"No\","
                "\"text\":\"We do not support it\",\"stance\":\"oppose\",\"score\":-0.82,"
                "\"confidence\":0.93,\"conditional\":false,\"acts\":[\"concern\"],"
                "\"topics\":[{\"id\":\"duration\",\"weight\":0.61}],"
                "\"evidence\":[{\"start\":3,\"end\":18,\"text\":\"do not support \",\"kind\":"
                "\"oppose\",\"weight\":-1.4,\"source\":\"en/stance.tsv:57\"}],"
                "\"flags\":[\"answer_conflict\",\"sarcasm\"]}");
}

/* Prepared parts of an entry are copied, and say what is said without them. */
static void test_json_of_prepared_pieces(void **state) {
  (void)state;
  ayes_arena arena = {0};
  ayes_buffer scratch = {0};
  ayes_result_writer writer = {false};
  ayes_answer answer = an_answer();
  ayes_source source = {.place = "en/stance.tsv:57"};
  static const char *const texts[] = {"We do not support it", "We \"do\" not\nsupport it"};
  assert_int_equal(
      ayes_source_prepare(&source, AYES_KIND_OPPOSE, NULL, NULL, &scratch, &arena, NULL), AYES_OK);
  for (size_t i = 0; i < 2; i++) {
    ayes_result result = a_result(texts[i]);
    ayes_evidence piece = one_piece[0];
    ayes_buffer plain = {0}, prepared = {0};
    ayes_result_json(&writer, &answer, &result, ayes_span_make(NULL, 0), &plain);
    piece.origin = &source;
    result.evidence = &piece;
    ayes_result_json(&writer, &answer, &result, ayes_span_make(NULL, 0), &prepared);
    assert_true(ayes_span_equal(ayes_buffer_span(&plain), ayes_buffer_span(&prepared)));
    ayes_buffer_release(&plain);
    ayes_buffer_release(&prepared);
  }
  ayes_buffer_release(&scratch);
  ayes_arena_release(&arena);
}

enum { PIECES = 40 };

/* Whichever stretches of a text are plain: with prepared parts each piece is written as without. */
static void test_json_of_many_pieces(void **state) {
  (void)state;
  static const char text[] =
      "Plain words, then \"some\" in quotation marks; caf\xC3\xA9 and\n more.";
  ayes_source source = {.place = "en/stance.tsv:57"};
  ayes_evidence pieces[PIECES];
  ayes_result result = a_result(text);
  ayes_arena arena = {0};
  ayes_buffer scratch = {0}, plain = {0}, prepared = {0};
  assert_int_equal(
      ayes_source_prepare(&source, AYES_KIND_OPPOSE, NULL, NULL, &scratch, &arena, NULL), AYES_OK);
  for (size_t length = 1; length < 40; length += 3) {
    for (size_t i = 0; i < PIECES; i++) {
      size_t start = i * (sizeof text - 1) / PIECES, end = start + length * (i % 3 + 1) / 2;
      pieces[i] = one_piece[0];
      pieces[i].byte_start = start;
      pieces[i].byte_end = end < sizeof text - 1 ? end : sizeof text - 1;
    }
    result.evidence = pieces;
    result.evidence_count = PIECES;
    ayes_result_json_findings(&result, 0, &plain);
    for (size_t i = 0; i < PIECES; i++) pieces[i].origin = &source;
    ayes_result_json_findings(&result, 0, &prepared);
  }
  assert_true(ayes_span_equal(ayes_buffer_span(&plain), ayes_buffer_span(&prepared)));
  ayes_buffer_release(&plain);
  ayes_buffer_release(&prepared);
  ayes_buffer_release(&scratch);
  ayes_arena_release(&arena);
}

static void test_json_record_without_text(void **state) {
  (void)state;
  ayes_result_writer writer = {.no_text = true};
  ayes_answer answer = an_answer();
  ayes_result result = a_result("\x1b\"quoted\"");
  ayes_buffer buffer = {0};
  answer.group = ayes_span_of("staff");
  result.evidence_count = result.topic_count = 0;
  result.flags = 0;
  result.conditional = true;
  ayes_result_json(&writer, &answer, &result, ayes_span_of("{\"age\":7}"), &buffer);
  assert_buffer(&buffer,
                "{\"id\":\"7\",\"question\":\"Q1b\",\"respondent\":\"r7\",\"group\":\"staff\","
                "\"answer\":\"No\",\"stance\":\"oppose\",\"score\":-0.82,\"confidence\":0.93,"
                "\"conditional\":true,\"acts\":[\"concern\"],\"topics\":[],\"evidence\":[],"
                "\"flags\":[],\"extra\":{\"age\":7}}");
}

static void test_faults(void **state) {
  (void)state;
  ayes_result_writer writer = {false};
  ayes_result_fault fault = {{NULL, 0}, "bad_json", "no \"quotes\" closed", 12};
  ayes_buffer buffer = {0};
  ayes_result_json_fault(&fault, &buffer);
  assert_buffer(&buffer,
                "{\"id\":null,\"error\":{\"code\":\"bad_json\",\"message\":\"no \\\"quotes\\\" "
                "closed\"},\"line\":12}");
  fault.id = ayes_span_of("=1+1");
  ayes_result_csv_fault(&writer, &fault, &buffer);
  assert_buffer(&buffer,
                "'=1+1,,,,,,,,,,,error:bad_json,\"line 12: no \"\"quotes\"\" closed\",\r\n");
}

static void expect_cell(const char *text, const char *cell) {
  ayes_buffer buffer = {0};
  ayes_csv_add_cell(&buffer, ayes_span_of(text));
  assert_buffer(&buffer, cell);
}

static void test_csv_cells(void **state) {
  (void)state;
  expect_cell("plain", "plain");
  expect_cell("", "");
  expect_cell("a,b", "\"a,b\"");
  expect_cell("say \"no\"", "\"say \"\"no\"\"\"");
  expect_cell("two\nlines", "\"two\nlines\"");
  expect_cell(" padded", "\" padded\"");
  expect_cell("=SUM(A1)", "'=SUM(A1)");
  expect_cell("+44 20", "'+44 20");
  expect_cell("-1", "'-1");
  expect_cell("@home", "'@home");
  expect_cell("\tx", "\"'\tx\"");
  expect_cell("x\t", "\"x\t\"");
  expect_cell("\rx", "\"'\rx\"");
  expect_cell("=\"a\",b", "\"'=\"\"a\"\",b\"");
}

static void test_csv_record(void **state) {
  (void)state;
  ayes_result_writer writer = {false};
  ayes_answer answer = an_answer();
  ayes_result result = a_result("We do not support it");
  ayes_buffer buffer = {0};
  ayes_result_csv_header(&writer, &buffer);
  ayes_result_csv(&writer, &answer, &result, &buffer);
  assert_buffer(&buffer,
                "id,question,respondent,group,answer,stance,score,confidence,conditional,acts,"
                "topics,flags,evidence,text\r\n"
                "7,Q1b,r7,,No,oppose,-0.82,0.93,false,concern,duration,answer_conflict;sarcasm,"
                "\"do not support \",We do not support it\r\n");
}

static ayes_explanation an_explanation(const ayes_result *result) {
  ayes_explanation explanation = {.result = result,
                                  .marks = one_piece,
                                  .mark_count = 1,
                                  .target = ayes_span_of("A new road"),
                                  .proposal = ayes_span_of("A new road"),
                                  .direction = 1,
                                  .outright_against = 1.4,
                                  .sum = -1.4,
                                  .threshold = 0.3};
  return explanation;
}

static void test_explanation(void **state) {
  (void)state;
  ayes_result result = a_result("We do not support it\x1b");
  ayes_explanation explanation = an_explanation(&result);
  ayes_buffer buffer = {0};
  ayes_explanation_text(&explanation, false, &buffer);
  ayes_buffer_add_byte(&buffer, '\0');
  assert_non_null(strstr(buffer.data, "oppose, score -0.82, confidence 0.93\n"));
  assert_non_null(strstr(buffer.data, "  We do not support it\\x1b\n     ---------------\n"));
  assert_non_null(strstr(buffer.data, "negated by “not”"));
  assert_null(strchr(buffer.data, 0x1b));
  ayes_buffer_clear(&buffer);
  ayes_explanation_text(&explanation, true, &buffer);
  ayes_buffer_add_byte(&buffer, '\0');
  assert_non_null(strstr(buffer.data, "We \x1b[4;35mdo not support \x1b[0mit\\x1b"));
  ayes_buffer_release(&buffer);
}

static void test_explanation_json(void **state) {
  (void)state;
  ayes_result result = a_result("We do not support it");
  ayes_explanation explanation = an_explanation(&result);
  ayes_buffer buffer = {0};
  json_t *root;
  ayes_explanation_json(&explanation, &buffer);
  assert_int_equal(ayes_json_parse(ayes_buffer_span(&buffer), "json", &root, NULL), AYES_OK);
  const json_t *mark = json_array_get(json_object_get(root, "marks"), 0);
  assert_true(ayes_json_number(mark, "plain_weight", 0) > 1.39);
  assert_true(json_is_true(json_object_get(mark, "decisive")));
  json_decref(root);
  ayes_buffer_release(&buffer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_terminal_escapes),
      cmocka_unit_test(test_shown_characters),
      cmocka_unit_test(test_cells),
      cmocka_unit_test(test_wrapping),
      cmocka_unit_test(test_bars),
      cmocka_unit_test(test_json_of_prepared_pieces),
      cmocka_unit_test(test_json_of_many_pieces),
      cmocka_unit_test(test_json_record),
      cmocka_unit_test(test_json_record_without_text),
      cmocka_unit_test(test_faults),
      cmocka_unit_test(test_csv_cells),
      cmocka_unit_test(test_csv_record),
      cmocka_unit_test(test_explanation),
      cmocka_unit_test(test_explanation_json),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
