/* SPDX-License-Identifier: MIT
 *
 * Rule files, and texts matched with them: rules that are skipped by the words they need must find
 * what they find when tried on every text. Input: rules.tsv, text.
 */
#include "fuzz/pack.h"
#include "rules/rules.h"
#include "text/utf8.h"

static const ayes_vocabulary no_vocabulary;

static void compare(const ayes_marks *a, const ayes_marks *b, const ayes_text *text) {
  FUZZ_CHECK(a->count == b->count);
  for (size_t i = 0; i < a->count; i++) {
    const ayes_mark *one = &a->items[i], *other = &b->items[i];
    FUZZ_CHECK(one->first == other->first && one->last == other->last);
    FUZZ_CHECK(one->first < one->last && one->last <= text->tokens.count);
    FUZZ_CHECK(one->kind == other->kind && one->source == other->source);
  }
}

static void match_both_ways(const ayes_rules *rules, const ayes_text *text) {
  ayes_rules_matcher *matcher;
  ayes_marks gated = {0}, ungated = {0};
  size_t limited = 0, limited_too = 0;
  FUZZ_CHECK(ayes_rules_matcher_new(rules, &matcher, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_rules_match(matcher, text, &gated, &limited, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_rules_match_ungated(matcher, text, &ungated, &limited_too, NULL) == AYES_OK);
  if (limited == 0 && limited_too == 0) compare(&gated, &ungated, text);
  ayes_array_release(&gated);
  ayes_array_release(&ungated);
  ayes_rules_matcher_free(matcher);
}

static void match(const ayes_rules *rules, ayes_span bytes) {
  ayes_buffer clean = {0};
  ayes_types *types;
  ayes_text text = {0};
  size_t replaced;
  FUZZ_CHECK(ayes_utf8_clean(bytes, &clean, &replaced, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_types_new("english", &no_vocabulary, &types, NULL) == AYES_OK);
  FUZZ_CHECK(ayes_text_read(&text, ayes_buffer_span(&clean), types, NULL, NULL) == AYES_OK);
  match_both_ways(rules, &text);
  ayes_text_release(&text);
  ayes_types_free(types);
  ayes_buffer_release(&clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_span rest = fuzz_input(data, size);
  const char *path = pack_folder_write(fuzz_pack(), "rules.tsv", fuzz_part(&rest));
  ayes_rules *rules;
  ayes_error error = {0};
  FUZZ_CHECK(path && ayes_rules_new(&rules, &error) == AYES_OK);
  ayes_status status = ayes_rules_read(rules, path, "x", &error);
  FUZZ_CHECK(status == AYES_OK || (error.message[0] && error.source[0]));
  if (status == AYES_OK) match(rules, fuzz_part(&rest));
  ayes_rules_free(rules);
  return 0;
}
