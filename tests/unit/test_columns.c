/* SPDX-License-Identifier: MIT
 *
 * Survey tools' exports: the same small survey in the layout of each tool gives the same records,
 * and the parts that find out what a column is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "base/memory.h"
#include "columns/detection.h"
#include "corpus/wide.h"
#include <cmocka.h>

#include "support/files.h"
#include "support/schema.h"

enum { PATH_SIZE = 600 };

static ayes_column_words *words;

static void assert_span(ayes_span span, const char *text) {
  if (!ayes_span_equal(span, ayes_span_of(text)))
    fail_msg("\"%.*s\" is not \"%s\"", (int)span.length, span.data ? span.data : "", text);
}

static const char *in_tree(const char *name, char path[PATH_SIZE]) {
  const char *root = getenv("AYES_ROOT");
  (void)snprintf(path, PATH_SIZE, "%s/%s", root ? root : ".", name);
  return path;
}

static int open_words(void **state) {
  char path[PATH_SIZE];
  ayes_error error = {0};
  (void)state;
  ayes_status status = ayes_column_words_open(in_tree("lexicons/en", path), &words, &error);
  if (status != AYES_OK) print_message("%s:%zu: %s\n", error.source, error.line, error.message);
  return status != AYES_OK;
}

static int close_words(void **state) {
  (void)state;
  ayes_column_words_free(words);
  return 0;
}

/* ---- parts ---- */

static void reads_plain_words(void **state) {
  static const struct {
    const char *text, *plain;
  } rows[] = {{"EndDate", "end date"},
              {"Duration (in seconds)", "duration in seconds"},
              {"  Don\xE2\x80\x99t know! ", "don t know"},
              {"I'll type \xF0\x9F\x93\xB2", "i ll type"},
              {"Caf\xC3\xA9", "caf\xC3\xA9"},
              {"__", ""}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_buffer buffer = {0};
    ayes_plain_words(ayes_span_of(rows[i].text), &buffer);
    assert_span(ayes_buffer_span(&buffer), rows[i].plain);
    ayes_buffer_release(&buffer);
  }
}

static void reads_codes(void **state) {
  static const struct {
    const char *header, *prefix, *whole, *rest;
    size_t number;
    char letter;
  } rows[] = {{"Q8", "", "Q8", "", 8, 0},
              {"8a. Why?", "", "8a", "Why?", 8, 'a'},
              {"8) Why?", "", "8", "Why?", 8, 0},
              {"Question 3: Why?", "", "Question 3", "Why?", 3, 0},
              {"Q2_1_TEXT", "", "Q2_1_TEXT", "", 2, 0},
              {"Q4A_Sector", "", "Q4A", "Sector", 4, 'a'},
              {"Q8_Art_vibe", "", "Q8", "Art_vibe", 8, 0},
              {"Prop 1 Q8 - Please explain", "Prop 1", "Prop 1 Q8", "Please explain", 8, 0},
              {"Q5[SQ001]. Travel [Bus]", "", "Q5[SQ001]", "Travel [Bus]", 5, 0},
              {"20 mph limits", "", "", "20 mph limits", 0, 0},
              {"1.5 m wide", "", "", "1.5 m wide", 0, 0},
              {"Is Q1 clear? Why", "", "", "Is Q1 clear? Why", 0, 0},
              {"Quality", "", "", "Quality", 0, 0}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_code code;
    ayes_code_read(ayes_span_of(rows[i].header), &code);
    assert_span(code.whole, rows[i].whole);
    assert_span(code.prefix, rows[i].prefix);
    assert_span(code.rest, rows[i].rest);
    assert_int_equal(code.number, rows[i].number);
    assert_int_equal(code.letter, rows[i].letter);
  }
}

static void knows_what_options_mean(void **state) {
  static const struct {
    const char *option, *meaning;
  } rows[] = {{"Strongly agree", "support"},
              {"5 - Strongly agree", "support"},
              {"Tend to oppose", "oppose"},
              {"Yes, partly", "support"},
              {"No, but I would with changes", "oppose"},
              {"No opinion", "neutral"},
              {"Neither agree nor disagree", "neutral"},
              {"Don\xE2\x80\x99t know", "neutral"},
              {"I strongly disagree", "oppose"},
              {"Bus", ""},
              {"5", ""}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_buffer plain = {0};
    ayes_plain_words(ayes_span_of(rows[i].option), &plain);
    assert_span(ayes_option_meaning(words, ayes_buffer_span(&plain)), rows[i].meaning);
    ayes_buffer_release(&plain);
  }
}

static void tells_kinds_of_cells(void **state) {
  static const struct {
    const char *cell;
    ayes_value_kind kind;
  } rows[] = {{"12", AYES_VALUE_NUMBER},
              {"-0.25", AYES_VALUE_DECIMAL},
              {"2024-03-01 10:00:11", AYES_VALUE_DATE},
              {"3/1/24 10:00:11 AM", AYES_VALUE_DATE},
              {"2024-03-01T10:00:11Z", AYES_VALUE_DATE},
              {"203.0.113.7", AYES_VALUE_IP},
              {"jo@example.org", AYES_VALUE_EMAIL},
              {"https://example.org/a", AYES_VALUE_LINK},
              {"R_2a0QxZ9kLm0TbV0", AYES_VALUE_TOKEN},
              {"25-34", AYES_VALUE_TEXT},
              {"No. 10 is empty", AYES_VALUE_TEXT},
              {"", AYES_VALUE_TEXT}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (ayes_value_kind_of(ayes_span_of(rows[i].cell)) != rows[i].kind)
      fail_msg("\"%s\" is of kind %d", rows[i].cell,
               ayes_value_kind_of(ayes_span_of(rows[i].cell)));
}

static void cleans_cells(void **state) {
  static const struct {
    const char *text, *clean;
    bool html, escapes;
  } rows[] = {{"<p>One.</p><p>Two &amp; three</p>", "One.\nTwo & three\n", true, false},
              {"a<br/>b", "a\nb", true, false},
              {"one_x000D_\ntwo_x000D_three", "one\ntwo\nthree", false, true},
              {"<10 cars, a < b > c, R&D, snake_case", "<10 cars, a < b > c, R&D, snake_case",
               false, false},
              {"<plan>", "<plan>", false, false},
              {"<span style=\"x\">so</span>", "so", true, false},
              {"\xE2\x80\x9Cquoted\xE2\x80\x9D\xC2\xA0text",
               "\xE2\x80\x9Cquoted\xE2\x80\x9D\xC2\xA0text", false, false},
              {"<", "<", false, false}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_buffer clean = {0};
    bool html, escapes;
    ayes_cell_clean(ayes_span_of(rows[i].text), &clean, &html, &escapes);
    assert_span(ayes_buffer_span(&clean), rows[i].clean);
    assert_int_equal(html, rows[i].html);
    assert_int_equal(escapes, rows[i].escapes);
    ayes_buffer_release(&clean);
  }
}

/* ---- tables ---- */

static ayes_reader *open_reader(const char *path, const ayes_wide_options *wide) {
  ayes_reader *reader;
  ayes_error error = {0};
  ayes_reader_options options = {.wide = wide};
  if (ayes_reader_open(path, &options, &reader, &error) != AYES_OK)
    fail_msg("%s: %s", path, error.message);
  assert_non_null(ayes_reader_wide(reader));
  return reader;
}

/* question|answer|text of all records, a line each, line ends as spaces. */
static char *read_records(const char *path) {
  ayes_wide_options wide = {.words = words};
  ayes_reader *reader = open_reader(path, &wide);
  ayes_buffer lines = {0};
  ayes_record record;
  while (ayes_reader_next(reader, &record, NULL) == AYES_OK && record.kind) {
    assert_int_equal(record.kind, AYES_RECORD_ANSWER);
    ayes_buffer_add(&lines, record.answer.question);
    ayes_buffer_add_byte(&lines, '|');
    ayes_buffer_add(&lines, record.answer.answer);
    ayes_buffer_add_byte(&lines, '|');
    for (size_t i = 0; i < record.answer.text.length; i++)
      ayes_buffer_add_byte(&lines,
                           record.answer.text.data[i] == '\n' ? ' ' : record.answer.text.data[i]);
    ayes_buffer_add_byte(&lines, '\n');
  }
  ayes_reader_close(reader);
  ayes_buffer_add_byte(&lines, '\0');
  assert_false(lines.failed);
  return lines.data;
}

static const char expected[] =
    "Q2|Strongly agree|The square is crowded on market days, and cars make it dangerous for "
    "children.\n"
    "Q4|Yes|I cannot get home after work without one.\n"
    "Q6||\n"
    "Q2|Disagree|Traders need vans close to their stalls. Closing it would kill the market.\n"
    "Q4|No|\n"
    "Q6||Please keep the toilets open later.\n"
    "Q2|Neither agree nor disagree|\n"
    "Q4|Don't know|It depends on the fare.\n"
    "Q6||\n"
    "Q2|Tend to agree|I agree, provided that disabled drivers can still park near the chemist.\n"
    "Q4|Yes|My \"last bus\" leaves at six.\n"
    "Q6||N/A\n"
    "Q2|Strongly disagree|No.\n"
    "Q4|No|Empty buses waste money.\n"
    "Q6||\n"
    "Q2||I have not decided yet.\n"
    "Q4||\n"
    "Q6||\n";

static const struct {
  const char *file, *preset;
  size_t header_rows, partial;
  const char *respondent; /* of the first row */
} tools[] = {{"plain", "plain", 1, 0, "1"},
             {"citizen_space", "citizen-space", 1, 0, "ANON-7K0P-0XQ4-1"},
             {"qualtrics", "qualtrics", 3, 1, "R_2a0QxZ9kLm0TbV0"},
             {"surveymonkey", "surveymonkey", 2, 0, "118200340011"},
             {"microsoft_forms", "microsoft-forms", 1, 0, "1"},
             {"google_forms", "google-forms", 1, 0, "1"},
             {"limesurvey", "limesurvey", 1, 1, "1"},
             {"smartsurvey", "smartsurvey", 1, 1, "8f0c2e1a-0b0d"}};

static void reads_every_tool_alike(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100], path[PATH_SIZE];
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i].file);
    char *lines = read_records(in_tree(name, path));
    if (strcmp(lines, expected) != 0) fail_msg("%s gives\n%s", tools[i].file, lines);
    ayes_memory_free(lines);
  }
}

static void knows_every_tool(void **state) {
  ayes_wide_options wide = {.words = words};
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100], path[PATH_SIZE];
    ayes_record record;
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i].file);
    ayes_reader *reader = open_reader(in_tree(name, path), &wide);
    const ayes_wide *found = ayes_reader_wide(reader);
    assert_string_equal(found->mapping->preset, tools[i].preset);
    assert_int_equal(found->mapping->header_rows, tools[i].header_rows);
    assert_int_equal(ayes_reader_next(reader, &record, NULL), AYES_OK);
    assert_span(record.answer.respondent, tools[i].respondent);
    while (ayes_reader_next(reader, &record, NULL) == AYES_OK && record.kind) {}
    assert_int_equal(found->counts.rows, 6);
    assert_int_equal(found->counts.partial, tools[i].partial);
    ayes_reader_close(reader);
  }
}

static const ayes_mapped_question *question_of(const ayes_mapping *mapping, const char *id) {
  for (size_t i = 0; i < mapping->question_count; i++)
    if (ayes_span_equal(mapping->questions[i].id, ayes_span_of(id))) return &mapping->questions[i];
  fail_msg("there is no question %s", id);
  return NULL;
}

/* Reads a table out of text; the reader is the caller's. */
static ayes_reader *open_text(const char *text) {
  static ayes_wide_options wide;
  wide = (ayes_wide_options){.words = words};
  return open_reader(test_file("columns_table.csv", text), &wide);
}

static void assert_meaning(const ayes_mapped_question *question, const char *option,
                           const char *meaning) {
  for (size_t i = 0; i < question->option_count; i++) {
    if (!ayes_span_equal(question->options[i].text, ayes_span_of(option))) continue;
    assert_span(question->options[i].meaning, meaning);
    return;
  }
  fail_msg("there is no option %s", option);
}

static void reads_scales(void **state) {
  ayes_reader *reader = open_text(
      "id,\"How far do you agree, where 1 is strongly disagree and 5 is strongly agree?\",Why?\n"
      "1,5,It is a good plan for us all\n2,1,It is a bad plan for the town\n"
      "3,3,I really do not know yet\n4,5,It works elsewhere already\n5,1,Too much money spent\n");
  const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
  (void)state;
  const ayes_mapped_question *closed = question_of(mapping, "Q1");
  assert_meaning(closed, "1", "oppose");
  assert_meaning(closed, "3", "neutral");
  assert_meaning(closed, "5", "support");
  assert_int_equal(question_of(mapping, "Q2")->about, 1);
  ayes_reader_close(reader);
}

static void assert_list(const ayes_mapped_question *question, const char *rows,
                        const char *options) {
  ayes_buffer list = {0};
  for (size_t i = 0; i < question->row_count; i++) {
    if (i) ayes_buffer_add_byte(&list, '|');
    ayes_buffer_add(&list, question->rows[i]);
  }
  assert_span(ayes_buffer_span(&list), rows);
  ayes_buffer_clear(&list);
  for (size_t i = 0; i < question->option_count; i++) {
    if (i) ayes_buffer_add_byte(&list, '|');
    ayes_buffer_add(&list, question->options[i].text);
  }
  assert_span(ayes_buffer_span(&list), options);
  ayes_buffer_release(&list);
}

/* Codes of LimeSurvey, whose numbers the first question explains, and a grid of two columns. */
static void reads_codes_and_grids(void **state) {
  static const char header[] =
      "id,submitdate,\"Q1. Do you agree, where 1 is strongly disagree and 5 is strongly agree?\","
      "Q2. Why?,Q3[SQ001]. How good is each? [Bus],Q3[SQ002]. How good is each? [Tram],"
      "Q4. Which plan?\n";
  static const char *const cells[] = {
      "A5,I like it a lot.,Good,Poor,A1", "A1,We do not want any of this.,Poor,Good,A2",
      "A3,There is no money for it.,Good,Good,A1", "A5,It would help my mother.,Poor,Fair,A2"};
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_text(&text, header);
  for (size_t i = 0; i < 24; i++)
    ayes_buffer_add_format(&text, "%zu,2024-03-01,%s\n", i + 1, cells[i % 4]);
  ayes_buffer_add_byte(&text, '\0');
  ayes_reader *reader = open_text(text.data);
  ayes_buffer_release(&text);
  const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
  assert_meaning(question_of(mapping, "Q1"), "A5", "support");
  assert_meaning(question_of(mapping, "Q1"), "A3", "neutral");
  assert_list(question_of(mapping, "Q3"), "Bus|Tram", "Good|Poor|Fair");
  assert_meaning(question_of(mapping, "Q3"), "Poor", "oppose");
  assert_meaning(question_of(mapping, "Q4"), "A1", "");
  assert_true(ayes_span_find(mapping->columns[6].why, ayes_span_of("answer codes")) <
              mapping->columns[6].why.length);
  ayes_reader_close(reader);
}

/* As merged cells of a workbook come: headings that go down, and one over two columns. */
static void reads_two_rows_of_merged_cells(void **state) {
  static const char *const names[] = {"Id", "How do you travel? | Bus", "How do you travel? | Car",
                                      "Why?"};
  ayes_reader *reader = open_text(
      "Id,How do you travel?,How do you travel?,Why?\n"
      "Id,Bus,Car,Why?\n"
      "1,Yes,,It is quick and it is cheap.\n"
      "2,,Yes,There is no bus where I live.\n"
      "3,Yes,Yes,It depends on the weather.\n");
  (void)state;
  const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
  assert_int_equal(mapping->header_rows, 2);
  for (size_t i = 0; i < 4; i++) assert_span(mapping->columns[i].name, names[i]);
  assert_int_equal(mapping->columns[1].role, AYES_COLUMN_MULTIPLE);
  assert_int_equal(mapping->columns[3].role, AYES_COLUMN_OPEN);
  assert_int_equal(mapping->sampled, 3);
  assert_list(question_of(mapping, "Q1"), "", "Bus|Car");
  ayes_reader_close(reader);
}

static void refuses_lists_of_questions(void **state) {
  static const char *const lists[] = {
      "Open Questions,,\nWith free text,,\nColumn ID,Number,Title of the question\nI,2,Why?\n",
      "Column letter (in Responses sheet),Demographics label\nB,Region\nC,Age\n"};
  ayes_wide_options wide = {.words = words};
  ayes_reader_options options = {.wide = &wide};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    ayes_reader *reader;
    ayes_error error = {0};
    assert_int_equal(
        ayes_reader_open(test_file("columns_list.csv", lists[i]), &options, &reader, &error),
        AYES_BAD_DATA);
    assert_non_null(strstr(error.message, "and holds no answers"));
  }
}

/* SmartSurvey's grids: an object, the inside of one, a list of them. */
static void reads_grids_in_cells(void **state) {
  ayes_reader *reader = open_text(
      "UserID,UserNo,Unique ID,Q_20481_How do you rate each?,Q_20482_Please give reasons\n"
      "1,1,8f0c2e1a,\"{\"\"Bus\"\": \"\"Agree\"\", \"\"Tram\"\": \"\"Disagree\"\"}\",It is too "
      "far.\n"
      "2,2,8f0c2e1b,\"\"\"Tram\"\": \"\"Don't know\"\"\",I never go there by tram.\n"
      "3,3,8f0c2e1c,\"[{\"\"Walk\"\": [\"\"Agree\"\", \"\"Other\"\"]}]\",Walking is good for "
      "you.\n");
  (void)state;
  const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
  assert_int_equal(mapping->columns[3].role, AYES_COLUMN_MATRIX);
  assert_list(question_of(mapping, "Q1"), "Bus|Tram|Walk", "Agree|Disagree|Don't know|Other");
  assert_meaning(question_of(mapping, "Q1"), "Agree", "support");
  assert_span(question_of(mapping, "Q2")->target, "How do you rate each?");
  ayes_reader_close(reader);
}

/* Several ticks: in columns, or joined in cells; the survey has them, and keeps what they are. */
static void knows_every_choice(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100], path[PATH_SIZE];
    ayes_survey *survey;
    ayes_wide_options wide = {.words = words};
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i].file);
    ayes_reader *reader = open_reader(in_tree(name, path), &wide);
    const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
    bool in_columns =
        strcmp(tools[i].file, "limesurvey") == 0 || strcmp(tools[i].file, "surveymonkey") == 0;
    assert_list(question_of(mapping, "Q5"), "", in_columns ? "Bus|Car|Walking" : "Bus|Walking|Car");
    assert_int_equal(ayes_mapping_survey(mapping, &survey, NULL), AYES_OK);
    const ayes_question *question = ayes_survey_find(survey, ayes_span_of("Q5"));
    assert_true(question->is_multiple && question->kind == AYES_QUESTION_CLOSED);
    assert_int_equal(question->option_count, 3);
    ayes_survey_free(survey);
    ayes_reader_close(reader);
  }
}

static void finds_what_is_explained(void **state) {
  ayes_reader *reader = open_text(
      "Ref,Q1a Do you support it?,Q2 Do you want another?,Q1b In your words,"
      "Q3 Explain your answer to question 2,Q4 Any other comments?\n"
      "a1,Yes,No,we like it a lot here,never again in this town,thank you for asking me\n"
      "a2,No,No,we hate it a lot here,not in this street please,nothing else from my side\n"
      "a3,Yes,Yes,we want it as it is,one more would be nice,a longer survey would help\n");
  const ayes_mapping *mapping = ayes_reader_wide(reader)->mapping;
  (void)state;
  assert_span(mapping->questions[question_of(mapping, "Q1b")->about - 1].id, "Q1a");
  assert_span(mapping->questions[question_of(mapping, "Q3")->about - 1].id, "Q2");
  assert_int_equal(question_of(mapping, "Q4")->about, 0);
  ayes_reader_close(reader);
}

static void counts_every_row(void **state) {
  ayes_reader *reader = open_text(
      "Column1,Column2,Column3\nID,Do you agree?,Why?\n1,Yes,Because it is safe here\n"
      "ID,Do you agree?,Why?\n2,No\n\n3,No,Because it is not safe\n4,Yes,\n5,No,See above\n");
  const ayes_wide *wide = ayes_reader_wide(reader);
  ayes_record record;
  size_t answers = 0, bad = 0;
  (void)state;
  assert_int_equal(wide->mapping->skipped, 1);
  while (ayes_reader_next(reader, &record, NULL) == AYES_OK && record.kind) {
    answers += record.kind == AYES_RECORD_ANSWER;
    bad += record.kind == AYES_RECORD_BAD;
    if (record.line == 4) assert_string_equal(record.code, "repeated_header");
    if (record.line == 5) assert_string_equal(record.code, "bad_csv");
  }
  assert_int_equal(answers, 4);
  assert_int_equal(bad, 2);
  assert_int_equal(wide->counts.rows, 6);
  assert_int_equal(wide->counts.rows,
                   wide->counts.read + wide->counts.bad + wide->counts.headers_again);
  assert_int_equal(answers, wide->counts.read * wide->counts.questions);
  ayes_reader_close(reader);
}

static void marks_previews_and_spam(void **state) {
  ayes_reader *reader = open_text(
      "ResponseId,StartDate,Status,Progress,Why do you say so?\n"
      "R_aaaa1111,2024-01-01,IP Address,100,I like this very much\n"
      "R_bbbb2222,2024-01-01,Survey Preview,100,only a test of mine\n"
      "R_cccc3333,2024-01-01,Spam,40,buy my shoes now please\n");
  static const unsigned flags[] = {0, AYES_FLAG_PREVIEW, AYES_FLAG_SPAM | AYES_FLAG_PARTIAL};
  ayes_record record;
  (void)state;
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(ayes_reader_next(reader, &record, NULL), AYES_OK);
    assert_int_equal(record.flags, flags[i]);
  }
  ayes_reader_close(reader);
}

/* ---- mappings ---- */

static void fits_its_schema(void **state) {
  char path[PATH_SIZE], fault[TEST_SCHEMA_FAULT];
  ayes_wide_options wide = {.words = words};
  json_t *schema, *value;
  ayes_error error = {0};
  (void)state;
  in_tree("engine/schema/mapping.schema.json", path);
  assert_int_equal(ayes_json_read(path, &schema, &error), AYES_OK);
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100];
    ayes_buffer json = {0};
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i].file);
    ayes_reader *reader = open_reader(in_tree(name, path), &wide);
    ayes_mapping_write(ayes_reader_wide(reader)->mapping, &json);
    ayes_reader_close(reader);
    assert_int_equal(ayes_json_parse(ayes_buffer_span(&json), name, &value, &error), AYES_OK);
    if (!test_schema_validates(schema, schema, value, fault)) fail_msg("%s: %s", name, fault);
    json_decref(value);
    ayes_buffer_release(&json);
  }
  json_decref(schema);
}

static void survives_a_round_trip(void **state) {
  char path[PATH_SIZE];
  ayes_wide_options wide = {.words = words};
  ayes_mapping *given;
  ayes_error error = {0};
  (void)state;
  for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
    char name[100];
    ayes_buffer first = {0}, second = {0};
    (void)snprintf(name, sizeof name, "tests/import/%s.csv", tools[i].file);
    ayes_reader *reader = open_reader(in_tree(name, path), &wide);
    ayes_mapping_write(ayes_reader_wide(reader)->mapping, &first);
    ayes_reader_close(reader);
    ayes_buffer_add_byte(&first, '\0');
    if (ayes_mapping_read(test_file("columns_mapping.json", first.data), &given, &error) != AYES_OK)
      fail_msg("%s: %s", tools[i].file, error.message);
    ayes_wide_options with = {.words = words, .given = given};
    reader = open_reader(path, &with);
    ayes_mapping_write(ayes_reader_wide(reader)->mapping, &second);
    ayes_reader_close(reader);
    ayes_mapping_free(given);
    ayes_buffer_add_byte(&second, '\0');
    assert_string_equal(strstr(second.data, "\"columns\""), strstr(first.data, "\"columns\""));
    ayes_buffer_release(&first);
    ayes_buffer_release(&second);
  }
}

static void refuses_bad_mappings(void **state) {
  static const struct {
    const char *text, *message;
  } rows[] = {{"{}",
               "is no mapping: there is no list \"columns\"; \"ayes inspect FILE -o mapping.json\" "
               "writes one"},
              {"{\"columns\":[{\"name\":\"a\",\"role\":\"text\"}]}",
               "\"a\" has an unknown role; the roles are identifier, respondent, closed, open, "
               "multi-choice, matrix, other, demographic, tags, machine and empty"},
              {"{\"columns\":[{\"name\":\"a\",\"role\":\"open\"}]}",
               "\"a\" is open or closed, but has no question"},
              {"{\"header_rows\":9,\"columns\":[{\"name\":\"a\",\"role\":\"empty\"}]}",
               "\"header_rows\" is from 0 to 3, and skip_rows from 0 to 100"},
              {"{\"columns\":[{\"name\":\"a\",\"role\":\"open\",\"question\":\"Q1\"}],"
               "\"questions\":[{\"id\":\"Q1\",\"kind\":\"closed\"}]}",
               "\"a\" has a question of another kind than its role"},
              {"{\"columns\":[{\"name\":\"a\",\"role\":\"empty\"}],"
               "\"questions\":[{\"id\":\"Q1\",\"kind\":\"open\",\"about\":\"Q2\"}]}",
               "\"Q1\" is about no closed question of the mapping"}};
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ayes_mapping *mapping;
    ayes_error error = {0};
    const char *path = test_file("columns_mapping.json", rows[i].text);
    assert_int_equal(ayes_mapping_read(path, &mapping, &error), AYES_BAD_DATA);
    assert_string_equal(error.message, rows[i].message);
  }
}

/* ---- a real export, where it is ---- */

static void count_roles(const ayes_mapping *mapping, size_t counts[AYES_COLUMN_ROLE_COUNT]) {
  for (size_t i = 0; i < mapping->column_count; i++) counts[mapping->columns[i].role]++;
}

static void reads_a_large_export(void **state) {
  static const char *const ids[] = {"Q8", "Q13", "Q16", "Q17"};
  char path[PATH_SIZE];
  const char *folder = getenv("AYES_SHARED");
  (void)state;
  (void)snprintf(path, sizeof path, "%s/data/public_survey_export.csv",
                 folder ? folder : "../shared");
  if (!ayes_file_exists(path)) {
    print_message("skipped: there is no %s\n", path);
    skip();
  }
  ayes_wide_options wide = {.words = words};
  ayes_reader *reader = open_reader(path, &wide);
  const ayes_wide *found = ayes_reader_wide(reader);
  size_t counts[AYES_COLUMN_ROLE_COUNT] = {0}, records = 0;
  ayes_record record;
  while (ayes_reader_next(reader, &record, NULL) == AYES_OK && record.kind) records++;
  assert_int_equal(found->mapping->column_count, 124);
  assert_int_equal(found->counts.questions, 4);
  for (size_t i = 0; i < 4; i++) assert_true(question_of(found->mapping, ids[i])->is_open);
  assert_int_equal(found->counts.rows, 1001);
  assert_int_equal(found->counts.read, 1001);
  assert_int_equal(records, 4004);
  count_roles(found->mapping, counts);
  assert_int_equal(counts[AYES_COLUMN_IDENTIFIER], 1);
  assert_true(counts[AYES_COLUMN_DEMOGRAPHIC] >= 14);
  for (size_t i = 0; i < found->mapping->column_count; i++) {
    const ayes_column *column = &found->mapping->columns[i];
    if (ayes_span_find(column->name, ayes_span_of("_sentiment")) < column->name.length)
      assert_int_equal(column->role, AYES_COLUMN_MACHINE);
    assert_true(column->why.length > 0);
  }
  ayes_reader_close(reader);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_plain_words),
                                     cmocka_unit_test(reads_codes),
                                     cmocka_unit_test(knows_what_options_mean),
                                     cmocka_unit_test(tells_kinds_of_cells),
                                     cmocka_unit_test(cleans_cells),
                                     cmocka_unit_test(reads_every_tool_alike),
                                     cmocka_unit_test(knows_every_tool),
                                     cmocka_unit_test(reads_scales),
                                     cmocka_unit_test(reads_codes_and_grids),
                                     cmocka_unit_test(reads_grids_in_cells),
                                     cmocka_unit_test(refuses_lists_of_questions),
                                     cmocka_unit_test(reads_two_rows_of_merged_cells),
                                     cmocka_unit_test(knows_every_choice),
                                     cmocka_unit_test(finds_what_is_explained),
                                     cmocka_unit_test(counts_every_row),
                                     cmocka_unit_test(marks_previews_and_spam),
                                     cmocka_unit_test(fits_its_schema),
                                     cmocka_unit_test(survives_a_round_trip),
                                     cmocka_unit_test(refuses_bad_mappings),
                                     cmocka_unit_test(reads_a_large_export)};
  return cmocka_run_group_tests(tests, open_words, close_words);
}
