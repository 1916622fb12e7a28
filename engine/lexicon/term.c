/* SPDX-License-Identifier: MIT
 *
 * A term is read once from left to right. Every element (a word, a gap, a group in parentheses)
 * becomes arcs of a net from the point where it begins to the one where it ends; alternatives begin
 * and end at the same points. How far the phrases go is kept beside the net, so that limits are
 * told where they are passed. Open parentheses wait on a stack of fixed depth, so nothing recurses.
 */
#include "lexicon/term.h"

#include "base/memory.h"
#include "lexicon/extent.h"

/* One open parenthesis, or the term itself at level 0. */
typedef struct level {
  ayes_extent done;    /* of the alternatives before the last bar */
  ayes_extent current; /* of the alternative being read */
  uint32_t start, end; /* points of all alternatives */
  size_t opened;       /* byte of the parenthesis */
  size_t alternative;  /* where the one being read begins */
} level;

struct ayes_term_reader {
  ayes_symbols *symbols;
  ayes_span source;
  size_t at; /* byte of source */
  level levels[AYES_TERM_DEPTH_LIMIT + 1];
  size_t depth;
  ayes_net net;
  uint32_t point; /* where what is read next begins */
};

ayes_status ayes_term_reader_new(const char *stemmer, ayes_vocabulary *vocabulary,
                                 const ayes_names *abbreviations, ayes_term_reader **out,
                                 ayes_error *error) {
  *out = NULL;
  ayes_term_reader *reader = ayes_memory_new_zeroed(1, sizeof *reader);
  if (!reader) return ayes_error_memory(error);
  ayes_status status =
      ayes_symbols_new(stemmer, vocabulary, abbreviations, &reader->symbols, error);
  if (status == AYES_OK) *out = reader;
  else ayes_term_reader_free(reader);
  return status;
}

void ayes_term_reader_free(ayes_term_reader *reader) {
  if (!reader) return;
  ayes_symbols_free(reader->symbols);
  ayes_net_release(&reader->net);
  ayes_memory_free(reader);
}

ayes_symbols *ayes_term_reader_symbols(ayes_term_reader *reader) { return reader->symbols; }

static ayes_status fail(ayes_error *error, const char *message) {
  return ayes_error_set(error, AYES_BAD_DATA, "%s", message);
}

static char peek(const ayes_term_reader *reader) {
  return reader->at < reader->source.length ? reader->source.data[reader->at] : '\0';
}

static bool take(ayes_term_reader *reader, char byte) {
  if (reader->at >= reader->source.length || reader->source.data[reader->at] != byte) return false;
  reader->at++;
  return true;
}

/* ---- Elements ---- */

/* What may follow an element. */
static bool at_boundary(const ayes_term_reader *reader) {
  char byte = peek(reader);
  return reader->at == reader->source.length || ayes_byte_is_space(byte) || byte == '|' ||
         byte == ')' || byte == '$';
}

/* An arc from where reading is to a new point. */
static ayes_status go_on(ayes_term_reader *reader, ayes_symbol symbol, ayes_error *error) {
  uint32_t point;
  ayes_status status = ayes_net_add_point(&reader->net, &point, error);
  if (status == AYES_OK)
    status = ayes_net_add_arc(&reader->net, reader->point, symbol, point, error);
  if (status == AYES_OK) reader->point = point;
  return status;
}

/* Makes an element optional that began at that point. */
static ayes_status leave_out(ayes_term_reader *reader, ayes_extent *element, uint32_t from,
                             ayes_error *error) {
  ayes_extent nothing = ayes_extent_of_words(0, 0);
  ayes_status status = ayes_extent_join(element, &nothing, error);
  if (status != AYES_OK) return status;
  return ayes_net_add_arc(&reader->net, from, AYES_SYMBOL_NOTHING, reader->point, error);
}

/* Ends an element: takes the question mark that makes it optional and puts it behind what there is.
 * from: the point where it began; start: the byte, for errors. */
static ayes_status finish_element(ayes_term_reader *reader, ayes_extent element, uint32_t from,
                                  size_t start, ayes_error *error) {
  ayes_status status = AYES_OK;
  if (take(reader, '?')) status = leave_out(reader, &element, from, error);
  if (status == AYES_OK && !at_boundary(reader)) return fail(error, "a space is missing here");
  size_t end = reader->at;
  reader->at = start;
  if (status == AYES_OK)
    status = ayes_extent_append(&reader->levels[reader->depth].current, &element, error);
  if (status == AYES_OK) reader->at = end;
  return status;
}

static bool is_syntax(char byte) {
  return ayes_byte_is_space(byte) || byte == '(' || byte == ')' || byte == '|' || byte == '?' ||
         byte == '~' || byte == '<' || byte == '>' || byte == '^' || byte == '$' || byte == '=';
}

static ayes_status read_word(ayes_term_reader *reader, ayes_error *error) {
  ayes_symbol symbols[AYES_TERM_WORD_LIMIT];
  size_t count, start = reader->at;
  uint32_t from = reader->point;
  bool exact = take(reader, '=');
  size_t first = reader->at;
  while (reader->at < reader->source.length && !is_syntax(peek(reader))) reader->at++;
  ayes_span word = ayes_span_slice(reader->source, first, reader->at);
  ayes_status status = ayes_symbols_read(reader->symbols, word, exact, symbols, &count, error);
  if (status != AYES_OK) {
    reader->at = start;
    return status;
  }
  for (size_t i = 0; status == AYES_OK && i < count; i++) status = go_on(reader, symbols[i], error);
  ayes_extent element = ayes_extent_of_words((unsigned)count, 0);
  return status == AYES_OK ? finish_element(reader, element, from, start, error) : status;
}

/* "~" or "~2". */
static ayes_status read_gap(ayes_term_reader *reader, ayes_error *error) {
  enum { USUAL_GAP = 3 };
  size_t start = reader->at++, width = USUAL_GAP;
  size_t digits = reader->at;
  uint32_t from = reader->point;
  while (ayes_byte_is_digit(peek(reader))) reader->at++;
  ayes_span number = ayes_span_slice(reader->source, digits, reader->at);
  bool good = number.length == 0 ||
              (ayes_span_to_size(number, &width) && width >= 1 && width <= AYES_TERM_GAP_LIMIT);
  if (!good || !at_boundary(reader)) {
    if (good) return fail(error, "a space is missing here");
    reader->at = start;
    return ayes_error_set(error, AYES_BAD_DATA, "a gap is of 1 to %d words", AYES_TERM_GAP_LIMIT);
  }
  ayes_status status = go_on(reader, ayes_symbol_of_gap((unsigned)width), error);
  ayes_extent element = ayes_extent_of_gap((unsigned)width);
  return status == AYES_OK ? finish_element(reader, element, from, start, error) : status;
}

static ayes_status read_placeholder(ayes_term_reader *reader, ayes_error *error) {
  static const struct {
    const char *name;
    ayes_symbol symbol;
  } placeholders[] = {{"<number>", AYES_SYMBOL_NUMBER},
                      {"<target>", AYES_SYMBOL_TARGET},
                      {"<rival>", AYES_SYMBOL_RIVAL}};
  size_t start = reader->at;
  uint32_t from = reader->point;
  ayes_span rest = ayes_span_from(reader->source, start);
  for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
    ayes_span name = ayes_span_of(placeholders[i].name);
    if (!ayes_span_starts_with(rest, name)) continue;
    reader->at += name.length;
    ayes_status status = go_on(reader, placeholders[i].symbol, error);
    ayes_extent element = ayes_extent_of_words(1, placeholders[i].symbol != AYES_SYMBOL_NUMBER);
    return status == AYES_OK ? finish_element(reader, element, from, start, error) : status;
  }
  return fail(error, "only <number>, <target> and <rival> may stand in angle brackets");
}

/* ---- Parentheses ---- */

static void open_level(ayes_term_reader *reader, size_t opened) {
  level *opening = &reader->levels[reader->depth];
  opening->opened = opened;
  opening->alternative = opened + 1;
  opening->start = reader->point;
  opening->done = ayes_extent_of_none();
  opening->current = ayes_extent_of_words(0, 0);
}

static ayes_status open_group(ayes_term_reader *reader, ayes_error *error) {
  if (reader->depth == AYES_TERM_DEPTH_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "parentheses stand more than %d deep",
                          AYES_TERM_DEPTH_LIMIT);
  reader->depth++;
  reader->at++;
  open_level(reader, reader->at - 1);
  return ayes_net_add_point(&reader->net, &reader->levels[reader->depth].end, error);
}

/* One that may be empty and does not look it makes the whole group optional, as nobody meant. */
static ayes_status finish_alternative(ayes_term_reader *reader, ayes_error *error) {
  level *inner = &reader->levels[reader->depth];
  ayes_span written = ayes_span_slice(reader->source, inner->alternative, reader->at);
  if (ayes_span_trim(written).length && inner->current.may_be_empty) {
    reader->at = inner->alternative;
    return fail(error, "this may be nothing at all: write (a|b)? for a group that may be missing");
  }
  inner->alternative = reader->at + 1;
  ayes_status status = ayes_extent_join(&inner->done, &inner->current, error);
  if (status == AYES_OK)
    status = ayes_net_add_arc(&reader->net, reader->point, AYES_SYMBOL_NOTHING, inner->end, error);
  inner->current = ayes_extent_of_words(0, 0);
  reader->point = inner->start;
  return status;
}

static ayes_status read_bar(ayes_term_reader *reader, ayes_error *error) {
  if (reader->depth == 0) return fail(error, "a bar may only stand inside parentheses");
  ayes_status status = finish_alternative(reader, error);
  if (status == AYES_OK) reader->at++;
  return status;
}

static ayes_status close_group(ayes_term_reader *reader, ayes_error *error) {
  if (reader->depth == 0) return fail(error, "this parenthesis was never opened");
  ayes_status status = finish_alternative(reader, error);
  if (status != AYES_OK) return status;
  const level *inner = &reader->levels[reader->depth];
  reader->depth--;
  reader->at++;
  reader->point = inner->end;
  return finish_element(reader, inner->done, inner->start, inner->opened, error);
}

/* ---- Terms ---- */

static ayes_status read_element(ayes_term_reader *reader, ayes_error *error) {
  switch (peek(reader)) {
    case '(': return open_group(reader, error);
    case '|': return read_bar(reader, error);
    case ')': return close_group(reader, error);
    case '~': return read_gap(reader, error);
    case '<': return read_placeholder(reader, error);
    case '^': return fail(error, "'^' may only stand at the start of a term");
    case '$': return fail(error, "'$' may only stand at the end of a term");
    case '?': return fail(error, "'?' must stand directly behind a word or a parenthesis");
    case '>': return fail(error, "'>' closes nothing");
    default: return read_word(reader, error);
  }
}

static uint8_t take_anchors(ayes_term_reader *reader) {
  unsigned anchors = 0;
  if (take(reader, '^'))
    anchors |= take(reader, '^') ? AYES_ANCHOR_TEXT_START : AYES_ANCHOR_SENTENCE_START;
  ayes_span *source = &reader->source;
  if (source->length > reader->at && source->data[source->length - 1] == '$') {
    source->length--;
    anchors |= AYES_ANCHOR_SENTENCE_END;
  }
  return (uint8_t)anchors;
}

static ayes_status check_phrases(const ayes_extent *phrases, ayes_error *error) {
  if (phrases->front || phrases->back)
    return fail(error, "a gap may not stand at the start or end of a phrase");
  if (phrases->may_be_empty || phrases->alone)
    return fail(error, "nothing is left of the term without its optional words");
  return AYES_OK;
}

static ayes_status read_term(ayes_term_reader *reader, ayes_term *term, size_t start,
                             ayes_error *error) {
  term->anchors = take_anchors(reader);
  if (ayes_span_trim(ayes_span_from(reader->source, reader->at)).length == 0) {
    reader->at = start;
    return fail(error, "the term is empty");
  }
  reader->depth = 0;
  reader->point = 0;
  open_level(reader, 0);
  ayes_status status = ayes_net_clear(&reader->net, error);
  while (status == AYES_OK && reader->at < reader->source.length) {
    if (ayes_byte_is_space(peek(reader))) reader->at++;
    else status = read_element(reader, error);
  }
  if (status != AYES_OK) return status;
  if (reader->depth) {
    reader->at = reader->levels[reader->depth].opened;
    return fail(error, "this parenthesis is never closed");
  }
  reader->at = start;
  reader->net.end = reader->point;
  term->net = &reader->net;
  term->phrase_count = reader->levels[0].current.count;
  return check_phrases(&reader->levels[0].current, error);
}

ayes_status ayes_term_read(ayes_term_reader *reader, ayes_span source, ayes_term *term,
                           size_t *fault, ayes_error *error) {
  reader->source = source;
  reader->at = 0;
  ayes_symbols_trim(reader->symbols);
  while (reader->at < source.length && ayes_byte_is_space(peek(reader))) reader->at++;
  size_t start = reader->at;
  while (reader->source.length > start &&
         ayes_byte_is_space(reader->source.data[reader->source.length - 1]))
    reader->source.length--;
  ayes_status status = read_term(reader, term, start, error);
  *fault = reader->at;
  return status;
}
