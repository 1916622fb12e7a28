/* SPDX-License-Identifier: MIT
 *
 * Checks the examples of kind import. Fields:
 *     document: text of a document     csv: / jsonl: a file of answers     error: why it is refused
 *     shape: comments or questions     title: the document's title
 *     question: id | text | about | Yes=2,No=9      reply: question | the office's words
 *     answer: id | question | text | reply          line: id | line where it starts
 *     record: id | text | question | answer         bad: code | message
 * The bar parts; no part holds one.
 * Parts at the end of a value may be left out; those that stand there must be equal. Where one
 * question, answer or record is given, all must be, in order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "corpus/corpus.h"
#include "corpus/document.h"
#include "spec/spec.h"

/* Takes the next part of a value; false when there is none. */
static bool next_part(ayes_span *rest, ayes_span *part) {
  if (!ayes_span_split(rest, '|', part)) return false;
  *part = ayes_span_trim(*part);
  return true;
}

static void check_part(const spec_example *example, const char *what, ayes_span *rest,
                       ayes_span found) {
  ayes_span wanted;
  if (next_part(rest, &wanted) && !ayes_span_equal(wanted, found))
    spec_fail(example, "%s is “%.*s”, not “%.*s”", what, (int)found.length, found.data,
              (int)wanted.length, wanted.data);
}

/* The field with that key numbered place, from 0. */
static bool find_field(const spec_example *example, const char *key, size_t place,
                       ayes_span *value) {
  for (size_t i = 0; i < example->field_count; i++) {
    if (!ayes_span_equal(example->fields[i].key, ayes_span_of(key))) continue;
    *value = example->fields[i].value;
    if (value->length == 0) *value = ayes_span_of("");
    if (place-- == 0) return true;
  }
  return false;
}

static size_t count_fields(const spec_example *example, const char *key) {
  size_t count = 0;
  ayes_span value;
  while (find_field(example, key, count, &value)) count++;
  return count;
}

static void check_count(const spec_example *example, const char *key, size_t found) {
  size_t wanted = count_fields(example, key);
  if (wanted && wanted != found) spec_fail(example, "%zu of kind %s, not %zu", found, key, wanted);
}

/* ---- documents ---- */

static void check_question(const spec_example *example, const ayes_document_question *question,
                           ayes_span rest) {
  char tallies[256] = "";
  size_t used = 0;
  for (size_t i = 0; i < question->tally_count && used < sizeof tallies; i++)
    used += (size_t)snprintf(tallies + used, sizeof tallies - used, "%s%.*s=%zu", i ? "," : "",
                             (int)question->tallies[i].option.length,
                             question->tallies[i].option.data, question->tallies[i].count);
  check_part(example, "the question's id", &rest, question->id);
  check_part(example, "its text", &rest, question->text);
  check_part(example, "what it is about", &rest, question->about);
  check_part(example, "its tallies", &rest, ayes_span_of(tallies));
}

static void check_questions(const spec_example *example, const ayes_document *document) {
  ayes_span rest, id;
  check_count(example, "question", document->question_count);
  for (size_t i = 0; i < document->question_count; i++)
    if (find_field(example, "question", i, &rest))
      check_question(example, &document->questions[i], rest);
  for (size_t place = 0; find_field(example, "reply", place, &rest); place++) {
    next_part(&rest, &id);
    size_t i = 0;
    while (i < document->question_count && !ayes_span_equal(document->questions[i].id, id)) i++;
    if (i < document->question_count)
      check_part(example, "the office's reply", &rest, document->questions[i].reply);
    else spec_fail(example, "there is no question %.*s", (int)id.length, id.data);
  }
}

static void check_answers(const spec_example *example, const ayes_document *document) {
  check_count(example, "answer", document->answer_count);
  for (size_t i = 0; i < document->answer_count; i++) {
    const ayes_document_answer *answer = &document->answers[i];
    ayes_span rest;
    char line[24];
    if (find_field(example, "answer", i, &rest)) {
      check_part(example, "the answer's id", &rest, answer->id);
      check_part(example, "its question", &rest, document->questions[answer->question].id);
      check_part(example, "its text", &rest, answer->text);
      check_part(example, "the reply to it", &rest, answer->reply);
    }
    if (!find_field(example, "line", i, &rest)) continue;
    (void)snprintf(line, sizeof line, "%zu", answer->line);
    check_part(example, "the answer's id", &rest, answer->id);
    check_part(example, "its line", &rest, ayes_span_of(line));
  }
}

static void check_error(const spec_example *example, ayes_status status, const ayes_error *error) {
  ayes_span wanted = spec_get(example, "error");
  if (status == AYES_OK && wanted.length) spec_fail(example, "it is read without an error");
  if (status != AYES_OK && !ayes_span_equal(wanted, ayes_span_of(error->message)))
    spec_fail(example, "it is refused: %s", error->message);
}

static void check_document(const spec_example *example, ayes_span bytes) {
  ayes_document *document;
  ayes_error error = {0};
  ayes_span value;
  ayes_status status = ayes_document_parse(bytes, "example", &document, &error);
  check_error(example, status, &error);
  if (status != AYES_OK) return;
  bool is_comments = document->shape == AYES_DOCUMENT_COMMENTS;
  if (find_field(example, "shape", 0, &value))
    check_part(example, "the shape", &value, ayes_span_of(is_comments ? "comments" : "questions"));
  if (find_field(example, "title", 0, &value))
    check_part(example, "the title", &value, document->title);
  check_questions(example, document);
  check_answers(example, document);
  ayes_document_free(document);
}

/* ---- records ---- */

/* Fields record and bad in the order of the page. */
static bool next_record_field(const spec_example *example, size_t *place, bool *is_bad,
                              ayes_span *value) {
  for (; *place < example->field_count; ++*place) {
    const spec_field *field = &example->fields[*place];
    *is_bad = ayes_span_equal(field->key, ayes_span_of("bad"));
    *value = field->value;
    if (*is_bad || ayes_span_equal(field->key, ayes_span_of("record"))) {
      ++*place;
      return true;
    }
  }
  return false;
}

static void check_record(const spec_example *example, const ayes_record *record, bool is_bad,
                         ayes_span rest) {
  if ((record->kind == AYES_RECORD_BAD) != is_bad) {
    spec_fail(example, "line %zu is %s", record->line,
              record->kind == AYES_RECORD_BAD ? record->message : "a good record");
  } else if (is_bad) {
    check_part(example, "the code", &rest, ayes_span_of(record->code));
    check_part(example, "the message", &rest, ayes_span_of(record->message));
  } else {
    check_part(example, "the record's id", &rest, record->answer.id);
    check_part(example, "its text", &rest, record->answer.text);
    check_part(example, "its question", &rest, record->answer.question);
    check_part(example, "its answer", &rest, record->answer.answer);
  }
}

static void check_records(const spec_example *example, ayes_reader *reader) {
  ayes_record record;
  ayes_error error = {0};
  ayes_span rest;
  size_t place = 0;
  bool is_bad;
  while (ayes_reader_next(reader, &record, &error) == AYES_OK && record.kind != AYES_RECORD_END) {
    if (next_record_field(example, &place, &is_bad, &rest))
      check_record(example, &record, is_bad, rest);
    else spec_fail(example, "line %zu is one record too many", record.line);
  }
  if (error.status != AYES_OK) spec_fail(example, "reading fails: %s", error.message);
  if (next_record_field(example, &place, &is_bad, &rest)) spec_fail(example, "a record is missing");
}

static void check_file(const spec_example *example, ayes_span bytes, const char *format) {
  char path[] = "example-XXXXXX";
  ayes_reader *reader;
  ayes_error error = {0};
  int descriptor = mkstemp(path);
  if (descriptor < 0 || write(descriptor, bytes.data, bytes.length) != (ssize_t)bytes.length) {
    spec_fail(example, "the example cannot be written to a file");
    return;
  }
  close(descriptor);
  ayes_reader_options options = {.format = format};
  ayes_status status = ayes_reader_open(path, &options, &reader, &error);
  unlink(path);
  check_error(example, status, &error);
  if (status == AYES_OK) check_records(example, reader);
  ayes_reader_close(status == AYES_OK ? reader : NULL);
}

void spec_check_import(const spec_example *example) {
  ayes_span bytes;
  if (find_field(example, "document", 0, &bytes)) check_document(example, bytes);
  else if (find_field(example, "csv", 0, &bytes)) check_file(example, bytes, "csv");
  else if (find_field(example, "jsonl", 0, &bytes)) check_file(example, bytes, "jsonl");
  else spec_fail(example, "there is no document, csv or jsonl");
}
