/* SPDX-License-Identifier: MIT
 *
 * What people ticked in a part of an i.AI Consult folder: multi_choice.jsonl, a line of options a
 * respondent, which stands apart from what they wrote.
 *
 *     ayes_consult_choices_read(&choices, path, error);
 *     const ayes_consult_choice *choice = ayes_consult_choices_take(&choices, id);
 *     while ((choice = ayes_consult_choices_left(&choices)) != NULL) ...    -- of nobody who wrote
 *     ayes_consult_choices_release(&choices);
 */
#ifndef AYES_CORPUS_CONSULT_CHOICES_H
#define AYES_CORPUS_CONSULT_CHOICES_H

#include "base/json.h"
#include "base/names.h"

typedef struct ayes_consult_choice {
  ayes_span id;      /* the respondent's number or name */
  ayes_span options; /* with "; " between */
  size_t line;
  const char *fault; /* why the line cannot be read, or NULL */
  bool is_taken;
} ayes_consult_choice;

typedef struct ayes_consult_choices {
  ayes_names ids; /* also the options' bytes */
  struct {
    ayes_consult_choice *items;
    size_t count, capacity;
  } list;
  uint32_t *places; /* of ids: 1 + index into the list; 0 for none */
  size_t place_capacity;
  size_t at; /* of those left: the next to look at */
} ayes_consult_choices;

/* Forgets what was read before. A missing file holds nothing; a second line of the same respondent
 * has a fault. Memory: about 100 bytes a line. */
ayes_status ayes_consult_choices_read(ayes_consult_choices *choices, const char *path,
                                      ayes_error *error);

/* The choice of that respondent, which counts as taken, or NULL. */
const ayes_consult_choice *ayes_consult_choices_take(ayes_consult_choices *choices, ayes_span id);

/* The next one that was not taken, or NULL. */
const ayes_consult_choice *ayes_consult_choices_left(ayes_consult_choices *choices);

void ayes_consult_choices_release(ayes_consult_choices *choices);

/* A respondent's number or name as text ("themefinder_id", else "response_id"), with a zero byte;
 * size is that of text. False without one. */
bool ayes_consult_id(const json_t *object, char *text, size_t size);

/* Appends the strings of a list with "; " between, up to a limit of 4096 bytes or so. */
void ayes_consult_join(const json_t *options, ayes_buffer *joined);

#endif
