/* SPDX-License-Identifier: MIT
 *
 * The order of detection, the tools that are known, and the sentences that say why. A tool is
 * recognised by the names of columns that only its exports have: the one with most of them, and at
 * least two, or one that stands first. O(columns * words).
 */
#include <stdarg.h>

#include "base/memory.h"
#include "columns/detection.h"

static const struct {
  const char *name, *title;
} presets[] = {{"plain", "plain table"},
               {"citizen-space", "Citizen Space"},
               {"qualtrics", "Qualtrics"},
               {"surveymonkey", "SurveyMonkey"},
               {"microsoft-forms", "Microsoft Forms"},
               {"google-forms", "Google Forms"},
               {"limesurvey", "LimeSurvey"},
               {"smartsurvey", "SmartSurvey"}};
enum { PRESETS = sizeof presets / sizeof *presets };

const char *ayes_preset_name(size_t index) { return index < PRESETS ? presets[index].name : NULL; }

const char *ayes_preset_title(const char *name) {
  for (size_t i = 0; i < PRESETS; i++)
    if (strcmp(presets[i].name, name) == 0) return presets[i].title;
  return name;
}

static const char *const role_names[AYES_COLUMN_ROLE_COUNT] = {
    [AYES_COLUMN_EMPTY] = "empty",
    [AYES_COLUMN_IDENTIFIER] = "identifier",
    [AYES_COLUMN_RESPONDENT] = "respondent",
    [AYES_COLUMN_CLOSED] = "closed",
    [AYES_COLUMN_OPEN] = "open",
    [AYES_COLUMN_MULTIPLE] = "multi-choice",
    [AYES_COLUMN_MATRIX] = "matrix",
    [AYES_COLUMN_OTHER] = "other",
    [AYES_COLUMN_DEMOGRAPHIC] = "demographic",
    [AYES_COLUMN_TAGS] = "tags",
    [AYES_COLUMN_MACHINE] = "machine"};

const char *ayes_column_role_name(ayes_column_role role) {
  return (unsigned)role < AYES_COLUMN_ROLE_COUNT ? role_names[role] : "unknown";
}

bool ayes_column_role_named(ayes_span name, ayes_column_role *role) {
  for (int i = 0; i < AYES_COLUMN_ROLE_COUNT; i++) {
    if (!ayes_span_equal(name, ayes_span_of(role_names[i]))) continue;
    *role = (ayes_column_role)i;
    return true;
  }
  return false;
}

static const char *const state_names[AYES_STATE_COUNT] = {"", "status", "finished", "progress",
                                                          "submitted"};

const char *ayes_column_state_name(ayes_column_state state) {
  return (unsigned)state < AYES_STATE_COUNT ? state_names[state] : "";
}

ayes_column_state ayes_column_state_named(ayes_span name) {
  for (int i = 1; i < AYES_STATE_COUNT; i++)
    if (ayes_span_equal(name, ayes_span_of(state_names[i]))) return (ayes_column_state)i;
  return AYES_STATE_NONE;
}

/* ---- sentences ---- */

int ayes_span_front(ayes_span text, size_t limit) {
  if (text.length <= limit) return (int)text.length;
  while (limit && ((unsigned char)text.data[limit] & 0xC0) == 0x80) limit--;
  return (int)limit;
}

static ayes_status add_sentence(ayes_detection *it, ayes_span *to, const char *format,
                                va_list arguments) {
  char sentence[768];
  int length = vsnprintf(sentence, sizeof sentence, format, arguments);
  size_t size = length < 0 ? 0 : (size_t)length;
  ayes_span text = ayes_span_make(sentence, size < sizeof sentence ? size : sizeof sentence - 1);
  *to = ayes_span_make(ayes_arena_copy(&it->mapping->arena, text, it->error), text.length);
  return to->data ? AYES_OK : AYES_NO_MEMORY;
}

ayes_status ayes_detection_sentence(ayes_detection *it, ayes_span *to, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  ayes_status status = add_sentence(it, to, format, arguments);
  va_end(arguments);
  return status;
}

ayes_status ayes_detection_say(ayes_detection *it, size_t column, ayes_column_role role,
                               const char *format, ...) {
  va_list arguments;
  it->mapping->columns[column].role = role;
  va_start(arguments, format);
  ayes_status status = add_sentence(it, &it->mapping->columns[column].why, format, arguments);
  va_end(arguments);
  return status;
}

ayes_status ayes_detection_plain(ayes_detection *it, ayes_span text, ayes_span *to) {
  ayes_buffer plain = {0};
  ayes_plain_words(text, &plain);
  *to = ayes_buffer_span(&plain);
  to->data = plain.failed ? NULL : ayes_arena_copy(&it->mapping->arena, *to, it->error);
  ayes_buffer_release(&plain);
  return to->data ? AYES_OK : ayes_error_memory(it->error);
}

/* ---- the tool ---- */

static size_t count_names(const ayes_detection *it, ayes_span tool, size_t *firsts) {
  size_t names = 0;
  for (size_t i = 0; i < it->mapping->column_count; i++) {
    ayes_span plain = it->values[i].plain;
    const ayes_column_word *word =
        ayes_column_words_find(it->words, AYES_WORD_NAME, NULL, plain, tool);
    names += word && word->tool.length;
    word = i ? NULL : ayes_column_words_find(it->words, AYES_WORD_FIRST, NULL, plain, tool);
    *firsts += word && word->tool.length;
  }
  return names;
}

static ayes_status force_preset(ayes_detection *it, const char *name) {
  for (size_t i = 0; i < PRESETS; i++) {
    if (strcmp(presets[i].name, name) != 0) continue;
    it->mapping->preset = presets[i].name;
    it->tool = ayes_span_of(presets[i].name);
    return ayes_detection_sentence(it, &it->mapping->preset_why, "it was asked for");
  }
  return ayes_error_set(it->error, AYES_BAD_USAGE,
                        "unknown preset \"%s\"; the presets are citizen-space, qualtrics, "
                        "surveymonkey, microsoft-forms, google-forms, limesurvey, smartsurvey and "
                        "plain",
                        name);
}

ayes_status ayes_detect_preset(ayes_detection *it) {
  size_t best = 0, most = 0;
  if (it->options->preset) return force_preset(it, it->options->preset);
  for (size_t i = 1; i < PRESETS; i++) {
    size_t firsts = 0, names = count_names(it, ayes_span_of(presets[i].name), &firsts);
    names += firsts;
    if ((names > 1 || firsts) && names > most) best = i, most = names;
  }
  it->mapping->preset = presets[best].name;
  it->tool = ayes_span_of(presets[best].name);
  if (best == 0)
    return ayes_detection_sentence(it, &it->mapping->preset_why,
                                   "no tool is known by the names of these columns");
  return ayes_detection_sentence(it, &it->mapping->preset_why,
                                 "%zu column%s named as in its exports", most,
                                 most == 1 ? " is" : "s are");
}

/* ---- everything ---- */

static ayes_status choose_group(ayes_detection *it) {
  ayes_span wanted = ayes_span_of(it->options->group);
  if (!wanted.length) return AYES_OK;
  for (size_t i = 0; i < it->mapping->column_count; i++) {
    const ayes_column *column = &it->mapping->columns[i];
    if (!ayes_span_equal_ignoring_case(column->name, wanted) &&
        !ayes_span_equal_ignoring_case(column->code, wanted) &&
        !ayes_span_equal_ignoring_case(column->text, wanted))
      continue;
    it->mapping->group = column->name;
    return AYES_OK;
  }
  return ayes_error_set(it->error, AYES_BAD_USAGE,
                        "there is no column \"%.*s\" to group by; \"ayes inspect\" lists them",
                        ayes_span_front(wanted, 80), wanted.data);
}

ayes_status ayes_columns_detect(const ayes_column_words *words, const ayes_table_sample *sample,
                                const ayes_columns_options *options, ayes_mapping **out,
                                ayes_error *error) {
  static const ayes_columns_options usual = {0};
  static ayes_status (*const steps[])(ayes_detection *) = {
      ayes_detect_header, ayes_detect_names,  ayes_detect_preset,     ayes_detect_values,
      ayes_detect_roles,  ayes_detect_blocks, ayes_detect_neighbours, ayes_detect_questions,
      ayes_detect_given,  choose_group};
  *out = NULL;
  ayes_detection it = {.words = words, .sample = sample, .error = error, .name_row = SIZE_MAX};
  it.options = options ? options : &usual;
  it.mapping = ayes_memory_new_zeroed(1, sizeof *it.mapping);
  if (!it.mapping) return ayes_error_memory(error);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < sizeof steps / sizeof *steps && status == AYES_OK; i++)
    status = steps[i](&it);
  if (status == AYES_OK) *out = it.mapping;
  else ayes_mapping_free(it.mapping);
  return status;
}

void ayes_mapping_free(ayes_mapping *mapping) {
  if (!mapping) return;
  ayes_arena_release(&mapping->arena);
  ayes_memory_free(mapping);
}
