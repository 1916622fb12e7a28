/* SPDX-License-Identifier: MIT
 *
 * Where lines come from: blocks, compressed or not, limits, pipes, and what cannot be read.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/memory.h"
#include "corpus/corpus_parts.h"
#include <cmocka.h>

static const char path[] = "source_made";

typedef struct fixture {
  ayes_source source;
  ayes_source_text line;
  ayes_span front;
  ayes_error error;
} fixture;

static void write_file(ayes_span bytes) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.data, 1, bytes.length, file), bytes.length);
  assert_int_equal(fclose(file), 0);
}

static void write_gzip(ayes_span bytes) {
  gzFile file = gzopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(gzwrite(file, bytes.data, (unsigned)bytes.length), bytes.length);
  assert_int_equal(gzclose(file), Z_OK);
}

static ayes_status start(fixture *it, const char *name, bool is_prompt) {
  memset(it, 0, sizeof *it);
  ayes_status status = ayes_source_open_as(name, is_prompt ? AYES_SOURCE_PROMPT : 0, &it->source,
                                           &it->front, &it->error);
  return status == AYES_OK ? ayes_source_start(&it->source, AYES_UTF8, &it->error) : status;
}

static ayes_status next(fixture *it, bool at_returns) {
  return ayes_source_line(&it->source, at_returns, &it->line, &it->error);
}

static void expect_line(fixture *it, bool at_returns, size_t line, const char *text) {
  if (next(it, at_returns) != AYES_OK) fail_msg("%s", it->error.message);
  assert_true(it->line.is_there);
  assert_int_equal(it->line.line, line);
  if (!ayes_span_equal(it->line.bytes, ayes_span_of(text)))
    fail_msg("\"%.20s\" is not \"%s\"", it->line.bytes.data, text);
}

static void expect_end(fixture *it) {
  assert_int_equal(next(it, false), AYES_OK);
  assert_false(it->line.is_there);
  ayes_source_close(&it->source);
}

/* Reading the file fails from here on: a process has no page at address 0 of its memory. */
static void break_file(fixture *it) {
  int broken = open("/proc/self/mem", O_RDONLY);
  assert_true(broken >= 0);
  assert_true(dup2(broken, fileno(it->source.file)) >= 0);
  close(broken);
}

static void expect_broken(fixture *it, ayes_status status) {
  assert_int_equal(status, AYES_IO_FAILED);
  assert_string_equal(it->error.message, "cannot be read: Input/output error");
  ayes_source_close(&it->source);
}

/* ---- Blocks ---- */

/* A return at the end of a block, of which it cannot be told yet whether it is a line end alone. */
static void return_at_the_end_of_a_block(void **state) {
  static const char *const tails[] = {"\nb\r", "b\r"};
  (void)state;
  for (size_t i = 0; i < 2; i++) {
    fixture it;
    ayes_buffer text = {0};
    ayes_buffer_add_repeated(&text, 'x', AYES_SOURCE_BLOCK - 1);
    ayes_buffer_add_byte(&text, '\r');
    ayes_buffer_add_text(&text, tails[i]);
    write_file(ayes_buffer_span(&text));
    assert_int_equal(start(&it, path, false), AYES_OK);
    assert_int_equal(next(&it, true), AYES_OK);
    assert_int_equal(it.line.bytes.length, AYES_SOURCE_BLOCK + 1 - i);
    expect_line(&it, true, 2, "b\r");
    expect_end(&it);
    ayes_buffer_release(&text);
  }
}

static void add_long_line(ayes_buffer *text) {
  ayes_buffer_add_repeated(text, 'x', (size_t)AYES_RECORD_LIMIT + 4 * AYES_SOURCE_BLOCK);
}

static void long_lines(void **state) {
  fixture it;
  ayes_buffer text = {0};
  (void)state;
  add_long_line(&text);
  ayes_buffer_add_text(&text, "\nshort\n");
  add_long_line(&text);
  write_file(ayes_buffer_span(&text));
  assert_int_equal(start(&it, path, false), AYES_OK);
  assert_int_equal(next(&it, false), AYES_OK);
  assert_true(it.line.is_there && it.line.is_over);
  assert_int_equal(it.line.bytes.length, 0);
  expect_line(&it, false, 2, "short\n");
  assert_int_equal(next(&it, false), AYES_OK); /* one without a line end */
  assert_true(it.line.is_there && it.line.is_over);
  assert_int_equal(it.line.line, 3);
  expect_end(&it);
  assert_int_equal(start(&it, path, false), AYES_OK);
  while (it.source.text.length <= AYES_RECORD_LIMIT)
    assert_int_equal(ayes_source_rest(&it.source, it.source.text.length, &it.front, NULL),
                     AYES_OVER_LIMIT);
  break_file(&it);
  expect_broken(&it, next(&it, false));
  ayes_buffer_release(&text);
}

static void all_the_rest(void **state) {
  fixture it;
  ayes_buffer text = {0};
  (void)state;
  ayes_buffer_add_repeated(&text, 'x', 2 * AYES_SOURCE_BLOCK);
  write_file(ayes_buffer_span(&text));
  assert_int_equal(start(&it, path, false), AYES_OK);
  assert_int_equal(ayes_source_rest(&it.source, text.length, &it.front, &it.error), AYES_OK);
  assert_true(ayes_span_equal(it.front, ayes_buffer_span(&text)));
  ayes_source_close(&it.source);
  assert_int_equal(start(&it, path, false), AYES_OK);
  assert_int_equal(ayes_source_rest(&it.source, text.length - 1, &it.front, &it.error),
                   AYES_OVER_LIMIT);
  assert_string_equal(it.error.message,
                      "is larger than the limit of 524287 bytes for a JSON array; write one object "
                      "a line");
  ayes_source_close(&it.source);
  assert_int_equal(start(&it, path, false), AYES_OK);
  break_file(&it);
  expect_broken(&it, ayes_source_rest(&it.source, text.length, &it.front, &it.error));
  ayes_buffer_release(&text);
}

static void nothing_to_read(void **state) {
  fixture it;
  (void)state;
  for (int is_prompt = 0; is_prompt < 2; is_prompt++)
    expect_broken(&it, start(&it, "/proc/self/mem", is_prompt));
}

/* ---- Pipes ---- */

static void lines_of_a_pipe(void **state) {
  fixture it;
  int ends[2];
  char name[64];
  (void)state;
  assert_int_equal(pipe(ends), 0);
  snprintf(name, sizeof name, "/proc/self/fd/%d", ends[0]);
  assert_int_equal(write(ends[1], "one\ntwo\nth", 10), 10);
  assert_int_equal(start(&it, name, true), AYES_OK);
  assert_int_equal(it.source.total, 0);
  assert_false(ayes_source_would_wait(&it.source));
  expect_line(&it, false, 1, "one\n");
  expect_line(&it, false, 2, "two\n");
  assert_true(ayes_source_would_wait(&it.source));
  assert_int_equal(write(ends[1], "ree", 3), 3);
  close(ends[1]);
  expect_line(&it, false, 3, "three");
  assert_false(ayes_source_would_wait(&it.source)); /* it has been told that nothing follows */
  expect_end(&it);
  close(ends[0]);
}

/* ---- Compressed ---- */

/* Bytes that do not get smaller, in lines. */
static void make_noise(ayes_buffer *text, size_t length) {
  uint64_t number = 7;
  while (text->length < length) {
    number = number * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    ayes_buffer_add_byte(text, text->length % 100 == 99 ? '\n' : (char)(' ' + (number >> 40) % 95));
  }
}

static void large_and_compressed(void **state) {
  fixture it;
  ayes_buffer text = {0}, read = {0};
  (void)state;
  make_noise(&text, 6 * AYES_SOURCE_BLOCK);
  write_gzip(ayes_buffer_span(&text));
  assert_int_equal(start(&it, path, false), AYES_OK);
  assert_true(it.source.total > 4 * AYES_SOURCE_BLOCK);
  for (;;) {
    assert_int_equal(next(&it, false), AYES_OK);
    if (!it.line.is_there) break;
    ayes_buffer_add(&read, it.line.bytes);
  }
  assert_true(ayes_span_equal(ayes_buffer_span(&read), ayes_buffer_span(&text)));
  ayes_source_close(&it.source);
  ayes_buffer_release(&text);
  ayes_buffer_release(&read);
}

/* Everything up to the end, or the first error. */
static ayes_status read_all(fixture *it) {
  ayes_status status = start(it, path, false);
  if (status != AYES_OK) return status;
  do status = next(it, false);
  while (status == AYES_OK && it->line.is_there);
  return status;
}

static void damaged_or_cut(void **state) {
  fixture it;
  ayes_buffer text = {0};
  char *packed = malloc(8 * AYES_SOURCE_BLOCK);
  (void)state;
  assert_non_null(packed);
  make_noise(&text, 6 * AYES_SOURCE_BLOCK);
  write_gzip(ayes_buffer_span(&text));
  FILE *file = fopen(path, "rb");
  size_t length = fread(packed, 1, 8 * AYES_SOURCE_BLOCK, file);
  fclose(file);
  for (int i = 0; i < 2; i++) {
    size_t kept = i ? length : length - 100;
    packed[length / 2] ^= (char)(i ? 0x7F : 0);
    write_file(ayes_span_make(packed, kept));
    assert_int_equal(read_all(&it), AYES_BAD_DATA);
    assert_string_equal(it.error.message, "its compressed data (gzip) is damaged or cut short");
    ayes_source_close(&it.source);
  }
  free(packed);
  ayes_buffer_release(&text);
}

static void compressed_on_a_broken_disk(void **state) {
  fixture it;
  ayes_buffer text = {0};
  ayes_status status;
  (void)state;
  make_noise(&text, 6 * AYES_SOURCE_BLOCK);
  write_gzip(ayes_buffer_span(&text));
  assert_int_equal(start(&it, path, false), AYES_OK);
  break_file(&it);
  do status = next(&it, false);
  while (status == AYES_OK && it.line.is_there);
  expect_broken(&it, status);
  ayes_buffer_release(&text);
}

static void memory_fails(void **state) {
  (void)state;
  for (int is_packed = 0; is_packed < 2; is_packed++) {
    ayes_buffer text = {0};
    make_noise(&text, 3 * AYES_SOURCE_BLOCK);
    if (is_packed) write_gzip(ayes_buffer_span(&text));
    else write_file(ayes_buffer_span(&text));
    ayes_status status = AYES_NO_MEMORY;
    size_t countdown = 0;
    while (status == AYES_NO_MEMORY) {
      fixture it;
      assert_true(countdown < 100);
      ayes_memory_fail(++countdown, false);
      status = read_all(&it);
      ayes_memory_fail(0, false);
      ayes_source_close(&it.source);
    }
    assert_int_equal(status, AYES_OK);
    assert_true(countdown > 3);
    ayes_buffer_release(&text);
  }
}

static int tear_down(void **state) {
  (void)state;
  return remove(path);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(return_at_the_end_of_a_block),
                                     cmocka_unit_test(long_lines),
                                     cmocka_unit_test(all_the_rest),
                                     cmocka_unit_test(nothing_to_read),
                                     cmocka_unit_test(lines_of_a_pipe),
                                     cmocka_unit_test(large_and_compressed),
                                     cmocka_unit_test(damaged_or_cut),
                                     cmocka_unit_test(compressed_on_a_broken_disk),
                                     cmocka_unit_test(memory_fails)};
  return cmocka_run_group_tests(tests, NULL, tear_down);
}
