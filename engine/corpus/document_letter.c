/* SPDX-License-Identifier: MIT
 *
 * A letter with numbered paragraphs: text without a table, with a greeting or a closing, whose
 * paragraphs are numbered from 1 on. Each is a comment; what is said before the first is one too,
 * numbered 0, as a letter's opening often holds its view. Greeting, address and closing are
 * nobody's view. O(bytes).
 */
#include "corpus/document_parts.h"

enum { FEWEST = 3, ADDRESS_WORDS = 7 };

static bool starts_with_any(ayes_span text, const char *const *fronts) {
  for (size_t i = 0; fronts[i]; i++) {
    ayes_span front = ayes_span_of(fronts[i]);
    if (ayes_span_equal_ignoring_case(ayes_span_slice(text, 0, front.length), front)) return true;
  }
  return false;
}

static bool is_greeting(ayes_span text) {
  static const char *const fronts[] = {"dear ", "to whom it may concern", "re:", "ref:", NULL};
  return starts_with_any(text, fronts);
}

static bool is_closing(ayes_span text) {
  static const char *const fronts[] = {"yours faithfully", "yours sincerely", "yours truly",
                                       "kind regards",     "best regards",    "sincerely",
                                       "regards,",         "with thanks",     NULL};
  return starts_with_any(text, fronts);
}

/* The number at the front, with a mark behind it, and the bytes it takes; 0 when there is none. */
static size_t paragraph_number(ayes_span text, size_t *length) {
  ayes_document_number found;
  if (!text.length || !ayes_byte_is_digit(text.data[0])) return 0;
  if (!ayes_document_question_number(text, true, &found) || !found.has_mark || found.letter)
    return 0;
  *length = found.length;
  return found.value;
}

/* How many paragraphs are numbered in order, if it is a letter and holds no table. */
static size_t count_paragraphs(const ayes_document_line_list *lines) {
  size_t count = 0, length;
  bool is_letter = false;
  for (size_t i = 0; i < lines->count; i++) {
    if (lines->items[i].has_tabs) return 0;
    ayes_span text = ayes_document_only_cell(&lines->items[i]);
    is_letter = is_letter || is_greeting(text) || is_closing(text);
    size_t number = paragraph_number(text, &length);
    if (number == count + 1) count++;
  }
  return is_letter ? count : 0;
}

typedef struct letter_reader {
  ayes_document_draft *draft;
  ayes_document_line_list lines;
  size_t number;   /* of the last paragraph */
  bool has_number; /* it was written: further lines go on with it */
  bool is_closed;
} letter_reader;

static ayes_status add_row(letter_reader *it, size_t line_number, ayes_span digits, ayes_span text,
                           ayes_error *error) {
  ayes_document_line *line = ayes_array_add(&it->lines, error);
  ayes_span *cells =
      line ? ayes_arena_new_zeroed(&it->draft->document->arena, 3, sizeof *cells, error) : NULL;
  if (!cells) return AYES_NO_MEMORY;
  cells[0] = digits;
  cells[1] = text;
  cells[2] = ayes_span_make("", 0);
  *line = (ayes_document_line){.number = line_number,
                               .cells = cells,
                               .cell_count = 3,
                               .length = digits.length + text.length,
                               .has_tabs = true};
  return AYES_OK;
}

static ayes_status read_line(letter_reader *it, const ayes_document_line *line, ayes_error *error) {
  ayes_span text = ayes_document_only_cell(line), digits = ayes_span_make("", 0);
  size_t length = 0, number = paragraph_number(text, &length);
  it->is_closed = it->is_closed || is_closing(text);
  if (!text.length || it->is_closed || is_greeting(text)) return AYES_OK;
  bool is_due = number == it->number + 1;
  if (is_due) {
    digits = text;
    digits.length = 0;
    while (ayes_byte_is_digit(text.data[digits.length])) digits.length++;
    text = ayes_span_from(text, length);
    it->number = number;
  } else if (!it->has_number) {
    if (ayes_document_word_count(text) < ADDRESS_WORDS) return AYES_OK;
    digits = ayes_span_make("0", 1);
  }
  it->has_number = true;
  return add_row(it, line->number, digits, text, error);
}

ayes_status ayes_document_letter_read(ayes_document_draft *draft, ayes_error *error) {
  letter_reader it = {.draft = draft};
  ayes_status status = AYES_OK;
  if (count_paragraphs(&draft->lines) < FEWEST) return AYES_OK;
  for (size_t i = 0; i < draft->lines.count && status == AYES_OK; i++)
    status = read_line(&it, &draft->lines.items[i], error);
  ayes_document_line_list old = draft->lines;
  draft->lines = it.lines;
  ayes_array_release(&old);
  return status;
}
