/* SPDX-License-Identifier: MIT
 *
 * Reads the pattern as PCRE2 does, as far as needed. Everything in a sequence must match, so any of
 * its parts' anchors will do, and the best are kept: the longest, then the fewest. Of alternatives
 * one must match, so all their anchors together are needed. What may be left out ("?", "*") gives
 * none, and nor do classes of many characters. What is not understood fails the whole derivation.
 * Groups are followed to a bounded depth. Where a \b stands at an anchor, it is a word there: "so"
 * need not be looked for in "also".
 */
#include "rules/anchors.h"

enum { DEPTH_LIMIT = 12, CLASS_LIMIT = 6, LONG_ENOUGH = 5, CHARACTER = 4 };

typedef struct parser {
  ayes_span pattern;
  size_t at;
  bool failed;
} parser;

/* What is known of a piece of pattern. */
typedef struct finding {
  ayes_anchors best, leads;
  uint8_t width; /* most bytes it matches: at most AYES_ANCHOR_REACH, or AYES_ANCHOR_FAR */
} finding;

/* What one element of a sequence adds. */
typedef struct element {
  ayes_span literal; /* bytes of one character, or empty */
  bool is_group;     /* found holds what a group or class needs */
  bool is_boundary;  /* it is \b */
  bool is_start;     /* it is \A or ^ */
  bool is_sign;      /* it takes no letter or digit of ASCII */
  finding found;
} element;

/* How often an element stands there. */
typedef struct quantity {
  size_t least, most;
  bool is_written;
} quantity;

/* A sequence, as far as it is read. */
typedef struct reading {
  finding *found;
  ayes_anchor run;     /* characters side by side */
  bool after_boundary; /* \b stands directly before */
  bool is_opening;     /* only signs can stand before it in the text */
} reading;

/* ---- Sets ---- */

/* What stands in every text tells nothing: " and " is as frequent as "and". */
static bool is_everywhere(char byte) {
  return ayes_byte_is_space(byte) || byte == '.' || byte == ',' || byte == '?';
}

static size_t weight_of(const ayes_anchor *anchor) {
  size_t weight = 0;
  for (size_t i = 0; i < anchor->length; i++) weight += !is_everywhere(anchor->bytes[i]);
  return weight;
}

static size_t shortest(const ayes_anchors *set) {
  size_t least = LONG_ENOUGH;
  for (size_t i = 0; i < set->count; i++) {
    size_t weight = weight_of(&set->items[i]);
    if (weight < least) least = weight;
  }
  return least;
}

/* Keeps the better one in best. */
static void offer(ayes_anchors *best, const ayes_anchors *set) {
  if (set->count == 0) return;
  bool is_better = best->count == 0 || shortest(set) > shortest(best) ||
                   (shortest(set) == shortest(best) && set->count < best->count);
  if (is_better) *best = *set;
}

static bool is_near(const ayes_anchors *set) {
  for (size_t i = 0; i < set->count; i++)
    if (set->items[i].reach == AYES_ANCHOR_FAR) return false;
  return true;
}

static void offer_leads(ayes_anchors *leads, const ayes_anchors *set) {
  if (is_near(set)) offer(leads, set);
}

/* The width of something and, behind it, so many times another. */
static uint8_t widen(size_t width, size_t other, size_t times) {
  if (!other || !times) return (uint8_t)width;
  bool is_far = times > AYES_ANCHOR_REACH || width + other * times > AYES_ANCHOR_REACH;
  return is_far ? AYES_ANCHOR_FAR : (uint8_t)(width + other * times);
}

static bool is_word_byte(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
}

/* Ends the run of characters; is_back: at the end of the sequence. */
static void offer_run(reading *it, bool before_boundary, bool is_back) {
  ayes_anchors single = {.count = 1};
  ayes_anchor *run = &it->run;
  if (run->length) {
    run->ends = before_boundary && is_word_byte(run->bytes[run->length - 1]);
    run->is_back = is_back;
    single.items[0] = *run;
    offer(&it->found->best, &single);
    offer_leads(&it->found->leads, &single);
  }
  *run = (ayes_anchor){.length = 0};
}

static ayes_anchor *find_anchor(ayes_anchors *set, const ayes_anchor *anchor) {
  for (size_t i = 0; i < set->count; i++)
    if (set->items[i].length == anchor->length &&
        memcmp(set->items[i].bytes, anchor->bytes, anchor->length) == 0)
      return &set->items[i];
  return NULL;
}

/* Adds all of added to set; false when there are too many. */
static bool unite(ayes_anchors *set, const ayes_anchors *added) {
  for (size_t i = 0; i < added->count; i++) {
    const ayes_anchor *from = &added->items[i];
    ayes_anchor *same = find_anchor(set, from);
    if (same) {
      same->starts = same->starts && from->starts;
      same->ends = same->ends && from->ends;
      same->is_first = same->is_first && from->is_first;
      if (same->reach < from->reach) same->reach = from->reach;
      same->is_back = same->is_back && from->is_back;
      continue;
    }
    if (set->count == AYES_ANCHOR_LIMIT) return false;
    set->items[set->count++] = *from;
  }
  return true;
}

/* ---- Characters ---- */

static char peek(const parser *it, size_t ahead) {
  return it->at + ahead < it->pattern.length ? it->pattern.data[it->at + ahead] : '\0';
}

static bool takes(parser *it, const char *text) {
  if (!ayes_span_starts_with(ayes_span_from(it->pattern, it->at), ayes_span_of(text))) return false;
  it->at += strlen(text);
  return true;
}

/* Whether a sequence of UTF-8 stands for a character without case: Latin-1 signs but the micro
 * sign, and U+2010 to U+20BF (punctuation and currency). */
static bool is_caseless(ayes_span sequence) {
  const unsigned char *bytes = (const unsigned char *)sequence.data;
  if (sequence.length == 1) return bytes[0] < 0x80;
  if (sequence.length == 2) return bytes[0] == 0xC2 && bytes[1] != 0xB5;
  return sequence.length == 3 && bytes[0] == 0xE2 && bytes[1] >= 0x80 && bytes[1] <= 0x82 &&
         !(bytes[1] == 0x80 && bytes[2] < 0x90);
}

/* The character at the front as a literal; empty for one that has other cases. */
static ayes_span take_character(parser *it) {
  ayes_span rest = ayes_span_from(it->pattern, it->at);
  size_t length = ayes_span_sequence(rest);
  if (length == 0) length = 1;
  ayes_span sequence = ayes_span_slice(rest, 0, length);
  it->at += length;
  return is_caseless(sequence) ? sequence : ayes_span_make(NULL, 0);
}

/* Most bytes of what stands behind a backslash: an assertion, any number of code points, or one. */
static uint8_t width_of_escape(char byte) {
  if (byte && strchr("bBAzZG", byte)) return 0;
  return byte == 'X' ? AYES_ANCHOR_FAR : CHARACTER;
}

/* Most bytes that a literal matches without regard to case: "s" and "k" have relatives beyond
 * ASCII, the long s and the sign for kelvin. */
static uint8_t width_of_literal(ayes_span literal) {
  char byte = ayes_byte_to_lower(literal.data[0]);
  return (uint8_t)(byte == 's' ? 2 : byte == 'k' ? 3 : literal.length);
}

static void append(ayes_anchor *run, ayes_span literal) {
  for (size_t i = 0; i < literal.length; i++)
    run->bytes[run->length++] = ayes_byte_to_lower(literal.data[i]);
}

/* ---- Elements ---- */

/* Behind a backslash: a literal mark, a class or assertion that gives nothing, or a failure. */
static ayes_span take_escape(parser *it) {
  char byte = peek(it, 0);
  if (byte && !ayes_byte_is_letter(byte) && !ayes_byte_is_digit(byte)) return take_character(it);
  if (!byte || !strchr("bBdDsSwWhHvVRXAzZGtnr", byte)) it->failed = true;
  it->at++;
  return ayes_span_make(NULL, 0);
}

/* Behind the opening bracket: anchors only where a few characters are listed one by one. */
static void take_class(parser *it, ayes_anchors *set) {
  bool is_plain = !takes(it, "^");
  set->count = 0;
  for (size_t members = 0; peek(it, 0) != ']' || members == 0; members++) {
    if (it->at >= it->pattern.length) it->failed = true;
    if (it->failed) return;
    if (peek(it, 0) == '[' && strchr(":.=", peek(it, 1))) it->failed = true;
    if (peek(it, 0) == '-' && members && peek(it, 1) != ']') is_plain = false;
    ayes_span member = takes(it, "\\") ? take_escape(it) : take_character(it);
    ayes_anchors single = {.count = 1, .items[0] = {.is_back = true}};
    append(&single.items[0], member);
    if (!member.length || members >= CLASS_LIMIT || !unite(set, &single)) is_plain = false;
  }
  it->at++;
  if (!is_plain) set->count = 0;
}

typedef enum group_kind { GROUP_MATCHES, GROUP_LOOKS, GROUP_EXCLUDES } group_kind;

/* Behind the opening parenthesis: reads what kind of group it is. */
static group_kind take_group_start(parser *it) {
  if (peek(it, 0) == '*') it->failed = true;
  if (!takes(it, "?")) return GROUP_MATCHES;
  if (takes(it, ":") || takes(it, ">")) return GROUP_MATCHES;
  if (takes(it, "=") || takes(it, "<=")) return GROUP_LOOKS;
  if (takes(it, "i:") || takes(it, "-i:")) return GROUP_MATCHES; /* anchors have no case */
  if (takes(it, "!") || takes(it, "<!")) return GROUP_EXCLUDES;
  if (!takes(it, "<") && !takes(it, "P<")) it->failed = true;
  while (!it->failed && !takes(it, ">")) {
    if (it->at >= it->pattern.length) it->failed = true;
    it->at++;
  }
  return GROUP_MATCHES;
}

static size_t take_number(parser *it) {
  size_t value = 0;
  while (ayes_byte_is_digit(peek(it, 0)) && value < 100000)
    value = value * 10 + (size_t)(it->pattern.data[it->at++] - '0');
  return value;
}

/* "{2,}" and the like; a brace that is none of these is a character of its own. What stands in
 * braces without a number first differs between versions of PCRE2. */
static quantity take_braces(parser *it) {
  size_t start = it->at++;
  if (peek(it, 0) == ',' || peek(it, 0) == ' ') it->failed = true;
  bool has_number = ayes_byte_is_digit(peek(it, 0));
  quantity found = {.least = take_number(it), .is_written = true};
  found.most = found.least;
  if (takes(it, ",")) found.most = ayes_byte_is_digit(peek(it, 0)) ? take_number(it) : SIZE_MAX;
  if (has_number && takes(it, "}")) return found;
  it->at = start;
  return (quantity){1, 1, false};
}

static quantity take_quantity(parser *it) {
  quantity found = {1, 1, false};
  if (takes(it, "?")) found = (quantity){0, 1, true};
  else if (takes(it, "*")) found = (quantity){0, SIZE_MAX, true};
  else if (takes(it, "+")) found = (quantity){1, SIZE_MAX, true};
  else if (peek(it, 0) == '{') found = take_braces(it);
  if (found.is_written && !takes(it, "?")) (void)takes(it, "+");
  return found;
}

/* ---- Sequences ---- */

static void take_alternatives(parser *it, size_t depth, finding *out);

/* What is only looked at, before or behind, has no place in a match. */
static void unplace(finding *found) {
  for (size_t i = 0; i < found->best.count; i++) {
    found->best.items[i].reach = AYES_ANCHOR_FAR;
    found->best.items[i].is_back = found->best.items[i].is_first = false;
  }
  found->leads.count = found->width = 0;
}

static void take_group(parser *it, size_t depth, element *out) {
  group_kind kind = take_group_start(it);
  if (depth == DEPTH_LIMIT) it->failed = true;
  if (it->failed) return;
  take_alternatives(it, depth + 1, &out->found);
  if (!takes(it, ")")) it->failed = true;
  if (kind == GROUP_EXCLUDES) out->found.best.count = 0;
  if (kind != GROUP_MATCHES) unplace(&out->found);
  out->is_group = true;
}

static void take_element(parser *it, size_t depth, element *out) {
  finding *found = &out->found;
  char escaped = peek(it, 0) == '\\' ? peek(it, 1) : '\0';
  out->literal = ayes_span_make(NULL, 0);
  out->is_group = false;
  out->is_boundary = escaped == 'b';
  out->is_start = escaped == 'A' || peek(it, 0) == '^';
  out->is_sign = out->is_start || (escaped && strchr("bBWshvR", escaped));
  found->best.count = found->leads.count = 0;
  found->width = CHARACTER;
  if (takes(it, "\\")) {
    out->literal = take_escape(it);
    found->width = width_of_escape(escaped);
  } else if (takes(it, "(")) take_group(it, depth, out);
  else if (takes(it, "^") || takes(it, "$")) found->width = 0;
  else if (takes(it, "[")) {
    take_class(it, &found->best);
    found->leads = found->best;
    out->is_group = true;
  } else if (!takes(it, ".")) out->literal = take_character(it);
  if (!out->literal.length) return;
  found->width = width_of_literal(out->literal);
  out->is_sign = !is_word_byte(out->literal.data[0]);
}

static bool is_boundary_next(const parser *it) { return peek(it, 0) == '\\' && peek(it, 1) == 'b'; }

static bool is_end_next(const parser *it) {
  return it->at >= it->pattern.length || peek(it, 0) == '|' || peek(it, 0) == ')';
}

/* What stands around a group tells more of the anchors in it. */
static void place_group(const reading *it, const parser *from, bool is_repeated,
                        ayes_anchors *set) {
  for (size_t i = 0; i < set->count; i++) {
    ayes_anchor *anchor = &set->items[i];
    bool is_back = anchor->is_back && !is_repeated;
    if (!anchor->reach && it->after_boundary) anchor->starts = is_word_byte(anchor->bytes[0]);
    if (is_back && is_boundary_next(from))
      anchor->ends = is_word_byte(anchor->bytes[anchor->length - 1]);
    anchor->is_first = anchor->is_first || (!anchor->reach && it->is_opening);
    anchor->reach = widen(anchor->reach, it->found->width, 1);
    anchor->is_back = is_back && is_end_next(from);
  }
}

static void add_group(reading *it, const parser *from, bool is_repeated, finding *group) {
  place_group(it, from, is_repeated, &group->best);
  place_group(it, from, is_repeated, &group->leads);
  offer(&it->found->best, &group->best);
  offer_leads(&it->found->leads, &group->leads);
}

static void add_literal(reading *it, ayes_span literal) {
  if (it->run.length + literal.length > AYES_ANCHOR_BYTES) offer_run(it, false, false);
  if (!it->run.length) {
    it->run.reach = it->found->width;
    it->run.is_first = it->is_opening;
    it->run.starts = it->after_boundary && is_word_byte(literal.data[0]);
  }
  append(&it->run, literal);
  it->found->width = widen(it->found->width, width_of_literal(literal), 1);
}

/* Adds an element; from is behind it. */
static void add_element(reading *it, const parser *from, quantity times, element *next) {
  size_t literals = 0;
  if (next->is_group && times.least) add_group(it, from, times.is_written, &next->found);
  if (next->literal.length)
    for (; literals < times.least && literals < AYES_ANCHOR_BYTES; literals++)
      add_literal(it, next->literal);
  if (times.is_written || !next->literal.length) offer_run(it, next->is_boundary, false);
  it->found->width = widen(it->found->width, next->found.width, times.most - literals);
  it->after_boundary = next->is_boundary && !times.is_written;
  it->is_opening = next->is_sign && (it->is_opening || (next->is_start && !times.is_written));
}

static void take_sequence(parser *it, size_t depth, finding *out) {
  reading done = {.found = out};
  element next;
  out->best.count = out->leads.count = out->width = 0;
  while (!it->failed && !is_end_next(it)) {
    take_element(it, depth, &next);
    quantity times = take_quantity(it);
    add_element(&done, it, times, &next);
  }
  offer_run(&done, false, true);
}

static void take_alternatives(parser *it, size_t depth, finding *out) {
  finding one;
  bool all = true, all_lead = true;
  out->best.count = out->leads.count = out->width = 0;
  do {
    take_sequence(it, depth, &one);
    if (one.best.count == 0 || !unite(&out->best, &one.best)) all = false;
    if (one.leads.count == 0 || !unite(&out->leads, &one.leads)) all_lead = false;
    if (out->width < one.width) out->width = one.width;
  } while (!it->failed && takes(it, "|"));
  if (!all) out->best.count = 0;
  if (!all_lead) out->leads.count = 0;
}

bool ayes_anchors_derive(ayes_span pattern, ayes_anchors *anchors, ayes_anchors *leads) {
  parser it = {.pattern = pattern};
  finding found;
  take_alternatives(&it, 0, &found);
  if (it.at < pattern.length || it.failed) found.best.count = found.leads.count = 0;
  *anchors = found.best;
  *leads = found.leads;
  return anchors->count > 0;
}
