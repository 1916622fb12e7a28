/* SPDX-License-Identifier: MIT
 *
 * The numbers of the decision: the object "decision" of pack.json, so that whoever tunes a language
 * needs no compiler. FORMAT.md lists them.
 *
 *     ayes_settings settings;
 *     ayes_settings_read(pack->json, "en/pack.json", &settings, error);
 */
#ifndef AYES_STANCE_SETTINGS_H
#define AYES_STANCE_SETTINGS_H

#include "base/json.h"

#include "base/error.h"

typedef struct ayes_settings {
  /* scope: how far a shift reaches, in tokens */
  double negation_window;
  double litotes_factor; /* of a negated "against": it says less than "for" */
  double hedge_window;
  double intensifier_window;
  double reverse_window;
  double reverse_least;  /* the weight of a thing from which an effect verb turns it */
  double passive_window; /* between a thing and the effect verb behind it */
  double rival_factor;   /* what is said of a rival; -1 turns it around */
  double attach_window;  /* between an opinion and the mention it is about */
  /* scope: factors */
  double question_factor;   /* opinions in a question */
  double quote_factor;      /* opinions inside quotation marks */
  double irony_factor;      /* what is good beside a marker of irony */
  double condition_factor;  /* opinions inside a condition */
  double before_contrast;   /* what stands before "but" in the same sentence */
  double before_however;    /* sentences before one that opens with a contrast */
  double contrast_least;    /* sum before a contrast from which it shows what the contrast means */
  double suggestion_factor; /* tone in a clause that suggests */
  double advice_least;      /* weight of a suggestion's mark from which its clause does */
  double topic_factor;      /* tone of words that name a topic */
  double off_target_factor; /* tone away from the proposal, in longer answers */
  double outlook_factor;    /* tone about the object of a claim that suppresses it, in "would" */
  double feeling_weight;    /* marks of concern and praise, counted as tone */
  /* sums */
  double outright_weight;
  double tone_weight;
  double first_sentence;
  double last_sentence;
  double tone_under_outright; /* tone counts by this factor once the outright sum is over */
  double outright_least;      /* this */
  double opener_weight;       /* a yes or no that opens the answer */
  /* labels, in units of the sum */
  double neutral_below;        /* |sum| under this takes no side */
  double neutral_below_bare;   /* the same when nothing outright is said */
  double neutral_below_advice; /* the same when all it does is ask and suggest */
  double claim_factor;         /* the thresholds above, where the proposal is put as a claim */
  double mixed_share;          /* the weaker side over the stronger from which it is mixed */
  double mixed_least;          /* what either side must reach for that */
  double mixed_tone;  /* what tone must reach on either side, nothing being said outright */
  double score_scale; /* score = tanh(sum * score_scale) */
  /* confidence = 1 / (1 + exp(-(offset + slope * distance from the threshold + outright * outright
   * sum + purity * |sum| / all that was said))) */
  double confidence_offset;
  double confidence_slope;
  double confidence_outright;
  double confidence_purity;
  double confidence_loose;   /* added where a claim proposes no change */
  double confidence_length;  /* times log(1 + words / 30) */
  double confidence_neutral; /* neutral and mixed: 1 / (1 + exp(-(this + distance))) */
  /* acts: least summed weight */
  double act_least;
  double praise_least;
  double concern_least;
  double information_words; /* a plain statement has at least so many words */
  /* topics */
  double topic_least;         /* summed weight that assigns a topic */
  double topic_repeat;        /* what a further hit of the same term adds */
  double topic_target;        /* added to topics that the proposal names */
  double topic_target_aspect; /* the same for topics below "aspect_topics" of pack.json */
} ayes_settings;

/* Defaults, then what "decision" of pack.json says. AYES_BAD_DATA: an unknown name or no number. */
ayes_status ayes_settings_read(const json_t *pack, const char *source, ayes_settings *settings,
                               ayes_error *error);

#endif
