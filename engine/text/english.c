/* SPDX-License-Identifier: MIT
 *
 * The steps are those of the definition, by its numbers. Endings are compared as blocks of eight
 * bytes, for zeros stand behind the word, and tables have the longest first; vowels are bits, as
 * are sets of letters.
 */
#include "text/english.h"

#include "text/scan.h"

enum { BLOCK = AYES_ENGLISH_BESIDE };

typedef struct word {
  char *letters; /* with zeros on either side */
  size_t length;
  size_t first, second; /* where the regions R1 and R2 start */
  uint32_t vowels;      /* a bit each, of the word as it was */
} word;

/* ---- Letters ---- */

/* A y that stands for a consonant. */
#define CONSONANT_Y '{'

#define LETTER(letter) (1 << ((letter)&31))

enum {
  VOWELS = LETTER('a') | LETTER('e') | LETTER('i') | LETTER('o') | LETTER('u') | LETTER('y'),
  UNSHORT = LETTER('w') | LETTER('x') | LETTER(CONSONANT_Y), /* make no syllable short */
  DOUBLED = LETTER('b') | LETTER('d') | LETTER('f') | LETTER('g') | LETTER('m') | LETTER('n') |
            LETTER('p') | LETTER('r') | LETTER('t'), /* before "ed": "hopped" */
  BEFORE_LI = LETTER('c') | LETTER('d') | LETTER('e') | LETTER('g') | LETTER('h') | LETTER('k') |
              LETTER('m') | LETTER('n') | LETTER('r') | LETTER('t')
};

static bool is_in(char letter, uint32_t letters) { return letters >> (letter & 31) & 1; }

static bool is_vowel(char letter) { return is_in(letter, VOWELS); }

/* Marks the y that stand for consonants, at the start and behind vowels, and returns the vowels. */
static uint32_t read_vowels(char *letters) {
  uint32_t vowels = ayes_lanes_vowels(letters);
  for (uint32_t left = ayes_lanes_between(letters, 'y', 'y'); left; left &= left - 1) {
    uint32_t y = left & (0 - left);
    if (y == 1 || vowels << 1 & y) letters[ayes_first_bit(y)] = CONSONANT_Y;
    else vowels |= y;
  }
  return vowels;
}

/* Behind the first consonant that follows a vowel, from a place on; or the length. */
static size_t behind_syllable(const word *it, size_t from) {
  uint32_t vowels = it->vowels | UINT32_C(1) << it->length;
  vowels &= 0 - (UINT32_C(1) << from);
  uint32_t consonants = ~it->vowels & (0 - (vowels & (0 - vowels)));
  size_t behind = ayes_first_bit(consonants) + 1;
  return behind < it->length ? behind : it->length;
}

/* Whether the letters before a place end in a short syllable. */
static bool is_short(const word *it, size_t length) {
  const char *end = it->letters + length;
  if (!is_vowel(end[-2]) || is_vowel(end[-1])) return false;
  return length == 2 || (!is_vowel(end[-3]) && !is_in(end[-1], UNSHORT));
}

/* ---- Endings ---- */

typedef struct ending {
  char text[BLOCK], instead[BLOCK];
  uint8_t length, instead_length;
  bool in_second;  /* R2 */
  uint32_t behind; /* letters, one of which stands before */
} ending;

#define ENDING(text, instead) \
  { text, instead, sizeof text - 1, sizeof instead - 1, false, UINT32_MAX }
#define BEHIND(text, instead, letters) \
  { text, instead, sizeof text - 1, sizeof instead - 1, false, letters }
#define WITHIN_SECOND(text) \
  { text, "", sizeof text - 1, 0, true, UINT32_MAX }

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool has_ending(const word *it, const ending *wanted) {
  return memcmp(it->letters + it->length - wanted->length, wanted->text, BLOCK) == 0;
}

static const ending *find_ending(const word *it, const ending *endings, size_t count) {
  for (const ending *end = endings + count; endings < end; endings++)
    if (has_ending(it, endings)) return endings;
  return NULL;
}

static void replace(word *it, const ending *found) {
  it->length -= found->length;
  memcpy(it->letters + it->length, found->instead, BLOCK);
  it->length += found->instead_length;
}

static void shorten(word *it, size_t letters) {
  it->length -= letters;
  memset(it->letters + it->length, 0, BLOCK);
}

/* Replaces the longest of some endings where it stands in a region, which never starts at 0. */
static void cut(word *it, const ending *endings, size_t count, size_t region) {
  const ending *found = find_ending(it, endings, count);
  if (!found) return;
  size_t start = it->length - found->length;
  if (start < region || (found->in_second && start < it->second)) return;
  if (is_in(it->letters[start - 1], found->behind)) replace(it, found);
}

static bool has_vowel_before(const word *it, size_t length) {
  return it->vowels & ((UINT32_C(1) << length) - 1);
}

/* ---- Steps ---- */

/* 1a: "s" and its like. */
static void cut_plural(word *it) {
  const char *end = it->letters + it->length;
  if (end[-1] != 's' && end[-1] != 'd') return;
  if (end[-3] == 'i' && end[-2] == 'e') {
    shorten(it, it->length > 4 ? 2 : 1);
    return;
  }
  if (end[-1] == 'd' || end[-2] == 's' || end[-2] == 'u') return;
  if (end[-4] == 's' && end[-3] == 's' && end[-2] == 'e') shorten(it, 2);
  else if (has_vowel_before(it, it->length - 2)) shorten(it, 1);
}

/* Whether an "e" belongs behind what "ed" or "ing" has been cut from: "creat", "hop". */
static bool lacks_e(const word *it) {
  const char *end = it->letters + it->length;
  char last = end[-1], before = end[-2];
  return (before == 'a' && last == 't') || (before == 'b' && last == 'l') ||
         (before == 'i' && last == 'z') || (it->length == it->first && is_short(it, it->length));
}

static void mend(word *it) {
  const char *end = it->letters + it->length;
  if (end[-1] == end[-2] && is_in(end[-1], DOUBLED)) shorten(it, 1);
  else if (lacks_e(it)) it->letters[it->length++] = 'e';
}

/* 1b: "ed", "ing" and what they stand in. */
static void cut_past(word *it) {
  enum { LAST = LETTER('d') | LETTER('g') | LETTER('y') };
  static const ending endings[] = {ENDING("eedly", "ee"), ENDING("ingly", ""), ENDING("edly", ""),
                                   ENDING("eed", "ee"),   ENDING("ing", ""),   ENDING("ed", "")};
  if (!is_in(it->letters[it->length - 1], LAST)) return;
  const ending *found = find_ending(it, endings, COUNT(endings));
  if (!found) return;
  size_t start = it->length - found->length;
  if (found->instead_length) {
    if (start >= it->first) replace(it, found);
  } else if (has_vowel_before(it, start)) {
    replace(it, found);
    mend(it);
  }
}

/* 1c */
static void turn_y(word *it) {
  char *end = it->letters + it->length;
  bool is_y = end[-1] == 'y' || end[-1] == CONSONANT_Y;
  if (is_y && it->length > 2 && !is_vowel(end[-2])) end[-1] = 'i';
}

/* 2 */
static void cut_outer(word *it) {
  enum { LAST = LETTER('i') | LETTER('l') | LETTER('m') | LETTER('n') | LETTER('r') | LETTER('s') };
  static const ending endings[] = {ENDING("ational", "ate"),
                                   ENDING("ization", "ize"),
                                   ENDING("fulness", "ful"),
                                   ENDING("ousness", "ous"),
                                   ENDING("iveness", "ive"),
                                   ENDING("tional", "tion"),
                                   ENDING("biliti", "ble"),
                                   ENDING("lessli", "less"),
                                   ENDING("entli", "ent"),
                                   ENDING("ation", "ate"),
                                   ENDING("alism", "al"),
                                   ENDING("aliti", "al"),
                                   ENDING("ousli", "ous"),
                                   ENDING("iviti", "ive"),
                                   ENDING("fulli", "ful"),
                                   ENDING("enci", "ence"),
                                   ENDING("anci", "ance"),
                                   ENDING("abli", "able"),
                                   ENDING("izer", "ize"),
                                   ENDING("ator", "ate"),
                                   ENDING("alli", "al"),
                                   ENDING("bli", "ble"),
                                   BEHIND("ogi", "og", LETTER('l')),
                                   BEHIND("li", "", BEFORE_LI)};
  if (is_in(it->letters[it->length - 1], LAST)) cut(it, endings, COUNT(endings), it->first);
}

/* 3 */
static void cut_inner(word *it) {
  enum { LAST = LETTER('e') | LETTER('i') | LETTER('l') | LETTER('s') };
  static const ending endings[] = {
      ENDING("ational", "ate"), ENDING("tional", "tion"), WITHIN_SECOND("ative"),
      ENDING("alize", "al"),    ENDING("icate", "ic"),    ENDING("iciti", "ic"),
      ENDING("ical", "ic"),     ENDING("ness", ""),       ENDING("ful", "")};
  if (is_in(it->letters[it->length - 1], LAST)) cut(it, endings, COUNT(endings), it->first);
}

/* 4 */
static void cut_last(word *it) {
  enum {
    LAST = LETTER('c') | LETTER('e') | LETTER('i') | LETTER('l') | LETTER('m') | LETTER('n') |
           LETTER('r') | LETTER('s') | LETTER('t')
  };
  static const ending endings[] = {
      ENDING("ement", ""), ENDING("ance", ""), ENDING("ence", ""),
      ENDING("able", ""),  ENDING("ible", ""), ENDING("ment", ""),
      ENDING("ant", ""),   ENDING("ent", ""),  ENDING("ism", ""),
      ENDING("ate", ""),   ENDING("iti", ""),  ENDING("ous", ""),
      ENDING("ive", ""),   ENDING("ize", ""),  BEHIND("ion", "", LETTER('s') | LETTER('t')),
      ENDING("al", ""),    ENDING("er", ""),   ENDING("ic", "")};
  if (is_in(it->letters[it->length - 1], LAST)) cut(it, endings, COUNT(endings), it->second);
}

/* 5 */
static void cut_e(word *it) {
  const char *end = it->letters + it->length;
  size_t start = it->length - 1;
  bool is_e =
      end[-1] == 'e' && (start >= it->second || (start >= it->first && !is_short(it, start)));
  if (is_e || (end[-1] == 'l' && end[-2] == 'l' && start >= it->second)) shorten(it, 1);
}

/* ---- Words ---- */

/* Words that stay as they are once their plural is cut. */
static bool is_whole(const word *it) {
  static const char words[][BLOCK] = {"inning",  "outing",  "canning", "herring",
                                      "earring", "proceed", "exceed",  "succeed"};
  if (it->length < 6 || it->length > 7) return false;
  for (size_t i = 0; i < COUNT(words); i++)
    if (memcmp(it->letters, words[i], BLOCK) == 0) return true;
  return false;
}

/* The stem of a word that no rule is asked about; NULL for any other. */
static const char *stem_of_odd(const word *it) {
  static const struct {
    char text[BLOCK], stem[BLOCK];
  } odd[] = {{"skis", "ski"},    {"skies", "sky"},  {"dying", "die"},    {"lying", "lie"},
             {"tying", "tie"},   {"idly", "idl"},   {"gently", "gentl"}, {"ugly", "ugli"},
             {"early", "earli"}, {"only", "onli"},  {"singly", "singl"}, {"sky", "sky"},
             {"news", "news"},   {"howe", "howe"},  {"atlas", "atlas"},  {"cosmos", "cosmos"},
             {"bias", "bias"},   {"andes", "andes"}};
  if (it->length > 6) return NULL;
  for (size_t i = 0; i < COUNT(odd); i++)
    if (memcmp(it->letters, odd[i].text, BLOCK) == 0) return odd[i].stem;
  return NULL;
}

/* Where R1 starts: words that begin so would lose too much. */
static size_t first_region(const word *it) {
  if (memcmp(it->letters, "gener", 5) == 0 || memcmp(it->letters, "arsen", 5) == 0) return 5;
  return memcmp(it->letters, "commun", 6) == 0 ? 6 : behind_syllable(it, 0);
}

static void cut_endings(word *it) {
  it->vowels = read_vowels(it->letters);
  it->first = first_region(it);
  it->second = behind_syllable(it, it->first);
  cut_plural(it);
  if (!is_whole(it)) {
    cut_past(it);
    turn_y(it);
    cut_outer(it);
    cut_inner(it);
    cut_last(it);
    cut_e(it);
  }
  for (size_t i = 0; i < it->length; i++)
    if (it->letters[i] == CONSONANT_Y) it->letters[i] = 'y';
}

bool ayes_english_stem(ayes_english *room, ayes_span folded, ayes_span *stem) {
  word it = {.letters = room->bytes + AYES_ENGLISH_BESIDE, .length = folded.length};
  if (folded.length < 3 || folded.length > AYES_ENGLISH_BYTES) return false;
  memset(room, 0, sizeof *room);
  memcpy(it.letters, folded.data, folded.length);
  if (ayes_lanes_between(it.letters, 'a', 'z') != (1u << folded.length) - 1) return false;
  const char *odd = stem_of_odd(&it);
  if (odd) *stem = ayes_span_of(odd);
  else {
    cut_endings(&it);
    *stem = ayes_span_make(it.letters, it.length);
  }
  return true;
}
