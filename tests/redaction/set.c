/* SPDX-License-Identifier: MIT
 *
 * A text is three sentences with a value, one with a look-alike and a plain one, in an order drawn
 * by a generator with a fixed seed (xorshift64*, Vigna 2016). Sentences that open with "\n" end a
 * letter and go last.
 */
#include "redaction/set.h"

enum { PIECES = REDACTION_PER_TEXT + 2 };

size_t redaction_random_below(redaction_random *random, size_t limit) {
  uint64_t x = random->state;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  random->state = x;
  return (size_t)((x * UINT64_C(2685821657736338717)) >> 33) % limit;
}

static const char *pick(redaction_random *random, const char *const *list) {
  size_t count = 0;
  while (list[count]) count++;
  return list[redaction_random_below(random, count)];
}

typedef struct piece {
  const char *sentence;
  size_t kind; /* REDACTION_KINDS: a look-alike; one more: a filler */
} piece;

static void shuffle(redaction_random *random, piece pieces[PIECES]) {
  for (size_t i = PIECES; i > 1; i--) {
    size_t k = redaction_random_below(random, i);
    piece swapped = pieces[i - 1];
    pieces[i - 1] = pieces[k];
    pieces[k] = swapped;
  }
  for (size_t i = 0; i + 1 < PIECES; i++) {
    if (pieces[i].sentence[0] != '\n') continue;
    piece swapped = pieces[i];
    pieces[i] = pieces[PIECES - 1];
    pieces[PIECES - 1] = swapped;
  }
}

static void add_planted(redaction_random *random, size_t kind, bool held_out,
                        redaction_text *text) {
  redaction_planted *planted = &text->planted[text->planted_count++];
  planted->kind = kind;
  planted->start = text->text.length;
  redaction_add_value(random, kind, held_out, &text->text);
  planted->end = text->text.length;
}

static void add_piece(redaction_random *random, const piece *it, bool held_out,
                      redaction_text *text) {
  if (text->text.length && it->sentence[0] != '\n') ayes_buffer_add_byte(&text->text, ' ');
  size_t start = text->text.length;
  for (const char *at = it->sentence; *at; at++) {
    if (*at == '%' && it->kind < REDACTION_KINDS) add_planted(random, it->kind, held_out, text);
    else if (*at == '#' && it->kind == REDACTION_KINDS)
      ayes_buffer_add_byte(&text->text, (char)('1' + redaction_random_below(random, 9)));
    else ayes_buffer_add_byte(&text->text, *at);
  }
  if (it->kind != REDACTION_KINDS) return;
  text->look_alike_start = start;
  text->look_alike_end = text->text.length;
}

/* Of two endings of a letter the second is drawn again. */
static const char *draw(redaction_random *random, const char *const *list, bool *has_ending) {
  const char *sentence = pick(random, list);
  while (*has_ending && sentence[0] == '\n') sentence = pick(random, list);
  *has_ending |= sentence[0] == '\n';
  return sentence;
}

void redaction_text_make(size_t index, redaction_text *text) {
  bool held_out = index % 2 == 1, has_ending = false;
  const redaction_family *family = held_out ? &redaction_held_out : &redaction_tuned;
  redaction_random random = {UINT64_C(0x9E3779B97F4A7C15) ^ ((index + 1) * 7919)};
  piece pieces[PIECES];
  ayes_buffer_clear(&text->text);
  text->planted_count = 0;
  text->is_held_out = held_out;
  for (size_t i = 0; i < 8; i++) (void)redaction_random_below(&random, 2);
  for (size_t i = 0; i < REDACTION_PER_TEXT; i++) {
    size_t kind = (index / 2 * REDACTION_PER_TEXT + i) % REDACTION_KINDS;
    pieces[i] = (piece){draw(&random, family->sentences[kind], &has_ending), kind};
  }
  pieces[3] = (piece){pick(&random, family->look_alikes), REDACTION_KINDS};
  pieces[4] = (piece){pick(&random, family->fillers), REDACTION_KINDS + 1};
  shuffle(&random, pieces);
  for (size_t i = 0; i < PIECES; i++) add_piece(&random, &pieces[i], held_out, text);
}

void redaction_text_release(redaction_text *text) { ayes_buffer_release(&text->text); }
