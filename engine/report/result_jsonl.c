/* SPDX-License-Identifier: MIT
 *
 * Written straight into the buffer, with no tree in between: this is the bulk of what the program
 * writes. The order of fields is part of the format.
 */
#include "report/result.h"

#include "report/parts.h"
#include "tally/labels.h"
#include "text/marks.h"

/* Keys, signs and numbers of a piece, its line, and what is written beyond its end. */
enum { PIECE_BYTES = 40 + 4 * AYES_NUMBER_BYTES + AYES_WIDE_BLOCK };

/* The same of what comes before the pieces, and behind them. */
enum {
  FINDINGS_BYTES = 100 + (1 + AYES_ACT_COUNT) * AYES_LABEL_BYTES + 2 * AYES_NUMBER_BYTES,
  FLAGS_BYTES = 20 + AYES_FLAG_COUNT * AYES_LABEL_BYTES
};

#define LITERAL(text) ayes_span_make(text, sizeof text - 1)
#define WRITE(at, literal) ayes_write(at, LITERAL(literal))

/* key: with the quotation mark that the text begins with. Returns how much of the text is plain. */
static inline size_t add_member(ayes_buffer *buffer, ayes_span key, ayes_span text) {
  char *at = ayes_buffer_room(buffer, key.length + text.length + 2);
  if (!at) return 0;
  at = ayes_write(at, key);
  size_t plain = ayes_json_write_plain(at, text);
  at += plain;
  if (plain < text.length) {
    ayes_buffer_advance(buffer, at);
    ayes_json_add_rest(buffer, ayes_span_from(text, plain));
    at = ayes_buffer_room(buffer, 2);
    if (!at) return plain;
  }
  ayes_buffer_advance(buffer, WRITE(at, "\","));
  return plain;
}

size_t ayes_result_json_answer(const ayes_result_writer *writer, const ayes_answer *answer,
                               ayes_span text, ayes_buffer *buffer) {
  add_member(buffer, LITERAL("{\"id\":\""), answer->id);
  add_member(buffer, LITERAL("\"question\":\""), answer->question);
  add_member(buffer, LITERAL("\"respondent\":\""), answer->respondent);
  if (answer->group.length) add_member(buffer, LITERAL("\"group\":\""), answer->group);
  add_member(buffer, LITERAL("\"answer\":\""), answer->answer);
  return writer->no_text ? 0 : add_member(buffer, LITERAL("\"text\":\""), text);
}

/* Where the entry's own parts are not prepared. */
static void add_origin(ayes_buffer *buffer, const ayes_evidence *piece) {
  ayes_buffer_add_text(buffer, ",\"kind\":");
  ayes_json_add_string(buffer, ayes_span_of(piece->kind));
  if (piece->topic) {
    ayes_buffer_add_text(buffer, ",\"topic\":");
    ayes_json_add_string(buffer, ayes_span_of(piece->topic));
  }
  ayes_buffer_add_text(buffer, ",\"weight\":");
  ayes_buffer_add_number(buffer, piece->weight, 2);
  ayes_buffer_add_text(buffer, ",\"source\":");
  ayes_json_add_string(buffer, ayes_span_of(piece->source));
  ayes_buffer_add_text(buffer, "},");
}

/* The text that pieces are parts of, in its order. */
typedef struct words_source {
  ayes_span text;
  size_t from, to; /* a stretch that goes into strings of JSON as it is: bytes */
  /* Where blocks are read, whole: in the text itself, or near its end in a copy of that. */
  const char *bases[2];
  size_t starts[2]; /* of these within the text */
  char end[2 * AYES_BLOCK];
} words_source;

static void open_words(words_source *words, ayes_span text, size_t plain) {
  size_t last = text.length < AYES_BLOCK ? 0 : text.length - AYES_BLOCK;
  words->text = text;
  words->from = plain == 0;
  words->to = plain;
  words->bases[0] = text.data;
  words->bases[1] = words->end;
  words->starts[0] = 0;
  words->starts[1] = last;
  memset(words->end, 0, sizeof words->end);
  if (last) memcpy(words->end, text.data + last, AYES_BLOCK);
  else if (text.length) memcpy(words->end, text.data, text.length);
}

AYES_SELDOM static bool begins_plain_run(words_source *words, const ayes_evidence *piece) {
  if (piece->byte_start >= words->from && piece->byte_start <= words->to) return false;
  words->from = piece->byte_start;
  words->to = words->from + ayes_json_plain_length(ayes_span_from(words->text, words->from));
  return piece->byte_end <= words->to;
}

static inline bool is_plain(words_source *words, const ayes_evidence *piece) {
  return (piece->byte_start >= words->from && piece->byte_end <= words->to) ||
         begins_plain_run(words, piece);
}

/* Up to the quotation mark that the words begin with. */
static inline char *write_place(char *at, const ayes_evidence *piece) {
  at = WRITE(at, "{\"start\":");
  at = ayes_write_size(at, piece->start);
  at = WRITE(at, ",\"end\":");
  at = ayes_write_size(at, piece->end);
  return WRITE(at, ",\"text\":\"");
}

/* From the quotation mark on that the words end with, with a comma behind it. */
static inline char *write_origin(char *at, const ayes_evidence *piece) {
  const ayes_source *origin = piece->origin;
  const ayes_source_parts *parts = origin->parts;
  at = ayes_write_wide(at, ayes_span_make(parts->text, parts->weight));
  at = ayes_write_number(at, piece->weight, 2);
  at = ayes_write_blocks(
      at, ayes_span_make(parts->text + parts->weight, (size_t)parts->line - parts->weight));
  memcpy(at, origin->line, sizeof origin->line);
  at += origin->line_length;
  *at++ = ',';
  return at;
}

/* Without a branch for words near the end; few are longer than a block. */
static inline char *write_words(char *at, const words_source *words, const ayes_evidence *piece) {
  size_t start = piece->byte_start, length = piece->byte_end - start;
  size_t late = start + AYES_BLOCK > words->text.length;
  memcpy(at, words->bases[late] + (start - words->starts[late]), AYES_BLOCK);
  if (length > AYES_BLOCK)
    memcpy(at + AYES_BLOCK, words->text.data + start + AYES_BLOCK, length - AYES_BLOCK);
  return at + length;
}

AYES_SELDOM static void add_odd_piece(ayes_buffer *buffer, ayes_span text,
                                      const ayes_evidence *piece) {
  char *at = ayes_buffer_room(buffer, PIECE_BYTES);
  if (at) ayes_buffer_advance(buffer, write_place(at, piece) - 1);
  ayes_json_add_string(buffer, ayes_span_slice(text, piece->byte_start, piece->byte_end));
  add_origin(buffer, piece);
}

static inline void add_piece(ayes_buffer *buffer, words_source *words, const ayes_evidence *piece) {
  const ayes_source_parts *parts = piece->origin ? piece->origin->parts : NULL;
  if (!parts || !is_plain(words, piece)) {
    add_odd_piece(buffer, words->text, piece);
    return;
  }
  char *at =
      ayes_buffer_room(buffer, PIECE_BYTES + (piece->byte_end - piece->byte_start) + parts->line);
  if (!at) return;
  at = write_words(write_place(at, piece), words, piece);
  ayes_buffer_advance(buffer, write_origin(at, piece));
}

static void add_evidence(ayes_buffer *buffer, const ayes_result *result, size_t plain) {
  words_source words;
  open_words(&words, result->text, plain);
  ayes_buffer_add_text(buffer, ",\"evidence\":[");
  const ayes_evidence *piece = result->evidence;
  for (size_t left = result->evidence_count; left; left--) add_piece(buffer, &words, piece++);
  ayes_json_end_list(buffer, result->evidence_count);
  ayes_buffer_add_byte(buffer, ',');
}

void ayes_result_json(const ayes_result_writer *writer, const ayes_answer *answer,
                      const ayes_result *result, ayes_span extra, ayes_buffer *buffer) {
  size_t plain = ayes_result_json_answer(writer, answer, result->text, buffer);
  ayes_result_json_findings(result, plain, buffer);
  if (extra.length) {
    ayes_buffer_add_text(buffer, ",\"extra\":");
    ayes_buffer_add(buffer, extra);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void add_label(ayes_buffer *buffer, const ayes_result *result) {
  char *at = ayes_buffer_room(buffer, FINDINGS_BYTES);
  if (!at) return;
  at = ayes_write_label(WRITE(at, "\"stance\":\""), ayes_label_get_stance(result->stance));
  at = ayes_write_number(WRITE(at, "\",\"score\":"), result->score, 3);
  at = ayes_write_number(WRITE(at, ",\"confidence\":"), result->confidence, 3);
  at = WRITE(at, ",\"conditional\":");
  at = result->conditional ? WRITE(at, "true") : WRITE(at, "false");
  at = ayes_write_labels(WRITE(at, ",\"acts\":["), result->acts, ayes_act_labels, AYES_ACT_COUNT);
  ayes_buffer_advance(buffer, WRITE(at, "],"));
}

static void add_flags(ayes_buffer *buffer, const ayes_result *result) {
  char *at = ayes_buffer_room(buffer, FLAGS_BYTES);
  if (!at) return;
  at =
      ayes_write_labels(WRITE(at, "\"flags\":["), result->flags, ayes_flag_labels, AYES_FLAG_COUNT);
  ayes_buffer_advance(buffer, WRITE(at, "]"));
}

void ayes_result_json_findings(const ayes_result *result, size_t plain, ayes_buffer *buffer) {
  add_label(buffer, result);
  ayes_json_add_topics(buffer, result);
  add_evidence(buffer, result, plain);
  add_flags(buffer, result);
}

void ayes_result_json_fault(const ayes_result_fault *fault, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\"id\":");
  if (fault->id.length) ayes_json_add_string(buffer, fault->id);
  else ayes_buffer_add_text(buffer, "null");
  ayes_buffer_add_text(buffer, ",\"error\":{\"code\":");
  ayes_json_add_string(buffer, ayes_span_of(fault->code));
  ayes_buffer_add_text(buffer, ",\"message\":");
  ayes_json_add_string(buffer, ayes_span_of(fault->message));
  ayes_buffer_add_text(buffer, "},\"line\":");
  ayes_buffer_add_size(buffer, fault->line);
  ayes_buffer_add_byte(buffer, '}');
}
