/* SPDX-License-Identifier: MIT
 *
 * From finds to a new text. A value is known by the hash of its letters and digits, small, so that
 * "LS6 2AB" and "ls62ab" get one token, and so that nothing cut is kept. O(bytes).
 */
#include "base/array.h"
#include "redaction/scan.h"

static const char *const token_names[AYES_REDACT_KIND_COUNT] = {
    [AYES_REDACT_EMAIL] = "EMAIL",
    [AYES_REDACT_PHONE] = "PHONE",
    [AYES_REDACT_POSTCODE] = "POSTCODE",
    [AYES_REDACT_ADDRESS] = "ADDRESS",
    [AYES_REDACT_NAME] = "NAME",
    [AYES_REDACT_URL] = "URL",
    [AYES_REDACT_INSURANCE] = "NI-NUMBER",
    [AYES_REDACT_NHS_NUMBER] = "NHS-NUMBER",
    [AYES_REDACT_CARD] = "CARD",
    [AYES_REDACT_ACCOUNT] = "ACCOUNT",
    [AYES_REDACT_VEHICLE] = "VEHICLE",
    [AYES_REDACT_PASSPORT] = "PASSPORT",
    [AYES_REDACT_LICENCE] = "LICENCE",
    [AYES_REDACT_BIRTH_DATE] = "BIRTH-DATE",
    [AYES_REDACT_RESPONDENT] = "RESPONDENT",
};

struct ayes_redactor {
  ayes_lists lists;
  ayes_scan scan;
  ayes_names values[AYES_REDACT_KIND_COUNT]; /* hashes of values, by the number of their token */
  ayes_arena tokens;                         /* of this text */
  ayes_buffer text;                          /* the new one */
  ayes_buffer plain;                         /* a value without its blanks and case */
  struct {
    ayes_cut *items;
    size_t count, capacity;
  } cuts;
};

ayes_status ayes_redactor_open(const char *path, const ayes_redaction_settings *settings,
                               ayes_redactor **out, ayes_error *error) {
  *out = NULL;
  ayes_redactor *redactor = ayes_memory_new_zeroed(1, sizeof *redactor);
  if (!redactor) return ayes_error_memory(error);
  ayes_status status = ayes_lists_read(path, &redactor->lists, error);
  if (status != AYES_OK) {
    ayes_redactor_close(redactor);
    return status;
  }
  redactor->scan.lists = &redactor->lists;
  redactor->scan.kinds = settings->kinds;
  redactor->scan.keep_outward = settings->keep_outward;
  *out = redactor;
  return AYES_OK;
}

void ayes_redactor_close(ayes_redactor *redactor) {
  if (!redactor) return;
  for (size_t i = 0; i < AYES_REDACT_KIND_COUNT; i++) ayes_names_release(&redactor->values[i]);
  ayes_lists_release(&redactor->lists);
  ayes_scan_release(&redactor->scan);
  ayes_arena_release(&redactor->tokens);
  ayes_buffer_release(&redactor->text);
  ayes_buffer_release(&redactor->plain);
  ayes_array_release(&redactor->cuts);
  ayes_memory_free(redactor);
}

static bool is_written(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte) || byte & '\x80';
}

static ayes_status number_of_value(ayes_redactor *redactor, ayes_redaction_kind kind,
                                   ayes_span value, uint32_t *number, ayes_error *error) {
  ayes_buffer_clear(&redactor->plain);
  for (size_t i = 0; i < value.length; i++)
    if (is_written(value.data[i]))
      ayes_buffer_add_byte(&redactor->plain, ayes_byte_to_lower(value.data[i]));
  if (redactor->plain.failed) return ayes_error_memory(error);
  uint64_t hash =
      ayes_span_hash(redactor->plain.length ? ayes_buffer_span(&redactor->plain) : value);
  return ayes_names_add(&redactor->values[kind], ayes_span_make((const char *)&hash, sizeof hash),
                        number, error);
}

static ayes_status make_token(ayes_redactor *redactor, const ayes_found *found, ayes_span text,
                              const char **token, ayes_error *error) {
  uint32_t number;
  ayes_span value = ayes_span_slice(text, found->value, found->end);
  ayes_status status = number_of_value(redactor, found->kind, value, &number, error);
  if (status != AYES_OK) return status;
  ayes_buffer_clear(&redactor->plain);
  ayes_buffer_add_byte(&redactor->plain, '[');
  ayes_buffer_add_text(&redactor->plain, token_names[found->kind]);
  ayes_buffer_add_byte(&redactor->plain, '-');
  ayes_buffer_add_size(&redactor->plain, number);
  ayes_buffer_add_byte(&redactor->plain, ']');
  if (redactor->plain.failed) return ayes_error_memory(error);
  *token = ayes_arena_copy(&redactor->tokens, ayes_buffer_span(&redactor->plain), error);
  return *token ? AYES_OK : AYES_NO_MEMORY;
}

static size_t count_points(ayes_span text, size_t start, size_t end) {
  size_t count = 0;
  for (size_t i = start; i < end; i++) count += (text.data[i] & '\xC0') != '\x80';
  return count;
}

/* Where the walk through the finds is: behind one cut. */
typedef struct place {
  size_t byte, point, new_point;
} place;

static ayes_status add_cut(ayes_redactor *redactor, const ayes_found *found, ayes_span text,
                           place *at, ayes_error *error) {
  const char *token = NULL;
  ayes_status status = make_token(redactor, found, text, &token, error);
  if (status != AYES_OK) return status;
  ayes_cut *cut = ayes_array_add(&redactor->cuts, error);
  if (!cut) return AYES_NO_MEMORY;
  size_t kept = count_points(text, at->byte, found->start);
  size_t length = strlen(token);
  *cut = (ayes_cut){.start = at->point + kept,
                    .byte_start = found->start,
                    .byte_end = found->end,
                    .new_start = at->new_point + kept,
                    .kind = ayes_redaction_kind_name(found->kind),
                    .reason = found->reason,
                    .token = token};
  cut->end = cut->start + count_points(text, found->start, found->end);
  cut->new_end = cut->new_start + length;
  ayes_buffer_add(&redactor->text, ayes_span_slice(text, at->byte, found->start));
  ayes_buffer_add(&redactor->text, ayes_span_make(token, length));
  *at = (place){found->end, cut->end, cut->new_end};
  return AYES_OK;
}

static ayes_status cut_finds(ayes_redactor *redactor, ayes_span text, const ayes_found *finds,
                             size_t count, ayes_redacted *redacted, ayes_error *error) {
  place at = {0, 0, 0};
  ayes_status status = AYES_OK;
  redactor->cuts.count = 0;
  ayes_arena_clear(&redactor->tokens);
  ayes_buffer_clear(&redactor->text);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = add_cut(redactor, &finds[i], text, &at, error);
  if (status != AYES_OK) return status;
  if (count) ayes_buffer_add(&redactor->text, ayes_span_from(text, at.byte));
  if (redactor->text.failed) return ayes_error_memory(error);
  redacted->text = count ? ayes_buffer_span(&redactor->text) : text;
  redacted->cuts = redactor->cuts.items;
  redacted->cut_count = count;
  return AYES_OK;
}

ayes_status ayes_redactor_cut(ayes_redactor *redactor, ayes_span text, ayes_redacted *redacted,
                              ayes_error *error) {
  redactor->scan.text = text;
  ayes_status status = ayes_scan_run(&redactor->scan, error);
  if (status != AYES_OK) return status;
  return cut_finds(redactor, text, redactor->scan.found.items, redactor->scan.found.count, redacted,
                   error);
}

ayes_status ayes_redactor_cut_field(ayes_redactor *redactor, ayes_span field,
                                    ayes_redacted *redacted, ayes_error *error) {
  ayes_found all = {0, field.length, 0, AYES_REDACT_RESPONDENT, "field"};
  return cut_finds(redactor, field, &all, field.length > 0, redacted, error);
}

/* The first cut that ends behind point; or at it, when from is true. */
static size_t first_cut_behind(const ayes_redacted *redacted, size_t point, bool from) {
  size_t low = 0, high = redacted->cut_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    size_t end = redacted->cuts[middle].end;
    if (end > point || (from && end == point)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* A point that is in no cut; index: the first cut behind it. */
static size_t shift_point(const ayes_redacted *redacted, size_t index, size_t point) {
  if (index == 0) return point;
  const ayes_cut *cut = &redacted->cuts[index - 1];
  return cut->new_end + (point - cut->end);
}

bool ayes_redacted_map(const ayes_redacted *redacted, size_t *start, size_t *end) {
  size_t first = first_cut_behind(redacted, *start, false);
  size_t last = first_cut_behind(redacted, *end, true);
  const ayes_cut *cuts = redacted->cuts;
  size_t reached = *start; /* by cuts that touch one another */
  for (size_t i = first; i < redacted->cut_count && cuts[i].start <= reached; i++)
    reached = cuts[i].end;
  bool keeps = reached < *end;
  bool cut_start = first < redacted->cut_count && cuts[first].start < *start;
  bool cut_end = last < redacted->cut_count && cuts[last].start < *end;
  *start = cut_start ? cuts[first].new_start : shift_point(redacted, first, *start);
  *end = cut_end ? cuts[last].new_end : shift_point(redacted, last, *end);
  return keeps;
}
