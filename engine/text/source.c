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

/* Returns where the topic's id begins, or the end. */
static size_t add_kind(ayes_buffer *bytes, ayes_kind kind, const char *topic) {
  ayes_buffer_add_text(bytes, ",\"kind\":");
  ayes_json_add_string(bytes, ayes_span_of(ayes_kind_get(kind)->name));
  if (topic) ayes_buffer_add_text(bytes, ",\"topic\":");
  size_t from = bytes->length;
  if (topic) ayes_json_add_string(bytes, ayes_span_of(topic));
  ayes_buffer_add_text(bytes, ",\"weight\":");
  return topic ? from : bytes->length;
}

/* Without the quotation mark at its end. */
static void add_place(ayes_buffer *bytes, ayes_span place) {
  ayes_buffer_add_text(bytes, ",\"source\":");
  ayes_json_add_string(bytes, place);
  if (!bytes->failed) bytes->length--;
}

static bool is_like(const ayes_source_parts *like, const ayes_source_parts *parts) {
  return like && ayes_span_equal(like->before_weight, parts->before_weight) &&
         ayes_span_equal(like->before_line, parts->before_line);
}

static ayes_status keep(ayes_span *text, ayes_arena *arena, ayes_error *error) {
  char *copy = ayes_arena_new(arena, ayes_blocks_length(text->length), error);
  if (!copy) return AYES_NO_MEMORY;
  memcpy(copy, text->data, text->length);
  text->data = copy;
  return AYES_OK;
}

static ayes_status keep_parts(ayes_source_parts *parts, ayes_arena *arena,
                              const ayes_source_parts **kept, ayes_error *error) {
  ayes_source_parts *copy = ayes_arena_new(arena, sizeof *copy, error);
  if (!copy) return AYES_NO_MEMORY;
  ayes_status status = keep(&parts->before_weight, arena, error);
  if (status == AYES_OK) status = keep(&parts->before_line, arena, error);
  parts->topic =
      ayes_span_from(parts->before_weight, parts->before_weight.length - parts->topic.length);
  *copy = *parts;
  *kept = copy;
  return status;
}

ayes_status ayes_source_prepare(ayes_source *source, ayes_kind kind, const char *topic,
                                const ayes_source *like, ayes_buffer *scratch, ayes_arena *arena,
                                ayes_error *error) {
  ayes_span place = ayes_span_of(source->place);
  size_t named = length_before_line(place);
  source->parts = NULL;
  if (!named) return AYES_OK;
  set_line(source, ayes_span_from(place, named));
  ayes_buffer_clear(scratch);
  size_t id = add_kind(scratch, kind, topic), middle = scratch->length;
  add_place(scratch, ayes_span_slice(place, 0, named));
  if (scratch->failed) return ayes_error_memory(error);
  ayes_span written = ayes_buffer_span(scratch);
  ayes_source_parts parts = {ayes_span_slice(written, 0, middle),
                             ayes_span_slice(written, id, middle), ayes_span_from(written, middle)};
  source->parts = like ? like->parts : NULL;
  if (is_like(source->parts, &parts)) return AYES_OK;
  return keep_parts(&parts, arena, &source->parts, error);
}
