/* SPDX-License-Identifier: MIT
 *
 * What import would find, question by question.
 */
#include "api/document.h"
#include "api/inspect.h"
#include "base/error.h"
#include "base/memory.h"
#include "report/inspect.h"

ayes_status ayes_inspect_document(const ayes_inspection *inspection, ayes_error *error) {
  ayes_document *document;
  ayes_status status = ayes_document_read(inspection->path, &document, error);
  if (status != AYES_OK) return status;
  size_t *answers = ayes_memory_new_zeroed(document->question_count, sizeof *answers);
  ayes_document_facts facts = {inspection->path, document, answers};
  for (size_t i = 0; answers && i < document->answer_count; i++)
    answers[document->answers[i].question]++;
  if (!answers) status = ayes_error_memory(error);
  else if (inspection->as_json) ayes_inspect_document_json(&facts, inspection->buffer);
  else ayes_inspect_document_text(&facts, inspection->colour, inspection->buffer);
  ayes_memory_free(answers);
  ayes_document_free(document);
  return status;
}
