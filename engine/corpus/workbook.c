/* SPDX-License-Identifier: MIT
 *
 * The small parts of a workbook in the order they depend on each other: relations say where the
 * workbook is, it names the sheets, its relations say where these, styles and strings are.
 */
#include "corpus/workbook.h"

#include <stdio.h>

#include "base/array.h"
#include "corpus/xml.h"

enum { SHEET_LIMIT = 4096, STYLE_LIMIT = 64 * 1024, RELATION_LIMIT = 64 * 1024 };

typedef struct relation {
  const char *id, *type, *target;
} relation;

typedef struct relations {
  ayes_arena *arena;
  struct {
    relation *items;
    size_t count, capacity;
  } list;
} relations;

static bool ends_in(const char *text, const char *ending) {
  return ayes_span_ends_with(ayes_span_of(text), ayes_span_of(ending));
}

/* ---- relations ---- */

static const char *copy(ayes_arena *arena, ayes_xml *xml, const char *text) {
  const char *made = ayes_arena_copy(arena, ayes_span_of(text), NULL);
  if (!made) ayes_xml_fail(xml, AYES_NO_MEMORY);
  return made;
}

static void on_relation(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  relations *all = data;
  const char *id = ayes_xml_attribute(attributes, "Id");
  const char *type = ayes_xml_attribute(attributes, "Type");
  const char *target = ayes_xml_attribute(attributes, "Target");
  if (strcmp(name, "Relationship") != 0 || !id || !type || !target) return;
  if (all->list.count == RELATION_LIMIT) return;
  relation *one = ayes_array_add(&all->list, NULL);
  if (!one) {
    ayes_xml_fail(xml, AYES_NO_MEMORY);
    return;
  }
  *one = (relation){copy(all->arena, xml, id), copy(all->arena, xml, type),
                    copy(all->arena, xml, target)};
}

static ayes_status read_relations(ayes_archive *archive, const char *part, relations *all,
                                  ayes_error *error) {
  static const ayes_xml_events events = {.start = on_relation};
  bool found;
  return ayes_xml_read_part(archive, part, &events, all, &found, error);
}

/* "worksheets/sheet1.xml" seen from "xl/workbook.xml", or "/xl/worksheets/sheet1.xml". */
static const char *resolve(ayes_arena *arena, const char *from, const char *target,
                           ayes_error *error) {
  ayes_buffer path = {0};
  const char *slash = strrchr(from, '/');
  if (target[0] == '/') target++;
  else if (slash) ayes_buffer_add(&path, ayes_span_make(from, (size_t)(slash - from) + 1));
  ayes_buffer_add_text(&path, target);
  const char *made = path.failed ? NULL : ayes_arena_copy(arena, ayes_buffer_span(&path), error);
  if (!made) ayes_error_memory(error);
  ayes_buffer_release(&path);
  return made;
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml". */
static const char *relations_part(ayes_arena *arena, const char *part, ayes_error *error) {
  ayes_buffer path = {0};
  const char *slash = strrchr(part, '/');
  size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
  ayes_buffer_add(&path, ayes_span_make(part, folder));
  ayes_buffer_add_text(&path, "_rels/");
  ayes_buffer_add_text(&path, part + folder);
  ayes_buffer_add_text(&path, ".rels");
  const char *made = path.failed ? NULL : ayes_arena_copy(arena, ayes_buffer_span(&path), error);
  if (!made) ayes_error_memory(error);
  ayes_buffer_release(&path);
  return made;
}

/* The part that the first relation of the type leads to, or NULL. */
static const char *related(const relations *all, const char *type, const char *id) {
  for (size_t i = 0; i < all->list.count; i++) {
    const relation *one = &all->list.items[i];
    if (ends_in(one->type, type) && (!id || strcmp(one->id, id) == 0)) return one->target;
  }
  return NULL;
}

/* ---- the workbook ---- */

static void add_sheet(ayes_workbook *workbook, ayes_xml *xml, const char **attributes) {
  const char *name = ayes_xml_attribute(attributes, "name");
  const char *state = ayes_xml_attribute(attributes, "state");
  const char *relation_id = NULL;
  for (size_t i = 0; attributes[i]; i += 2) /* r:id, not sheetId */
    if (strchr(attributes[i], ':') && ends_in(attributes[i], ":id"))
      relation_id = attributes[i + 1];
  if (!name || !relation_id || workbook->sheets.count == SHEET_LIMIT) return;
  ayes_workbook_sheet *sheet = ayes_array_add(&workbook->sheets, NULL);
  if (!sheet) {
    ayes_xml_fail(xml, AYES_NO_MEMORY);
    return;
  }
  *sheet = (ayes_workbook_sheet){.is_hidden = state && strcmp(state, "visible") != 0};
  sheet->name = ayes_span_make(copy(&workbook->arena, xml, name), strlen(name));
  sheet->relation = copy(&workbook->arena, xml, relation_id);
}

static void on_workbook(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  ayes_workbook *workbook = data;
  if (strcmp(name, "sheet") == 0) add_sheet(workbook, xml, attributes);
  if (strcmp(name, "workbookPr") != 0) return;
  const char *value = ayes_xml_attribute(attributes, "date1904");
  workbook->since_1904 = value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static ayes_status find_sheets(ayes_workbook *workbook, const relations *all, ayes_error *error) {
  size_t found = 0;
  for (size_t i = 0; i < workbook->sheets.count; i++) {
    ayes_workbook_sheet *sheet = &workbook->sheets.items[i];
    const char *target = related(all, "/worksheet", sheet->relation);
    if (!target) continue;
    sheet->part = resolve(&workbook->arena, workbook->part, target, error);
    if (!sheet->part) return AYES_NO_MEMORY;
    found++;
  }
  if (found) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, ayes_archive_path(workbook->archive), 0, 0,
                           "is a workbook without a sheet of cells");
}

/* ---- styles ---- */

typedef struct style_reading {
  ayes_workbook *workbook;
  bool in_cell_styles;
  struct {
    struct number_format {
      size_t id;
      ayes_number_kind kind;
    } * items;
    size_t count, capacity;
  } formats;
} style_reading;

/* Formats that every workbook has without saying so (18.8.30). */
static ayes_number_kind usual_kind(size_t id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return AYES_NUMBER_DATE;
  if (id == 22) return AYES_NUMBER_DATE_TIME;
  if (id == 46) return AYES_NUMBER_ELAPSED;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
    return AYES_NUMBER_TIME;
  return AYES_NUMBER_PLAIN;
}

static ayes_number_kind kind_of_id(const style_reading *it, size_t id) {
  for (size_t i = 0; i < it->formats.count; i++)
    if (it->formats.items[i].id == id) return it->formats.items[i].kind;
  return usual_kind(id);
}

static void on_style(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  style_reading *it = data;
  size_t id = 0;
  const char *number = ayes_xml_attribute(attributes, "numFmtId");
  if (number) ayes_span_to_size(ayes_span_of(number), &id);
  if (strcmp(name, "cellXfs") == 0) it->in_cell_styles = true;
  if (strcmp(name, "numFmt") == 0 && it->formats.count < STYLE_LIMIT) {
    const char *code = ayes_xml_attribute(attributes, "formatCode");
    struct number_format *format = ayes_array_add(&it->formats, NULL);
    if (format) *format = (struct number_format){id, ayes_number_kind_of(ayes_span_of(code))};
    else ayes_xml_fail(xml, AYES_NO_MEMORY);
  }
  if (strcmp(name, "xf") == 0 && it->in_cell_styles && it->workbook->styles.count < STYLE_LIMIT) {
    unsigned char *style = ayes_array_add(&it->workbook->styles, NULL);
    if (style) *style = (unsigned char)kind_of_id(it, id);
    else ayes_xml_fail(xml, AYES_NO_MEMORY);
  }
}

static void on_style_end(void *data, ayes_xml *xml, const char *name) {
  (void)xml;
  if (strcmp(name, "cellXfs") == 0) ((style_reading *)data)->in_cell_styles = false;
}

static ayes_status read_styles(ayes_workbook *workbook, const char *part, ayes_error *error) {
  static const ayes_xml_events events = {.start = on_style, .end = on_style_end};
  style_reading it = {.workbook = workbook};
  bool found;
  ayes_status status = ayes_xml_read_part(workbook->archive, part, &events, &it, &found, error);
  ayes_array_release(&it.formats);
  return status;
}

/* ---- shared strings ---- */

typedef struct string_reading {
  ayes_workbook *workbook;
  ayes_buffer raw, text;
  bool in_text;
  size_t phonetic; /* depth of rPh: how it is pronounced */
} string_reading;

static void on_string(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  string_reading *it = data;
  (void)xml, (void)attributes;
  if (strcmp(name, "si") == 0) ayes_buffer_clear(&it->raw);
  else if (strcmp(name, "rPh") == 0) it->phonetic++;
  else if (strcmp(name, "t") == 0) it->in_text = it->phonetic == 0;
}

static void on_string_text(void *data, ayes_xml *xml, ayes_span text) {
  string_reading *it = data;
  if (!it->in_text) return;
  ayes_buffer_add(&it->raw, text);
  if (it->raw.failed) ayes_xml_fail(xml, AYES_NO_MEMORY);
}

static void on_string_end(void *data, ayes_xml *xml, const char *name) {
  string_reading *it = data;
  if (strcmp(name, "t") == 0) it->in_text = false;
  else if (strcmp(name, "rPh") == 0) it->phonetic--;
  if (strcmp(name, "si") != 0) return;
  ayes_buffer_clear(&it->text);
  ayes_workbook_add_string(ayes_buffer_span(&it->raw), &it->text);
  ayes_status status = it->text.failed
                           ? ayes_error_memory(ayes_xml_error(xml))
                           : ayes_strings_add(&it->workbook->strings, ayes_buffer_span(&it->text),
                                              ayes_xml_error(xml));
  if (status != AYES_OK) ayes_xml_fail(xml, status);
}

ayes_status ayes_workbook_read_strings(ayes_workbook *workbook, ayes_error *error) {
  static const ayes_xml_events events = {on_string, on_string_end, on_string_text};
  string_reading it = {.workbook = workbook};
  bool found;
  if (!workbook->strings_part) return AYES_OK;
  ayes_status status =
      ayes_xml_read_part(workbook->archive, workbook->strings_part, &events, &it, &found, error);
  ayes_buffer_release(&it.raw);
  ayes_buffer_release(&it.text);
  return status;
}

/* ---- opening ---- */

static ayes_status find_workbook(ayes_workbook *workbook, ayes_error *error) {
  relations all = {.arena = &workbook->arena};
  ayes_status status = read_relations(workbook->archive, "_rels/.rels", &all, error);
  const char *target = related(&all, "/officeDocument", NULL);
  workbook->part = target ? resolve(&workbook->arena, "", target, error) : "xl/workbook.xml";
  ayes_array_release(&all.list);
  return status == AYES_OK && !workbook->part ? AYES_NO_MEMORY : status;
}

static ayes_status read_parts(ayes_workbook *workbook, relations *all, ayes_error *error) {
  static const ayes_xml_events events = {.start = on_workbook};
  bool found;
  ayes_status status =
      ayes_xml_read_part(workbook->archive, workbook->part, &events, workbook, &found, error);
  if (status == AYES_OK && !found)
    status = ayes_error_set_at(error, AYES_BAD_DATA, ayes_archive_path(workbook->archive), 0, 0,
                               "is no workbook: its part %s is missing", workbook->part);
  const char *part = relations_part(&workbook->arena, workbook->part, error);
  if (status == AYES_OK)
    status = part ? read_relations(workbook->archive, part, all, error) : AYES_NO_MEMORY;
  if (status == AYES_OK) status = find_sheets(workbook, all, error);
  if (status != AYES_OK) return status;
  const char *strings = related(all, "/sharedStrings", NULL),
             *styles = related(all, "/styles", NULL);
  if (strings) workbook->strings_part = resolve(&workbook->arena, workbook->part, strings, error);
  if (strings && !workbook->strings_part) return AYES_NO_MEMORY;
  if (!styles) return AYES_OK;
  styles = resolve(&workbook->arena, workbook->part, styles, error);
  return styles ? read_styles(workbook, styles, error) : AYES_NO_MEMORY;
}

ayes_status ayes_workbook_open(ayes_archive *archive, ayes_workbook *workbook, ayes_error *error) {
  relations all = {.arena = &workbook->arena};
  *workbook = (ayes_workbook){.archive = archive};
  ayes_status status = find_workbook(workbook, error);
  if (status == AYES_OK) status = read_parts(workbook, &all, error);
  ayes_array_release(&all.list);
  return status;
}

void ayes_workbook_release(ayes_workbook *workbook) {
  ayes_arena_release(&workbook->arena);
  ayes_array_release(&workbook->sheets);
  ayes_array_release(&workbook->styles);
  ayes_strings_release(&workbook->strings);
}
