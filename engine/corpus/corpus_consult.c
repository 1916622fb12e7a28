/* SPDX-License-Identifier: MIT
 *
 * The folders of i.AI Consult: inputs/question_part_<n>/question.json says what was asked,
 * responses.jsonl beside it what people wrote, multi_choice.jsonl what they ticked. Answers come in
 * the order of the parts' numbers; the question's words are their target, chosen options their
 * tick, and the respondent's number with that of the part their id. Who ticked and did not write
 * comes at the end of the part. An inner folder (inputs) may be named as well.
 */
#include <dirent.h>
#include <errno.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json.h"
#include "corpus/consult_choices.h"
#include "corpus/corpus_parts.h"
#include "text/utf8.h"

enum { PART_LIMIT = 10000 };

static const char prefix[] = "question_part_";

typedef struct consult_state {
  const char *folder; /* that holds the parts */
  struct {
    size_t *items; /* their numbers, in order */
    size_t count, capacity;
  } parts;
  size_t at;                /* parts begun */
  bool is_open;             /* responses.jsonl of the last one is */
  ayes_span question, text; /* its id and words, in the reader's columns_arena */
  ayes_buffer clean;
  ayes_consult_choices choices;
  json_t *root; /* of the line */
} consult_state;

/* ---- folders ---- */

static int compare_numbers(const void *a, const void *b) {
  size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return (x > y) - (x < y);
}

static ayes_status add_part(consult_state *state, const char *name, ayes_error *error) {
  size_t number;
  ayes_span rest = ayes_span_of(name), front = ayes_span_of(prefix);
  if (!ayes_span_starts_with(rest, front) || state->parts.count == PART_LIMIT) return AYES_OK;
  if (!ayes_span_to_size(ayes_span_from(rest, front.length), &number)) return AYES_OK;
  size_t *part = ayes_array_add(&state->parts, error);
  if (!part) return AYES_NO_MEMORY;
  *part = number;
  return AYES_OK;
}

static ayes_status list_parts(consult_state *state, ayes_error *error) {
  ayes_status status = AYES_OK;
  DIR *folder = opendir(state->folder);
  if (!folder && errno == ENOMEM) return ayes_error_memory(error);
  if (!folder && (errno == ENOENT || errno == ENOTDIR)) return AYES_OK;
  if (!folder)
    return ayes_error_set_at(error, AYES_NO_INPUT, state->folder, 0, 0, "cannot be read: %s",
                             strerror(errno));
  for (struct dirent *entry; status == AYES_OK && (entry = readdir(folder));)
    status = add_part(state, entry->d_name, error);
  closedir(folder);
  if (state->parts.count)
    qsort(state->parts.items, state->parts.count, sizeof *state->parts.items, compare_numbers);
  return status;
}

/* Those of the folder itself, else those of the folder "inputs" in it; its path is the arena's. */
static ayes_status find_parts(consult_state *state, const char *path, ayes_arena *arena,
                              ayes_error *error) {
  state->folder = ayes_file_join(arena, path, "", error);
  ayes_status status = state->folder ? list_parts(state, error) : AYES_NO_MEMORY;
  if (status != AYES_OK || state->parts.count) return status;
  state->folder = ayes_file_join(arena, path, "inputs", error);
  return state->folder ? list_parts(state, error) : AYES_NO_MEMORY;
}

ayes_status ayes_consult_is_folder(const char *path, bool *is_one, ayes_error *error) {
  consult_state state = {.folder = NULL};
  ayes_arena arena = {0};
  ayes_status status = find_parts(&state, path, &arena, error);
  *is_one = state.parts.count > 0;
  ayes_array_release(&state.parts);
  ayes_arena_release(&arena);
  return status;
}

static char *join_part(ayes_reader *reader, size_t number, const char *name, ayes_error *error) {
  const consult_state *state = reader->state;
  char part[64];
  (void)snprintf(part, sizeof part, "%s%zu", prefix, number);
  char *folder = ayes_file_join(&reader->columns_arena, state->folder, part, error);
  return folder ? ayes_file_join(&reader->columns_arena, folder, name, error) : NULL;
}

/* ---- a part ---- */

static ayes_status keep(ayes_reader *reader, ayes_span text, ayes_span *kept, ayes_error *error) {
  *kept = text;
  kept->data = ayes_arena_copy(&reader->columns_arena, text, error);
  return kept->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status read_question(ayes_reader *reader, size_t number, ayes_error *error) {
  consult_state *state = reader->state;
  json_t *root = NULL;
  char name[64];
  char *path = join_part(reader, number, "question.json", error);
  if (!path) return AYES_NO_MEMORY;
  (void)snprintf(name, sizeof name, "%s%zu", prefix, number);
  ayes_status status = keep(reader, ayes_span_of(name), &state->question, error);
  state->text = ayes_span_make(NULL, 0);
  if (status == AYES_OK && ayes_file_exists(path)) status = ayes_json_read(path, &root, error);
  if (status == AYES_OK)
    status = keep(reader, ayes_json_string(root, "question_text"), &state->text, error);
  json_decref(root);
  return status;
}

static ayes_status read_choices(ayes_reader *reader, size_t number, ayes_error *error) {
  consult_state *state = reader->state;
  const char *path = join_part(reader, number, "multi_choice.jsonl", error);
  return path ? ayes_consult_choices_read(&state->choices, path, error) : AYES_NO_MEMORY;
}

/* Opens the next part that has responses; state->is_open stays false when there is none. */
static ayes_status open_part(ayes_reader *reader, ayes_error *error) {
  consult_state *state = reader->state;
  while (!state->is_open && state->at < state->parts.count) {
    size_t number = state->parts.items[state->at++], read = reader->source.read;
    char *path = join_part(reader, number, "responses.jsonl", error);
    ayes_span front;
    const char *why;
    if (!path) return AYES_NO_MEMORY;
    if (!ayes_file_exists(path)) continue;
    ayes_source_close(&reader->source);
    ayes_status status = read_question(reader, number, error);
    if (status == AYES_OK) status = ayes_source_open(path, &reader->source, &front, error);
    if (status == AYES_BAD_DATA) continue; /* nobody answered */
    if (status == AYES_OK)
      status = ayes_source_start_named(&reader->source, front, NULL, false, &why, error);
    if (status == AYES_OK) status = read_choices(reader, number, error);
    if (status != AYES_OK) return status;
    reader->source.read += read;
    reader->source.total = 0;
    state->is_open = true;
  }
  return AYES_OK;
}

/* ---- records ---- */

static ayes_status copy_text(ayes_reader *reader, ayes_span text, ayes_span *copy,
                             ayes_error *error) {
  *copy = text;
  copy->data = ayes_arena_copy(&reader->arena, text, error);
  return copy->data ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status read_options(ayes_reader *reader, const json_t *options, ayes_span *answer,
                                ayes_error *error) {
  ayes_buffer joined = {0};
  ayes_consult_join(options, &joined);
  ayes_status status = joined.failed ? ayes_error_memory(error)
                                     : copy_text(reader, ayes_buffer_span(&joined), answer, error);
  ayes_buffer_release(&joined);
  return status;
}

/* The respondent's number or name; and the id, made of it and the part's number. */
static ayes_status set_ids(ayes_reader *reader, ayes_span respondent, ayes_record *record,
                           ayes_error *error) {
  const consult_state *state = reader->state;
  char text[160];
  ayes_status status = copy_text(reader, respondent, &record->answer.respondent, error);
  if (status != AYES_OK) return status;
  (void)snprintf(text, sizeof text, "%.*s-%zu", (int)respondent.length, respondent.data,
                 state->parts.items[state->at - 1]);
  return copy_text(reader, ayes_span_of(text), &record->answer.id, error);
}

/* Ticks of a file of their own, where the response holds none. */
static void take_choice(ayes_reader *reader, ayes_record *record) {
  consult_state *state = reader->state;
  const ayes_consult_choice *choice =
      ayes_consult_choices_take(&state->choices, record->answer.respondent);
  if (choice && !record->answer.answer.length) record->answer.answer = choice->options;
}

static ayes_status read_object(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  const consult_state *state = reader->state;
  ayes_answer *answer = &record->answer;
  const json_t *options = json_object_get(state->root, "chosen_options");
  char id[96];
  ayes_status status = AYES_OK;
  answer->question = state->question;
  answer->target = state->text;
  if (ayes_consult_id(state->root, id, sizeof id))
    status = set_ids(reader, ayes_span_of(id), record, error);
  if (status == AYES_OK && !options) options = json_object_get(state->root, "options");
  if (status == AYES_OK && ayes_json_is(options, JSON_ARRAY))
    status = read_options(reader, options, &answer->answer, error);
  if (status == AYES_OK && answer->respondent.length) take_choice(reader, record);
  answer->text = ayes_json_string(state->root, "text");
  if (!answer->text.data) answer->text = ayes_json_string(state->root, "response");
  bool has_text = answer->text.data || ayes_json_is(options, JSON_ARRAY);
  if (status == AYES_OK && !has_text)
    ayes_record_spoil(record, "missing_text", "there is neither \"text\" nor \"chosen_options\"");
  return status;
}

static ayes_status read_line(ayes_reader *reader, const ayes_source_text *line, ayes_record *record,
                             ayes_error *error) {
  consult_state *state = reader->state;
  ayes_error fault = {0};
  ayes_status status = ayes_record_start_line(reader, line, record, error);
  if (status != AYES_OK || line->is_over) return status;
  ayes_buffer_clear(&state->clean);
  status = ayes_utf8_clean(line->bytes, &state->clean, &record->bad_bytes, error);
  if (status != AYES_OK) return status;
  status = ayes_json_parse(ayes_buffer_span(&state->clean), NULL, &state->root, &fault);
  if (status == AYES_NO_MEMORY) return ayes_error_memory(error);
  if (status == AYES_OK && ayes_json_is(state->root, JSON_OBJECT))
    return read_object(reader, record, error);
  ayes_record_spoil(record, "bad_json", "%s",
                    status == AYES_OK ? "the line is no object" : fault.message);
  return AYES_OK;
}

/* Somebody who ticked and did not write. */
static ayes_status read_choice(ayes_reader *reader, const ayes_consult_choice *choice,
                               ayes_record *record, ayes_error *error) {
  const consult_state *state = reader->state;
  ayes_status status = ayes_record_start(reader, choice->line, record, error);
  if (status != AYES_OK) return status;
  record->answer.question = state->question;
  record->answer.target = state->text;
  record->answer.answer = choice->options;
  if (choice->id.length) status = set_ids(reader, choice->id, record, error);
  if (choice->fault)
    ayes_record_spoil(record, "bad_choice", "multi_choice.jsonl: %s", choice->fault);
  return status;
}

static ayes_status next_record(ayes_reader *reader, ayes_record *record, ayes_error *error) {
  consult_state *state = reader->state;
  ayes_source_text line;
  json_decref(state->root);
  state->root = NULL;
  for (;;) {
    ayes_status status = open_part(reader, error);
    if (status != AYES_OK || !state->is_open) return status;
    status = ayes_source_line(&reader->source, false, &line, error);
    if (status != AYES_OK) return status;
    const ayes_consult_choice *choice =
        line.is_there ? NULL : ayes_consult_choices_left(&state->choices);
    if (choice) return read_choice(reader, choice, record, error);
    if (!line.is_there) state->is_open = false;
    else if (line.is_over || ayes_span_trim(line.bytes).length)
      return read_line(reader, &line, record, error);
  }
}

/* ---- opening ---- */

ayes_status ayes_consult_open(ayes_reader *reader, const char *path, ayes_error *error) {
  consult_state *state = reader->state = ayes_memory_new_zeroed(1, sizeof *state);
  if (!state) return ayes_error_memory(error);
  reader->format = &ayes_reader_consult;
  return find_parts(state, path, &reader->columns_arena, error);
}

static ayes_status open_nothing(ayes_reader *reader, ayes_error *error) {
  (void)reader, (void)error;
  return AYES_OK;
}

static void close_consult(ayes_reader *reader) {
  consult_state *state = reader->state;
  if (!state) return;
  json_decref(state->root);
  ayes_array_release(&state->parts);
  ayes_buffer_release(&state->clean);
  ayes_consult_choices_release(&state->choices);
  ayes_memory_free(state);
  reader->state = NULL;
}

const ayes_format ayes_reader_consult = {"consult", open_nothing, next_record, close_consult};
