/* SPDX-License-Identifier: MIT
 *
 * The cache of word types: a hash table, at most half full, whose slots of 32 bytes, none of them
 * across two cache lines, hold all that a token needs. A word of up to 16 bytes is its own key, so
 * that a hit touches one line and compares two integers; for a longer word the key is its hash and
 * the place of its bytes. Where a slot is taken by another word, its neighbour in the line comes
 * next. The words of a text are looked up in a loop without calls, so that the processor waits for
 * the slots of several at once. O(bytes of the word) expected; folding and stemming happen once a
 * type.
 */
#include "base/array.h"
#include "base/bits.h"
#include "text/fold.h"
#include "text/scan.h"
#include "text/tokens.h"

enum {
  FIRST_SLOTS = 1024,
  KEPT_SLOTS = 64 * 1024,  /* a power of two: at most half full with AYES_TYPES_LIMIT types */
  FREQUENT_TYPES = 1024,   /* of those met first */
  SLOTS_ALIGNMENT = 64,    /* bytes of a cache line */
  INLINE_BYTES = 16,       /* longest word that is its own key */
  LARGE_BUFFER = 64 * 1024 /* bytes; a buffer grown past it is given back by trim */
};

/* Of a word of up to INLINE_BYTES, without NUL, its bytes with zeros behind. Of any other its hash,
 * and OTHER_WORD with its index in other_words: no word ends in the byte 0xFF. All zeros: none. */
typedef struct word_key {
  uint64_t low, high;
} word_key;

#define OTHER_WORD (UINT64_C(0xFF) << 56)

typedef struct slot {
  word_key key; /* of zeros: the slot is free */
  ayes_word word;
} slot;

typedef struct slot_table {
  void *memory;
  slot *slots;    /* within memory, aligned */
  size_t count;   /* a power of two */
  unsigned shift; /* of hashes, whose highest bits tell the slot */
} slot_table;

struct ayes_types {
  const ayes_vocabulary *vocabulary;
  ayes_stemmer *stemmer;
  slot_table table;
  struct {
    ayes_word_type *items;
    size_t count, capacity;
  } list;
  struct {
    ayes_span *items;
    size_t count, capacity;
  } other_words;
  ayes_arena arena;
  size_t arena_bytes;
  ayes_buffer folded;
};

/* ---- Keys ---- */

/* Sixteen bytes of ones and as many of zeros: from any place among the former on, a mask. */
static const unsigned char ones[2 * INLINE_BYTES] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

/* The key of a word of up to INLINE_BYTES, of which as many may be read. Loads of fixed size,
 * masked, for a branch on the length of each word would be foretold badly. */
static inline word_key short_key(const char *data, size_t length) {
  const unsigned char *mask = ones + INLINE_BYTES - length;
  word_key key;
  uint64_t low, high;
  memcpy(&key, data, sizeof key);
  memcpy(&low, mask, sizeof low);
  memcpy(&high, mask + sizeof low, sizeof high);
  return (word_key){key.low & low, key.high & high};
}

/* The same where no byte behind the word may be read. */
static word_key short_key_alone(ayes_span word) {
  char copy[INLINE_BYTES] = {0};
  memcpy(copy, word.data, word.length);
  return short_key(copy, word.length);
}

static inline bool is_other(word_key key) { return key.high >= OTHER_WORD; }

static word_key make_key(ayes_span word) {
  bool is_short = word.length && word.length <= INLINE_BYTES && !memchr(word.data, 0, word.length);
  return is_short ? short_key_alone(word) : (word_key){ayes_span_hash(word), OTHER_WORD};
}

/* The highest bits of a sum of products with odd numbers hang on all bits of the key
 * (Dietzfelbinger 1996). */
static inline uint64_t hash_of_short(word_key key) {
  return key.low * UINT64_C(0x9E3779B97F4A7C15) + key.high * UINT64_C(0xD6E8FEB86659FD93);
}

static inline uint64_t hash_of(word_key key) {
  return is_other(key) ? key.low : hash_of_short(key);
}

static inline size_t place_of(const slot_table *table, uint64_t hash) {
  return (size_t)(hash >> table->shift);
}

static inline bool is_free(word_key key) { return !(key.low | key.high); }

static inline bool is_same_key(word_key a, word_key b) {
  return !((a.low ^ b.low) | (a.high ^ b.high));
}

static bool is_same(const ayes_types *types, word_key known, word_key key, ayes_span word) {
  if (!is_other(key)) return is_same_key(known, key);
  return is_other(known) && known.low == key.low &&
         ayes_span_equal(types->other_words.items[known.high - OTHER_WORD], word);
}

/* The slots are looked at in the order of their distance by exclusive or, which puts those of one
 * cache line first. */
static slot *find_slot(const ayes_types *types, word_key key, ayes_span word) {
  const slot_table *table = &types->table;
  size_t place = place_of(table, hash_of(key)), distance = 0;
  slot *at = &table->slots[place];
  while (!is_free(at->key) && !is_same(types, at->key, key, word))
    at = &table->slots[place ^ ++distance];
  return at;
}

static slot *free_slot(const slot_table *table, uint64_t hash) {
  size_t place = place_of(table, hash), distance = 0;
  while (!is_free(table->slots[place ^ distance].key)) distance++;
  return &table->slots[place ^ distance];
}

/* ---- Life ---- */

static ayes_status new_table(size_t count, slot_table *made, ayes_error *error) {
  void *memory = ayes_memory_new_zeroed(count + SLOTS_ALIGNMENT / sizeof(slot), sizeof(slot));
  if (!memory) return ayes_error_memory(error);
  size_t past = (uintptr_t)memory % SLOTS_ALIGNMENT;
  char *aligned = (char *)memory + (past ? SLOTS_ALIGNMENT - past : 0);
  *made =
      (slot_table){memory, (slot *)(void *)aligned, count, 64 - (unsigned)ayes_first_bit(count)};
  return AYES_OK;
}

ayes_status ayes_types_new(const char *language, const ayes_vocabulary *vocabulary,
                           ayes_types **types, ayes_error *error) {
  ayes_types *made = ayes_memory_new_zeroed(1, sizeof *made);
  if (!made) return ayes_error_memory(error);
  made->vocabulary = vocabulary;
  ayes_status status = ayes_stemmer_new(language, &made->stemmer, error);
  if (status == AYES_OK) status = new_table(FIRST_SLOTS, &made->table, error);
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
  ayes_memory_free(types->table.memory);
  ayes_array_release(&types->list);
  ayes_array_release(&types->other_words);
  ayes_arena_release(&types->arena);
  ayes_buffer_release(&types->folded);
  ayes_memory_free(types);
}

/* ---- New types ---- */

/* Copies the slots of types from one number to another, without the latter. */
static void move_types(const slot_table *from, const slot_table *to, uint32_t first, uint32_t end) {
  for (const slot *it = from->slots; it < from->slots + from->count; it++)
    if (!is_free(it->key) && it->word.type >= first && it->word.type < end)
      *free_slot(to, hash_of(it->key)) = *it;
}

/* The words that were met first, which are the frequent ones, come to stand in their places. */
static ayes_status grow(ayes_types *types, ayes_error *error) {
  const slot_table old = types->table;
  if (types->list.count * 2 < old.count) return AYES_OK;
  ayes_status status = new_table(old.count * 2, &types->table, error);
  if (status != AYES_OK) return status;
  move_types(&old, &types->table, 0, FREQUENT_TYPES);
  move_types(&old, &types->table, FREQUENT_TYPES, UINT32_MAX);
  ayes_memory_free(old.memory);
  return AYES_OK;
}

static ayes_status keep(ayes_types *types, ayes_span bytes, ayes_span *kept, ayes_error *error) {
  char *copy = ayes_arena_copy(&types->arena, bytes, error);
  if (!copy) return AYES_NO_MEMORY;
  types->arena_bytes += bytes.length;
  *kept = ayes_span_make(copy, bytes.length);
  return AYES_OK;
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

/* The folded form and the shape of a word of letters of ASCII, which most are, by its key; false
 * for any other. */
static bool fold_letters(word_key key, size_t length, char *folded, uint16_t *shape) {
  char bytes[INLINE_BYTES];
  if (is_other(key)) return false;
  memcpy(bytes, &key, sizeof bytes);
  unsigned letters = (1u << length) - 1, capitals = ayes_lanes_between(bytes, 'A', 'Z');
  if (ayes_lanes_not_letter(bytes) & letters) return false;
  ayes_lanes_to_lower(bytes, folded);
  bool is_shouted = length >= 2 && capitals == letters;
  *shape = (uint16_t)((capitals & 1) * AYES_SHAPE_CAPITAL | is_shouted * AYES_SHAPE_SHOUTED);
  return true;
}

static ayes_status keep_folded(ayes_types *types, word_key key, ayes_span word, ayes_span *folded,
                               uint16_t *shape, ayes_error *error) {
  char letters[INLINE_BYTES];
  if (fold_letters(key, word.length, letters, shape))
    return keep(types, ayes_span_make(letters, word.length), folded, error);
  ayes_buffer_restart(&types->folded);
  ayes_fold(word, &types->folded);
  if (types->folded.failed) return ayes_error_memory(error);
  *shape = ayes_shape_of(word);
  return keep(types, ayes_buffer_span(&types->folded), folded, error);
}

static ayes_status make_type(ayes_types *types, word_key key, ayes_span word, ayes_word_type *type,
                             uint16_t *shape, ayes_error *error) {
  ayes_status status = keep_folded(types, key, word, &type->folded, shape, error);
  if (status == AYES_OK) status = fill_stem(types, type, error);
  if (status != AYES_OK) return status;
  type->stem_hash = ayes_span_hash(type->stem);
  type->form_symbol = ayes_symbol_of_form(ayes_names_find(&types->vocabulary->forms, type->folded));
  type->stem_symbol = ayes_symbol_of_stem(
      ayes_names_find_hashed(&types->vocabulary->stems, type->stem, type->stem_hash));
  return AYES_OK;
}

static ayes_status keep_other(ayes_types *types, ayes_span word, word_key *key, ayes_error *error) {
  ayes_span kept;
  ayes_status status = keep(types, word, &kept, error);
  if (status != AYES_OK) return status;
  ayes_span *place = ayes_array_add(&types->other_words, error);
  if (!place) return AYES_NO_MEMORY;
  *place = kept;
  key->high = OTHER_WORD + types->other_words.count - 1;
  return AYES_OK;
}

static ayes_status add(ayes_types *types, word_key key, ayes_span word, const slot **added,
                       ayes_error *error) {
  ayes_word_type type;
  uint16_t shape = 0;
  if (types->list.count >= UINT32_MAX - 1)
    return ayes_error_set(error, AYES_OVER_LIMIT, "too many distinct words");
  ayes_status status = grow(types, error);
  if (status == AYES_OK) status = make_type(types, key, word, &type, &shape, error);
  if (status == AYES_OK && is_other(key)) status = keep_other(types, word, &key, error);
  if (status != AYES_OK) return status;
  ayes_word_type *place = ayes_array_add(&types->list, error);
  if (!place) return AYES_NO_MEMORY;
  *place = type;
  slot *made = free_slot(&types->table, hash_of(key));
  made->key = key;
  made->word = (ayes_word){.type = (uint32_t)(types->list.count - 1),
                           .form = type.form_symbol,
                           .stem = type.stem_symbol,
                           .stem_bits = (uint16_t)type.stem_hash,
                           .shape = shape};
  *added = made;
  return AYES_OK;
}

/* ---- Look-up ---- */

/* The slot of a word, which is added when new. key: make_key of the word, which is not needed where
 * that is_other. */
static ayes_status find_or_add(ayes_types *types, word_key key, ayes_span word, const slot **found,
                               ayes_error *error) {
  if (is_other(key)) key = make_key(word);
  *found = find_slot(types, key, word);
  return is_free((*found)->key) ? add(types, key, word, found, error) : AYES_OK;
}

ayes_status ayes_types_look_up(ayes_types *types, ayes_span word, ayes_word *known,
                               ayes_error *error) {
  const slot *found;
  ayes_status status = find_or_add(types, make_key(word), word, &found, error);
  if (status == AYES_OK) *known = found->word;
  return status;
}

ayes_status ayes_types_find(ayes_types *types, ayes_span word, uint32_t *type, ayes_error *error) {
  ayes_word found;
  ayes_status status = ayes_types_look_up(types, word, &found, error);
  if (status == AYES_OK) *type = found.type;
  return status;
}

_Static_assert(sizeof(ayes_word) == offsetof(ayes_token, start) &&
                   offsetof(ayes_word, form) == offsetof(ayes_token, form) &&
                   offsetof(ayes_word, stem) == offsetof(ayes_token, stem) &&
                   offsetof(ayes_word, stem_bits) == offsetof(ayes_token, stem_bits) &&
                   offsetof(ayes_word, shape) == offsetof(ayes_token, flags),
               "a token begins as a word does");

static inline void fill_token(ayes_token *token, const ayes_word *known) {
  uint16_t flags = (uint16_t)(token->flags | known->shape);
  memcpy(token, known, sizeof *known);
  token->flags = flags;
}

static inline ayes_span surface_of(ayes_span text, const ayes_token *token) {
  return ayes_span_make(text.data + token->start, token->end - token->start);
}

static ayes_status fill_slowly(ayes_types *types, word_key key, ayes_span word, ayes_token *token,
                               ayes_error *error) {
  const slot *found;
  ayes_status status = find_or_add(types, key, word, &found, error);
  if (status == AYES_OK) fill_token(token, &found->word);
  return status;
}

/* No slot has this key. */
static const word_key no_key = {UINT64_MAX, UINT64_MAX};

/* roomy: a word that starts before has INLINE_BYTES of text from there on. */
static inline word_key key_of_token(ayes_span text, size_t roomy, const ayes_token *token) {
  size_t start = token->start, length = token->end - token->start;
  if (length > INLINE_BYTES) return no_key;
  return start < roomy ? short_key(text.data + start, length)
                       : short_key_alone(ayes_span_make(text.data + start, length));
}

/* The slot of the key in its place or beside it, where nearly all are, or NULL. */
static inline const slot *find_near(const slot_table *table, word_key key) {
  size_t place = place_of(table, hash_of_short(key));
  if (is_same_key(table->slots[place].key, key)) return &table->slots[place];
  place ^= 1;
  return is_same_key(table->slots[place].key, key) ? &table->slots[place] : NULL;
}

ayes_status ayes_types_fill(ayes_types *types, ayes_span text, ayes_token *tokens, size_t count,
                            ayes_error *error) {
  size_t roomy = text.length < INLINE_BYTES ? 0 : text.length - INLINE_BYTES + 1;
  slot_table table = types->table;
  for (ayes_token *token = tokens; count; token++, count--) {
    word_key key = key_of_token(text, roomy, token);
    const slot *found = find_near(&table, key);
    if (found) {
      fill_token(token, &found->word);
      continue;
    }
    ayes_status status = fill_slowly(types, key, surface_of(text, token), token, error);
    if (status != AYES_OK) return status;
    table = types->table;
  }
  return AYES_OK;
}

const ayes_word_type *ayes_types_get(const ayes_types *types, uint32_t type) {
  return &types->list.items[type];
}

bool ayes_types_trim(ayes_types *types) {
  if (types->folded.capacity > LARGE_BUFFER) ayes_buffer_release(&types->folded);
  if (types->list.count <= AYES_TYPES_LIMIT && types->arena_bytes <= AYES_TYPES_BYTES_LIMIT)
    return false;
  slot_table smaller;
  if (types->table.count > KEPT_SLOTS && new_table(KEPT_SLOTS, &smaller, NULL) == AYES_OK) {
    ayes_memory_free(types->table.memory);
    types->table = smaller;
  } else {
    memset(types->table.slots, 0, types->table.count * sizeof *types->table.slots);
  }
  ayes_array_release(&types->list);
  ayes_array_release(&types->other_words);
  ayes_arena_release(&types->arena);
  types->arena_bytes = 0;
  return true;
}
