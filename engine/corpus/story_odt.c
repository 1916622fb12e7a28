/* SPDX-License-Identifier: MIT
 *
 * The body of an ODT document. Source: OpenDocument v1.3 part 3, chapters 5 and 9. Notes, deleted
 * text and tables of contents are left out.
 */
#include "corpus/story_parts.h"

static bool is(const char *name, const char *wanted) { return strcmp(name, wanted) == 0; }

static size_t number_of(const char **attributes, const char *name) {
  size_t number = 1;
  const char *value = ayes_xml_attribute(attributes, name);
  if (!value || !ayes_span_to_size(ayes_span_of(value), &number) || number == 0) return 1;
  return number < 100 ? number : 100;
}

/* ---- lists ---- */

static void start_list_style(ayes_story *story, ayes_xml *xml, const char **attributes) {
  const char *name = ayes_xml_attribute(attributes, "name");
  story->numbering = name ? ayes_story_numbering_of(story, xml, ayes_span_of(name)) : 0;
}

static void note_level(ayes_story *story, const char *name, const char **attributes) {
  size_t level = number_of(attributes, "level");
  const char *format = ayes_xml_attribute(attributes, "num-format");
  if (!story->numbering || level > AYES_STORY_LEVELS) return;
  ayes_story_label label = AYES_LABEL_BULLET;
  if (is(name, "list-level-style-number")) {
    label = AYES_LABEL_NONE;
    if (format && is(format, "1")) label = AYES_LABEL_NUMBER;
    if (format && (is(format, "a") || is(format, "A"))) label = AYES_LABEL_LETTER;
    if (format && (is(format, "i") || is(format, "I"))) label = AYES_LABEL_ROMAN;
  }
  story->numberings.items[story->numbering - 1].labels[level - 1] = (unsigned char)label;
}

/* An inner list without a style of its own goes on with that of the outer one. */
static void start_list(ayes_story *story, ayes_xml *xml, const char **attributes) {
  const char *name = ayes_xml_attribute(attributes, "style-name");
  bool goes_on = ayes_xml_attribute(attributes, "continue-numbering") != NULL ||
                 ayes_xml_attribute(attributes, "continue-list") != NULL;
  if (story->list_depth++ == 0) story->numbering = 0;
  if (name) story->numbering = ayes_story_numbering_of(story, xml, ayes_span_of(name));
  if (story->list_depth == 1 && story->numbering && !goes_on)
    story->numberings.items[story->numbering - 1].counts[0] = 0;
}

static void start_paragraph(ayes_story *story, ayes_xml *xml) {
  ayes_story_start_paragraph(story);
  if (story->item_is_fresh && story->list_depth)
    ayes_story_add_label(story, xml, story->numbering, story->list_depth - 1);
  story->item_is_fresh = false;
}

/* ---- the body ---- */

static bool is_skipped(const char *name) {
  static const char *const names[] = {"annotation", "note", "tracked-changes", "table-of-content",
                                      "sequence-decls"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (is(name, names[i])) return true;
  return false;
}

static bool is_cell(const char *name) {
  return is(name, "table-cell") || is(name, "covered-table-cell");
}

static void add_space(ayes_story *story, ayes_xml *xml, const char **attributes) {
  for (size_t count = number_of(attributes, "c"); count; count--)
    ayes_story_add(story, xml, ayes_span_of(" "));
}

static void in_text(ayes_story *story, ayes_xml *xml, const char *name, const char **attributes) {
  if (is(name, "s")) add_space(story, xml, attributes);
  else if (is(name, "tab")) ayes_story_add(story, xml, ayes_span_of("\t"));
  else if (is(name, "line-break")) ayes_story_add(story, xml, ayes_span_of("\n"));
  else if (is(name, "list-style")) start_list_style(story, xml, attributes);
  else if (strncmp(name, "list-level-style-", 17) == 0) note_level(story, name, attributes);
}

static void on_start(void *data, ayes_xml *xml, const char *name, const char **attributes) {
  ayes_story *story = data;
  if (is_skipped(name)) story->skipped++;
  if (story->skipped) return;
  if (is(name, "p") || is(name, "h")) start_paragraph(story, xml);
  else if (is(name, "table")) ayes_story_start_table(story);
  else if (is(name, "table-row")) ayes_story_start_row(story);
  else if (is_cell(name))
    ayes_story_start_cell(story, number_of(attributes, "number-columns-repeated"));
  else if (is(name, "list")) start_list(story, xml, attributes);
  else if (is(name, "list-item")) story->item_is_fresh = true;
  else in_text(story, xml, name, attributes);
}

static void on_text(void *data, ayes_xml *xml, ayes_span text) { ayes_story_add(data, xml, text); }

static void on_end(void *data, ayes_xml *xml, const char *name) {
  ayes_story *story = data;
  bool was_skipped = story->skipped > 0;
  if (is_skipped(name) && story->skipped) story->skipped--;
  if (was_skipped) return;
  if (is(name, "p") || is(name, "h")) ayes_story_end_paragraph(story, xml, is(name, "h"));
  else if (is_cell(name)) ayes_story_end_cell(story, xml);
  else if (is(name, "table-row")) ayes_story_end_row(story, xml);
  else if (is(name, "table")) ayes_story_end_table(story);
  else if (is(name, "list") && story->list_depth) story->list_depth--;
}

ayes_status ayes_story_open_odt(ayes_story *story, ayes_error *error) {
  static const ayes_xml_events events = {on_start, on_end, on_text};
  return ayes_xml_open(story->archive, "content.xml", &events, story, &story->xml, error);
}
