/* SPDX-License-Identifier: MIT
 *
 * Finding a target's mentions: a filter by the hash of each token's stem, for the few it lets
 * through a look-up, then the names that begin with it. O(tokens * names that share a first word).
 */
#include "base/bits.h"
#include "stance/target_private.h"

uint32_t ayes_target_stem(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                          size_t token) {
  const ayes_word_type *type = ayes_types_get(types, text->tokens.items[token].type);
  return ayes_names_find_hashed(&target->stems, type->stem, type->stem_hash);
}

/* Digits with thousands marks left out; a point keeps its place. */
static bool read_digits(ayes_span word, double *value) {
  char digits[32];
  size_t length = 0;
  for (size_t i = 0; i < word.length && length < sizeof digits; i++) {
    char byte = word.data[i];
    if (ayes_byte_is_digit(byte) || byte == '.') digits[length++] = byte;
    else if (byte != ',' && byte != '\'') return false;
  }
  return ayes_span_to_number(ayes_span_make(digits, length), value);
}

bool ayes_target_number(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                        size_t token, double *value) {
  if (text->tokens.items[token].flags & AYES_TOKEN_NUMBER)
    return read_digits(ayes_text_token(text, token), value);
  uint32_t stem = ayes_target_stem(target, text, types, token);
  if (!stem || target->values.items[stem - 1] < 0) return false;
  *value = target->values.items[stem - 1];
  return true;
}

static bool phrase_at(const ayes_target *target, const target_phrase *phrase, const ayes_text *text,
                      const ayes_types *types, size_t token) {
  if (token + phrase->count > text->tokens.count) return false;
  for (size_t i = 0; i < phrase->count; i++)
    if (ayes_target_stem(target, text, types, token + i) != phrase->stems[i]) return false;
  return text->tokens.items[token].sentence ==
         text->tokens.items[token + phrase->count - 1].sentence;
}

static void tag_phrases(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                        size_t token, uint8_t *tags) {
  for (size_t i = 0; i < target->phrases.count; i++) {
    const target_phrase *phrase = &target->phrases.items[i];
    if (!phrase_at(target, phrase, text, types, token)) continue;
    for (size_t k = 0; k < phrase->count; k++) tags[token + k] |= phrase->tag;
  }
}

/* "twelve months" where the proposal says "only 6 months": a number with the unit after it. */
static void tag_quantity(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                         size_t token, uint8_t *tags) {
  double value;
  if (ayes_target_stem(target, text, types, token + 1) != target->limit_unit) return;
  if (!ayes_target_number(target, text, types, token, &value)) return;
  uint8_t tag = value > target->limit_value ? AYES_TAG_RIVAL : AYES_TAG_TARGET;
  tags[token] |= tag;
  tags[token + 1] |= tag;
}

enum { TAGS_AT_ONCE = 8 };

/* The words of the action, or of a bare name, are mentions for the terms of lists ("support the
 * closure"), too weak ones to attach by. bare: all bits or none. */
static inline uint64_t loosen(uint64_t tags, uint64_t bare) {
  const uint64_t each = UINT64_C(0x0101010101010101);
  uint64_t mentions = tags / AYES_TAG_ACTION | (tags / AYES_TAG_OBJECT & bare);
  return tags | (mentions & ~(tags / AYES_TAG_TARGET) & each) * (AYES_TAG_TARGET | AYES_TAG_LOOSE);
}

static void loosen_all(const ayes_target *target, uint8_t *tags, size_t count) {
  uint64_t bare = target->facts.action.length ? 0 : UINT64_MAX, these;
  for (; count >= TAGS_AT_ONCE; tags += TAGS_AT_ONCE, count -= TAGS_AT_ONCE) {
    memcpy(&these, tags, sizeof these);
    these = loosen(these, bare);
    memcpy(tags, &these, sizeof these);
  }
  for (; count; tags++, count--) *tags = (uint8_t)loosen(*tags, bare);
}

/* The tags of a word that may matter; whether it does. */
static bool tag_word(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                     size_t token, uint8_t *tags) {
  if (!target->by_high_bits[target_high_bits(text->tokens.items[token].stem_bits)]) return false;
  uint32_t stem = ayes_target_stem(target, text, types, token);
  if (!stem) return false;
  tags[token] |= target->roles.items[stem - 1];
  tag_phrases(target, text, types, token, tags);
  return true;
}

enum { TOKENS_AT_ONCE = 64 };

/* A bit for each of up to TOKENS_AT_ONCE tokens that may matter, by half of the filter. Without a
 * branch for each: few do, and which ones cannot be foretold. */
static uint64_t find_candidates(const ayes_target *target, const ayes_token *tokens, size_t count) {
  uint64_t bits = 0;
  while (count--) bits = bits << 1 | target->by_low_bits[target_low_bits(tokens[count].stem_bits)];
  return bits;
}

/* The tags of the words that matter; whether there are any. */
static bool tag_words(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                      uint8_t *tags) {
  bool any = false;
  for (size_t base = 0, count = text->tokens.count; base < count; base += TOKENS_AT_ONCE) {
    size_t here = count - base < TOKENS_AT_ONCE ? count - base : TOKENS_AT_ONCE;
    uint64_t bits = find_candidates(target, text->tokens.items + base, here);
    for (; bits; bits &= bits - 1)
      any |= tag_word(target, text, types, base + ayes_first_bit(bits), tags);
  }
  return any;
}

static void tag_quantities(const ayes_target *target, const ayes_text *text,
                           const ayes_types *types, uint8_t *tags) {
  for (size_t i = 0; i + 1 < text->tokens.count; i++) tag_quantity(target, text, types, i, tags);
}

void ayes_target_tag(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                     uint8_t *tags) {
  if (text->tokens.count) memset(tags, 0, text->tokens.count);
  if (!target || ayes_names_count(&target->stems) == 0) return;
  bool has_limit = target->limit_value >= 0;
  if (has_limit) tag_quantities(target, text, types, tags);
  if (!tag_words(target, text, types, tags) && !has_limit) return;
  loosen_all(target, tags, text->tokens.count);
}
