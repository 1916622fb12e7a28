/* SPDX-License-Identifier: MIT
 *
 * The proposal that answers are about: its frame (what it would do, to what, and whether that
 * promotes or suppresses it), its mentions in answers, and its rivals. Derived once a question.
 *
 *     ayes_target_source source = {.text = ayes_span_of("Homeschooling should be banned")};
 *     ayes_target_new(lexicon, types, &source, &target, error);
 *     ayes_target_facts_get(target)->direction                          -- -1: it suppresses
 *     ayes_target_tag(target, &text, types, tags, error);
 *     ayes_target_free(target);
 *
 * Sources: stance to a claim as sentiment towards its target, turned by contrast (Bar-Haim et al.
 * 2017); verbs that turn what is said of their objects (Deng & Wiebe 2014).
 */
#ifndef AYES_STANCE_TARGET_H
#define AYES_STANCE_TARGET_H

#include "lexicon/lexicon.h"

typedef struct ayes_target_source {
  ayes_span text; /* the proposal, or the question that asks about it; may be empty */
  const ayes_span *names;
  size_t name_count;
  const ayes_span *rivals;
  size_t rival_count;
} ayes_target_source;

typedef struct ayes_target_facts {
  ayes_span text;     /* as given */
  ayes_span proposal; /* without the question's wrapping; a part of text */
  int direction;      /* +1: it promotes its object; -1: it suppresses it */
  ayes_span action;   /* the words that say so; empty when the proposal is a bare name */
  bool withdraws;     /* it ends what people have ("close"), rather than what some do ("ban") */
  bool frees;         /* it does away with a restraint ("legalise", "lift the ban") */
  bool ends_change;   /* what it ends is a change itself ("stop the closure", "lift the ban") */
  bool wards_off;     /* it stands against what is planned ("stop the quarry", "save the bus") */
  bool ways;          /* an aim that the question asks for ways to ("what could we do to") */
  bool asked;         /* text asks a question ("should ...?") rather than making a claim */
  bool verdict;       /* its action is a verdict ("is wrong") */
  bool claims;        /* text makes a claim ("we should ...") rather than naming a proposal */
  bool keeps;         /* it is about how things are now ("the current service") */
  bool restricts;     /* it allows only a part ("only 6 months") */
  const ayes_span *objects; /* stems of its content words */
  size_t object_count;
  const ayes_span *names; /* as given and derived (acronyms) */
  size_t name_count;
  const ayes_span *rivals; /* as given and derived */
  size_t rival_count;
  const uint32_t *topics; /* 1-based numbers of topics its words name with weight 1 or more */
  size_t topic_count;
} ayes_target_facts;

/* Tags beside AYES_TAG_TARGET and AYES_TAG_RIVAL. */
enum {
  AYES_TAG_OBJECT = 1 << 2,  /* a content word of the proposal */
  AYES_TAG_PRONOUN = 1 << 3, /* may stand for the proposal: "this", "it", "the proposal" */
  AYES_TAG_ACTION = 1 << 4,  /* a word of the proposal's own action: "ban" */
  AYES_TAG_LOOSE = 1 << 5 /* with AYES_TAG_TARGET: terms may match it, attachment does not see it */
};

typedef struct ayes_target ayes_target;

/* *target is yours and outlives types. lexicon must outlive it. */
ayes_status ayes_target_new(const ayes_lexicon *lexicon, ayes_types *types,
                            const ayes_target_source *source, ayes_target **target,
                            ayes_error *error);
void ayes_target_free(ayes_target *target);

const ayes_target_facts *ayes_target_facts_get(const ayes_target *target);

/* Writes the tags of each token of text; tags has text->tokens.count bytes. NULL target: all 0.
 * O(tokens * longest name). */
void ayes_target_tag(const ayes_target *target, const ayes_text *text, const ayes_types *types,
                     uint8_t *tags);

#endif
