/* SPDX-License-Identifier: MIT
 *
 * Finding and opening packs. The pack that came along is looked for beside the program first, so
 * that a moved installation and a build tree both find their own.
 */
#include <unistd.h>

#include "api/engine.h"
#include "base/file.h"

enum { PATH_LIMIT = 4096 };

/* The folder of the running program; empty when the system does not say. */
static ayes_span program_folder(char *space, size_t size) {
  ssize_t length = readlink("/proc/self/exe", space, size);
  if (length <= 0 || (size_t)length >= size) return ayes_span_make(NULL, 0);
  size_t end = (size_t)length;
  while (end && space[end - 1] != '/') end--;
  return ayes_span_make(space, end);
}

static bool try_folder(ayes_buffer *path, ayes_span folder, const char *rest) {
  ayes_buffer_clear(path);
  ayes_buffer_add(path, folder);
  ayes_buffer_add_text(path, rest);
  ayes_buffer_add_text(path, "/pack.json");
  ayes_buffer_add_byte(path, '\0');
  if (path->failed || !ayes_file_exists(path->data)) return false;
  path->length -= strlen("/pack.json") + 1;
  ayes_buffer_add_byte(path, '\0');
  return !path->failed;
}

ayes_status ayes_default_pack(ayes_buffer *path, ayes_error *error) {
  static const char *const beside[] = {"../share/ayes/lexicons/en", "../../lexicons/en",
                                       "../lexicons/en", "../../../lexicons/en"};
  static const char *const built_in[] = {
#ifdef AYES_LEXICONS_INSTALLED
      AYES_LEXICONS_INSTALLED "/en",
#endif
#ifdef AYES_LEXICONS_SOURCE
      AYES_LEXICONS_SOURCE "/en",
#endif
      NULL};
  char space[PATH_LIMIT];
  ayes_span folder = program_folder(space, sizeof space);
  for (size_t i = 0; folder.length && i < sizeof beside / sizeof *beside; i++)
    if (try_folder(path, folder, beside[i])) return AYES_OK;
  for (size_t i = 0; built_in[i]; i++)
    if (try_folder(path, ayes_span_make(NULL, 0), built_in[i])) return AYES_OK;
  if (path->failed) return ayes_error_memory(error);
  return ayes_error_set(error, AYES_NO_INPUT,
                        "the lexicon that comes along is not where the program was installed");
}

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
                                ayes_lexicon **lexicon, ayes_error *error) {
  if (folder_count) return ayes_lexicon_open(folders, folder_count, lexicon, error);
  ayes_buffer path = {0};
  ayes_status status = ayes_default_pack(&path, error);
  const char *folder = path.data;
  if (status == AYES_OK) status = ayes_lexicon_open(&folder, 1, lexicon, error);
  ayes_buffer_release(&path);
  return status;
}

ayes_status ayes_packs_open(const char *const *folders, size_t folder_count, ayes_lexicon **lexicon,
                            ayes_rules **rules, ayes_error *error) {
  *lexicon = NULL;
  *rules = NULL;
  ayes_status status = open_lexicon(folders, folder_count, lexicon, error);
  if (status != AYES_OK) return status;
  status = read_rules(*lexicon, rules, error);
  if (status == AYES_OK) return AYES_OK;
  ayes_rules_free(*rules);
  ayes_lexicon_close(*lexicon);
  *lexicon = NULL;
  *rules = NULL;
  return status;
}
