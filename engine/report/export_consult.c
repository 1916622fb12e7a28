/* SPDX-License-Identifier: MIT
 *
 * Results as i.AI Consult keeps them under outputs/mapping/<date>: in a folder for each part the
 * topics (themes.json), which of them each response has (mapping.jsonl) and its stance
 * (sentiment.jsonl). Lines are written as records come; memory holds the topics of each part, and
 * for results from elsewhere a name for each respondent.
 */
#include "base/array.h"
#include "base/json.h"
#include "base/memory.h"
#include "report/consult.h"
#include "tally/labels.h"

enum { PART_LIMIT = 160 }; /* six open files each, and 1,024 are what a process may have open */

typedef struct consult_writer {
  const ayes_export_job *job;
  ayes_arena arena;
  struct {
    ayes_consult_part *items;
    size_t count, capacity;
  } parts;
  ayes_buffer line;
  bool has_begun;
  bool is_made; /* parts and numbers are ours */
  ayes_consult_inputs inputs;
} consult_writer;

static const char *const none[] = {NULL};
static const char *const names[AYES_CONSULT_FILES] = {"themes.json",     "mapping.jsonl",
                                                      "sentiment.jsonl", "question.json",
                                                      "responses.jsonl", "multi_choice.jsonl"};
static const char front[] = "question_part_";

ayes_status ayes_consult_write(ayes_consult_part *part, ayes_consult_file file,
                               const ayes_buffer *bytes, ayes_error *error) {
  ayes_output **output = &part->outputs[file];
  if (bytes->failed) return ayes_error_memory(error);
  ayes_status status =
      *output ? AYES_OK : ayes_export_output(part->folder, names[file], output, error);
  return status == AYES_OK ? ayes_output_write(*output, ayes_buffer_span(bytes), error) : status;
}

/* ---- opening and closing ---- */

/* Folders are left before what stands in them is gone: outputs first. */
static ayes_status close_part(ayes_consult_part *it, bool keep, size_t *files, ayes_error *error) {
  ayes_status status =
      ayes_export_outputs_close(it->outputs, AYES_CONSULT_FILES, keep, files, error);
  ayes_export_folder_close(&it->made, keep && status == AYES_OK);
  ayes_names_release(&it->topics);
  ayes_names_release(&it->options);
  return status;
}

static ayes_status close_consult(void *writer, bool keep, ayes_error *error) {
  consult_writer *it = writer;
  ayes_status status = AYES_OK;
  if (!it) return AYES_OK;
  size_t *files = it->job->more_files;
  for (size_t i = 0; i < it->parts.count; i++) {
    bool good = keep && status == AYES_OK;
    ayes_status closing = close_part(&it->parts.items[i], good, files, good ? error : NULL);
    if (good) status = closing;
  }
  bool good = keep && status == AYES_OK;
  ayes_status closing = ayes_consult_inputs_close(&it->inputs, good, files, good ? error : NULL);
  if (good) status = closing;
  ayes_array_release(&it->parts);
  ayes_arena_release(&it->arena);
  ayes_buffer_release(&it->line);
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

/* ---- parts ---- */

/* The number of a name that becomes a folder's, so it is a part's and nothing else. */
static bool part_number(ayes_span name, size_t *number) {
  return ayes_span_starts_with(name, ayes_span_of(front)) &&
         ayes_span_to_size(ayes_span_from(name, sizeof front - 1), number);
}

static ayes_status name_part(consult_writer *it, ayes_consult_part *part, ayes_span question,
                             ayes_error *error) {
  char folder[64];
  part->number = it->parts.count;
  if (!it->is_made) (void)part_number(question, &part->number);
  (void)snprintf(folder, sizeof folder, "%s%zu", front, part->number);
  part->question = question;
  part->question.data = ayes_arena_copy(&it->arena, question, error);
  part->folder = ayes_file_join(&it->arena, it->job->folder, folder, error);
  if (!part->question.data || !part->folder) return AYES_NO_MEMORY;
  return ayes_export_folder_open(it->job->folder, folder, &part->made, error);
}

static ayes_status find_part(consult_writer *it, ayes_span question, ayes_consult_part **found,
                             ayes_error *error) {
  for (size_t i = it->parts.count; i-- > 0;) {
    *found = &it->parts.items[i];
    if (ayes_span_equal((*found)->question, question)) return AYES_OK;
  }
  if (it->parts.count == PART_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "consult output is for at most %d questions",
                          PART_LIMIT);
  *found = ayes_array_add(&it->parts, error);
  if (!*found) return AYES_NO_MEMORY;
  memset(*found, 0, sizeof **found);
  return name_part(it, *found, question, error);
}

/* ---- records ---- */

static const char *sentiment_of(ayes_span name) {
  ayes_stance stance;
  if (!ayes_label_find_stance(name, &stance)) return "UNCLEAR";
  if (stance == AYES_SUPPORT) return "AGREEMENT";
  return stance == AYES_OPPOSE ? "DISAGREEMENT" : "UNCLEAR";
}

static ayes_status add_mapping(consult_writer *it, ayes_consult_part *part, size_t number,
                               const json_t *topics, ayes_error *error) {
  ayes_buffer *line = &it->line;
  ayes_buffer_clear(line);
  ayes_buffer_add_format(line, "{\"themefinder_id\": %zu, \"theme_keys\": [", number);
  for (size_t i = 0; i < json_array_size(topics); i++) {
    uint32_t known;
    ayes_span topic = ayes_json_string(json_array_get(topics, i), "id");
    ayes_status status = ayes_names_add(&part->topics, topic, &known, error);
    if (status != AYES_OK) return status;
    if (i) ayes_buffer_add_text(line, ", ");
    ayes_json_add_string(line, topic);
  }
  ayes_buffer_add_text(line, "]}\n");
  return ayes_consult_write(part, AYES_CONSULT_MAPPING, line, error);
}

static ayes_status add_sentiment(consult_writer *it, ayes_consult_part *part, size_t number,
                                 const json_t *record, ayes_error *error) {
  ayes_buffer_clear(&it->line);
  ayes_buffer_add_format(&it->line, "{\"themefinder_id\": %zu, \"sentiment\": \"%s\"}\n", number,
                         sentiment_of(ayes_json_string(record, "stance")));
  return ayes_consult_write(part, AYES_CONSULT_SENTIMENT, &it->line, error);
}

/* The first record says where all come from. */
static ayes_status find_number(consult_writer *it, const json_t *record, size_t *number,
                               ayes_error *error) {
  size_t part;
  ayes_status status = AYES_OK;
  bool is_consult = part_number(ayes_json_string(record, "question"), &part) &&
                    ayes_span_to_size(ayes_json_string(record, "respondent"), number);
  if (!it->has_begun && !is_consult)
    status = ayes_consult_inputs_start(&it->inputs, it->job, error);
  if (!it->has_begun) it->is_made = !is_consult;
  it->has_begun = true;
  if (status != AYES_OK) return status;
  if (it->is_made) return ayes_consult_inputs_number(&it->inputs, record, number, error);
  if (is_consult) return AYES_OK;
  return ayes_error_set(error, AYES_BAD_DATA,
                        "results of a Consult folder do not go together with others: in its own, "
                        "questions are question_part_<n> and respondents whole numbers");
}

static ayes_status write_result(void *writer, const json_t *record, ayes_error *error) {
  consult_writer *it = writer;
  ayes_consult_part *part = NULL;
  size_t number;
  if (json_object_get(record, "error")) return AYES_OK;
  ayes_status status = find_number(it, record, &number, error);
  if (status == AYES_OK) status = find_part(it, ayes_json_string(record, "question"), &part, error);
  if (status == AYES_OK)
    status = add_mapping(it, part, number, json_object_get(record, "topics"), error);
  if (status == AYES_OK) status = add_sentiment(it, part, number, record, error);
  if (status != AYES_OK || !it->is_made) return status;
  return ayes_consult_inputs_add(&it->inputs, part, number, record, error);
}

/* ---- the end ---- */

/* Results hold ids of topics alone: the name is the id with spaces, the description empty. */
static void add_themes(const ayes_consult_part *part, ayes_buffer *text) {
  ayes_buffer name = {0};
  ayes_buffer_add_byte(text, '[');
  for (uint32_t i = 1; i <= ayes_names_count(&part->topics); i++) {
    ayes_span id = ayes_names_text(&part->topics, i);
    ayes_buffer_clear(&name);
    for (size_t k = 0; k < id.length; k++)
      ayes_buffer_add_byte(&name, strchr("-_", id.data[k]) ? ' ' : id.data[k]);
    ayes_buffer_add_text(text, i > 1 ? ",\n {\"theme_key\": " : "{\"theme_key\": ");
    ayes_json_add_string(text, id);
    ayes_buffer_add_text(text, ", \"theme_name\": ");
    ayes_json_add_string(text, ayes_buffer_span(&name));
    ayes_buffer_add_text(text, ", \"theme_description\": \"\"}");
  }
  ayes_buffer_add_text(text, "]\n");
  text->failed |= name.failed;
  ayes_buffer_release(&name);
}

static ayes_status finish_part(consult_writer *it, ayes_consult_part *part, ayes_error *error) {
  ayes_buffer_clear(&it->line);
  add_themes(part, &it->line);
  ayes_status status = ayes_consult_write(part, AYES_CONSULT_THEMES, &it->line, error);
  if (status == AYES_OK && it->is_made)
    status = ayes_consult_inputs_finish_part(&it->inputs, part, error);
  for (size_t i = 0; i < AYES_CONSULT_FILES && status == AYES_OK; i++)
    if (part->outputs[i]) status = ayes_output_flush(part->outputs[i], error);
  return status;
}

static ayes_status finish_consult(void *writer, const ayes_figure_list *list, ayes_error *error) {
  consult_writer *it = writer;
  ayes_status status = AYES_OK;
  (void)list;
  for (size_t i = 0; i < it->parts.count && status == AYES_OK; i++)
    status = finish_part(it, &it->parts.items[i], error);
  return status == AYES_OK ? ayes_consult_inputs_finish(&it->inputs, error) : status;
}

const ayes_export_kind ayes_export_consult = {"consult",    none,           open_consult, NULL,
                                              write_result, finish_consult, close_consult};
