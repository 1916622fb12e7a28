/* SPDX-License-Identifier: MIT
 *
 * What records of results say of an entry, ready to be copied: evidence is the greater part of what
 * the program writes, and most of it depends on the entry alone. The entries of a list come one
 * after another and share what they have in common.
 */
#include "base/json.h"
#include "text/marks.h"

static ayes_status keep(const ayes_buffer *bytes, ayes_span like, ayes_arena *arena,
                        ayes_span *kept, ayes_error *error) {
  ayes_span text = ayes_buffer_span(bytes);
  if (bytes->failed) return ayes_error_memory(error);
  *kept = like;
  if (ayes_span_equal(text, like)) return AYES_OK;
  char *copy = ayes_arena_new(arena, ayes_blocks_length(text.length), error);
  *kept = ayes_span_make(copy, copy ? text.length : 0);
  if (!copy) return AYES_NO_MEMORY;
  memcpy(copy, text.data, text.length);
  return AYES_OK;
}

static void add_kind(ayes_buffer *bytes, ayes_kind kind, const char *topic) {
  ayes_buffer_add_text(bytes, ",\"kind\":");
  ayes_json_add_string(bytes, ayes_span_of(ayes_kind_get(kind)->name));
  if (topic) {
    ayes_buffer_add_text(bytes, ",\"topic\":");
    ayes_json_add_string(bytes, ayes_span_of(topic));
  }
  ayes_buffer_add_text(bytes, ",\"weight\":");
}

static void add_place(ayes_buffer *bytes, const char *place) {
  ayes_buffer_add_text(bytes, ",\"source\":");
  ayes_json_add_string(bytes, ayes_span_of(place));
  ayes_buffer_add_byte(bytes, '}');
}

ayes_status ayes_source_prepare(ayes_source *source, ayes_kind kind, const char *topic,
                                const ayes_source *like, ayes_buffer *scratch, ayes_arena *arena,
                                ayes_error *error) {
  static const ayes_source nothing = {0};
  ayes_status status = AYES_OK;
  if (!like) like = &nothing;
  ayes_buffer_clear(scratch);
  add_kind(scratch, kind, topic);
  status = keep(scratch, like->before_weight, arena, &source->before_weight, error);
  source->behind_weight = like->behind_weight;
  if (status != AYES_OK || source->place == like->place) return status;
  ayes_buffer_clear(scratch);
  add_place(scratch, source->place);
  return keep(scratch, like->behind_weight, arena, &source->behind_weight, error);
}
