/* SPDX-License-Identifier: MIT
 *
 * Sentences are drawn from lists by place, so that templates have as few runs of five words in
 * common as letters on different matters would. Random numbers: SplitMix64 (Steele, Lea & Flood
 * 2014), started from the letter's number, so that any letter can be made by itself.
 */
#include "duplicates/letters.h"

#include "base/bits.h"

static const char *const openers[] = {
    "clearly",  "sadly",     "honestly", "frankly",   "today",   "locally", "again",   "besides",
    "normally", "naturally", "often",    "sometimes", "finally", "indeed",  "luckily", "lately"};
static const char *const describing[] = {
    "old",    "quiet",  "narrow", "crowded", "planned", "costly", "useful",  "muddy",
    "bright", "shared", "busy",   "empty",   "rural",   "steep",  "flooded", "new",
    "modest", "shabby", "rapid",  "distant", "safe",    "broken", "weekly",  "tiny"};
static const char *const things[] = {
    "bridge",     "library", "timetable", "orchard", "clinic",    "pavement", "market",  "depot",
    "harbour",    "school",  "footpath",  "budget",  "allotment", "station",  "nursery", "crossing",
    "theatre",    "river",   "workshop",  "lantern", "bakery",    "museum",   "ferry",   "meadow",
    "playground", "chapel",  "warehouse", "kerb",    "bus",       "garden",   "square",  "pump"};
static const char *const doings[] = {
    "serves",   "crosses",  "delays",  "feeds",    "shelters", "divides", "supports", "blocks",
    "connects", "floods",   "employs", "teaches",  "slows",    "warms",   "empties",  "lights",
    "carries",  "replaces", "borders", "outlasts", "repairs",  "guards",  "measures", "shades"};
static const char *const people[] = {"pensioners", "commuters", "farmers",    "children",
                                     "nurses",     "traders",   "cyclists",   "tenants",
                                     "teachers",   "anglers",   "volunteers", "drivers",
                                     "visitors",   "parents",   "students",   "carers"};
static const char *const places[] = {
    "near the mill",       "behind the church",   "along the quay",     "above the weir",
    "beside the old barn", "past the roundabout", "under the viaduct",  "across the common",
    "by the west gate",    "at the far end",      "within the village", "beyond the ring road"};
static const char *const times[] = {"every winter",     "after dark",       "on market days",
                                    "before breakfast", "during holidays",  "most evenings",
                                    "once a month",     "throughout spring"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static uint64_t next_number(letters *it) { return ayes_mix_bits(it->state += 0x9E3779B97F4A7C15u); }

static size_t below(letters *it, size_t limit) { return (size_t)(next_number(it) % limit); }

static void put(letters *it, const char *word) {
  if (it->count < LETTER_WORDS_LIMIT) it->words[it->count++] = word;
}

#define PUT_ONE_OF(it, list) put((it), (list)[below((it), COUNT(list))])

static const char *any_word(letters *it) {
  switch (below(it, 4)) {
    case 0: return openers[below(it, COUNT(openers))];
    case 1: return describing[below(it, COUNT(describing))];
    case 2: return doings[below(it, COUNT(doings))];
    default: return things[below(it, COUNT(things))];
  }
}

static void put_sentence(letters *it) {
  bool opened = below(it, 2) == 0;
  if (opened) PUT_ONE_OF(it, openers);
  put(it, "the");
  PUT_ONE_OF(it, describing);
  PUT_ONE_OF(it, things);
  PUT_ONE_OF(it, places);
  PUT_ONE_OF(it, doings);
  PUT_ONE_OF(it, describing);
  PUT_ONE_OF(it, people);
  if (below(it, 2)) {
    put(it, "and the");
    PUT_ONE_OF(it, things);
  }
  PUT_ONE_OF(it, times);
  put(it, ".");
}

/* A template is the same for whoever uses it. Places and times count as one entry. */
static void put_template(letters *it, size_t number) {
  uint64_t own = it->state;
  it->state = 7919 * (number + 1);
  size_t sentences = 9 + below(it, 9);
  for (size_t i = 0; i < sentences; i++) put_sentence(it);
  it->state = own;
}

static void remove_words(letters *it, size_t first, size_t count) {
  if (first + count > it->count) count = it->count - first;
  memmove(&it->words[first], &it->words[first + count],
          (it->count - first - count) * sizeof *it->words);
  it->count -= count;
}

static void insert_word(letters *it, size_t at, const char *word) {
  if (it->count == LETTER_WORDS_LIMIT) return;
  memmove(&it->words[at + 1], &it->words[at], (it->count - at) * sizeof *it->words);
  it->words[at] = word;
  it->count++;
}

static void scatter_edits(letters *it, size_t edits) {
  for (size_t i = 0; i < edits && it->count > 1; i++) {
    size_t at = below(it, it->count);
    size_t kind = below(it, 4);
    if (kind == 0) remove_words(it, at, 1);
    else if (kind == 1) insert_word(it, at, any_word(it));
    else it->words[at] = any_word(it);
  }
}

static void leave_out(letters *it, size_t words) {
  if (words) remove_words(it, below(it, it->count), words);
}

/* Sentences of the sender's own, before or after the letter. */
static void add_own(letters *it, size_t words) {
  const char *letter[LETTER_WORDS_LIMIT];
  size_t count = it->count;
  bool before = below(it, 2) == 0;
  if (words == 0) return;
  memcpy(letter, it->words, count * sizeof *letter);
  if (before) it->count = 0;
  size_t wanted = it->count + words;
  while (it->count < wanted && it->count < LETTER_WORDS_LIMIT) put_sentence(it);
  for (size_t i = 0; before && i < count; i++) put(it, letter[i]);
}

static void write_text(letters *it) {
  ayes_buffer_clear(&it->text);
  for (size_t i = 0; i < it->count; i++) {
    if (i && strcmp(it->words[i], ".") != 0) ayes_buffer_add_byte(&it->text, ' ');
    ayes_buffer_add_text(&it->text, it->words[i]);
  }
}

void letters_make(letters *it, size_t index) {
  it->state = 1000003 * ((uint64_t)index + 1);
  it->count = 0;
  it->template_number = below(it, LETTER_TEMPLATES);
  put_template(it, it->template_number);
  size_t edits = it->count * below(it, 401) / 1000;
  switch (below(it, 20)) {
    case 0: break;
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6: scatter_edits(it, edits); break;
    case 7:
    case 8:
    case 9:
    case 10:
    case 11:
    case 12: add_own(it, edits); break;
    case 13:
    case 14:
    case 15: leave_out(it, edits); break;
    default: add_own(it, edits / 2); scatter_edits(it, edits / 2);
  }
  write_text(it);
}

void letters_release(letters *it) { ayes_buffer_release(&it->text); }
