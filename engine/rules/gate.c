/* SPDX-License-Identifier: MIT
 *
 * Every second pair of bytes of the text is looked up in a bitmap of the pairs that anchors of
 * three bytes and more hold, in all their cases: any such anchor covers one of these pairs whole.
 * Where the bit is set, the few anchors with that pair are compared. Shorter anchors, mostly signs,
 * are searched for one by one. O(bytes * short anchors), and the searches are memchr's.
 */
#include "rules/gate.h"

#include "base/array.h"
#include "rules/anchors.h"

enum { PAIR_COUNT = 65536, CHAIN_COUNT = 256, WORD_BITS = 64, PAIRED_BYTES = 3 };

/* One of the anchors' pairs of bytes. */
typedef struct pair_place {
  uint32_t anchor, offset;
  uint32_t next; /* index + 1 in places, 0 at the end of the chain */
} pair_place;

/* An anchor and the rule it opens. */
typedef struct gate_anchor {
  ayes_anchor anchor;
  uint32_t rule;
} gate_anchor;

struct ayes_gate {
  size_t rule_count, word_count;
  uint64_t *always; /* by rule, a bit: it has no anchors */
  uint64_t *open;   /* by rule, a bit: for the text at hand */
  size_t next;      /* the rule to look at next */
  struct {
    gate_anchor *items;
    size_t count, capacity;
  } anchors;
  struct {
    pair_place *items;
    size_t count, capacity;
  } places;
  uint32_t chains[CHAIN_COUNT]; /* index + 1 in places */
  uint64_t pairs[PAIR_COUNT / WORD_BITS];
};

static void set_bit(uint64_t *words, size_t bit) {
  words[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
}

static bool has_bit(const uint64_t *words, size_t bit) {
  return words[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

static size_t pair_of(char first, char second) {
  return (size_t)(unsigned char)first | (size_t)(unsigned char)second << 8;
}

/* By pairs in lower case. */
static size_t chain_of(char first, char second) {
  size_t pair = pair_of(ayes_byte_to_lower(first), ayes_byte_to_lower(second));
  return (pair * 0x9E37u >> 8) % CHAIN_COUNT;
}

static char to_upper(char byte) {
  return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

/* ---- Building ---- */

static ayes_status add_pairs(ayes_gate *gate, uint32_t index, ayes_error *error) {
  const ayes_anchor *anchor = &gate->anchors.items[index].anchor;
  for (uint32_t i = 0; i + 1 < anchor->length; i++) {
    char first = anchor->bytes[i], second = anchor->bytes[i + 1];
    uint32_t *chain = &gate->chains[chain_of(first, second)];
    pair_place *place = ayes_array_add(&gate->places, error);
    if (!place) return AYES_NO_MEMORY;
    *place = (pair_place){index, i, *chain};
    *chain = (uint32_t)gate->places.count;
    set_bit(gate->pairs, pair_of(first, second));
    set_bit(gate->pairs, pair_of(to_upper(first), second));
    set_bit(gate->pairs, pair_of(first, to_upper(second)));
    set_bit(gate->pairs, pair_of(to_upper(first), to_upper(second)));
  }
  return AYES_OK;
}

/* A word of one or two letters stands in most texts: it is not worth a search. */
static bool is_common(const ayes_anchor *anchor) {
  if (anchor->length >= PAIRED_BYTES) return false;
  for (size_t i = 0; i < anchor->length; i++)
    if (ayes_byte_is_letter(anchor->bytes[i])) return true;
  return false;
}

static ayes_status add_rule(ayes_gate *gate, uint32_t rule, ayes_span pattern, ayes_error *error) {
  ayes_anchors found;
  if (!ayes_anchors_derive(pattern, &found)) set_bit(gate->always, rule);
  for (size_t i = 0; i < found.count; i++)
    if (is_common(&found.items[i])) set_bit(gate->always, rule);
  for (size_t i = 0; i < found.count && !has_bit(gate->always, rule); i++) {
    gate_anchor *added = ayes_array_add(&gate->anchors, error);
    if (!added) return AYES_NO_MEMORY;
    *added = (gate_anchor){found.items[i], rule};
    if (added->anchor.length < PAIRED_BYTES) continue;
    ayes_status status = add_pairs(gate, (uint32_t)(gate->anchors.count - 1), error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

ayes_status ayes_gate_new(const ayes_rules *rules, ayes_gate **out, ayes_error *error) {
  ayes_gate *gate = ayes_memory_new_zeroed(1, sizeof *gate);
  *out = NULL;
  if (!gate) return ayes_error_memory(error);
  gate->rule_count = rules->list.count;
  gate->word_count = gate->rule_count / WORD_BITS + 1;
  gate->always = ayes_memory_new_zeroed(gate->word_count, sizeof *gate->always);
  gate->open = ayes_memory_new_zeroed(gate->word_count, sizeof *gate->open);
  ayes_status status = gate->always && gate->open ? AYES_OK : ayes_error_memory(error);
  for (size_t i = 0; status == AYES_OK && i < gate->rule_count; i++)
    status = add_rule(gate, (uint32_t)i, rules->list.items[i].source.term, error);
  if (status == AYES_OK) *out = gate;
  else ayes_gate_free(gate);
  return status;
}

void ayes_gate_free(ayes_gate *gate) {
  if (!gate) return;
  ayes_array_release(&gate->anchors);
  ayes_array_release(&gate->places);
  ayes_memory_free(gate->always);
  ayes_memory_free(gate->open);
  ayes_memory_free(gate);
}

/* ---- Reading ---- */

static void read_pair(ayes_gate *gate, ayes_span text, size_t at) {
  uint32_t next = gate->chains[chain_of(text.data[at], text.data[at + 1])];
  for (; next; next = gate->places.items[next - 1].next) {
    const pair_place *place = &gate->places.items[next - 1];
    const gate_anchor *it = &gate->anchors.items[place->anchor];
    if (has_bit(gate->open, it->rule) || at < place->offset) continue;
    size_t start = at - place->offset;
    ayes_span anchor = ayes_span_make(it->anchor.bytes, it->anchor.length);
    ayes_span found = ayes_span_slice(text, start, start + anchor.length);
    if (ayes_span_equal_ignoring_case(found, anchor)) set_bit(gate->open, it->rule);
  }
}

static void read_pairs(ayes_gate *gate, ayes_span text) {
  for (size_t at = 0; at + 1 < text.length; at += 2)
    if (has_bit(gate->pairs, pair_of(text.data[at], text.data[at + 1]))) read_pair(gate, text, at);
}

static void read_signs(ayes_gate *gate, ayes_span text) {
  for (size_t i = 0; i < gate->anchors.count; i++) {
    const gate_anchor *it = &gate->anchors.items[i];
    if (it->anchor.length >= PAIRED_BYTES || has_bit(gate->open, it->rule)) continue;
    ayes_span sign = ayes_span_make(it->anchor.bytes, it->anchor.length);
    if (ayes_span_find(text, sign) < text.length) set_bit(gate->open, it->rule);
  }
}

/* PCRE2 takes the long s and the Kelvin sign for letters of ASCII. */
static bool has_odd_letters(ayes_span text) {
  return ayes_span_find(text, ayes_span_of("\xC5\xBF")) < text.length ||
         ayes_span_find(text, ayes_span_of("\xE2\x84\xAA")) < text.length;
}

void ayes_gate_read(ayes_gate *gate, ayes_span text) {
  gate->next = 0;
  if (has_odd_letters(text)) {
    memset(gate->open, 0xFF, gate->word_count * sizeof *gate->open);
    return;
  }
  memcpy(gate->open, gate->always, gate->word_count * sizeof *gate->open);
  read_pairs(gate, text);
  read_signs(gate, text);
}

bool ayes_gate_next(ayes_gate *gate, size_t *rule) {
  while (gate->next < gate->rule_count) {
    *rule = gate->next++;
    if (has_bit(gate->open, *rule)) return true;
  }
  return false;
}
