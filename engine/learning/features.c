/* SPDX-License-Identifier: MIT
 *
 * One walk over the words; a small table of keys keeps each feature once.
 */
#include "learning/features.h"

enum { FIRST_SEEN = 256 };

static const ayes_kind kinds[] = {AYES_KIND_SUPPORT, AYES_KIND_OPPOSE,   AYES_KIND_GOOD,
                                  AYES_KIND_BAD,     AYES_KIND_DRAWBACK, AYES_KIND_LIBERTY,
                                  AYES_KIND_YES,     AYES_KIND_NO};
enum { KINDS = sizeof kinds / sizeof *kinds };

static bool is_negation(const ayes_mark *mark) {
  return mark->kind == AYES_KIND_NEGATION && mark->weight < 0;
}

/* The first negation from next on, or NULL; next is moved to it. */
static const ayes_mark *seek_negation(ayes_negations *it) {
  if (!it->marks) return NULL;
  const ayes_mark *mark = it->marks->items + it->next, *end = it->marks->items + it->marks->count;
  while (mark < end && !is_negation(mark)) mark++;
  it->next = (size_t)(mark - it->marks->items);
  return mark < end ? mark : NULL;
}

bool ayes_negations_next(ayes_negations *it, const ayes_text *text) {
  const ayes_mark *mark = seek_negation(it), *behind;
  if (!mark) return false;
  it->next++;
  behind = seek_negation(it);
  size_t most = (size_t)mark->last + AYES_NEGATION_REACH;
  if (most > text->tokens.count) most = text->tokens.count;
  if (behind && behind->first < most) most = behind->first;
  it->first = mark->first;
  it->from = it->to = mark->last;
  while (it->to < most && ayes_feature_is_pair(text, it->to)) it->to++;
  return true;
}

bool ayes_feature_is_opinion(ayes_kind kind) {
  for (size_t i = 0; i < KINDS; i++)
    if (kinds[i] == kind) return true;
  return false;
}

uint64_t ayes_feature_of_kind(ayes_kind kind, int side) {
  return ayes_feature_of_pair((uint64_t)kind, side > 0 ? 1 : 2);
}

/* Apart from all stems and pairs of them. */
static uint64_t form_key(ayes_span folded) {
  return ayes_feature_of_pair(ayes_span_hash(folded), '=');
}

uint64_t ayes_feature_of_form(const ayes_word_type *type) {
  return ayes_span_equal(type->folded, type->stem) ? 0 : form_key(type->folded);
}

/* ---- Each once ---- */

static void insert(uint64_t *slots, size_t count, uint64_t key) {
  size_t at = (size_t)(key >> 1) & (count - 1);
  while (slots[at]) at = (at + 1) & (count - 1);
  slots[at] = key;
}

static bool has(const ayes_features *features, uint64_t key) {
  size_t mask = features->seen.capacity - 1, at = (size_t)(key >> 1) & mask;
  while (features->seen.items[at] && features->seen.items[at] != key) at = (at + 1) & mask;
  return features->seen.items[at] == key;
}

/* Room for twice as many keys as an answer of that many words can have; all slots free. */
static ayes_status clear_seen(ayes_features *features, size_t words, ayes_error *error) {
  size_t wanted = FIRST_SEEN;
  while (wanted < (words * 4 + KINDS * 2) * 2) wanted *= 2;
  if (wanted > features->seen.capacity) {
    uint64_t *items = ayes_memory_resize(features->seen.items, wanted * sizeof *items);
    if (!items) return ayes_error_memory(error);
    features->seen.items = items;
    features->seen.capacity = wanted;
  }
  memset(features->seen.items, 0, features->seen.capacity * sizeof *features->seen.items);
  return AYES_OK;
}

static ayes_status add(ayes_features *features, const ayes_feature *feature, ayes_error *error) {
  if (has(features, feature->key)) return AYES_OK;
  insert(features->seen.items, features->seen.capacity, feature->key);
  ayes_feature *added = ayes_array_add(features, error);
  if (!added) return AYES_NO_MEMORY;
  *added = *feature;
  return AYES_OK;
}

/* ---- Reading ---- */

/* The word in any form, and this one. */
static ayes_status add_word(const ayes_word_type *type, uint32_t place, ayes_features *features,
                            ayes_error *error) {
  uint64_t stem = ayes_feature_of_stem(type->stem_hash);
  ayes_feature word = {.key = stem, .first = place, .last = place + 1, .shape = AYES_FEATURE_WORD};
  ayes_feature form = {.key = ayes_feature_of_form(type),
                       .first = place,
                       .last = place + 1,
                       .shape = AYES_FEATURE_FORM};
  ayes_status status = add(features, &word, error);
  return status == AYES_OK && form.key ? add(features, &form, error) : status;
}

static ayes_status add_pair(uint64_t before, const ayes_word_type *type, uint32_t place,
                            ayes_features *features, ayes_error *error) {
  ayes_feature pair = {.key = ayes_feature_of_pair(before, type->stem_hash),
                       .first = place - 1,
                       .last = place + 1,
                       .shape = AYES_FEATURE_PAIR};
  return add(features, &pair, error);
}

static ayes_status add_negated(const ayes_word_type *type, uint32_t place, ayes_features *features,
                               ayes_error *error) {
  ayes_feature word = {.key = ayes_feature_of_negated(type->stem_hash),
                       .first = place,
                       .last = place + 1,
                       .shape = AYES_FEATURE_NEGATED};
  return add(features, &word, error);
}

static ayes_status read_words(const ayes_feature_source *source, ayes_features *features,
                              ayes_error *error) {
  const ayes_text *text = source->text;
  ayes_status status = AYES_OK;
  uint64_t before = 0;
  for (uint32_t i = 0; i < text->tokens.count && status == AYES_OK; i++) {
    const ayes_word_type *type = ayes_types_get(source->types, text->tokens.items[i].type);
    status = add_word(type, i, features, error);
    if (status == AYES_OK && ayes_feature_is_pair(text, i))
      status = add_pair(before, type, i, features, error);
    before = type->stem_hash;
  }
  return status;
}

static ayes_status read_negated(const ayes_feature_source *source, ayes_features *features,
                                ayes_error *error) {
  const ayes_token *tokens = source->text->tokens.items;
  ayes_negations negations = {.marks = source->marks};
  ayes_status status = AYES_OK;
  while (status == AYES_OK && ayes_negations_next(&negations, source->text))
    for (uint32_t i = negations.from; i < negations.to && status == AYES_OK; i++)
      status = add_negated(ayes_types_get(source->types, tokens[i].type), i, features, error);
  return status;
}

static ayes_status read_kinds(const ayes_judgement *judgement, ayes_features *features,
                              ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < judgement->mark_count && status == AYES_OK; i++) {
    const ayes_adjusted *adjusted = &judgement->marks[i];
    const ayes_mark *mark = &adjusted->mark;
    int side = (adjusted->weight > 0) - (adjusted->weight < 0);
    if (!side || !ayes_feature_is_opinion(mark->kind)) continue;
    ayes_feature feature = {.key = ayes_feature_of_kind(mark->kind, side),
                            .first = mark->first,
                            .last = mark->last,
                            .kind = (uint16_t)mark->kind,
                            .shape = AYES_FEATURE_KIND};
    status = add(features, &feature, error);
  }
  return status;
}

ayes_status ayes_features_read(const ayes_feature_source *source, ayes_features *features,
                               ayes_error *error) {
  features->count = 0;
  ayes_status status = clear_seen(features, source->text->tokens.count, error);
  if (status == AYES_OK) status = read_words(source, features, error);
  if (status == AYES_OK) status = read_negated(source, features, error);
  if (status == AYES_OK && source->judgement)
    status = read_kinds(source->judgement, features, error);
  return status;
}

void ayes_features_release(ayes_features *features) {
  ayes_array_release(features);
  ayes_array_release(&features->seen);
}

/* ---- Written form ---- */

static void write_kind(const ayes_feature *feature, ayes_buffer *buffer) {
  bool is_for = feature->key == ayes_feature_of_kind((ayes_kind)feature->kind, 1);
  ayes_buffer_add_byte(buffer, '<');
  ayes_buffer_add_text(buffer, ayes_kind_get((ayes_kind)feature->kind)->name);
  ayes_buffer_add_text(buffer, is_for ? "+>" : "->");
}

void ayes_feature_write(const ayes_text *text, const ayes_types *types, const ayes_feature *feature,
                        ayes_buffer *buffer) {
  if (feature->shape == AYES_FEATURE_KIND) {
    write_kind(feature, buffer);
    return;
  }
  if (feature->shape == AYES_FEATURE_FORM) ayes_buffer_add_byte(buffer, '=');
  if (feature->shape == AYES_FEATURE_NEGATED) ayes_buffer_add_byte(buffer, '!');
  for (uint32_t i = feature->first; i < feature->last; i++) {
    if (i > feature->first) ayes_buffer_add_byte(buffer, ' ');
    ayes_buffer_add(buffer, ayes_types_get(types, text->tokens.items[i].type)->folded);
  }
}

static uint64_t parse_kind(ayes_span written) {
  if (written.length < 4 || written.data[written.length - 1] != '>') return 0;
  char sign = written.data[written.length - 2];
  ayes_kind kind = ayes_kind_find(ayes_span_slice(written, 1, written.length - 2));
  if (sign != '+' && sign != '-') return 0;
  return ayes_feature_is_opinion(kind) ? ayes_feature_of_kind(kind, sign == '+' ? 1 : -1) : 0;
}

static bool is_one_word(ayes_span word) {
  return word.length && !memchr(word.data, ' ', word.length);
}

static ayes_status hash_stem(ayes_span word, ayes_types *types, uint64_t *hash, ayes_error *error) {
  ayes_word known;
  ayes_status status = ayes_types_look_up(types, word, &known, error);
  if (status == AYES_OK) *hash = ayes_types_get(types, known.type)->stem_hash;
  return status;
}

static ayes_status parse_negated(ayes_span word, ayes_types *types, uint64_t *key,
                                 ayes_error *error) {
  uint64_t hash;
  if (!is_one_word(word)) return AYES_OK;
  ayes_status status = hash_stem(word, types, &hash, error);
  if (status == AYES_OK) *key = ayes_feature_of_negated(hash);
  return status;
}

static ayes_status parse_words(ayes_span rest, ayes_types *types, ayes_listed_feature *feature,
                               ayes_error *error) {
  ayes_span word;
  uint64_t *hashes = feature->stems;
  size_t count = 0;
  while (ayes_span_split(&rest, ' ', &word)) {
    if (word.length == 0) continue;
    if (count == 2) return AYES_OK;
    ayes_status status = hash_stem(word, types, &hashes[count++], error);
    if (status != AYES_OK) return status;
  }
  feature->is_pair = count == 2;
  if (count == 1) feature->key = ayes_feature_of_stem(hashes[0]);
  if (count == 2) feature->key = ayes_feature_of_pair(hashes[0], hashes[1]);
  return AYES_OK;
}

ayes_status ayes_feature_parse(ayes_span written, ayes_types *types, ayes_listed_feature *feature,
                               ayes_error *error) {
  ayes_span rest = ayes_span_trim(written);
  *feature = (ayes_listed_feature){0};
  if (rest.length == 0) return AYES_OK;
  switch (rest.data[0]) {
    case '<': feature->key = parse_kind(rest); return AYES_OK;
    case '=': {
      ayes_span form = ayes_span_from(rest, 1);
      feature->key = is_one_word(form) ? form_key(form) : 0;
      return AYES_OK;
    }
    case '!': return parse_negated(ayes_span_from(rest, 1), types, &feature->key, error);
    default: return parse_words(rest, types, feature, error);
  }
}
