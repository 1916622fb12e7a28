/* SPDX-License-Identifier: MIT
 *
 * The working state of one judgement, passed from step to step: clauses, scope, changes, attach,
 * decide, acts.
 */
#ifndef AYES_STANCE_JUDGE_PRIVATE_H
#define AYES_STANCE_JUDGE_PRIVATE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/bits.h"
#include "stance/stance.h"

/* A stretch of one sentence within which shifts reach. */
typedef struct judge_clause {
  uint32_t first, last; /* tokens */
  uint32_t sentence;
  ayes_kind opener; /* contrast, concession, condition, report, preference, reason, or none */
  const ayes_mark *opened_by;
  double factor;         /* contrast, concession, report, condition */
  double contrast;       /* the part of factor that contrast gave or took */
  uint64_t kinds;        /* of the marks that start in it, silenced ones too */
  uint32_t named_to;     /* behind the last token that names the proposal, a rival or the object */
  uint32_t change_from;  /* the token from which it speaks of a change */
  uint32_t change_at;    /* the token at which it names the change, where it does so first */
  uint32_t outlook_from; /* the token from which it speaks of what is yet to come, or UINT32_MAX */
  uint32_t present_from; /* the token from which it speaks of how things are now, or UINT32_MAX */
  int change;            /* the proposed change (+1), the contrary (-1), or neither */
  double said_before;    /* sum of what was said before the contrast that it opens with */
  uint8_t tags;          /* of its tokens */
  uint8_t supposed; /* tags of what a condition in its sentence supposes ("if we got six months") */
  bool ironic;      /* a marker of irony stands in it */
  bool advises;     /* it suggests something */
  bool follows_object; /* the clauses before it spoke of the matter last, and of no change to it */
  bool contrasts;      /* it, or its sentence before it, opens with a contrast */
} judge_clause;

/* Beside AYES_TAG_PRONOUN: the word stands for whatever was spoken of last ("it"), not for the
 * proposal before all ("this"). */
enum { JUDGE_TAG_IT = 1 << 6 };

typedef enum judge_state {
  JUDGE_ACTIVE = 0,
  JUDGE_SILENCED, /* a longer mark says it all */
  JUDGE_USED      /* an effect verb that has turned something */
} judge_state;

/* What is known by token, and of the end; the arrays lie in one block. */
typedef struct judge_tokens {
  uint64_t *kinds;      /* of the marks that start there */
  uint32_t *marks_from; /* place of the first mark there or behind */
  uint32_t *clause_of;  /* index of its clause */
  uint8_t *tags;        /* those of the caller, and JUDGE_TAG_IT */
  uint8_t *before;      /* tags of its clause before it */
  uint8_t *outright;    /* 1 where an outright statement stands */
  uint64_t *cuts;       /* by 64 tokens: a bit for each where a clause may begin */
  size_t capacity;      /* tokens; a multiple of 64 */
  void *block;
} judge_tokens;

struct ayes_judge {
  const ayes_settings *settings;
  bool is_terse;    /* nobody asks what scope did */
  ayes_arena arena; /* cleared a run */
  struct {
    judge_clause *items;
    size_t count, capacity;
  } clauses;
  judge_tokens tokens;
  uint8_t tags_seen; /* of all tokens, as the caller gave them and marks of lists add to them */
  uint64_t kinds;    /* of all marks: a step that needs others has nothing to do */
  struct {
    uint64_t *items; /* by 64 marks, then by kind: a bit for each mark of the kind */
    size_t count, capacity;
  } places;
  uint32_t longest; /* tokens of the longest mark that speaks */
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
  const ayes_target_facts *facts; /* of the proposal; NULL: none is known */
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

/* What an answer does. */
static inline uint64_t judge_act_kinds(void) {
  return judge_kind(AYES_KIND_QUESTION) | judge_kind(AYES_KIND_SUGGESTION) |
         judge_kind(AYES_KIND_CONCERN) | judge_kind(AYES_KIND_PRAISE) |
         judge_kind(AYES_KIND_INFORMATION) | judge_kind(AYES_KIND_NO_VIEW);
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

/* A bit for each of JUDGE_PLACES marks from base on that is of these kinds; base is a multiple. */
static inline uint64_t judge_places(const ayes_judge *judge, uint64_t kinds, size_t base) {
  const uint64_t *places = judge->places.items + base / JUDGE_PLACES * (size_t)AYES_KIND_COUNT;
  uint64_t found = 0;
  for (kinds &= judge->kinds; kinds; kinds &= kinds - 1) found |= places[ayes_first_bit(kinds)];
  return found;
}

/* Starts a walk over the marks of some kinds, in their order, at or behind a place, which is not
 * behind the last mark. */
static inline judge_walk judge_walk_from(const ayes_judge *judge, uint64_t kinds, size_t place) {
  judge_walk it = {.judge = judge, .kinds = kinds & judge->kinds};
  if (!it.kinds) return it;
  it.base = place - place % JUDGE_PLACES;
  it.left = judge_places(judge, it.kinds, it.base) & UINT64_MAX << place % JUDGE_PLACES;
  return it;
}

/* The same over all marks of these kinds. */
static inline judge_walk judge_walk_start(const ayes_judge *judge, uint64_t kinds) {
  return judge_walk_from(judge, kinds, 0);
}

/* The place of the next mark of these kinds; false behind the last. */
static inline bool judge_walk_next(judge_walk *it, size_t *index) {
  if (!it->kinds) return false;
  while (!it->left) {
    it->base += JUDGE_PLACES;
    if (it->base >= it->judge->marks->count) return false;
    it->left = judge_places(it->judge, it->kinds, it->base);
  }
  *index = it->base + ayes_first_bit(it->left);
  it->left &= it->left - 1;
  return true;
}

/* The place of the first mark that starts at token, which may be the end, or behind it. */
static inline size_t judge_seek(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.marks_from[token];
}

static inline const judge_clause *judge_clause_of(const ayes_judge *judge, const ayes_mark *mark) {
  return &judge->clauses.items[judge->tokens.clause_of[mark->first]];
}

/* Tags of the clause before a token of it. */
static inline unsigned judge_tags_before(const ayes_judge *judge, uint32_t token) {
  return judge->tokens.before[token];
}

static inline unsigned judge_tags_between(const ayes_judge *judge, uint32_t first, uint32_t last) {
  unsigned tags = 0;
  for (uint32_t i = first; i < last; i++) tags |= judge->tokens.tags[i];
  return tags;
}

/* The first word of the proposal's object between two tokens, or last. */
static inline uint32_t judge_first_object(const ayes_judge *judge, uint32_t first, uint32_t last) {
  while (first < last && !(judge->tokens.tags[first] & AYES_TAG_OBJECT)) first++;
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
  uint64_t found = 0;
  for (uint32_t i = first; i < last; i++) found |= judge->tokens.kinds[i];
  return found & kinds;
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
