/* SPDX-License-Identifier: MIT
 *
 * The workings of the document importer, shared by the document_*.c files only: lines and cells,
 * numbers and tallies, passages put together from torn pieces, and the draft they are gathered in.
 *
 *     ayes_document_lines_read(&draft, bytes, error);      bytes to lines of cells
 *     ayes_document_gather_comments(&draft, error);        lines to sections and answers
 *     ayes_document_finish(&draft, error);                 passages to text
 */
#ifndef AYES_CORPUS_DOCUMENT_PARTS_H
#define AYES_CORPUS_DOCUMENT_PARTS_H

#include "base/array.h"
#include "base/names.h"
#include "corpus/document.h"

enum {
  AYES_DOCUMENT_CELL_LIMIT = 12,  /* further tabs of a line are white space */
  AYES_DOCUMENT_TALLY_LIMIT = 12, /* options of one closed question */
  AYES_DOCUMENT_NO_COLUMN = 1000
};

/* ---- passages: text put together from pieces ---- */

typedef enum ayes_document_join {
  AYES_JOIN_SPACE, /* the sentence goes on */
  AYES_JOIN_LINE,  /* a new paragraph of the same text */
  AYES_JOIN_BULLET /* an item of a list */
} ayes_document_join;

typedef struct ayes_document_piece {
  ayes_span text;
  ayes_document_join join; /* to the piece before */
  struct ayes_document_piece *next;
} ayes_document_piece;

typedef struct ayes_document_passage {
  ayes_document_piece *first, *last;
} ayes_document_passage;

/* Appends text (borrowed) to the passage; empty text is left out. */
ayes_status ayes_document_passage_add(ayes_document_passage *passage, ayes_arena *arena,
                                      ayes_span text, ayes_document_join join, ayes_error *error);

/* The passage as one text in the arena: white space folded, bullets on lines of their own. */
ayes_status ayes_document_passage_text(const ayes_document_passage *passage, ayes_arena *arena,
                                       ayes_span *text, ayes_error *error);

/* Whether the text stops without a closing mark, so that more of it may follow elsewhere. */
bool ayes_document_is_unfinished(ayes_span text);

/* Whether it stops at a comma, a hyphen or a word that cannot end a sentence. */
bool ayes_document_is_torn(ayes_span text);

/* Whether its first letter is a small one. */
bool ayes_document_starts_small(ayes_span text);

size_t ayes_document_word_count(ayes_span text);

/* ---- lines ---- */

typedef struct ayes_document_line {
  size_t number; /* 1-based */
  const ayes_span *cells;
  size_t cell_count; /* 0: blank */
  size_t length;     /* bytes of all cells */
  bool has_tabs;
  bool is_heading; /* it was marked with # */
} ayes_document_line;

/* What the heading row of the table says. */
typedef struct ayes_document_header {
  bool is_found;
  bool has_question; /* there is a column of questions */
  size_t line;       /* index of the first one */
  size_t question;   /* columns */
  size_t answer;
  size_t reply;         /* AYES_DOCUMENT_NO_COLUMN: there is none */
  ayes_span office;     /* the office's name in the reply's heading, "OPCC"; or empty */
  ayes_names furniture; /* normalised lines that are repeated as page headers */
} ayes_document_header;

typedef struct ayes_document_line_list {
  ayes_document_line *items;
  size_t count, capacity;
} ayes_document_line_list;

/* Text without markup: tags become a space, ** is dropped, the commonest entities are read, control
 * characters and no-break spaces become spaces, form feeds line ends. *clean is in the arena. */
ayes_status ayes_document_clean(ayes_span bytes, ayes_arena *arena, ayes_span *clean,
                                ayes_error *error);

/* The line's cell, or the empty span. */
ayes_span ayes_document_cell(const ayes_document_line *line, size_t column);

/* The only cell with text, when there is just one; otherwise the empty span. */
ayes_span ayes_document_only_cell(const ayes_document_line *line);

/* Bytes of a bullet mark with the white space after it, or 0. */
size_t ayes_document_bullet(ayes_span text);

/* ---- numbers ---- */

typedef struct ayes_document_number {
  ayes_span digits; /* "3", or "3.1" */
  size_t value;     /* of the leading digits */
  char letter;      /* 'a' .. 'z', or 0 */
  ayes_span part;   /* "ii" of "(ii)", or empty */
  bool has_mark;    /* a full stop, colon, bracket or dash ends it */
  size_t length;    /* bytes it takes, white space after it included */
} ayes_document_number;

/* A question's number at the front: Q1, Q 1a, Q3b(ii), Question 4; and, when plain is true, 1. 1a)
 */
bool ayes_document_question_number(ayes_span text, bool plain, ayes_document_number *number);

/* A whole cell that is a comment's number: 7, 7., 7), 7.2, 7a, (7). digits is the number alone. */
bool ayes_document_comment_number(ayes_span cell, ayes_span *digits);

/* Recorded tallies at the front of text ("Yes = 12 No: 3 Blank 4"): their number; *length is what
 * they take. Texts are borrowed; "Not answered" and its like are "Blank". */
size_t ayes_document_tallies(ayes_span text, ayes_document_tally *tallies, size_t *length);

/* ---- habits of a document ---- */

/* Whether two spaces are rare after a sentence, so that they part paragraphs where they stand. */
bool ayes_document_parts_by_spaces(const ayes_document_line_list *lines);

/* The width running text was wrapped at, in bytes: the length that nine of ten lines do not pass,
 * when lines are that alike; 0 when a line is a paragraph. */
size_t ayes_document_wrap_width(const ayes_document_line_list *lines);

/* Whether questions are numbered with a Q. */
bool ayes_document_has_marked_numbers(const ayes_document_line_list *lines);

/* ---- drafts ---- */

typedef struct ayes_document_draft_question {
  ayes_span id;
  ayes_document_number number;
  ayes_document_passage text;
  ayes_document_passage reply;
  ayes_document_tally tallies[AYES_DOCUMENT_TALLY_LIMIT];
  size_t tally_count;
  size_t answer_count;
} ayes_document_draft_question;

typedef struct ayes_document_draft_answer {
  ayes_span id; /* empty: by question and place */
  size_t question;
  size_t line;
  ayes_document_passage text;
  ayes_document_passage reply;
} ayes_document_draft_answer;

typedef struct ayes_document_draft {
  ayes_document *document;
  ayes_document_line_list lines;
  ayes_document_header header;
  ayes_names ids; /* of sections, questions and comments seen so far */
  struct {
    ayes_document_draft_question *items;
    size_t count, capacity;
  } questions;
  struct {
    ayes_document_draft_answer *items;
    size_t count, capacity;
  } answers;
} ayes_document_draft;

ayes_status ayes_document_lines_read(ayes_document_draft *draft, ayes_span bytes,
                                     ayes_error *error);

/* Makes "We asked, you said, we did" the table of questions, answers and replies; other documents
 * are left alone. */
ayes_status ayes_document_asked_read(ayes_document_draft *draft, ayes_error *error);

/* Makes a letter with numbered paragraphs a table of numbered comments; others are left alone. */
ayes_status ayes_document_letter_read(ayes_document_draft *draft, ayes_error *error);

/* Finds the heading row, the office's name and what is repeated on each page. */
ayes_status ayes_document_header_read(ayes_document_draft *draft, ayes_error *error);

/* Whether the line is a repeated heading row, a page number or another leftover of the page. */
bool ayes_document_is_furniture(const ayes_document_draft *draft, const ayes_document_line *line);

/* Both return NULL with error filled when memory is out. */
ayes_document_draft_question *ayes_document_add_question(ayes_document_draft *draft,
                                                         ayes_error *error);
ayes_document_draft_answer *ayes_document_add_answer(ayes_document_draft *draft, size_t line,
                                                     ayes_error *error);

ayes_status ayes_document_gather_comments(ayes_document_draft *draft, ayes_error *error);
ayes_status ayes_document_gather_questions(ayes_document_draft *draft, ayes_error *error);
ayes_status ayes_document_finish(ayes_document_draft *draft, ayes_error *error);
void ayes_document_draft_release(ayes_document_draft *draft);

/* ---- telling the office's reply from answers ---- */

typedef enum ayes_document_block_kind {
  AYES_BLOCK_PARAGRAPH,
  AYES_BLOCK_BULLETS,
  AYES_BLOCK_HEADING
} ayes_document_block_kind;

/* A paragraph, list or heading of the running text under a question. */
typedef struct ayes_document_block {
  ayes_document_block_kind kind;
  size_t line;
  ayes_document_passage text;
  bool is_reply; /* the verdict */
} ayes_document_block;

/* What stands before the blocks. */
typedef struct ayes_document_context {
  ayes_span office;
  bool after_reply;  /* the last thing read was the office's */
  bool reply_hangs;  /* the office's last words break off */
  bool answer_hangs; /* so does the last answer */
  bool reply_is_due; /* the question ends here and the office has not spoken */
  double bias;       /* added to each score: what kind of question it is */
} ayes_document_context;

typedef struct ayes_document_cue {
  const char *phrase;
  double weight;
} ayes_document_cue;

extern const ayes_document_cue ayes_document_cues[];
extern const size_t ayes_document_cue_count;

/* How much a text speaks as the office (above 0) or as a respondent (below 0). */
double ayes_document_reply_score(const ayes_document_block *block, ayes_span office,
                                 ayes_buffer *scratch);

/* Sets is_reply of each block: the most likely reading of the whole run. */
ayes_status ayes_document_tell_replies(ayes_document_block *blocks, size_t count,
                                       const ayes_document_context *context, ayes_error *error);

#endif
