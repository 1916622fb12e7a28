/* SPDX-License-Identifier: MIT
 *
 * The text first, and its evidence by it; then every other string, with a stack of fixed depth:
 * JSON is read with a limit on its depth. O(bytes) and a search for each piece of evidence.
 */
#include "redaction/record.h"

#include "base/array.h"
#include "redaction/points.h"

typedef struct work {
  ayes_redactor *redactor;
  const ayes_record_redaction *options;
  json_t *object;
  ayes_points before, after; /* of the text */
} work;

static ayes_span string_of(const json_t *value) {
  return ayes_span_make(json_string_value(value), json_string_length(value));
}

static void tell(const work *it, const char *field, const ayes_redacted *redacted) {
  for (size_t i = 0; i < redacted->cut_count && it->options->log; i++)
    it->options->log(it->options->user, field, &redacted->cuts[i]);
}

static ayes_status set_string(json_t *value, ayes_span text, ayes_error *error) {
  int result = json_string_setn(value, text.length ? text.data : "", text.length);
  return result == 0 ? AYES_OK : ayes_error_memory(error);
}

static ayes_status cut_string(work *it, const char *field, json_t *value, bool whole,
                              ayes_error *error) {
  ayes_redacted redacted;
  ayes_status status =
      whole ? ayes_redactor_cut_field(it->redactor, string_of(value), &redacted, error)
            : ayes_redactor_cut(it->redactor, string_of(value), &redacted, error);
  if (status != AYES_OK || redacted.cut_count == 0) return status;
  tell(it, field, &redacted);
  return set_string(value, redacted.text, error);
}

/* ---- evidence ---- */

static bool read_place(const json_t *piece, const char *key, size_t *place) {
  const json_t *value = json_object_get(piece, key);
  if (!ayes_json_is(value, JSON_INTEGER) || json_integer_value(value) < 0) return false;
  *place = (size_t)json_integer_value(value);
  return true;
}

/* Whether the piece says what stands at its place. */
static bool is_true_piece(const work *it, const json_t *piece, size_t *start, size_t *end) {
  if (!read_place(piece, "start", start) || !read_place(piece, "end", end) || *start >= *end ||
      *end > it->before.count)
    return false;
  const json_t *text = json_object_get(piece, "text");
  return !text || ayes_span_equal(string_of(text), ayes_points_slice(&it->before, *start, *end));
}

/* Moves a piece; *keep: whether it says anything still. */
static ayes_status move_piece(const work *it, const ayes_redacted *redacted, json_t *piece,
                              bool *keep, ayes_error *error) {
  size_t start, end;
  *keep = is_true_piece(it, piece, &start, &end) && ayes_redacted_map(redacted, &start, &end);
  if (!*keep) return AYES_OK;
  json_t *text = json_object_get(piece, "text");
  json_integer_set(json_object_get(piece, "start"), (json_int_t)start);
  json_integer_set(json_object_get(piece, "end"), (json_int_t)end);
  return text ? set_string(text, ayes_points_slice(&it->after, start, end), error) : AYES_OK;
}

static ayes_status read_points(work *it, const ayes_redacted *redacted, ayes_error *error) {
  ayes_span text = string_of(json_object_get(it->object, "text"));
  ayes_status status = ayes_points_read(text, &it->before, error);
  return status == AYES_OK ? ayes_points_read(redacted->text, &it->after, error) : status;
}

static ayes_status move_evidence(work *it, const ayes_redacted *redacted, json_t *evidence,
                                 ayes_error *error) {
  json_t *kept = json_array();
  ayes_status status = kept ? AYES_OK : ayes_error_memory(error);
  if (status == AYES_OK && redacted) status = read_points(it, redacted, error);
  for (size_t i = 0; i < json_array_size(evidence) && status == AYES_OK; i++) {
    bool keep = false;
    json_t *piece = json_array_get(evidence, i);
    if (redacted) status = move_piece(it, redacted, piece, &keep, error);
    if (status == AYES_OK && keep && json_array_append(kept, piece) != 0)
      status = ayes_error_memory(error);
  }
  if (status != AYES_OK) {
    json_decref(kept);
    return status;
  }
  if (json_object_set_new(it->object, "evidence", kept) != 0) return ayes_error_memory(error);
  return AYES_OK;
}

/* The pieces of a table's column that still stand in the text. */
static ayes_status filter_pieces(json_t *evidence, ayes_span text, ayes_error *error) {
  enum { PIECES = 256 }; /* more are left out: each is a search */
  ayes_buffer kept = {0};
  ayes_span rest = string_of(evidence), between = ayes_span_of(" | ");
  for (size_t i = 0; rest.length && i < PIECES; i++) {
    size_t at = ayes_span_find(rest, between);
    ayes_span piece = ayes_span_slice(rest, 0, at);
    rest = ayes_span_from(rest, at + between.length);
    if (piece.length == 0 || ayes_span_find(text, piece) == text.length) continue;
    if (kept.length) ayes_buffer_add(&kept, between);
    ayes_buffer_add(&kept, piece);
  }
  ayes_status status =
      kept.failed ? ayes_error_memory(error) : set_string(evidence, ayes_buffer_span(&kept), error);
  ayes_buffer_release(&kept);
  return status;
}

static ayes_status cut_evidence(work *it, const ayes_redacted *redacted, ayes_error *error) {
  json_t *evidence = json_object_get(it->object, "evidence");
  ayes_span text = redacted ? redacted->text : ayes_span_make(NULL, 0);
  if (ayes_json_is(evidence, JSON_STRING)) return filter_pieces(evidence, text, error);
  return ayes_json_is(evidence, JSON_ARRAY) ? move_evidence(it, redacted, evidence, error)
                                            : AYES_OK;
}

static ayes_status cut_text(work *it, ayes_error *error) {
  ayes_redacted redacted;
  json_t *text = json_object_get(it->object, "text");
  if (!ayes_json_is(text, JSON_STRING)) return cut_evidence(it, NULL, error);
  ayes_status status = ayes_redactor_cut(it->redactor, string_of(text), &redacted, error);
  if (status != AYES_OK || redacted.cut_count == 0) return status;
  tell(it, "text", &redacted);
  status = cut_evidence(it, &redacted, error);
  return status == AYES_OK ? set_string(text, redacted.text, error) : status;
}

/* ---- everything else ---- */

/* Ids and labels of the program's own, and what has been done already. */
static bool is_left_alone(const char *key) {
  static const char *const keys[] = {"id",     "question", "stance", "text",  "evidence",
                                     "topics", "acts",     "flags",  "source"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return false;
}

typedef struct level {
  json_t *container;
  void *member; /* of an object */
  size_t index; /* of an array */
} level;

static json_t *next_value(level *at) {
  if (ayes_json_is(at->container, JSON_ARRAY)) return json_array_get(at->container, at->index++);
  void *member = at->member;
  if (!member) return NULL;
  at->member = json_object_iter_next(at->container, member);
  return json_object_iter_value(member);
}

static level open_level(json_t *container) {
  level opened = {container,
                  ayes_json_is(container, JSON_OBJECT) ? json_object_iter(container) : NULL, 0};
  return opened;
}

/* All strings in a list or object under a field. */
static ayes_status cut_inside(work *it, const char *field, json_t *value, ayes_error *error) {
  level levels[AYES_JSON_DEPTH_LIMIT + 1];
  size_t depth = 1;
  ayes_status status = AYES_OK;
  levels[0] = open_level(value);
  while (depth && status == AYES_OK) {
    json_t *inner = next_value(&levels[depth - 1]);
    if (!inner) depth--;
    else if (ayes_json_is(inner, JSON_STRING)) status = cut_string(it, field, inner, false, error);
    else if ((ayes_json_is(inner, JSON_OBJECT) || ayes_json_is(inner, JSON_ARRAY)) &&
             depth <= AYES_JSON_DEPTH_LIMIT)
      levels[depth++] = open_level(inner);
  }
  return status;
}

static ayes_status cut_member(work *it, const char *key, json_t *value, ayes_error *error) {
  if (is_left_alone(key)) return AYES_OK;
  bool whole = it->options->respondents && strcmp(key, "respondent") == 0;
  if (ayes_json_is(value, JSON_STRING)) return cut_string(it, key, value, whole, error);
  return ayes_json_is(value, JSON_OBJECT) || ayes_json_is(value, JSON_ARRAY)
             ? cut_inside(it, key, value, error)
             : AYES_OK;
}

ayes_status ayes_record_redact(ayes_redactor *redactor, const ayes_record_redaction *options,
                               json_t *object, ayes_error *error) {
  work it = {.redactor = redactor, .options = options, .object = object};
  const char *key;
  json_t *value;
  ayes_status status = cut_text(&it, error);
  ayes_points_release(&it.before);
  ayes_points_release(&it.after);
  json_object_foreach(object, key, value) {
    if (status == AYES_OK) status = cut_member(&it, key, value, error);
  }
  return status;
}
