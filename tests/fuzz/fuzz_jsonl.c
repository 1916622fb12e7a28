/* SPDX-License-Identifier: MIT
 *
 * JSON lines: the direct way and jansson must say the same of every line, with unknown fields kept
 * and without. (Asked for whole objects, the reader takes every line to jansson.) A text that is
 * said to be clean must be what cleaning makes of it.
 */
#include "fuzz/file.h"

#include "corpus/corpus.h"
#include "text/utf8.h"

typedef struct readers {
  ayes_reader *direct, *careful;
  bool keep;
} readers;

static void compare(const ayes_record *a, const ayes_record *b) {
  FUZZ_CHECK(a->kind == b->kind && a->line == b->line && a->bad_bytes == b->bad_bytes);
  FUZZ_CHECK(!a->code == !b->code && (!a->code || strcmp(a->code, b->code) == 0));
  ayes_answer one = a->answer, other = b->answer;
  for (size_t i = 0; i < AYES_RECORD_FIELDS; i++)
    if (a->kind == AYES_RECORD_ANSWER)
      FUZZ_CHECK(ayes_span_equal(*ayes_record_field_at(&one, i), *ayes_record_field_at(&other, i)));
  FUZZ_CHECK(ayes_span_equal(one.id, other.id));
}

static void check_clean(const ayes_record *record) {
  ayes_buffer clean = {0};
  size_t replaced;
  if (!record->is_clean) return;
  ayes_span text = record->answer.text;
  FUZZ_CHECK(ayes_utf8_clean(text, &clean, &replaced, NULL) == AYES_OK && !replaced);
  FUZZ_CHECK(ayes_span_equal(text, ayes_buffer_span(&clean)));
  ayes_buffer_release(&clean);
}

static void read_both(readers *it) {
  ayes_record a, b;
  size_t records = 0;
  do {
    ayes_error error = {0};
    ayes_status status = ayes_reader_next(it->direct, &a, &error);
    FUZZ_CHECK(status == ayes_reader_next(it->careful, &b, NULL));
    FUZZ_CHECK(status == AYES_OK || error.message[0]);
    if (status != AYES_OK) return;
    compare(&a, &b);
    check_clean(&a);
    check_clean(&b);
    FUZZ_CHECK(it->keep || a.extra.length == 0);
  } while (a.kind != AYES_RECORD_END && ++records < 100000);
}

static void read_file(const char *path, bool keep) {
  readers it = {.keep = keep};
  ayes_reader_options direct = {.format = "jsonl", .keep = keep};
  ayes_reader_options careful = {.format = "jsonl", .keep = keep, .objects = true};
  ayes_status status = ayes_reader_open(path, &direct, &it.direct, NULL);
  FUZZ_CHECK(status == ayes_reader_open(path, &careful, &it.careful, NULL));
  if (status != AYES_OK) return;
  read_both(&it);
  ayes_reader_close(it.direct);
  ayes_reader_close(it.careful);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const char *path = fuzz_file(data, size);
  read_file(path, false);
  read_file(path, true);
  (void)remove(path);
  return 0;
}
