/* SPDX-License-Identifier: MIT
 *
 * Results as i.AI Consult keeps them under outputs/mapping/<date>: in a folder for each part the
 * topics (themes.json), which of them each response has (mapping.jsonl) and its stance
 * (sentiment.jsonl). Field names as in backend/data_pipeline/models.py of i-dot-ai/consult.
 * Parts are gathered in memory, about 100 bytes an answer.
 */
#include "base/array.h"
#include "base/json.h"
#include "base/memory.h"
#include "report/export_parts.h"
#include "tally/labels.h"

enum { FILES = 3 };

typedef struct part {
  ayes_span name; /* "question_part_2" */
  struct {
    ayes_span *items;
    size_t count, capacity;
  } topics; /* as they come */
  ayes_buffer texts[FILES];
  ayes_export_folder made;
  ayes_output *outputs[FILES];
} part;

typedef struct consult_writer {
  const ayes_export_job *job;
  ayes_arena arena;
  struct {
    part *items;
    size_t count, capacity;
  } parts;
} consult_writer;

static const char *const none[] = {NULL};
static const char *const names[FILES] = {"themes.json", "mapping.jsonl", "sentiment.jsonl"};

/* Folders are left before what stands in them is gone: outputs first. */
static ayes_status close_part(part *it, bool keep, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < FILES; i++) {
    bool good = keep && status == AYES_OK;
    ayes_status closing = ayes_output_close(it->outputs[i], good, good ? error : NULL);
    if (good) status = closing;
    ayes_buffer_release(&it->texts[i]);
  }
  ayes_export_folder_close(&it->made, keep && status == AYES_OK);
  ayes_array_release(&it->topics);
  return status;
}

static ayes_status close_consult(void *writer, bool keep, ayes_error *error) {
  consult_writer *it = writer;
  ayes_status status = AYES_OK;
  if (!it) return AYES_OK;
  for (size_t i = 0; i < it->parts.count; i++) {
    bool good = keep && status == AYES_OK;
    ayes_status closing = close_part(&it->parts.items[i], good, good ? error : NULL);
    if (good) status = closing;
    if (good && closing == AYES_OK) *it->job->more_files += FILES;
  }
  ayes_array_release(&it->parts);
  ayes_arena_release(&it->arena);
  ayes_memory_free(it);
  return status;
}

static ayes_status open_consult(const ayes_export_job *job, void **writer, ayes_error *error) {
  consult_writer *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  *writer = it;
  it->job = job;
  return AYES_OK;
}

static ayes_status copy(consult_writer *it, ayes_span text, ayes_span *kept, ayes_error *error) {
  *kept = text;
  kept->data = ayes_arena_copy(&it->arena, text, error);
  return kept->data ? AYES_OK : AYES_NO_MEMORY;
}

/* The name becomes a folder's, so it is a part's and nothing else. */
static bool is_part(ayes_span name) {
  static const char front[] = "question_part_";
  size_t number;
  return ayes_span_starts_with(name, ayes_span_of(front)) &&
         ayes_span_to_size(ayes_span_from(name, sizeof front - 1), &number);
}

static ayes_status find_part(consult_writer *it, ayes_span name, part **found, ayes_error *error) {
  for (size_t i = it->parts.count; i-- > 0;) {
    *found = &it->parts.items[i];
    if (ayes_span_equal((*found)->name, name)) return AYES_OK;
  }
  *found = ayes_array_add(&it->parts, error);
  if (!*found) return AYES_NO_MEMORY;
  memset(*found, 0, sizeof **found);
  return copy(it, name, &(*found)->name, error);
}

static ayes_status keep_topic(consult_writer *it, part *to, ayes_span id, ayes_error *error) {
  for (size_t i = 0; i < to->topics.count; i++)
    if (ayes_span_equal(to->topics.items[i], id)) return AYES_OK;
  ayes_span *topic = ayes_array_add(&to->topics, error);
  return topic ? copy(it, id, topic, error) : AYES_NO_MEMORY;
}

static const char *sentiment_of(ayes_span name) {
  ayes_stance stance;
  if (!ayes_label_find_stance(name, &stance)) return "UNCLEAR";
  if (stance == AYES_SUPPORT) return "AGREEMENT";
  return stance == AYES_OPPOSE ? "DISAGREEMENT" : "UNCLEAR";
}

static ayes_status add_mapping(consult_writer *it, part *to, size_t id, const json_t *topics,
                               ayes_error *error) {
  ayes_buffer *line = &to->texts[1];
  ayes_buffer_add_format(line, "{\"themefinder_id\": %zu, \"theme_keys\": [", id);
  for (size_t i = 0; i < json_array_size(topics); i++) {
    ayes_span topic = ayes_json_string(json_array_get(topics, i), "id");
    ayes_status status = keep_topic(it, to, topic, error);
    if (status != AYES_OK) return status;
    if (i) ayes_buffer_add_text(line, ", ");
    ayes_json_add_string(line, topic);
  }
  ayes_buffer_add_text(line, "]}\n");
  return AYES_OK;
}

static ayes_status write_result(void *writer, const json_t *record, ayes_error *error) {
  consult_writer *it = writer;
  part *to;
  size_t id;
  ayes_span name = ayes_json_string(record, "question");
  ayes_span respondent = ayes_json_string(record, "respondent");
  if (json_object_get(record, "error")) return AYES_OK;
  if (!is_part(name) || !ayes_span_to_size(respondent, &id))
    return ayes_error_set(error, AYES_BAD_DATA,
                          "consult output is for results of a Consult folder: questions named "
                          "question_part_<n>, respondents that are whole numbers");
  ayes_status status = find_part(it, name, &to, error);
  if (status == AYES_OK) status = add_mapping(it, to, id, json_object_get(record, "topics"), error);
  if (status != AYES_OK) return status;
  ayes_buffer_add_format(&to->texts[2], "{\"themefinder_id\": %zu, \"sentiment\": \"%s\"}\n", id,
                         sentiment_of(ayes_json_string(record, "stance")));
  return to->texts[1].failed || to->texts[2].failed ? ayes_error_memory(error) : AYES_OK;
}

/* Results hold ids of topics alone: the name is the id with spaces, the description empty. */
static void add_themes(part *it) {
  ayes_buffer *text = &it->texts[0], name = {0};
  ayes_buffer_add_byte(text, '[');
  for (size_t i = 0; i < it->topics.count; i++) {
    ayes_span id = it->topics.items[i];
    ayes_buffer_clear(&name);
    for (size_t k = 0; k < id.length; k++)
      ayes_buffer_add_byte(&name, id.data[k] == '-' ? ' ' : id.data[k]);
    ayes_buffer_add_text(text, i ? ",\n {\"theme_key\": " : "{\"theme_key\": ");
    ayes_json_add_string(text, id);
    ayes_buffer_add_text(text, ", \"theme_name\": ");
    ayes_json_add_string(text, ayes_buffer_span(&name));
    ayes_buffer_add_text(text, ", \"theme_description\": \"\"}");
  }
  ayes_buffer_add_text(text, "]\n");
  text->failed |= name.failed;
  ayes_buffer_release(&name);
}

static ayes_status finish_part(consult_writer *it, part *to, ayes_error *error) {
  const char *path = ayes_file_join(&it->arena, it->job->folder, to->name.data, error);
  if (!path) return AYES_NO_MEMORY;
  ayes_status status = ayes_export_folder_open(it->job->folder, to->name.data, &to->made, error);
  add_themes(to);
  for (size_t i = 0; i < FILES && status == AYES_OK; i++) {
    status = to->texts[i].failed ? ayes_error_memory(error)
                                 : ayes_export_output(path, names[i], &to->outputs[i], error);
    if (status == AYES_OK)
      status = ayes_output_write(to->outputs[i], ayes_buffer_span(&to->texts[i]), error);
    if (status == AYES_OK) status = ayes_output_flush(to->outputs[i], error);
  }
  return status;
}

static ayes_status finish_consult(void *writer, const ayes_figure_list *list, ayes_error *error) {
  consult_writer *it = writer;
  ayes_status status = AYES_OK;
  (void)list;
  for (size_t i = 0; i < it->parts.count && status == AYES_OK; i++)
    status = finish_part(it, &it->parts.items[i], error);
  return status;
}

const ayes_export_kind ayes_export_consult = {"consult",    none,           open_consult, NULL,
                                              write_result, finish_consult, close_consult};
