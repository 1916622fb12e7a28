/* SPDX-License-Identifier: MIT
 *
 * Checks the examples of kind weights: what every mark of a short text counts for, and the sums,
 * bounds and labels that follow, with the lists of tests/spec/weights/pack/, whose weights are so
 * round that the outcome can be worked out by head. An example is a table: set, target and text say
 * what is given, all other fields what the text before them comes to.
 * tests/spec/weights/README.md says what the fields mean.
 */
#include <math.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/buffer.h"
#include "base/json.h"
#include "lexicon/lexicon.h"
#include "spec/spec.h"
#include "stance/stance.h"

typedef struct weighing {
  const spec_example *example;
  ayes_lexicon *lexicon;
  ayes_types *types;
  ayes_judge *judge;
  ayes_target *target;
  json_t *pack; /* as read, with what the example sets */
  ayes_settings settings;
  ayes_text text;
  ayes_marks marks;
  struct {
    uint8_t *items;
    size_t count, capacity;
  } tags;
  const ayes_judgement *judgement; /* of the last text, or NULL */
  bool waits;                      /* nothing was expected of that text yet */
  ayes_error error;
} weighing;

/* ---- Given ---- */

static ayes_status open_pack(weighing *it) {
  const char *root = getenv("AYES_ROOT");
  ayes_buffer path = {0};
  ayes_buffer_add_text(&path, root ? root : ".");
  ayes_buffer_add_text(&path, "/tests/spec/weights/pack");
  ayes_buffer_add_byte(&path, '\0');
  const char *folder = path.data;
  ayes_status status = ayes_lexicon_open(&folder, 1, &it->lexicon, &it->error);
  ayes_buffer_release(&path);
  if (status != AYES_OK) return status;
  const ayes_pack *pack = ayes_lexicon_pack(it->lexicon, 0);
  it->pack = json_deep_copy(pack->json);
  status = ayes_settings_read(it->pack, "pack.json", &it->settings, &it->error);
  if (status == AYES_OK)
    status =
        ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(it->lexicon), &it->types, &it->error);
  return status == AYES_OK ? ayes_judge_new(&it->settings, &it->judge, &it->error) : status;
}

/* "negation_window 3": from here on. */
static ayes_status set(weighing *it, ayes_span value) {
  ayes_span name;
  ayes_span_split(&value, ' ', &name);
  char *end;
  double number = strtod(value.data, &end);
  if (value.length == 0 || end != value.data + value.length)
    return ayes_error_set(&it->error, AYES_BAD_DATA, "set: expected a name and a number");
  json_object_setn_new(json_object_get(it->pack, "decision"), name.data, name.length,
                       json_real(number));
  return ayes_settings_read(it->pack, "set", &it->settings, &it->error);
}

/* "none", or a proposal. */
static ayes_status aim(weighing *it, ayes_span text) {
  ayes_target_free(it->target);
  it->target = NULL;
  if (ayes_span_equal(text, ayes_span_of("none"))) return AYES_OK;
  ayes_target_source source = {.text = text};
  return ayes_target_new(it->lexicon, it->types, &source, &it->target, &it->error);
}

static void check_waiting(const weighing *it) {
  ayes_span text = it->text.bytes;
  if (it->waits)
    spec_fail(it->example, "nothing is expected of “%.*s”", (int)text.length, text.data);
}

static ayes_status weigh(weighing *it, ayes_span text) {
  check_waiting(it);
  it->waits = true;
  it->marks.count = 0;
  ayes_status status = ayes_text_read(&it->text, text, it->types,
                                      ayes_lexicon_abbreviations(it->lexicon), &it->error);
  if (status == AYES_OK)
    status = ayes_array_reserve(&it->tags.items, &it->tags.capacity, it->text.tokens.count + 1, 1,
                                &it->error);
  if (status != AYES_OK) return status;
  ayes_target_tag(it->target, &it->text, it->types, it->tags.items);
  status = ayes_lexicon_match(it->lexicon, &it->text, it->tags.items, &it->marks, &it->error);
  if (status != AYES_OK) return status;
  ayes_marks_sort(&it->marks);
  status = ayes_marks_resolve(&it->marks, &it->error);
  if (status != AYES_OK) return status;
  return ayes_judge_run(it->judge, &it->text, it->tags.items, &it->marks, it->target,
                        &it->judgement, &it->error);
}

/* ---- Expected ---- */

/* Six digits, as many as anyone would write down; no "-0". */
static void add_number(ayes_buffer *out, double number) {
  ayes_buffer_add_format(out, "%.6g", fabs(number) < 5e-7 ? 0 : number);
}

static void add_words(const weighing *it, ayes_buffer *out, const ayes_mark *mark) {
  const ayes_token *tokens = it->text.tokens.items;
  ayes_buffer_add(
      out, ayes_span_slice(it->text.bytes, tokens[mark->first].start, tokens[mark->last - 1].end));
}

static void write_marks(const weighing *it, ayes_buffer *out) {
  for (size_t i = 0; i < it->judgement->mark_count; i++) {
    const ayes_adjusted *mark = &it->judgement->marks[i];
    if (i) ayes_buffer_add_text(out, " | ");
    add_words(it, out, &mark->mark);
    ayes_buffer_add_byte(out, ' ');
    add_number(out, mark->weight);
    if (*mark->turned) ayes_buffer_add_format(out, ", %s", mark->turned);
  }
}

static void write_decisive(const weighing *it, ayes_buffer *out) {
  for (size_t i = 0; i < it->judgement->mark_count; i++) {
    if (!it->judgement->marks[i].decisive) continue;
    if (out->length) ayes_buffer_add_text(out, " | ");
    add_words(it, out, &it->judgement->marks[i].mark);
  }
}

static void write_sides(ayes_buffer *out, double in_favour, double against) {
  add_number(out, in_favour);
  ayes_buffer_add_text(out, " for, ");
  add_number(out, against);
  ayes_buffer_add_text(out, " against");
}

static void write_outright(const weighing *it, ayes_buffer *out) {
  write_sides(out, it->judgement->outright_for, it->judgement->outright_against);
}

static void write_tone(const weighing *it, ayes_buffer *out) {
  write_sides(out, it->judgement->tone_for, it->judgement->tone_against);
}

static void write_sum(const weighing *it, ayes_buffer *out) { add_number(out, it->judgement->sum); }

static void write_threshold(const weighing *it, ayes_buffer *out) {
  add_number(out, it->judgement->threshold);
}

static void write_stance(const weighing *it, ayes_buffer *out) {
  ayes_buffer_add_text(out, ayes_stance_name(it->judgement->stance));
}

static void write_score(const weighing *it, ayes_buffer *out) {
  ayes_buffer_add_text(out, "tanh ");
  add_number(out, atanh(it->judgement->score));
}

static void write_confidence(const weighing *it, ayes_buffer *out) {
  ayes_buffer_add_text(out, "logistic ");
  add_number(out, log(it->judgement->confidence / (1 - it->judgement->confidence)));
}

static void write_conditional(const weighing *it, ayes_buffer *out) {
  ayes_buffer_add_text(out, it->judgement->conditional ? "yes" : "no");
}

static void write_acts(const weighing *it, ayes_buffer *out) {
  for (unsigned bit = 0; bit < AYES_ACT_COUNT; bit++) {
    if (!(it->judgement->acts & 1u << bit)) continue;
    if (out->length) ayes_buffer_add_text(out, ", ");
    ayes_buffer_add_text(out, ayes_act_name((ayes_act)(1u << bit)));
  }
}

static void write_irony(const weighing *it, ayes_buffer *out) {
  ayes_buffer_add_text(out, it->judgement->irony ? "yes" : "no");
}

static const struct {
  const char *key;
  void (*write)(const weighing *it, ayes_buffer *out);
} outcomes[] = {
    {"marks", write_marks},
    {"decisive", write_decisive},
    {"outright", write_outright},
    {"tone", write_tone},
    {"sum", write_sum},
    {"threshold", write_threshold},
    {"stance", write_stance},
    {"score", write_score},
    {"confidence", write_confidence},
    {"conditional", write_conditional},
    {"acts", write_acts},
    {"irony", write_irony},
};

static void compare(const weighing *it, const char *key, ayes_span expected, ayes_span found) {
  ayes_span text = it->text.bytes;
  if (found.length == 0) found = ayes_span_of("none");
  if (!ayes_span_equal(expected, found))
    spec_fail(it->example, "“%.*s”: %s: expected '%.*s', found '%.*s'", (int)text.length, text.data,
              key, (int)expected.length, expected.data ? expected.data : "", (int)found.length,
              found.data);
}

static ayes_status expect(weighing *it, const spec_field *field) {
  for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
    if (!ayes_span_equal(field->key, ayes_span_of(outcomes[i].key))) continue;
    if (!it->judgement) break;
    it->waits = false;
    ayes_buffer found = {0};
    outcomes[i].write(it, &found);
    compare(it, outcomes[i].key, field->value, ayes_buffer_span(&found));
    ayes_buffer_release(&found);
    return AYES_OK;
  }
  return ayes_error_set(&it->error, AYES_BAD_DATA, "no such field, or no text before it: %.*s",
                        (int)field->key.length, field->key.data);
}

/* ---- Examples ---- */

static ayes_status take(weighing *it, const spec_field *field) {
  if (ayes_span_equal(field->key, ayes_span_of("set"))) return set(it, field->value);
  if (ayes_span_equal(field->key, ayes_span_of("target"))) return aim(it, field->value);
  if (ayes_span_equal(field->key, ayes_span_of("text"))) return weigh(it, field->value);
  return expect(it, field);
}

static void release(weighing *it) {
  ayes_array_release(&it->tags);
  ayes_array_release(&it->marks);
  ayes_text_release(&it->text);
  ayes_target_free(it->target);
  ayes_judge_free(it->judge);
  ayes_types_free(it->types);
  json_decref(it->pack);
  ayes_lexicon_close(it->lexicon);
}

void spec_check_weights(const spec_example *example) {
  weighing it = {.example = example};
  ayes_status status = open_pack(&it);
  for (size_t i = 0; status == AYES_OK && i < example->field_count; i++)
    status = take(&it, &example->fields[i]);
  check_waiting(&it);
  if (status != AYES_OK) spec_fail(example, "%s", it.error.message);
  else if (!it.judgement) spec_fail(example, "there is no text");
  release(&it);
}
