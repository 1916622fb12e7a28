/* SPDX-License-Identifier: MIT
 *
 * The heading row of a table and the furniture of its pages.
 *
 * A heading row has short cells that all name what stands below them, at least one of them talk
 * (comments, answers, responses) and another one talk or the question. Of two columns of talk the
 * first is the respondents' and the last the office's, whatever each is called. What stands above
 * the heading row, and the row itself, is taken for a page header when it comes again. O(bytes).
 */
#include "corpus/document_parts.h"

enum {
  HEADER_CELL_BYTES = 80,
  HEADER_CELL_WORDS = 9,
  FURNITURE_BYTES = 160,
  FRONT_LINES = 40 /* a heading row further down does not make all above it a page header */
};

typedef enum cell_role { ROLE_NONE, ROLE_OTHER, ROLE_QUESTION, ROLE_TALK } cell_role;

static const struct {
  const char *word; /* in small letters; the front of a word of the cell */
  cell_role role;
} role_words[] = {{"question", ROLE_QUESTION}, {"comment", ROLE_TALK},
                  {"answer", ROLE_TALK},       {"feedback", ROLE_TALK},
                  {"respon", ROLE_TALK},       {"repl", ROLE_TALK},
                  {"view", ROLE_TALK},         {"representation", ROLE_TALK},
                  {"submission", ROLE_TALK},   {"said", ROLE_TALK},
                  {"did", ROLE_TALK},          {"action", ROLE_TALK},
                  {"issue", ROLE_TALK},        {"concern", ROLE_TALK},
                  {"suggestion", ROLE_TALK},   {"no", ROLE_OTHER},
                  {"ref", ROLE_OTHER},         {"number", ROLE_OTHER},
                  {"id", ROLE_OTHER},          {"#", ROLE_OTHER},
                  {"section", ROLE_OTHER},     {"topic", ROLE_OTHER},
                  {"theme", ROLE_OTHER},       {"date", ROLE_OTHER},
                  {"respondent", ROLE_OTHER},  {"organisation", ROLE_OTHER},
                  {"name", ROLE_OTHER}};

static bool next_word(ayes_span *rest, ayes_span *word) {
  size_t start = 0, end;
  while (start < rest->length && ayes_byte_is_space(rest->data[start])) start++;
  for (end = start; end < rest->length && !ayes_byte_is_space(rest->data[end]);) end++;
  *word = ayes_span_slice(*rest, start, end);
  *rest = ayes_span_from(*rest, end);
  return word->length > 0;
}

static bool has_front(ayes_span word, const char *front) {
  ayes_span wanted = ayes_span_of(front);
  return ayes_span_equal_ignoring_case(ayes_span_slice(word, 0, wanted.length), wanted);
}

/* By the longest front: a "respondent" is no response. */
static cell_role role_of_word(ayes_span word) {
  cell_role role = ROLE_NONE;
  size_t longest = 0;
  for (size_t i = 0; i < sizeof role_words / sizeof *role_words; i++) {
    size_t length = strlen(role_words[i].word);
    if (length <= longest || !has_front(word, role_words[i].word)) continue;
    longest = length;
    role = role_words[i].role;
  }
  return role;
}

static cell_role role_of(ayes_span cell) {
  cell_role role = ROLE_NONE;
  ayes_span word;
  if (cell.length > HEADER_CELL_BYTES || ayes_document_word_count(cell) > HEADER_CELL_WORDS ||
      ayes_span_find_byte(cell, '?') < cell.length || ayes_span_ends_with(cell, ayes_span_of(",")))
    return ROLE_NONE;
  while (next_word(&cell, &word)) {
    cell_role best = role_of_word(word);
    if (best > role) role = best;
  }
  return role;
}

/* Whether the line is a heading row; fills the columns. */
static bool read_columns(const ayes_document_line *line, ayes_document_header *header) {
  size_t talk = 0, question = AYES_DOCUMENT_NO_COLUMN;
  size_t first = 0, last = AYES_DOCUMENT_NO_COLUMN;
  for (size_t i = 0; i < line->cell_count; i++) {
    if (line->cells[i].length == 0) continue;
    cell_role role = role_of(line->cells[i]);
    if (role == ROLE_NONE) return false;
    if (role == ROLE_QUESTION && question == AYES_DOCUMENT_NO_COLUMN) question = i;
    if (role != ROLE_TALK) continue;
    if (talk++ == 0) first = i;
    else last = i;
  }
  bool has_question = question != AYES_DOCUMENT_NO_COLUMN;
  if (talk < (has_question ? 1U : 2U)) return false;
  header->is_found = true;
  header->has_question = has_question;
  header->question = has_question ? question : 0;
  header->answer = first;
  header->reply = last;
  return true;
}

static bool is_capital(char byte) { return byte >= 'A' && byte <= 'Z'; }

/* The office's name in "OPCC response", "Council's reply": the first capitalised word that is not
 * one of the heading's own. */
static ayes_span office_of(ayes_span cell) {
  ayes_span word;
  while (next_word(&cell, &word)) {
    size_t end = 0;
    while (end < word.length && ayes_byte_is_letter(word.data[end])) end++;
    if (end < 2 || !is_capital(word.data[0]) || has_front(word, "our") || has_front(word, "the"))
      continue;
    if (role_of(ayes_span_slice(word, 0, end)) == ROLE_NONE) return ayes_span_slice(word, 0, end);
  }
  return ayes_span_make(NULL, 0);
}

/* The line's letters only, in small ones. */
static ayes_span signature_of(const ayes_document_line *line, char letters[FURNITURE_BYTES]) {
  size_t length = 0;
  for (size_t i = 0; i < line->cell_count && line->length <= FURNITURE_BYTES; i++)
    for (size_t at = 0; at < line->cells[i].length; at++)
      if (ayes_byte_is_letter(line->cells[i].data[at]) && length < FURNITURE_BYTES)
        letters[length++] = ayes_byte_to_lower(line->cells[i].data[at]);
  return ayes_span_make(letters, length >= 4 ? length : 0);
}

static ayes_status remember_furniture(ayes_document_draft *draft, ayes_error *error) {
  char letters[FURNITURE_BYTES];
  ayes_status status = AYES_OK;
  size_t first = draft->header.line > FRONT_LINES ? draft->header.line : 0;
  for (size_t i = first; i <= draft->header.line && status == AYES_OK; i++) {
    uint32_t id;
    ayes_span signature = signature_of(&draft->lines.items[i], letters);
    if (signature.length) status = ayes_names_add(&draft->header.furniture, signature, &id, error);
  }
  return status;
}

/* ---- columns in another order ---- */

static bool has_word(ayes_span cell, const char *const *words) {
  ayes_span word;
  while (next_word(&cell, &word))
    for (size_t i = 0; words[i]; i++)
      if (has_front(word, words[i])) return true;
  return false;
}

/* The reply stands before the comment: the one says whose it is, the other what. */
static bool is_turned(const ayes_document_line *line, const ayes_document_header *header) {
  static const char *const offices[] = {"our",  "council", "officer", "office", "authority",
                                        "repl", "did",     "action",  NULL};
  static const char *const respondents[] = {"comment",    "said",       "feedback",
                                            "view",       "represent",  "concern",
                                            "submission", "suggestion", NULL};
  if (header->reply == AYES_DOCUMENT_NO_COLUMN) return false;
  ayes_span first = line->cells[header->answer], last = line->cells[header->reply];
  bool is_office = has_word(first, offices) || office_of(first).length;
  return is_office && has_word(last, respondents) && !has_word(first, respondents);
}

static bool is_number_column(ayes_span cell) {
  static const char *const words[] = {"no", "ref", "number", "id", "#", NULL};
  return role_of(cell) == ROLE_OTHER && has_word(cell, words);
}

/* Gives a line only these columns, in this order. */
static ayes_status pick_columns(ayes_document_draft *draft, ayes_document_line *line,
                                const size_t *columns, size_t count, ayes_error *error) {
  ayes_span *cells = ayes_arena_new(&draft->document->arena, count * sizeof *cells, error);
  if (!cells) return AYES_NO_MEMORY;
  line->length = 0;
  for (size_t i = 0; i < count; i++) {
    cells[i] = ayes_document_cell(line, columns[i]);
    if (!cells[i].data) cells[i] = ayes_span_make("", 0);
    line->length += cells[i].length;
  }
  line->cells = cells;
  line->cell_count = line->length ? count : 0;
  return AYES_OK;
}

/* Number, comment, reply, in this order: columns between these (who, when) are no words of the
 * comment, and a reply is not one because it stands first. */
static ayes_status order_columns(ayes_document_draft *draft, ayes_error *error) {
  ayes_document_header *header = &draft->header;
  const ayes_document_line *heading = &draft->lines.items[header->line];
  size_t columns[3], count = 0;
  bool turned = is_turned(heading, header), numbered = is_number_column(heading->cells[0]);
  bool has_others = numbered && (header->answer > 1 || header->reply > header->answer + 1);
  if (header->has_question || header->reply == AYES_DOCUMENT_NO_COLUMN) return AYES_OK;
  for (size_t i = header->answer + 1; i < header->reply; i++)
    has_others = has_others && heading->cells[i].length; /* a wide cell is no column */
  if (!turned && !has_others) return AYES_OK;
  if (numbered) columns[count++] = 0;
  columns[count++] = turned ? header->reply : header->answer;
  columns[count++] = turned ? header->answer : header->reply;
  ayes_status status = AYES_OK;
  for (size_t i = header->line; i < draft->lines.count && status == AYES_OK; i++)
    if (draft->lines.items[i].has_tabs)
      status = pick_columns(draft, &draft->lines.items[i], columns, count, error);
  header->answer = count - 2;
  header->reply = count - 1;
  return status;
}

ayes_status ayes_document_header_read(ayes_document_draft *draft, ayes_error *error) {
  ayes_document_header *header = &draft->header;
  header->answer = 1;
  header->reply = 2;
  for (size_t i = 0; i < draft->lines.count; i++) {
    const ayes_document_line *line = &draft->lines.items[i];
    if (!line->has_tabs || !read_columns(line, header)) continue;
    header->line = i;
    ayes_status status = order_columns(draft, error);
    if (status != AYES_OK) return status;
    header->office = office_of(ayes_document_cell(line, header->reply));
    return remember_furniture(draft, error);
  }
  return AYES_OK;
}

/* "3", "Page 3 of 9", "- 3 -", "3 | Page". */
static bool is_page_number(ayes_span text) {
  ayes_span word;
  size_t words = 0;
  bool has_number = false;
  while (next_word(&text, &word)) {
    size_t number;
    bool is_number = ayes_span_to_size(word, &number);
    bool is_mark = word.length == 1 && !ayes_byte_is_letter(word.data[0]);
    if (!is_number && !is_mark && !has_front(word, "page") &&
        !ayes_span_equal_ignoring_case(word, ayes_span_of("of")))
      return false;
    has_number |= is_number;
    if (++words > 5 || word.length > 8) return false;
  }
  return has_number;
}

/* A footer that was misread: "//xxxx 2". */
static bool is_noise(ayes_span text) {
  if (text.length < 4 || text.length > 40 || ayes_document_word_count(text) > 3) return false;
  for (size_t i = 0; i < 2; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    if (byte >= 0x80 || ayes_byte_is_letter(text.data[i]) || ayes_byte_is_digit(text.data[i]) ||
        byte == ' ' || byte == '"' || byte == '(')
      return false;
  }
  return ayes_byte_is_digit(text.data[text.length - 1]);
}

bool ayes_document_is_furniture(const ayes_document_draft *draft, const ayes_document_line *line) {
  char letters[FURNITURE_BYTES];
  ayes_span only = ayes_document_only_cell(line);
  ayes_document_header again = {0};
  if (draft->header.is_found && line->has_tabs && read_columns(line, &again) &&
      again.has_question == draft->header.has_question)
    return true;
  if (only.length && !line->has_tabs && is_page_number(only)) return true;
  if (only.length && is_noise(only)) return true;
  ayes_span signature = signature_of(line, letters);
  return signature.length && ayes_names_find(&draft->header.furniture, signature);
}
