/* SPDX-License-Identifier: MIT
 *
 * The working state of one judgement, and the sets of kinds that its steps ask for.
 */
#ifndef AYES_STANCE_JUDGE_STATE_H
#define AYES_STANCE_JUDGE_STATE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/bits.h"
#include "stance/stance.h"

/* A stretch of one sentence within which shifts reach. */
typedef struct judge_clause {
  uint32_t first, last; /* tokens */
  uint32_t sentence;
  const ayes_mark *opened_by;
  double factor;         /* contrast, concession, report, condition */
  uint64_t kinds;        /* of the marks that start in it, silenced ones too */
  uint32_t named_from;   /* the last that names the proposal, a rival or the object is one of
                            JUDGE_TOKENS_AT_ONCE tokens from here on, where there is any */
  uint32_t change_from;  /* the token from which it speaks of a change */
  uint32_t change_at;    /* the token at which it names the change, where it does so first */
  uint32_t outlook_from; /* the token from which it speaks of what is yet to come, or UINT32_MAX */
  uint32_t present_from; /* the token from which it speaks of how things are now, or UINT32_MAX */
  uint8_t opener;        /* contrast, concession, condition, report, preference, reason, or none */
  int8_t change;         /* the proposed change (+1), the contrary (-1), or neither */
  uint8_t tags;          /* of its tokens */
  uint8_t supposed; /* tags of what a condition in its sentence supposes ("if we got six months") */
  uint8_t turners;  /* JUDGE_SHIFT, JUDGE_VERB: what of those may turn its opinions */
  bool ironic;      /* a marker of irony stands in it */
  bool advises;     /* it suggests something */
  bool asks;        /* its sentence is a question */
  bool conditional; /* its sentence holds a condition that supposes neither proposal nor rival */
  bool follows_object; /* the clauses before it spoke of the matter last, and of no change to it */
} judge_clause;

/* What turns opinions. */
enum { JUDGE_SHIFT = 1 << 0, JUDGE_VERB = 1 << 1 };

/* What contrast does to a clause. */
typedef struct judge_contrast {
  double factor;      /* the part of the clause's factor that contrast gave or took */
  double said_before; /* sum of what was said before the contrast that it, or its sentence before
                         it, opens with; 0: it opens with none */
} judge_contrast;

/* Tags beside those of the caller. */
enum {
  JUDGE_TAG_IT = 1 << 6, /* with AYES_TAG_PRONOUN: the word stands for whatever was spoken of last
                            ("it"), not for the proposal before all ("this") */
  JUDGE_TAG_DENIED = 1 << 7, /* a denial reaches it; clauses do not note this one */
  /* what a word has that is of the proposal's matter or a rival's */
  JUDGE_TAGS_NAMED = AYES_TAG_OBJECT | AYES_TAG_TARGET | AYES_TAG_RIVAL
};

/* What is known by token, and of the end; the arrays lie in one block. */
typedef struct judge_tokens {
  uint64_t *kinds;      /* of the marks that start there */
  uint32_t *marks_from; /* place of the first mark there or behind */
  uint32_t *clause_of;  /* index of its clause */
  uint8_t *tags;        /* those of the caller, and the above */
  uint8_t *before;      /* tags of its clause before it */
  uint8_t *outright;    /* 1 where an outright statement stands */
  uint64_t *cuts;       /* by 64 tokens: a bit for each where a clause begins, but those where a
                           comma ends the one before */
  uint64_t *commas;     /* by 64 tokens: a bit for each with a comma before it */
  size_t capacity;      /* tokens; a multiple of 64 */
  void *block;
} judge_tokens;

enum { JUDGE_TOKENS_AT_ONCE = 8 }; /* in the arrays above there is room for so many more */

/* Sets of marks that are visited together, most of them those of some kinds. */
typedef enum judge_set {
  JUDGE_SET_OPINIONS,
  JUDGE_SET_SPEAKING, /* what says what its words mean, be it nothing: an act found in them is no
                         opinion */
  JUDGE_SET_PLAIN,    /* outright opinions, and acts that may hold their words */
  JUDGE_SET_SWALLOWABLE,
  JUDGE_SET_NEGATIONS,
  JUDGE_SET_MENTIONS, /* what stands for the proposal */
  JUDGE_SET_WHOLES,   /* what stands for more than it offers */
  JUDGE_SET_CLAUSE,   /* what says something of its whole clause */
  JUDGE_SET_SUGGESTIONS,
  JUDGE_SET_PROMOTING,
  JUDGE_SET_SUPPRESSING,
  JUDGE_SET_MODALS,
  JUDGE_SET_CHANGES, /* change verbs; but for words of the proposal's own object, see judge.c */
  JUDGE_SET_FRAMES,  /* modals and commands, see judge.c */
  JUDGE_SET_DENIALS,
  JUDGE_SET_SHOWN,    /* opinions, acts, topics: evidence shows their entries */
  JUDGE_SET_USED,     /* effect verbs that have turned something */
  JUDGE_SET_ACTIVE,   /* all but those used, and those of which a longer mark says it all; such
                         are in none of the sets from here on */
  JUDGE_SET_FEELINGS, /* opinions, and acts that may be opinions, too */
  JUDGE_SET_SHIFTS,
  JUDGE_SET_TURNERS, /* these and effect verbs */
  JUDGE_SET_REVERSES,
  JUDGE_SET_OPENERS,
  JUDGE_SET_ACTS, /* what acts are told by */
  JUDGE_SET_CONDITIONS,
  JUDGE_SET_COUNT,
  JUDGE_ACTIVE_SETS = JUDGE_SET_COUNT - JUDGE_SET_ACTIVE
} judge_set;

/* A denial that denies something. */
typedef struct judge_denial {
  const ayes_mark *mark;
  uint32_t end; /* the token behind what it denies */
} judge_denial;

/* What sentences do, as far as whole ones tell. */
typedef struct judge_sentences {
  unsigned questions; /* 1: one is a question */
  unsigned inform;    /* 1: in one of some length nothing happens */
  size_t advising;    /* how many ask or advise */
} judge_sentences;

enum { JUDGE_LENGTHS = 256 }; /* tokens of most answers, and more */

struct ayes_judge {
  const ayes_settings *settings;
  bool is_terse;    /* nobody asks what scope did */
  ayes_arena arena; /* cleared a run */
  struct {
    judge_clause *items;
    size_t count, capacity;
  } clauses;
  struct {
    judge_contrast *items; /* by clause, where there is any contrast */
    size_t capacity;
  } contrasts;
  struct {
    judge_denial *items; /* in the order of the text */
    size_t count, capacity;
  } denials;
  judge_tokens tokens;
  double length_terms[JUDGE_LENGTHS]; /* by tokens: what so many say for confidence */
  uint8_t tags_seen; /* of all tokens, as the caller gave them and marks of lists add to them */
  uint64_t kinds;    /* of all marks: a step that needs others has nothing to do */
  struct {
    uint64_t *items; /* by 64 marks, then by judge_set: a bit for each mark of the set */
    size_t count, capacity;
  } places;
  struct {
    const ayes_mark **items; /* of kind topic */
    size_t count, capacity;
  } topics;
  judge_sentences sentences;
  double praise, worry; /* >= 0: what opinions amount to as such */
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

static inline uint64_t judge_outright_kinds(void) {
  return judge_kind(AYES_KIND_SUPPORT) | judge_kind(AYES_KIND_OPPOSE) | judge_kind(AYES_KIND_YES) |
         judge_kind(AYES_KIND_NO);
}

/* Tone about measures as such, which is said of what is proposed, not of its object. */
static inline uint64_t judge_measure_kinds(void) {
  return judge_kind(AYES_KIND_DRAWBACK) | judge_kind(AYES_KIND_LIBERTY);
}

static inline uint64_t judge_tone_kinds(void) {
  return judge_kind(AYES_KIND_GOOD) | judge_kind(AYES_KIND_BAD) | judge_measure_kinds();
}

static inline bool judge_is_of_measures(ayes_kind kind) {
  return judge_measure_kinds() & judge_kind(kind);
}

static inline uint64_t judge_change_kinds(void) {
  return judge_kind(AYES_KIND_PROMOTE) | judge_kind(AYES_KIND_SUPPRESS);
}

static inline uint64_t judge_opinion_kinds(void) {
  return judge_outright_kinds() | judge_tone_kinds();
}

static inline uint64_t judge_feeling_kinds(void) {
  return judge_kind(AYES_KIND_CONCERN) | judge_kind(AYES_KIND_PRAISE);
}

/* Acts whose longer phrases may hold outright words. */
static inline uint64_t judge_plain_act_kinds(void) {
  return judge_kind(AYES_KIND_NO_VIEW) | judge_kind(AYES_KIND_SUGGESTION) |
         judge_kind(AYES_KIND_QUESTION);
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

/* Kinds of which a clause opens with one. */
static inline uint64_t judge_opening_kinds(void) {
  return judge_kind(AYES_KIND_CONTRAST) | judge_kind(AYES_KIND_CONCESSION) |
         judge_kind(AYES_KIND_CONDITION) | judge_kind(AYES_KIND_REPORT) |
         judge_kind(AYES_KIND_PREFERENCE) | judge_kind(AYES_KIND_REASON);
}

/* What turns or weighs opinions within its reach. */
static inline uint64_t judge_shift_kinds(void) {
  return judge_kind(AYES_KIND_NEGATION) | judge_kind(AYES_KIND_HEDGE) |
         judge_kind(AYES_KIND_INTENSIFIER);
}

static inline bool judge_is_opinion(ayes_kind kind) {
  return judge_opinion_kinds() & judge_kind(kind);
}

#endif
