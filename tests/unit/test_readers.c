/* SPDX-License-Identifier: MIT
 *
 * The readers of JSONL and CSV: what is one record, what is a bad one, and that the run goes on.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "corpus/corpus.h"
#include <cmocka.h>

typedef struct script {
  char path[64];
  ayes_reader *reader;
  ayes_record record;
  ayes_error error;
} script;

static ayes_status open_bytes(script *it, ayes_span bytes, const char *format, bool keep) {
  memset(it, 0, sizeof *it);
  (void)snprintf(it->path, sizeof it->path, "readers-XXXXXX");
  int descriptor = mkstemp(it->path);
  assert_true(descriptor >= 0);
  FILE *file = fdopen(descriptor, "wb");
  assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
  assert_int_equal(fclose(file), 0);
  ayes_reader_options options = {.format = format, .keep = keep};
  ayes_status status = ayes_reader_open(it->path, &options, &it->reader, &it->error);
  assert_int_equal(unlink(it->path), 0);
  return status;
}

static void open_text(script *it, const char *text, const char *format) {
  if (open_bytes(it, ayes_span_of(text), format, false) != AYES_OK)
    fail_msg("%s", it->error.message);
}

static void next(script *it) {
  assert_int_equal(ayes_reader_next(it->reader, &it->record, &it->error), AYES_OK);
}

static void assert_span(ayes_span span, const char *text) {
  if (!ayes_span_equal(span, ayes_span_of(text)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)span.length, span.data, text);
}

static void expect_answer(script *it, const char *id, const char *text) {
  next(it);
  if (it->record.kind == AYES_RECORD_BAD) fail_msg("%s", it->record.message);
  assert_int_equal(it->record.kind, AYES_RECORD_ANSWER);
  assert_span(it->record.answer.id, id);
  assert_span(it->record.answer.text, text);
}

static void expect_bad(script *it, const char *id, const char *code, size_t line,
                       const char *message) {
  next(it);
  assert_int_equal(it->record.kind, AYES_RECORD_BAD);
  assert_span(it->record.answer.id, id);
  assert_string_equal(it->record.code, code);
  assert_int_equal(it->record.line, line);
  assert_string_equal(it->record.message, message);
}

static void expect_end(script *it) {
  next(it);
  assert_int_equal(it->record.kind, AYES_RECORD_END);
  next(it);
  assert_int_equal(it->record.kind, AYES_RECORD_END);
  ayes_reader_close(it->reader);
}

static void expect_refused(const char *text, size_t length, const char *format, ayes_status status,
                           const char *message) {
  script it;
  assert_int_equal(open_bytes(&it, ayes_span_make(text, length), format, false), status);
  assert_null(it.reader);
  assert_string_equal(it.error.message, message);
}

/* ---- JSONL ---- */

static void jsonl_fields(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"One.\",\"answer\":\"Yes\"}\r\n\n  \t\n"
            "{\"id\":7,\"question\":1.5,\"text\":\"\",\"group\":null,\"other\":[1]}\n"
            "{\"text\":\"no id\"}",
            "jsonl");
  expect_answer(&it, "a", "One.");
  assert_span(it.record.answer.answer, "Yes");
  assert_int_equal(it.record.line, 1);
  expect_answer(&it, "7", "");
  assert_span(it.record.answer.question, "1.5");
  assert_int_equal(it.record.answer.group.length, 0);
  assert_int_equal(it.record.extra.length, 0);
  assert_int_equal(it.record.line, 4);
  expect_answer(&it, "3", "no id");
  assert_string_equal(ayes_reader_format(it.reader), "jsonl");
  assert_string_equal(ayes_reader_encoding(it.reader), "utf-8");
  assert_int_equal(ayes_reader_column_count(it.reader), 0);
  assert_span(ayes_reader_column(it.reader, 0), "");
  expect_end(&it);
}

static void jsonl_bad_lines(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "{\"id\":\"x\",\"text\":}\n"
            "[1]\n"
            "{\"id\":\"y\",\"text\":5}\n"
            "{\"id\":\"z\",\"text\":null}\n"
            "{\"id\":{},\"text\":\"t\"}\n"
            "{\"id\": 12, \"text\":\"t\", \"text\":\"u\"}\n"
            "{\"id\":\"n\",\"text\":\"v\",\"a\\u0000b\":1,\"a\\\\u0000\":\"\\u0000\"}\n"
            "{\"id\"\n"
            "{\"id\":\"q\\\"\", x\n"
            "{\"id\":\"good\",\"text\":\"still read\"}\n",
            "jsonl");
  next(&it);
  assert_string_equal(it.record.code, "bad_json");
  assert_span(it.record.answer.id, "x");
  assert_non_null(strstr(it.record.message, "not valid JSON: "));
  expect_bad(&it, "2", "bad_type", 2, "the record is an array, not an object");
  expect_bad(&it, "y", "bad_type", 3, "field \"text\" is a number, not a string");
  expect_bad(&it, "z", "missing_text", 4, "there is no field \"text\"");
  expect_bad(&it, "5", "bad_type", 5, "field \"id\" is an object, not a string");
  expect_answer(&it, "12", "u"); /* of two fields of one name the last counts */
  expect_answer(&it, "n", "v");
  next(&it);
  assert_span(it.record.answer.id, "8");
  next(&it);
  assert_span(it.record.answer.id, "9");
  expect_answer(&it, "good", "still read");
  expect_end(&it);
}

static void jsonl_types(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "3\n\"text\"\ntrue\nnull\n{}\n"
            "{\"text\":[]}\n{\"text\":true}\n{\"text\":{}}\n{\"text\":false,\"id\":\"\"}\n"
            "{\"text\":\"t\",\"answer\":true}\n"
            "{\"id\":-2.5e3,\"text\":\"t\",\"group\":\"\",\"answer\":null}\n"
            "{\"id\":\"\",\"text\":\"\\ue000\",\"x\":{}}\n",
            "jsonl");
  expect_bad(&it, "1", "bad_type", 1, "the record is a number, not an object");
  expect_bad(&it, "2", "bad_type", 2, "the record is a string, not an object");
  expect_bad(&it, "3", "bad_type", 3, "the record is true or false, not an object");
  expect_bad(&it, "4", "bad_type", 4, "the record is null, not an object");
  expect_bad(&it, "5", "missing_text", 5, "there is no field \"text\"");
  expect_bad(&it, "6", "bad_type", 6, "field \"text\" is an array, not a string");
  expect_bad(&it, "7", "bad_type", 7, "field \"text\" is true or false, not a string");
  expect_bad(&it, "8", "bad_type", 8, "field \"text\" is an object, not a string");
  expect_bad(&it, "9", "bad_type", 9, "field \"text\" is true or false, not a string");
  expect_bad(&it, "10", "bad_type", 10, "field \"answer\" is true or false, not a string");
  expect_answer(&it, "-2500.0", "t");
  expect_answer(&it, "12", "\xEE\x80\x80");
  expect_end(&it);
}

/* What can be told of the id of a line that is no JSON. */
static void jsonl_visible_ids(void **state) {
  static const struct {
    const char *line, *id;
  } lines[] = {{"{\"id\":\"open", "1"},
               {"{\"id\" : 12, x", "12"},
               {"{\"id\" 7, x", "1"},
               {"{\"id\":", "1"},
               {"{\"id\":x", "1"},
               {"{\"id\":\"\",x", "1"},
               {"{\"id\":\"a\\\"b\", x", "1"},
               {"x", "1"},
               {"{\"id\":\"a b\", x", "a b"},
               {"{\"id\":12", "12"},
               {"{\"id\":12345678901234567890123456789012, x", "12345678901234567890123456789012"},
               {"{\"id\":123456789012345678901234567890123, x", "12345678901234567890123456789012"},
               {"{\"text\":\"\\ud8\", x", "1"},
               {"{\"text\":\"\\ud83d\\u00", "1"},
               {"{\"text\":\"\\ud83d\\u0041", "1"}};
  (void)state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    script it;
    open_text(&it, lines[i].line, "jsonl");
    next(&it);
    assert_string_equal(it.record.code, "bad_json");
    assert_span(it.record.answer.id, lines[i].id);
    expect_end(&it);
  }
}

/* One that is too long to be one is not taken for an id. */
static void jsonl_without_a_place(void **state) {
  script it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, "{\"text\":");
  ayes_buffer_add_repeated(&text, '[', 5000);
  assert_int_equal(open_bytes(&it, ayes_buffer_span(&text), "jsonl", false), AYES_OK);
  expect_bad(&it, "1", "bad_json", 1, "JSON nested deeper than 64 levels");
  expect_end(&it);
  ayes_buffer_release(&text);
}

static void jsonl_long_visible_id(void **state) {
  (void)state;
  for (int length = 256; length <= 257; length++) {
    script it;
    char line[300], id[300];
    memset(id, 'a', sizeof id);
    snprintf(line, sizeof line, "{\"id\":\"%.*s\", x", length, id);
    open_text(&it, line, "jsonl");
    next(&it);
    assert_string_equal(it.record.code, "bad_json");
    if (length == 256) assert_int_equal(it.record.answer.id.length, 256);
    else assert_span(it.record.answer.id, "1");
    expect_end(&it);
  }
}

static void jsonl_repairs(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "{\"text\":\"caf\xE9\"}\n"
            "{\"text\":\"half \\ud83d pair, \\\\ud83d, \\ude00 and \\uD83D\\uDE00\"}\n"
            "{\"text\":\"\\ud83d\\ue000\\ud83d\\udbff\"}\n",
            "jsonl");
  expect_answer(&it, "1", "caf\xEF\xBF\xBD");
  assert_int_equal(it.record.bad_bytes, 1);
  expect_answer(&it, "2", "half \xEF\xBF\xBD pair, \\ud83d, \xEF\xBF\xBD and \xF0\x9F\x98\x80");
  assert_int_equal(it.record.bad_bytes, 2);
  expect_answer(&it, "3", "\xEF\xBF\xBD\xEE\x80\x80\xEF\xBF\xBD\xEF\xBF\xBD");
  assert_int_equal(it.record.bad_bytes, 3);
  expect_end(&it);
}

static void jsonl_keeps_extra(void **state) {
  script it;
  (void)state;
  assert_int_equal(open_bytes(&it,
                              ayes_span_of("{\"id\":\"1\",\"text\":\"t\",\"n\":[1,2],\"p\":\"\"}\n"
                                           "{\"text\":\"u\"}\n"),
                              NULL, true),
                   AYES_OK);
  expect_answer(&it, "1", "t");
  assert_span(it.record.extra, "{\"n\":[1,2],\"p\":\"\"}");
  expect_answer(&it, "2", "u");
  assert_span(it.record.extra, "");
  expect_end(&it);
}

static void json_array(void **state) {
  script it;
  (void)state;
  open_text(&it, " [ {\"id\":\"a\",\"text\":\"one\"},\n 4, {\"text\":\"two\"} ]\n", NULL);
  expect_answer(&it, "a", "one");
  expect_bad(&it, "2", "bad_type", 2, "the record is a number, not an object");
  expect_answer(&it, "3", "two");
  expect_end(&it);
  assert_int_equal(open_bytes(&it, ayes_span_of("[{\"text\":\"a\"}"), NULL, false), AYES_BAD_DATA);
}

/* As much as fits into memory, in blocks. */
static void large_array(void **state) {
  script it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, "[{\"text\":\"one\"},");
  ayes_buffer_add_repeated(&text, ' ', 600000);
  ayes_buffer_add_text(&text, "{\"text\":\"two\"}]");
  assert_int_equal(open_bytes(&it, ayes_buffer_span(&text), "json", false), AYES_OK);
  expect_answer(&it, "1", "one");
  expect_answer(&it, "2", "two");
  assert_false(ayes_reader_would_wait(it.reader));
  expect_end(&it);
  ayes_buffer_add_repeated(&text, ' ', AYES_RECORD_LIMIT);
  assert_int_equal(open_bytes(&it, ayes_buffer_span(&text), "json", false), AYES_OVER_LIMIT);
  ayes_buffer_release(&text);
}

static void over_long_line(void **state) {
  script it;
  size_t length = (size_t)AYES_RECORD_LIMIT + 100;
  (void)state;
  char *bytes = ayes_memory_new(length + 64);
  assert_non_null(bytes);
  memset(bytes, 'x', length);
  const char *tail = "\n{\"id\":\"after\",\"text\":\"t\"}\n";
  memcpy(bytes + length, tail, strlen(tail));
  assert_int_equal(open_bytes(&it, ayes_span_make(bytes, length + strlen(tail)), "jsonl", false),
                   AYES_OK);
  expect_bad(&it, "1", "over_limit", 1, "the line is longer than the limit of 67108864 bytes");
  expect_answer(&it, "after", "t");
  assert_int_equal(it.record.line, 2);
  expect_end(&it);
  ayes_memory_free(bytes);
}

/* ---- CSV ---- */

static void csv_fields(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "\xEF\xBB\xBF ID , Text ,\"Answer\",Note\r\n"
            "r1,\"One, \"\"two\"\"\r\nthree\",Yes,x\r\n"
            "\r\n"
            ",plain,No,y",
            "csv");
  assert_int_equal(ayes_reader_column_count(it.reader), 4);
  assert_span(ayes_reader_column(it.reader, 0), "ID");
  assert_span(ayes_reader_column(it.reader, 2), "Answer");
  expect_answer(&it, "r1", "One, \"two\"\r\nthree");
  assert_span(it.record.answer.answer, "Yes");
  assert_int_equal(it.record.line, 2);
  expect_answer(&it, "2", "plain");
  assert_int_equal(it.record.line, 5);
  expect_end(&it);
}

static void csv_delimiters(void **state) {
  static const char *const texts[] = {"id;text\n1;a,b\n", "id\ttext\n1\ta,b\n", "id|text\n1|a,b\n",
                                      "sep=;\nid;text\n1;a,b\n"};
  script it;
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    open_text(&it, texts[i], NULL);
    assert_string_equal(ayes_reader_format(it.reader), "csv");
    expect_answer(&it, "1", "a,b");
    expect_end(&it);
  }
}

static void csv_bad_rows(void **state) {
  script it;
  (void)state;
  open_text(&it, "id,text\n1,a,b\n2\n3,good\n4,5\" nails\n6,\"cut\" short\n7,good\n", "csv");
  expect_bad(&it, "1", "bad_csv", 2, "the row at line 2 has 3 cells where the header has 2");
  expect_bad(&it, "2", "bad_csv", 3, "the row at line 3 has 1 cell where the header has 2");
  expect_answer(&it, "3", "good");
  expect_answer(&it, "4", "5\" nails");
  expect_bad(&it, "5", "bad_csv", 6, "line 6 holds a quote where none may stand");
  expect_answer(&it, "7", "good");
  expect_end(&it);
}

static void csv_unclosed_quotes(void **state) {
  script it;
  (void)state;
  open_text(&it,
            "id,text\n"
            "1,\"two\nlines\"\n"
            "2,\"never closed\n"
            "3,good\n"
            "\"4\n4\",\"opened on the second line of its row\n"
            "5,good\n",
            "csv");
  expect_answer(&it, "1", "two\nlines");
  expect_bad(&it, "2", "bad_csv", 4, "line 4 holds a quote where none may stand");
  expect_answer(&it, "3", "good");
  expect_bad(&it, "4", "bad_csv", 6, "line 7 opens a quote that is never closed");
  expect_answer(&it, "5", "good");
  expect_end(&it);
}

static void csv_endless_quote(void **state) {
  script it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, "id,text\n1,\"open\n");
  for (size_t i = 0; i < 130000; i++) ayes_buffer_add_text(&text, "2,a plain row\n");
  assert_int_equal(open_bytes(&it, ayes_buffer_span(&text), "csv", false), AYES_OK);
  expect_bad(&it, "1", "bad_csv", 2, "line 2 opens a quote that is not closed within a mebibyte");
  for (size_t i = 0; i < 130000; i++) {
    next(&it);
    assert_int_equal(it.record.kind, AYES_RECORD_ANSWER);
  }
  assert_int_equal(it.record.line, 130002);
  expect_end(&it);
  ayes_buffer_release(&text);
}

static void csv_windows_and_utf16(void **state) {
  script it;
  (void)state;
  open_text(&it, "id,text\n1,caf\xE9 \x96 \x80 5\n", "csv");
  assert_string_equal(ayes_reader_encoding(it.reader), "windows-1252");
  expect_answer(&it, "1", "caf\xC3\xA9 \xE2\x80\x93 \xE2\x82\xAC 5");
  expect_end(&it);
  open_text(&it, "id,text\n1,caf\xC3\xA9 na\xC3\xAFve \xE9\n", "csv");
  assert_string_equal(ayes_reader_encoding(it.reader), "utf-8");
  expect_answer(&it, "1", "caf\xC3\xA9 na\xC3\xAFve \xEF\xBF\xBD");
  assert_int_equal(it.record.bad_bytes, 1);
  expect_end(&it);
  static const char wide[] = "\xFF\xFEt\0e\0x\0t\0\n\0\xE9\0=\xD8\0\xDE\n\0";
  assert_int_equal(open_bytes(&it, ayes_span_make(wide, sizeof wide - 1), "csv", false), AYES_OK);
  assert_string_equal(ayes_reader_encoding(it.reader), "utf-16le");
  expect_answer(&it, "1", "\xC3\xA9\xF0\x9F\x98\x80");
  expect_end(&it);
  static const char big[] = "\xFE\xFF\0t\0e\0x\0t\0\n\xD8=\0a";
  assert_int_equal(open_bytes(&it, ayes_span_make(big, sizeof big - 1), "csv", false), AYES_OK);
  assert_string_equal(ayes_reader_encoding(it.reader), "utf-16be");
  expect_answer(&it, "1",
                "\xEF\xBF\xBD"
                "a");
  expect_end(&it);
}

static void csv_keeps_extra(void **state) {
  script it;
  (void)state;
  assert_int_equal(open_bytes(&it, ayes_span_of("text,Note,\n\"a\",\"b\"\"c\",\n"), "csv", true),
                   AYES_OK);
  expect_answer(&it, "1", "a");
  assert_span(it.record.extra, "{\"Note\":\"b\\\"c\"}");
  expect_end(&it);
}

static void csv_old_line_ends(void **state) {
  script it;
  (void)state;
  open_text(&it, "id,text\r1,a\r2,\"b\rc\"\r", "csv");
  expect_answer(&it, "1", "a");
  expect_answer(&it, "2", "b\rc");
  assert_int_equal(it.record.line, 3);
  expect_end(&it);
}

/* ---- refusals ---- */

static void refusals(void **state) {
  script it = {0};
  (void)state;
  expect_refused("", 0, NULL, AYES_BAD_DATA, "is empty");
  expect_refused(" \r\n\n", 4, "csv", AYES_BAD_DATA, "is empty");
  expect_refused("PX\3\4\0\0", 6, NULL, AYES_BAD_DATA,
                 "is not text (it holds NUL bytes); export the answers as CSV or JSONL");
  expect_refused("a", 1, "xml", AYES_BAD_USAGE,
                 "unknown format \"xml\"; the formats are jsonl, json, csv, xlsx, ods, docx, odt, "
                 "pdf, sav and txt");
  expect_refused("Name, Comment\nx,y\n", 18, "csv", AYES_BAD_DATA,
                 "has no column \"text\"; its columns are: Name, Comment");
  expect_refused("id,\"text\n1,a\n", 13, "csv", AYES_BAD_DATA,
                 "has a header row that cannot be read: line 1 opens a quote that is never closed");
  assert_int_equal(ayes_reader_open("no such file.csv", NULL, &it.reader, &it.error),
                   AYES_NO_INPUT);
  assert_string_equal(it.error.message, "cannot be opened: no such file");
  assert_string_equal(it.error.source, "no such file.csv");
  assert_int_equal(ayes_reader_open(".", NULL, &it.reader, &it.error), AYES_NO_INPUT);
  assert_string_equal(it.error.message, "is a folder, not a file");
  ayes_reader_close(NULL);
}

static void progress(void **state) {
  script it;
  size_t total;
  (void)state;
  open_text(&it, "id,text\n1,a\n", "csv");
  assert_int_equal(ayes_reader_bytes(it.reader, &total), 12);
  assert_int_equal(total, 12);
  assert_int_equal(ayes_reader_bytes(it.reader, NULL), 12);
  expect_answer(&it, "1", "a");
  expect_end(&it);
}

/* Every request for memory fails in turn: it is reported, or changes nothing, and nothing leaks. */
static void memory_fails(void **state) {
  static const char *const texts[] = {
      "id,text,x\n1,\"a\nb\",c\n2,\xC3(,d\n3,\"bad\" row,e\n",
      "{\"id\":1,\"text\":\"a\xFF\"}\nbad\n",
      "{\"id\":1,\"text\":\"a\",\"note\":[\"\\u00e9\",{}],\"text\":\"\\ud800\"}\n",
      "[{\"text\":\"a\"},4,{\"id\":[1],\"text\":\"b\"},{\"answer\":2.5,\"text\":\"c\"}]"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    size_t expected = 0, records = 0;
    bool was_enough = false;
    for (size_t countdown = 0; !was_enough; countdown++) { /* 0: nothing fails */
      script it;
      ayes_memory_fail(countdown, false);
      ayes_status status = open_bytes(&it, ayes_span_of(texts[i]), NULL, true);
      for (records = 0; status == AYES_OK; records++) {
        status = ayes_reader_next(it.reader, &it.record, &it.error);
        if (status == AYES_OK && it.record.kind == AYES_RECORD_END) break;
      }
      was_enough = countdown && ayes_memory_requests() < countdown;
      ayes_memory_fail(0, false);
      ayes_reader_close(it.reader);
      if (countdown == 0) expected = records;
      if (status == AYES_OK) assert_int_equal(records, expected);
      else assert_int_equal(status, AYES_NO_MEMORY);
    }
    assert_true(expected > 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(jsonl_fields),
                                     cmocka_unit_test(jsonl_bad_lines),
                                     cmocka_unit_test(jsonl_types),
                                     cmocka_unit_test(jsonl_visible_ids),
                                     cmocka_unit_test(jsonl_repairs),
                                     cmocka_unit_test(jsonl_keeps_extra),
                                     cmocka_unit_test(json_array),
                                     cmocka_unit_test(large_array),
                                     cmocka_unit_test(jsonl_long_visible_id),
                                     cmocka_unit_test(jsonl_without_a_place),
                                     cmocka_unit_test(over_long_line),
                                     cmocka_unit_test(csv_fields),
                                     cmocka_unit_test(csv_delimiters),
                                     cmocka_unit_test(csv_bad_rows),
                                     cmocka_unit_test(csv_unclosed_quotes),
                                     cmocka_unit_test(csv_endless_quote),
                                     cmocka_unit_test(csv_windows_and_utf16),
                                     cmocka_unit_test(csv_keeps_extra),
                                     cmocka_unit_test(csv_old_line_ends),
                                     cmocka_unit_test(refusals),
                                     cmocka_unit_test(progress),
                                     cmocka_unit_test(memory_fails)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
