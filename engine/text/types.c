/* SPDX-License-Identifier: MIT
 *
 * The cache of word types: a hash table with linear probing, at most half full, whose slots of 32
 * bytes hold all that a token needs. A word of up to 16 bytes is its own key, so that a hit touches
 * one cache line and compares two integers; for a longer word the key is its hash and the place of
 * its bytes. The slots of many words are fetched together, for the wait for memory is what a
 * look-up costs. O(bytes of the word) expected; folding and stemming happen once a type.
 */
#include <unicode/uchar.h>

#include "base/array.h"
#include "base/bits.h"
#include "text/fold.h"
#include "text/tokens.h"
#include "text/utf8.h"

enum {
  FIRST_SLOTS = 1024,
  KEPT_SLOTS = 64 * 1024,  /* a power of two: at most half full with AYES_TYPES_LIMIT types */
  INLINE_BYTES = 16,       /* longest word that is its own key */
  LONG_LENGTH = UINT8_MAX, /* stands in a slot for the length of any longer word */
  BATCH = 32,              /* slots that are fetched together */
  LARGE_BUFFER = 64 * 1024 /* bytes; a buffer grown past it is given back by trim */
};

typedef struct slot {
  uint64_t low, high; /* the word's bytes; or its hash and its index in long_words */
  uint32_t number;    /* type + 1; 0 when the slot is free */
  ayes_symbol form, stem;
  uint16_t stem_bits;
  uint8_t length; /* or LONG_LENGTH */
  uint8_t shape;
} slot;

struct ayes_types {
  const ayes_vocabulary *vocabulary;
  ayes_stemmer *stemmer;
  slot *slots;
  size_t slot_count; /* a power of two */
  struct {
    ayes_word_type *items;
    size_t count, capacity;
  } list;
  struct {
    ayes_span *items;
    size_t count, capacity;
  } long_words;
  ayes_arena arena;
  size_t arena_bytes;
  ayes_buffer folded;
};

static inline size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* ---- Keys ---- */

/* The bytes of a word, with zeros behind. */
typedef struct word_key {
  uint64_t low, high;
} word_key;

/* Sixteen bytes of ones and as many of zeros: from any place among the former on, a mask. */
static const unsigned char ones[2 * INLINE_BYTES] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

/* The key of a word of up to INLINE_BYTES, of which as many may be read. Loads of fixed size,
 * masked, for a branch on the length of each word would be foretold badly. */
static inline word_key short_key(const char *data, size_t length) {
  word_key key, mask;
  memcpy(&key, data, sizeof key);
  memcpy(&mask, ones + INLINE_BYTES - length, sizeof mask);
  return (word_key){key.low & mask.low, key.high & mask.high};
}

/* readable: bytes from the word's start that may be read. */
static inline slot make_key(ayes_span word, size_t readable) {
  char copy[INLINE_BYTES] = {0};
  if (word.length > INLINE_BYTES) return (slot){.length = LONG_LENGTH, .low = ayes_span_hash(word)};
  if (word.length) memcpy(copy, word.data, word.length);
  word_key key = short_key(readable < INLINE_BYTES ? copy : word.data, word.length);
  return (slot){.low = key.low, .high = key.high, .length = (uint8_t)word.length};
}

static inline uint64_t hash_of_short(word_key key) {
  uint64_t hash = key.low * UINT64_C(0x9E3779B97F4A7C15);
  hash = (hash ^ hash >> 32 ^ key.high) * UINT64_C(0xD6E8FEB86659FD93);
  return hash ^ hash >> 32;
}

static inline uint64_t hash_of(const slot *key) {
  if (key->length == LONG_LENGTH) return key->low;
  return hash_of_short((word_key){key->low, key->high});
}

static inline bool is_same(const ayes_types *types, const slot *known, const slot *key,
                           ayes_span word) {
  if (known->low != key->low || known->length != key->length) return false;
  if (key->length != LONG_LENGTH) return known->high == key->high;
  return ayes_span_equal(types->long_words.items[known->high], word);
}

static inline slot *find_slot(const ayes_types *types, const slot *key, uint64_t hash,
                              ayes_span word) {
  size_t mask = types->slot_count - 1;
  size_t at = (size_t)hash & mask;
  while (types->slots[at].number && !is_same(types, &types->slots[at], key, word))
    at = (at + 1) & mask;
  return &types->slots[at];
}

/* ---- Life ---- */

ayes_status ayes_types_new(const char *language, const ayes_vocabulary *vocabulary,
                           ayes_types **types, ayes_error *error) {
  ayes_types *made = ayes_memory_new_zeroed(1, sizeof *made);
  if (!made) return ayes_error_memory(error);
  made->vocabulary = vocabulary;
  made->slot_count = FIRST_SLOTS;
  ayes_status status = ayes_stemmer_new(language, &made->stemmer, error);
  if (status == AYES_OK) {
    made->slots = ayes_memory_new_zeroed(FIRST_SLOTS, sizeof *made->slots);
    if (!made->slots) status = ayes_error_memory(error);
  }
  if (status != AYES_OK) {
    ayes_types_free(made);
    return status;
  }
  *types = made;
  return AYES_OK;
}

void ayes_types_free(ayes_types *types) {
  if (!types) return;
  ayes_stemmer_free(types->stemmer);
  ayes_memory_free(types->slots);
  ayes_array_release(&types->list);
  ayes_array_release(&types->long_words);
  ayes_arena_release(&types->arena);
  ayes_buffer_release(&types->folded);
  ayes_memory_free(types);
}

/* ---- New types ---- */

static ayes_status grow(ayes_types *types, ayes_error *error) {
  if (types->list.count * 2 < types->slot_count) return AYES_OK;
  size_t count = types->slot_count * 2;
  slot *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return ayes_error_memory(error);
  for (size_t i = 0; i < types->slot_count; i++) {
    if (!types->slots[i].number) continue;
    size_t at = (size_t)hash_of(&types->slots[i]) & (count - 1);
    while (slots[at].number) at = (at + 1) & (count - 1);
    slots[at] = types->slots[i];
  }
  ayes_memory_free(types->slots);
  types->slots = slots;
  types->slot_count = count;
  return AYES_OK;
}

static ayes_status keep(ayes_types *types, ayes_span bytes, ayes_span *kept, ayes_error *error) {
  char *copy = ayes_arena_copy(&types->arena, bytes, error);
  if (!copy) return AYES_NO_MEMORY;
  types->arena_bytes += bytes.length;
  *kept = ayes_span_make(copy, bytes.length);
  return AYES_OK;
}

/* The same for a word of ASCII letters, which most are; false for any other. */
static bool shape_of_letters(ayes_span word, uint8_t *shape) {
  size_t capitals = 0;
  for (size_t i = 0; i < word.length; i++) {
    if (!ayes_byte_is_letter(word.data[i])) return false;
    capitals += word.data[i] < 'a';
  }
  *shape = word.length && word.data[0] < 'a' ? AYES_SHAPE_CAPITAL : 0;
  if (word.length >= 2 && capitals == word.length) *shape |= AYES_SHAPE_SHOUTED;
  return true;
}

static uint8_t shape_of(ayes_span word) {
  uint8_t quick;
  if (shape_of_letters(word, &quick)) return quick;
  size_t letters = 0, capitals = 0, digits = 0, length;
  unsigned shape = 0;
  for (size_t at = 0; at < word.length; at += length) {
    uint32_t code_point;
    length = ayes_utf8_decode(ayes_span_from(word, at), &code_point);
    if (length == 0) break;
    bool is_capital = u_isupper((UChar32)code_point);
    letters += u_isalpha((UChar32)code_point) != 0;
    digits += u_isdigit((UChar32)code_point) != 0;
    capitals += is_capital;
    if (at == 0 && is_capital) shape |= AYES_SHAPE_CAPITAL;
  }
  if (digits && !letters) shape |= AYES_SHAPE_NUMBER;
  if (letters >= 2 && capitals == letters) shape |= AYES_SHAPE_SHOUTED;
  return (uint8_t)shape;
}

static ayes_status fill_stem(ayes_types *types, ayes_word_type *type, ayes_error *error) {
  ayes_span stem = ayes_stemmer_stem(types->stemmer, type->folded);
  if (stem.length == 0 && type->folded.length) return ayes_error_memory(error);
  /* Most stems are how their words begin: those need no copy. */
  ayes_span front = ayes_span_slice(type->folded, 0, stem.length);
  if (ayes_span_equal(front, stem)) {
    type->stem = front;
    return AYES_OK;
  }
  return keep(types, stem, &type->stem, error);
}

static ayes_status make_type(ayes_types *types, ayes_span word, ayes_word_type *type,
                             ayes_error *error) {
  ayes_buffer_restart(&types->folded);
  ayes_fold(word, &types->folded);
  if (types->folded.failed) return ayes_error_memory(error);
  ayes_status status = keep(types, ayes_buffer_span(&types->folded), &type->folded, error);
  if (status == AYES_OK) status = fill_stem(types, type, error);
  if (status != AYES_OK) return status;
  type->stem_hash = ayes_span_hash(type->stem);
  type->form_symbol = ayes_symbol_of_form(ayes_names_find(&types->vocabulary->forms, type->folded));
  type->stem_symbol = ayes_symbol_of_stem(
      ayes_names_find_hashed(&types->vocabulary->stems, type->stem, type->stem_hash));
  return AYES_OK;
}

static ayes_status add(ayes_types *types, slot *key, ayes_span word, ayes_error *error) {
  ayes_word_type type;
  if (types->list.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "too many distinct words");
  ayes_status status = grow(types, error);
  if (status == AYES_OK) status = make_type(types, word, &type, error);
  if (status != AYES_OK) return status;
  if (key->length == LONG_LENGTH) {
    ayes_span kept;
    status = keep(types, word, &kept, error);
    if (status != AYES_OK) return status;
    ayes_span *place = ayes_array_add(&types->long_words, error);
    if (!place) return AYES_NO_MEMORY;
    *place = kept;
    key->high = types->long_words.count - 1;
  }
  ayes_word_type *place = ayes_array_add(&types->list, error);
  if (!place) return AYES_NO_MEMORY;
  *place = type;
  key->number = (uint32_t)types->list.count;
  key->form = type.form_symbol;
  key->stem = type.stem_symbol;
  key->stem_bits = (uint16_t)type.stem_hash;
  key->shape = shape_of(word);
  *find_slot(types, key, hash_of(key), word) = *key;
  return AYES_OK;
}

/* ---- Look-up ---- */

/* The slot of a word, or the key itself, filled, when the word is new. */
static ayes_status find_or_add(ayes_types *types, slot *key, uint64_t hash, ayes_span word,
                               const slot **found, ayes_error *error) {
  *found = find_slot(types, key, hash, word);
  if ((*found)->number) return AYES_OK;
  *found = key;
  return add(types, key, word, error);
}

ayes_status ayes_types_look_up(ayes_types *types, ayes_span word, ayes_word *known,
                               ayes_error *error) {
  const slot *found;
  slot key = make_key(word, word.length);
  ayes_status status = find_or_add(types, &key, hash_of(&key), word, &found, error);
  if (status == AYES_OK)
    *known = (ayes_word){found->number - 1, found->form, found->stem, found->shape};
  return status;
}

ayes_status ayes_types_find(ayes_types *types, ayes_span word, uint32_t *type, ayes_error *error) {
  ayes_word found;
  ayes_status status = ayes_types_look_up(types, word, &found, error);
  if (status == AYES_OK) *type = found.type;
  return status;
}

static ayes_span surface_of(ayes_span text, const ayes_token *token) {
  return ayes_span_make(text.data + token->start, token->end - token->start);
}

static inline void fill_token(ayes_token *token, const slot *known) {
  token->type = known->number - 1;
  token->form = known->form;
  token->stem = known->stem;
  token->stem_bits = known->stem_bits;
  token->flags = (uint16_t)(token->flags | known->shape);
}

/* The slot of a short word, or NULL where the first look does not find it. */
static inline const slot *glance(const ayes_types *types, word_key key, uint64_t hash,
                                 size_t length) {
  const slot *known = &types->slots[(size_t)hash & (types->slot_count - 1)];
  bool is_it =
      known->low == key.low && known->high == key.high && known->length == length && known->number;
  return is_it ? known : NULL;
}

static ayes_status fill_slowly(ayes_types *types, ayes_span text, ayes_token *token,
                               ayes_error *error) {
  const slot *found;
  slot key = make_key(surface_of(text, token), text.length - token->start);
  ayes_status status =
      find_or_add(types, &key, hash_of(&key), surface_of(text, token), &found, error);
  if (status == AYES_OK) fill_token(token, found);
  return status;
}

/* The key of zeros stands for words that are not short: no word has it. */
static ayes_status fill_batch(ayes_types *types, ayes_span text, ayes_token *tokens, size_t count,
                              ayes_error *error) {
  word_key keys[BATCH];
  uint64_t hashes[BATCH];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count; i++) {
    size_t start = tokens[i].start, length = tokens[i].end - start;
    keys[i] = (word_key){0, 0};
    if (length <= INLINE_BYTES && text.length - start >= INLINE_BYTES)
      keys[i] = short_key(text.data + start, length);
    hashes[i] = hash_of_short(keys[i]);
    ayes_fetch(&types->slots[(size_t)hashes[i] & (types->slot_count - 1)]);
  }
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    size_t length = tokens[i].end - tokens[i].start;
    const slot *found = glance(types, keys[i], hashes[i], length);
    if (found) fill_token(&tokens[i], found);
    else status = fill_slowly(types, text, &tokens[i], error);
  }
  return status;
}

ayes_status ayes_types_fill(ayes_types *types, ayes_span text, ayes_token *tokens, size_t count,
                            ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t at = 0; at < count && status == AYES_OK; at += BATCH)
    status = fill_batch(types, text, tokens + at, least(count - at, BATCH), error);
  return status;
}

const ayes_word_type *ayes_types_get(const ayes_types *types, uint32_t type) {
  return &types->list.items[type];
}

bool ayes_types_trim(ayes_types *types) {
  if (types->folded.capacity > LARGE_BUFFER) ayes_buffer_release(&types->folded);
  if (types->list.count <= AYES_TYPES_LIMIT && types->arena_bytes <= AYES_TYPES_BYTES_LIMIT)
    return false;
  size_t kept = least(types->slot_count, KEPT_SLOTS);
  if (kept < types->slot_count) {
    slot *smaller = ayes_memory_resize(types->slots, kept * sizeof *smaller);
    if (smaller) {
      types->slots = smaller;
      types->slot_count = kept;
    }
  }
  memset(types->slots, 0, types->slot_count * sizeof *types->slots);
  ayes_array_release(&types->list);
  ayes_array_release(&types->long_words);
  ayes_arena_release(&types->arena);
  types->arena_bytes = 0;
  return true;
}
