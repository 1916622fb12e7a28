/* SPDX-License-Identifier: MIT
 *
 * datapackage.json (Frictionless Data Package 1): what was written, the columns of each table, and
 * how cells were treated. It is renamed last, so a folder with a new one is a complete export.
 */
#include "report/export_parts.h"

#include "base/json.h"
#include "base/memory.h"

typedef struct package_writer {
  const ayes_export_job *job;
  ayes_output *output;
} package_writer;

static const char *const files[] = {"datapackage.json", NULL};

static ayes_status close_package(void *writer, bool keep, ayes_error *error) {
  package_writer *it = writer;
  if (!it) return AYES_OK;
  ayes_status status = ayes_output_close(it->output, keep, error);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_package(const ayes_export_job *job, void **writer, ayes_error *error) {
  package_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->job = job;
  return ayes_export_output(job->folder, files[0], &it->output, error);
}

static void add_member(ayes_buffer *buffer, const char *key, const char *text) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_json_add_string(buffer, ayes_span_of(text));
}

static void add_names(ayes_buffer *buffer, const char *key, const char *names) {
  ayes_span rest = ayes_span_of(names), name;
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_text(buffer, " [");
  for (bool first = true; ayes_span_split(&rest, '|', &name); first = false) {
    if (!first) ayes_buffer_add_text(buffer, ", ");
    ayes_json_add_string(buffer, name);
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_field(ayes_buffer *buffer, const ayes_column *column) {
  static const char *const types[] = {"any", "string", "integer", "number", "boolean"};
  ayes_buffer_add_text(buffer, "        {");
  add_member(buffer, "name", column->name);
  ayes_buffer_add_text(buffer, ", ");
  add_member(buffer, "type", types[column->type]);
  ayes_buffer_add_text(buffer, ", ");
  add_member(buffer, "description", column->about);
  if (column->is_required || column->values) {
    ayes_buffer_add_text(buffer, ", \"constraints\": {");
    if (column->is_required) ayes_buffer_add_text(buffer, "\"required\": true");
    if (column->is_required && column->values) ayes_buffer_add_text(buffer, ", ");
    if (column->values) add_names(buffer, "enum", column->values);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, '}');
}

/* A key of Frictionless may not be empty in any column: the figures' key is none. */
static void add_keys(ayes_buffer *buffer, ayes_table_id id, const ayes_table *table) {
  if (id == AYES_TABLE_SUMMARY) return;
  ayes_buffer_add_text(buffer, ",\n      ");
  add_names(buffer, "primaryKey", table->key);
  if (id != AYES_TABLE_MENTIONS) return;
  ayes_buffer_add_text(buffer,
                       ",\n      \"foreignKeys\": [{\"fields\": [\"row\"], \"reference\": "
                       "{\"resource\": \"responses\", \"fields\": [\"row\"]}}]");
}

static void add_schema(ayes_buffer *buffer, ayes_table_id id) {
  const ayes_table *table = ayes_export_table(id);
  ayes_buffer_add_text(buffer,
                       ",\n      \"encoding\": \"utf-8\", \"dialect\": {\"delimiter\": \",\", "
                       "\"lineTerminator\": \"\\r\\n\", \"quoteChar\": \"\\\"\", \"doubleQuote\": "
                       "true, \"header\": true},\n      \"schema\": {\"fields\": [\n");
  for (size_t i = 0; i < table->column_count; i++) {
    add_field(buffer, &table->columns[i]);
    ayes_buffer_add_text(buffer, i + 1 < table->column_count ? ",\n" : "],\n");
  }
  ayes_buffer_add_text(buffer, "      \"missingValues\": [\"\"]");
  add_keys(buffer, id, table);
  ayes_buffer_add_byte(buffer, '}');
}

typedef struct media {
  const char *ending, *format, *type;
} media;

static const media *media_of(const char *path) {
  static const media known[] = {
      {".csv", "csv", "text/csv"},
      {".sqlite", "sqlite", "application/vnd.sqlite3"},
      {".xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".vl.json", "json", "application/vnd.vegalite.v5+json"},
      {"", "json", "application/json"}};
  const media *it = known;
  while (!ayes_span_ends_with(ayes_span_of(path), ayes_span_of(it->ending))) it++;
  return it;
}

/* Names are made of small letters, digits, "." "-" and "_": tables have their own. */
static void add_name(ayes_buffer *buffer, const char *path) {
  ayes_span name = ayes_span_of(path);
  bool is_table = ayes_span_ends_with(name, ayes_span_of(".csv"));
  if (is_table) name.length -= 4;
  ayes_buffer_add_text(buffer, "\"name\": \"");
  for (size_t i = 0; i < name.length; i++)
    ayes_buffer_add_byte(buffer, name.data[i] == '/' ? '-' : name.data[i]);
  ayes_buffer_add_text(buffer, "\", ");
}

static void add_resource(ayes_buffer *buffer, const char *path, const ayes_export_kind *kind,
                         size_t index) {
  const media *it = media_of(path);
  bool is_table = kind == &ayes_export_csv;
  ayes_buffer_add_text(buffer, "    {");
  add_name(buffer, path);
  add_member(buffer, "path", path);
  ayes_buffer_add_text(buffer, ", ");
  add_member(buffer, "type", is_table ? "table" : "file"); /* or XLSX is read as one table */
  ayes_buffer_add_text(buffer, ", ");
  if (is_table) {
    add_member(buffer, "title", ayes_export_table((ayes_table_id)index)->about);
    ayes_buffer_add_text(buffer, ",\n      \"profile\": \"tabular-data-resource\", ");
  }
  add_member(buffer, "format", it->format);
  ayes_buffer_add_text(buffer, ", ");
  add_member(buffer, "mediatype", it->type);
  if (is_table) add_schema(buffer, (ayes_table_id)index);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_resources(ayes_buffer *buffer, unsigned kinds) {
  bool first = true;
  ayes_buffer_add_text(buffer, "  \"resources\": [");
  for (size_t i = 0; i < AYES_EXPORT_PACKAGE; i++) {
    const ayes_export_kind *kind = ayes_export_kind_get(i);
    for (size_t k = 0; (kinds & 1u << i) && kind->files[k]; k++) {
      ayes_buffer_add_text(buffer, first ? "\n" : ",\n");
      first = false;
      add_resource(buffer, kind->files[k], kind, k);
    }
  }
  ayes_buffer_add_text(buffer, "]\n}\n");
}

static void add_package(ayes_buffer *buffer, const ayes_export_job *job,
                        const ayes_tally_counts *counts) {
  ayes_buffer_add_text(buffer,
                       "{\n  \"profile\": \"data-package\",\n  \"name\": \"ayes-export\",\n  ");
  ayes_json_add_key(buffer, "title");
  ayes_buffer_add_byte(buffer, ' ');
  ayes_json_add_string(buffer, counts->title.length ? counts->title : ayes_span_of("Results"));
  ayes_buffer_add_format(buffer, ",\n  \"version\": \"%d.0.0\",\n", AYES_EXPORT_INTERFACE);
  ayes_buffer_add_format(buffer,
                         "  \"ayes\": {\"version\": \"%s\", \"interface\": %d, \"raw_cells\": %s, "
                         "\"records\": %zu, \"quarantined\": %zu},\n",
                         job->version, AYES_EXPORT_INTERFACE, job->raw_cells ? "true" : "false",
                         counts->records, counts->quarantined);
  add_resources(buffer, job->kinds);
}

static ayes_status finish_package(void *writer, const ayes_figure_list *list, ayes_error *error) {
  package_writer *it = writer;
  ayes_buffer buffer = {0};
  add_package(&buffer, it->job, list->counts);
  ayes_status status = buffer.failed
                           ? ayes_error_memory(error)
                           : ayes_output_write(it->output, ayes_buffer_span(&buffer), error);
  ayes_buffer_release(&buffer);
  return status == AYES_OK ? ayes_output_flush(it->output, error) : status;
}

const ayes_export_kind ayes_export_package = {"datapackage", files,          open_package, NULL,
                                              NULL,          finish_package, close_package};
