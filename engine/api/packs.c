/* SPDX-License-Identifier: MIT
 *
 * Opening packs with their rules. Which folders these are, api/pack_folders.c says.
 */
#include "api/engine.h"
#include "api/pack_folders.h"

static ayes_status add_topic_rules(const ayes_lexicon *lexicon, ayes_rules *rules,
                                   ayes_error *error) {
  double weight = ayes_kind_get(AYES_KIND_TOPIC)->usual;
  for (uint32_t number = 1; number <= ayes_lexicon_topic_count(lexicon); number++) {
    const ayes_lexicon_topic *topic = ayes_lexicon_topic_get(lexicon, number);
    if (topic->pattern.length == 0) continue;
    ayes_rule_place place = {topic->source.place, topic->file, topic->line, topic->pattern_column};
    ayes_status status =
        ayes_rules_add(rules, topic->pattern, AYES_KIND_TOPIC, number, weight, place, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

static ayes_status read_rules(const ayes_lexicon *lexicon, ayes_rules **rules, ayes_error *error) {
  ayes_status status = ayes_rules_new(rules, error);
  for (size_t i = 0; i < ayes_lexicon_pack_count(lexicon); i++) {
    const ayes_pack *pack = ayes_lexicon_pack(lexicon, i);
    for (size_t k = 0; k < pack->rule_count && status == AYES_OK; k++)
      status = ayes_rules_read(*rules, pack->rules[k], pack->name, error);
  }
  return status == AYES_OK ? add_topic_rules(lexicon, *rules, error) : status;
}

static ayes_status open_lexicon(const char *const *folders, size_t folder_count,
                                const char *language, const char *left_out, ayes_lexicon **lexicon,
                                ayes_error *error) {
  ayes_pack_folders found = {0};
  ayes_status status = ayes_pack_folders_find(folders, folder_count, language, &found, error);
  if (status == AYES_OK)
    status = ayes_lexicon_open_without(found.items, found.count, left_out, lexicon, error);
  ayes_pack_folders_release(&found);
  return status;
}

ayes_status ayes_packs_open(const char *const *folders, size_t folder_count, const char *language,
                            const char *left_out, ayes_lexicon **lexicon, ayes_rules **rules,
                            ayes_error *error) {
  *lexicon = NULL;
  *rules = NULL;
  ayes_status status = open_lexicon(folders, folder_count, language, left_out, lexicon, error);
  if (status != AYES_OK) return status;
  status = read_rules(*lexicon, rules, error);
  if (status == AYES_OK) return AYES_OK;
  ayes_rules_free(*rules);
  ayes_lexicon_close(*lexicon);
  *lexicon = NULL;
  *rules = NULL;
  return status;
}
