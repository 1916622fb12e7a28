/* SPDX-License-Identifier: MIT
 *
 * expat fed in blocks. XML_StopParser suspends inside a block; reading goes on with what is left of
 * it, so a sheet is read row by row with one block in memory.
 */
#include "corpus/xml.h"

#include <expat.h>

#include "base/memory.h"

/* A tag or comment that goes on for longer is refused: expat may look at all of it again with each
 * block. */
enum { BLOCK_BYTES = 64 * 1024, TOKEN_LIMIT = 4 * 1024 * 1024 };

struct ayes_xml {
  XML_Parser parser;
  ayes_archive *archive;
  const ayes_xml_events *events;
  void *data;
  size_t depth;
  size_t fed; /* bytes */
  bool is_paused, at_end;
  ayes_status status;
  ayes_error error;
};

static const char *without_prefix(const char *name) {
  const char *colon = strrchr(name, ':');
  return colon ? colon + 1 : name;
}

static void on_start(void *user, const XML_Char *name, const XML_Char **attributes) {
  ayes_xml *xml = user;
  if (++xml->depth > AYES_XML_DEPTH) {
    ayes_xml_fail(
        xml, ayes_error_set_at(&xml->error, AYES_OVER_LIMIT, ayes_archive_path(xml->archive), 0, 0,
                               "holds XML nested more than %d deep", AYES_XML_DEPTH));
    return;
  }
  if (xml->events->start) xml->events->start(xml->data, xml, without_prefix(name), attributes);
}

static void on_end(void *user, const XML_Char *name) {
  ayes_xml *xml = user;
  xml->depth--;
  if (xml->events->end && xml->status == AYES_OK)
    xml->events->end(xml->data, xml, without_prefix(name));
}

static void on_text(void *user, const XML_Char *text, int length) {
  ayes_xml *xml = user;
  if (xml->status == AYES_OK)
    xml->events->text(xml->data, xml, ayes_span_make(text, (size_t)length));
}

static void on_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                       const XML_Char *public_id, int has_internal_subset) {
  ayes_xml *xml = user;
  (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
  ayes_xml_fail(xml,
                ayes_error_set_at(&xml->error, AYES_BAD_DATA, ayes_archive_path(xml->archive), 0, 0,
                                  "holds XML with a document type declaration, as no program "
                                  "writes it; it is not read"));
}

static ayes_status create(ayes_archive *archive, const ayes_xml_events *events, void *data,
                          ayes_xml **out, ayes_error *error) {
  const XML_Memory_Handling_Suite memory = {ayes_memory_new, ayes_memory_resize, ayes_memory_free};
  ayes_xml *xml = ayes_memory_new_zeroed(1, sizeof *xml);
  if (!xml) return ayes_error_memory(error);
  *out = xml;
  *xml = (ayes_xml){.archive = archive, .events = events, .data = data};
  xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
  if (!xml->parser) return ayes_error_memory(error);
  XML_SetUserData(xml->parser, xml);
  XML_SetElementHandler(xml->parser, on_start, on_end);
  if (events->text) XML_SetCharacterDataHandler(xml->parser, on_text);
  XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
  return AYES_OK;
}

static ayes_status open_part(ayes_archive *archive, const char *part, const ayes_xml_events *events,
                             void *data, bool *found, ayes_xml **out, ayes_error *error) {
  ayes_xml *xml = NULL;
  *out = NULL;
  ayes_status status = ayes_archive_part(archive, part, found, error);
  if (status == AYES_OK && *found) status = create(archive, events, data, &xml, error);
  if (status == AYES_OK) *out = xml;
  else ayes_xml_close(xml);
  return status;
}

ayes_status ayes_xml_open(ayes_archive *archive, const char *part, const ayes_xml_events *events,
                          void *data, ayes_xml **xml, ayes_error *error) {
  bool found;
  ayes_status status = open_part(archive, part, events, data, &found, xml, error);
  if (status == AYES_OK && !found)
    return ayes_error_set_at(error, AYES_BAD_DATA, ayes_archive_path(archive), 0, 0,
                             "is damaged: its part %s is missing", part);
  return status;
}

static ayes_status not_well_formed(const ayes_xml *xml, ayes_error *error) {
  enum XML_Error code = XML_GetErrorCode(xml->parser);
  if (code == XML_ERROR_NO_MEMORY) return ayes_error_memory(error);
  return ayes_error_set_at(error, AYES_BAD_DATA, ayes_archive_path(xml->archive), 0, 0,
                           "is damaged: a part of it is not well-formed XML (%s at its line %lu)",
                           XML_ErrorString(code),
                           (unsigned long)XML_GetCurrentLineNumber(xml->parser));
}

static ayes_status check_token(const ayes_xml *xml, ayes_error *error) {
  XML_Index at = XML_GetCurrentByteIndex(xml->parser);
  if (at < 0 || xml->fed < (size_t)at || xml->fed - (size_t)at <= TOKEN_LIMIT) return AYES_OK;
  return ayes_error_set_at(error, AYES_OVER_LIMIT, ayes_archive_path(xml->archive), 0, 0,
                           "holds XML with a tag or comment longer than %d bytes", TOKEN_LIMIT);
}

/* Parses on: what is left of a block after a pause, or the next block. */
static ayes_status step(ayes_xml *xml, enum XML_Status *result, ayes_error *error) {
  size_t got;
  if (xml->is_paused) {
    xml->is_paused = false;
    *result = XML_ResumeParser(xml->parser);
    return AYES_OK;
  }
  char *block = XML_GetBuffer(xml->parser, BLOCK_BYTES);
  if (!block) return ayes_error_memory(error);
  ayes_status status = ayes_archive_read(xml->archive, block, BLOCK_BYTES, &got, error);
  xml->fed += got;
  if (status == AYES_OK) *result = XML_ParseBuffer(xml->parser, (int)got, got == 0);
  return status == AYES_OK ? check_token(xml, error) : status;
}

static bool is_finished(const ayes_xml *xml) {
  XML_ParsingStatus parsing;
  XML_GetParsingStatus(xml->parser, &parsing);
  return parsing.parsing == XML_FINISHED;
}

ayes_status ayes_xml_read(ayes_xml *xml, ayes_error *error) {
  while (!xml->at_end) {
    enum XML_Status result = XML_STATUS_ERROR;
    ayes_status status = step(xml, &result, error);
    if (status != AYES_OK) return status;
    if (xml->status != AYES_OK) {
      if (error) *error = xml->error;
      return xml->status;
    }
    if (result == XML_STATUS_ERROR) return not_well_formed(xml, error);
    xml->at_end = is_finished(xml);
    if (xml->is_paused) break;
  }
  return AYES_OK;
}

bool ayes_xml_at_end(const ayes_xml *xml) { return xml->at_end; }

void ayes_xml_pause(ayes_xml *xml) {
  if (xml->is_paused || XML_StopParser(xml->parser, XML_TRUE) != XML_STATUS_OK) return;
  xml->is_paused = true;
}

void ayes_xml_fail(ayes_xml *xml, ayes_status status) {
  if (xml->status != AYES_OK) return;
  xml->status = status;
  if (status == AYES_NO_MEMORY) ayes_error_memory(&xml->error);
  XML_StopParser(xml->parser, XML_FALSE);
}

ayes_error *ayes_xml_error(ayes_xml *xml) { return &xml->error; }

const char *ayes_xml_attribute(const char **attributes, const char *name) {
  for (size_t i = 0; attributes[i]; i += 2)
    if (strcmp(without_prefix(attributes[i]), name) == 0) return attributes[i + 1];
  return NULL;
}

void ayes_xml_close(ayes_xml *xml) {
  if (!xml) return;
  if (xml->parser) XML_ParserFree(xml->parser);
  ayes_memory_free(xml);
}

ayes_status ayes_xml_read_part(ayes_archive *archive, const char *part,
                               const ayes_xml_events *events, void *data, bool *found,
                               ayes_error *error) {
  ayes_xml *xml;
  ayes_status status = open_part(archive, part, events, data, found, &xml, error);
  while (status == AYES_OK && *found && !ayes_xml_at_end(xml)) status = ayes_xml_read(xml, error);
  ayes_xml_close(xml);
  return status;
}
