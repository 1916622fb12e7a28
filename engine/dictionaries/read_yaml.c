/* SPDX-License-Identifier: MIT
 *
 * quanteda's YAML: keys are categories, inside one another as they like; what is no mapping is an
 * entry. By the events of libyaml, so that nothing is built that a file could blow up: aliases are
 * refused, depth is limited. O(bytes).
 */
#include <yaml.h>

#include "dictionaries/dictionary_parts.h"

/* What surrounds the event being read. */
typedef struct yaml_level {
  bool is_mapping, has_key;
  uint32_t category; /* of a sequence; of a mapping: that it lies in */
  uint32_t key;      /* of a mapping: the category of the key read last */
} yaml_level;

typedef struct reading {
  ayes_dictionary *dictionary;
  ayes_dictionary_source *source;
  ayes_error *error;
  yaml_level levels[AYES_DICTIONARY_DEPTH_LIMIT];
  size_t depth;
  size_t documents;
} reading;

static ayes_status fail(const reading *it, const char *problem) {
  return ayes_dictionary_fail(it->source, problem, it->error);
}

/* The category that a value belongs to here; a mapping waits for its next key after it. */
static uint32_t take_category(reading *it) {
  if (it->depth == 0) return 0;
  yaml_level *level = &it->levels[it->depth - 1];
  if (!level->is_mapping) return level->category;
  level->has_key = false;
  return level->key;
}

static ayes_status read_scalar(reading *it, const yaml_event_t *event) {
  ayes_span text =
      ayes_span_make((const char *)event->data.scalar.value, event->data.scalar.length);
  yaml_level *level = it->depth ? &it->levels[it->depth - 1] : NULL;
  if (level && level->is_mapping && !level->has_key) {
    level->has_key = true;
    return ayes_dictionary_category(it->dictionary, level->category, text, &level->key, it->source,
                                    it->error);
  }
  uint32_t category = take_category(it);
  if (category == 0) return fail(it, "an entry stands in no category: \"name: [words]\" is wanted");
  return ayes_dictionary_add(
      it->dictionary, (ayes_dictionary_entry){.text = text, .category = category}, it->error);
}

static ayes_status open_level(reading *it, bool is_mapping) {
  const yaml_level *above = it->depth ? &it->levels[it->depth - 1] : NULL;
  if (above && above->is_mapping && !above->has_key) return fail(it, "a key must be a name");
  if (it->depth == AYES_DICTIONARY_DEPTH_LIMIT)
    return fail(it, "categories lie over 32 deep in one another");
  uint32_t category = take_category(it);
  it->levels[it->depth++] = (yaml_level){.is_mapping = is_mapping, .category = category};
  return AYES_OK;
}

static ayes_status read_event(reading *it, const yaml_event_t *event) {
  it->source->line = event->start_mark.line + 1;
  switch (event->type) {
    case YAML_ALIAS_EVENT: return fail(it, "aliases (\"*name\") are not read: write the words out");
    case YAML_DOCUMENT_START_EVENT:
      return it->documents++ ? fail(it, "a dictionary is one YAML document") : AYES_OK;
    case YAML_SCALAR_EVENT: return read_scalar(it, event);
    case YAML_MAPPING_START_EVENT: return open_level(it, true);
    case YAML_SEQUENCE_START_EVENT: return open_level(it, false);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: it->depth--; return AYES_OK;
    default: return AYES_OK;
  }
}

static ayes_status parser_failed(const reading *it, const yaml_parser_t *parser) {
  if (parser->error == YAML_MEMORY_ERROR) return ayes_error_memory(it->error);
  return ayes_error_set_at(it->error, AYES_BAD_DATA, it->source->path,
                           parser->problem_mark.line + 1, parser->problem_mark.column + 1,
                           "is not YAML: %.120s", parser->problem ? parser->problem : "cut short");
}

static ayes_status read_events(reading *it, yaml_parser_t *parser) {
  yaml_event_t event;
  ayes_status status = AYES_OK;
  for (bool at_end = false; status == AYES_OK && !at_end;) {
    if (!yaml_parser_parse(parser, &event)) return parser_failed(it, parser);
    at_end = event.type == YAML_STREAM_END_EVENT;
    status = read_event(it, &event);
    yaml_event_delete(&event);
  }
  return status;
}

ayes_status ayes_dictionary_read_yaml(ayes_dictionary *dictionary, ayes_dictionary_source *source,
                                      ayes_error *error) {
  reading it = {.dictionary = dictionary, .source = source, .error = error};
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) return ayes_error_memory(error);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  const char *bytes = source->text.length ? source->text.data : "";
  yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, source->text.length);
  ayes_status status = read_events(&it, &parser);
  yaml_parser_delete(&parser);
  return status;
}
