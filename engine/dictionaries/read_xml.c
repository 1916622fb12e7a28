/* SPDX-License-Identifier: MIT
 *
 * Yoshikoder (.ykd): XML with <cnode name="..."> for categories, inside one another, and
 * <pnode name="..."> for their patterns; the outermost category is the dictionary's title and
 * counts only when patterns stand right in it. A document type declaration is refused, so there are
 * no entities to expand. O(bytes).
 */
#include <expat.h>

#include "base/memory.h"
#include "dictionaries/dictionary_parts.h"

typedef struct reading {
  ayes_dictionary *dictionary;
  ayes_dictionary_source *source;
  ayes_error *error;
  XML_Parser parser;
  ayes_status status;
  uint32_t open[AYES_DICTIONARY_DEPTH_LIMIT]; /* categories around */
  size_t depth;
  char title[AYES_CATEGORY_NAME_LIMIT + 1]; /* of the outermost */
} reading;

static void stop(reading *it, ayes_status status) {
  if (status == AYES_OK || it->status != AYES_OK) return;
  it->status = status;
  XML_StopParser(it->parser, XML_FALSE);
}

static const char *name_of(const XML_Char **attributes) {
  for (size_t i = 0; attributes[i]; i += 2)
    if (strcmp(attributes[i], "name") == 0) return attributes[i + 1];
  return "";
}

static ayes_status open_category(reading *it, const char *name) {
  if (it->depth == AYES_DICTIONARY_DEPTH_LIMIT)
    return ayes_dictionary_fail(it->source, "categories lie over 32 deep in one another",
                                it->error);
  uint32_t *number = &it->open[it->depth], parent = it->depth ? it->open[it->depth - 1] : 0;
  *number = 0;
  if (it->depth++ == 0) {
    ayes_span title = ayes_span_slice(ayes_span_of(name), 0, AYES_CATEGORY_NAME_LIMIT);
    memcpy(it->title, title.data, title.length);
    it->title[title.length] = '\0';
    return AYES_OK;
  }
  return ayes_dictionary_category(it->dictionary, parent, ayes_span_of(name), number, it->source,
                                  it->error);
}

static ayes_status add_pattern(reading *it, const char *name) {
  ayes_status status = AYES_OK;
  if (it->depth == 0)
    return ayes_dictionary_fail(it->source, "a pattern stands in no category", it->error);
  uint32_t *category = &it->open[it->depth - 1];
  if (it->depth == 1 && *category == 0)
    status = ayes_dictionary_category(it->dictionary, 0, ayes_span_of(it->title), category,
                                      it->source, it->error);
  if (status != AYES_OK) return status;
  ayes_dictionary_entry entry = {.text = ayes_span_of(name), .category = *category};
  status = ayes_dictionary_add(it->dictionary, entry, it->error);
  if (it->depth == 1) *category = 0;
  return status;
}

static void on_start(void *user, const XML_Char *name, const XML_Char **attributes) {
  reading *it = user;
  if (it->status != AYES_OK) return;
  it->source->line = XML_GetCurrentLineNumber(it->parser);
  if (strcmp(name, "cnode") == 0) stop(it, open_category(it, name_of(attributes)));
  if (strcmp(name, "pnode") == 0) stop(it, add_pattern(it, name_of(attributes)));
}

static void on_end(void *user, const XML_Char *name) {
  reading *it = user;
  if (it->status == AYES_OK && strcmp(name, "cnode") == 0) it->depth--;
}

static void on_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                       const XML_Char *public_id, int has_internal_subset) {
  reading *it = user;
  (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
  it->source->line = XML_GetCurrentLineNumber(it->parser);
  stop(it, ayes_dictionary_fail(it->source, "a document type declaration is not read", it->error));
}

/* expat takes lengths as int: AYES_DICTIONARY_FILE_LIMIT is far below its end. */
static ayes_status parse(reading *it) {
  ayes_span text = it->source->text;
  enum XML_Status result = XML_Parse(it->parser, text.data, (int)text.length, 1);
  if (it->status != AYES_OK || result == XML_STATUS_OK) return it->status;
  enum XML_Error code = XML_GetErrorCode(it->parser);
  if (code == XML_ERROR_NO_MEMORY) return ayes_error_memory(it->error);
  return ayes_error_set_at(it->error, AYES_BAD_DATA, it->source->path,
                           XML_GetCurrentLineNumber(it->parser),
                           XML_GetCurrentColumnNumber(it->parser) + 1, "is not well-formed XML: %s",
                           XML_ErrorString(code));
}

ayes_status ayes_dictionary_read_yoshikoder(ayes_dictionary *dictionary,
                                            ayes_dictionary_source *source, ayes_error *error) {
  const XML_Memory_Handling_Suite memory = {ayes_memory_new, ayes_memory_resize, ayes_memory_free};
  reading it = {.dictionary = dictionary, .source = source, .error = error};
  it.parser = XML_ParserCreate_MM("UTF-8", &memory, NULL);
  if (!it.parser) return ayes_error_memory(error);
  XML_SetUserData(it.parser, &it);
  XML_SetElementHandler(it.parser, on_start, on_end);
  XML_SetStartDoctypeDeclHandler(it.parser, on_doctype);
  ayes_status status = parse(&it);
  XML_ParserFree(it.parser);
  return status;
}
