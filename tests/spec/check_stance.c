/* SPDX-License-Identifier: MIT
 *
 * Checks the examples of kinds stance, scope, target and topics through the library itself, with
 * the pack of the source tree for their "language", English where they name none.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/buffer.h"
#include "lexicon/lexicon.h"
#include "rules/rules.h"
#include "spec/spec.h"
#include "stance/stance.h"
#include "topics/topics.h"

/* ---- stance and topics: through the public API ---- */

enum { LANGUAGES = 8 };

/* Engines are opened once a run of the program and language. */
static ayes_engine *shared_engine(const spec_example *example) {
  static struct {
    char language[16];
    ayes_engine *engine;
  } engines[LANGUAGES];
  ayes_error error = {0};
  ayes_span language = spec_get(example, "language");
  if (language.length == 0) language = ayes_span_of("en");
  size_t i = 0;
  while (i + 1 < LANGUAGES && engines[i].engine &&
         !ayes_span_equal(ayes_span_of(engines[i].language), language))
    i++;
  if (engines[i].engine) return engines[i].engine;
  const char *root = getenv("AYES_ROOT");
  ayes_buffer path = {0};
  ayes_buffer_add_text(&path, root ? root : ".");
  ayes_buffer_add_text(&path, "/lexicons/");
  ayes_buffer_add(&path, language);
  ayes_buffer_add_byte(&path, '\0');
  const char *folder = path.data;
  ayes_engine_options options = {.lexicons = &folder, .lexicon_count = 1};
  snprintf(engines[i].language, sizeof engines[i].language, "%.*s", (int)language.length,
           language.data);
  if (ayes_engine_open(&options, &engines[i].engine, &error) != AYES_OK)
    spec_fail(example, "the pack does not load: %s:%zu: %s", error.source, error.line,
              error.message);
  ayes_buffer_release(&path);
  return engines[i].engine;
}

typedef struct run {
  ayes_analysis *analysis;
  const ayes_result *result;
} run;

static bool analyse(const spec_example *example, run *it) {
  ayes_error error = {0};
  ayes_engine *engine = shared_engine(example);
  ayes_answer answer = {.text = spec_get(example, "text"), .target = spec_get(example, "target")};
  it->analysis = NULL;
  if (!engine) return false;
  if (ayes_analysis_new(engine, &it->analysis, &error) == AYES_OK &&
      ayes_analysis_run(it->analysis, &answer, &it->result, &error) == AYES_OK)
    return true;
  spec_fail(example, "the analysis fails: %s", error.message);
  return false;
}

static bool has_key(const spec_example *example, const char *key) {
  for (size_t i = 0; i < example->field_count; i++)
    if (ayes_span_equal(example->fields[i].key, ayes_span_of(key))) return true;
  return false;
}

static void check_acts(const spec_example *example, const ayes_result *result) {
  ayes_span rest = spec_get(example, "acts"), name;
  while (ayes_span_split(&rest, ',', &name)) {
    bool found = false;
    name = ayes_span_trim(name);
    for (unsigned bit = 0; bit < AYES_ACT_COUNT; bit++)
      if ((result->acts & 1u << bit) &&
          ayes_span_equal(name, ayes_span_of(ayes_act_name((ayes_act)(1u << bit)))))
        found = true;
    if (!found) spec_fail(example, "act %.*s is missing", (int)name.length, name.data);
  }
}

/* evidence: kind / words / words ...: each must stand in an evidence span of that kind. */
static void check_evidence(const spec_example *example, const ayes_result *result, ayes_span rest) {
  ayes_span kind, words;
  ayes_span_split(&rest, '/', &kind);
  kind = ayes_span_trim(kind);
  while (ayes_span_split(&rest, '/', &words)) {
    bool found = false;
    words = ayes_span_trim(words);
    for (size_t i = 0; i < result->evidence_count; i++) {
      const ayes_evidence *evidence = &result->evidence[i];
      ayes_span text = ayes_span_slice(result->text, evidence->byte_start, evidence->byte_end);
      if (ayes_span_equal(kind, ayes_span_of(evidence->kind)) && evidence->decisive &&
          ayes_span_find(text, words) < text.length)
        found = true;
    }
    if (!found)
      spec_fail(example, "no decisive %.*s evidence holds “%.*s”", (int)kind.length, kind.data,
                (int)words.length, words.data);
  }
}

void spec_check_stance(const spec_example *example) {
  run it;
  if (analyse(example, &it)) {
    const char *stance = ayes_stance_name(it.result->stance);
    if (!ayes_span_equal(spec_get(example, "stance"), ayes_span_of(stance)))
      spec_fail(example, "stance is %s (score %.2f)", stance, it.result->score);
    ayes_span conditional = spec_get(example, "conditional");
    if (conditional.length &&
        ayes_span_equal(conditional, ayes_span_of("yes")) != it.result->conditional)
      spec_fail(example, "conditional is %s", it.result->conditional ? "yes" : "no");
    if (has_key(example, "acts")) check_acts(example, it.result);
    for (size_t i = 0; i < example->field_count; i++)
      if (ayes_span_equal(example->fields[i].key, ayes_span_of("evidence")))
        check_evidence(example, it.result, example->fields[i].value);
  }
  ayes_analysis_free(it.analysis);
}

static bool assigned(const ayes_result *result, ayes_span id) {
  for (size_t i = 0; i < result->topic_count; i++)
    if (ayes_span_equal(id, ayes_span_of(result->topics[i].id))) return true;
  return false;
}

static size_t check_listed(const spec_example *example, const ayes_result *result, ayes_span rest) {
  size_t count = 0;
  ayes_span id;
  while (rest.length && ayes_span_split(&rest, ',', &id)) {
    id = ayes_span_trim(id);
    count++;
    if (!assigned(result, id)) spec_fail(example, "topic %.*s is missing", (int)id.length, id.data);
  }
  return count;
}

void spec_check_topics(const spec_example *example) {
  run it;
  if (analyse(example, &it)) {
    check_listed(example, it.result, spec_get(example, "has"));
    if (has_key(example, "topics")) {
      size_t wanted = check_listed(example, it.result, spec_get(example, "topics"));
      if (it.result->topic_count != wanted)
        spec_fail(example, "%zu topics are assigned, the first is %s", it.result->topic_count,
                  it.result->topic_count ? it.result->topics[0].id : "none");
    }
  }
  ayes_analysis_free(it.analysis);
}

/* scope: each "mark: words / sign / note" must be found among the evidence. */
static void check_mark(const spec_example *example, const ayes_result *result, ayes_span rest) {
  ayes_span words = {0}, sign = {0}, note = {0};
  ayes_span_split(&rest, '/', &words);
  ayes_span_split(&rest, '/', &sign);
  ayes_span_split(&rest, '/', &note);
  words = ayes_span_trim(words);
  sign = ayes_span_trim(sign);
  note = ayes_span_trim(note);
  for (size_t i = 0; i < result->evidence_count; i++) {
    const ayes_evidence *evidence = &result->evidence[i];
    ayes_span text = ayes_span_slice(result->text, evidence->byte_start, evidence->byte_end);
    ayes_span turned = ayes_span_of(evidence->turned);
    bool positive = ayes_span_equal(sign, ayes_span_of("+"));
    if (ayes_span_find(text, words) < text.length && (evidence->weight > 0) == positive &&
        ayes_span_find(turned, note) < turned.length)
      return;
  }
  spec_fail(example, "no mark on “%.*s” is %.*s and %.*s", (int)words.length, words.data,
            (int)sign.length, sign.data, (int)note.length, note.data);
}

void spec_check_scope(const spec_example *example) {
  run it;
  if (analyse(example, &it))
    for (size_t i = 0; i < example->field_count; i++)
      if (ayes_span_equal(example->fields[i].key, ayes_span_of("mark")))
        check_mark(example, it.result, example->fields[i].value);
  ayes_analysis_free(it.analysis);
}

/* ---- target: the derivation itself ---- */

static void check_words(const spec_example *example, const char *key, ayes_span have) {
  ayes_span want = spec_get(example, key);
  if (has_key(example, key) && !ayes_span_equal(want, have))
    spec_fail(example, "%s is “%.*s”", key, (int)have.length, have.data);
}

static void check_list(const spec_example *example, const char *key, const ayes_span *have,
                       size_t count) {
  ayes_buffer joined = {0};
  for (size_t i = 0; i < count; i++) {
    if (i) ayes_buffer_add_text(&joined, ", ");
    ayes_buffer_add(&joined, have[i]);
  }
  check_words(example, key, ayes_buffer_span(&joined));
  ayes_buffer_release(&joined);
}

static void check_facts(const spec_example *example, const ayes_target_facts *facts) {
  check_words(example, "proposal", facts->proposal);
  check_words(example, "action", facts->action);
  check_words(example, "direction", ayes_span_of(facts->direction < 0 ? "-1" : "+1"));
  check_words(example, "restricts", ayes_span_of(facts->restricts ? "yes" : "no"));
  check_list(example, "objects", facts->objects, facts->object_count);
  check_list(example, "rival", facts->rivals, facts->rival_count);
  check_list(example, "name", facts->names, facts->name_count);
}

void spec_check_target(const spec_example *example) {
  ayes_error error = {0};
  ayes_lexicon *lexicon = NULL;
  ayes_types *types = NULL;
  ayes_target *target = NULL;
  ayes_buffer path = {0};
  const char *root = getenv("AYES_ROOT");
  ayes_buffer_add_text(&path, root ? root : ".");
  ayes_buffer_add(&path, ayes_span_make("/lexicons/en", sizeof "/lexicons/en"));
  const char *folder = path.data;
  ayes_target_source source = {.text = spec_get(example, "target")};
  if (ayes_lexicon_open(&folder, 1, &lexicon, &error) == AYES_OK &&
      ayes_types_new("english", ayes_lexicon_vocabulary(lexicon), &types, &error) == AYES_OK &&
      ayes_target_new(lexicon, types, &source, &target, &error) == AYES_OK)
    check_facts(example, ayes_target_facts_get(target));
  else spec_fail(example, "the target cannot be derived: %s", error.message);
  ayes_target_free(target);
  ayes_types_free(types);
  ayes_lexicon_close(lexicon);
  ayes_buffer_release(&path);
}
