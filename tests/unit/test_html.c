/* SPDX-License-Identifier: MIT
 *
 * The parts of the HTML report: escapers, bars, runs of marked words.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/array.h"
#include "report/html_charts.h"
#include "report/html_escape.h"
#include "report/html_figure.h"
#include "report/html_marks.h"
#include "report/html_tables.h"

static void assert_buffer(ayes_buffer *buffer, const char *text) {
  ayes_buffer_add_byte(buffer, '\0');
  assert_false(buffer->failed);
  assert_string_equal(buffer->data, text);
  ayes_buffer_release(buffer);
}

static void expect_text(const char *text, size_t length, const char *escaped) {
  ayes_buffer buffer = {0};
  ayes_html_add_text(&buffer, ayes_span_make(text, length));
  assert_buffer(&buffer, escaped);
}

static void expect_json(const char *text, size_t length, const char *escaped) {
  ayes_buffer buffer = {0};
  ayes_html_add_json(&buffer, ayes_span_make(text, length));
  assert_buffer(&buffer, escaped);
}

static void test_text(void **state) {
  (void)state;
  expect_text("", 0, "");
  expect_text("plain words", 11, "plain words");
  expect_text("<script>alert('a' & \"b\")</script>", 33,
              "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;");
  expect_text("a\\b", 3, "a\\b");
  expect_text("=1+1", 4, "=1+1");
  expect_text("\xc3\xa9\xf0\x9f\x91\x8d", 6, "\xc3\xa9\xf0\x9f\x91\x8d");
}

static void test_text_line_ends(void **state) {
  (void)state;
  expect_text("a\r\nb\rc\nd\te", 10, "a\nb\nc\nd\te");
  expect_text("a\r", 2, "a\n");
  expect_text("\xe2\x80\xa8\xe2\x80\xa9", 6, "\n\n");
}

static void test_text_hidden(void **state) {
  (void)state;
  expect_text("\x1b[31m\0\x7f\xc2\x85", 9, "\\x1b[31m\\x00\\x7f\\x85");
  expect_text("\xe2\x80\xaetxt", 6, "\\u{202e}txt");
  expect_text("\xe2\x81\xa6\xd8\x9c", 5, "\\u{2066}\\u{061c}");
  expect_text("\xef\xb7\x90\xef\xbf\xbe", 6, "\\u{fdd0}\\u{fffe}");
  expect_text("\xf3\xa0\x81\x81", 4, "\\u{e0041}");
  expect_text("\xf0\x9f\xbf\xbf\xf4\x8f\xbf\xbe", 8, "\\u{1ffff}\\u{10fffe}");
  expect_text(
      "\xff"
      "a",
      2,
      "\xef\xbf\xbd"
      "a");
  expect_text("\xd7\x90", 2, "\xd7\x90");
}

static void test_json(void **state) {
  (void)state;
  expect_json("", 0, "\"\"");
  expect_json("</script><!-- & \"q\" 'a'", 23,
              "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\"q\\\" 'a'\"");
  expect_json("a\\b\n\t\x1b", 6, "\"a\\\\b\\n\\t\\\\x1b\"");
  expect_json("\xe2\x80\xa8\xe2\x80\xae", 6, "\"\\n\\\\u{202e}\"");
}

static void test_attribute(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_html_add_attribute(&buffer, "title", ayes_span_of("\" onload=\"x"));
  assert_buffer(&buffer, " title=\"&quot; onload=&quot;x\"");
}

static void test_front(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  assert_int_equal(ayes_html_front(ayes_span_of("abc"), 3).length, 3);
  assert_int_equal(ayes_html_front(ayes_span_of("abc"), 2).length, 2);
  assert_int_equal(ayes_html_front(ayes_span_of("a\xe6\xbc\xa2"), 3).length, 1);
  assert_int_equal(ayes_html_front(ayes_span_of("\xe6\xbc\xa2z"), 2).length, 0);
  ayes_html_add_front(&buffer, ayes_span_of("<abc"), 2);
  ayes_html_add_front(&buffer, ayes_span_of("d"), 2);
  assert_buffer(&buffer, "&lt;a…d");
}

static ayes_html_bar bar_of(size_t oppose, size_t mixed, size_t neutral, size_t support) {
  ayes_html_bar bar = {.label = ayes_span_of("Q1")};
  bar.counts[AYES_OPPOSE] = oppose;
  bar.counts[AYES_MIXED] = mixed;
  bar.counts[AYES_NEUTRAL] = neutral;
  bar.counts[AYES_SUPPORT] = support;
  return bar;
}

/* Widths stand to each other as the counts, and no bar leaves the drawing. */
static void test_bar_edges(void **state) {
  (void)state;
  ayes_html_bar bars[] = {bar_of(9, 1, 3, 2), bar_of(0, 0, 0, 4), bar_of(0, 0, 0, 0)};
  double edges[AYES_HTML_PARTS + 1];
  for (int shares = 0; shares < 2; shares++) {
    double reach = ayes_html_bars_reach(bars, 3, shares);
    double unit = shares ? 1 / 15.0 : 1;
    ayes_html_bar_edges(&bars[0], shares, reach, edges);
    for (int i = 0; i < AYES_HTML_PARTS; i++) {
      double share = (double)bars[0].counts[ayes_html_parts[i]] * unit;
      assert_true(fabs(edges[i + 1] - edges[i] - 50 * share / reach) < 1e-9);
    }
    assert_true(edges[0] >= -1e-9 && edges[4] <= 100 + 1e-9);
    assert_true(fabs((edges[1] + edges[3]) / 2 - 50) < 1e-9);
  }
  assert_true(fabs(ayes_html_bars_reach(bars, 1, false) - 11) < 1e-9);
  ayes_html_bar_edges(&bars[2], true, ayes_html_bars_reach(&bars[2], 1, true), edges);
  for (int i = 0; i <= AYES_HTML_PARTS; i++) assert_true(fabs(edges[i] - 50) < 1e-9);
}

static void test_chart(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_html_bar bar = bar_of(1, 0, 0, 1);
  ayes_html_chart chart = {"c1", ayes_span_of("A & B"), true};
  bar.label = ayes_span_of("<Q>");
  ayes_html_add_chart(&chart, &bar, 1, &buffer);
  ayes_span svg = ayes_buffer_span(&buffer);
  const char *const wanted[] = {"<title id=\"c1-t\">A &amp; B</title>",
                                "&lt;Q&gt;: oppose 1, mixed 0, neutral 0, support 1.",
                                "<rect class=\"oppose\" x=\"0%\" y=\"20\" width=\"50%\"",
                                "<rect class=\"support\" x=\"50%\"", "Support 1</text>"};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    assert_true(ayes_span_find(svg, ayes_span_of(wanted[i])) < svg.length);
  assert_int_equal(ayes_span_find(svg, ayes_span_of("class=\"mixed\"")), svg.length);
  ayes_buffer_release(&buffer);
}

static void expect_runs(const ayes_html_piece *pieces, size_t count, const char *expected) {
  static const char text[] = "we do not agree with it at all";
  ayes_html_answer answer = {.text = ayes_span_of(text), .pieces = pieces, .piece_count = count};
  ayes_html_runs runs = {0};
  ayes_buffer buffer = {0};
  ayes_error error = {0};
  assert_int_equal(ayes_html_runs_read(&answer, 0, answer.text.length, &runs, &error), AYES_OK);
  for (size_t i = 0; i < runs.count; i++) {
    if (i) ayes_buffer_add_byte(&buffer, '|');
    ayes_buffer_add(&buffer, ayes_span_slice(answer.text, runs.items[i].start, runs.items[i].end));
    ayes_buffer_add_repeated(&buffer, '*', runs.items[i].piece_count);
  }
  assert_buffer(&buffer, expected);
  ayes_array_release(&runs);
}

static void test_runs(void **state) {
  (void)state;
  const ayes_html_piece oppose = {6, 15, 1, 0, 0, AYES_KIND_OPPOSE, -1};
  const ayes_html_piece concern = {6, 15, 1, 0, 0, AYES_KIND_CONCERN, 1};
  const ayes_html_piece inner = {10, 15, 1, 0, 0, AYES_KIND_GOOD, 1};
  const ayes_html_piece shorter = {6, 9, 1, 0, 0, AYES_KIND_NEGATION, 1};
  const ayes_html_piece topic = {3, 5, 1, 0, 1, AYES_KIND_TOPIC, 1};
  const ayes_html_piece hidden_topic = {10, 20, 1, 0, 1, AYES_KIND_TOPIC, 1};
  const ayes_html_piece last = {24, 30, 1, 0, 1, AYES_KIND_TOPIC, 1};
  const ayes_html_piece nowhere = {0, 0, 1, 0, 0, AYES_KIND_GOOD, 1};
  expect_runs(NULL, 0, "we do not agree with it at all");
  expect_runs(&oppose, 1, "we do |not agree*| with it at all");
  expect_runs((const ayes_html_piece[]){oppose, concern}, 2, "we do |not agree**| with it at all");
  expect_runs((const ayes_html_piece[]){shorter, oppose, inner}, 3,
              "we do |not agree*| with it at all");
  expect_runs((const ayes_html_piece[]){topic, oppose, hidden_topic, last}, 4,
              "we |do*| |not agree*| with it |at all*");
  expect_runs(&nowhere, 1, "we do not agree with it at all");
}

static void test_confidence(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  const double values[] = {0, -1, 0.6, 0.996, 7};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
    ayes_html_add_confidence(&buffer, values[i]);
    ayes_buffer_add_byte(&buffer, ' ');
  }
  assert_buffer(&buffer, "0.00 0.00 0.60 1.00 1.00 ");
}

static void test_figures(void **state) {
  (void)state;
  ayes_buffer buffer = {0};
  ayes_html_filter filter = ayes_html_filter_of(2);
  filter.stance = AYES_OPPOSE;
  ayes_html_add_figure(&filter, 0, &buffer);
  ayes_html_add_figure(&filter, 9, &buffer);
  filter.topic = 7;
  ayes_html_add_figure(&filter, 3, &buffer);
  assert_buffer(&buffer,
                "0<a class=\"figure\" href=\"#l2-s2\" data-f=\"q=2&amp;s=2\">9</a>"
                "<a class=\"figure\" href=\"#l2-p7\" data-f=\"q=2&amp;s=2&amp;p=7\">3</a>");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text),        cmocka_unit_test(test_text_line_ends),
      cmocka_unit_test(test_text_hidden), cmocka_unit_test(test_json),
      cmocka_unit_test(test_attribute),   cmocka_unit_test(test_front),
      cmocka_unit_test(test_bar_edges),   cmocka_unit_test(test_chart),
      cmocka_unit_test(test_runs),        cmocka_unit_test(test_confidence),
      cmocka_unit_test(test_figures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
