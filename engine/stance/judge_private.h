/* SPDX-License-Identifier: MIT
 *
 * What the steps of a judgement ask of its state, and the steps: clauses, scope, changes, attach,
 * decide, acts.
 */
#ifndef AYES_STANCE_JUDGE_PRIVATE_H
#define AYES_STANCE_JUDGE_PRIVATE_H

#include "stance/judge_state.h"

/* ---- The marks of some kinds ---- */

enum { JUDGE_PLACES = 64 };

typedef struct judge_walk {
  const ayes_judge *judge;
  judge_set set;
  uint64_t left; /* a bit for each mark of the set behind base that is to come */
  size_t base;
} judge_walk;

/* A bit for each of JUDGE_PLACES marks around a place that is of the set. */
static inline uint64_t judge_places(const ayes_judge *judge, judge_set set, size_t place) {
  return judge->places.items[place / JUDGE_PLACES * JUDGE_SET_COUNT + set];
}

static inline bool judge_is_in(const ayes_judge *judge, judge_set set, size_t index) {
  return judge_places(judge, set, index) >> index % JUDGE_PLACES & 1;
}

static inline bool judge_is_active(const ayes_judge *judge, size_t index) {
  return judge_is_in(judge, JUDGE_SET_ACTIVE, index);
}

/* Takes marks around a place, a bit for each, out of a set. */
static inline void judge_drop_places(ayes_judge *judge, judge_set set, size_t place,
                                     uint64_t marks) {
  judge->places.items[place / JUDGE_PLACES * JUDGE_SET_COUNT + set] &= ~marks;
}

/* From now on marks around a place, a bit for each, are in none of the sets of active ones. */
static inline void judge_silence_places(ayes_judge *judge, size_t place, uint64_t marks) {
  uint64_t *sets = &judge->places.items[place / JUDGE_PLACES * JUDGE_SET_COUNT + JUDGE_SET_ACTIVE];
  for (int i = 0; i < JUDGE_ACTIVE_SETS; i++) sets[i] &= ~marks;
}

static inline void judge_silence(ayes_judge *judge, size_t index) {
  judge_silence_places(judge, index, UINT64_C(1) << index % JUDGE_PLACES);
}

/* The same of an effect verb that has turned something. */
static inline void judge_use(ayes_judge *judge, size_t index) {
  judge_silence(judge, index);
  judge->places.items[index / JUDGE_PLACES * JUDGE_SET_COUNT + JUDGE_SET_USED] |=
      UINT64_C(1) << index % JUDGE_PLACES;
}

/* Starts a walk over the marks of a set, in their order, at or behind a place, which is not behind
 * the last mark. */
static inline judge_walk judge_walk_from(const ayes_judge *judge, judge_set set, size_t place) {
  size_t base = place - place % JUDGE_PLACES;
  uint64_t left = judge_places(judge, set, base) & UINT64_MAX << place % JUDGE_PLACES;
  return (judge_walk){.judge = judge, .set = set, .left = left, .base = base};
}

/* The same over all marks of the set. */
static inline judge_walk judge_walk_start(const ayes_judge *judge, judge_set set) {
  return judge_walk_from(judge, set, 0);
}

/* The place of the next mark of the set; false behind the last. */
static inline bool judge_walk_next(judge_walk *it, size_t *index) {
  while (!it->left) {
    it->base += JUDGE_PLACES;
    if (it->base >= it->judge->marks->count) return false;
    it->left = judge_places(it->judge, it->set, it->base);
  }
  *index = it->base + ayes_first_bit(it->left);
  it->left &= it->left - 1;
  return true;
}

/* The place of the first mark of the set from one place on, or end. Mostly both are in one word, at
 * whose end a bit is put: then it takes no branch that depends on what there is. */
static inline size_t judge_first_in(const ayes_judge *judge, judge_set set, size_t place,
                                    size_t end) {
  for (size_t here = place % JUDGE_PLACES;; place += JUDGE_PLACES - here, here = 0) {
    uint64_t left = judge_places(judge, set, place) >> here;
    if (end - place < JUDGE_PLACES - here)
      return place + ayes_first_bit(left | UINT64_C(1) << (end - place));
    if (left) return place + ayes_first_bit(left);
  }
}

/* The place of the first mark that starts at token, which may be the end, or behind it. */
static inline size_t judge_seek(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.marks_from[token];
}

static inline const judge_clause *judge_clause_of(const ayes_judge *judge, const ayes_mark *mark) {
  return &judge->clauses.items[judge->tokens.clause_of[mark->first]];
}

static inline judge_contrast *judge_contrast_of(const ayes_judge *judge,
                                                const judge_clause *clause) {
  return &judge->contrasts.items[clause - judge->clauses.items];
}

/* The tags of so many tokens, JUDGE_TOKENS_AT_ONCE at most, in a byte each; the other bytes are 0.
 */
static inline uint64_t judge_tags_at(const ayes_judge *judge, uint32_t first, uint32_t count) {
  static const uint8_t kept[2 * JUDGE_TOKENS_AT_ONCE] = {255, 255, 255, 255, 255, 255, 255, 255};
  uint64_t tags, mask;
  memcpy(&tags, judge->tokens.tags + first, sizeof tags);
  memcpy(&mask, kept + JUDGE_TOKENS_AT_ONCE - count, sizeof mask);
  return tags & mask;
}

/* All of eight in one. */
static inline uint8_t judge_join_tags(uint64_t tags) {
  tags |= tags >> 32;
  tags |= tags >> 16;
  return (uint8_t)(tags | tags >> 8);
}

/* The tags of all tokens between two. */
unsigned ayes_judge_tags_between(const ayes_judge *judge, uint32_t first, uint32_t last);

/* The same of the words of a mark, which are mostly one or two. */
static inline unsigned judge_tags_of(const ayes_judge *judge, const ayes_mark *mark) {
  unsigned tags = judge->tokens.tags[mark->first] | judge->tokens.tags[mark->last - 1];
  return mark->last - mark->first <= 2 ? tags
                                       : ayes_judge_tags_between(judge, mark->first, mark->last);
}

/* Tags of the clause before a token of it, or of the last clause at the end. */
static inline unsigned judge_tags_before(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.before[token];
}

/* The first word of the proposal's object between two tokens, or last. */
uint32_t ayes_judge_first_object(const ayes_judge *judge, uint32_t first, uint32_t last);

/* So many tokens on, but not beyond last. */
static inline uint32_t judge_up_to(uint32_t first, uint32_t reach, uint32_t last) {
  return first + reach < last ? first + reach : last;
}

/* So many tokens back from one, but not before least, which is at or before it. */
static inline uint32_t judge_back_to(uint32_t first, uint32_t reach, uint32_t least) {
  return first - least > reach ? first - reach : least;
}

/* Tokens from the end of before to the start of after; large when they are not in this order. */
static inline double judge_distance(const ayes_mark *before, const ayes_mark *after) {
  return before->last <= after->first ? (double)(after->first - before->last) : 1e9;
}

/* The kinds of all marks that start between two tokens. */
uint64_t ayes_judge_kinds_between(const ayes_judge *judge, uint32_t first, uint32_t last);

/* Whether a mark of these kinds starts at first or behind it, and before last. */
static inline bool judge_any_starts(const ayes_judge *judge, uint64_t kinds, uint32_t first,
                                    uint32_t last) {
  return ayes_judge_kinds_between(judge, first, last) & kinds;
}

/* ---- Changes ---- */

enum {
  JUDGE_MODAL_REACH = 5,  /* tokens from a modal to its verb */
  JUDGE_CHANGE_REACH = 4, /* tokens from a change verb to what it acts on */
  JUDGE_MENTION_REACH = 2 /* tokens from an opinion to "this" or "the plan" */
};

/* The weight of a change verb from which it commands. */
static const double JUDGE_COMMAND = 2;

static inline bool judge_is_change(const ayes_mark *mark) {
  return judge_change_kinds() & judge_kind(mark->kind);
}

static inline int judge_direction_of(const ayes_mark *change) {
  return change->kind == AYES_KIND_SUPPRESS ? -1 : 1;
}

/* The first change verb between two tokens, outside except (may be NULL), that is no word of the
 * proposal's own object; or NULL. */
const ayes_mark *ayes_judge_change_between(const ayes_judge *judge, uint32_t first, uint32_t last,
                                           const ayes_mark *except);

/* What a change verb does to its matter, with the proposal's own change that stands close behind
 * it: +1 it promotes it ("keep", "lift the ban"), -1 it suppresses it ("ban", "keep the ban"). */
int ayes_judge_direction_meant(const ayes_judge *judge, const judge_clause *clause,
                               const ayes_mark *change);

/* What a change verb makes its sentence speak of: +1 the proposed change, -1 its contrary, 0
 * neither. "Should be banned" asks for the change and goes on about the object; "banning it", "a
 * ban" speak of the change. */
int ayes_judge_change_meant(const ayes_judge *judge, const judge_clause *clause,
                            const ayes_mark *change);

/* Which change an opinion is said of where its clause speaks of one: +1, -1 or 0 as above. */
int ayes_judge_change_spoken_of(const ayes_judge *judge, const judge_clause *clause,
                                const ayes_mark *opinion);

/* Whether an outright statement is made of the contrary change, which stands before it, in its own
 * words or close behind: "the closure would be a disaster", "right to close it", where the proposal
 * keeps it open; "it must be kept" where it closes it. The proposal has an action, and the clause
 * change verbs. */
bool ayes_judge_is_of_contrary(const ayes_judge *judge, const judge_clause *clause,
                               const ayes_mark *mark);

/* Notes for each clause which change it speaks of. */
void ayes_judge_follow_changes(ayes_judge *judge);

/* Acts that are opinions, too, where nothing more is said. */
static inline bool judge_is_feeling(ayes_kind kind) {
  return judge_feeling_kinds() & judge_kind(kind);
}

/* Makes room, and notes what is known by token and of marks, with the caller's tags. */
ayes_status ayes_judge_index(ayes_judge *judge, const uint8_t *tags);

/* The surface words of a mark. */
ayes_span ayes_judge_words(const ayes_judge *judge, const ayes_mark *mark);

/* Cuts sentences into clauses at punctuation and at contrast, concession, condition, report and
 * preference marks, and weighs them. */
ayes_status ayes_judge_find_clauses(ayes_judge *judge);

/* Lists denials that deny something, tags the words that they reach, and silences the negations
 * that stand in their own: they say for all that hangs on them whether it is so. AYES_NO_MEMORY. */
ayes_status ayes_judge_find_denials(ayes_judge *judge);

/* Turns what is said at a token by each denial that reaches it, as one does where it is tagged as
 * denied. from: NULL, or where the words of the first of them begin, left alone where there is
 * none. AYES_NO_MEMORY. */
ayes_status ayes_judge_deny(ayes_judge *judge, uint32_t token, ayes_adjusted *adjusted,
                            uint32_t *from);

static inline bool judge_is_denied(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.tags[token] & JUDGE_TAG_DENIED;
}

/* Takes outright words of a denial ("not agree") out of the sorted adjusted marks where what they
 * deny says the contrary, once all is attached. */
void ayes_judge_settle_denials(ayes_judge *judge);

/* Brings adjusted marks in the order of the text, where those before late are so already. */
ayes_status ayes_judge_order(ayes_judge *judge, size_t late);

/* Turns what adjusted is worth, an opinion or an effect verb of a clause, by what stands around it
 * in there, which has turners. AYES_NO_MEMORY. */
ayes_status ayes_judge_turn(ayes_judge *judge, const judge_clause *clause, size_t thing,
                            ayes_adjusted *adjusted);

/* Scope: adjusted marks for all opinions and unused reverses of the text, in its order, signed as
 * said of whatever is spoken of. */
ayes_status ayes_judge_apply_scope(ayes_judge *judge);

/* Attaches the opinions to proposal, object or rival, and adds what modal frames say ("should be
 * banned"). */
ayes_status ayes_judge_attach(ayes_judge *judge);

/* Computes once what many answers ask for. */
void ayes_judge_know_lengths(ayes_judge *judge);

/* Sums, label, score, confidence. */
void ayes_judge_decide(ayes_judge *judge);

/* Acts. */
ayes_status ayes_judge_find_acts(ayes_judge *judge);

/* Appends a note to what scope did: "negated by “not”". by: the mark whose words these are, or
 * NULL. */
ayes_status ayes_judge_write_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                  const ayes_mark *by) AYES_SELDOM;

/* The same, where somebody asks for it. */
static inline ayes_status judge_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                     const ayes_mark *by) {
  return judge->is_terse ? AYES_OK : ayes_judge_write_note(judge, adjusted, what, by);
}

/* Multiplies what an opinion is worth, with a note where that changes it. */
static inline ayes_status judge_multiply(ayes_judge *judge, ayes_adjusted *adjusted, double factor,
                                         const char *what, const ayes_mark *by) {
  adjusted->weight *= factor;
  return factor == 1 ? AYES_OK : judge_note(judge, adjusted, what, by);
}

#endif
