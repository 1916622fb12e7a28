/* SPDX-License-Identifier: MIT
 *
 * Checks the examples of kind lexicon: writes a pack into a temporary folder, opens it, and
 * compares the marks in a text, or the error, or the findings of the check. tests/spec/lexicon.md
 * says what the fields mean.
 */
#include "lexicon/lexicon.h"
#include "rules/rules.h"
#include "spec/spec.h"
#include "support/pack_folder.h"

typedef struct pack_run {
  const spec_example *example;
  pack_folder folder;
  ayes_lexicon *lexicon;
  ayes_rules *rules;
  ayes_types *types;
  ayes_text text;
  ayes_marks marks;
  ayes_error error;
} pack_run;

/* ---- The pack ---- */

static size_t count_fields(const spec_example *example, const char *key) {
  size_t count = 0;
  for (size_t i = 0; i < example->field_count; i++)
    count += ayes_span_equal(example->fields[i].key, ayes_span_of(key));
  return count;
}

static void write_lists(pack_run *run, ayes_buffer *json) {
  char name[32];
  size_t count = 0;
  for (size_t i = 0; i < run->example->field_count; i++) {
    const spec_field *field = &run->example->fields[i];
    if (!ayes_span_equal(field->key, ayes_span_of("list"))) continue;
    snprintf(name, sizeof name, "list%zu.tsv", ++count);
    pack_folder_write(&run->folder, name, field->value);
    ayes_buffer_add_format(json, "%s\"%s\"", count > 1 ? "," : "", name);
  }
}

/* Writes the field's file, if there is one, and names it in the pack. */
static void write_part(pack_run *run, const char *key, const char *file, const char *format,
                       ayes_buffer *json) {
  if (count_fields(run->example, key) == 0) return;
  pack_folder_write(&run->folder, file, spec_get(run->example, key));
  ayes_buffer_add_format(json, format, key, file);
}

static void write_pack(pack_run *run) {
  ayes_buffer json = {0};
  ayes_buffer_add_text(&json,
                       "{\"name\":\"x\",\"language\":\"en\",\"stemmer\":\"english\",\"lists\":[");
  write_lists(run, &json);
  ayes_buffer_add_text(&json, "]");
  write_part(run, "topics", "topics.tsv", ",\"%s\":[\"%s\"]", &json);
  write_part(run, "rules", "rules.tsv", ",\"%s\":[\"%s\"]", &json);
  write_part(run, "abbreviations", "abbreviations.txt", ",\"%s\":\"%s\"", &json);
  write_part(run, "stop_words", "stop_words.txt", ",\"%s\":\"%s\"", &json);
  ayes_buffer_add_text(&json, "}");
  ayes_span bytes = spec_get(run->example, "pack");
  pack_folder_write(&run->folder, "pack.json", bytes.length ? bytes : ayes_buffer_span(&json));
  ayes_buffer_release(&json);
}

static ayes_status read_topic_rules(pack_run *run) {
  ayes_status status = AYES_OK;
  for (uint32_t i = 1; status == AYES_OK && i <= ayes_lexicon_topic_count(run->lexicon); i++) {
    const ayes_lexicon_topic *topic = ayes_lexicon_topic_get(run->lexicon, i);
    ayes_rule_place place = {topic->source.place, topic->file, topic->line, topic->pattern_column};
    if (topic->pattern.length)
      status =
          ayes_rules_add(run->rules, topic->pattern, AYES_KIND_TOPIC, i, 1, place, &run->error);
  }
  return status;
}

static ayes_status open_pack(pack_run *run) {
  const char *folder = run->folder.path;
  ayes_status status = ayes_lexicon_open(&folder, 1, &run->lexicon, &run->error);
  if (status == AYES_OK) status = ayes_rules_new(&run->rules, &run->error);
  if (status != AYES_OK) return status;
  const ayes_pack *pack = ayes_lexicon_pack(run->lexicon, 0);
  for (size_t i = 0; status == AYES_OK && i < pack->rule_count; i++)
    status = ayes_rules_read(run->rules, pack->rules[i], pack->name, &run->error);
  return status == AYES_OK ? read_topic_rules(run) : status;
}

/* ---- The text ---- */

static bool names_token(ayes_span names, ayes_span word) {
  ayes_span name;
  while (ayes_span_split(&names, ' ', &name))
    if (ayes_span_equal_ignoring_case(name, word)) return true;
  return false;
}

/* Every token whose word stands in the field target (or rival) belongs to a mention of it. */
static uint8_t *tag_tokens(const pack_run *run) {
  ayes_span target = spec_get(run->example, "target"), rival = spec_get(run->example, "rival");
  uint8_t *tags = ayes_memory_new_zeroed(run->text.tokens.count + 1, 1);
  for (size_t i = 0; tags && i < run->text.tokens.count; i++) {
    ayes_span word = ayes_text_token(&run->text, i);
    unsigned tag = names_token(target, word) ? AYES_TAG_TARGET : 0;
    tags[i] = (uint8_t)(tag | (names_token(rival, word) ? AYES_TAG_RIVAL : 0));
  }
  return tags;
}

static ayes_status match_rules(pack_run *run) {
  ayes_rules_matcher *matcher;
  size_t limited;
  ayes_status status = ayes_rules_matcher_new(run->rules, &matcher, &run->error);
  if (status != AYES_OK) return status;
  status = ayes_rules_match(matcher, &run->text, &run->marks, &limited, &run->error);
  ayes_rules_matcher_free(matcher);
  if (limited) spec_fail(run->example, "%zu rules hit a limit", limited);
  return status;
}

static ayes_status match_text(pack_run *run) {
  const ayes_vocabulary *vocabulary = ayes_lexicon_vocabulary(run->lexicon);
  ayes_status status = ayes_types_new("english", vocabulary, &run->types, &run->error);
  if (status == AYES_OK)
    status = ayes_text_read(&run->text, spec_get(run->example, "text"), run->types,
                            ayes_lexicon_abbreviations(run->lexicon), &run->error);
  if (status != AYES_OK) return status;
  uint8_t *tags = tag_tokens(run);
  status = ayes_lexicon_match(run->lexicon, &run->text, tags, &run->marks, &run->error);
  ayes_memory_free(tags);
  if (status == AYES_OK) status = match_rules(run);
  ayes_marks_sort(&run->marks);
  return status == AYES_OK ? ayes_marks_resolve(&run->marks, &run->error) : status;
}

static void write_mark(const pack_run *run, const ayes_mark *mark, ayes_buffer *out) {
  size_t start = run->text.tokens.items[mark->first].start;
  size_t end = run->text.tokens.items[mark->last - 1].end;
  ayes_buffer_add(out, ayes_span_slice(run->text.bytes, start, end));
  ayes_buffer_add_byte(out, '=');
  ayes_buffer_add_text(out, ayes_kind_get(mark->kind)->name);
  if (mark->topic) {
    ayes_buffer_add_byte(out, ':');
    ayes_buffer_add_text(out, ayes_lexicon_topic_get(run->lexicon, mark->topic)->id);
  }
  ayes_buffer_add_byte(out, '/');
  ayes_buffer_add_number(out, mark->weight, 3);
}

static void write_marks(const pack_run *run, ayes_buffer *out) {
  for (size_t i = 0; i < run->marks.count; i++) {
    if (i) ayes_buffer_add_text(out, "; ");
    write_mark(run, &run->marks.items[i], out);
  }
}

static void write_findings(pack_run *run, ayes_buffer *out) {
  ayes_lexicon_findings findings = {0};
  if (ayes_lexicon_check(run->lexicon, &findings, &run->error) != AYES_OK)
    spec_fail(run->example, "the check fails: %s", run->error.message);
  for (size_t i = 0; i < findings.count; i++) {
    const ayes_lexicon_finding *finding = &findings.items[i];
    ayes_buffer_add_format(out, "%s%zu %s %zu", i ? "; " : "", finding->entry->line, finding->code,
                           finding->other->line);
  }
  ayes_array_release(&findings);
}

static void write_error(const pack_run *run, ayes_buffer *out) {
  ayes_buffer_add_text(out, "error: ");
  if (run->error.line) {
    ayes_buffer_add_size(out, run->error.line);
    ayes_buffer_add_byte(out, ':');
  }
  if (run->error.column) {
    ayes_buffer_add_size(out, run->error.column);
    ayes_buffer_add_byte(out, ':');
  }
  if (run->error.line) ayes_buffer_add_byte(out, ' ');
  ayes_buffer_add_text(out, run->error.message);
}

static void compare(const spec_example *example, const char *key, const ayes_buffer *found) {
  ayes_span expected = spec_get(example, key);
  if (!ayes_span_equal(expected, ayes_buffer_span(found)))
    spec_fail(example, "%s: expected '%.*s', found '%.*s'", key, (int)expected.length,
              expected.length ? expected.data : "", (int)found->length,
              found->length ? found->data : "");
}

static void check(pack_run *run) {
  ayes_buffer marks = {0}, findings = {0};
  bool good = open_pack(run) == AYES_OK && match_text(run) == AYES_OK;
  if (good) {
    write_marks(run, &marks);
    write_findings(run, &findings);
  } else {
    write_error(run, &marks);
  }
  if (!good || count_fields(run->example, "marks")) compare(run->example, "marks", &marks);
  if (count_fields(run->example, "findings")) compare(run->example, "findings", &findings);
  ayes_buffer_release(&marks);
  ayes_buffer_release(&findings);
}

void spec_check_lexicon(const spec_example *example) {
  pack_run run = {.example = example};
  if (count_fields(example, "marks") + count_fields(example, "findings") == 0)
    spec_fail(example, "neither marks nor findings are expected");
  if (!pack_folder_make(&run.folder)) {
    spec_fail(example, "no temporary folder can be made");
    return;
  }
  write_pack(&run);
  check(&run);
  pack_folder_remove(&run.folder);
  ayes_text_release(&run.text);
  ayes_array_release(&run.marks);
  ayes_types_free(run.types);
  ayes_rules_free(run.rules);
  ayes_lexicon_close(run.lexicon);
}
