/* SPDX-License-Identifier: MIT
 *
 * Marks: everything that speaks for or against, turns what others say, or tells what an answer does
 * or is about, is a stretch of tokens with a kind, a weight and the place of the entry that made
 * it. Lists and rules make marks; scope adjusts them; stance, acts and topics are functions of
 * them.
 *
 *     ayes_mark *mark = ayes_array_add(&marks, error);
 *     ayes_marks_sort(&marks);
 *     ayes_marks_resolve(&marks, error);
 */
#ifndef AYES_TEXT_MARKS_H
#define AYES_TEXT_MARKS_H

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"

typedef enum ayes_kind {
  AYES_KIND_NONE = 0,
  /* opinion: what is said */
  AYES_KIND_SUPPORT,  /* outright for the proposal */
  AYES_KIND_OPPOSE,   /* outright against it */
  AYES_KIND_DRAWBACK, /* of measures, whatever they are about: "unenforceable", "loss of income" */
  AYES_KIND_LIBERTY,  /* people should be let alone: against measures that restrain them */
  AYES_KIND_GOOD,     /* a good effect, quality or value, of whatever is spoken of */
  AYES_KIND_BAD,
  AYES_KIND_YES, /* opens an answer with yes */
  AYES_KIND_NO,
  AYES_KIND_NEUTRAL, /* holds words that elsewhere are an opinion, and says none: "to be fair" */
  /* shift: what turns or weakens opinions */
  AYES_KIND_NEGATION,    /* weight: factor, negative turns around (-0.8) */
  AYES_KIND_INTENSIFIER, /* weight: factor (1.5 "very", 0.6 "slightly") */
  AYES_KIND_HEDGE,       /* weight: factor below 1 ("might", "perhaps") */
  AYES_KIND_REVERSE,     /* turns what it does something to ("reduce", "lack of"); weight: its own
                            polarity when nothing good or bad follows */
  AYES_KIND_CONTRAST,    /* opens a clause that counts more than the one before ("but") */
  AYES_KIND_CONCESSION,  /* opens a clause that counts less ("although") */
  AYES_KIND_CONDITION,   /* opens a condition ("provided that") */
  AYES_KIND_REASON,      /* opens a clause that says why ("because") */
  AYES_KIND_REPORT,      /* what follows is said by others ("some argue that") */
  AYES_KIND_PREFERENCE,  /* what follows is put behind something else ("instead of") */
  AYES_KIND_IRONY,       /* a marker of irony */
  /* acts: what the answer does */
  AYES_KIND_QUESTION,
  AYES_KIND_SUGGESTION,
  AYES_KIND_CONCERN,
  AYES_KIND_PRAISE,
  AYES_KIND_INFORMATION,
  AYES_KIND_NO_VIEW,
  /* frames: what proposals do to their objects */
  AYES_KIND_PROMOTE,  /* "introduce", "allow", "fund" */
  AYES_KIND_SUPPRESS, /* "ban", "end", "abolish" */
  AYES_KIND_MODAL,    /* "should", "must", "ought to" */
  AYES_KIND_ONLY,     /* restricts what follows: "only", "no more than" */
  AYES_KIND_ASKING,   /* the question's own wrapping, no part of the proposal: "do you agree that";
                         weight 2 or more: a second question opens here; 3: it asks for ways */
  AYES_KIND_WHOLE,    /* what a proposal with "only" leaves out: "full year", "longer term" */
  AYES_KIND_NUMBER,   /* a number word; weight: its value */
  AYES_KIND_OUTLOOK,  /* what follows is yet to come: "would", "will"; it tells consequences */
  AYES_KIND_SUBJECT,  /* after a comma it opens a clause of its own: "and I", "it" */
  AYES_KIND_PRESENT,  /* speaks of how things are now: "current", "at present" */
  /* turns all of the clause that hangs on it: "do not agree that"; weight: factor, as of a
   * negation; 1: it says that it is so ("agree that", "no doubt") */
  AYES_KIND_DENIAL,
  AYES_KIND_MENTION, /* may stand for the proposal: "this plan", "it" */
  /* counter-proposals, for summaries; no part of stance */
  AYES_KIND_ALTERNATIVE, /* offers another way: "instead", "I would rather" */
  /* topics */
  AYES_KIND_TOPIC,
  /* found by the engine itself */
  AYES_KIND_TARGET,  /* a mention of the proposal */
  AYES_KIND_RIVAL,   /* a mention of what excludes it */
  AYES_KIND_LEARNED, /* words whose side was learned from the ticks of their question */
  AYES_KIND_COUNT
} ayes_kind;

/* Marks compete for tokens within a layer (the longest wins), never across layers. */
typedef enum ayes_layer {
  AYES_LAYER_OPINION,
  AYES_LAYER_SHIFT,
  AYES_LAYER_ACT,
  AYES_LAYER_FRAME,
  AYES_LAYER_TOPIC,
  AYES_LAYER_MENTION,
  AYES_LAYER_ALTERNATIVE,
  AYES_LAYER_COUNT
} ayes_layer;

typedef struct ayes_kind_facts {
  const char *name;       /* as in lists: "support" */
  double lowest, highest; /* allowed weights */
  double usual;           /* weight of an entry that names none */
} ayes_kind_facts;

extern const ayes_kind_facts ayes_kinds[AYES_KIND_COUNT];
extern const uint8_t ayes_kind_layers[AYES_KIND_COUNT]; /* by kind; apart, so as to be near */

/* Of any kind below AYES_KIND_COUNT. */
static inline const ayes_kind_facts *ayes_kind_get(ayes_kind kind) { return &ayes_kinds[kind]; }
static inline ayes_layer ayes_kind_layer(ayes_kind kind) {
  return (ayes_layer)ayes_kind_layers[kind];
}

/* The kind of that name, or AYES_KIND_NONE. */
ayes_kind ayes_kind_find(ayes_span name);

/* What records of results say of all entries of one kind, or topic, in one file. Any part of text
 * may be read by whole blocks (ayes_write_wide). */
typedef struct ayes_source_parts {
  uint16_t topic, weight, line; /* where in text these belong; topic: its id, or where weight is */
  char text[]; /* ","kind":"topic","topic":"parks","weight":,"source":"en/topics.tsv: */
} ayes_source_parts;

/* Where an entry or rule stands. */
typedef struct ayes_source {
  const char *place; /* "en/stance.tsv:57" */
  /* what a record of results says of a mark from here, see ayes_source_prepare */
  const ayes_source_parts *parts; /* NULL: not prepared */
  char line[7];                   /* behind the parts: 57"} */
  uint8_t line_length;
  ayes_span term; /* the term or pattern as written */
} ayes_source;

/* Writes the parts of results that are the same for all marks of an entry, once and for all. topic:
 * the id where kind is AYES_KIND_TOPIC, or NULL. like: a source prepared before with the same
 * arena, or NULL: where theirs would be the same, the parts are shared. A place that ends in no
 * line, which none of a list does, or takes more than 64 KB, is left unprepared. scratch: reused
 * from call to call. AYES_NO_MEMORY. */
ayes_status ayes_source_prepare(ayes_source *source, ayes_kind kind, const char *topic,
                                const ayes_source *like, ayes_buffer *scratch, ayes_arena *arena,
                                ayes_error *error);

typedef struct ayes_mark {
  uint32_t first, last; /* tokens, last excluded; never empty */
  ayes_kind kind;
  uint32_t topic; /* of kind AYES_KIND_TOPIC: the topic's number, from 1 to 2^31 - 1; otherwise 0 */
  double weight;  /* as listed */
  const ayes_source *source; /* NULL for marks the engine finds itself */
} ayes_mark;

typedef struct ayes_marks {
  ayes_mark *items;
  size_t count, capacity;
} ayes_marks;

/* Sorts by first token, then longest first, then kind, topic, weight (the heavier first) and
 * source: a total order, so that the same text gives the same marks in the same order. */
void ayes_marks_sort(ayes_marks *marks);

/* The same where those before first, which may be the end, are in that order: marks of lists come
 * so, those of rules behind them. */
void ayes_marks_sort_late(ayes_marks *marks, size_t first);

/* Sorts the marks from first on, all of which start at one token behind those before, and keeps one
 * of those that have the same source and end: spellings of one entry. They are few. */
void ayes_marks_sort_new(ayes_marks *marks, size_t first);

/* Of sorted marks, keeps in each layer some that do not overlap: the longest first, of equally long
 * ones the leftmost, of those on the same tokens the first in order. In the topic layer marks
 * compete only within one topic. AYES_NO_MEMORY, and then they are of no use. O(n log n + tokens of
 * the marks). */
ayes_status ayes_marks_resolve(ayes_marks *marks, ayes_error *error);

#endif
