/* SPDX-License-Identifier: MIT
 *
 * Opening a table, and what all formats of tables share.
 */
#include "corpus/table.h"

#include <stdarg.h>

#include "base/memory.h"
#include "corpus/table_parts.h"

static const ayes_table_format *const formats[] = {
    &ayes_table_csv, &ayes_table_xlsx, &ayes_table_ods, &ayes_table_docx,
    &ayes_table_odt, &ayes_table_sav,  &ayes_table_txt};

const ayes_table_format *ayes_table_format_named(const char *name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (strcmp(formats[i]->name, name) == 0) return formats[i];
  return NULL;
}

ayes_status ayes_table_adopt(ayes_source *source, ayes_span front, const ayes_found_format *found,
                             const ayes_table_options *options, ayes_table **out,
                             ayes_error *error) {
  static const ayes_table_options usual = {0};
  *out = NULL;
  ayes_table *table = ayes_memory_new_zeroed(1, sizeof *table);
  if (!table) return ayes_error_memory(error);
  table->source = *source;
  *source = (ayes_source){0};
  table->front = front;
  table->format = ayes_table_format_named(found->name);
  table->facts.format = found->name;
  table->facts.format_why = found->why;
  ayes_status status = AYES_OK;
  if (!table->format)
    status = ayes_error_set_at(error, AYES_BAD_DATA, table->source.path, 0, 0,
                               "is %s, which holds no table%s", found->name,
                               strcmp(found->name, "pdf") == 0 ? "; `ayes import` reads it" : "");
  if (status == AYES_OK) status = table->format->open(table, options ? options : &usual, error);
  table->front = ayes_span_make(NULL, 0);
  if (status == AYES_OK) *out = table;
  else ayes_table_close(table);
  return status;
}

ayes_status ayes_table_open(const char *path, const ayes_table_options *options, ayes_table **table,
                            ayes_error *error) {
  ayes_source source;
  ayes_found_format found;
  ayes_span front;
  *table = NULL;
  ayes_status status = ayes_source_open(path, &source, &front, error);
  if (status == AYES_OK)
    status = ayes_source_format(path, front, options ? options->format : NULL, &found, error);
  if (status == AYES_OK) status = ayes_table_adopt(&source, front, &found, options, table, error);
  ayes_source_close(&source);
  return status == AYES_OK ? status : ayes_error_add_source(error, status, path);
}

ayes_status ayes_table_next(ayes_table *table, ayes_row *row, ayes_error *error) {
  row->is_there = false;
  row->number = row->line = row->count = row->bad_bytes = 0;
  row->cells = NULL;
  row->code = NULL;
  row->message[0] = '\0';
  row->raw = ayes_span_make(NULL, 0);
  return table->format->next(table, row, error);
}

void ayes_table_close(ayes_table *table) {
  if (!table) return;
  if (table->format) table->format->close(table);
  ayes_source_close(&table->source);
  ayes_arena_release(&table->arena);
  ayes_memory_free(table);
}

const ayes_table_facts *ayes_table_facts_of(const ayes_table *table) { return &table->facts; }

size_t ayes_table_bytes(const ayes_table *table, size_t *total) {
  if (total) *total = table->source.total;
  return table->source.read;
}

void ayes_row_spoil(ayes_row *row, const char *code, const char *format, ...) {
  va_list arguments;
  row->code = code;
  row->cells = NULL;
  row->count = 0;
  va_start(arguments, format);
  int length = vsnprintf(row->message, sizeof row->message, format, arguments);
  va_end(arguments);
  if (length < 0) row->message[0] = '\0';
}
