/* SPDX-License-Identifier: MIT
 *
 * Files in whole, files in blocks, and files that appear complete or not at all.
 *
 *     ayes_output *output;
 *     status = ayes_output_open("tally.json", &output, error);
 *     if (status == AYES_OK) status = ayes_output_write(output, bytes, error);
 *     status = ayes_output_close(output, status == AYES_OK, error);
 */
#ifndef AYES_BASE_FILE_H
#define AYES_BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"

/* Reads a whole file, "-" being standard input, into the buffer (which is cleared first).
 * AYES_NO_INPUT: it cannot be opened, or is a directory. AYES_OVER_LIMIT: over limit bytes. */
ayes_status ayes_file_read(const char *path, size_t limit, ayes_buffer *buffer, ayes_error *error);

/* Opens a file for reading in blocks; "-" is standard input. Refuses directories, and pipes that
 * nothing writes to within a second. */
ayes_status ayes_file_open(const char *path, FILE **file, ayes_error *error);

/* Closes what ayes_file_open opened; NULL and standard input are left alone. */
void ayes_file_close(FILE *file);

bool ayes_file_exists(const char *path);
bool ayes_file_is_folder(const char *path);

/* Makes a folder (its parent must exist) unless there is one of that name; *made (may be NULL) says
 * whether it did. AYES_IO_FAILED. */
ayes_status ayes_file_make_folder(const char *path, bool *made, ayes_error *error);

/* "folder/name" in the arena; NULL with error filled when memory is out. */
char *ayes_file_join(ayes_arena *arena, const char *folder, const char *name, ayes_error *error);

/* The part after the last slash. */
const char *ayes_file_name(const char *path);

/* An output file. It is written beside its final name and renamed at the end, so nobody ever sees
 * half of it, and what stood there before stays until then. "-" is standard output, written
 * directly. */
typedef struct ayes_output ayes_output;

/* *output is yours to close. AYES_IO_FAILED: the folder is missing or not writable. */
ayes_status ayes_output_open(const char *path, ayes_output **output, ayes_error *error);

/* An output file that outlives a run that is cut short: what was written stays beside the final
 * name, under one that ends in identity, and is gone on with when the same is opened again. Of a
 * last line that was cut short nothing is kept. *partial: where it stands, the output's.
 * AYES_BAD_USAGE: path is no plain file's; AYES_IO_FAILED: also when another run is at it. */
ayes_status ayes_output_resume(const char *path, uint64_t identity, ayes_output **output,
                               const char **partial, ayes_error *error);

ayes_status ayes_output_write(ayes_output *output, ayes_span bytes, ayes_error *error);

/* Passes on what has been gathered so far. */
ayes_status ayes_output_flush(ayes_output *output, ayes_error *error);

/* keep: flush, fsync and rename to the final name; otherwise the new file is removed. Frees output
 * (NULL is accepted). Returns the first failure; the temporary file never stays behind. */
ayes_status ayes_output_close(ayes_output *output, bool keep, ayes_error *error);

#endif
