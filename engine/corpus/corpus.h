/* SPDX-License-Identifier: MIT
 *
 * Answers in: one reader a format behind one interface.
 *
 *     ayes_reader_open("answers.csv", &options, &reader, error);
 *     while ((status = ayes_reader_next(reader, &record, error)) == AYES_OK && record.kind) ...
 *     ayes_reader_close(reader);
 */
#ifndef AYES_CORPUS_CORPUS_H
#define AYES_CORPUS_CORPUS_H

#include "ayes_types.h"
#include "base/arena.h"
#include "base/buffer.h"

enum { AYES_RECORD_LIMIT = 64 * 1024 * 1024 }; /* bytes of one record */

typedef enum ayes_record_kind {
  AYES_RECORD_END = 0,
  AYES_RECORD_ANSWER,
  AYES_RECORD_BAD /* cannot be read: code and message say why; the run goes on */
} ayes_record_kind;

struct json_t; /* base/json.h */

typedef struct ayes_record {
  ayes_record_kind kind;
  size_t line;         /* 1-based line where it starts */
  ayes_answer answer;  /* of a bad record only its id */
  ayes_span extra;     /* the fields no one knows, as a JSON object, when asked for; else empty */
  struct json_t *json; /* with the option objects, of JSONL: the whole object, yours to change */
  unsigned flags;      /* of the response, as its table says: AYES_FLAG_PARTIAL, ... */
  size_t bad_bytes;    /* sequences that were not UTF-8 and became U+FFFD in reading */
  bool is_clean;       /* the text is known to need no cleaning (ayes_utf8_clean) */
  ayes_span raw;       /* of a bad record: its row or line in UTF-8, without its line end; of an
                          answer the bytes that most of its fields are parts of, or empty */
  const char *code;    /* "bad_json", "bad_type", "missing_text", "bad_csv", "over_limit" */
  char message[256];   /* one sentence */
} ayes_record;

/* The number of the field of an answer that a column of that name (in any ASCII case) holds, from 0
 * to AYES_RECORD_FIELDS - 1, or that; the field of a number, and its name. */
enum { AYES_RECORD_FIELDS = 7 };
size_t ayes_record_field_index(ayes_span name);
ayes_span *ayes_record_field_at(ayes_answer *answer, size_t index);
const char *ayes_record_field_name(size_t index);

typedef struct ayes_reader_options {
  const char *format;   /* "jsonl", "csv", or NULL: by the file's name, then its first bytes */
  const char *encoding; /* as in ayes_table_options (corpus/table.h) */
  const char *sheet;
  bool keep;    /* collect unknown fields in record.extra */
  bool objects; /* not where there is a record.json */
  bool prompt;  /* of a pipe, hand out each line as soon as it is there */
  bool hash;    /* for ayes_reader_hash */
  /* For tables without a column "text": how columns are told apart (corpus/wide.h). NULL: such a
   * table is an error. Borrowed until the reader is closed. */
  const struct ayes_wide_options *wide;
} ayes_reader_options;

typedef struct ayes_reader ayes_reader;

/* Opens a file, standard input for "-", or a folder of i.AI Consult. *reader is yours. Errors: no
 * such file; a folder; a binary file; an unknown format; a CSV header without the column text; an
 * empty file. */
ayes_status ayes_reader_open(const char *path, const ayes_reader_options *options,
                             ayes_reader **reader, ayes_error *error);

/* The next record; its spans live until the next call. kind is AYES_RECORD_END at the end. Only
 * failures of reading itself or of memory are errors. Without an id of its own a record has its
 * number in the file, from 1; lines of white space only are no records. */
ayes_status ayes_reader_next(ayes_reader *reader, ayes_record *record, ayes_error *error);

void ayes_reader_close(ayes_reader *reader);

/* The format that was chosen: "jsonl" or "csv". */
const char *ayes_reader_format(const ayes_reader *reader);

/* The encoding that was found: "utf-8", "windows-1252", "utf-16le" or "utf-16be". */
const char *ayes_reader_encoding(const ayes_reader *reader);

/* Bytes of the input read so far; *total is its size, 0 when that cannot be known (a pipe). */
size_t ayes_reader_bytes(const ayes_reader *reader, size_t *total);

/* Appends the header rows of a table as CSV, so that the raw bytes of bad records below them make a
 * file that can be mended and read; nothing for other formats. */
void ayes_reader_header(const ayes_reader *reader, ayes_buffer *buffer);

/* Whether the next record has to be waited for, as far as can be told: of JSONL only. */
bool ayes_reader_would_wait(const ayes_reader *reader);

/* The hash (base/hash.h) of the file's bytes, compressed as they may be, once all are read; false
 * where the hash was not asked for, or the reader did not read all of them one after another, as of
 * workbooks. */
bool ayes_reader_hash(const ayes_reader *reader, uint64_t *hash);

/* The columns of a CSV header in order, or 0 columns for other formats; for inspect. */
size_t ayes_reader_column_count(const ayes_reader *reader);
ayes_span ayes_reader_column(const ayes_reader *reader, size_t index);

#endif
