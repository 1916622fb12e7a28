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

static bool ends_at_comma(ayes_kind kind) {
  return kind == AYES_KIND_CONCESSION || kind == AYES_KIND_CONDITION || kind == AYES_KIND_REPORT;
}

/* Notes what is known of the tokens of a clause, by blocks: what comes behind it writes over the
 * rest of its last one, and there is room behind the last. */
static void read_tokens(ayes_judge *judge, uint32_t index) {
  const uint64_t named =
      UINT64_C(0x0101010101010101) * (AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL);
  judge_clause *clause = &judge->clauses.items[index];
  uint64_t seen = 0;
  for (uint32_t i = clause->first; i < clause->last; i += JUDGE_TOKENS_AT_ONCE) {
    uint32_t left = clause->last - i, *clause_of = judge->tokens.clause_of + i;
    uint64_t here =
        judge_tags_at(judge, i, left < JUDGE_TOKENS_AT_ONCE ? left : JUDGE_TOKENS_AT_ONCE);
    for (int k = 0; k < JUDGE_TOKENS_AT_ONCE; k++) clause_of[k] = index;
    judge->tokens.before[i] = judge_join_tags(seen);
    seen |= here;
    clause->named_from = here & named ? i : clause->named_from;
  }
  clause->tags = judge_join_tags(seen);
}

/* Ends the last clause before a token. */
static void close_clause(ayes_judge *judge, uint32_t token) {
  if (!judge->clauses.count) return;
  uint32_t index = (uint32_t)judge->clauses.count - 1;
  judge->clauses.items[index].last = token;
  read_tokens(judge, index);
}

/* Field by field, as clearing all of it first would cost as much again. */
static void init_clause(judge_clause *clause, uint32_t token, uint32_t sentence,
                        const ayes_mark *opener) {
  clause->first = clause->last = clause->named_from = token;
  clause->sentence = sentence;
  clause->opener = opener ? opener->kind : AYES_KIND_NONE;
  clause->opened_by = opener;
  clause->factor = clause->contrast = 1;
  clause->kinds = 0;
  clause->outlook_from = clause->present_from = UINT32_MAX;
  clause->change_from = clause->change_at = 0;
  clause->change = 0;
  clause->said_before = 0;
  clause->supposed = 0;
  clause->ironic = clause->advises = clause->follows_object = clause->contrasts = false;
}

static ayes_status open_clause(ayes_judge *judge, uint32_t token, uint32_t sentence,
                               const ayes_mark *opener) {
  close_clause(judge, token);
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

/* Only where a sentence starts, at a comma, a break or an opening mark can a clause begin. */
static void find_cuts(ayes_judge *judge) {
  const unsigned pauses = AYES_TOKEN_BREAK_BEFORE | AYES_TOKEN_COMMA_BEFORE;
  const ayes_token *tokens = judge->text->tokens.items;
  size_t count = judge->text->tokens.count;
  for (size_t base = 0; base < count; base += CUTS) {
    size_t here = count - base < CUTS ? count - base : CUTS;
    uint64_t bits = 0;
    for (size_t i = 0; i < here; i++)
      bits |= (uint64_t)((tokens[base + i].flags & pauses) != 0) << i;
    judge->tokens.cuts[base / CUTS] = bits;
  }
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
  close_clause(judge, count);
  return status;
}

/* Which marks start in each clause. */
static void gather_kinds(ayes_judge *judge) {
  for (size_t i = 0; i < judge->marks->count; i++) {
    uint32_t token = judge_mark(judge, i)->first;
    judge->clauses.items[judge->tokens.clause_of[token]].kinds |= judge->tokens.kinds[token];
  }
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
  if (clause->opener == AYES_KIND_CONTRAST) {
    clause->factor *= clause->opened_by->weight;
    clause->contrast *= clause->opened_by->weight;
  }
  if (clause->opener == AYES_KIND_CONCESSION || clause->opener == AYES_KIND_REPORT)
    clause->factor *= clause->opened_by->weight;
  if (clause->opener == AYES_KIND_CONDITION && !clause->supposed)
    clause->factor *= judge->settings->condition_factor;
}

/* From the last clause to the first: what follows says how much each counts. */
static void weigh_contrasts(ayes_judge *judge) {
  const ayes_settings *settings = judge->settings;
  if (!(judge->kinds & judge_kind(AYES_KIND_CONTRAST))) return;
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

/* Sums up what the clauses of each sentence do. Without a branch for each clause: which ones end a
 * sentence cannot be foretold. */
static void read_sentences(ayes_judge *judge) {
  const uint64_t asking = judge_kind(AYES_KIND_QUESTION) | judge_kind(AYES_KIND_NO_VIEW);
  const uint64_t happening =
      judge_outright_kinds() | (judge_act_kinds() & ~judge_kind(AYES_KIND_INFORMATION));
  const double least = judge->settings->information_words;
  judge_sentences it = {0};
  uint64_t kinds = 0;
  unsigned advises = 0;
  for (size_t i = 0, count = judge->clauses.count; i < count; i++) {
    const judge_clause *clause = &judge->clauses.items[i];
    const ayes_sentence *sentence = &judge->text->sentences.items[clause->sentence];
    unsigned asks = (sentence->flags & AYES_SENTENCE_QUESTION) != 0;
    unsigned ends = clause->last == sentence->last;
    kinds |= clause->kinds;
    advises |= clause->advises;
    it.questions |= asks;
    it.advising += ends & (asks | advises | ((kinds & asking) != 0));
    it.inform |= ends & !asks & !(kinds & happening) & (sentence->last - sentence->first >= least);
    kinds &= ends - UINT64_C(1);
    advises &= ends - 1;
  }
  judge->sentences = it;
}

ayes_status ayes_judge_find_clauses(ayes_judge *judge) {
  judge->clauses.count = 0;
  find_cuts(judge);
  ayes_status status = cut(judge);
  if (status != AYES_OK) return status;
  gather_kinds(judge);
  read_marks(judge);
  read_sentences(judge);
  find_suppositions(judge);
  if (judge->kinds & judge_opening_kinds())
    for (size_t i = 0; i < judge->clauses.count; i++) weigh_opener(judge, &judge->clauses.items[i]);
  weigh_contrasts(judge);
  return AYES_OK;
}
