/* SPDX-License-Identifier: MIT
 *
 * Suggested topics in three forms. In the table, sure terms assign the topic alone, others are
 * hints.
 */
#include "report/topics.h"

#include "base/json.h"
#include "report/parts.h"
#include "report/terminal.h"

enum { USUAL_WIDTH = 78, INDENT = 5 };

static const double HINT_WEIGHT = 0.6;

static size_t width_of(const ayes_topics_report *it) {
  return it->layout.width ? it->layout.width : USUAL_WIDTH;
}

static size_t count_ungrouped(const ayes_topic_suggestions *list) {
  size_t count = 0;
  for (size_t i = 0; i < list->answers; i++) count += list->of[i] == 0;
  return count;
}

static void add_percent(ayes_buffer *buffer, double share) {
  ayes_buffer_add_number(buffer, 100 * share, 0);
  ayes_buffer_add_text(buffer, " %");
}

/* ---- Text ---- */

static void add_terms(const ayes_topics_report *it, const ayes_topic_suggestion *topic,
                      ayes_buffer *buffer) {
  ayes_buffer line = {0};
  for (size_t i = 0; i < topic->term_count; i++) {
    ayes_buffer_add_text(&line, i ? ", " : "");
    ayes_buffer_add(&line, topic->terms[i].text);
  }
  ayes_buffer_add_repeated(buffer, ' ', INDENT);
  if (line.failed) buffer->failed = true;
  else ayes_terminal_add_wrapped(buffer, ayes_buffer_span(&line), INDENT, width_of(it));
  ayes_buffer_release(&line);
}

static void add_example(const ayes_topics_report *it, size_t answer, ayes_buffer *buffer) {
  ayes_buffer line = {0};
  ayes_buffer_add_text(&line, "“");
  ayes_buffer_add(&line, ayes_topic_suggester_text(it->suggester, answer));
  ayes_buffer_add_text(&line, "” (");
  ayes_buffer_add(&line, ayes_topic_suggester_id(it->suggester, answer));
  ayes_buffer_add_byte(&line, ')');
  ayes_buffer_add_repeated(buffer, ' ', INDENT);
  if (line.failed) buffer->failed = true;
  else ayes_terminal_add_wrapped(buffer, ayes_buffer_span(&line), INDENT, width_of(it));
  ayes_buffer_release(&line);
}

static void add_topic(const ayes_topics_report *it, size_t index, ayes_buffer *buffer) {
  const ayes_topic_suggestion *topic = &it->list->items[index];
  ayes_buffer_add_byte(buffer, '\n');
  ayes_terminal_add_count(buffer, index + 1, INDENT - 2);
  ayes_buffer_add_text(buffer, ". ");
  ayes_terminal_style(buffer, it->layout.colour, AYES_STYLE_STRONG);
  ayes_terminal_add(buffer, topic->name);
  ayes_terminal_style(buffer, it->layout.colour, AYES_STYLE_NONE);
  ayes_buffer_add_format(buffer, ": %zu answers, ", topic->answers);
  add_percent(buffer, (double)topic->answers / (double)it->list->answers);
  if (topic->is_covered) {
    ayes_buffer_add_text(buffer, "; ");
    add_percent(buffer, topic->covered_share);
    ayes_buffer_add_text(buffer, " of them have the topic ");
    ayes_terminal_add(buffer, topic->covered_by);
  }
  ayes_buffer_add_byte(buffer, '\n');
  if (topic->term_count) add_terms(it, topic, buffer);
  for (size_t i = 0; i < topic->example_count; i++) add_example(it, topic->examples[i], buffer);
}

static size_t count_covered(const ayes_topic_suggestions *list) {
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) count += list->items[i].is_covered;
  return count;
}

void ayes_topics_text(const ayes_topics_report *it, ayes_buffer *buffer) {
  const ayes_topic_suggestions *list = it->list;
  size_t ungrouped = count_ungrouped(list), covered = count_covered(list);
  ayes_buffer_add_format(buffer,
                         "%zu answers fall into %zu group%s; the taxonomy has %zu of them "
                         "already, %zu would be new\n",
                         list->answers, list->count, list->count == 1 ? "" : "s", covered,
                         list->count - covered);
  for (size_t i = 0; i < list->count; i++) add_topic(it, i, buffer);
  if (ungrouped)
    ayes_buffer_add_format(buffer, "\n%zu answer%s no word that others use too\n", ungrouped,
                           ungrouped == 1 ? " has" : "s have");
  if (it->quarantined)
    ayes_buffer_add_format(
        buffer, "%zu record%s left out\n", it->quarantined,
        it->quarantined == 1 ? " holds an error and is" : "s hold errors and are");
}

/* ---- JSON ---- */

static void add_json_terms(const ayes_topic_suggestion *topic, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n   \"terms\":[");
  for (size_t i = 0; i < topic->term_count; i++) {
    const ayes_suggested_term *term = &topic->terms[i];
    ayes_buffer_add_text(buffer, i ? ",\n     {" : "\n     {");
    ayes_json_add_member(buffer, "term", term->text);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_count(buffer, "answers", term->answers);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "share", term->share, 4);
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_figure(buffer, "g2", term->g2, 2);
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_json_examples(const ayes_topics_report *it, const ayes_topic_suggestion *topic,
                              ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, ",\n   \"examples\":[");
  for (size_t i = 0; i < topic->example_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n     {" : "\n     {");
    ayes_json_add_member(buffer, "id", ayes_topic_suggester_id(it->suggester, topic->examples[i]));
    ayes_buffer_add_byte(buffer, ',');
    ayes_json_add_member(buffer, "text",
                         ayes_topic_suggester_text(it->suggester, topic->examples[i]));
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_byte(buffer, ']');
}

/* Ids of the answers of a group; 0: of none. */
static void add_members(const ayes_topics_report *it, const char *key, size_t group,
                        ayes_buffer *buffer) {
  bool any = false;
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < it->list->answers; i++) {
    if (it->list->of[i] != group) continue;
    ayes_buffer_add_text(buffer, any ? "," : "");
    ayes_json_add_string(buffer, ayes_topic_suggester_id(it->suggester, i));
    any = true;
  }
  ayes_buffer_add_byte(buffer, ']');
}

static void add_json_topic(const ayes_topics_report *it, size_t index, ayes_buffer *buffer) {
  const ayes_topic_suggestion *topic = &it->list->items[index];
  ayes_buffer_add_text(buffer, index ? ",\n  {" : "\n  {");
  ayes_json_add_member(buffer, "id", topic->id);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "name", topic->name);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "answers", topic->answers);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "cohesion", topic->cohesion, 4);
  ayes_buffer_add_text(buffer, topic->is_covered ? ",\"new\":false" : ",\"new\":true");
  ayes_buffer_add_text(buffer, ",\n   \"nearest\":{");
  ayes_json_add_member(buffer, "topic", topic->covered_by);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "share", topic->covered_share, 4);
  ayes_buffer_add_byte(buffer, '}');
  add_json_terms(topic, buffer);
  add_json_examples(it, topic, buffer);
  ayes_buffer_add_text(buffer, ",\n   ");
  add_members(it, "members", index + 1, buffer);
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_topics_json(const ayes_topics_report *it, ayes_buffer *buffer) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_count(buffer, "answers", it->list->answers);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "margin", it->list->margin, 4);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_count(buffer, "quarantined", it->quarantined);
  ayes_buffer_add_text(buffer, ",\n \"groups\":[");
  for (size_t i = 0; i < it->list->count; i++) add_json_topic(it, i, buffer);
  ayes_buffer_add_text(buffer, "],\n ");
  add_members(it, "ungrouped", 0, buffer);
  ayes_buffer_add_text(buffer, "}\n");
}

/* ---- Table ---- */

/* A comment is one line, and a cell has no tabs. */
static void add_line(ayes_buffer *buffer, ayes_span text) {
  for (size_t i = 0; i < text.length; i++)
    ayes_buffer_add_byte(buffer, (unsigned char)text.data[i] < 0x20 ? ' ' : text.data[i]);
}

static void add_row(const ayes_topic_suggestion *topic, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, topic->is_covered ? "# " : "");
  ayes_buffer_add(buffer, topic->id);
  ayes_buffer_add_text(buffer, "\t\t");
  add_line(buffer, topic->name);
  ayes_buffer_add_byte(buffer, '\t');
  for (size_t i = 0; i < topic->term_count; i++) {
    ayes_buffer_add_text(buffer, i ? " | " : "");
    ayes_buffer_add(buffer, topic->terms[i].text);
    if (topic->terms[i].is_sure) continue;
    ayes_buffer_add_byte(buffer, '^');
    ayes_buffer_add_number(buffer, HINT_WEIGHT, 1);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_topics_table(const ayes_topics_report *it, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer,
                       "# Topics that answers suggest. Rename, merge, add and delete: an id "
                       "stays, terms find answers.\n"
                       "# Terms with ^0.6 are hints: two of them make a topic.\n");
  ayes_buffer_add_text(buffer, "id\tparent\tlabel\tterms\n");
  for (size_t i = 0; i < it->list->count; i++) {
    const ayes_topic_suggestion *topic = &it->list->items[i];
    ayes_buffer_add_format(buffer, "#\n# %zu answers", topic->answers);
    if (topic->is_covered) {
      ayes_buffer_add_text(buffer, "; left out, as ");
      add_percent(buffer, topic->covered_share);
      ayes_buffer_add_text(buffer, " of them have the topic ");
      add_line(buffer, topic->covered_by);
    }
    for (size_t k = 0; k < topic->example_count; k++) {
      ayes_buffer_add_text(buffer, "\n#   ");
      add_line(buffer, ayes_topic_suggester_text(it->suggester, topic->examples[k]));
    }
    ayes_buffer_add_byte(buffer, '\n');
    add_row(topic, buffer);
  }
}
