/* SPDX-License-Identifier: MIT
 *
 * Temporary files as base/file.c makes them, for libraries that insist on a name; and cells made
 * harmless character by character.
 */
#include "report/export_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "report/result.h"
#include "text/utf8.h"

static char *join(const char *folder, const char *name, const char *suffix) {
  ayes_buffer path = {0};
  ayes_buffer_add_text(&path, folder);
  if (name[0] && path.length && path.data[path.length - 1] != '/') ayes_buffer_add_byte(&path, '/');
  ayes_buffer_add_text(&path, name);
  ayes_buffer_add_text(&path, suffix);
  ayes_buffer_add_byte(&path, '\0');
  if (!path.failed) return path.data;
  ayes_buffer_release(&path);
  return NULL;
}

static void release(ayes_export_file *file) {
  ayes_memory_free(file->path);
  ayes_memory_free(file->temporary);
  memset(file, 0, sizeof *file);
}

static ayes_status file_failed(const char *path, const char *what, ayes_error *error) {
  return ayes_error_set_at(error, AYES_IO_FAILED, path, 0, 0, "cannot be %s: %s", what,
                           strerror(errno));
}

ayes_status ayes_export_file_open(const char *folder, const char *name, ayes_export_file *file,
                                  ayes_error *error) {
  file->path = join(folder, name, "");
  file->temporary = join(folder, name, ".partial-XXXXXX");
  if (!file->path || !file->temporary) {
    release(file);
    return ayes_error_memory(error);
  }
  int descriptor = mkstemp(file->temporary);
  if (descriptor < 0) {
    ayes_status status = file_failed(file->path, "written", error);
    release(file);
    return status;
  }
  mode_t mask = umask(0);
  umask(mask);
  (void)fchmod(descriptor, (mode_t)(0666 & ~mask));
  close(descriptor);
  return AYES_OK;
}

static ayes_status publish(const ayes_export_file *file, ayes_error *error) {
  int descriptor = open(file->temporary, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return file_failed(file->path, "written", error);
  bool synced = fsync(descriptor) == 0;
  ayes_status status = synced ? AYES_OK : file_failed(file->path, "written", error);
  close(descriptor);
  if (status == AYES_OK && rename(file->temporary, file->path) != 0)
    status = file_failed(file->path, "renamed", error);
  return status;
}

ayes_status ayes_export_file_close(ayes_export_file *file, bool keep, ayes_error *error) {
  if (!file->path) return AYES_OK;
  ayes_status status = keep ? publish(file, error) : AYES_OK;
  if (!keep || status != AYES_OK) unlink(file->temporary);
  release(file);
  return status;
}

ayes_status ayes_export_folder_open(const char *folder, const char *name, ayes_export_folder *made,
                                    ayes_error *error) {
  char *path = join(folder, name, "");
  made->made = NULL;
  if (!path) return ayes_error_memory(error);
  bool is_new;
  ayes_status status = ayes_file_make_folder(path, &is_new, error);
  if (is_new) made->made = path;
  else ayes_memory_free(path);
  return status;
}

void ayes_export_folder_close(ayes_export_folder *made, bool keep) {
  if (made->made && !keep) (void)rmdir(made->made);
  ayes_memory_free(made->made);
  made->made = NULL;
}

ayes_status ayes_export_output(const char *folder, const char *name, ayes_output **output,
                               ayes_error *error) {
  *output = NULL;
  char *path = join(folder, name, "");
  if (!path) return ayes_error_memory(error);
  ayes_status status = ayes_output_open(path, output, error);
  ayes_memory_free(path);
  return status;
}

ayes_status ayes_export_outputs_close(ayes_output *const *outputs, size_t count, bool keep,
                                      size_t *closed, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count; i++) {
    bool good = keep && status == AYES_OK;
    if (!outputs[i]) continue;
    ayes_status closing = ayes_output_close(outputs[i], good, good ? error : NULL);
    if (good) status = closing;
    if (closed) *closed += good && closing == AYES_OK;
  }
  return status;
}

bool ayes_cell_is_live(ayes_span text) {
  return text.length && memchr("=+-@\t\r", text.data[0], 6) != NULL;
}

/* Characters that no cell for people needs and that hide or break what stands around them. Printed
 * ASCII is none of them and does not come here (plain_length). */
static bool is_hidden(uint32_t code, bool raw) {
  if (code == 0 || code == 0xFFFE || code == 0xFFFF) return true;
  if (raw || code == '\t' || code == '\n' || code == '\r') return false;
  return code < 0xA0 || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/* Bytes below 0x7F that are printed stand for themselves: most of any text. */
static size_t plain_length(ayes_span text) {
  size_t i = 0;
  while (i < text.length && text.data[i] >= 0x20 && text.data[i] < 0x7F) i++;
  return i;
}

void ayes_cell_add_text(ayes_buffer *buffer, ayes_span text, bool raw) {
  if (!raw && ayes_cell_is_live(text)) ayes_buffer_add_byte(buffer, '\'');
  while (text.length) {
    uint32_t code = 0;
    size_t length = plain_length(text);
    ayes_buffer_add(buffer, ayes_span_slice(text, 0, length));
    text = ayes_span_from(text, length);
    if (!text.length) return;
    length = ayes_utf8_decode(text, &code);
    if (length == 0 || is_hidden(code, raw)) ayes_buffer_add_text(buffer, "\xEF\xBF\xBD");
    else ayes_buffer_add(buffer, ayes_span_slice(text, 0, length));
    text = ayes_span_from(text, length ? length : 1);
  }
}

static void add_quoted(ayes_buffer *row, ayes_span text) {
  ayes_buffer_add_byte(row, '"');
  while (text.length) {
    size_t at = ayes_span_find_byte(text, '"');
    ayes_buffer_add(row, ayes_span_slice(text, 0, at));
    if (at < text.length) ayes_buffer_add_text(row, "\"\"");
    text = ayes_span_from(text, at + 1);
  }
  ayes_buffer_add_byte(row, '"');
}

void ayes_cell_add_csv(ayes_buffer *row, ayes_buffer *scratch, ayes_span text, bool raw) {
  ayes_buffer_clear(scratch);
  ayes_cell_add_text(scratch, text, raw);
  ayes_span made = ayes_buffer_span(scratch);
  if (ayes_csv_needs_quotes(made)) add_quoted(row, made);
  else ayes_buffer_add(row, made);
}

double ayes_cell_rounded(const ayes_column *column, const ayes_cell *cell) {
  if (column->type != AYES_CELL_NUMBER) return cell->number;
  double scale = pow(10, column->decimals);
  return round(cell->number * scale) / scale;
}

void ayes_cell_add_number(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell) {
  if (cell->type == AYES_CELL_BOOLEAN)
    ayes_buffer_add_text(buffer, cell->number != 0 ? "true" : "false");
  else ayes_buffer_add_number(buffer, cell->number, column->decimals);
}

void ayes_cell_add_json(ayes_buffer *buffer, const ayes_column *column, const ayes_cell *cell) {
  if (cell->type == AYES_CELL_NONE) ayes_buffer_add_text(buffer, "null");
  else if (cell->type == AYES_CELL_TEXT) ayes_json_add_string(buffer, cell->text);
  else ayes_cell_add_number(buffer, column, cell);
}

const char *ayes_colour_of_stance(ayes_stance stance) {
  switch (stance) {
    case AYES_SUPPORT: return "#12436D";
    case AYES_MIXED: return "#28A197";
    case AYES_OPPOSE: return "#801650";
    default: return "#A285D1";
  }
}

static const ayes_export_kind *const kinds[AYES_EXPORT_KIND_COUNT] = {
    &ayes_export_csv,    &ayes_export_sqlite,  &ayes_export_xlsx,    &ayes_export_json,
    &ayes_export_charts, &ayes_export_answers, &ayes_export_consult, &ayes_export_package};

const ayes_export_kind *ayes_export_kind_get(size_t index) { return kinds[index]; }

static ayes_status unknown_kind(ayes_span name, ayes_error *error) {
  return ayes_error_set(
      error, AYES_BAD_USAGE,
      "there is no output \"%.*s\": use csv, sqlite, xlsx, json, charts, answers, consult "
      "or datapackage",
      (int)(name.length < 40 ? name.length : 40), name.length ? name.data : "");
}

ayes_status ayes_export_choose(const char *names, unsigned *chosen, ayes_error *error) {
  ayes_span rest = ayes_span_of(names), name;
  *chosen = 1u << AYES_EXPORT_PACKAGE;
  if (!names) *chosen = ((1u << AYES_EXPORT_KIND_COUNT) - 1) & ~AYES_EXPORT_UNASKED;
  if (names && !rest.length) return unknown_kind(rest, error);
  while (ayes_span_split(&rest, ',', &name)) {
    unsigned bit = 0;
    name = ayes_span_trim(name);
    for (unsigned i = 0; i < AYES_EXPORT_KIND_COUNT; i++)
      if (ayes_span_equal(name, ayes_span_of(kinds[i]->name))) bit = 1u << i;
    if (!bit) return unknown_kind(name, error);
    *chosen |= bit;
  }
  return AYES_OK;
}
