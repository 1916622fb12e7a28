/* SPDX-License-Identifier: MIT
 *
 * jansson 2.14 does not look whether its buffer for a token could grow (lex_save in its load.c).
 * The byte that had no room is dropped: a string is another one, and where it was the closing
 * quotation mark, jansson looks for it past the end of the buffer. Everything else it looks at, but
 * calls the text wrong. So its requests are watched, thread by thread.
 *
 * The first request that cannot be met during a read is met from a reserve, made before, in which
 * any token of the text has room; and all of the text, which is a copy, is struck out by NULs,
 * which JSON never has. So jansson has the room it counts on, finds an error at the next byte, and
 * grows no buffer again: that would take as many bytes more as it holds. What it asks for on its
 * way out it looks at, and does not get.
 */
#include "base/json_load.h"

#include <pthread.h>

#include "base/memory.h"

/* jansson's smallest buffer, doubled; from there on it holds at most twice the token. */
enum { FIRST_GROWTH = 32 };

static json_malloc_t jansson_malloc;
static json_free_t jansson_free;

/* What is being read. */
static _Thread_local struct {
  char *text; /* NULL: nothing */
  size_t length;
  void *reserve;
  size_t reserve_size;
  bool ran_out;
} now;

static void *in_want(size_t size) {
  bool is_first = now.text && !now.ran_out;
  now.ran_out = true;
  if (!is_first) return NULL;
  memset(now.text, 0, now.length);
  return size <= now.reserve_size ? now.reserve : NULL;
}

static void *watched_malloc(size_t size) {
  void *memory = jansson_malloc(size);
  return memory ? memory : in_want(size);
}

static void watched_free(void *memory) {
  if (memory != now.reserve) jansson_free(memory);
}

static void watch_memory(void) {
  json_get_alloc_funcs(&jansson_malloc, &jansson_free);
  json_set_alloc_funcs(watched_malloc, watched_free);
}

/* One block: the reserve, and behind it the copy. */
static bool begin(ayes_span bytes) {
  size_t reserve, total;
  if (ayes_multiply_overflows(bytes.length, 2, &reserve) ||
      ayes_add_overflows(reserve, FIRST_GROWTH, &reserve) ||
      ayes_add_overflows(reserve, bytes.length, &total))
    return false;
  char *block = ayes_memory_new(total);
  if (!block) return false;
  now.reserve = block;
  now.reserve_size = reserve;
  now.text = block + reserve;
  now.length = bytes.length;
  now.ran_out = false;
  ayes_write(now.text, bytes);
  return true;
}

static void end(void) {
  ayes_memory_free(now.reserve);
  now.reserve = now.text = NULL;
}

ayes_status ayes_json_load(ayes_span bytes, size_t flags, json_t **root, json_error_t *fault) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  *root = NULL;
  (void)pthread_once(&once, watch_memory);
  if (!begin(bytes)) return AYES_NO_MEMORY;
  json_t *read = json_loadb(now.text, now.length, flags, fault);
  if (now.ran_out) json_decref(read); /* before its reserve goes: a part of it may be there */
  else *root = read;
  end();
  return now.ran_out ? AYES_NO_MEMORY : AYES_OK;
}
