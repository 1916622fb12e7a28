/* SPDX-License-Identifier: MIT
 *
 * What most of a text is: words of letters and digits with one space or a plain mark between them.
 * Of 64 bytes a bit each says what belongs to a word and what is a space. A word ends where a bit
 * is the first behind a run; where it is a space, with a word behind it, nothing else need be
 * asked, and any other gap is looked at by its bytes. What does not end within the block is read
 * again from its start. O(bytes).
 */
#include "text/reader.h"

enum {
  BLOCK = 64,
  MOST_WORDS = BLOCK / 2,    /* in a block */
  MOST_SENTENCES = BLOCK / 3 /* that end in it */
};

/* Bits of a block. */
typedef struct block {
  uint64_t words;  /* letters and digits */
  uint64_t starts; /* of words, but for one at the first byte */
  uint64_t ends;   /* bytes behind words */
  uint64_t plain;  /* those of ends that are a space with a word behind */
} block;

/* A bit for each byte of a block; lanes is known where this is called, so that it is inlined. */
static inline uint64_t bits_of(const char *data, unsigned (*lanes)(const char *)) {
  uint64_t low = lanes(data) | (uint64_t)lanes(data + AYES_LANES) << AYES_LANES;
  uint64_t high = lanes(data + 2 * AYES_LANES) | (uint64_t)lanes(data + 3 * AYES_LANES)
                                                     << AYES_LANES;
  return low | high << 2 * AYES_LANES;
}

static unsigned latin_leads(const char *data) { return ayes_lanes_between(data, '\xC3', '\xC9'); }
static unsigned latin1_leads(const char *data) { return ayes_lanes_between(data, '\xC3', '\xC3'); }

/* The second bytes of the signs of multiplication and division. */
static unsigned signs(const char *data) {
  return ayes_lanes_between(data, '\x97', '\x97') | ayes_lanes_between(data, '\xB7', '\xB7');
}

/* Letters of Latin that take two bytes: U+00C0 to U+024F without those signs, each by both its
 * bytes; one that the block cuts is left out. */
static uint64_t latin_letters(const char *data) {
  uint64_t leads = bits_of(data, latin_leads), last = UINT64_C(1) << (BLOCK - 1);
  leads &= ~(bits_of(data, latin1_leads) & bits_of(data, signs) >> 1) & ~last;
  return leads | leads << 1;
}

static block read_block(const char *data, size_t length) {
  uint64_t words = ~bits_of(data, ayes_lanes_not_word), spaces = bits_of(data, ayes_lanes_spaces);
  if (bits_of(data, ayes_lanes_beyond_ascii)) words |= latin_letters(data);
  if (length < BLOCK) words &= (UINT64_C(1) << length) - 1;
  block bits = {words, words & ~(words << 1 | 1), ~words & words << 1, 0};
  bits.plain = bits.ends & spaces & bits.starts >> 1;
  return bits;
}

/* The block at a place before limit, behind which nothing counts. */
static block block_at(ayes_span bytes, size_t at, size_t limit) {
  char copy[BLOCK] = {0};
  const char *data = bytes.data + at;
  if (bytes.length - at < BLOCK) data = memcpy(copy, data, bytes.length - at);
  return read_block(data, limit - at);
}

/* What the bytes between two words do. */
typedef struct gap {
  enum {
    PARTS,
    JOINS,  /* they are one word */
    ENDS,   /* the sentence */
    ASK,    /* of the rules */
    GOES_ON /* behind the block */
  } does;
  unsigned flags; /* of the next token */
  unsigned marks; /* flags of the sentence that ends */
  unsigned length;
} gap;

static const gap other = {.does = ASK};

static gap parts_with(unsigned flags) { return (gap){.does = PARTS, .flags = flags}; }

static gap ends_with(unsigned flags, unsigned marks) {
  return (gap){.does = ENDS, .flags = flags, .marks = marks};
}

static gap joins_letters(const char *end, size_t length) {
  bool has_digit = ayes_byte_is_digit(end[-1]) || ayes_byte_is_digit(end[length]);
  return has_digit ? other : (gap){.does = JOINS};
}

static gap gap_of_one(const char *end) {
  switch (*end) {
    case '-':
    case '/': return parts_with(AYES_TOKEN_JOINED);
    case '\n': return parts_with(AYES_TOKEN_BREAK_BEFORE);
    case '\'': return joins_letters(end, 1);
    default: return other;
  }
}

/* A mark with a space and a capital behind it. */
static gap gap_before_capital(ayes_text_reader *it, size_t start, const char *end) {
  size_t mark = (size_t)(end - it->text->bytes.data);
  switch (*end) {
    case '?': return ends_with(AYES_TOKEN_BREAK_BEFORE, AYES_SENTENCE_QUESTION);
    case '!': return ends_with(AYES_TOKEN_BREAK_BEFORE, AYES_SENTENCE_EXCLAMATION);
    case '.':
      return ayes_point_is_full_stop(&it->abbreviations, it->text->bytes, start, mark)
                 ? ends_with(0, 0)
                 : other;
    default: return other;
  }
}

/* By the bytes behind the word from start to end, length of which stand before the next. */
static gap gap_before_word(ayes_text_reader *it, size_t start, const char *end, size_t length) {
  static const char apostrophe[] = {'\xE2', '\x80', '\x99'};
  if (length == 1) return gap_of_one(end);
  if (length == sizeof apostrophe && memcmp(end, apostrophe, sizeof apostrophe) == 0)
    return joins_letters(end, length);
  if (length != 2 || end[1] != ' ') return other;
  if (*end == ',') return parts_with(AYES_TOKEN_COMMA_BEFORE);
  if (*end == ':' || *end == ';') return parts_with(AYES_TOKEN_BREAK_BEFORE);
  return end[2] >= 'A' && end[2] <= 'Z' ? gap_before_capital(it, start, end) : other;
}

/* Whether the word from start to end is the last before limit, with at most a mark behind it that
 * does not belong to it. */
static bool is_last(ayes_text_reader *it, size_t start, size_t end, size_t limit) {
  ayes_span bytes = it->text->bytes;
  if (limit - end > 1) return false;
  if (end == limit || bytes.data[end] == '!' || bytes.data[end] == '?') return true;
  return bytes.data[end] == '.' && limit == bytes.length &&
         ayes_point_is_full_stop(&it->abbreviations, bytes, start, end);
}

/* next: the bits of a block from end on, of where words start. */
static gap gap_behind(ayes_text_reader *it, size_t start, size_t end, size_t limit, uint64_t next) {
  if (!next) return is_last(it, start, end, limit) ? parts_with(0) : (gap){.does = GOES_ON};
  size_t length = ayes_first_bit(next);
  gap found = gap_before_word(it, start, it->text->bytes.data + end, length);
  found.length = (unsigned)length;
  return found;
}

static inline ayes_token *add(ayes_token *token, size_t start, size_t end, size_t sentence,
                              unsigned flags) {
  token->start = (uint32_t)start;
  token->end = (uint32_t)end;
  token->sentence = (uint32_t)sentence;
  token->flags = (uint16_t)flags;
  return token + 1;
}

/* Cuts the words of one block, for which there is room; false when something else comes. */
static bool cut_block(ayes_text_reader *it, size_t *at, size_t limit) {
  ayes_text *text = it->text;
  const block bits = block_at(text->bytes, *at, limit);
  ayes_token *token = text->tokens.items + text->tokens.count;
  size_t start = *at, sentence = text->sentences.count;
  unsigned flags = it->pending;
  gap behind = {.does = PARTS};
  if (!(bits.words & 1)) return false;
  for (uint64_t left = bits.ends; left; left &= left - 1) {
    size_t place = ayes_first_bit(left), end = *at + place;
    if (bits.plain >> place & 1) {
      token = add(token, start, end, sentence, flags);
      flags = 0;
      start = end + 1;
      continue;
    }
    behind = gap_behind(it, start, end, limit, bits.starts >> place);
    if (behind.does == JOINS) continue;
    if (behind.does >= ASK) break;
    token = add(token, start, end, sentence, flags);
    flags = behind.flags;
    start = end + behind.length;
    if (behind.does == PARTS) continue;
    text->tokens.count = (size_t)(token - text->tokens.items);
    ayes_sentence_close(it, end + 1, behind.marks);
    ayes_sentence_open(it, start, 0);
    sentence++;
  }
  text->tokens.count = (size_t)(token - text->tokens.items);
  it->pending = flags;
  if (start > *at) it->last_end = token[-1].end;
  bool goes_on = start > *at && limit - *at > BLOCK && behind.does != ASK;
  *at = start;
  return goes_on;
}

ayes_status ayes_cut_words(ayes_text_reader *it, size_t *at, size_t limit, ayes_error *error) {
  ayes_text *text = it->text;
  bool goes_on = *at < limit && !(it->join_at | it->money_at) && !it->is_careful;
  while (goes_on) {
    ayes_status status =
        ayes_array_reserve(&text->tokens.items, &text->tokens.capacity,
                           text->tokens.count + MOST_WORDS, sizeof *text->tokens.items, error);
    if (status == AYES_OK)
      status = ayes_array_reserve(&text->sentences.items, &text->sentences.capacity,
                                  text->sentences.count + MOST_SENTENCES,
                                  sizeof *text->sentences.items, error);
    if (status != AYES_OK) return status;
    goes_on = cut_block(it, at, limit);
  }
  it->uncut = *at;
  return AYES_OK;
}
