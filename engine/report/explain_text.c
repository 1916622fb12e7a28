/* SPDX-License-Identifier: MIT
 *
 * The verdict, the text with its evidence, the marks, the sum: from what most readers want to what
 * the author of a list wants. The text is drawn from one sign a byte, painted by the marks, the
 * more telling ones over the others.
 */
#include "report/explain.h"

#include <math.h>

#include "base/memory.h"
#include "report/terminal.h"
#include "tally/labels.h"
#include "text/marks.h"
#include "text/utf8.h"

enum { WIDTH = 78, MARGIN = 2, WORDS = 30, KIND = 13, WEIGHT = 8 };

typedef struct paint {
  char sign;
  ayes_style style;
  const char *meaning;
} paint;

/* In the order of painting: later ones cover earlier ones. */
enum { PAINT_TOPIC, PAINT_ACT, PAINT_MENTION, PAINT_SHIFT, PAINT_FOR, PAINT_AGAINST, PAINTS };

static const paint paints[PAINTS] = {
    [PAINT_TOPIC] = {'.', AYES_STYLE_TOPIC, "topic"},
    [PAINT_ACT] = {'!', AYES_STYLE_SHIFT, "act"},
    [PAINT_MENTION] = {'=', AYES_STYLE_STRONG, "proposal or rival"},
    [PAINT_SHIFT] = {'~', AYES_STYLE_SHIFT, "turns or weakens"},
    [PAINT_FOR] = {'+', AYES_STYLE_FOR, "for"},
    [PAINT_AGAINST] = {'-', AYES_STYLE_AGAINST, "against"},
};

/* Index of a mark's paint, or PAINTS for none. */
static int paint_of(const ayes_evidence *mark) {
  switch (ayes_kind_layer(ayes_kind_find(ayes_span_of(mark->kind)))) {
    case AYES_LAYER_OPINION:
      return mark->weight > 0 ? PAINT_FOR : mark->weight < 0 ? PAINT_AGAINST : PAINTS;
    case AYES_LAYER_SHIFT: return PAINT_SHIFT;
    case AYES_LAYER_ACT: return PAINT_ACT;
    case AYES_LAYER_MENTION: return PAINT_MENTION;
    case AYES_LAYER_TOPIC: return PAINT_TOPIC;
    default: return PAINTS;
  }
}

/* One byte of paint (index + 1, 0 for none) a byte of text. */
static void paint_text(const ayes_explanation *it, unsigned char *canvas) {
  memset(canvas, 0, it->result->text.length);
  for (int layer = 0; layer < PAINTS; layer++) {
    for (size_t i = 0; i < it->mark_count; i++) {
      const ayes_evidence *mark = &it->marks[i];
      if (paint_of(mark) != layer || mark->byte_end > it->result->text.length) continue;
      memset(canvas + mark->byte_start, layer + 1, mark->byte_end - mark->byte_start);
    }
  }
}

static size_t character_length(ayes_span text) {
  uint32_t code_point;
  size_t length = ayes_utf8_decode(text, &code_point);
  return length ? length : 1;
}

static void add_coloured(ayes_buffer *buffer, ayes_span line, const unsigned char *canvas) {
  unsigned char current = 0;
  for (size_t at = 0; at < line.length;) {
    if (canvas[at] != current) {
      if (current) ayes_terminal_style(buffer, true, AYES_STYLE_NONE);
      current = canvas[at];
      if (current) ayes_terminal_style(buffer, true, paints[current - 1].style);
    }
    size_t length = character_length(ayes_span_from(line, at));
    ayes_terminal_add(buffer, ayes_span_slice(line, at, at + length));
    at += length;
  }
  if (current) ayes_terminal_style(buffer, true, AYES_STYLE_NONE);
  ayes_buffer_add_byte(buffer, '\n');
}

/* The line of signs under a line of text, without spaces at its end; nothing when it is empty. */
static void add_signs(ayes_buffer *buffer, ayes_span line, const unsigned char *canvas) {
  size_t waiting = MARGIN;
  bool any = false;
  for (size_t at = 0; at < line.length;) {
    size_t length = character_length(ayes_span_from(line, at));
    size_t columns = ayes_terminal_width(ayes_span_slice(line, at, at + length));
    if (canvas[at]) {
      ayes_buffer_add_repeated(buffer, ' ', waiting);
      ayes_buffer_add_repeated(buffer, paints[canvas[at] - 1].sign, columns);
      waiting = 0;
      any = true;
    } else {
      waiting += columns;
    }
    at += length;
  }
  if (any) ayes_buffer_add_byte(buffer, '\n');
}

static void add_line(ayes_buffer *buffer, bool colour, ayes_span line,
                     const unsigned char *canvas) {
  if (line.length) ayes_buffer_add_repeated(buffer, ' ', MARGIN);
  if (colour) {
    add_coloured(buffer, line, canvas);
    return;
  }
  ayes_terminal_add(buffer, line);
  ayes_buffer_add_byte(buffer, '\n');
  add_signs(buffer, line, canvas);
}

static void add_painted(ayes_buffer *buffer, bool colour, ayes_span text,
                        const unsigned char *canvas) {
  size_t at = 0;
  while (at < text.length) {
    ayes_span rest = ayes_span_from(text, at);
    size_t length = ayes_terminal_line_length(rest, WIDTH - MARGIN);
    add_line(buffer, colour, ayes_span_slice(rest, 0, length), canvas + at);
    at += length;
    if (at < text.length && ayes_byte_is_space(text.data[at])) at++;
  }
}

static void add_legend(const ayes_explanation *it, bool colour, ayes_buffer *buffer) {
  bool used[PAINTS + 1] = {false};
  for (size_t i = 0; i < it->mark_count; i++) used[paint_of(&it->marks[i])] = true;
  bool first = true;
  for (int i = PAINTS - 1; i >= 0; i--) {
    if (!used[i]) continue;
    ayes_buffer_add_text(buffer, first ? "\n  " : "   ");
    first = false;
    ayes_terminal_style(buffer, colour, paints[i].style);
    if (!colour) {
      ayes_buffer_add_byte(buffer, paints[i].sign);
      ayes_buffer_add_byte(buffer, ' ');
    }
    ayes_buffer_add_text(buffer, paints[i].meaning);
    ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  }
  if (!first) ayes_buffer_add_byte(buffer, '\n');
}

static void add_text(const ayes_explanation *it, bool colour, ayes_buffer *buffer) {
  unsigned char *canvas = ayes_memory_new(it->result->text.length);
  if (!canvas) {
    buffer->failed = true;
    return;
  }
  paint_text(it, canvas);
  add_painted(buffer, colour, it->result->text, canvas);
  add_legend(it, colour, buffer);
  ayes_memory_free(canvas);
}

/* A number with its sign and two decimals, right-aligned. */
static void add_weight(ayes_buffer *buffer, double weight, size_t width, bool sign) {
  double size = weight < 0 ? -weight : weight;
  size_t units = (size_t)((size < 1e6 ? size : 1e6) * 100 + 0.5);
  size_t columns = units >= 100000 ? 8 : units >= 10000 ? 7 : units >= 1000 ? 6 : 5;
  const char *mark = weight < 0 && units ? "-" : sign && units ? "+" : " ";
  if (columns < width) ayes_buffer_add_repeated(buffer, ' ', width - columns);
  ayes_buffer_add_format(buffer, "%s%zu.%02zu", mark, units / 100, units % 100);
}

static ayes_style style_of_stance(ayes_stance stance) {
  return stance == AYES_SUPPORT  ? AYES_STYLE_FOR
         : stance == AYES_OPPOSE ? AYES_STYLE_AGAINST
                                 : AYES_STYLE_STRONG;
}

static void add_verdict(const ayes_explanation *it, bool colour, ayes_buffer *buffer) {
  const ayes_result *result = it->result;
  ayes_terminal_style(buffer, colour, style_of_stance(result->stance));
  ayes_buffer_add_text(buffer, ayes_label_of_stance(result->stance));
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  if (result->conditional) ayes_buffer_add_text(buffer, ", on a condition");
  ayes_buffer_add_text(buffer, ", score ");
  ayes_buffer_add_number(buffer, result->score, 2);
  ayes_buffer_add_text(buffer, ", confidence ");
  ayes_buffer_add_number(buffer, result->confidence, 2);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_labelled(ayes_buffer *buffer, const char *label, ayes_span text) {
  ayes_terminal_add_cell(buffer, ayes_span_of(label), 10);
  ayes_terminal_add_wrapped(buffer, text, 10, WIDTH);
}

static void add_target(const ayes_explanation *it, ayes_buffer *buffer) {
  if (it->target.length == 0) {
    add_labelled(buffer, "proposal", ayes_span_of("none was named"));
    return;
  }
  add_labelled(buffer, "proposal", it->proposal.length ? it->proposal : it->target);
  if (it->direction < 0)
    add_labelled(buffer, "",
                 ayes_span_of("It would end or cut something: harm done by that "
                              "speaks for the proposal."));
  if (it->restricts)
    add_labelled(buffer, "", ayes_span_of("It allows only a part: asking for more opposes it."));
}

static void add_names(ayes_buffer *buffer, const char *label, unsigned bits, unsigned count,
                      const char *(*name)(unsigned)) {
  ayes_buffer names = {0};
  for (unsigned i = 0; i < count; i++) {
    if (!(bits & 1u << i)) continue;
    if (names.length) ayes_buffer_add_text(&names, ", ");
    ayes_buffer_add_text(&names, name(1u << i));
  }
  if (names.length) add_labelled(buffer, label, ayes_buffer_span(&names));
  buffer->failed |= names.failed;
  ayes_buffer_release(&names);
}

static void add_topics(const ayes_result *result, ayes_buffer *buffer) {
  ayes_buffer names = {0};
  for (size_t i = 0; i < result->topic_count; i++) {
    if (i) ayes_buffer_add_text(&names, ", ");
    ayes_buffer_add_text(&names, result->topics[i].id);
    ayes_buffer_add_byte(&names, ' ');
    ayes_buffer_add_number(&names, result->topics[i].weight, 2);
  }
  if (names.length) add_labelled(buffer, "topics", ayes_buffer_span(&names));
  buffer->failed |= names.failed;
  ayes_buffer_release(&names);
}

/* Only opinions enter the sum. */
static bool is_opinion(const ayes_evidence *mark) {
  return ayes_kind_layer(ayes_kind_find(ayes_span_of(mark->kind))) == AYES_LAYER_OPINION;
}

static void add_mark(const ayes_explanation *it, const ayes_evidence *mark, bool colour,
                     ayes_buffer *buffer) {
  ayes_span words = ayes_span_slice(it->result->text, mark->byte_start, mark->byte_end);
  ayes_buffer_add_text(buffer, mark->decisive ? "* " : "  ");
  ayes_terminal_add_cell(buffer, words, WORDS);
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(mark->kind), KIND);
  add_weight(buffer, mark->plain_weight, WEIGHT, false);
  if (is_opinion(mark)) add_weight(buffer, mark->weight, WEIGHT, true);
  else ayes_buffer_add_repeated(buffer, ' ', WEIGHT);
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add(buffer, ayes_span_of(mark->source));
  if (mark->topic) {
    ayes_buffer_add_text(buffer, " (");
    ayes_buffer_add_text(buffer, mark->topic);
    ayes_buffer_add_byte(buffer, ')');
  }
  ayes_buffer_add_byte(buffer, '\n');
  if (!mark->turned[0]) return;
  ayes_buffer_add_text(buffer, "      ");
  ayes_terminal_style(buffer, colour, AYES_STYLE_FAINT);
  ayes_terminal_add_wrapped(buffer, ayes_span_of(mark->turned), 6, WIDTH);
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
}

static void add_marks(const ayes_explanation *it, bool colour, ayes_buffer *buffer) {
  if (it->mark_count == 0) {
    ayes_buffer_add_text(buffer, "No entry of the lists was found in it.\n");
    return;
  }
  ayes_terminal_style(buffer, colour, AYES_STYLE_FAINT);
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of("words"), WORDS + 2);
  ayes_terminal_add_cell(buffer, ayes_span_of("kind"), KIND);
  ayes_buffer_add_text(buffer, "  listed  counts  source\n");
  ayes_terminal_style(buffer, colour, AYES_STYLE_NONE);
  for (size_t i = 0; i < it->mark_count; i++) add_mark(it, &it->marks[i], colour, buffer);
}

static void add_sides(ayes_buffer *buffer, const char *label, double in_favour, double against) {
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add_cell(buffer, ayes_span_of(label), 14);
  ayes_buffer_add_text(buffer, " for");
  add_weight(buffer, in_favour, 6, false);
  ayes_buffer_add_text(buffer, "   against");
  add_weight(buffer, against, 6, false);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_part(ayes_buffer *buffer, const char *name, double value) {
  ayes_buffer_add_format(buffer, "  %-14s ", name);
  add_weight(buffer, value, 6, true);
  ayes_buffer_add_byte(buffer, '\n');
}

/* What was learned and what the rules say, as log-odds. */
static void add_blend(const ayes_explanation *it, ayes_buffer *buffer) {
  double value = it->learned + it->rules + it->constant;
  add_sides(buffer, "said outright", it->outright_for, it->outright_against);
  add_sides(buffer, "tone", it->tone_for, it->tone_against);
  add_part(buffer, "rules", it->rules);
  add_part(buffer, "learned words", it->learned);
  add_part(buffer, "usual here", it->constant);
  ayes_buffer_add_text(buffer, "  sum            ");
  add_weight(buffer, value, 6, true);
  ayes_buffer_add_format(buffer, ": a chance of %.0f %% for, so ", 100 / (1 + exp(-value)));
  ayes_buffer_add_text(buffer, ayes_label_of_stance(it->result->stance));
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_sum(const ayes_explanation *it, ayes_buffer *buffer) {
  double distance = it->sum < 0 ? -it->sum : it->sum;
  add_sides(buffer, "said outright", it->outright_for, it->outright_against);
  add_sides(buffer, "tone", it->tone_for, it->tone_against);
  ayes_buffer_add_text(buffer, "  sum            ");
  add_weight(buffer, it->sum, 0, true);
  if (it->result->stance == AYES_MIXED)
    ayes_buffer_add_text(buffer, ": both sides weigh too much for one of them, so ");
  else if (distance < it->threshold) ayes_buffer_add_text(buffer, ": nearer to 0 than ");
  else ayes_buffer_add_text(buffer, ": at least ");
  if (it->result->stance != AYES_MIXED) {
    ayes_buffer_add_number(buffer, it->threshold, 2);
    ayes_buffer_add_text(buffer, distance < it->threshold ? ", so " : " from 0, so ");
  }
  ayes_buffer_add_text(buffer, ayes_label_of_stance(it->result->stance));
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_explanation_text(const ayes_explanation *it, bool colour, ayes_buffer *buffer) {
  add_verdict(it, colour, buffer);
  add_target(it, buffer);
  add_names(buffer, "acts", it->result->acts, AYES_ACT_COUNT, ayes_label_of_act);
  add_topics(it->result, buffer);
  add_names(buffer, "flags", it->result->flags, AYES_FLAG_COUNT, ayes_label_of_flag);
  if (it->result->flags & AYES_FLAG_EMPTY) {
    ayes_buffer_add_text(buffer, it->result->flags & AYES_FLAG_PLACEHOLDER
                                     ? "\nIt only stands where there is no answer.\n"
                                     : "\nThere are no words in it.\n");
    return;
  }
  ayes_buffer_add_byte(buffer, '\n');
  add_text(it, colour, buffer);
  ayes_buffer_add_byte(buffer, '\n');
  add_marks(it, colour, buffer);
  ayes_buffer_add_byte(buffer, '\n');
  if (it->is_learned) add_blend(it, buffer);
  else add_sum(it, buffer);
}
