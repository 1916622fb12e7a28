/* SPDX-License-Identifier: MIT
 *
 * Read whole before the first response of the part, since the two files need not be in one order.
 */
#include "corpus/consult_choices.h"

#include <stdio.h>

#include "base/array.h"
#include "base/file.h"
#include "corpus/corpus_parts.h"
#include "text/utf8.h"

enum { OPTION_BYTES = 4096 };

bool ayes_consult_id(const json_t *object, char *text, size_t size) {
  const json_t *id = json_object_get(object, "themefinder_id");
  if (!id) id = json_object_get(object, "response_id");
  if (ayes_json_is(id, JSON_INTEGER))
    (void)snprintf(text, size, "%lld", (long long)json_integer_value(id));
  else if (ayes_json_is(id, JSON_STRING))
    (void)snprintf(text, size, "%.80s", json_string_value(id));
  else return false;
  return true;
}

void ayes_consult_join(const json_t *options, ayes_buffer *joined) {
  for (size_t i = 0; i < json_array_size(options) && joined->length < OPTION_BYTES; i++) {
    const json_t *option = json_array_get(options, i);
    if (joined->length) ayes_buffer_add_text(joined, "; ");
    ayes_buffer_add(joined, ayes_span_make(json_string_value(option), json_string_length(option)));
  }
}

static ayes_status keep(ayes_consult_choices *choices, ayes_span text, ayes_span *kept,
                        ayes_error *error) {
  *kept = text;
  kept->data = ayes_arena_copy(&choices->ids.arena, text, error);
  return kept->data ? AYES_OK : AYES_NO_MEMORY;
}

/* Notes where the choice of a respondent stands; *is_new is false when there is one already. */
static ayes_status place(ayes_consult_choices *choices, ayes_span id, bool *is_new,
                         ayes_error *error) {
  uint32_t number;
  size_t before = ayes_names_count(&choices->ids), capacity = choices->place_capacity;
  ayes_status status = ayes_names_add(&choices->ids, id, &number, error);
  if (status == AYES_OK)
    status =
        ayes_array_reserve(&choices->places, &capacity, number, sizeof *choices->places, error);
  if (status != AYES_OK) return status;
  choices->place_capacity = capacity;
  *is_new = number > before;
  if (*is_new) choices->places[number - 1] = (uint32_t)choices->list.count;
  return AYES_OK;
}

static ayes_status add_object(ayes_consult_choices *choices, const json_t *object,
                              ayes_consult_choice *choice, ayes_error *error) {
  char id[96];
  bool is_new = true;
  ayes_buffer joined = {0};
  if (!ayes_consult_id(object, id, sizeof id)) {
    choice->fault = "there is no \"themefinder_id\"";
    return AYES_OK;
  }
  ayes_status status = place(choices, ayes_span_of(id), &is_new, error);
  if (!is_new) choice->fault = "this respondent has an earlier line of options";
  if (status == AYES_OK) status = keep(choices, ayes_span_of(id), &choice->id, error);
  ayes_consult_join(json_object_get(object, "options"), &joined);
  if (status == AYES_OK && joined.failed) status = ayes_error_memory(error);
  if (status == AYES_OK) status = keep(choices, ayes_buffer_span(&joined), &choice->options, error);
  ayes_buffer_release(&joined);
  return status;
}

static ayes_status add_line(ayes_consult_choices *choices, const ayes_source_text *line,
                            ayes_buffer *clean, ayes_error *error) {
  json_t *root = NULL;
  size_t replaced;
  ayes_consult_choice *choice = ayes_array_add(&choices->list, error);
  if (!choice) return AYES_NO_MEMORY;
  *choice = (ayes_consult_choice){.line = line->line};
  ayes_buffer_clear(clean);
  ayes_status status = ayes_utf8_clean(line->bytes, clean, &replaced, error);
  if (status != AYES_OK) return status;
  status = ayes_json_parse(ayes_buffer_span(clean), NULL, &root, NULL);
  if (status == AYES_NO_MEMORY) return ayes_error_memory(error);
  status = AYES_OK;
  if (line->is_over) choice->fault = "the line is too long";
  else if (!ayes_json_is(root, JSON_OBJECT)) choice->fault = "the line is no JSON object";
  else status = add_object(choices, root, choice, error);
  json_decref(root);
  return status;
}

ayes_status ayes_consult_choices_read(ayes_consult_choices *choices, const char *path,
                                      ayes_error *error) {
  ayes_source source = {0};
  ayes_source_text line;
  ayes_buffer clean = {0};
  ayes_span front;
  const char *why;
  ayes_consult_choices_release(choices);
  if (!ayes_file_exists(path)) return AYES_OK;
  ayes_status status = ayes_source_open(path, &source, &front, error);
  bool is_empty = status == AYES_BAD_DATA; /* nobody ticked anything */
  if (status == AYES_OK) status = ayes_source_start_named(&source, front, NULL, false, &why, error);
  while (status == AYES_OK &&
         (status = ayes_source_line(&source, false, &line, error)) == AYES_OK && line.is_there)
    if (line.is_over || ayes_span_trim(line.bytes).length)
      status = add_line(choices, &line, &clean, error);
  ayes_source_close(&source);
  ayes_buffer_release(&clean);
  return is_empty ? AYES_OK : status;
}

const ayes_consult_choice *ayes_consult_choices_take(ayes_consult_choices *choices, ayes_span id) {
  uint32_t number = ayes_names_find(&choices->ids, id);
  uint32_t index = number ? choices->places[number - 1] : 0;
  if (!index) return NULL;
  ayes_consult_choice *choice = &choices->list.items[index - 1];
  choice->is_taken = true;
  return choice;
}

const ayes_consult_choice *ayes_consult_choices_left(ayes_consult_choices *choices) {
  while (choices->at < choices->list.count) {
    const ayes_consult_choice *choice = &choices->list.items[choices->at++];
    if (!choice->is_taken) return choice;
  }
  return NULL;
}

void ayes_consult_choices_release(ayes_consult_choices *choices) {
  ayes_names_release(&choices->ids);
  ayes_array_release(&choices->list);
  ayes_memory_free(choices->places);
  memset(choices, 0, sizeof *choices);
}
