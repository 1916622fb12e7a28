/* SPDX-License-Identifier: MIT
 *
 * Runs the examples of spec pages: reads a page line by line, gathers the fields of each block that
 * is fenced as "```example KIND", and calls the check of that kind. O(page). A page that is empty,
 * has no examples or cannot be read to its end is a failure: a cut page must not pass. Blocks with
 * another word behind the fence are skipped, longer fences hold shorter ones.
 *
 *     run tests/spec/stance.md tests/spec/scope.md
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"
#include "spec/spec.h"

enum { PAGE_LIMIT = 16 * 1024 * 1024 };

/* Checks live beside the part they check; while one is missing, the rest still links and runs. */
#pragma weak spec_check_tokens
#pragma weak spec_check_sentences
#pragma weak spec_check_lexicon
#pragma weak spec_check_stance
#pragma weak spec_check_topics
#pragma weak spec_check_scope
#pragma weak spec_check_import
#pragma weak spec_check_target
#pragma weak spec_check_weights

typedef struct check_row {
  const char *kind;
  spec_check check;
} check_row;

static const check_row checks[] = {
    {"tokens", spec_check_tokens},   {"sentences", spec_check_sentences},
    {"lexicon", spec_check_lexicon}, {"stance", spec_check_stance},
    {"topics", spec_check_topics},   {"scope", spec_check_scope},
    {"import", spec_check_import},   {"target", spec_check_target},
    {"weights", spec_check_weights},
};

/* What a check is given is the first member, so that spec_fail finds the count behind it. */
typedef struct running_example {
  spec_example example;
  size_t failures;
} running_example;

typedef struct spec_page {
  const char *path;
  ayes_span rest;
  size_t line; /* 1-based number of the line read last */
  ayes_arena arena;
  size_t examples, failed;
  size_t problems; /* of the page itself */
} spec_page;

typedef struct field_list {
  spec_field *items;
  size_t count, capacity;
} field_list;

ayes_span spec_get(const spec_example *example, const char *key) {
  ayes_span wanted = ayes_span_of(key);
  for (size_t i = 0; i < example->field_count; i++)
    if (ayes_span_equal(example->fields[i].key, wanted)) return example->fields[i].value;
  return ayes_span_make(NULL, 0);
}

void spec_fail(const spec_example *example, const char *format, ...) {
  running_example *running = (running_example *)(uintptr_t)example;
  running->failures++;
  printf("%s:%zu: ", example->page, example->line);
  va_list arguments;
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  putchar('\n');
}

static void report_problem(spec_page *page, const char *problem) {
  printf("%s:%zu: %s\n", page->path, page->line, problem);
  page->problems++;
}

static void run_check(const spec_example *example) {
  int length = (int)example->kind.length;
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    if (!ayes_span_equal(example->kind, ayes_span_of(checks[i].kind))) continue;
    if (checks[i].check) checks[i].check(example);
    else spec_fail(example, "no check for kind '%.*s' is linked", length, example->kind.data);
    return;
  }
  spec_fail(example, "no such kind of example: '%.*s'", length, example->kind.data);
}

static bool next_line(spec_page *page, ayes_span *line) {
  if (page->rest.length == 0) return false;
  page->line++;
  return ayes_span_split(&page->rest, '\n', line);
}

/* How many backticks open or close a block on this line; 0 when it is no fence. */
static size_t fence_length(ayes_span line) {
  size_t length = 0;
  while (length < line.length && line.data[length] == '`') length++;
  return length < 3 ? 0 : length;
}

static bool closes(ayes_span line, size_t fence) {
  size_t length = fence_length(line);
  return length >= fence && ayes_span_trim(ayes_span_from(line, length)).length == 0;
}

static bool skip_block(spec_page *page, size_t fence) {
  ayes_span line;
  while (next_line(page, &line))
    if (closes(line, fence)) return true;
  report_problem(page, "the block is cut off: the page ends before its closing fence");
  return false;
}

static bool is_key(ayes_span key) {
  for (size_t i = 0; i < key.length; i++)
    if (!(key.data[i] >= 'a' && key.data[i] <= 'z') && key.data[i] != '_') return false;
  return key.length > 0;
}

/* Replaces \n, \t and \\; false at any other escape. */
static bool unescape(ayes_span value, ayes_buffer *plain) {
  ayes_buffer_clear(plain);
  for (size_t i = 0; i < value.length; i++) {
    char byte = value.data[i];
    if (byte == '\\') {
      char escaped = ++i < value.length ? value.data[i] : ' ';
      if (escaped == 'n') byte = '\n';
      else if (escaped == 't') byte = '\t';
      else if (escaped != '\\') return false;
    }
    ayes_buffer_add_byte(plain, byte);
  }
  return !plain->failed;
}

/* Reads "key: value" and the lines that go on with it, each indented by two spaces. */
static const char *read_field(spec_page *page, ayes_span line, field_list *fields) {
  size_t colon = ayes_span_find_byte(line, ':');
  ayes_span key = ayes_span_slice(line, 0, colon);
  if (colon == line.length || !is_key(key)) return "expected 'key: value'";
  ayes_buffer raw = {0}, plain = {0};
  ayes_buffer_add(&raw, ayes_span_trim(ayes_span_from(line, colon + 1)));
  while (ayes_span_starts_with(page->rest, ayes_span_of("  ")) && next_line(page, &line)) {
    if (raw.length) ayes_buffer_add_byte(&raw, '\n');
    ayes_buffer_add(&raw, ayes_span_from(line, 2));
  }
  bool good = unescape(ayes_buffer_span(&raw), &plain);
  spec_field *field = good ? ayes_array_add(fields, NULL) : NULL;
  char *value = ayes_arena_copy(&page->arena, ayes_buffer_span(&plain), NULL);
  if (field) *field = (spec_field){key, ayes_span_make(value, plain.length)};
  ayes_buffer_release(&raw);
  ayes_buffer_release(&plain);
  return good ? NULL : "only \\n, \\t and \\\\ are known as escapes";
}

/* Reads up to the closing fence; false when the example cannot be run. */
static bool read_fields(spec_page *page, size_t fence, field_list *fields) {
  ayes_span line;
  while (next_line(page, &line)) {
    if (closes(line, fence)) return true;
    if (ayes_span_trim(line).length == 0) continue;
    const char *problem = read_field(page, line, fields);
    if (!problem) continue;
    report_problem(page, problem);
    skip_block(page, fence);
    return false;
  }
  report_problem(page, "the example is cut off: the page ends before its closing fence");
  return false;
}

static void run_example(spec_page *page, size_t fence, ayes_span kind) {
  field_list fields = {0};
  running_example running = {.example = {.page = page->path, .line = page->line, .kind = kind}};
  page->examples++;
  if (!read_fields(page, fence, &fields)) {
    running.failures++;
  } else {
    running.example.fields = fields.items;
    running.example.field_count = fields.count;
    run_check(&running.example);
  }
  if (running.failures) page->failed++;
  ayes_array_release(&fields);
}

static void run_blocks(spec_page *page) {
  ayes_span line;
  while (next_line(page, &line)) {
    size_t fence = fence_length(line);
    if (!fence) continue;
    ayes_span words = ayes_span_trim(ayes_span_from(line, fence)), first;
    if (words.length && ayes_span_split(&words, ' ', &first) &&
        ayes_span_equal(first, ayes_span_of("example")))
      run_example(page, fence, ayes_span_trim(words));
    else skip_block(page, fence);
  }
  if (page->examples == 0) report_problem(page, "the page has no examples");
}

/* Whether every example of the page passed. */
static bool run_page(spec_page *page) {
  ayes_buffer bytes = {0};
  ayes_error error = {0};
  if (ayes_file_read(page->path, PAGE_LIMIT, &bytes, &error) != AYES_OK) {
    report_problem(page, error.message);
  } else if (bytes.length == 0) {
    report_problem(page, "the page is empty");
  } else {
    page->rest = ayes_buffer_span(&bytes);
    run_blocks(page);
  }
  printf("%s: %zu examples, %zu failed\n", page->path, page->examples, page->failed);
  ayes_arena_release(&page->arena);
  ayes_buffer_release(&bytes);
  return page->failed == 0 && page->problems == 0;
}

int main(int count, char **paths) {
  size_t examples = 0, failed = 0;
  bool good = count > 1;
  if (!good) fputs("usage: run PAGE...\n", stderr);
  for (int i = 1; i < count; i++) {
    spec_page page = {.path = paths[i]};
    if (!run_page(&page)) good = false;
    examples += page.examples;
    failed += page.failed;
  }
  if (count > 2) printf("all pages: %zu examples, %zu failed\n", examples, failed);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
