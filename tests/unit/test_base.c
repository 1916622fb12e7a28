/* SPDX-License-Identifier: MIT
 *
 * Sorting, writing and reading numbers, each against the C library.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/lanes.h"
#include "base/memory.h"
#include "base/names.h"
#include "base/sort.h"

typedef struct item {
  int key, place;
} item;

static int compare_keys(const void *a, const void *b) {
  return ((const item *)a)->key - ((const item *)b)->key;
}

static int compare_items(const void *a, const void *b) {
  int order = compare_keys(a, b);
  return order ? order : ((const item *)a)->place - ((const item *)b)->place;
}

static void test_sort(void **state) {
  (void)state;
  srand(3);
  for (size_t round = 0; round < 20000; round++) {
    item items[60], expected[60];
    size_t count = (size_t)rand() % 60;
    for (size_t i = 0; i < count; i++)
      items[i] = (item){round % 5 == 0 ? (int)i : rand() % 20, (int)i};
    if (count > 1 && round % 3 == 0) items[0].key = 30;
    memcpy(expected, items, sizeof items);
    qsort(expected, count, sizeof *expected, compare_items);
    ayes_sort(items, count, sizeof *items, count <= 24 ? compare_keys : compare_items);
    assert_memory_equal(items, expected, count * sizeof *items);
  }
}

/* printf's digits without the zeros at the end. */
static void expect_number(double number, int decimals) {
  char expected[64];
  ayes_buffer found = {0};
  int length = snprintf(expected, sizeof expected, "%.*f", decimals, number);
  while (decimals && expected[length - 1] == '0') length--;
  if (decimals && expected[length - 1] == '.') length--;
  expected[length] = '\0';
  if (strcmp(expected, "-0") == 0) strcpy(expected, "0");
  ayes_buffer_add_number(&found, number, decimals);
  if (!ayes_span_equal(ayes_buffer_span(&found), ayes_span_of(expected)))
    fail_msg("%.*s instead of %s", (int)found.length, found.data, expected);
  ayes_buffer_release(&found);
}

/* Thirds, since printf rounds halves as they are in binary. */
static void test_numbers(void **state) {
  (void)state;
  for (int decimals = 0; decimals <= 6; decimals++) {
    for (int i = -3000; i <= 3000; i++) expect_number(i / 3.0 * 1.000137193, decimals);
    for (int i = -20; i <= 20; i++) expect_number(i, decimals);
    expect_number(1e9, decimals);
    expect_number(123456789.25, decimals > 1 ? decimals : 2);
  }
}

static void test_odd_numbers(void **state) {
  (void)state;
  ayes_buffer found = {0};
  ayes_buffer_add_number(&found, 0.0 / 0.0, 2);
  ayes_buffer_add_number(&found, -0.001, 2);
  ayes_buffer_add_number(&found, 1e300, 9);
  assert_true(ayes_span_equal(ayes_buffer_span(&found), ayes_span_of("009000000000")));
  ayes_buffer_release(&found);
}

/* What a buffer lost shows even after it was emptied for the next piece. */
static void buffer_failures(void **state) {
  ayes_buffer buffer = {0};
  (void)state;
  ayes_memory_fail(1, false);
  ayes_buffer_add_text(&buffer, "lost");
  ayes_memory_fail(0, false);
  assert_true(buffer.failed);
  ayes_buffer_clear(&buffer);
  ayes_buffer_add_text(&buffer, "more");
  assert_true(buffer.failed);
  ayes_buffer_restart(&buffer);
  ayes_buffer_add_text(&buffer, "anew");
  assert_false(buffer.failed);
  assert_true(ayes_span_equal(ayes_buffer_span(&buffer), ayes_span_of("anew")));
  ayes_buffer_release(&buffer);
}

/* As strtod reads it, to the bit; what strtod does not read to its end is no number. */
static void expect_read(const char *written) {
  char *end;
  double expected = strtod(written, &end), found = 0;
  bool is_number = *written && *end == '\0';
  if (ayes_span_to_number(ayes_span_of(written), &found) != is_number) fail_msg("%s", written);
  if (is_number && memcmp(&found, &expected, sizeof found) != 0) fail_msg("%s", written);
}

static void test_hex(void **state) {
  (void)state;
  static const char *const none[] = {"", "0x1", "12g", " 1", "00112233445566778"};
  uint64_t value;
  assert_true(ayes_span_to_hex(ayes_span_of("0"), &value) && value == 0);
  assert_true(ayes_span_to_hex(ayes_span_of("aF9"), &value) && value == 0xAF9);
  assert_true(ayes_span_to_hex(ayes_span_of("ffffffffffffffff"), &value) && value == UINT64_MAX);
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    assert_false(ayes_span_to_hex(ayes_span_of(none[i]), &value));
}

static void test_read_numbers(void **state) {
  (void)state;
  static const char *const odd[] = {"",
                                    "-",
                                    ".",
                                    "-.",
                                    "--1",
                                    "1-",
                                    "1.2.3",
                                    "1e",
                                    "0",
                                    "-0",
                                    "-0.0",
                                    "5.",
                                    ".5",
                                    "-.5",
                                    "+1.5",
                                    "1.5e-3",
                                    "1e22",
                                    "0.1e1",
                                    "0000",
                                    "9999999999999999999.5",
                                    "123456789012345",
                                    "1234567890123456",
                                    "0.000000000000001",
                                    "0.0000000000000001"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) expect_read(odd[i]);
  srand(7);
  for (size_t round = 0; round < 200000; round++) {
    char written[64];
    double number = (rand() - RAND_MAX / 2) / (double)(1 + rand() % 100000);
    snprintf(written, sizeof written, "%.*f", rand() % 12, number);
    expect_read(written);
  }
}

/* ---- Sixteen bytes at a time ---- */

static bool is_bit(unsigned mask, size_t i) { return mask >> i & 1; }

static void check_lanes(const char *data) {
  char lower[AYES_LANES], folded[AYES_LANES];
  unsigned json = ayes_lanes_json(data), plain = ayes_lanes_not_plain(data);
  unsigned squeezed = ayes_lanes_not_squeezed(data);
  unsigned high = ayes_lanes_to_lower(data, lower);
  assert_int_equal(ayes_lanes_fold(data, folded), high | squeezed);
  assert_memory_equal(folded, lower, AYES_LANES);
  for (size_t i = 0; i < AYES_LANES; i++) {
    unsigned char byte = (unsigned char)data[i];
    bool is_special = byte < 0x20 || byte > 0x7F || byte == '"' || byte == '\\';
    assert_int_equal(is_bit(json, i), is_special || byte == 0x7F);
    assert_int_equal(is_bit(plain, i), byte == 0 || byte > 0x7F);
    assert_int_equal(is_bit(squeezed, i), byte < ' ' || (byte == ' ' && data[i + 1] == ' '));
    assert_int_equal(is_bit(high, i), byte > 0x7F);
    assert_int_equal(lower[i], ayes_byte_to_lower(data[i]));
  }
}

static void check_wide_lanes(const char *data) {
  unsigned beyond = 0, some_beyond = 0;
  uint64_t ends = ayes_lanes_string_ends(data, &beyond);
  for (size_t i = 0; i < AYES_LANES_WIDE; i++) {
    unsigned char byte = (unsigned char)data[i];
    assert_int_equal(ends >> i & 1, byte < 0x20 || byte == '"' || byte == '\\');
    some_beyond |= byte > 0x7F;
  }
  assert_int_equal(beyond != 0, some_beyond);
}

static void test_lanes(void **state) {
  (void)state;
  static const char odd[] = " \"\\\n\x1F\x7F\x80\xFF@AZ[`az{!#";
  char data[AYES_LANES_WIDE];
  srand(11);
  for (size_t round = 0; round < 100000; round++) {
    for (size_t i = 0; i < sizeof data; i++)
      data[i] = round % 2 ? odd[(size_t)rand() % sizeof odd] : (char)rand();
    check_lanes(data);
    check_wide_lanes(data);
  }
}

static void test_lanes_of_numbers(void **state) {
  (void)state;
  srand(12);
  for (size_t round = 0; round < 20000; round++) {
    float values[64] = {0};
    size_t count = 8 * (1 + (size_t)rand() % 8), largest = 0;
    for (size_t i = 0; i < count; i++) values[i] = (float)(1 + rand() % (round % 2 ? 5 : 100000));
    for (size_t i = 1; i < count; i++)
      if (values[i] > values[largest]) largest = i;
    assert_int_equal(ayes_lanes_largest(values, count), largest);
    if (count % AYES_LANES_GROUP) continue;
    float sum = 0, sizes[64], most[64 / AYES_LANES_GROUP];
    int32_t signs[64];
    for (size_t i = 0; i < count; i++) {
      signs[i] = (int32_t)(rand() % 2 ? values[i] : -values[i]);
      sum += values[i];
    }
    assert_true(ayes_lanes_sizes(signs, count, sizes, most) == sum); /* whole numbers, below 2^24 */
    assert_memory_equal(sizes, values, count * sizeof *values);
    for (size_t i = 0; i < count; i += AYES_LANES_GROUP)
      assert_true(most[i / AYES_LANES_GROUP] ==
                  values[i + ayes_lanes_largest(values + i, AYES_LANES_GROUP)]);
  }
}

/* Sixteen-bit numbers within records, and eight words or bytes of which the first some count. */
static void test_lanes_of_eight(void **state) {
  (void)state;
  srand(14);
  for (size_t round = 0; round < 20000; round++) {
    struct {
      uint32_t other;
      uint16_t number, another;
    } records[AYES_LANES_EIGHT];
    uint64_t words[AYES_LANES_EIGHT], joined = 0, bytes;
    uint8_t each[AYES_LANES_EIGHT], before[AYES_LANES_EIGHT], seen = (uint8_t)(rand() & 3);
    uint16_t bits = (uint16_t)rand(), others = (uint16_t)rand();
    size_t count = 1 + round % AYES_LANES_EIGHT;
    for (size_t i = 0; i < AYES_LANES_EIGHT; i++) {
      records[i].number = (uint16_t)(rand() & rand());
      words[i] = UINT64_C(1) << rand() % 64;
      each[i] = (uint8_t)(rand() & rand() & rand());
      joined |= i < count ? words[i] : 0;
    }
    unsigned have = ayes_lanes_have_bits(&records[0].number, sizeof *records, bits, others);
    unsigned bytes_have = ayes_lanes_bytes_have(each, (uint8_t)bits);
    assert_int_equal(ayes_lanes_join(words, count), joined);
    memcpy(&bytes, each, sizeof bytes);
    uint8_t all = ayes_lanes_join_before(bytes, seen, before);
    for (size_t i = 0; i < AYES_LANES_EIGHT; i++) {
      assert_int_equal(is_bit(have, i), (records[i].number & bits) != 0);
      assert_int_equal(is_bit(have, i + AYES_LANES_EIGHT), (records[i].number & others) != 0);
      assert_int_equal(is_bit(bytes_have, i), (each[i] & bits & 0xFF) != 0);
      assert_int_equal(before[i], seen);
      seen |= each[i];
    }
    assert_int_equal(all, seen);
  }
}

static void test_lanes_of_sums(void **state) {
  (void)state;
  uint32_t numbers[64], sums[64];
  srand(13);
  for (size_t round = 0; round < 2000; round++) {
    size_t count = 4 * ((size_t)rand() % 17);
    uint32_t sum = 0; /* it may overflow */
    for (size_t i = 0; i < count; i++) {
      numbers[i] = round % 2 ? (uint32_t)rand() * 2u : (uint32_t)rand() % 3;
      sums[i] = sum += numbers[i];
    }
    ayes_lanes_add_up(numbers, count);
    assert_memory_equal(numbers, sums, count * sizeof *sums);
  }
}

static void test_bits(void **state) {
  (void)state;
  uint64_t bits = 0;
  assert_int_equal(ayes_count_bits(0), 0);
  for (size_t i = 0; i < 64; i++) {
    bits |= UINT64_C(1) << i * 37 % 64;
    assert_int_equal(ayes_count_bits(bits), i + 1);
    assert_int_equal(ayes_count_bits(UINT64_C(1) << i), 1);
    assert_int_equal(ayes_first_bit(UINT64_MAX << i), i);
    assert_int_equal(ayes_last_bit(UINT64_MAX >> i), 63 - i);
  }
}

/* More than the first table of slots has room for. */
static void test_many_names(void **state) {
  (void)state;
  ayes_names names = {0};
  char text[16];
  uint32_t id;
  for (uint32_t i = 1; i <= 5000; i++) {
    (void)snprintf(text, sizeof text, "name %u", i);
    assert_int_equal(ayes_names_find(&names, ayes_span_of(text)), 0);
    assert_int_equal(ayes_names_add(&names, ayes_span_of(text), &id, NULL), AYES_OK);
    assert_int_equal(id, i);
  }
  for (uint32_t i = 1; i <= 5000; i++) {
    (void)snprintf(text, sizeof text, "name %u", i);
    assert_int_equal(ayes_names_find(&names, ayes_span_of(text)), i);
    uint64_t hash = ayes_span_hash(ayes_span_of(text));
    assert_int_equal(ayes_names_find_hashed(&names, ayes_span_of("another"), hash), 0);
  }
  assert_int_equal(ayes_names_count(&names), 5000);
  ayes_names_release(&names);
}

/* What has no bit is not there; what is there has one. */
static void test_name_filter(void **state) {
  (void)state;
  static const char *const known[] = {"etc.", "e.g.", "dr.", "no. 5", "x", ""};
  ayes_names names = {0};
  uint32_t id;
  assert_false(ayes_names_has_bit(&names, ayes_names_bit('e', 't', 'c', '.', 4)));
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    assert_int_equal(ayes_names_add(&names, ayes_span_of(known[i]), &id, NULL), AYES_OK);
  assert_true(ayes_names_has_bit(&names, ayes_names_bit('e', 't', 'c', '.', 4)));
  assert_true(ayes_names_has_bit(&names, ayes_names_bit('n', 'o', ' ', '5', 5)));
  assert_false(ayes_names_has_bit(&names, ayes_names_bit('e', 't', 'c', '.', 5)));
  ayes_names_release(&names);
  assert_false(ayes_names_has_bit(&names, ayes_names_bit('e', 't', 'c', '.', 4)));
}

static void test_sizes(void **state) {
  (void)state;
  size_t number = 0;
  for (size_t round = 0; round < 100000; round++) {
    char expected[32], found[AYES_NUMBER_BYTES];
    snprintf(expected, sizeof expected, "%zu", number);
    size_t length = (size_t)(ayes_write_size(found, number) - found);
    assert_true(ayes_span_equal(ayes_span_make(found, length), ayes_span_of(expected)));
    number = round < 30000 ? round : round % 7 ? number * 3 + round : SIZE_MAX - round;
  }
}

/* Whoever does not ask for words is told the same status. */
static void test_error_sources(void **state) {
  ayes_error error = {0};
  (void)state;
  assert_int_equal(ayes_error_add_source(NULL, AYES_NO_MEMORY, "a.json"), AYES_NO_MEMORY);
  ayes_status status = ayes_error_set(&error, AYES_BAD_DATA, "is odd");
  assert_int_equal(ayes_error_add_source(&error, status, "a.json"), AYES_BAD_DATA);
  assert_int_equal(ayes_error_add_source(&error, status, "b.json"), AYES_BAD_DATA);
  assert_string_equal(error.source, "a.json");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hex),
                                     cmocka_unit_test(buffer_failures),
                                     cmocka_unit_test(test_sort),
                                     cmocka_unit_test(test_numbers),
                                     cmocka_unit_test(test_odd_numbers),
                                     cmocka_unit_test(test_read_numbers),
                                     cmocka_unit_test(test_sizes),
                                     cmocka_unit_test(test_many_names),
                                     cmocka_unit_test(test_name_filter),
                                     cmocka_unit_test(test_lanes),
                                     cmocka_unit_test(test_lanes_of_numbers),
                                     cmocka_unit_test(test_lanes_of_sums),
                                     cmocka_unit_test(test_lanes_of_eight),
                                     cmocka_unit_test(test_error_sources),
                                     cmocka_unit_test(test_bits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
