/* SPDX-License-Identifier: MIT
 *
 * Checks the examples of kinds tokens and sentences; tests/spec/tokens.md and sentences.md say what
 * their fields mean.
 */
#include "base/buffer.h"
#include "spec/spec.h"
#include "text/tokens.h"

static const char usual_abbreviations[] = "e.g. | i.e. | etc. | dr. | mr. | prof. | no. 5";

typedef struct reading {
  const spec_example *example;
  ayes_vocabulary vocabulary;
  ayes_names abbreviations;
  ayes_types *types;
  ayes_text text;
} reading;

typedef struct flag_name {
  const char *name;
  unsigned flag;
} flag_name;

static const flag_name token_flags[] = {
    {"number", AYES_TOKEN_NUMBER},       {"joined", AYES_TOKEN_JOINED},
    {"comma", AYES_TOKEN_COMMA_BEFORE},  {"break", AYES_TOKEN_BREAK_BEFORE},
    {"quoted", AYES_TOKEN_QUOTED},       {"capital", AYES_TOKEN_CAPITAL},
    {"shouted", AYES_TOKEN_SHOUTED},     {"money", AYES_TOKEN_MONEY},
    {"bracketed", AYES_TOKEN_BRACKETED}, {NULL, 0}};

static const flag_name sentence_flags[] = {{"question", AYES_SENTENCE_QUESTION},
                                           {"exclamation", AYES_SENTENCE_EXCLAMATION},
                                           {"bullet", AYES_SENTENCE_BULLET},
                                           {"paragraph", AYES_SENTENCE_PARAGRAPH},
                                           {NULL, 0}};

static void release(reading *it) {
  ayes_text_release(&it->text);
  ayes_types_free(it->types);
  ayes_names_release(&it->abbreviations);
  ayes_vocabulary_release(&it->vocabulary);
}

static bool take_piece(ayes_span *rest, char separator, ayes_span *piece) {
  if (!ayes_span_split(rest, separator, piece)) return false;
  *piece = ayes_span_trim(*piece);
  return true;
}

static bool read_text(reading *it) {
  ayes_error error = {0};
  ayes_span list = spec_get(it->example, "abbreviations"), piece;
  if (list.length == 0) list = ayes_span_of(usual_abbreviations);
  ayes_status status = AYES_OK;
  uint32_t id;
  while (status == AYES_OK && take_piece(&list, '|', &piece))
    status = ayes_names_add(&it->abbreviations, piece, &id, &error);
  if (status == AYES_OK) status = ayes_types_new("english", &it->vocabulary, &it->types, &error);
  if (status == AYES_OK)
    status = ayes_text_read(&it->text, spec_get(it->example, "text"), it->types, &it->abbreviations,
                            &error);
  if (status != AYES_OK) spec_fail(it->example, "the text cannot be read: %s", error.message);
  return status == AYES_OK;
}

static void add_piece(ayes_buffer *list, ayes_span piece) {
  if (list->length) ayes_buffer_add_text(list, " | ");
  ayes_buffer_add(list, piece);
}

static void compare(reading *it, const char *what, ayes_span expected, ayes_span found) {
  if (ayes_span_equal(expected, found)) return;
  spec_fail(it->example, "expected %s '%.*s', found '%.*s'", what, (int)expected.length,
            expected.data, (int)found.length, found.data);
}

/* ---- Flags ---- */

static unsigned flag_of(reading *it, const flag_name *names, ayes_span name) {
  for (; names->name; names++)
    if (ayes_span_equal(name, ayes_span_of(names->name))) return names->flag;
  spec_fail(it->example, "no such flag: '%.*s'", (int)name.length, name.data);
  return 0;
}

static unsigned flags_of(reading *it, const flag_name *names, ayes_span list) {
  unsigned flags = 0;
  ayes_span name;
  while (take_piece(&list, ',', &name))
    if (name.length) flags |= flag_of(it, names, name);
  return flags;
}

static void print_flags(ayes_buffer *list, const flag_name *names, unsigned flags) {
  for (; names->name; names++) {
    if (!(flags & names->flag)) continue;
    if (list->length) ayes_buffer_add_byte(list, ',');
    ayes_buffer_add_text(list, names->name);
  }
}

static void compare_flags(reading *it, const flag_name *names, ayes_span subject, ayes_span wanted,
                          unsigned found) {
  ayes_buffer list = {0};
  if (flags_of(it, names, wanted) == found) return;
  print_flags(&list, names, found);
  spec_fail(it->example, "expected '%.*s' to have the flags '%.*s', found '%.*s'",
            (int)subject.length, subject.data, (int)wanted.length, wanted.data, (int)list.length,
            list.data ? list.data : "");
  ayes_buffer_release(&list);
}

/* Takes "subject=flags" off "a=x,y; b=". */
static bool take_flags(ayes_span *rest, ayes_span *subject, ayes_span *flags) {
  ayes_span piece;
  if (!take_piece(rest, ';', &piece)) return false;
  size_t at = ayes_span_find_byte(piece, '=');
  *subject = ayes_span_trim(ayes_span_slice(piece, 0, at));
  *flags = ayes_span_trim(ayes_span_from(piece, at + 1));
  return true;
}

/* ---- Tokens ---- */

static void check_words(reading *it) {
  ayes_buffer list = {0};
  size_t next;
  for (size_t i = 0; i < it->text.tokens.count; i = next)
    add_piece(&list, ayes_text_word(&it->text, i, &next));
  compare(it, "the words", spec_get(it->example, "words"), ayes_buffer_span(&list));
  ayes_buffer_release(&list);
}

static void check_stems(reading *it) {
  ayes_buffer list = {0};
  ayes_span expected = spec_get(it->example, "stems");
  if (expected.length == 0) return;
  for (size_t i = 0; i < it->text.tokens.count; i++)
    add_piece(&list, ayes_types_get(it->types, it->text.tokens.items[i].type)->stem);
  compare(it, "the stems", expected, ayes_buffer_span(&list));
  ayes_buffer_release(&list);
}

static void check_token_flags(reading *it) {
  ayes_span list = spec_get(it->example, "flags"), subject, flags;
  while (list.length && take_flags(&list, &subject, &flags)) {
    size_t token = 0;
    while (token < it->text.tokens.count &&
           !ayes_span_equal(ayes_text_token(&it->text, token), subject))
      token++;
    if (token == it->text.tokens.count)
      spec_fail(it->example, "there is no token '%.*s'", (int)subject.length, subject.data);
    else compare_flags(it, token_flags, subject, flags, it->text.tokens.items[token].flags);
  }
}

void spec_check_tokens(const spec_example *example) {
  reading it = {.example = example};
  if (read_text(&it)) {
    check_words(&it);
    check_stems(&it);
    check_token_flags(&it);
  }
  release(&it);
}

/* ---- Sentences ---- */

static void check_sentence_texts(reading *it) {
  size_t next = 0, count = it->text.sentences.count;
  for (size_t i = 0; i < it->example->field_count; i++) {
    const spec_field *field = &it->example->fields[i];
    ayes_span found = ayes_span_make(NULL, 0);
    if (!ayes_span_equal(field->key, ayes_span_of("sentence"))) continue;
    if (next < count) {
      const ayes_sentence *sentence = &it->text.sentences.items[next];
      found = ayes_span_slice(it->text.bytes, sentence->start, sentence->end);
    }
    next++;
    compare(it, "the sentence", field->value, found);
  }
  if (next < count) spec_fail(it->example, "expected %zu sentences, found %zu", next, count);
}

static void check_sentence_flags(reading *it) {
  ayes_span list = spec_get(it->example, "flags"), subject, flags;
  while (list.length && take_flags(&list, &subject, &flags)) {
    size_t number = 0;
    if (!ayes_span_to_size(subject, &number) || number == 0 || number > it->text.sentences.count) {
      spec_fail(it->example, "there is no sentence '%.*s'", (int)subject.length, subject.data);
      continue;
    }
    compare_flags(it, sentence_flags, subject, flags, it->text.sentences.items[number - 1].flags);
  }
}

void spec_check_sentences(const spec_example *example) {
  reading it = {.example = example};
  if (read_text(&it)) {
    check_sentence_texts(&it);
    check_sentence_flags(&it);
  }
  release(&it);
}
