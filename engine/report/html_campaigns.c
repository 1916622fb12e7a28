/* SPDX-License-Identifier: MIT
 *
 * One folded entry a letter: how many sent it, its words, and what single senders added. Clusters
 * come largest first from "ayes duplicates". O(bytes shown).
 */
#include "report/html_campaigns.h"

#include "report/html_escape.h"

enum { LETTERS = 20, ADDITIONS = 50 };

bool ayes_html_has_campaigns(const json_t *clusters) { return json_array_size(clusters) > 0; }

static size_t size_of(const json_t *cluster) {
  double size = ayes_json_number(cluster, "size", 0);
  return size > 0 ? (size_t)size : 0;
}

static size_t count_answers(const json_t *clusters) {
  size_t answers = 0;
  for (size_t i = 0; i < json_array_size(clusters); i++)
    answers += size_of(json_array_get(clusters, i));
  return answers;
}

static void add_quoted(ayes_buffer *buffer, const char *tag, ayes_span text) {
  ayes_buffer_add_format(buffer, "<%s><bdi>", tag);
  ayes_html_add_text(buffer, text);
  ayes_buffer_add_format(buffer, "</bdi></%s>", tag);
}

/* Appends what one member says beyond the letter; returns whether it says anything. */
static bool add_addition(const json_t *member, ayes_buffer *buffer) {
  const json_t *adds = json_object_get(member, "adds");
  if (json_array_size(adds) == 0) return false;
  ayes_buffer_add_text(buffer, "<li>");
  add_quoted(buffer, "b", ayes_json_string(member, "id"));
  ayes_buffer_add_text(buffer, " adds: ");
  for (size_t i = 0; i < json_array_size(adds); i++) {
    if (i) ayes_buffer_add_text(buffer, " \xE2\x80\xA6 ");
    add_quoted(buffer, "q", ayes_json_string(json_array_get(adds, i), "text"));
  }
  ayes_buffer_add_text(buffer, "</li>\n");
  return true;
}

static void add_additions(const json_t *members, ayes_buffer *buffer) {
  size_t shown = 0, left_out = 0;
  ayes_buffer additions = {0};
  for (size_t i = 0; i < json_array_size(members); i++) {
    const json_t *member = json_array_get(members, i);
    if (shown >= ADDITIONS) left_out += json_array_size(json_object_get(member, "adds")) > 0;
    else shown += add_addition(member, &additions);
  }
  if (additions.failed) buffer->failed = true;
  if (shown) {
    ayes_buffer_add_text(buffer, "<ul>\n");
    ayes_buffer_add(buffer, ayes_buffer_span(&additions));
    ayes_buffer_add_text(buffer, "</ul>\n");
  }
  if (left_out)
    ayes_buffer_add_format(buffer, "<p>%zu more add something of their own.</p>\n", left_out);
  ayes_buffer_release(&additions);
}

static void add_letter(const json_t *cluster, ayes_buffer *buffer) {
  ayes_span question = ayes_json_string(cluster, "question");
  ayes_buffer_add_format(buffer, "<details><summary>%zu answers", size_of(cluster));
  if (question.length) {
    ayes_buffer_add_text(buffer, " to ");
    add_quoted(buffer, "span", question);
  }
  ayes_buffer_add_text(buffer, " share most of their words</summary>\n");
  add_quoted(buffer, "blockquote", ayes_json_string(cluster, "text"));
  ayes_buffer_add_text(buffer, "\n");
  add_additions(json_object_get(cluster, "members"), buffer);
  ayes_buffer_add_text(buffer, "</details>\n");
}

void ayes_html_add_campaigns(const json_t *clusters, ayes_buffer *buffer) {
  size_t count = json_array_size(clusters);
  if (count == 0) return;
  ayes_buffer_add_format(
      buffer,
      "<section id=\"campaigns\" aria-labelledby=\"campaigns-title\">\n"
      "<h2 id=\"campaigns-title\">Letters that many sent</h2>\n"
      "<p>%zu answers belong to %zu group%s that share most of their words. They count in all "
      "figures like any other answer.</p>\n",
      count_answers(clusters), count, count == 1 ? "" : "s");
  for (size_t i = 0; i < count && i < LETTERS; i++) add_letter(json_array_get(clusters, i), buffer);
  if (count > LETTERS)
    ayes_buffer_add_format(buffer, "<p>%zu smaller groups are left out here.</p>\n",
                           count - LETTERS);
  ayes_buffer_add_text(buffer, "</section>\n");
}
