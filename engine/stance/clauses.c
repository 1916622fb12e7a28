/* SPDX-License-Identifier: MIT
 *
 * Clauses. A sentence is cut where punctuation breaks it (; : dash, bracket, bullet) and where a
 * word opens a contrast, concession, condition, report or preference. A concession or condition
 * that opens before a comma ends there. Contrast gives weight to what follows and takes it from
 * what stood before (Polanyi & Zaenen 2006; Hutto & Gilbert 2014). O(tokens + marks).
 */
#include "base/lanes.h"
#include "stance/judge_private.h"

/* Contrasts do not take more than nearly everything. */
static const double LEAST_LEFT = 0.01;

enum { SHORTEST_SUBORDINATE = 3 }; /* tokens before a comma can end a subordinate clause */

static bool ends_at_comma(ayes_kind kind) {
  return kind == AYES_KIND_CONCESSION || kind == AYES_KIND_CONDITION || kind == AYES_KIND_REPORT;
}

/* Field by field, as clearing all of it first would cost as much again. */
static void init_clause(judge_clause *clause, uint32_t token, uint32_t sentence,
                        const ayes_mark *opener) {
  clause->first = token;
  clause->sentence = sentence;
  clause->opener = (uint8_t)(opener ? opener->kind : AYES_KIND_NONE);
  clause->opened_by = opener;
  clause->factor = 1;
  clause->outlook_from = clause->present_from = UINT32_MAX;
  clause->change_from = token;
  clause->change_at = 0;
  clause->change = 0;
  clause->supposed = 0;
  clause->ironic = clause->advises = clause->follows_object = false;
}

static ayes_status open_clause(ayes_judge *judge, uint32_t token, uint32_t sentence,
                               const ayes_mark *opener) {
  judge_clause *clause = ayes_array_add(&judge->clauses, judge->error);
  if (!clause) return AYES_NO_MEMORY;
  init_clause(clause, token, sentence, opener);
  return AYES_OK;
}

/* The last mark that opens a clause at this token. */
static const ayes_mark *opener_at(const ayes_judge *judge, uint32_t token) {
  if (!(judge->tokens.kinds[token] & judge_opening_kinds())) return NULL;
  for (size_t i = judge_seek(judge, token + 1); i-- > judge_seek(judge, token);)
    if (judge_is_in(judge, JUDGE_SET_OPENERS, i)) return judge_mark(judge, i);
  return NULL;
}

/* ", and it" opens a clause of its own. */
static bool subject_opens(const ayes_judge *judge, uint32_t token) {
  return (judge->text->tokens.items[token].flags & AYES_TOKEN_COMMA_BEFORE) &&
         (judge->tokens.kinds[token] & judge_kind(AYES_KIND_SUBJECT));
}

static bool comma_ends(const ayes_judge *judge, const judge_clause *clause, uint32_t token) {
  return ends_at_comma(clause->opener) && token >= clause->first + SHORTEST_SUBORDINATE &&
         (judge->text->tokens.items[token].flags & AYES_TOKEN_COMMA_BEFORE);
}

enum { CUTS = 64 }; /* tokens that a word of cuts stands for */

static void add_cut(ayes_judge *judge, uint32_t token) {
  judge->tokens.cuts[token / CUTS] |= UINT64_C(1) << token % CUTS;
}

/* A bit for each of up to CUTS tokens before which there is a comma or a break. */
static uint64_t find_pauses(const ayes_token *tokens, size_t count) {
  const uint16_t pauses = AYES_TOKEN_BREAK_BEFORE | AYES_TOKEN_COMMA_BEFORE;
  uint64_t bits = 0;
  size_t i = 0;
  for (; i + AYES_LANES_EIGHT <= count; i += AYES_LANES_EIGHT)
    bits |= (uint64_t)ayes_lanes_have_bits(&tokens[i].flags, sizeof *tokens, pauses) << i;
  for (; i < count; i++) bits |= (uint64_t)((tokens[i].flags & pauses) != 0) << i;
  return bits;
}

/* Only where a sentence starts, at a comma, a break or an opening mark can a clause begin. */
static void find_cuts(ayes_judge *judge) {
  const ayes_token *tokens = judge->text->tokens.items;
  for (size_t base = 0, count = judge->text->tokens.count; base < count; base += CUTS)
    judge->tokens.cuts[base / CUTS] =
        find_pauses(tokens + base, count - base < CUTS ? count - base : CUTS);
  for (size_t i = 0; i < judge->text->sentences.count; i++)
    add_cut(judge, judge->text->sentences.items[i].first);
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_OPENERS);
  for (size_t i; judge_walk_next(&walk, &i);) add_cut(judge, judge_mark(judge, i)->first);
}

static ayes_status cut_at(ayes_judge *judge, uint32_t token) {
  const ayes_token *here = &judge->text->tokens.items[token];
  const ayes_mark *opener = opener_at(judge, token);
  if (judge->text->sentences.items[here->sentence].first != token && !opener &&
      !(here->flags & AYES_TOKEN_BREAK_BEFORE) && !subject_opens(judge, token) &&
      !comma_ends(judge, &judge->clauses.items[judge->clauses.count - 1], token))
    return AYES_OK;
  return open_clause(judge, token, here->sentence, opener);
}

static ayes_status cut(ayes_judge *judge) {
  ayes_status status = AYES_OK;
  uint32_t count = (uint32_t)judge->text->tokens.count;
  for (uint32_t base = 0; base < count; base += CUTS)
    for (uint64_t bits = judge->tokens.cuts[base / CUTS]; bits && status == AYES_OK;
         bits &= bits - 1)
      status = cut_at(judge, base + (uint32_t)ayes_first_bit(bits));
  return status;
}

_Static_assert((int)JUDGE_TOKENS_AT_ONCE == (int)AYES_LANES_EIGHT, "blocks of tokens");

/* Notes what is known of the tokens of a clause, and of the marks that start at them, by blocks:
 * what comes behind it writes over the rest of its last one, and there is room behind the last. */
static void read_tokens(const ayes_judge *judge, uint32_t index, judge_clause *clause) {
  enum { AT_ONCE = JUDGE_TOKENS_AT_ONCE };
  const uint64_t named =
      UINT64_C(0x0101010101010101) * (AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL);
  const judge_tokens *tokens = &judge->tokens;
  uint32_t named_from = clause->first;
  uint64_t kinds = 0;
  uint8_t seen = 0;
  for (uint32_t i = clause->first, last = clause->last; i < last; i += AT_ONCE) {
    uint32_t count = last - i < AT_ONCE ? last - i : AT_ONCE, *clause_of = tokens->clause_of + i;
    uint64_t here = judge_tags_at(judge, i, count);
    for (int k = 0; k < AT_ONCE; k++) clause_of[k] = index;
    named_from = here & named ? i : named_from;
    seen = ayes_lanes_join_before(here, seen, tokens->before + i);
    kinds |= ayes_lanes_join(tokens->kinds + i, count);
  }
  clause->named_from = named_from;
  clause->kinds = kinds;
  clause->tags = seen;
}

static void read_clauses(ayes_judge *judge) {
  uint32_t count = (uint32_t)judge->clauses.count, end = (uint32_t)judge->text->tokens.count;
  judge_clause *clause = judge->clauses.items;
  for (uint32_t i = 0; i < count; i++, clause++) {
    clause->last = i + 1 < count ? clause[1].first : end;
    read_tokens(judge, i, clause);
  }
  if (count) judge->tokens.before[end] = clause[-1].tags;
}

/* Asking for something else is advice, but "let people choose" argues; "banning it is essential" is
 * a verdict on the change, "the crossing would be good for us" one on what is proposed, and "twelve
 * months would be better" one on the rival. */
static bool advises(const ayes_judge *judge, const judge_clause *clause, const ayes_mark *mark) {
  if (mark->weight < judge->settings->advice_least) return false;
  unsigned before = judge_tags_before(judge, mark->first);
  if (before & (AYES_TAG_ACTION | AYES_TAG_TARGET)) return false;
  if (clause->tags & AYES_TAG_RIVAL) return false;
  if (clause->kinds & judge_measure_kinds()) return false;
  bool promotes = judge->facts && judge->facts->direction > 0;
  bool praises = judge_any_starts(judge, judge_kind(AYES_KIND_GOOD), mark->first, mark->last);
  bool of_plan = (before & (AYES_TAG_PRONOUN | JUDGE_TAG_IT)) == AYES_TAG_PRONOUN;
  bool of_nothing = judge->tokens.tags[mark->first] & JUDGE_TAG_IT; /* "it is essential that" */
  if (praises && of_plan && !of_nothing) return false;              /* "this step is essential" */
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
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_CLAUSE);
  for (size_t i; judge_walk_next(&walk, &i);) {
    const ayes_mark *mark = judge_mark(judge, i);
    read_mark(judge, mark, &judge->clauses.items[judge->tokens.clause_of[mark->first]]);
  }
}

/* Whether the contrast stands at or near the front of its sentence ("However, ..."). */
static bool opens_sentence(const ayes_judge *judge, const judge_clause *clause) {
  return clause->first <= judge->text->sentences.items[clause->sentence].first + 1;
}

enum { HOWEVER_REACH = 2 }; /* sentences that a contrast at the front of one weakens before it */

static void weigh_opener(const ayes_judge *judge, judge_clause *clause) {
  const uint64_t weighing = judge_kind(AYES_KIND_CONTRAST) | judge_kind(AYES_KIND_CONCESSION) |
                            judge_kind(AYES_KIND_REPORT);
  if (weighing >> clause->opener & 1) clause->factor *= clause->opened_by->weight;
  if (clause->opener == AYES_KIND_CONDITION && !clause->supposed)
    clause->factor *= judge->settings->condition_factor;
}

/* From the last clause to the first: what follows says how much each counts. */
static ayes_status weigh_contrasts(ayes_judge *judge) {
  const ayes_settings *settings = judge->settings;
  if (!(judge->kinds & judge_kind(AYES_KIND_CONTRAST))) return AYES_OK;
  ayes_status status =
      ayes_array_reserve(&judge->contrasts.items, &judge->contrasts.capacity, judge->clauses.count,
                         sizeof *judge->contrasts.items, judge->error);
  if (status != AYES_OK) return status;
  double later = 1, whole = 1, ahead[HOWEVER_REACH] = {1, 1};
  for (size_t i = judge->clauses.count; i-- > 0;) {
    judge_clause *clause = &judge->clauses.items[i];
    bool contrasts = clause->opener == AYES_KIND_CONTRAST;
    if (i + 1 < judge->clauses.count && clause[1].sentence != clause->sentence) {
      ahead[1] = ahead[0];
      ahead[0] = whole;
      whole = later = 1;
    }
    double factor = later * ahead[0] * ahead[1];
    clause->factor *= factor;
    judge->contrasts.items[i] =
        (judge_contrast){.factor = contrasts ? clause->opened_by->weight * factor : factor};
    if (!contrasts) continue;
    if (opens_sentence(judge, clause)) whole = settings->before_however;
    else if (later > LEAST_LEFT) later *= settings->before_contrast;
  }
  return AYES_OK;
}

/* "If we got six months" supposes the proposal (or a rival), and what follows in the sentence is
 * about it; any other condition weakens what stands in it. */
static void find_suppositions(ayes_judge *judge) {
  uint8_t supposed = 0;
  if (!(judge->kinds & judge_kind(AYES_KIND_CONDITION))) return;
  for (size_t i = 0; i < judge->clauses.count; i++) {
    judge_clause *clause = &judge->clauses.items[i];
    if (i == 0 || judge->clauses.items[i - 1].sentence != clause->sentence) supposed = 0;
    if (clause->opener == AYES_KIND_CONDITION)
      supposed |= clause->tags & (AYES_TAG_TARGET | AYES_TAG_RIVAL);
    clause->supposed = supposed;
  }
}

/* Sums up what the clauses of each sentence do. */
static void read_sentences(ayes_judge *judge) {
  const uint64_t asking = judge_kind(AYES_KIND_QUESTION) | judge_kind(AYES_KIND_NO_VIEW);
  const uint64_t happening =
      judge_outright_kinds() | (judge_act_kinds() & ~judge_kind(AYES_KIND_INFORMATION));
  const double least = judge->settings->information_words;
  judge_clause *clause = judge->clauses.items;
  const judge_clause *end = clause + judge->clauses.count;
  judge_sentences it = {0};
  while (clause < end) {
    const ayes_sentence *sentence = &judge->text->sentences.items[clause->sentence];
    unsigned asks = (sentence->flags & AYES_SENTENCE_QUESTION) != 0, advises = 0;
    uint64_t kinds = 0;
    for (uint32_t last = sentence->last; clause < end && clause->first < last; clause++) {
      clause->asks = asks;
      kinds |= clause->kinds;
      advises |= clause->advises;
    }
    it.questions |= asks;
    it.advising += asks | advises | ((kinds & asking) != 0);
    it.inform |= !asks & !(kinds & happening) & (sentence->last - sentence->first >= least);
  }
  judge->sentences = it;
}

ayes_status ayes_judge_find_clauses(ayes_judge *judge) {
  judge->clauses.count = 0;
  find_cuts(judge);
  ayes_status status = cut(judge);
  if (status != AYES_OK) return status;
  read_clauses(judge);
  read_marks(judge);
  read_sentences(judge);
  find_suppositions(judge);
  if (judge->kinds & judge_opening_kinds())
    for (size_t i = 0; i < judge->clauses.count; i++) weigh_opener(judge, &judge->clauses.items[i]);
  return weigh_contrasts(judge);
}
