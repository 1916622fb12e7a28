/* SPDX-License-Identifier: MIT
 *
 * The body of a DOCX document. Source: ECMA-376 part 1, chapter 17 (WordprocessingML). Deleted and
 * moved-away text, tables of contents and the second copy of drawings for old programs are left
 * out. Numbers of lists are counted as 17.9 says, in the simple forms people use.
 */
#include <stdio.h>

#include "corpus/story_parts.h"

static bool is(const char *name, const char *wanted) { return strcmp(name, wanted) == 0; }

static size_t number_of(const char **attributes, size_t otherwise) {
  size_t number = otherwise;
  const char *value = ayes_xml_attribute(attributes, "val");
  if (value && !ayes_span_to_size(ayes_span_of(value), &number)) number = otherwise;
  return number;
}

/* ---- numbering ---- */

/* word/numbering.xml: abstract numberings with their levels, then which one each list uses. */
typedef struct numbering_reading {
  ayes_story *story;
  size_t abstract; /* the one being read, by name "a7" */
  size_t number;   /* the list being read, by name "7" */
  size_t level;
} numbering_reading;

static size_t named(ayes_story *story, ayes_xml *xml, const char *prefix, const char *id) {
  char name[64];
  int length = snprintf(name, sizeof name, "%s%.40s", prefix, id ? id : "");
  return ayes_story_numbering_of(story, xml, ayes_span_make(name, (size_t)length));
}

static ayes_story_label label_of(const char *format) {
  static const struct {
    const char *format;
    ayes_story_label label;
  } labels[] = {{"decimal", AYES_LABEL_NUMBER},     {"decimalZero", AYES_LABEL_NUMBER},
                {"lowerLetter", AYES_LABEL_LETTER}, {"upperLetter", AYES_LABEL_LETTER},
                {"lowerRoman", AYES_LABEL_ROMAN},   {"upperRoman", AYES_LABEL_ROMAN},
                {"bullet", AYES_LABEL_BULLET}};
  for (size_t i = 0; format && i < sizeof labels / sizeof *labels; i++)
    if (is(format, labels[i].format)) return labels[i].label;
  return AYES_LABEL_NONE;
}

static void on_numbering(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  numbering_reading *it = data;
  ayes_story *story = it->story;
  if (is(name, "abstractNum")) {
    it->abstract = named(story, xml, "a", ayes_xml_attribute(attributes, "abstractNumId"));
    it->number = 0;
  } else if (is(name, "num")) {
    it->number = named(story, xml, "", ayes_xml_attribute(attributes, "numId"));
  } else if (is(name, "lvl")) {
    const char *level = ayes_xml_attribute(attributes, "ilvl");
    if (!level || !ayes_span_to_size(ayes_span_of(level), &it->level)) it->level = 0;
  } else if (is(name, "numFmt") && it->abstract && !it->number && it->level < AYES_STORY_LEVELS) {
    story->numberings.items[it->abstract - 1].labels[it->level] =
        (unsigned char)label_of(ayes_xml_attribute(attributes, "val"));
  } else if (is(name, "abstractNumId") && it->number) {
    size_t from = named(story, xml, "a", ayes_xml_attribute(attributes, "val"));
    if (from)
      memcpy(story->numberings.items[it->number - 1].labels,
             story->numberings.items[from - 1].labels, AYES_STORY_LEVELS);
  }
}

/* ---- the body ---- */

static void note_style(ayes_story *story, const char **attributes) {
  ayes_span style = ayes_span_of(ayes_xml_attribute(attributes, "val"));
  ayes_span front = ayes_span_slice(style, 0, 7);
  if (ayes_span_equal_ignoring_case(front, ayes_span_of("heading")) ||
      ayes_span_equal_ignoring_case(style, ayes_span_of("title")))
    story->is_heading = true;
  if (ayes_span_equal_ignoring_case(ayes_span_slice(style, 0, 3), ayes_span_of("toc")))
    story->is_left_out = true;
}

static void in_properties(ayes_story *story, ayes_xml *xml, const char *name,
                          const char **attributes) {
  if (is(name, "pStyle")) note_style(story, attributes);
  else if (is(name, "ilvl")) story->level = number_of(attributes, 0);
  else if (is(name, "numId")) {
    const char *id = ayes_xml_attribute(attributes, "val");
    story->numbering = id && !is(id, "0") ? named(story, xml, "", id) : 0;
  } else if (is(name, "gridSpan")) story->columns_spanned = number_of(attributes, 1);
}

static void in_run(ayes_story *story, ayes_xml *xml, const char *name, const char **attributes) {
  const char *type = ayes_xml_attribute(attributes, "type");
  if (is(name, "tab")) ayes_story_add(story, xml, ayes_span_of("\t"));
  else if (is(name, "br") && !(type && is(type, "page")))
    ayes_story_add(story, xml, ayes_span_of("\n"));
  else if (is(name, "cr")) ayes_story_add(story, xml, ayes_span_of("\n"));
  else if (is(name, "noBreakHyphen")) ayes_story_add(story, xml, ayes_span_of("-"));
}

static bool is_skipped(const char *name) {
  return is(name, "Fallback") || is(name, "moveFrom") || is(name, "del");
}

static void on_start(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  ayes_story *story = data;
  if (is_skipped(name)) story->skipped++;
  if (story->skipped) return;
  if (is(name, "p")) {
    ayes_story_start_paragraph(story);
    story->numbering = story->level = 0;
  } else if (is(name, "r")) {
    story->runs++;
  } else if (is(name, "tbl")) {
    ayes_story_start_table(story);
  } else if (is(name, "tr")) {
    ayes_story_start_row(story);
  } else if (is(name, "tc")) {
    ayes_story_start_cell(story, 1);
  } else if (is(name, "t")) {
    story->in_text = true;
  } else if (story->runs) {
    in_run(story, xml, name, attributes);
  } else {
    in_properties(story, xml, name, attributes);
  }
}

static void on_text(void *data, ayes_xml *xml, ayes_span text) {
  ayes_story *story = data;
  if (story->in_text) ayes_story_add(story, xml, text);
}

static void on_end(void *data, ayes_xml *xml, const char *name) {
  ayes_story *story = data;
  bool was_skipped = story->skipped > 0;
  if (is_skipped(name) && story->skipped) story->skipped--;
  if (was_skipped) return;
  if (is(name, "t")) story->in_text = false;
  else if (is(name, "pPr") && !story->is_left_out)
    ayes_story_add_label(story, xml, story->numbering, story->level);
  else if (is(name, "r") && story->runs) story->runs--;
  else if (is(name, "p")) ayes_story_end_paragraph(story, xml, story->is_heading);
  else if (is(name, "tc")) ayes_story_end_cell(story, xml);
  else if (is(name, "tr")) ayes_story_end_row(story, xml);
  else if (is(name, "tbl")) ayes_story_end_table(story);
}

ayes_status ayes_story_open_docx(ayes_story *story, ayes_error *error) {
  static const ayes_xml_events numbering_events = {.start = on_numbering};
  static const ayes_xml_events events = {on_start, on_end, on_text};
  numbering_reading it = {.story = story};
  bool found;
  ayes_status status = ayes_xml_read_part(story->archive, "word/numbering.xml", &numbering_events,
                                          &it, &found, error);
  if (status != AYES_OK) return status;
  return ayes_xml_open(story->archive, "word/document.xml", &events, story, &story->xml, error);
}
