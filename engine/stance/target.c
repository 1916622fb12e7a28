/* SPDX-License-Identifier: MIT
 *
 * Deriving a proposal from a question's own words, by lists alone (kinds asking, promote, suppress,
 * only, number, preference):
 *  1. the sentence that asks is found and its wrapping is cut off ("Do you support ...", "..., and
 *     why?");
 *  2. the first change verb gives the direction; one that follows closely multiplies it ("end the
 *     ban on"); without one, a plain verdict does ("X is wrong");
 *  3. what is left over are content words, the object; runs of capitals give an acronym;
 *  4. "only 6 months" makes larger numbers of the same unit rivals, and "A rather than B" makes B
 *     one.
 */
#include "stance/target_private.h"

enum {
  CHAIN_REACH = 1,  /* tokens between two change verbs that count together: "end the ban" */
  OBJECT_WORDS = 3, /* content words behind the action that are its object */
  FRAME_REACH = 4   /* tokens before a change verb in which a negation turns it */
};

typedef struct derivation {
  const ayes_lexicon *lexicon;
  ayes_types *types;
  ayes_target *target;
  ayes_text text;
  ayes_marks marks;
  uint32_t first, last; /* tokens of the proposal */
  uint32_t action_last; /* the token behind the action, or 0 */
  bool by_verdict;      /* a verdict stands in for a change */
} derivation;

static ayes_status add_stem(ayes_target *target, ayes_span stem, uint32_t *id, ayes_error *error) {
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

static ayes_status add_span(target_spans *spans, ayes_span span, ayes_error *error) {
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
static ayes_status add_phrase(derivation *work, ayes_span words, uint8_t tag, ayes_error *error) {
  ayes_target *target = work->target;
  ayes_text text = {0};
  ayes_status status = ayes_text_read(&text, words, work->types, NULL, error);
  target_phrase phrase = {NULL, text.tokens.count, tag};
  if (status == AYES_OK && phrase.count) {
    phrase.stems = ayes_arena_new_zeroed(&target->arena, phrase.count, sizeof(uint32_t), error);
    if (!phrase.stems) status = AYES_NO_MEMORY;
  }
  for (size_t i = 0; status == AYES_OK && i < phrase.count; i++)
    status = add_stem(target, ayes_types_get(work->types, text.tokens.items[i].type)->stem,
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
    if (status == AYES_OK) status = add_span(list, words, error);
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
      status = add_stem(work->target, ayes_types_get(work->types, type)->stem, &stem, error);
    if (status == AYES_OK) work->target->values.items[stem - 1] = entry->weight;
  }
  return status;
}

static const ayes_mark *mark_at(const derivation *work, ayes_kind kind, uint32_t token) {
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (mark->kind == kind && mark->first <= token && token < mark->last) return mark;
  }
  return NULL;
}

static const ayes_mark *mark_starting(const derivation *work, ayes_kind kind, uint32_t token) {
  const ayes_mark *mark = mark_at(work, kind, token);
  return mark && mark->first == token ? mark : NULL;
}

/* "Should dogs be banned?": in a question a modal in front is wrapping as well. */
static const ayes_mark *wrapping_at(const derivation *work, const ayes_sentence *sentence,
                                    uint32_t token) {
  const ayes_mark *asking = mark_starting(work, AYES_KIND_ASKING, token);
  if (asking || !(sentence->flags & AYES_SENTENCE_QUESTION) || token != sentence->first)
    return asking;
  return mark_starting(work, AYES_KIND_MODAL, token);
}

/* The first sentence that opens with wrapping, or the first of all; then what the wrapping leaves.
 */
static void cut_wrapping(derivation *work) {
  const ayes_sentence *sentence = &work->text.sentences.items[0];
  for (size_t i = 0; i < work->text.sentences.count; i++) {
    const ayes_sentence *candidate = &work->text.sentences.items[i];
    const ayes_mark *asking = wrapping_at(work, candidate, candidate->first);
    if (!asking || asking->last >= candidate->last) continue;
    sentence = candidate;
    work->target->facts.asked = candidate->flags & AYES_SENTENCE_QUESTION;
    break;
  }
  work->first = sentence->first;
  work->last = sentence->last;
  const ayes_mark *asking;
  while ((asking = wrapping_at(work, sentence, work->first)) != NULL && asking->weight < 2 &&
         asking->last < work->last)
    work->first = asking->last;
  for (uint32_t i = work->first + 1; i < work->last; i++) {
    asking = mark_starting(work, AYES_KIND_ASKING, i);
    if (asking && asking->weight >= 2) work->last = i;
  }
}

static int direction_of(ayes_kind kind) {
  if (kind == AYES_KIND_SUPPRESS || kind == AYES_KIND_OPPOSE || kind == AYES_KIND_BAD) return -1;
  return 1;
}

static bool inside(const derivation *work, const ayes_mark *mark) {
  return mark->first >= work->first && mark->last <= work->last;
}

static bool is_change(const ayes_mark *mark) {
  return mark->kind == AYES_KIND_PROMOTE || mark->kind == AYES_KIND_SUPPRESS;
}

/* A verdict's words are too common to be content words, and are kept all the same. */
static bool carries_action(const derivation *work, ayes_span stem) {
  if (work->by_verdict) return stem.length > 2;
  return ayes_names_find(ayes_lexicon_stop_stems(work->lexicon), stem) == 0;
}

static ayes_status set_action(derivation *work, uint32_t first, uint32_t last, ayes_error *error) {
  ayes_target *target = work->target;
  const ayes_token *tokens = work->text.tokens.items;
  work->action_last = last;
  target->facts.action =
      ayes_span_slice(work->text.bytes, tokens[first].start, tokens[last - 1].end);
  for (uint32_t i = first; i < last; i++) {
    uint32_t id;
    ayes_span stem = ayes_types_get(work->types, tokens[i].type)->stem;
    if (!carries_action(work, stem)) continue;
    ayes_status status = add_stem(target, stem, &id, error);
    if (status != AYES_OK) return status;
    target->roles.items[id - 1] = AYES_TAG_ACTION;
  }
  return AYES_OK;
}

static bool negated_before(const derivation *work, uint32_t token) {
  uint32_t from = token > work->first + FRAME_REACH ? token - FRAME_REACH : work->first;
  for (uint32_t i = from; i < token; i++)
    if (mark_starting(work, AYES_KIND_NEGATION, i)) return true;
  return false;
}

/* Multiplies the change verbs that stand close together; *found: whether there is any. */
static ayes_status frame_by_change(derivation *work, bool *found, ayes_error *error) {
  const ayes_mark *before = NULL;
  uint32_t first = 0;
  int direction = 1;
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (!is_change(mark) || !inside(work, mark)) continue;
    if (before && mark->first > before->last + CHAIN_REACH) break;
    if (!before) {
      first = mark->first;
      if (negated_before(work, first)) direction = -direction;
    }
    direction *= direction_of(mark->kind);
    before = mark;
  }
  *found = before != NULL;
  if (!before) return AYES_OK;
  work->target->facts.direction = direction;
  return set_action(work, first, before->last, error);
}

static bool is_verdict(const derivation *work, const ayes_mark *mark) {
  bool opinion = mark->kind == AYES_KIND_BAD || mark->kind == AYES_KIND_OPPOSE ||
                 mark->kind == AYES_KIND_GOOD || mark->kind == AYES_KIND_SUPPORT;
  return opinion && inside(work, mark);
}

/* "X is wrong", "X brings more harm than good": the heaviest verdict instead of a change. */
static ayes_status frame_by_verdict(derivation *work, ayes_error *error) {
  const ayes_mark *heaviest = NULL;
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (is_verdict(work, mark) && (!heaviest || mark->weight > heaviest->weight)) heaviest = mark;
  }
  if (!heaviest) return AYES_OK;
  work->target->facts.direction = direction_of(heaviest->kind);
  if (negated_before(work, heaviest->first)) work->target->facts.direction *= -1;
  work->by_verdict = true;
  return set_action(work, heaviest->first, heaviest->last, error);
}

static bool is_structure(const derivation *work, uint32_t token) {
  static const ayes_kind kinds[] = {AYES_KIND_PROMOTE, AYES_KIND_SUPPRESS, AYES_KIND_MODAL,
                                    AYES_KIND_ONLY,    AYES_KIND_ASKING,   AYES_KIND_NUMBER,
                                    AYES_KIND_NEGATION};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (mark_at(work, kinds[i], token)) return true;
  return false;
}

static ayes_status add_object(derivation *work, uint32_t token, ayes_error *error) {
  ayes_target *target = work->target;
  const ayes_token *it = &work->text.tokens.items[token];
  const ayes_word_type *type = ayes_types_get(work->types, it->type);
  if (it->flags & AYES_TOKEN_NUMBER) return AYES_OK;
  if (type->stem.length < 2) return AYES_OK;
  if (ayes_names_find(ayes_lexicon_stop_stems(work->lexicon), type->stem)) return AYES_OK;
  uint32_t id;
  ayes_status status = add_stem(target, type->stem, &id, error);
  if (status != AYES_OK || target->roles.items[id - 1]) return status; /* an action or a rival */
  target->roles.items[id - 1] = AYES_TAG_OBJECT;
  return add_span(&target->objects, ayes_names_text(&target->stems, id), error);
}

/* What stands further behind the action is where and when, rather than what. */
static ayes_status find_objects(derivation *work, ayes_error *error) {
  ayes_status status = AYES_OK;
  size_t before_action = 0;
  for (uint32_t i = work->first; status == AYES_OK && i < work->last; i++) {
    bool behind = work->action_last && i >= work->action_last;
    if (!behind) before_action = work->target->objects.count;
    if (behind && work->target->objects.count - before_action >= OBJECT_WORDS) break;
    if (!is_structure(work, i)) status = add_object(work, i, error);
  }
  return status;
}

/* "Partnership Locality Fund": the initials of two to six capitalised words in a row. */
static ayes_status find_acronym(derivation *work, ayes_error *error) {
  char letters[8];
  size_t count = 0;
  for (uint32_t i = work->first; i <= work->last; i++) {
    const ayes_token *token = i < work->last ? &work->text.tokens.items[i] : NULL;
    bool capital = token && (token->flags & AYES_TOKEN_CAPITAL) &&
                   !(token->flags & AYES_TOKEN_SHOUTED) && !(token->flags & AYES_TOKEN_NUMBER);
    if (capital && count < sizeof letters) {
      letters[count++] = work->text.bytes.data[token->start];
      continue;
    }
    if (count >= 2 && count <= 6) {
      ayes_status status = add_phrase(work, ayes_span_make(letters, count), AYES_TAG_TARGET, error);
      if (status != AYES_OK) return status;
    }
    count = 0;
  }
  return AYES_OK;
}

/* "only 6 months": the number after the restriction and the word after it. */
static void find_limit(derivation *work) {
  ayes_target *target = work->target;
  for (uint32_t i = work->first; i + 1 < work->last; i++) {
    double value;
    const ayes_mark *only = mark_starting(work, AYES_KIND_ONLY, i);
    if (!only) continue;
    target->facts.restricts = true;
    for (uint32_t k = only->last; k + 1 < work->last && k < only->last + FRAME_REACH; k++) {
      if (!ayes_target_number(target, &work->text, work->types, k, &value)) continue;
      target->limit_value = value;
      target->limit_unit = ayes_target_stem(target, &work->text, work->types, k + 1);
      return;
    }
  }
}

/* A rival's own words, one by one. */
static ayes_status add_rival_words(derivation *work, uint32_t first, uint32_t last,
                                   ayes_error *error) {
  ayes_status status = AYES_OK;
  for (uint32_t i = first; status == AYES_OK && i < last; i++) {
    uint32_t id;
    ayes_span stem = ayes_types_get(work->types, work->text.tokens.items[i].type)->stem;
    if (ayes_names_find(ayes_lexicon_stop_stems(work->lexicon), stem)) continue;
    status = add_stem(work->target, stem, &id, error);
    if (status == AYES_OK) work->target->roles.items[id - 1] = AYES_TAG_RIVAL;
  }
  return status;
}

/* "A rather than B": what follows the preference, up to the next break, is the rival. */
static ayes_status find_rival(derivation *work, ayes_error *error) {
  const ayes_token *tokens = work->text.tokens.items;
  for (uint32_t i = work->first + 1; i < work->last; i++) {
    const ayes_mark *preference = mark_starting(work, AYES_KIND_PREFERENCE, i);
    if (!preference || preference->last >= work->last) continue;
    uint32_t first = preference->last, last = first + 1;
    while (last < work->last && !(tokens[last].flags & AYES_TOKEN_BREAK_BEFORE)) last++;
    ayes_span rival = ayes_span_slice(work->text.bytes, tokens[first].start, tokens[last - 1].end);
    ayes_status status = add_phrase(work, rival, AYES_TAG_RIVAL, error);
    if (status == AYES_OK) status = add_rival_words(work, first, last, error);
    if (last == work->last) work->last = i;
    return status;
  }
  return AYES_OK;
}

/* A claim says what ought to be, or passes a verdict; a name does neither. */
static void find_claim(derivation *work) {
  bool claims = false;
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (mark->kind == AYES_KIND_MODAL || mark->kind == AYES_KIND_ASKING) claims = true;
  }
  work->target->facts.verdict = work->by_verdict;
  bool prefers = work->target->rivals.count > 0;
  work->target->facts.claims =
      !work->target->facts.asked && (claims || prefers || work->by_verdict);
}

static ayes_status find_topics(derivation *work, ayes_error *error) {
  ayes_target *target = work->target;
  size_t topic_count = ayes_lexicon_topic_count(work->lexicon);
  for (uint32_t topic = 1; topic <= topic_count; topic++) {
    double sum = 0;
    for (size_t i = 0; i < work->marks.count; i++)
      if (work->marks.items[i].topic == topic) sum += work->marks.items[i].weight;
    if (sum < 1) continue;
    uint32_t *slot = ayes_array_add(&target->topics, error);
    if (!slot) return AYES_NO_MEMORY;
    *slot = topic;
  }
  return AYES_OK;
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
  cut_wrapping(work);
  const ayes_token *tokens = work->text.tokens.items;
  target->facts.proposal =
      ayes_span_slice(target->facts.text, tokens[work->first].start, tokens[work->last - 1].end);
  status = find_rival(work, error);
  bool framed = false;
  if (status == AYES_OK) status = frame_by_change(work, &framed, error);
  if (status == AYES_OK && !framed) status = frame_by_verdict(work, error);
  if (status == AYES_OK) status = find_objects(work, error);
  if (status == AYES_OK) find_limit(work);
  if (status == AYES_OK) status = find_acronym(work, error);
  find_claim(work);
  if (status == AYES_OK) status = find_topics(work, error);
  return status;
}

static ayes_status add_given(derivation *work, const ayes_target_source *source,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && i < source->name_count; i++)
    status = add_phrase(work, source->names[i], AYES_TAG_TARGET, error);
  for (size_t i = 0; status == AYES_OK && i < source->rival_count; i++)
    status = add_phrase(work, source->rivals[i], AYES_TAG_RIVAL, error);
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
