/* SPDX-License-Identifier: MIT
 *
 * A survey is opened as an engine would open it, so that what is shown is what a run would use.
 */
#include "api/inspect.h"
#include "base/error.h"
#include "base/memory.h"
#include "report/inspect.h"

static ayes_status describe(const ayes_engine *engine, const ayes_inspection *inspection,
                            ayes_error *error) {
  size_t count = engine->survey->question_count;
  const ayes_target_facts **targets = ayes_memory_new_zeroed(count, sizeof *targets);
  if (!targets) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++)
    if (engine->targets[i]) targets[i] = ayes_target_facts_get(engine->targets[i]);
  ayes_survey_facts facts = {inspection->path, engine->survey, targets};
  if (inspection->as_json) ayes_inspect_survey_json(&facts, inspection->buffer);
  else ayes_inspect_survey_text(&facts, inspection->colour, inspection->buffer);
  ayes_memory_free(targets);
  return AYES_OK;
}

ayes_status ayes_inspect_survey(const ayes_inspection *inspection, ayes_error *error) {
  const ayes_lexicon *lexicon = inspection->engine->lexicon;
  size_t count = ayes_lexicon_pack_count(lexicon);
  const char **folders = ayes_memory_new_zeroed(count, sizeof *folders);
  ayes_engine *engine;
  if (!folders) return ayes_error_memory(error);
  for (size_t i = 0; i < count; i++) folders[i] = ayes_lexicon_pack(lexicon, i)->folder;
  ayes_engine_options options = {
      .lexicons = folders, .lexicon_count = count, .survey = inspection->path};
  ayes_status status = ayes_engine_open(&options, &engine, error);
  if (status == AYES_OK) status = describe(engine, inspection, error);
  ayes_engine_close(engine);
  ayes_memory_free(folders);
  return status;
}
