/* SPDX-License-Identifier: MIT
 *
 * What most of a text is: words of letters and digits with one space or a plain mark between them.
 * Of 64 bytes a bit each says what belongs to a word and what is a space. A word ends where a bit
 * is the first behind a run; where it is a space, with a word behind it, nothing else need be
 * asked, and any other gap is looked at by its bytes. Only then are the words added, all in one
 * loop, for which gap comes next nobody can foretell. What does not end within the block is read
 * again from its start. O(bytes).
 */
#include "text/reader.h"

enum {
  BLOCK = AYES_LANES_WIDE,
  MOST_WORDS = BLOCK / 2,    /* in a block */
  MOST_SENTENCES = BLOCK / 3 /* that end in it */
};

/* Bits of a block that begins with a word. */
typedef struct block {
  uint64_t starts; /* of the words behind the first */
  uint64_t ends;   /* bytes behind words that have another one behind */
  uint64_t last;   /* that of the last word, where it ends within the block */
  uint64_t plain;  /* those of ends that are a space with a word behind */
  uint64_t stops;  /* those of ends where a sentence ends */
} block;

static unsigned latin_leads(const char *data) { return ayes_lanes_between(data, '\xC3', '\xC9'); }
static unsigned latin1_leads(const char *data) { return ayes_lanes_between(data, '\xC3', '\xC3'); }

/* The second bytes of the signs of multiplication and division. */
static unsigned signs(const char *data) {
  return ayes_lanes_between(data, '\x97', '\x97') | ayes_lanes_between(data, '\xB7', '\xB7');
}

/* Letters of Latin that take two bytes: U+00C0 to U+024F without those signs, each by both its
 * bytes; one that the block cuts is left out. */
static uint64_t latin_letters(const char *data) {
  uint64_t leads = ayes_lanes_wide(data, latin_leads), last = UINT64_C(1) << (BLOCK - 1);
  leads &= ~(ayes_lanes_wide(data, latin1_leads) & ayes_lanes_wide(data, signs) >> 1) & ~last;
  return leads | leads << 1;
}

static bool has_beyond_ascii(const char *data) {
  return ayes_lanes_beyond_ascii(data) | ayes_lanes_beyond_ascii(data + AYES_LANES) |
         ayes_lanes_beyond_ascii(data + 2 * AYES_LANES) |
         ayes_lanes_beyond_ascii(data + 3 * AYES_LANES);
}

/* All zeros where no word starts at the first byte. */
static block read_block(const char *data, size_t length) {
  uint64_t words = ~ayes_lanes_wide(data, ayes_lanes_not_word);
  uint64_t spaces = ayes_lanes_wide(data, ayes_lanes_spaces);
  if (has_beyond_ascii(data)) words |= latin_letters(data);
  if (length < BLOCK) words &= (UINT64_C(1) << length) - 1;
  if (!(words & 1)) return (block){0};
  uint64_t starts = words & ~(words << 1 | 1), ends = ~words & words << 1;
  uint64_t followed = ends & ((UINT64_C(1) << ayes_last_bit(starts | 1)) - 1);
  return (block){.starts = starts,
                 .ends = followed,
                 .last = ends ^ followed,
                 .plain = ends & spaces & starts >> 1};
}

/* The block at a place before limit, behind which nothing counts; copy: where to put one that the
 * text ends in. */
static block block_at(ayes_span bytes, size_t at, size_t limit, char *copy) {
  const char *data = bytes.data + at;
  if (bytes.length - at < BLOCK) {
    memset(copy, 0, BLOCK);
    data = memcpy(copy, data, bytes.length - at);
  }
  return read_block(data, limit - at);
}

/* What the bytes between two words do. */
typedef struct gap {
  enum {
    PARTS,
    JOINS, /* they are one word */
    ENDS,  /* the sentence */
    ASK    /* of the rules */
  } does;
  unsigned flags; /* of the next token */
  unsigned marks; /* flags of the sentence that ends */
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

/* A point with a space and a letter that is no capital behind it. */
static gap gap_before_lower(ayes_text_reader *it, const char *end) {
  size_t mark = (size_t)(end - it->text->bytes.data);
  return ayes_point_ends_plain_word(&it->abbreviations, it->text->bytes, mark) ? ends_with(0, 0)
                                                                               : other;
}

static gap gap_of_two(ayes_text_reader *it, size_t start, const char *end) {
  if (end[1] != ' ') return other;
  if (*end == ',') return parts_with(AYES_TOKEN_COMMA_BEFORE);
  if (*end == ':' || *end == ';') return parts_with(AYES_TOKEN_BREAK_BEFORE);
  if (end[2] >= 'A' && end[2] <= 'Z') return gap_before_capital(it, start, end);
  return *end == '.' && end[2] >= 'a' && end[2] <= 'z' ? gap_before_lower(it, end) : other;
}

/* By the bytes behind the word from start to end, length of which stand before the next. */
static gap gap_before_word(ayes_text_reader *it, size_t start, const char *end, size_t length) {
  static const char apostrophe[] = {'\xE2', '\x80', '\x99'};
  if (length == 2) return gap_of_two(it, start, end);
  if (length == 1) return gap_of_one(end);
  bool is_apostrophe = length == sizeof apostrophe && memcmp(end, apostrophe, length) == 0;
  return is_apostrophe ? joins_letters(end, length) : other;
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

/* Where the word starts that ends at a bit. */
static size_t start_of_word(const block *bits, uint64_t end) {
  return ayes_last_bit((bits->starts | 1) & (end - 1));
}

/* Settles what stands between words where it is more than a space: bits keep the words before what
 * needs a closer look, and flags has what gaps leave on the words behind them. Returns whether
 * nothing needs a closer look. */
static bool settle_gaps(ayes_text_reader *it, size_t from, block *bits, uint16_t *flags) {
  const char *data = it->text->bytes.data + from;
  size_t first = it->text->tokens.count;
  for (uint64_t left = bits->ends & ~bits->plain; left; left &= left - 1) {
    uint64_t end = left & (0 - left), before = end - 1, next = bits->starts & ~before;
    size_t place = ayes_first_bit(end), length = ayes_first_bit(next) - place;
    gap behind = gap_before_word(it, from + start_of_word(bits, end), data + place, length);
    if (behind.does == JOINS) {
      bits->ends ^= end;
      bits->starts ^= next & (0 - next);
      continue;
    }
    if (behind.does == ASK) {
      bits->ends &= before;
      return false;
    }
    size_t words = ayes_count_bits(bits->ends & (before | end));
    flags[words] = (uint16_t)behind.flags;
    if (behind.does == PARTS) continue;
    bits->stops |= end;
    it->text->tokens.count = first + words;
    ayes_sentence_close(it, from + place + 1, behind.marks);
    ayes_sentence_open(it, from + place + length, 0);
  }
  return true;
}

/* Settles whether the last word before limit can be cut, too. */
static void settle_last(ayes_text_reader *it, size_t from, size_t limit, block *bits) {
  if (!bits->last) return;
  size_t start = start_of_word(bits, bits->last), end = ayes_first_bit(bits->last);
  if (!is_last(it, from + start, from + end, limit)) return;
  bits->ends |= bits->last;
  bits->starts |= bits->last;
}

/* Adds the words of a block, which has some; *at moves to the next one. */
static void add_words(ayes_text_reader *it, const block *bits, const uint16_t *flags,
                      size_t sentence, size_t *at) {
  const uint32_t from = (uint32_t)*at;
  uint32_t start = from;
  ayes_token *token = it->text->tokens.items + it->text->tokens.count;
  for (uint64_t ends = bits->ends, starts = bits->starts; ends; ends &= ends - 1, token++) {
    uint32_t place = (uint32_t)ayes_first_bit(ends);
    token->start = start;
    token->end = from + place;
    token->sentence = (uint32_t)sentence;
    token->flags = *flags++;
    sentence += bits->stops >> place & 1;
    start = from + (uint32_t)ayes_first_bit(starts);
    starts &= starts - 1;
  }
  *at = start;
  it->last_end = token[-1].end;
  it->pending = *flags;
  it->text->tokens.count = (size_t)(token - it->text->tokens.items);
}

/* Cuts the words of one block, for which there is room; false when something else comes. */
static bool cut_block(ayes_text_reader *it, size_t *at, size_t limit) {
  const size_t first = it->text->tokens.count, sentence = it->text->sentences.count;
  const bool is_final = limit - *at <= BLOCK;
  char copy[BLOCK];
  uint16_t flags[MOST_WORDS + 1] = {(uint16_t)it->pending}; /* of the words, and of the next */
  block bits = block_at(it->text->bytes, *at, limit, copy);
  bool goes_on = settle_gaps(it, *at, &bits, flags);
  if (goes_on && is_final) settle_last(it, *at, limit, &bits);
  if (!bits.ends) return false;
  it->text->tokens.count = first;
  add_words(it, &bits, flags, sentence, at);
  return goes_on && !is_final;
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
