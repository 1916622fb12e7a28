/* SPDX-License-Identifier: MIT
 *
 * What records of results say of an entry, ready to be copied: evidence is the greater part of what
 * the program writes, and most of it depends on the entry alone. All but the line is shared by the
 * entries of one kind or topic in a file, so that it is near when an entry is not.
 */
#include "base/json.h"
#include "text/marks.h"

static const char line_end[] = {'"', '}'};
enum { LINE_DIGITS = sizeof((ayes_source *)NULL)->line - sizeof line_end }; /* at most */

/* The length of a place up to the line that it ends in, or 0 where it ends in none. */
static size_t length_before_line(ayes_span place) {
  size_t start = place.length;
  while (start && ayes_byte_is_digit(place.data[start - 1])) start--;
  size_t digits = place.length - start;
  return digits && digits <= LINE_DIGITS && start && place.data[start - 1] == ':' ? start : 0;
}

static void set_line(ayes_source *source, ayes_span digits) {
  memcpy(source->line, digits.data, digits.length);
  memcpy(source->line + digits.length, line_end, sizeof line_end);
  source->line_length = (uint8_t)(digits.length + sizeof line_end);
}

/* Behind a text, whose quotation mark it begins with. */
static void add_kind(ayes_buffer *bytes, ayes_kind kind, const char *topic,
                     ayes_source_parts *parts) {
  ayes_buffer_add_text(bytes, "\",\"kind\":");
  ayes_json_add_string(bytes, ayes_span_of(ayes_kind_get(kind)->name));
  if (topic) ayes_buffer_add_text(bytes, ",\"topic\":");
  parts->topic = (uint16_t)bytes->length;
  if (topic) ayes_json_add_string(bytes, ayes_span_of(topic));
  ayes_buffer_add_text(bytes, ",\"weight\":");
  parts->weight = (uint16_t)bytes->length;
  if (!topic) parts->topic = parts->weight;
}

/* Without the quotation mark at its end. */
static void add_place(ayes_buffer *bytes, ayes_span place, ayes_source_parts *parts) {
  ayes_buffer_add_text(bytes, ",\"source\":");
  ayes_json_add_string(bytes, place);
  if (!bytes->failed) bytes->length--;
  parts->line = (uint16_t)bytes->length;
}

static bool is_like(const ayes_source_parts *like, const ayes_source_parts *parts, ayes_span text) {
  return like && like->topic == parts->topic && like->weight == parts->weight &&
         ayes_span_equal(ayes_span_make(like->text, like->line), text);
}

static ayes_status keep_parts(const ayes_source_parts *parts, ayes_span text, ayes_arena *arena,
                              const ayes_source_parts **kept, ayes_error *error) {
  ayes_source_parts *copy =
      ayes_arena_new(arena, sizeof *copy + text.length + AYES_WIDE_BLOCK, error);
  if (!copy) return AYES_NO_MEMORY;
  *copy = *parts;
  memcpy(copy->text, text.data, text.length);
  *kept = copy;
  return AYES_OK;
}

ayes_status ayes_source_prepare(ayes_source *source, ayes_kind kind, const char *topic,
                                const ayes_source *like, ayes_buffer *scratch, ayes_arena *arena,
                                ayes_error *error) {
  ayes_span place = ayes_span_of(source->place);
  size_t named = length_before_line(place);
  ayes_source_parts parts;
  source->parts = NULL;
  if (!named) return AYES_OK;
  set_line(source, ayes_span_from(place, named));
  ayes_buffer_clear(scratch);
  add_kind(scratch, kind, topic, &parts);
  add_place(scratch, ayes_span_slice(place, 0, named), &parts);
  if (scratch->failed) return ayes_error_memory(error);
  ayes_span text = ayes_buffer_span(scratch);
  if (text.length > UINT16_MAX) return AYES_OK;
  source->parts = like ? like->parts : NULL;
  if (is_like(source->parts, &parts, text)) return AYES_OK;
  return keep_parts(&parts, text, arena, &source->parts, error);
}
