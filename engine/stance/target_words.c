/* SPDX-License-Identifier: MIT
 *
 * What a proposal is about: its content words, the initials of a capitalised name, what it limits
 * itself to ("only 6 months" makes larger numbers of the same unit rivals), what it is put before
 * ("A rather than B" makes B one), and the topics its words name. O(tokens * marks).
 */
#include "stance/derivation.h"

enum {
  OBJECT_WORDS = 3, /* content words behind the action that are its object */
  LIMIT_REACH = 4,  /* tokens between "only" and its number and unit */
};

/* "Introduce a new closure order": what would be introduced may be a limit by itself. */
static bool is_promoted_limit(const derivation *work, uint32_t token) {
  return work->target->facts.direction > 0 && work->action_last && token >= work->action_last &&
         ayes_derivation_mark_at(work, AYES_KIND_SUPPRESS, token);
}

/* "Scrap inheritance tax": behind the action, and right behind a word that means something, what
 * may be a change elsewhere is a noun here. */
static bool is_compound(const derivation *work, uint32_t token) {
  if (!work->action_last || token <= work->action_last) return false;
  if (work->text.tokens.items[token].flags & (AYES_TOKEN_BREAK_BEFORE | AYES_TOKEN_COMMA_BEFORE))
    return false;
  ayes_span before = ayes_types_get(work->types, work->text.tokens.items[token - 1].type)->stem;
  if (ayes_names_find(ayes_lexicon_stop_stems(work->lexicon), before)) return false;
  return ayes_derivation_mark_at(work, AYES_KIND_SUPPRESS, token) ||
         ayes_derivation_mark_at(work, AYES_KIND_PROMOTE, token);
}

static bool is_structure(const derivation *work, uint32_t token) {
  static const ayes_kind kinds[] = {AYES_KIND_PROMOTE, AYES_KIND_SUPPRESS, AYES_KIND_MODAL,
                                    AYES_KIND_ONLY,    AYES_KIND_ASKING,   AYES_KIND_NUMBER,
                                    AYES_KIND_NEGATION};
  if (is_promoted_limit(work, token) || is_compound(work, token)) return false;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (ayes_derivation_mark_at(work, kinds[i], token)) return true;
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
  ayes_status status = ayes_derivation_add_stem(target, type->stem, &id, error);
  if (status != AYES_OK || target->roles.items[id - 1]) return status; /* an action or a rival */
  target->roles.items[id - 1] = AYES_TAG_OBJECT;
  return ayes_derivation_add_span(&target->objects, ayes_names_text(&target->stems, id), error);
}

/* What stands further behind the action is where and when, rather than what. */
ayes_status ayes_derivation_find_objects(derivation *work, ayes_error *error) {
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
ayes_status ayes_derivation_find_acronym(derivation *work, ayes_error *error) {
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
      ayes_status status =
          ayes_derivation_add_phrase(work, ayes_span_make(letters, count), AYES_TAG_TARGET, error);
      if (status != AYES_OK) return status;
    }
    count = 0;
  }
  return AYES_OK;
}

/* Takes a number and the word behind it, between two tokens, for the limit. */
static bool take_limit(derivation *work, uint32_t first, uint32_t last) {
  ayes_target *target = work->target;
  double value;
  for (uint32_t i = first; i + 1 < last; i++) {
    if (!ayes_target_number(target, &work->text, work->types, i, &value)) continue;
    target->limit_value = value;
    target->limit_unit = ayes_target_stem(target, &work->text, work->types, i + 1);
    if (target->limit_unit) target->roles.items[target->limit_unit - 1] = 0; /* rivals share it */
    return true;
  }
  return false;
}

/* "only 6 months", "6 months only". */
void ayes_derivation_find_limit(derivation *work) {
  for (uint32_t i = work->first; i < work->last; i++) {
    const ayes_mark *only = ayes_derivation_mark_starting(work, AYES_KIND_ONLY, i);
    if (!only) continue;
    work->target->facts.restricts = true;
    uint32_t last = only->last + LIMIT_REACH < work->last ? only->last + LIMIT_REACH : work->last;
    uint32_t first =
        only->first > work->first + LIMIT_REACH ? only->first - LIMIT_REACH : work->first;
    if (take_limit(work, only->last, last) || take_limit(work, first, only->first)) return;
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
    status = ayes_derivation_add_stem(work->target, stem, &id, error);
    if (status == AYES_OK) work->target->roles.items[id - 1] = AYES_TAG_RIVAL;
  }
  return status;
}

/* "A rather than B": what follows the preference, up to the next break, is the rival. */
ayes_status ayes_derivation_find_rival(derivation *work, ayes_error *error) {
  const ayes_token *tokens = work->text.tokens.items;
  for (uint32_t i = work->first + 1; i < work->last; i++) {
    const ayes_mark *preference = ayes_derivation_mark_starting(work, AYES_KIND_PREFERENCE, i);
    if (!preference || preference->last >= work->last) continue;
    uint32_t first = preference->last, last = first + 1;
    while (last < work->last && !(tokens[last].flags & AYES_TOKEN_BREAK_BEFORE)) last++;
    ayes_span rival = ayes_span_slice(work->text.bytes, tokens[first].start, tokens[last - 1].end);
    ayes_status status = ayes_derivation_add_phrase(work, rival, AYES_TAG_RIVAL, error);
    if (status == AYES_OK) status = add_rival_words(work, first, last, error);
    if (last == work->last) work->last = i;
    return status;
  }
  return AYES_OK;
}

/* A claim says what ought to be, or passes a verdict; a name does neither. */
void ayes_derivation_find_claim(derivation *work) {
  bool claims = false;
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (mark->kind == AYES_KIND_MODAL || mark->kind == AYES_KIND_ASKING) claims = true;
  }
  for (uint32_t i = work->first; i < work->last; i++)
    if (ayes_derivation_mark_starting(work, AYES_KIND_PRESENT, i)) work->target->facts.keeps = true;
  work->target->facts.verdict = work->by_verdict;
  bool prefers = work->target->rivals.count > 0;
  work->target->facts.claims =
      !work->target->facts.asked && (claims || prefers || work->by_verdict);
}

ayes_status ayes_derivation_find_topics(derivation *work, ayes_error *error) {
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
