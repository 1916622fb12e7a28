/* SPDX-License-Identifier: MIT
 *
 * A term is read once from left to right. Every element (a word, a gap, a group in parentheses)
 * becomes a set of phrases; elements that follow each other are multiplied, alternatives are
 * joined. Open parentheses wait on a stack of fixed depth, so nothing recurses. Words go through
 * the tokenizer, so that a term matches what texts become. O(bytes + phrases * words).
 */
#include "lexicon/term.h"

enum { PLAIN_BYTES = 64 }; /* longest word of letters that is looked up as it stands */

/* One open parenthesis, or the term itself at level 0. */
typedef struct level {
  ayes_phrases done;    /* of the alternatives before the last bar */
  ayes_phrases current; /* of the alternative being read */
  size_t opened;        /* byte of the parenthesis */
  size_t alternative;   /* where the one being read begins */
} level;

struct ayes_term_reader {
  ayes_vocabulary *vocabulary;
  const ayes_names *abbreviations;
  ayes_stemmer *stemmer;
  ayes_names words; /* folded */
  struct {
    ayes_symbol *items; /* by word, form and stem: 0 where none was given out yet */
    size_t count, capacity;
  } symbols;
  ayes_vocabulary nothing; /* the tokenizer asks for one; symbols are given out here */
  ayes_types *types;       /* for what is more than a word of letters */
  ayes_text text;
  ayes_span source;
  size_t at; /* byte of source */
  level levels[AYES_TERM_DEPTH_LIMIT + 1];
  size_t depth;
  ayes_phrases element;
  ayes_phrases product;
};

ayes_status ayes_term_reader_new(const char *stemmer, ayes_vocabulary *vocabulary,
                                 const ayes_names *abbreviations, ayes_term_reader **out,
                                 ayes_error *error) {
  *out = NULL;
  ayes_term_reader *reader = ayes_memory_new_zeroed(1, sizeof *reader);
  if (!reader) return ayes_error_memory(error);
  reader->vocabulary = vocabulary;
  reader->abbreviations = abbreviations;
  ayes_status status = ayes_stemmer_new(stemmer, &reader->stemmer, error);
  if (status == AYES_OK) status = ayes_types_new(stemmer, &reader->nothing, &reader->types, error);
  if (status != AYES_OK) {
    ayes_term_reader_free(reader);
    return status;
  }
  *out = reader;
  return AYES_OK;
}

void ayes_term_reader_free(ayes_term_reader *reader) {
  if (!reader) return;
  for (size_t i = 0; i <= AYES_TERM_DEPTH_LIMIT; i++) {
    ayes_array_release(&reader->levels[i].done);
    ayes_array_release(&reader->levels[i].current);
  }
  ayes_array_release(&reader->element);
  ayes_array_release(&reader->product);
  ayes_array_release(&reader->symbols);
  ayes_text_release(&reader->text);
  ayes_stemmer_free(reader->stemmer);
  ayes_names_release(&reader->words);
  ayes_types_free(reader->types);
  ayes_vocabulary_release(&reader->nothing);
  ayes_memory_free(reader);
}

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

/* ---- Sets of phrases ---- */

static ayes_status add_phrase(ayes_phrases *phrases, const ayes_phrase *phrase, ayes_error *error) {
  if (phrases->count == AYES_TERM_SPELLING_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "the term stands for more than %d phrases",
                          AYES_TERM_SPELLING_LIMIT);
  ayes_phrase *added = ayes_array_add(phrases, error);
  if (!added) return AYES_NO_MEMORY;
  *added = *phrase;
  return AYES_OK;
}

static ayes_status add_empty(ayes_phrases *phrases, ayes_error *error) {
  static const ayes_phrase empty = {0};
  return add_phrase(phrases, &empty, error);
}

static ayes_status join(ayes_phrases *phrases, const ayes_phrases *more, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < more->count; i++)
    status = add_phrase(phrases, &more->items[i], error);
  return status;
}

static bool is_run(ayes_symbol word) {
  return word == AYES_SYMBOL_TARGET || word == AYES_SYMBOL_RIVAL;
}

/* Whether the phrase is one word of a text, as most elements are. */
static bool is_plain_word(const ayes_phrase *phrase) {
  return phrase->count == 1 && !phrase->gaps[0] && !phrase->trailing && !is_run(phrase->words[0]);
}

/* The limits that keep matching bounded, see match.c. */
static ayes_status check_limits(const ayes_phrase *phrase, ayes_error *error) {
  size_t gaps = phrase->trailing != 0, runs = 0;
  for (size_t i = 0; i < phrase->count; i++) {
    gaps += phrase->gaps[i] != 0;
    runs += is_run(phrase->words[i]);
  }
  if (gaps > AYES_TERM_GAP_COUNT_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d gaps",
                          AYES_TERM_GAP_COUNT_LIMIT);
  if (runs > AYES_TERM_RUN_COUNT_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d of <target> and <rival>",
                          AYES_TERM_RUN_COUNT_LIMIT);
  return AYES_OK;
}

/* Appends b to a; gaps that meet add up. */
static ayes_status concatenate(ayes_phrase *a, const ayes_phrase *b, ayes_error *error) {
  unsigned gap = a->trailing + (unsigned)(b->count ? b->gaps[0] : b->trailing);
  if (gap > AYES_TERM_GAP_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a gap is of 1 to %d words", AYES_TERM_GAP_LIMIT);
  if (a->count + b->count > AYES_TERM_WORD_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d words",
                          AYES_TERM_WORD_LIMIT);
  for (size_t i = 0; i < b->count; i++) {
    a->words[a->count + i] = b->words[i];
    a->gaps[a->count + i] = b->gaps[i];
  }
  if (b->count) a->gaps[a->count] = (uint8_t)gap;
  a->trailing = b->count ? b->trailing : (uint8_t)gap;
  a->count = (uint8_t)(a->count + b->count);
  return is_plain_word(b) ? AYES_OK : check_limits(a, error);
}

/* Lets every phrase of the level's alternative be followed by every phrase of the element. */
static ayes_status multiply(ayes_term_reader *reader, const ayes_phrases *element,
                            ayes_error *error) {
  ayes_phrases *current = &reader->levels[reader->depth].current;
  ayes_status status = AYES_OK;
  if (element->count == 1) {
    for (size_t i = 0; status == AYES_OK && i < current->count; i++)
      status = concatenate(&current->items[i], &element->items[0], error);
    return status;
  }
  reader->product.count = 0;
  for (size_t i = 0; status == AYES_OK && i < current->count; i++) {
    for (size_t j = 0; status == AYES_OK && j < element->count; j++) {
      ayes_phrase phrase = current->items[i];
      status = concatenate(&phrase, &element->items[j], error);
      if (status == AYES_OK) status = add_phrase(&reader->product, &phrase, error);
    }
  }
  ayes_phrases swapped = *current;
  *current = reader->product;
  reader->product = swapped;
  return status;
}

/* ---- Elements ---- */

/* What may follow an element. */
static bool at_boundary(const ayes_term_reader *reader) {
  char byte = peek(reader);
  return reader->at == reader->source.length || ayes_byte_is_space(byte) || byte == '|' ||
         byte == ')' || byte == '$';
}

/* Ends an element: takes the question mark that makes it optional and puts it behind what there is.
 * start: where it began, for errors. */
static ayes_status finish_element(ayes_term_reader *reader, ayes_phrases *element, size_t start,
                                  ayes_error *error) {
  ayes_status status = AYES_OK;
  if (take(reader, '?')) status = add_empty(element, error);
  if (status == AYES_OK && !at_boundary(reader)) return fail(error, "a space is missing here");
  size_t end = reader->at;
  reader->at = start;
  if (status == AYES_OK) status = multiply(reader, element, error);
  if (status == AYES_OK) reader->at = end;
  return status;
}

static ayes_status finish_symbol(ayes_term_reader *reader, ayes_symbol symbol, size_t start,
                                 ayes_error *error) {
  ayes_phrase phrase = {.words = {symbol}, .count = 1};
  reader->element.count = 0;
  ayes_status status = add_phrase(&reader->element, &phrase, error);
  return status == AYES_OK ? finish_element(reader, &reader->element, start, error) : status;
}

static bool is_syntax(char byte) {
  return ayes_byte_is_space(byte) || byte == '(' || byte == ')' || byte == '|' || byte == '?' ||
         byte == '~' || byte == '<' || byte == '>' || byte == '^' || byte == '$' || byte == '=';
}

static ayes_status stem_of(ayes_term_reader *reader, ayes_span folded, ayes_span *stem,
                           ayes_error *error) {
  *stem = ayes_stemmer_stem(reader->stemmer, folded);
  return stem->length || !folded.length ? AYES_OK : ayes_error_memory(error);
}

/* A form that is new is noted with its stem. */
static ayes_status give_form(ayes_term_reader *reader, ayes_span folded, ayes_symbol *symbol,
                             ayes_error *error) {
  ayes_vocabulary *vocabulary = reader->vocabulary;
  ayes_span stem;
  uint32_t id;
  ayes_status status = ayes_names_add(&vocabulary->forms, folded, &id, error);
  if (status != AYES_OK) return status;
  *symbol = ayes_symbol_of_form(id);
  if (id <= vocabulary->form_stems.count) return AYES_OK;
  status = stem_of(reader, folded, &stem, error);
  uint16_t *bits = status == AYES_OK ? ayes_array_add(&vocabulary->form_stems, error) : NULL;
  if (!bits) return AYES_NO_MEMORY;
  *bits = (uint16_t)ayes_span_hash(stem);
  return AYES_OK;
}

static ayes_status give_stem(ayes_term_reader *reader, ayes_span folded, ayes_symbol *symbol,
                             ayes_error *error) {
  ayes_span stem;
  uint32_t id;
  ayes_status status = stem_of(reader, folded, &stem, error);
  if (status == AYES_OK) status = ayes_names_add(&reader->vocabulary->stems, stem, &id, error);
  if (status == AYES_OK) *symbol = ayes_symbol_of_stem(id);
  return status;
}

static ayes_status symbol_of(ayes_term_reader *reader, ayes_span folded, bool exact,
                             ayes_symbol *symbol, ayes_error *error) {
  uint32_t word;
  ayes_status status = ayes_names_add(&reader->words, folded, &word, error);
  size_t place = (size_t)word * 2 + exact;
  if (status == AYES_OK)
    status = ayes_array_reserve(&reader->symbols.items, &reader->symbols.capacity, place + 1,
                                sizeof *reader->symbols.items, error);
  if (status != AYES_OK) return status;
  while (reader->symbols.count <= place) reader->symbols.items[reader->symbols.count++] = 0;
  ayes_symbol *known = &reader->symbols.items[place];
  if (!*known)
    status =
        exact ? give_form(reader, folded, known, error) : give_stem(reader, folded, known, error);
  *symbol = *known;
  return status;
}

/* Forgets the words of terms before, when there are many: they can be had again. */
static void trim_words(ayes_term_reader *reader) {
  (void)ayes_types_trim(reader->types);
  if (ayes_names_count(&reader->words) <= AYES_TYPES_LIMIT) return;
  ayes_names_release(&reader->words);
  reader->symbols.count = 0;
}

static ayes_status read_tokens(ayes_term_reader *reader, ayes_span bytes, ayes_error *error) {
  return ayes_text_read(&reader->text, bytes, reader->types, reader->abbreviations, error);
}

/* Folds a word of letters alone; false for any other. */
static bool fold_letters(ayes_span word, char folded[PLAIN_BYTES]) {
  if (word.length > PLAIN_BYTES) return false;
  for (size_t i = 0; i < word.length; i++) {
    if (!ayes_byte_is_letter(word.data[i])) return false;
    folded[i] = ayes_byte_to_lower(word.data[i]);
  }
  return word.length > 0;
}

/* The symbols of one printed word, which may be several tokens ("by-law"). Letters alone, as most
 * words are, make one token: the tokenizer need not be asked. */
static ayes_status read_symbols(ayes_term_reader *reader, ayes_span word, bool exact,
                                ayes_phrase *phrase, ayes_error *error) {
  char folded[PLAIN_BYTES];
  if (fold_letters(word, folded))
    return symbol_of(reader, ayes_span_make(folded, word.length), exact,
                     &phrase->words[phrase->count++], error);
  ayes_status status = read_tokens(reader, word, error);
  size_t count = reader->text.tokens.count;
  if (status == AYES_OK && count == 0)
    return fail(error, "a word with a letter or digit is missing here");
  if (status == AYES_OK && count > AYES_TERM_WORD_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "a phrase has at most %d words",
                          AYES_TERM_WORD_LIMIT);
  for (size_t i = 0; status == AYES_OK && i < count; i++) {
    uint32_t type = reader->text.tokens.items[i].type;
    status = symbol_of(reader, ayes_types_get(reader->types, type)->folded, exact,
                       &phrase->words[phrase->count++], error);
  }
  return status;
}

static ayes_status read_word(ayes_term_reader *reader, ayes_error *error) {
  size_t start = reader->at;
  bool exact = take(reader, '=');
  size_t from = reader->at;
  while (reader->at < reader->source.length && !is_syntax(peek(reader))) reader->at++;
  ayes_phrase phrase = {0};
  ayes_status status = read_symbols(reader, ayes_span_slice(reader->source, from, reader->at),
                                    exact, &phrase, error);
  if (status != AYES_OK) {
    reader->at = start;
    return status;
  }
  reader->element.count = 0;
  if (status == AYES_OK) status = add_phrase(&reader->element, &phrase, error);
  return status == AYES_OK ? finish_element(reader, &reader->element, start, error) : status;
}

/* "~" or "~2". */
static ayes_status read_gap(ayes_term_reader *reader, ayes_error *error) {
  enum { USUAL_GAP = 3 };
  size_t start = reader->at++, width = USUAL_GAP;
  size_t digits = reader->at;
  while (ayes_byte_is_digit(peek(reader))) reader->at++;
  ayes_span number = ayes_span_slice(reader->source, digits, reader->at);
  bool good = number.length == 0 ||
              (ayes_span_to_size(number, &width) && width >= 1 && width <= AYES_TERM_GAP_LIMIT);
  if (!good || !at_boundary(reader)) {
    if (good) return fail(error, "a space is missing here");
    reader->at = start;
    return ayes_error_set(error, AYES_BAD_DATA, "a gap is of 1 to %d words", AYES_TERM_GAP_LIMIT);
  }
  ayes_phrase phrase = {.trailing = (uint8_t)width};
  reader->element.count = 0;
  ayes_status status = add_phrase(&reader->element, &phrase, error);
  return status == AYES_OK ? finish_element(reader, &reader->element, start, error) : status;
}

static ayes_status read_placeholder(ayes_term_reader *reader, ayes_error *error) {
  static const struct {
    const char *name;
    ayes_symbol symbol;
  } placeholders[] = {{"<number>", AYES_SYMBOL_NUMBER},
                      {"<target>", AYES_SYMBOL_TARGET},
                      {"<rival>", AYES_SYMBOL_RIVAL}};
  size_t start = reader->at;
  ayes_span rest = ayes_span_from(reader->source, start);
  for (size_t i = 0; i < sizeof placeholders / sizeof *placeholders; i++) {
    ayes_span name = ayes_span_of(placeholders[i].name);
    if (!ayes_span_starts_with(rest, name)) continue;
    reader->at += name.length;
    return finish_symbol(reader, placeholders[i].symbol, start, error);
  }
  return fail(error, "only <number>, <target> and <rival> may stand in angle brackets");
}

/* ---- Parentheses ---- */

static ayes_status open_level(ayes_term_reader *reader, size_t opened, ayes_error *error) {
  level *opening = &reader->levels[reader->depth];
  opening->opened = opened;
  opening->alternative = opened + 1;
  opening->done.count = opening->current.count = 0;
  return add_empty(&opening->current, error);
}

static ayes_status open_group(ayes_term_reader *reader, ayes_error *error) {
  if (reader->depth == AYES_TERM_DEPTH_LIMIT)
    return ayes_error_set(error, AYES_BAD_DATA, "parentheses stand more than %d deep",
                          AYES_TERM_DEPTH_LIMIT);
  reader->depth++;
  reader->at++;
  return open_level(reader, reader->at - 1, error);
}

static bool may_be_empty(const ayes_phrases *phrases) {
  for (size_t i = 0; i < phrases->count; i++)
    if (phrases->items[i].count == 0 && phrases->items[i].trailing == 0) return true;
  return false;
}

/* One that may be empty and does not look it makes the whole group optional, as nobody meant. */
static ayes_status finish_alternative(ayes_term_reader *reader, ayes_error *error) {
  level *inner = &reader->levels[reader->depth];
  ayes_span written = ayes_span_slice(reader->source, inner->alternative, reader->at);
  if (ayes_span_trim(written).length && may_be_empty(&inner->current)) {
    reader->at = inner->alternative;
    return fail(error, "this may be nothing at all: write (a|b)? for a group that may be missing");
  }
  inner->alternative = reader->at + 1;
  ayes_status status = join(&inner->done, &inner->current, error);
  inner->current.count = 0;
  return status == AYES_OK ? add_empty(&inner->current, error) : status;
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
  level *inner = &reader->levels[reader->depth];
  reader->depth--;
  reader->at++;
  return finish_element(reader, &inner->done, inner->opened, error);
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

static ayes_status check_phrases(const ayes_phrases *phrases, ayes_error *error) {
  for (size_t i = 0; i < phrases->count; i++) {
    const ayes_phrase *phrase = &phrases->items[i];
    if (phrase->count == 0)
      return fail(error, "nothing is left of the term without its optional words");
    if (phrase->gaps[0] || phrase->trailing)
      return fail(error, "a gap may not stand at the start or end of a phrase");
  }
  return AYES_OK;
}

static ayes_status read_term(ayes_term_reader *reader, ayes_term *term, size_t start,
                             ayes_error *error) {
  term->anchors = take_anchors(reader);
  term->phrases = &reader->levels[0].current;
  if (ayes_span_trim(ayes_span_from(reader->source, reader->at)).length == 0) {
    reader->at = start;
    return fail(error, "the term is empty");
  }
  reader->depth = 0;
  ayes_status status = open_level(reader, 0, error);
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
  return check_phrases(term->phrases, error);
}

ayes_status ayes_term_read(ayes_term_reader *reader, ayes_span source, ayes_term *term,
                           size_t *fault, ayes_error *error) {
  reader->source = source;
  reader->at = 0;
  trim_words(reader);
  while (reader->at < source.length && ayes_byte_is_space(peek(reader))) reader->at++;
  size_t start = reader->at;
  while (reader->source.length > start &&
         ayes_byte_is_space(reader->source.data[reader->source.length - 1]))
    reader->source.length--;
  ayes_status status = read_term(reader, term, start, error);
  *fault = reader->at;
  return status;
}

ayes_status ayes_term_add_stems(ayes_term_reader *reader, ayes_span text, ayes_names *stems,
                                ayes_error *error) {
  ayes_status status = read_tokens(reader, text, error);
  for (size_t i = 0; status == AYES_OK && i < reader->text.tokens.count; i++) {
    uint32_t id, type = reader->text.tokens.items[i].type;
    status = ayes_names_add(stems, ayes_types_get(reader->types, type)->stem, &id, error);
  }
  return status;
}
