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
  bool ironic;      /* a marker of irony stands in it */
  bool advises;     /* it suggests something */
  bool follows_object; /* the clauses before it spoke of the matter last, and of no change to it */
} judge_clause;

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
  JUDGE_TAG_DENIED = 1 << 7 /* a denial reaches it; clauses do not note this one */
};

/* What is known by token, and of the end; the arrays lie in one block. */
typedef struct judge_tokens {
  uint64_t *kinds;      /* of the marks that start there */
  uint32_t *marks_from; /* place of the first mark there or behind */
  uint32_t *clause_of;  /* index of its clause */
  uint8_t *tags;        /* those of the caller, and the above */
  uint8_t *before;      /* tags of its clause before it */
  uint8_t *outright;    /* 1 where an outright statement stands */
  uint64_t *cuts;       /* by 64 tokens: a bit for each where a clause may begin */
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
  JUDGE_SET_STANDING, /* what stands for the proposal, or for more than it offers */
  JUDGE_SET_CLAUSE,   /* what says something of its whole clause */
  JUDGE_SET_PROMOTING,
  JUDGE_SET_SUPPRESSING,
  JUDGE_SET_FRAMES,
  JUDGE_SET_DENIALS,
  JUDGE_SET_SHOWN,    /* opinions, acts, topics: evidence shows their entries */
  JUDGE_SET_USED,     /* effect verbs that have turned something */
  JUDGE_SET_ACTIVE,   /* all but those used, and those of which a longer mark says it all; such
                         are in none of the sets from here on */
  JUDGE_SET_FEELINGS, /* opinions, and acts that may be opinions, too */
  JUDGE_SET_SHIFTS,
  JUDGE_SET_REVERSES,
  JUDGE_SET_OPENERS,
  JUDGE_SET_ACTS, /* what acts are told by */
  JUDGE_SET_CONDITIONS,
  JUDGE_SET_COUNT
} judge_set;

/* What sentences do, as far as whole ones tell. */
typedef struct judge_sentences {
  unsigned questions; /* 1: one is a question */
  unsigned inform;    /* 1: in one of some length nothing happens */
  size_t advising;    /* how many ask or advise */
} judge_sentences;

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
  judge_tokens tokens;
  uint8_t tags_seen; /* of all tokens, as the caller gave them and marks of lists add to them */
  uint64_t kinds;    /* of all marks: a step that needs others has nothing to do */
  struct {
    uint64_t *items; /* by 64 marks, then by judge_set: a bit for each mark of the set */
    size_t count, capacity;
  } places;
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

/* From now on a mark is in none of the sets of active ones. */
static inline void judge_silence(ayes_judge *judge, size_t index) {
  uint64_t *sets = &judge->places.items[index / JUDGE_PLACES * JUDGE_SET_COUNT];
  for (int set = JUDGE_SET_ACTIVE; set < JUDGE_SET_COUNT; set++)
    sets[set] &= ~(UINT64_C(1) << index % JUDGE_PLACES);
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
  JUDGE_MENTION_REACH = 2 /* tokens from an opinion to "this" or "the plan" */
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
 * keeps it open; "it must be kept" where it closes it. */
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

/* Tags the words that a denial reaches, and silences the negations that stand in its own: it says
 * for all that hangs on it whether it is so. */
void ayes_judge_find_denials(ayes_judge *judge);

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

/* Appends a note to what scope did: "negated by “not”". by: the mark whose words these are, or
 * NULL. */
ayes_status ayes_judge_write_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                  const ayes_mark *by);

/* The same, where somebody asks for it. */
static inline ayes_status judge_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                     const ayes_mark *by) {
  return judge->is_terse ? AYES_OK : ayes_judge_write_note(judge, adjusted, what, by);
}

#endif
