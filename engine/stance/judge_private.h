/* SPDX-License-Identifier: MIT
 *
 * The working state of one judgement, passed from step to step: clauses, scope, changes, attach,
 * decide, acts.
 */
#ifndef AYES_STANCE_JUDGE_PRIVATE_H
#define AYES_STANCE_JUDGE_PRIVATE_H

#include "base/arena.h"
#include "base/array.h"
#include "stance/stance.h"

/* A stretch of one sentence within which shifts reach. */
typedef struct judge_clause {
  uint32_t first, last; /* tokens */
  uint32_t sentence;
  ayes_kind opener; /* contrast, concession, condition, report, preference, or none */
  double opener_weight;
  double factor;   /* contrast, concession, report, condition */
  double contrast; /* the part of factor that contrast gave or took */
  bool ironic;     /* a marker of irony stands in it */
  bool advises;    /* it suggests something */
  int change;      /* it speaks of the proposed change (+1), of the contrary (-1), or of neither */
  uint32_t change_from; /* the token from which it does */
  uint32_t change_at;   /* the token at which it names the change, where it does so first */
  bool follows_object;  /* the clauses before it spoke of the matter last, and of no change to it */
  uint32_t outlook_from; /* the token from which it speaks of what is yet to come, or UINT32_MAX */
  bool contrasts;        /* it, or its sentence before it, opens with a contrast */
  double said_before;    /* sum of what was said before that contrast */
  uint32_t present_from; /* the token from which it speaks of how things are now, or UINT32_MAX */
  unsigned
      supposed; /* tags of what a condition in its sentence supposes ("if we got six months") */
  const ayes_mark *opened_by;
  uint64_t kinds; /* of the marks that start in it, silenced ones too */
} judge_clause;

/* Beside AYES_TAG_PRONOUN: the word stands for whatever was spoken of last ("it"), not for the
 * proposal before all ("this"). */
enum { JUDGE_TAG_IT = 1 << 6 };

typedef enum judge_state {
  JUDGE_ACTIVE = 0,
  JUDGE_SILENCED, /* a longer mark says it all */
  JUDGE_USED      /* an effect verb that has turned something */
} judge_state;

struct ayes_judge {
  const ayes_settings *settings;
  bool is_terse;    /* nobody asks what scope did */
  ayes_arena arena; /* cleared a run */
  struct {
    judge_clause *items;
    size_t count, capacity;
  } clauses;
  struct {
    uint32_t *items; /* by token: index of its clause */
    size_t count, capacity;
  } clause_of;
  struct {
    uint32_t *items; /* by token and the end: place of the first mark there or behind */
    size_t count, capacity;
  } marks_from;
  struct {
    uint8_t *items; /* by token */
    size_t count, capacity;
  } tags;
  struct {
    uint8_t *items; /* by token: tags of its clause before it */
    size_t count, capacity;
  } before;
  struct {
    uint8_t *items; /* by token: tags of its clause from it on */
    size_t count, capacity;
  } after;
  struct {
    uint8_t *items; /* by token: 1 where an outright statement stands */
    size_t count, capacity;
  } outright;
  uint64_t kinds; /* of all marks: a step that needs others has nothing to do */
  struct {
    uint64_t *items; /* by 64 marks, then by kind: a bit for each mark of the kind */
    size_t count, capacity;
  } places;
  uint32_t longest;  /* tokens of the longest mark that speaks */
  bool names_target; /* the text names the proposal or a rival somewhere */
  struct {
    uint8_t *items; /* by mark: a judge_state */
    size_t count, capacity;
  } states;
  struct {
    ayes_adjusted *items;
    size_t count, capacity;
  } adjusted;
  ayes_judgement judgement;
  /* the run at hand */
  const ayes_text *text;
  const ayes_marks *marks;
  const ayes_target *target;
  ayes_error *error;
};

/* Sets of kinds. */
_Static_assert(AYES_KIND_COUNT <= 64, "a set of kinds has 64 places");
static inline uint64_t judge_kind(ayes_kind kind) { return UINT64_C(1) << kind; }

static inline const ayes_mark *judge_mark(const ayes_judge *judge, size_t index) {
  return &judge->marks->items[index];
}

static inline bool judge_is_active(const ayes_judge *judge, size_t index) {
  return judge->states.items[index] == JUDGE_ACTIVE;
}

static inline uint64_t judge_outright_kinds(void) {
  return judge_kind(AYES_KIND_SUPPORT) | judge_kind(AYES_KIND_OPPOSE) | judge_kind(AYES_KIND_YES) |
         judge_kind(AYES_KIND_NO);
}

static inline uint64_t judge_tone_kinds(void) {
  return judge_kind(AYES_KIND_GOOD) | judge_kind(AYES_KIND_BAD);
}

static inline uint64_t judge_change_kinds(void) {
  return judge_kind(AYES_KIND_PROMOTE) | judge_kind(AYES_KIND_SUPPRESS);
}

static inline uint64_t judge_opinion_kinds(void) {
  return judge_outright_kinds() | judge_tone_kinds();
}

static inline bool judge_is_outright(ayes_kind kind) {
  return judge_outright_kinds() & judge_kind(kind);
}

static inline bool judge_is_opinion(ayes_kind kind) {
  return judge_opinion_kinds() & judge_kind(kind);
}

/* ---- The marks of some kinds ---- */

enum { JUDGE_PLACES = 64 };

typedef struct judge_walk {
  const ayes_judge *judge;
  uint64_t kinds, left; /* left: a bit for each mark of these kinds behind base that is to come */
  size_t base;
} judge_walk;

static inline size_t judge_first_bit(uint64_t bits) {
#if defined(__GNUC__)
  return (size_t)__builtin_ctzll(bits);
#else
  size_t first = 0;
  while (!(bits >> first & 1)) first++;
  return first;
#endif
}

static inline void judge_walk_load(judge_walk *it) {
  const uint64_t *places =
      it->judge->places.items + it->base / JUDGE_PLACES * (size_t)AYES_KIND_COUNT;
  it->left = 0;
  for (uint64_t kinds = it->kinds; kinds; kinds &= kinds - 1)
    it->left |= places[judge_first_bit(kinds)];
}

/* Starts a walk over the marks of some kinds, in their order. */
static inline judge_walk judge_walk_start(const ayes_judge *judge, uint64_t kinds) {
  judge_walk it = {.judge = judge, .kinds = kinds & judge->kinds};
  if (it.kinds) judge_walk_load(&it);
  return it;
}

/* The place of the next mark of these kinds; false behind the last. */
static inline bool judge_walk_next(judge_walk *it, size_t *index) {
  if (!it->kinds) return false;
  while (!it->left) {
    it->base += JUDGE_PLACES;
    if (it->base >= it->judge->marks->count) return false;
    judge_walk_load(it);
  }
  *index = it->base + judge_first_bit(it->left);
  it->left &= it->left - 1;
  return true;
}

/* The place of the first mark that starts at token, which may be the end, or behind it. */
static inline size_t judge_seek(const ayes_judge *judge, uint32_t token) {
  return judge->marks_from.items[token];
}

static inline const judge_clause *judge_clause_of(const ayes_judge *judge, const ayes_mark *mark) {
  return &judge->clauses.items[judge->clause_of.items[mark->first]];
}

/* Tags of the clause before a token of it. */
static inline unsigned judge_tags_before(const ayes_judge *judge, uint32_t token) {
  return judge->before.items[token];
}

/* Tags of the clause from a token on, which may be its end. */
static inline unsigned judge_tags_after(const ayes_judge *judge, const judge_clause *clause,
                                        uint32_t token) {
  return token < clause->last ? judge->after.items[token] : 0;
}

/* All tags of a clause. */
static inline unsigned judge_tags_of(const ayes_judge *judge, const judge_clause *clause) {
  return judge->after.items[clause->first];
}

static inline unsigned judge_tags_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  unsigned tags = 0;
  for (uint32_t i = first; i < last; i++) tags |= judge->tags.items[i];
  return tags;
}

/* The first word of the proposal's object between two tokens, or last. */
static inline uint32_t judge_first_object(const ayes_judge *judge, uint32_t first, uint32_t last) {
  while (first < last && !(judge->tags.items[first] & AYES_TAG_OBJECT)) first++;
  return first;
}

/* So many tokens on, but not beyond last. */
static inline uint32_t judge_up_to(uint32_t first, uint32_t reach, uint32_t last) {
  return first + reach < last ? first + reach : last;
}

/* So many tokens back from one, but not before least, which is at or before it. */
static inline uint32_t judge_back_to(uint32_t first, uint32_t reach, uint32_t least) {
  return first - least > reach ? first - reach : least;
}

/* Whether a mark of these kinds starts at first or behind it, and before last. */
static inline bool judge_any_starts(const ayes_judge *judge, uint64_t kinds, uint32_t first,
                                    uint32_t last) {
  for (size_t i = judge_seek(judge, first); i < judge->marks->count; i++) {
    const ayes_mark *mark = judge_mark(judge, i);
    if (mark->first >= last) return false;
    if (kinds & judge_kind(mark->kind)) return true;
  }
  return false;
}

/* ---- Changes ---- */

enum {
  JUDGE_MODAL_REACH = 5,  /* tokens from a modal to its verb */
  JUDGE_CHANGE_REACH = 4, /* tokens from a change verb to what it acts on */
};

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

/* Notes for each clause which change it speaks of. */
void ayes_judge_follow_changes(ayes_judge *judge);

/* Says what its words mean, be it nothing, so that an act found in them is no opinion. */
static inline bool judge_speaks(ayes_kind kind) {
  return (judge_opinion_kinds() | judge_kind(AYES_KIND_REVERSE) | judge_kind(AYES_KIND_NEUTRAL)) &
         judge_kind(kind);
}

/* Acts that are opinions, too, where nothing more is said. */
static inline bool judge_is_feeling(ayes_kind kind) {
  return kind == AYES_KIND_CONCERN || kind == AYES_KIND_PRAISE;
}

/* The surface words of a mark. */
ayes_span ayes_judge_words(const ayes_judge *judge, const ayes_mark *mark);

/* Cuts sentences into clauses at punctuation and at contrast, concession, condition, report and
 * preference marks, and weighs them. */
ayes_status ayes_judge_find_clauses(ayes_judge *judge);

/* Scope: appends adjusted marks for all opinions and unused reverses of the text, signed as said of
 * whatever is spoken of. */
ayes_status ayes_judge_apply_scope(ayes_judge *judge);

/* Attaches the opinions to proposal, object or rival, and adds what modal frames say ("should be
 * banned"). */
ayes_status ayes_judge_attach(ayes_judge *judge);

/* Sums, label, score, confidence. */
void ayes_judge_decide(ayes_judge *judge);

/* Acts. */
ayes_status ayes_judge_find_acts(ayes_judge *judge);

/* Appends a note to what scope did: "negated by “not”". words may be empty. */
ayes_status ayes_judge_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                            ayes_span words);

#endif
