/* SPDX-License-Identifier: MIT
 *
 * The workings of the readers, shared by the corpus_*.c files only: a source of lines in UTF-8 with
 * bounded memory, and the interface each format fills in.
 *
 *     ayes_source_open("answers.csv", &source, error);
 *     while (ayes_source_line(&source, false, &line, error) == AYES_OK && line.is_there) ...
 */
#ifndef AYES_CORPUS_CORPUS_PARTS_H
#define AYES_CORPUS_CORPUS_PARTS_H

#include <stdio.h>

#include "base/hash.h"
#include "corpus/corpus.h"
#include "corpus/gzip.h"

enum { AYES_SOURCE_BLOCK = 256 * 1024 }; /* bytes read at once */

typedef enum ayes_encoding {
  AYES_UTF8,
  AYES_WINDOWS_1252,
  AYES_UTF16_LITTLE,
  AYES_UTF16_BIG
} ayes_encoding;

/* A converter's memory between blocks. */
typedef struct ayes_converter {
  ayes_encoding encoding;
  unsigned char odd_byte; /* first half of a UTF-16 unit cut by the block's end */
  bool has_odd_byte;
  uint32_t high; /* first half of a surrogate pair, or 0 */
} ayes_converter;

/* The encoding by byte order mark, or UTF-16 by where zero bytes stand; otherwise UTF-8, or where
 * tables may come from old spreadsheets and the bytes hold more that is not UTF-8 than sequences
 * that are, Windows-1252. *why: half a sentence that says which of these it was. */
ayes_encoding ayes_encoding_of(ayes_span front, bool may_be_windows, const char **why);

/* "utf-8", "windows-1252", "utf-16le", "utf-16be" */
const char *ayes_encoding_name(ayes_encoding encoding);

/* The encoding with that name or one of its usual other names; false when there is none. */
bool ayes_encoding_named(const char *name, ayes_encoding *encoding);

/* Bytes of the byte order mark at the front. */
size_t ayes_encoding_mark(ayes_span front);

/* Appends bytes as UTF-8; UTF-8 itself is passed on unchecked. is_end: nothing follows. */
void ayes_encoding_convert(ayes_converter *converter, ayes_span bytes, bool is_end,
                           ayes_buffer *text);

/* A place in the converted text. */
typedef struct ayes_place {
  size_t offset; /* bytes from the start */
  size_t line;   /* 1-based line that starts there */
} ayes_place;

typedef struct ayes_source {
  FILE *file;
  char *path;
  char *block;
  ayes_converter converter;
  ayes_buffer text; /* converted and not yet dropped */
  size_t base;      /* offset of text.data[0] */
  ayes_place next;  /* where the next line starts */
  size_t kept;      /* nothing from this offset on is dropped */
  bool keeps;
  bool at_end;        /* the file has been read to its end */
  size_t read, total; /* bytes of the file */
  size_t front;       /* bytes of the first block */
  bool is_prompt;     /* a block is what is there to be read */
  ayes_gzip *gzip;    /* of a compressed file, else NULL */
  char *packed;       /* compressed bytes */
  bool packed_end;    /* they have been read to their end */
  ayes_hash *hash;    /* of the file's bytes so far; NULL: not asked for */
} ayes_source;

typedef struct ayes_source_text {
  bool is_there;   /* false at the end */
  bool is_over;    /* longer than AYES_RECORD_LIMIT: it was skipped, bytes is empty */
  ayes_span bytes; /* with its line end; lives until the next call */
  size_t line;
} ayes_source_text;

/* Opens a file and reads its first block, unpacked but unconverted, as *front (borrowed until the
 * next call). Errors: those of ayes_file_open, AYES_BAD_DATA for an empty or damaged file. */
ayes_status ayes_source_open(const char *path, ayes_source *source, ayes_span *front,
                             ayes_error *error);

enum {
  AYES_SOURCE_PROMPT = 1 << 0, /* a block is what is there to be read, so that the end of a line is
                                  seen before the next one has been written */
  AYES_SOURCE_HASHED = 1 << 1  /* the hash of its bytes is wanted; ayes_source_open always has it */
};

/* The same as the bits say. */
ayes_status ayes_source_open_as(const char *path, unsigned bits, ayes_source *source,
                                ayes_span *front, ayes_error *error);

/* Whether the next line has to be waited for. */
bool ayes_source_would_wait(const ayes_source *source);

/* Settles the encoding and converts the first block. AYES_BAD_DATA: in this encoding it is no
 * text. */
ayes_status ayes_source_start(ayes_source *source, ayes_encoding encoding, ayes_error *error);

/* The same with the encoding of that name (NULL: as found in front). *why says how it was found.
 * AYES_BAD_USAGE: there is no such encoding. */
ayes_status ayes_source_start_named(ayes_source *source, ayes_span front, const char *name,
                                    bool may_be_windows, const char **why, ayes_error *error);

/* The next line. at_returns: a carriage return alone ends a line too. */
ayes_status ayes_source_line(ayes_source *source, bool at_returns, ayes_source_text *line,
                             ayes_error *error);

/* The text that was read already and not yet handed out, borrowed until the next call; and passing
 * over its front, which holds so many line ends. */
ayes_span ayes_source_unread(const ayes_source *source);
void ayes_source_skip(ayes_source *source, size_t length, size_t lines);

/* Keeps the text from the next line on, so that ayes_source_return can go back there. */
void ayes_source_keep(ayes_source *source);
void ayes_source_return(ayes_source *source, ayes_place place);

/* All the rest, at most limit bytes. AYES_OVER_LIMIT. */
ayes_status ayes_source_rest(ayes_source *source, size_t limit, ayes_span *rest, ayes_error *error);

void ayes_source_close(ayes_source *source);

/* The text from the place on, up to the next line; what lies before a kept place may be gone.
 * Borrowed until the next line is read. */
ayes_span ayes_source_since(const ayes_source *source, ayes_place place);

/* ---- formats ---- */

typedef struct ayes_found_format {
  const char *name;
  const char *why; /* half a sentence */
  bool is_array;   /* of JSON: one array instead of lines */
} ayes_found_format;

/* The format of that name (AYES_BAD_USAGE: there is none), or for NULL the one that the file's name
 * or its first bytes tell. */
ayes_status ayes_source_format(const char *path, ayes_span front, const char *name,
                               ayes_found_format *found, ayes_error *error);

typedef struct ayes_format {
  const char *name;
  ayes_status (*open)(ayes_reader *reader, ayes_error *error);
  ayes_status (*next)(ayes_reader *reader, ayes_record *record, ayes_error *error);
  void (*close)(ayes_reader *reader);
} ayes_format;

struct ayes_reader {
  const ayes_format *format;
  ayes_buffer header; /* the header rows of a table, as CSV */
  ayes_buffer extra;  /* of the row of a table, as a JSON object */
  ayes_buffer raw;    /* of a bad record whose bytes the format did not keep */
  ayes_source source;
  bool keep;
  bool objects;
  bool is_array;    /* a file of JSON that is one array */
  const char *why;  /* the encoding was chosen */
  size_t records;   /* read so far */
  ayes_arena arena; /* lives until the next record */
  ayes_arena columns_arena;
  ayes_span *columns; /* of a CSV header */
  size_t column_count;
  struct ayes_table *table; /* of formats that are tables */
  const struct ayes_wide_options *wide;
  void *state; /* the format's own */
};

extern const ayes_format ayes_reader_jsonl;
extern const ayes_format ayes_reader_table;
extern const ayes_format ayes_reader_consult;

/* Whether a path is a folder as i.AI Consult keeps them; and reading its answers. */
ayes_status ayes_consult_is_folder(const char *path, bool *is_one, ayes_error *error);
ayes_status ayes_consult_open(ayes_reader *reader, const char *path, ayes_error *error);

/* Starts a record at that line: empty but for its number as id. */
ayes_status ayes_record_start(ayes_reader *reader, size_t line, ayes_record *record,
                              ayes_error *error);

/* The same with the fields of an answer, which may have an id of its own. */
ayes_status ayes_record_start_with(ayes_reader *reader, size_t line, const ayes_answer *answer,
                                   ayes_record *record, ayes_error *error);

/* The same with a line, which makes it a bad one where it is longer than records may be. */
ayes_status ayes_record_start_line(ayes_reader *reader, const ayes_source_text *line,
                                   ayes_record *record, ayes_error *error);

/* Makes it a bad one. code is a constant. */
void ayes_record_spoil(ayes_record *record, const char *code, const char *format, ...)
    AYES_PRINTF(3, 4);

/* The field of the answer with that name, or NULL. */
ayes_span *ayes_record_field(ayes_answer *answer, ayes_span name);

#endif
