/* SPDX-License-Identifier: MIT
 *
 * UTF-8: cleaning says of any bytes what ICU says, one U+FFFD for each ill-formed part, and leaves
 * alone what is clean already.
 */
#include <unicode/utf8.h>

#include "fuzz/parts.h"
#include "text/utf8.h"

/* The next character of the cleaned text. */
static uint32_t take(ayes_span *text) {
  uint32_t code_point = 0;
  char bytes[4];
  size_t length = ayes_utf8_decode(*text, &code_point);
  FUZZ_CHECK(length >= 1 && length <= 4);
  FUZZ_CHECK(ayes_utf8_encode(code_point, bytes) == length);
  FUZZ_CHECK(memcmp(bytes, text->data, length) == 0);
  *text = ayes_span_from(*text, length);
  return code_point;
}

static void compare_with_icu(const uint8_t *data, int32_t size, ayes_span clean, size_t replaced) {
  size_t count = 0, bad = 0;
  ayes_span rest = clean;
  for (int32_t at = 0; at < size;) {
    UChar32 expected;
    int32_t start = at;
    U8_NEXT(data, at, size, expected);
    if (start == 0 && expected == 0xFEFF) continue;
    if (expected <= 0) {
      bad++;
      expected = 0xFFFD;
    }
    FUZZ_CHECK(take(&rest) == (uint32_t)expected);
    count++;
  }
  FUZZ_CHECK(rest.length == 0 && bad == replaced && count == ayes_utf8_count(clean));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_buffer clean = {0}, again = {0};
  size_t replaced = 0, none = 0;
  ayes_span bytes = fuzz_input(data, size);
  FUZZ_CHECK(ayes_utf8_clean(bytes, &clean, &replaced, NULL) == AYES_OK);
  ayes_span text = ayes_buffer_span(&clean);
  FUZZ_CHECK(ayes_utf8_is_valid(text));
  if (replaced == 0 && text.length == size) FUZZ_CHECK(ayes_utf8_is_valid(bytes));
  compare_with_icu(data, (int32_t)size, text, replaced);
  FUZZ_CHECK(ayes_utf8_clean(text, &again, &none, NULL) == AYES_OK && none == 0);
  if (!ayes_span_starts_with(text, ayes_span_of("\xEF\xBB\xBF")))
    FUZZ_CHECK(ayes_span_equal(text, ayes_buffer_span(&again)));
  ayes_buffer_release(&clean);
  ayes_buffer_release(&again);
  return 0;
}
