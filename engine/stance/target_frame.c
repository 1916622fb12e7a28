/* SPDX-License-Identifier: MIT
 *
 * What a proposal would do: the sentence that asks is found and its wrapping cut off ("Do you
 * support
 * ...", "..., and why?"); the first change verb gives the direction, and one that follows closely
 * multiplies it ("end the ban on"); without one, a plain verdict does ("X is wrong"). O(marks).
 */
#include "stance/derivation.h"

enum {
  CHAIN_REACH = 1, /* tokens between two change verbs that count together: "end the ban" */
  FRAME_REACH = 4  /* tokens before a change verb in which a negation turns it */
};

static const double VERDICT_LEAST = 0.5;

/* The weight of wrapping that asks for ways: "what could be done to" is followed by their aim. */
static const double FOR_WAYS = 3;

/* The weight of a suppressing verb from which it bans rather than withdraws, and of a promoting one
 * from which it adds something rather than frees what was forbidden. */
static const double BANS = 1;

/* The weight of a command from which it wards off what is planned. */
static const double WARDS_OFF = 2.5;

/* "Should dogs be banned?": in a question a modal in front is wrapping as well; "we should ban
 * dogs": so is, anywhere, one with a subject of its own, or with none. */
static const ayes_mark *wrapping_at(const derivation *work, const ayes_sentence *sentence,
                                    uint32_t token) {
  const ayes_mark *asking = ayes_derivation_mark_starting(work, AYES_KIND_ASKING, token);
  if (asking || token != sentence->first) return asking;
  const ayes_mark *modal = ayes_derivation_mark_starting(work, AYES_KIND_MODAL, token);
  bool wraps = modal && ((sentence->flags & AYES_SENTENCE_QUESTION) || modal->weight < 1);
  return wraps ? modal : NULL;
}

/* The first sentence that opens with wrapping, or the first of all; then what the wrapping leaves.
 */
void ayes_derivation_cut_wrapping(derivation *work) {
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
  for (uint32_t i = work->first; i < work->last; i++) {
    asking = ayes_derivation_mark_starting(work, AYES_KIND_ASKING, i);
    if (asking && asking->weight >= FOR_WAYS && asking->last < work->last) {
      work->first = asking->last;
      work->target->facts.ways = true;
    } else if (asking && asking->weight >= 2 && i > work->first) work->last = i;
  }
}

static int direction_of(ayes_kind kind) {
  bool suppresses = kind == AYES_KIND_SUPPRESS || kind == AYES_KIND_OPPOSE;
  return suppresses || kind == AYES_KIND_BAD || kind == AYES_KIND_DRAWBACK ? -1 : 1;
}

static bool inside(const derivation *work, const ayes_mark *mark) {
  return mark->first >= work->first && mark->last <= work->last;
}

/* A capital in mid-sentence makes a name of it ("Ashby Halt"). */
static bool is_change(const derivation *work, const ayes_mark *mark) {
  if (mark->kind != AYES_KIND_PROMOTE && mark->kind != AYES_KIND_SUPPRESS) return false;
  const ayes_token *token = &work->text.tokens.items[mark->first];
  bool name = (token->flags & AYES_TOKEN_CAPITAL) && !(token->flags & AYES_TOKEN_SHOUTED) &&
              mark->first > work->text.sentences.items[token->sentence].first;
  return !name;
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
    ayes_status status = ayes_derivation_add_stem(target, stem, &id, error);
    if (status != AYES_OK) return status;
    target->roles.items[id - 1] = AYES_TAG_ACTION;
  }
  return AYES_OK;
}

static bool negated_before(const derivation *work, uint32_t token) {
  uint32_t from = token > work->first + FRAME_REACH ? token - FRAME_REACH : work->first;
  for (uint32_t i = from; i < token; i++)
    if (ayes_derivation_mark_starting(work, AYES_KIND_NEGATION, i)) return true;
  return false;
}

static const ayes_mark *modal_inside(const derivation *work) {
  for (uint32_t i = work->first; i < work->last; i++) {
    const ayes_mark *modal = ayes_derivation_mark_starting(work, AYES_KIND_MODAL, i);
    if (modal) return modal;
  }
  return NULL;
}

/* "The ban on drones should be lifted": what stands before the modal is what the verb acts on. */
static int direction_of_subject(const derivation *work, const ayes_mark *modal) {
  int direction = 1;
  for (size_t i = 0; modal && i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (is_change(work, mark) && inside(work, mark) && mark->last <= modal->first)
      direction = direction_of(mark->kind);
  }
  return direction;
}

/* Whether a change verb follows the modal: then it is the action. */
static bool modal_commands(const derivation *work, const ayes_mark *modal) {
  for (size_t i = 0; modal && i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (is_change(work, mark) && inside(work, mark) && mark->first >= modal->last) return true;
  }
  return false;
}

/* Whether two change verbs stand together: nothing is between them, or little that means anything
 * ("end the ban", but not "reduce library opening"). */
static bool are_chained(const derivation *work, const ayes_mark *before, const ayes_mark *after) {
  if (after->first > before->last + CHAIN_REACH) return false;
  for (uint32_t i = before->last; i < after->first; i++) {
    ayes_span stem = ayes_types_get(work->types, work->text.tokens.items[i].type)->stem;
    if (ayes_names_find(ayes_lexicon_stop_stems(work->lexicon), stem) == 0) return false;
  }
  return true;
}

/* Multiplies the change verbs that stand close together; *found: whether there is any. */
ayes_status ayes_derivation_frame_by_change(derivation *work, bool *found, ayes_error *error) {
  const ayes_mark *before = NULL, *modal = modal_inside(work);
  bool commanded = modal_commands(work, modal);
  uint32_t first = 0;
  bool lightly = false; /* below BANS */
  int verb = 1, direction = commanded ? direction_of_subject(work, modal) : 1;
  for (size_t i = 0; i < work->marks.count; i++) {
    const ayes_mark *mark = &work->marks.items[i];
    if (!is_change(work, mark) || !inside(work, mark)) continue;
    if (commanded && mark->first < modal->last) continue;
    if (before && !are_chained(work, before, mark)) break;
    if (!before) {
      first = mark->first;
      lightly = mark->weight < BANS;
      work->target->facts.wards_off = mark->weight >= WARDS_OFF;
      verb = direction_of(mark->kind);
      if (negated_before(work, first)) direction = -direction;
    }
    work->target->facts.ends_change = before && verb < 0;
    direction *= direction_of(mark->kind);
    before = mark;
  }
  *found = before != NULL;
  if (!before) return AYES_OK;
  work->target->facts.direction = direction;
  work->target->facts.withdraws = direction < 0 && verb < 0 && lightly;
  work->target->facts.frees = direction > 0 && (verb < 0 || lightly);
  return set_action(work, first, before->last, error);
}

/* A phrase passes a verdict ("more harm than good"); a single word may be part of a name ("war
 * memorial"). */
static bool is_verdict(const derivation *work, const ayes_mark *mark) {
  bool outright = mark->kind == AYES_KIND_OPPOSE || mark->kind == AYES_KIND_SUPPORT;
  bool tone = mark->kind == AYES_KIND_BAD || mark->kind == AYES_KIND_GOOD ||
              mark->kind == AYES_KIND_DRAWBACK;
  bool phrase = mark->last > mark->first + 1 && mark->weight >= VERDICT_LEAST;
  return (outright || (tone && phrase)) && inside(work, mark);
}

/* "X is wrong", "X brings more harm than good": the heaviest verdict instead of a change. */
ayes_status ayes_derivation_frame_by_verdict(derivation *work, ayes_error *error) {
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
