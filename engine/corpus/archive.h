/* SPDX-License-Identifier: MIT
 *
 * The parts of a zip file (workbooks and documents are such), read one at a time by minizip.
 *
 * Sizes in a zip's directory are claims of whoever wrote it, so real bytes are counted: a part may
 * unpack to AYES_ARCHIVE_RATIO times the size of the file and AYES_ARCHIVE_FREE on top. Parts are
 * looked up by names this program knows; no name of an archive ever becomes a path.
 *
 *     ayes_archive_open(file, "answers.xlsx", &archive, error);
 *     ayes_archive_part(archive, "xl/workbook.xml", &found, error);
 *     while ((status = ayes_archive_read(archive, block, size, &got, error)) == AYES_OK && got) ...
 *     ayes_archive_close(archive);
 */
#ifndef AYES_CORPUS_ARCHIVE_H
#define AYES_CORPUS_ARCHIVE_H

#include <stdio.h>

#include "base/error.h"
#include "base/span.h"

enum { AYES_ARCHIVE_RATIO = 100, AYES_ARCHIVE_FREE = 16 * 1024 * 1024 };

typedef struct ayes_archive ayes_archive;

/* file is borrowed and must allow seeking. path is for messages (borrowed). AYES_BAD_DATA: it is no
 * zip file; AYES_IO_FAILED, also of the functions below: it cannot be read. *archive is yours. */
ayes_status ayes_archive_open(FILE *file, const char *path, ayes_archive **archive,
                              ayes_error *error);

/* Begins to read the part of that name (ASCII case does not matter); *found is false when there is
 * none. AYES_BAD_DATA: it has a password or is damaged. */
ayes_status ayes_archive_part(ayes_archive *archive, const char *name, bool *found,
                              ayes_error *error);

/* At most size bytes of the part; *got is 0 at its end. AYES_OVER_LIMIT past the stated ratio. */
ayes_status ayes_archive_read(ayes_archive *archive, char *block, size_t size, size_t *got,
                              ayes_error *error);

/* Bytes of the file read since the part was begun. */
size_t ayes_archive_bytes(const ayes_archive *archive);

const char *ayes_archive_path(const ayes_archive *archive);

void ayes_archive_close(ayes_archive *archive);

#endif
