/* SPDX-License-Identifier: MIT
 *
 * What an engine holds: everything that is read once and then shared by all threads.
 *
 *     const ayes_target *target = ayes_engine_target(engine, ayes_span_of("Q1b"));
 */
#ifndef AYES_API_ENGINE_H
#define AYES_API_ENGINE_H

#include "ayes.h"
#include "learning/model.h"
#include "rules/rules.h"
#include "stance/settings.h"
#include "stance/target.h"
#include "survey/survey.h"

struct ayes_engine {
  ayes_lexicon *lexicon;
  ayes_rules *rules; /* of all packs, with the patterns of topics */
  ayes_settings settings;
  ayes_model *model;         /* learned from ticks, or NULL */
  const char *aspect_parent; /* the topic whose children are aspects, no subjects; or NULL */
  ayes_survey *survey;       /* or NULL */
  ayes_target *
      *targets;        /* one a question of the survey; NULL where nothing says what it is about */
  ayes_target *target; /* of answers without a question, or NULL */
  /* of the survey's file, the target's text and the model's files; 0 for none */
  uint64_t survey_hash, target_hash, model_hash;
};

/* Opens packs, those they stand on, and their rules; none: the pack of the language (BCP 47; NULL
 * or empty: "en") that came along. left_out: as for ayes_lexicon_open_without. Shared by engines
 * and by checks. */
ayes_status ayes_packs_open(const char *const *folders, size_t folder_count, const char *language,
                            const char *left_out, ayes_lexicon **lexicon, ayes_rules **rules,
                            ayes_error *error);

/* Writes the path of the folder with the language's pack that came along, and a zero byte.
 * AYES_NO_INPUT: there is none. */
ayes_status ayes_default_pack(const char *language, ayes_buffer *path, ayes_error *error);

/* Makes *derived the engine with another survey, which is borrowed; so is all of engine, and both
 * must outlive it. A target of the engine's own stays that of all answers. For release by
 * ayes_engine_release_derived only. */
ayes_status ayes_engine_derive(const ayes_engine *engine, ayes_survey *survey, ayes_engine *derived,
                               ayes_error *error);
void ayes_engine_release_derived(ayes_engine *derived);

/* The proposal of a question; the engine's own when the survey does not know the question; NULL for
 * none. */
const ayes_target *ayes_engine_target(const ayes_engine *engine, ayes_span question);

/* The same of a question that was found in the survey, or NULL. */
const ayes_target *ayes_engine_target_of(const ayes_engine *engine, const ayes_question *question);

#endif
