/* SPDX-License-Identifier: MIT
 *
 * Deriving a proposal from a question's own words, by lists alone (kinds asking, promote, suppress,
 * modal, only, number, preference): target_frame.c finds what it would do, target_words.c what it
 * is about; this file owns the result.
 */
#include "stance/derivation.h"

ayes_status ayes_derivation_add_stem(ayes_target *target, ayes_span stem, uint32_t *id,
                                     ayes_error *error) {
  ayes_status status = ayes_names_add(&target->stems, stem, id, error);
  while (status == AYES_OK && target->roles.count < ayes_names_count(&target->stems)) {
    uint8_t *role = ayes_array_add(&target->roles, error);
    if (!role) return AYES_NO_MEMORY;
    *role = 0;
    double *value = ayes_array_add(&target->values, error);
    if (!value) return AYES_NO_MEMORY;
    *value = -1;
  }
  return status;
}

ayes_status ayes_derivation_add_span(target_spans *spans, ayes_span span, ayes_error *error) {
  ayes_span *slot = ayes_array_add(spans, error);
  if (!slot) return AYES_NO_MEMORY;
  *slot = span;
  return AYES_OK;
}

static ayes_status copy_span(ayes_target *target, ayes_span *span, ayes_error *error) {
  char *copy = ayes_arena_copy(&target->arena, *span, error);
  if (!copy) return AYES_NO_MEMORY;
  span->data = copy;
  return AYES_OK;
}

/* A further name or rival in so many words. */
ayes_status ayes_derivation_add_phrase(derivation *work, ayes_span words, uint8_t tag,
                                       ayes_error *error) {
  ayes_target *target = work->target;
  ayes_text text = {0};
  ayes_status status = ayes_text_read(&text, words, work->types, NULL, error);
  target_phrase phrase = {NULL, text.tokens.count, tag};
  if (status == AYES_OK && phrase.count) {
    phrase.stems = ayes_arena_new_zeroed(&target->arena, phrase.count, sizeof(uint32_t), error);
    if (!phrase.stems) status = AYES_NO_MEMORY;
  }
  for (size_t i = 0; status == AYES_OK && i < phrase.count; i++)
    status = ayes_derivation_add_stem(target,
                                      ayes_types_get(work->types, text.tokens.items[i].type)->stem,
                                      &phrase.stems[i], error);
  if (status == AYES_OK && phrase.count) {
    target_phrase *slot = ayes_array_add(&target->phrases, error);
    if (slot) *slot = phrase;
    else status = AYES_NO_MEMORY;
  }
  ayes_text_release(&text);
  if (status == AYES_OK && phrase.count) {
    status = copy_span(target, &words, error);
    target_spans *list = tag == AYES_TAG_RIVAL ? &target->rivals : &target->names;
    if (status == AYES_OK) status = ayes_derivation_add_span(list, words, error);
  }
  return status;
}

/* Number words are looked up by stem at tagging. */
static ayes_status learn_number_words(derivation *work, ayes_error *error) {
  ayes_status status = AYES_OK;
  size_t count = ayes_lexicon_entry_count(work->lexicon);
  for (size_t i = 0; status == AYES_OK && i < count; i++) {
    const ayes_lexicon_entry *entry = ayes_lexicon_entry_get(work->lexicon, i);
    if (entry->kind != AYES_KIND_NUMBER) continue;
    ayes_span word = entry->source.term;
    if (word.length && word.data[0] == '=') word = ayes_span_from(word, 1);
    uint32_t type, stem;
    status = ayes_types_find(work->types, word, &type, error);
    if (status == AYES_OK)
      status = ayes_derivation_add_stem(work->target, ayes_types_get(work->types, type)->stem,
                                        &stem, error);
    if (status == AYES_OK) work->target->values.items[stem - 1] = entry->weight;
  }
  return status;
}

const ayes_mark *ayes_derivation_mark_at(const derivation *work, ayes_kind kind, uint32_t token) {
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (mark->kind == kind && mark->first <= token && token < mark->last) return mark;
  }
  return NULL;
}

const ayes_mark *ayes_derivation_mark_starting(const derivation *work, ayes_kind kind,
                                               uint32_t token) {
  const ayes_mark *mark = ayes_derivation_mark_at(work, kind, token);
  return mark && mark->first == token ? mark : NULL;
}

static ayes_status derive_from_text(derivation *work, ayes_error *error) {
  ayes_target *target = work->target;
  ayes_status status = ayes_text_read(&work->text, target->facts.text, work->types,
                                      ayes_lexicon_abbreviations(work->lexicon), error);
  if (status != AYES_OK || work->text.tokens.count == 0) return status;
  status = ayes_lexicon_match(work->lexicon, &work->text, NULL, &work->marks, error);
  if (status == AYES_OK) ayes_marks_sort(&work->marks);
  if (status == AYES_OK) status = ayes_marks_resolve(&work->marks, error);
  if (status != AYES_OK) return status;
  ayes_derivation_cut_wrapping(work);
  const ayes_token *tokens = work->text.tokens.items;
  target->facts.proposal =
      ayes_span_slice(target->facts.text, tokens[work->first].start, tokens[work->last - 1].end);
  status = ayes_derivation_find_rival(work, error);
  bool framed = target->facts.ways; /* whatever would be changed is a way */
  if (status == AYES_OK && !framed) status = ayes_derivation_frame_by_change(work, &framed, error);
  if (status == AYES_OK && !framed) status = ayes_derivation_frame_by_verdict(work, error);
  if (status == AYES_OK) status = ayes_derivation_find_objects(work, error);
  if (status == AYES_OK) ayes_derivation_find_limit(work);
  if (status == AYES_OK) status = ayes_derivation_find_acronym(work, error);
  ayes_derivation_find_claim(work);
  if (status == AYES_OK) status = ayes_derivation_find_topics(work, error);
  return status;
}

static ayes_status add_given(derivation *work, const ayes_target_source *source,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < source->name_count; i++)
    status = ayes_derivation_add_phrase(work, source->names[i], AYES_TAG_TARGET, error);
  for (size_t i = 0; status == AYES_OK && i < source->rival_count; i++)
    status = ayes_derivation_add_phrase(work, source->rivals[i], AYES_TAG_RIVAL, error);
  return status;
}

static void publish(ayes_target *target) {
  ayes_target_facts *facts = &target->facts;
  facts->objects = target->objects.items;
  facts->object_count = target->objects.count;
  facts->names = target->names.items;
  facts->name_count = target->names.count;
  facts->rivals = target->rivals.items;
  facts->rival_count = target->rivals.count;
  facts->topics = target->topics.items;
  facts->topic_count = target->topics.count;
}

static void note_stem(ayes_target *target, uint32_t stem) {
  uint64_t hash = ayes_span_hash(ayes_names_text(&target->stems, stem));
  target->by_low_bits[target_low_bits((unsigned)hash)] = 1;
  target->by_high_bits[target_high_bits((unsigned)hash)] = 1;
}

static void fill_filter(ayes_target *target) {
  for (uint32_t i = 0; i < target->roles.count; i++)
    if (target->roles.items[i]) note_stem(target, i + 1);
  for (size_t i = 0; i < target->phrases.count; i++)
    if (target->phrases.items[i].count) note_stem(target, target->phrases.items[i].stems[0]);
}

ayes_status ayes_target_new(const ayes_lexicon *lexicon, ayes_types *types,
                            const ayes_target_source *source, ayes_target **out,
                            ayes_error *error) {
  *out = NULL;
  ayes_target *target = ayes_memory_new_zeroed(1, sizeof *target);
  if (!target) return ayes_error_memory(error);
  derivation work = {.lexicon = lexicon, .types = types, .target = target};
  target->limit_value = -1;
  target->facts.direction = 1;
  target->facts.text = source->text;
  ayes_status status = copy_span(target, &target->facts.text, error);
  if (status == AYES_OK) status = learn_number_words(&work, error);
  if (status == AYES_OK) status = derive_from_text(&work, error);
  if (status == AYES_OK) status = add_given(&work, source, error);
  ayes_text_release(&work.text);
  ayes_array_release(&work.marks);
  if (status != AYES_OK) {
    ayes_target_free(target);
    return status;
  }
  publish(target);
  fill_filter(target);
  *out = target;
  return AYES_OK;
}

void ayes_target_free(ayes_target *target) {
  if (!target) return;
  ayes_arena_release(&target->arena);
  ayes_names_release(&target->stems);
  ayes_array_release(&target->roles);
  ayes_array_release(&target->values);
  ayes_array_release(&target->phrases);
  ayes_array_release(&target->names);
  ayes_array_release(&target->rivals);
  ayes_array_release(&target->objects);
  ayes_array_release(&target->topics);
  ayes_memory_free(target);
}

const ayes_target_facts *ayes_target_facts_get(const ayes_target *target) { return &target->facts; }
