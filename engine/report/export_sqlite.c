/* SPDX-License-Identifier: MIT
 *
 * The tables as an SQLite database, written in one transaction into a temporary file: no journal is
 * needed for a file that nobody sees before it is complete. Indexes are made at the end, when
 * making them is one sort. Memory: SQLite's page cache, 8 MiB.
 */
#include <sqlite3.h>

#include "base/memory.h"
#include "report/export_parts.h"

typedef struct sqlite_writer {
  ayes_export_file file;
  sqlite3 *database;
  sqlite3_stmt *inserts[AYES_TABLE_COUNT];
  const char *version;
} sqlite_writer;

static const char *const files[] = {"results.sqlite", NULL};

/* "ayes" as a number, and the interface's version, for the program `file` and for readers. */
static const char prologue[] =
    "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    "PRAGMA cache_size=-8192; PRAGMA application_id=1635345779; PRAGMA user_version=1; BEGIN;";

static const char epilogue[] =
    "CREATE INDEX responses_by_question ON responses(question, stance);\n"
    "CREATE INDEX responses_by_id ON responses(id);\n"
    "CREATE INDEX responses_by_respondent ON responses(respondent);\n"
    "CREATE INDEX mentions_by_topic ON mentions(topic, stance) WHERE type = 'topic';\n"
    "CREATE INDEX mentions_by_kind ON mentions(kind) WHERE type = 'evidence';\n"
    "CREATE INDEX summary_by_measure ON summary(measure, level);\n"
    "CREATE VIEW stances AS\n"
    "  SELECT question, category AS stance, value AS answers, \"of\", share, low, high\n"
    "  FROM summary WHERE level = 'all' AND measure = 'stance';\n"
    "CREATE VIEW sides AS\n"
    "  SELECT question, \"group\", category AS side, value AS answers, \"of\", share, low, high\n"
    "  FROM summary WHERE measure = 'side';\n"
    "CREATE VIEW ticks AS\n"
    "  SELECT a.question, a.category AS answer, a.value AS answers, r.value AS recorded\n"
    "  FROM summary a LEFT JOIN summary r\n"
    "    ON r.question IS a.question AND r.category = a.category\n"
    "    AND r.measure = 'recorded' AND r.level = 'all'\n"
    "  WHERE a.measure = 'answer' AND a.level = 'all';\n"
    "CREATE VIEW topics AS\n"
    "  SELECT question, topic, count(*) AS answers, sum(stance = 'support') AS support,\n"
    "    sum(stance = 'oppose') AS oppose, sum(stance = 'mixed') AS mixed,\n"
    "    sum(stance = 'neutral') AS neutral\n"
    "  FROM mentions WHERE type = 'topic' GROUP BY question, topic;\n"
    "CREATE VIEW conflicts AS\n"
    "  SELECT * FROM responses WHERE ';' || flags || ';' LIKE '%;answer_conflict;%';\n"
    "CREATE VIEW recovered AS\n"
    "  SELECT * FROM responses WHERE ';' || flags || ';' LIKE '%;recovered;%';\n"
    "CREATE VIEW evidence AS\n"
    "  SELECT m.question, m.id, m.stance, m.kind, m.text, m.weight, m.source, m.start, m.\"end\",\n"
    "    r.text AS answer_text\n"
    "  FROM mentions m JOIN responses r ON r.row = m.row WHERE m.type = 'evidence';\n"
    "COMMIT;";

static ayes_status database_failed(const sqlite_writer *it, ayes_error *error) {
  /* Without memory sqlite3_open gives no database at all. */
  if (!it->database || sqlite3_errcode(it->database) == SQLITE_NOMEM)
    return ayes_error_memory(error);
  return ayes_error_set_at(error, AYES_IO_FAILED, it->file.path, 0, 0, "cannot be written: %s",
                           sqlite3_errmsg(it->database));
}

static ayes_status run(sqlite_writer *it, const char *statements, ayes_error *error) {
  if (sqlite3_exec(it->database, statements, NULL, NULL, NULL) == SQLITE_OK) return AYES_OK;
  return database_failed(it, error);
}

static void add_key(ayes_buffer *sql, const char *key) {
  ayes_span rest = ayes_span_of(key), name;
  ayes_buffer_add_text(sql, ", PRIMARY KEY (");
  for (bool first = true; ayes_span_split(&rest, '|', &name); first = false) {
    ayes_buffer_add_text(sql, first ? "\"" : ", \"");
    ayes_buffer_add(sql, name);
    ayes_buffer_add_byte(sql, '"');
  }
  ayes_buffer_add_byte(sql, ')');
}

static void add_columns(ayes_buffer *sql, const ayes_table *table) {
  static const char *const types[] = {"", "TEXT", "INTEGER", "REAL", "INTEGER"};
  for (size_t i = 0; i < table->column_count; i++) {
    const ayes_column *column = &table->columns[i];
    ayes_buffer_add_format(sql, "%s\"%s\" %s%s", i ? ", " : "", column->name, types[column->type],
                           column->is_required ? " NOT NULL" : "");
  }
}

static ayes_status make_table(sqlite_writer *it, ayes_table_id id, ayes_error *error) {
  const ayes_table *table = ayes_export_table(id);
  ayes_buffer sql = {0};
  ayes_buffer_add_format(&sql, "CREATE TABLE %s (", table->name);
  add_columns(&sql, table);
  if (id != AYES_TABLE_SUMMARY) add_key(&sql, table->key);
  ayes_buffer_add_text(&sql, id == AYES_TABLE_MENTIONS ? ") WITHOUT ROWID" : ")");
  ayes_buffer_add_byte(&sql, '\0');
  ayes_status status = sql.failed ? ayes_error_memory(error) : run(it, sql.data, error);
  ayes_buffer_clear(&sql);
  ayes_buffer_add_format(&sql, "INSERT INTO %s VALUES (?", table->name);
  for (size_t i = 1; i < table->column_count; i++) ayes_buffer_add_text(&sql, ",?");
  ayes_buffer_add_text(&sql, ")");
  ayes_buffer_add_byte(&sql, '\0');
  if (sql.failed) status = ayes_error_memory(error);
  if (status == AYES_OK &&
      sqlite3_prepare_v2(it->database, sql.data, -1, &it->inserts[id], NULL) != SQLITE_OK)
    status = database_failed(it, error);
  ayes_buffer_release(&sql);
  return status;
}

static ayes_status close_database(sqlite_writer *it, ayes_error *error) {
  for (size_t i = 0; i < AYES_TABLE_COUNT; i++) {
    sqlite3_finalize(it->inserts[i]);
    it->inserts[i] = NULL;
  }
  ayes_status status = AYES_OK;
  if (sqlite3_close(it->database) != SQLITE_OK) status = database_failed(it, error);
  else it->database = NULL;
  return status;
}

static ayes_status close_sqlite(void *writer, bool keep, ayes_error *error) {
  sqlite_writer *it = writer;
  if (!it) return AYES_OK;
  (void)close_database(it, NULL);
  ayes_status status = ayes_export_file_close(&it->file, keep, error);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_sqlite(const ayes_export_job *job, void **writer, ayes_error *error) {
  sqlite_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->version = job->version;
  ayes_status status = ayes_export_file_open(job->folder, files[0], &it->file, error);
  if (status != AYES_OK) return status;
  if (sqlite3_open_v2(it->file.temporary, &it->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return database_failed(it, error);
  status = run(it, prologue, error);
  for (int i = 0; i < AYES_TABLE_COUNT && status == AYES_OK; i++)
    status = make_table(it, (ayes_table_id)i, error);
  return status;
}

static int bind_cell(sqlite3_stmt *insert, int place, const ayes_column *column,
                     const ayes_cell *cell) {
  switch (cell->type) {
    case AYES_CELL_NONE: return sqlite3_bind_null(insert, place);
    case AYES_CELL_TEXT:
      return sqlite3_bind_text64(insert, place, cell->text.data, cell->text.length, SQLITE_STATIC,
                                 SQLITE_UTF8);
    case AYES_CELL_NUMBER:
      return sqlite3_bind_double(insert, place, ayes_cell_rounded(column, cell));
    default: return sqlite3_bind_int64(insert, place, (sqlite3_int64)cell->number);
  }
}

static ayes_status write_row(void *writer, ayes_table_id id, const ayes_cell *cells,
                             ayes_error *error) {
  sqlite_writer *it = writer;
  sqlite3_stmt *insert = it->inserts[id];
  const ayes_table *table = ayes_export_table(id);
  for (size_t i = 0; i < table->column_count; i++)
    if (bind_cell(insert, (int)i + 1, &table->columns[i], &cells[i]) != SQLITE_OK)
      return database_failed(it, error);
  if (sqlite3_step(insert) != SQLITE_DONE) return database_failed(it, error);
  sqlite3_reset(insert);
  return AYES_OK;
}

static ayes_status write_facts(sqlite_writer *it, const ayes_figure_list *list, ayes_error *error) {
  ayes_status status = run(it, "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT)", error);
  sqlite3_stmt *insert = NULL;
  if (status != AYES_OK) return status;
  int code = sqlite3_prepare_v2(it->database,
                                "INSERT INTO facts VALUES ('interface', ?), ('version', ?), "
                                "('title', ?), ('records', ?), ('quarantined', ?)",
                                -1, &insert, NULL);
  const ayes_span title = list->counts->title;
  if (code == SQLITE_OK) code = sqlite3_bind_int(insert, 1, AYES_EXPORT_INTERFACE);
  if (code == SQLITE_OK) code = sqlite3_bind_text(insert, 2, it->version, -1, SQLITE_STATIC);
  if (code == SQLITE_OK)
    code = sqlite3_bind_text64(insert, 3, title.length ? title.data : "", title.length,
                               SQLITE_STATIC, SQLITE_UTF8);
  if (code == SQLITE_OK) code = sqlite3_bind_int64(insert, 4, (sqlite3_int64)list->counts->records);
  if (code == SQLITE_OK)
    code = sqlite3_bind_int64(insert, 5, (sqlite3_int64)list->counts->quarantined);
  if (code == SQLITE_OK) code = sqlite3_step(insert) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
  if (code != SQLITE_OK) status = database_failed(it, error);
  sqlite3_finalize(insert);
  return status;
}

static ayes_status finish_sqlite(void *writer, const ayes_figure_list *list, ayes_error *error) {
  sqlite_writer *it = writer;
  ayes_cell cells[AYES_COLUMN_LIMIT];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < list->count && status == AYES_OK; i++) {
    ayes_export_figure(&list->items[i], cells);
    status = write_row(it, AYES_TABLE_SUMMARY, cells, error);
  }
  if (status == AYES_OK) status = write_facts(it, list, error);
  if (status == AYES_OK) status = run(it, epilogue, error);
  return status == AYES_OK ? close_database(it, error) : status;
}

const ayes_export_kind ayes_export_sqlite = {"sqlite", files,         open_sqlite, write_row,
                                             NULL,     finish_sqlite, close_sqlite};
