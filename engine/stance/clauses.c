/* SPDX-License-Identifier: MIT
 *
 * Clauses. A sentence is cut where punctuation breaks it (; : dash, bracket, bullet) and where a
 * word opens a contrast, concession, condition, report or preference. A concession or condition
 * that opens before a comma ends there. Contrast gives weight to what follows and takes it from
 * what stood before (Polanyi & Zaenen 2006; Hutto & Gilbert 2014). O(tokens + marks).
 */
#include "stance/judge_private.h"

/* Contrasts do not take more than nearly everything. */
static const double LEAST_LEFT = 0.01;

enum { SHORTEST_SUBORDINATE = 3 }; /* tokens before a comma can end a subordinate clause */

static uint64_t opening_kinds(void) {
  return judge_kind(AYES_KIND_CONTRAST) | judge_kind(AYES_KIND_CONCESSION) |
         judge_kind(AYES_KIND_CONDITION) | judge_kind(AYES_KIND_REPORT) |
         judge_kind(AYES_KIND_PREFERENCE) | judge_kind(AYES_KIND_REASON);
}

/* Whether a mark opens a clause where it starts. */
static bool opens_clause(const ayes_judge *judge, size_t index) {
  return opening_kinds() & judge_kind(judge_mark(judge, index)->kind) &&
         judge_is_active(judge, index);
}

static bool ends_at_comma(ayes_kind kind) {
  return kind == AYES_KIND_CONCESSION || kind == AYES_KIND_CONDITION || kind == AYES_KIND_REPORT;
}

/* Ends the last clause before a token. */
static void close_clause(ayes_judge *judge, uint32_t token) {
  if (!judge->clauses.count) return;
  uint32_t index = (uint32_t)(judge->clauses.count - 1);
  judge_clause *clause = &judge->clauses.items[index];
  clause->last = token;
  for (uint32_t i = clause->first; i < token; i++) judge->clause_of.items[i] = index;
}

static ayes_status open_clause(ayes_judge *judge, uint32_t token, uint32_t sentence,
                               const ayes_mark *opener) {
  close_clause(judge, token);
  judge_clause *clause = ayes_array_add(&judge->clauses, judge->error);
  if (!clause) return AYES_NO_MEMORY;
  *clause = (judge_clause){.first = token,
                           .last = token,
                           .sentence = sentence,
                           .factor = 1,
                           .contrast = 1,
                           .outlook_from = UINT32_MAX,
                           .present_from = UINT32_MAX,
                           .opener = opener ? opener->kind : AYES_KIND_NONE,
                           .opener_weight = opener ? opener->weight : 1,
                           .opened_by = opener};
  return AYES_OK;
}

/* The last mark that opens a clause at this token. */
static const ayes_mark *opener_at(const ayes_judge *judge, uint32_t token) {
  for (size_t i = judge_seek(judge, token + 1); i-- > judge_seek(judge, token);)
    if (opens_clause(judge, i)) return judge_mark(judge, i);
  return NULL;
}

/* ", and it" opens a clause of its own. */
static bool subject_opens(const ayes_judge *judge, uint32_t token) {
  if (!(judge->text->tokens.items[token].flags & AYES_TOKEN_COMMA_BEFORE)) return false;
  return judge_any_starts(judge, judge_kind(AYES_KIND_SUBJECT), token, token + 1);
}

static bool comma_ends(const ayes_judge *judge, const judge_clause *clause, uint32_t token) {
  return ends_at_comma(clause->opener) && token >= clause->first + SHORTEST_SUBORDINATE &&
         (judge->text->tokens.items[token].flags & AYES_TOKEN_COMMA_BEFORE);
}

/* The first token at or behind token where a mark opens a clause. */
static uint32_t next_opening(judge_walk *walk, uint32_t token) {
  for (size_t i; judge_walk_next(walk, &i);)
    if (judge_is_active(walk->judge, i) && judge_mark(walk->judge, i)->first >= token)
      return judge_mark(walk->judge, i)->first;
  return UINT32_MAX;
}

/* Only at a comma, a break or an opening mark can a clause begin. */
static ayes_status cut_sentence(ayes_judge *judge, uint32_t index, judge_walk *openers,
                                uint32_t *opening) {
  const unsigned pauses = AYES_TOKEN_BREAK_BEFORE | AYES_TOKEN_COMMA_BEFORE;
  const ayes_sentence *sentence = &judge->text->sentences.items[index];
  const ayes_token *tokens = judge->text->tokens.items;
  if (*opening < sentence->first) *opening = next_opening(openers, sentence->first);
  ayes_status status =
      open_clause(judge, sentence->first, index,
                  *opening == sentence->first ? opener_at(judge, sentence->first) : NULL);
  for (uint32_t i = sentence->first + 1; status == AYES_OK && i < sentence->last; i++) {
    if (*opening < i) *opening = next_opening(openers, i);
    if (!(tokens[i].flags & pauses) && *opening != i) continue;
    const ayes_mark *opener = *opening == i ? opener_at(judge, i) : NULL;
    const judge_clause *clause = &judge->clauses.items[judge->clauses.count - 1];
    if (opener || (tokens[i].flags & AYES_TOKEN_BREAK_BEFORE) || comma_ends(judge, clause, i) ||
        subject_opens(judge, i))
      status = open_clause(judge, i, index, opener);
  }
  return status;
}

static ayes_status cut(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  judge_walk openers = judge_walk_start(judge, opening_kinds());
  uint32_t opening = next_opening(&openers, 0);
  for (uint32_t i = 0; status == AYES_OK && i < judge->text->sentences.count; i++)
    status = cut_sentence(judge, i, &openers, &opening);
  close_clause(judge, (uint32_t)judge->text->tokens.count);
  return status;
}

/* Tags before and behind each token, so that asking for them costs nothing later. */
static uint8_t spread_over(ayes_judge *judge, const judge_clause *clause) {
  const uint8_t *of = judge->tags.items;
  uint8_t tags = 0;
  for (uint32_t k = clause->first; k < clause->last; k++) {
    judge->before.items[k] = tags;
    tags |= of[k];
  }
  if (!tags) {
    memset(judge->after.items + clause->first, 0, clause->last - clause->first);
    return 0;
  }
  tags = 0;
  for (uint32_t k = clause->last; k-- > clause->first;) {
    tags |= of[k];
    judge->after.items[k] = tags;
  }
  return tags;
}

static void spread_tags(ayes_judge *judge) {
  judge->names_target = false;
  for (size_t i = 0; i < judge->clauses.count; i++)
    if (spread_over(judge, &judge->clauses.items[i]) & (AYES_TAG_TARGET | AYES_TAG_RIVAL))
      judge->names_target = true;
}

/* Asking for something else is advice; "banning it is essential" is a verdict on the change, "the
 * crossing would be good for us" one on what is proposed, and "twelve months would be better" one
 * on the rival. */
static bool advises(const ayes_judge *judge, const judge_clause *clause, const ayes_mark *mark) {
  if (mark->weight < judge->settings->advice_least) return false;
  unsigned before = judge_tags_before(judge, mark->first);
  if (before & (AYES_TAG_ACTION | AYES_TAG_TARGET)) return false;
  if (judge_tags_of(judge, clause) & AYES_TAG_RIVAL) return false;
  bool promotes = judge->target && ayes_target_facts_get(judge->target)->direction > 0;
  bool praises = judge_any_starts(judge, judge_kind(AYES_KIND_GOOD), mark->first, mark->last);
  return !(promotes && (before & AYES_TAG_OBJECT) && praises);
}

/* What the mark says of its whole clause. */
static void read_mark(const ayes_judge *judge, const ayes_mark *mark, judge_clause *clause) {
  switch (mark->kind) {
    case AYES_KIND_SUGGESTION:
      if (advises(judge, clause, mark)) clause->advises = true;
      break;
    case AYES_KIND_IRONY: clause->ironic = true; break;
    case AYES_KIND_OUTLOOK:
      if (mark->last < clause->outlook_from) clause->outlook_from = mark->last;
      break;
    case AYES_KIND_PRESENT:
      if (mark->last < clause->present_from) clause->present_from = mark->last;
      break;
    default: break;
  }
}

static void read_marks(ayes_judge *judge) {
  for (size_t i = 0; i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    judge_clause *clause = &judge->clauses.items[judge->clause_of.items[mark->first]];
    clause->kinds |= judge_kind(mark->kind);
    read_mark(judge, mark, clause);
  }
}

/* Whether the contrast stands at or near the front of its sentence ("However, ..."). */
static bool opens_sentence(const ayes_judge *judge, const judge_clause *clause) {
  return clause->first <= judge->text->sentences.items[clause->sentence].first + 1;
}

enum { HOWEVER_REACH = 2 }; /* sentences that a contrast at the front of one weakens before it */

static void weigh_opener(const ayes_judge *judge, judge_clause *clause) {
  if (clause->opener == AYES_KIND_CONTRAST) {
    clause->factor *= clause->opener_weight;
    clause->contrast *= clause->opener_weight;
  }
  if (clause->opener == AYES_KIND_CONCESSION || clause->opener == AYES_KIND_REPORT)
    clause->factor *= clause->opener_weight;
  if (clause->opener == AYES_KIND_CONDITION && !clause->supposed)
    clause->factor *= judge->settings->condition_factor;
}

/* From the last clause to the first: what follows says how much each counts. */
static void weigh_contrasts(ayes_judge *judge) {
  const ayes_settings *settings = judge->settings;
  double later = 1, whole = 1, ahead[HOWEVER_REACH] = {1, 1};
  for (size_t i = judge->clauses.count; i-- > 0;) {
    judge_clause *clause = &judge->clauses.items[i];
    if (i + 1 < judge->clauses.count && clause[1].sentence != clause->sentence) {
      ahead[1] = ahead[0];
      ahead[0] = whole;
      whole = later = 1;
    }
    clause->factor *= later * ahead[0] * ahead[1];
    clause->contrast *= later * ahead[0] * ahead[1];
    if (clause->opener != AYES_KIND_CONTRAST) continue;
    if (opens_sentence(judge, clause)) whole = settings->before_however;
    else if (later > LEAST_LEFT) later *= settings->before_contrast;
  }
}

/* "If we got six months" supposes the proposal (or a rival), and what follows in the sentence is
 * about it; any other condition weakens what stands in it. */
static void find_suppositions(ayes_judge *judge) {
  unsigned supposed = 0;
  for (size_t i = 0; i < judge->clauses.count; i++) {
    judge_clause *clause = &judge->clauses.items[i];
    if (i == 0 || judge->clauses.items[i - 1].sentence != clause->sentence) supposed = 0;
    if (clause->opener == AYES_KIND_CONDITION)
      supposed |= judge_tags_of(judge, clause) & (AYES_TAG_TARGET | AYES_TAG_RIVAL);
    clause->supposed = supposed;
  }
}

ayes_status ayes_judge_find_clauses(ayes_judge *judge) {
  judge->clauses.count = 0;
  ayes_status status = cut(judge);
  if (status != AYES_OK) return status;
  spread_tags(judge);
  read_marks(judge);
  find_suppositions(judge);
  for (size_t i = 0; i < judge->clauses.count; i++) weigh_opener(judge, &judge->clauses.items[i]);
  weigh_contrasts(judge);
  return AYES_OK;
}
