/* SPDX-License-Identifier: MIT
 *
 * From adjusted opinions to a label. Outright statements and tone are summed apart; tone counts
 * less once a side is said outright. The sum decides: under a threshold no side is taken; with both
 * sides strong it is mixed. score is tanh of the sum; confidence a logistic function of the
 * distance from the threshold, fitted on labelled answers (Platt 1999; bench/README.md says which).
 */
#include "stance/judge_private.h"

#include <math.h>

/* Caps of what speaks for confidence, and what keeps one weak word from being certain. */
static const double FARTHEST = 3, CLEAREST = 2, LITTLE_SAID = 0.3, SHORT_ANSWER = 30;

/* How much silence can say for itself. */
static const double SILENT = 0.8;

/* How even both sides of tone must be to be mixed. */
static const double TONE_SHARE = 0.7;

typedef struct sides {
  double in_favour, against; /* >= 0 */
} sides;

typedef struct sums {
  sides outright, tone;
  sides strong; /* outright, without what contrast gave or took, and wherever it stands */
} sums;

/* One machine instruction each, where fmin and fmax are calls. */
static inline double least(double a, double b) { return a < b ? a : b; }
static inline double most(double a, double b) { return a > b ? a : b; }
static inline double positive(double weight) { return weight > 0 ? weight : 0; }

static void add(sides *to, double weight) {
  to->in_favour += positive(weight);
  to->against += positive(-weight);
}

static double both(const sides *it) { return it->in_favour + it->against; }

static double balance(const sides *it) { return it->in_favour - it->against; }

static double weaker(const sides *it) { return least(it->in_favour, it->against); }

static double stronger(const sides *it) { return most(it->in_favour, it->against); }

/* What an opinion counts by where it stands: elsewhere, in the first sentence, in the last. */
typedef struct places {
  double factors[3];
  uint32_t first_last; /* the token behind the first sentence */
  uint32_t last_first; /* the first token of the last */
} places;

static places places_of(const ayes_judge *judge) {
  const ayes_sentence *sentences = judge->text->sentences.items;
  size_t count = judge->text->sentences.count;
  if (count < 2) return (places){.factors = {1, 1, 1}};
  return (places){{1, judge->settings->first_sentence, judge->settings->last_sentence},
                  sentences[0].last,
                  sentences[count - 1].first};
}

static double place_factor(const places *it, const ayes_adjusted *adjusted) {
  uint32_t token = adjusted->mark.first;
  return it->factors[(token < it->first_last) + 2 * (token >= it->last_first)];
}

static bool opens_answer(ayes_kind kind) {
  return (judge_kind(AYES_KIND_YES) | judge_kind(AYES_KIND_NO)) & judge_kind(kind);
}

/* Contrast decides which side weighs more, not whether both are there. */
static double strength_of(const ayes_judge *judge, const ayes_adjusted *adjusted) {
  if (!(judge->kinds & judge_kind(AYES_KIND_CONTRAST))) return adjusted->weight;
  const judge_clause *clause = judge_clause_of(judge, &adjusted->mark);
  return adjusted->weight / judge_contrast_of(judge, clause)->factor;
}

/* Which opinions are outright cannot be foretold: both kinds are added up alike. As praise and
 * worry each counts by itself, wherever it stands. */
static sums add_up(ayes_judge *judge) {
  sides of[2] = {{0, 0}, {0, 0}}, strengths[2] = {{0, 0}, {0, 0}}; /* tone, outright */
  sides said = {0, 0};
  const double shares[] = {judge->settings->tone_weight, 1};
  const double openers[] = {1, judge->settings->opener_weight};
  const places where = places_of(judge);
  for (size_t i = 0; i < judge->adjusted.count; i++) {
    ayes_adjusted *adjusted = &judge->adjusted.items[i];
    double weight = adjusted->weight * place_factor(&where, adjusted);
    adjusted->strength = strength_of(judge, adjusted);
    add(&of[adjusted->outright], weight * openers[opens_answer(adjusted->mark.kind)]);
    add(&strengths[adjusted->outright], adjusted->strength);
    add(&said, shares[adjusted->outright] * adjusted->strength);
  }
  judge->praise = said.in_favour;
  judge->worry = said.against;
  return (sums){.outright = of[1], .tone = of[0], .strong = strengths[1]};
}

/* The share of sentences that ask or advise. */
static double advice_share(const ayes_judge *judge) {
  size_t count = judge->text->sentences.count;
  return count ? (double)judge->sentences.advising / (double)count : 0;
}

static bool says_outright(const ayes_judge *judge, const sums *total) {
  return both(&total->outright) >= judge->settings->neutral_below;
}

/* Of an answer that only asks and advises, tone says less than of one that also argues. */
static double plain_threshold(const ayes_judge *judge, const sums *total) {
  const ayes_settings *settings = judge->settings;
  if (says_outright(judge, total)) return settings->neutral_below;
  double advice = settings->neutral_below_advice - settings->neutral_below_bare;
  return settings->neutral_below_bare + advice * advice_share(judge);
}

static bool answers_claim(const ayes_judge *judge) { return judge->facts && judge->facts->claims; }

/* Who answers a claim argues: silence about the side is rarer than with a question. */
static double threshold_for(const ayes_judge *judge, const sums *total) {
  return plain_threshold(judge, total) * (answers_claim(judge) ? judge->settings->claim_factor : 1);
}

/* "The principle is excellent. The detail is terrible." */
static bool tone_is_mixed(const ayes_judge *judge, const sums *total) {
  const ayes_settings *settings = judge->settings;
  if (answers_claim(judge) || says_outright(judge, total)) return false;
  bool may_contrast = judge->kinds & judge_kind(AYES_KIND_CONTRAST);
  for (size_t i = 0; may_contrast && i < judge->clauses.count; i++)
    if (judge->clauses.items[i].opener == AYES_KIND_CONTRAST)
      return false; /* it says which weighs */
  return settings->tone_weight * weaker(&total->tone) >= settings->mixed_tone &&
         weaker(&total->tone) >= TONE_SHARE * stronger(&total->tone);
}

static ayes_stance label(const ayes_judge *judge, const sums *total, double sum, double threshold) {
  const ayes_settings *settings = judge->settings;
  if (weaker(&total->strong) >= settings->mixed_least &&
      weaker(&total->strong) >= settings->mixed_share * stronger(&total->strong))
    return AYES_MIXED;
  if (tone_is_mixed(judge, total)) return AYES_MIXED;
  if (sum > threshold) return AYES_SUPPORT;
  return sum < -threshold ? AYES_OPPOSE : AYES_NEUTRAL;
}

/* How far all that was said points one way: 0 to nearly 1. */
static double purity(const ayes_judge *judge, const sums *total, double sum) {
  double said = both(&total->outright) + judge->settings->tone_weight * both(&total->tone);
  return fabs(sum) / (said + LITTLE_SAID);
}

/* A claim that no change is proposed in ("India can lead the world"), or that puts one thing before
 * another, gives little to attach to. */
static bool is_loose(const ayes_judge *judge) {
  if (!judge->facts) return false;
  const ayes_target_facts *facts = judge->facts;
  return facts->claims & (facts->verdict | (facts->action.length == 0) | (facts->rival_count > 0));
}

static double compute_length_term(size_t tokens) { return log(1 + (double)tokens / SHORT_ANSWER); }

void ayes_judge_know_lengths(ayes_judge *judge) {
  for (size_t i = 0; i < JUDGE_LENGTHS; i++) judge->length_terms[i] = compute_length_term(i);
}

static double length_term(const ayes_judge *judge, size_t tokens) {
  return tokens < JUDGE_LENGTHS ? judge->length_terms[tokens] : compute_length_term(tokens);
}

static double confidence(const ayes_judge *judge, const sums *total, ayes_stance stance, double sum,
                         double threshold) {
  const ayes_settings *settings = judge->settings;
  double distance = least(fabs(fabs(sum) - threshold), FARTHEST);
  double outright = least(fabs(balance(&total->outright)), CLEAREST);
  double logit = settings->confidence_offset + settings->confidence_slope * distance +
                 settings->confidence_outright * outright +
                 settings->confidence_purity * purity(judge, total, sum);
  logit += (const double[]){0, settings->confidence_loose}[is_loose(judge)];
  logit += settings->confidence_length * length_term(judge, judge->text->tokens.count);
  if (stance == AYES_NEUTRAL || stance == AYES_MIXED)
    logit = settings->confidence_neutral + least(distance, SILENT);
  return 1 / (1 + exp(-logit));
}

static void choose_decisive(ayes_judge *judge) {
  ayes_stance stance = judge->judgement.stance;
  bool mixed = stance == AYES_MIXED;
  double side = (stance == AYES_SUPPORT) - (stance == AYES_OPPOSE);
  for (size_t i = 0; i < judge->adjusted.count; i++) {
    ayes_adjusted *adjusted = &judge->adjusted.items[i];
    adjusted->decisive = mixed | (side * adjusted->weight > 0);
  }
}

/* A condition in a sentence that also says a side outright. */
static bool is_conditional(const ayes_judge *judge) {
  bool conditional = false;
  if (!(judge->kinds & judge_kind(AYES_KIND_CONDITION))) return false;
  for (size_t i = 0; i < judge->adjusted.count; i++) {
    const ayes_adjusted *adjusted = &judge->adjusted.items[i];
    conditional |= adjusted->outright & judge_clause_of(judge, &adjusted->mark)->conditional;
  }
  return conditional;
}

void ayes_judge_decide(ayes_judge *judge) {
  ayes_judgement *judgement = &judge->judgement;
  const ayes_settings *settings = judge->settings;
  sums total = add_up(judge);
  double outright = balance(&total.outright);
  double factor = fabs(outright) > settings->outright_least ? settings->tone_under_outright : 1;
  double tone = settings->tone_weight * balance(&total.tone) * factor;
  double sum = settings->outright_weight * outright + tone;
  double threshold = threshold_for(judge, &total);
  judgement->stance = label(judge, &total, sum, threshold);
  judgement->score = tanh(sum * settings->score_scale);
  judgement->confidence = confidence(judge, &total, judgement->stance, sum, threshold);
  judgement->conditional = is_conditional(judge);
  judgement->outright_for = total.outright.in_favour;
  judgement->outright_against = total.outright.against;
  judgement->tone_for = total.tone.in_favour;
  judgement->tone_against = total.tone.against;
  judgement->tone_factor = factor;
  judgement->sum = sum;
  judgement->threshold = threshold;
  choose_decisive(judge);
}

void ayes_judge_settle(ayes_judge *judge, ayes_stance stance, double score, double confidence) {
  judge->judgement.stance = stance;
  judge->judgement.score = score;
  judge->judgement.confidence = confidence;
  choose_decisive(judge);
}
