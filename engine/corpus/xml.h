/* SPDX-License-Identifier: MIT
 *
 * The XML of a part of an archive, as events, by expat. Names come without their prefix: what
 * workbooks and documents call things is the same whatever prefix their writer chose.
 *
 * A document type declaration is refused, so there are no entities to expand; so is nesting past
 * AYES_XML_DEPTH.
 *
 *     ayes_xml_open(archive, "xl/workbook.xml", &events, data, &xml, error);
 *     while ((status = ayes_xml_read(xml, error)) == AYES_OK && !ayes_xml_at_end(xml)) ...
 *     ayes_xml_close(xml);
 */
#ifndef AYES_CORPUS_XML_H
#define AYES_CORPUS_XML_H

#include "corpus/archive.h"

enum { AYES_XML_DEPTH = 256 };

typedef struct ayes_xml ayes_xml;

/* Any may be NULL. attributes: for ayes_xml_attribute. */
typedef struct ayes_xml_events {
  void (*start)(void *data, ayes_xml *xml, const char *name, const char **attributes);
  void (*end)(void *data, ayes_xml *xml, const char *name);
  void (*text)(void *data, ayes_xml *xml, ayes_span text);
} ayes_xml_events;

/* Begins to read a part; AYES_BAD_DATA when the archive has none of that name. *xml is yours. */
ayes_status ayes_xml_open(ayes_archive *archive, const char *part, const ayes_xml_events *events,
                          void *data, ayes_xml **xml, ayes_error *error);

/* Reads on until an event pauses or the part ends. Errors: what the archive says, XML that is not
 * well-formed, and what an event failed with. */
ayes_status ayes_xml_read(ayes_xml *xml, ayes_error *error);

bool ayes_xml_at_end(const ayes_xml *xml);

/* Within an event: return from ayes_xml_read after it. */
void ayes_xml_pause(ayes_xml *xml);

/* Within an event: give up; ayes_xml_read returns the status, of which error tells. */
void ayes_xml_fail(ayes_xml *xml, ayes_status status);

/* Where an event can write why it fails. */
ayes_error *ayes_xml_error(ayes_xml *xml);

/* The attribute's value, its name given without prefix, or NULL. */
const char *ayes_xml_attribute(const char **attributes, const char *name);

void ayes_xml_close(ayes_xml *xml);

/* The whole part at once: open, read, close. *found is false when there is no such part. */
ayes_status ayes_xml_read_part(ayes_archive *archive, const char *part,
                               const ayes_xml_events *events, void *data, bool *found,
                               ayes_error *error);

#endif
