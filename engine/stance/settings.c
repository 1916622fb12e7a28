/* SPDX-License-Identifier: MIT
 *
 * One table of names, places and defaults; pack.json overrides by name.
 */
#include "stance/settings.h"

#include <stddef.h>
#include <string.h>

typedef struct setting {
  const char *name;
  size_t offset;
  double usual;
} setting;

#define SETTING(name, usual) \
  { #name, offsetof(ayes_settings, name), usual }

/* clang-format off */
static const setting settings_table[] = {
    SETTING(negation_window, 6),
    SETTING(litotes_factor, 0.6),
    SETTING(hedge_window, 6),
    SETTING(intensifier_window, 1),
    SETTING(reverse_window, 4),
    SETTING(reverse_least, 0.15),
    SETTING(passive_window, 6),
    SETTING(rival_factor, -1),
    SETTING(attach_window, 8),
    SETTING(question_factor, 0.3),
    SETTING(quote_factor, 0.6),
    SETTING(irony_factor, 0.3),
    SETTING(condition_factor, 0.4),
    SETTING(before_contrast, 0.6),
    SETTING(before_however, 0.8),
    SETTING(contrast_least, 0.3),
    SETTING(suggestion_factor, 0.3),
    SETTING(advice_least, 0.6),
    SETTING(topic_factor, 0.5),
    SETTING(off_target_factor, 0.5),
    SETTING(outlook_factor, 0.4),
    SETTING(feeling_weight, 0.7),
    SETTING(outright_weight, 1),
    SETTING(tone_weight, 0.5),
    SETTING(first_sentence, 1.1),
    SETTING(last_sentence, 1.1),
    SETTING(tone_under_outright, 0.6),
    SETTING(outright_least, 0.7),
    SETTING(opener_weight, 1),
    SETTING(neutral_below, 0.35),
    SETTING(neutral_below_bare, 0.4),
    SETTING(neutral_below_advice, 0.9),
    SETTING(claim_factor, 0.1),
    SETTING(mixed_share, 0.5),
    SETTING(mixed_least, 0.75),
    SETTING(mixed_tone, 0.6),
    SETTING(score_scale, 0.5),
    SETTING(confidence_offset, -0.12),
    SETTING(confidence_slope, 0.42),
    SETTING(confidence_outright, 0.14),
    SETTING(confidence_purity, 1.64),
    SETTING(confidence_loose, -0.4),
    SETTING(confidence_length, 0),
    SETTING(confidence_neutral, 0.5),
    SETTING(act_least, 0.6),
    SETTING(praise_least, 0.7),
    SETTING(concern_least, 0.7),
    SETTING(information_words, 8),
    SETTING(topic_least, 1),
    SETTING(topic_repeat, 0.1),
    SETTING(topic_target, 1),
    SETTING(topic_target_aspect, 0.3),
};
/* clang-format on */

enum { SETTING_COUNT = sizeof settings_table / sizeof settings_table[0] };

_Static_assert(SETTING_COUNT == sizeof(ayes_settings) / sizeof(double),
               "every setting has a row with its usual value");

static double *setting_in(ayes_settings *settings, const setting *which) {
  return (double *)(void *)((char *)settings + which->offset);
}

static const setting *find(const char *name) {
  for (size_t i = 0; i < SETTING_COUNT; i++)
    if (strcmp(settings_table[i].name, name) == 0) return &settings_table[i];
  return NULL;
}

ayes_status ayes_settings_read(const json_t *pack, const char *source, ayes_settings *settings,
                               ayes_error *error) {
  for (size_t i = 0; i < SETTING_COUNT; i++)
    *setting_in(settings, &settings_table[i]) = settings_table[i].usual;
  const char *key;
  json_t *value;
  json_object_foreach(json_object_get(pack, "decision"), key, value) {
    const setting *which = find(key);
    if (!which)
      return ayes_error_set_at(error, AYES_BAD_DATA, source, 0, 0, "decision has no setting \"%s\"",
                               key);
    if (!json_is_number(value))
      return ayes_error_set_at(error, AYES_BAD_DATA, source, 0, 0,
                               "the decision setting \"%s\" is not a number", key);
    *setting_in(settings, which) = json_number_value(value);
  }
  return AYES_OK;
}
