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

/* ---- Where texts are cut ---- */

enum { CUTS = 64 }; /* tokens that a word of cuts or commas stands for */

static void add_cut(ayes_judge *judge, uint32_t token) {
  judge->tokens.cuts[token / CUTS] |= UINT64_C(1) << token % CUTS;
}

/* Up to CUTS tokens: a cut at each break; where the commas are; and a cut where ", and it" opens a
 * clause of its own. */
static void read_pauses(ayes_judge *judge, size_t base, size_t count) {
  const uint16_t at_break = AYES_TOKEN_BREAK_BEFORE, at_comma = AYES_TOKEN_COMMA_BEFORE;
  const ayes_token *tokens = judge->text->tokens.items + base;
  uint64_t cuts = 0, commas = 0;
  for (size_t i = 0; count >= AYES_LANES_EIGHT && i < count; i += AYES_LANES_EIGHT) {
    size_t at = i + AYES_LANES_EIGHT < count ? i : count - AYES_LANES_EIGHT; /* some twice */
    unsigned here = ayes_lanes_have_bits(&tokens[at].flags, sizeof *tokens, at_break, at_comma);
    cuts |= (uint64_t)(here & 0xFF) << at;
    commas |= (uint64_t)(here >> AYES_LANES_EIGHT) << at;
  }
  for (size_t i = 0; count < AYES_LANES_EIGHT && i < count; i++) {
    cuts |= (uint64_t)((tokens[i].flags & at_break) != 0) << i;
    commas |= (uint64_t)((tokens[i].flags & at_comma) != 0) << i;
  }
  for (uint64_t left = commas; left; left &= left - 1)
    if (judge->tokens.kinds[base + ayes_first_bit(left)] & judge_kind(AYES_KIND_SUBJECT))
      cuts |= left & -left;
  judge->tokens.cuts[base / CUTS] = cuts;
  judge->tokens.commas[base / CUTS] = commas;
}

static void find_cuts(ayes_judge *judge) {
  for (size_t base = 0, count = judge->text->tokens.count; base < count; base += CUTS)
    read_pauses(judge, base, count - base < CUTS ? count - base : CUTS);
  for (size_t i = 0; i < judge->text->sentences.count; i++)
    add_cut(judge, judge->text->sentences.items[i].first);
  judge_walk walk = judge_walk_start(judge, JUDGE_SET_OPENERS);
  for (size_t i; judge_walk_next(&walk, &i);) add_cut(judge, judge_mark(judge, i)->first);
}

/* ---- Clauses ---- */

/* Kinds that open a clause which a comma ends. */
static uint64_t subordinate_kinds(void) {
  return judge_kind(AYES_KIND_CONCESSION) | judge_kind(AYES_KIND_CONDITION) |
         judge_kind(AYES_KIND_REPORT);
}

/* The last mark that opens a clause at this token. */
static const ayes_mark *opener_at(const ayes_judge *judge, uint32_t token) {
  for (size_t i = judge_seek(judge, token + 1); i-- > judge_seek(judge, token);)
    if (judge_is_in(judge, JUDGE_SET_OPENERS, i)) return judge_mark(judge, i);
  return NULL;
}

static void read_opener(const ayes_judge *judge, judge_clause *clause) {
  const uint64_t weighing = judge_kind(AYES_KIND_CONTRAST) | judge_kind(AYES_KIND_CONCESSION) |
                            judge_kind(AYES_KIND_REPORT);
  const ayes_mark *opener = opener_at(judge, clause->first);
  if (!opener) return;
  clause->opener = (uint8_t)opener->kind;
  clause->opened_by = opener;
  if (weighing & judge_kind(opener->kind)) clause->factor = opener->weight;
}

/* Field by field, as clearing all of it first would cost as much again. There is room. */
static void open_clause(ayes_judge *judge, uint32_t token) {
  judge_clause *clause = &judge->clauses.items[judge->clauses.count++];
  clause->first = token;
  clause->opener = AYES_KIND_NONE;
  clause->opened_by = NULL;
  clause->factor = 1;
  clause->outlook_from = clause->present_from = UINT32_MAX;
  clause->change_from = token;
  clause->change_at = 0;
  clause->change = 0;
  clause->supposed = clause->turners = 0;
  clause->ironic = clause->advises = clause->follows_object = clause->conditional = false;
  if (judge->tokens.kinds[token] & judge_opening_kinds()) read_opener(judge, clause);
}

/* Whether a comma there ends the clause before. */
static bool comma_ends(const ayes_judge *judge, uint32_t token) {
  const judge_clause *clause = &judge->clauses.items[judge->clauses.count - 1];
  return (subordinate_kinds() >> clause->opener & 1) &&
         token >= clause->first + SHORTEST_SUBORDINATE;
}

/* Opens the clauses that begin at CUTS tokens. */
static void cut_block(ayes_judge *judge, uint32_t base, bool at_commas) {
  uint64_t cuts = judge->tokens.cuts[base / CUTS];
  uint64_t left = at_commas ? cuts | judge->tokens.commas[base / CUTS] : cuts;
  for (; left; left &= left - 1) {
    uint32_t token = base + (uint32_t)ayes_first_bit(left);
    if ((left & -left & cuts) || comma_ends(judge, token)) open_clause(judge, token);
  }
}

static ayes_status cut(ayes_judge *judge) {
  bool at_commas = judge->kinds & subordinate_kinds();
  uint32_t end = (uint32_t)judge->text->tokens.count;
  judge->clauses.count = 0;
  for (uint32_t base = 0; base < end; base += CUTS) {
    size_t most = judge->clauses.count + CUTS + 1; /* with one that begins at the end */
    ayes_status status = ayes_array_reserve(&judge->clauses.items, &judge->clauses.capacity, most,
                                            sizeof *judge->clauses.items, judge->error);
    if (status != AYES_OK) return status;
    cut_block(judge, base, at_commas);
  }
  if (end) judge->clauses.items[judge->clauses.count].first = end;
  return AYES_OK;
}

_Static_assert((int)JUDGE_TOKENS_AT_ONCE == (int)AYES_LANES_EIGHT, "blocks of tokens");

/* Notes what is known of the tokens of a clause, and of the marks that start at them, by blocks:
 * what comes behind it writes over the rest of its last one, and there is room behind the last. */
static void read_tokens(const ayes_judge *judge, uint32_t index, judge_clause *clause) {
  enum { AT_ONCE = JUDGE_TOKENS_AT_ONCE };
  const uint64_t named = UINT64_C(0x0101010101010101) * (JUDGE_TAGS_NAMED);
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
  uint32_t count = (uint32_t)judge->clauses.count;
  judge_clause *clause = judge->clauses.items;
  for (uint32_t i = 0; i < count; i++, clause++) {
    clause->last = clause[1].first;
    read_tokens(judge, i, clause);
  }
  if (count) judge->tokens.before[clause->first] = clause[-1].tags;
}

/* ---- What marks say of their clauses ---- */

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

static inline uint32_t lesser(uint32_t a, uint32_t b) { return a < b ? a : b; }

/* All ones where a mark is of another kind: the token behind it where it is of this one. */
static inline uint32_t end_if(const ayes_mark *mark, ayes_kind kind) {
  return mark->last | (0 - (uint32_t)(mark->kind != kind));
}

/* Without a branch: which kind comes next cannot be foretold. */
static void read_mark(const ayes_mark *mark, judge_clause *clause) {
  unsigned shifts = (judge_shift_kinds() >> mark->kind & 1) * JUDGE_SHIFT;
  unsigned verbs = (mark->kind == AYES_KIND_REVERSE) * (unsigned)JUDGE_VERB;
  clause->turners = (uint8_t)(clause->turners | shifts | verbs);
  clause->outlook_from = lesser(clause->outlook_from, end_if(mark, AYES_KIND_OUTLOOK));
  clause->present_from = lesser(clause->present_from, end_if(mark, AYES_KIND_PRESENT));
  clause->ironic |= mark->kind == AYES_KIND_IRONY;
}

static inline judge_clause *clause_of(const ayes_judge *judge, const ayes_mark *mark) {
  return &judge->clauses.items[judge->tokens.clause_of[mark->first]];
}

static void read_marks(ayes_judge *judge) {
  for (size_t base = 0; base < judge->marks->count; base += JUDGE_PLACES) {
    uint64_t left =
        judge_places(judge, JUDGE_SET_CLAUSE, base) | judge_places(judge, JUDGE_SET_TURNERS, base);
    for (; left; left &= left - 1) {
      const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
      read_mark(mark, clause_of(judge, mark));
    }
    left = judge_places(judge, JUDGE_SET_SUGGESTIONS, base);
    for (; left; left &= left - 1) {
      const ayes_mark *mark = judge_mark(judge, base + ayes_first_bit(left));
      judge_clause *clause = clause_of(judge, mark);
      clause->advises |= advises(judge, clause, mark);
    }
  }
}

/* Sums up what the clauses of each sentence do: most have one, and without a branch. To ask and to
 * advise is taken as having a mark that asks; what advises has one of its own. */
static void read_sentences(ayes_judge *judge) {
  const uint64_t asking = judge_kind(AYES_KIND_QUESTION) | judge_kind(AYES_KIND_NO_VIEW);
  const uint64_t happening =
      judge_outright_kinds() | (judge_act_kinds() & ~judge_kind(AYES_KIND_INFORMATION));
  const double least = judge->settings->information_words;
  const ayes_sentence *sentence = judge->text->sentences.items;
  judge_clause *clause = judge->clauses.items;
  judge_sentences it = {0};
  uint64_t kinds = 0;
  uint32_t index = 0;
  for (size_t left = judge->clauses.count; left; left--, clause++) {
    unsigned asks = (sentence->flags & AYES_SENTENCE_QUESTION) / AYES_SENTENCE_QUESTION;
    unsigned ends = clause->last == sentence->last;
    clause->sentence = index;
    clause->asks = asks;
    kinds |= clause->kinds | (uint64_t)(asks | clause->advises) << AYES_KIND_QUESTION;
    it.questions |= asks;
    it.advising += ends & ((kinds & asking) != 0);
    it.inform |= ends & !(kinds & happening) & (sentence->last - sentence->first >= least);
    kinds &= (uint64_t)ends - 1;
    index += ends;
    sentence += ends;
  }
  judge->sentences = it;
}

/* ---- How much clauses count ---- */

/* Whether the contrast stands at or near the front of its sentence ("However, ..."). */
static bool opens_sentence(const ayes_judge *judge, const judge_clause *clause) {
  return clause->first <= judge->text->sentences.items[clause->sentence].first + 1;
}

enum { HOWEVER_REACH = 2 }; /* sentences that a contrast at the front of one weakens before it */

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

/* Marks a clause, and those of its sentence before it, as of a sentence with a condition. */
static void mark_conditional(const ayes_judge *judge, size_t index) {
  judge_clause *clauses = judge->clauses.items;
  uint32_t sentence = clauses[index].sentence;
  do clauses[index].conditional = true;
  while (index-- > 0 && clauses[index].sentence == sentence && !clauses[index].conditional);
}

/* "If we got six months" supposes the proposal (or a rival), and what follows in the sentence is
 * about it; any other condition weakens what stands in it. */
static void find_suppositions(ayes_judge *judge) {
  uint32_t sentence = UINT32_MAX;
  uint8_t supposed = 0;
  bool conditional = false;
  if (!(judge->kinds & judge_kind(AYES_KIND_CONDITION))) return;
  for (size_t i = 0; i < judge->clauses.count; i++) {
    judge_clause *clause = &judge->clauses.items[i];
    bool goes_on = clause->sentence == sentence;
    sentence = clause->sentence;
    supposed = (uint8_t)(supposed * goes_on);
    clause->conditional = conditional &= goes_on;
    if (clause->opener == AYES_KIND_CONDITION)
      supposed |= clause->tags & (AYES_TAG_TARGET | AYES_TAG_RIVAL);
    clause->supposed = supposed;
    if (clause->opener != AYES_KIND_CONDITION || supposed) continue;
    clause->factor *= judge->settings->condition_factor;
    conditional = true;
    mark_conditional(judge, i);
  }
}

ayes_status ayes_judge_find_clauses(ayes_judge *judge) {
  find_cuts(judge);
  ayes_status status = cut(judge);
  if (status != AYES_OK) return status;
  read_clauses(judge);
  read_marks(judge);
  read_sentences(judge);
  find_suppositions(judge);
  return weigh_contrasts(judge);
}
