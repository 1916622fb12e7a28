/* SPDX-License-Identifier: MIT
 *
 * Clean bytes, words, marks of lists and rules, stance, acts, topics: one pass each, O(bytes), in
 * memory that is reused from answer to answer. Proposals that answers bring along are compiled once
 * and kept, as many answers share one.
 */
#include "api/analysis.h"

#include "api/asked.h"
#include "api/evidence.h"
#include "api/ticks.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/names.h"
#include "tally/seen.h"
#include "text/utf8.h"

enum { KEPT_TARGETS = 256 };

struct ayes_analysis {
  const ayes_engine *engine;
  ayes_types *types;
  ayes_lexicon_matcher *lists;
  ayes_rules_matcher *matcher;
  ayes_judge *judge;
  ayes_text text;
  ayes_marks marks;
  struct {
    uint8_t *items;
    size_t count, capacity;
  } tags;
  ayes_buffer clean;
  ayes_topic_scores scores;
  struct {
    ayes_topic *items;
    size_t count, capacity;
  } topics;
  ayes_evidence_list evidence, all;
  ayes_names target_texts; /* number i + 1 for target i */
  ayes_target *kept[KEPT_TARGETS];
  const ayes_question *question; /* of the last run, or NULL */
  const ayes_target *target;     /* of the last run */
  ayes_asked asked;
  ayes_ticks ticks;
  const ayes_judgement *judgement;
  ayes_learned learned;
  bool is_learned; /* the question of the last run has a model */
  ayes_buffer hashing;
  uint64_t folded_hash; /* of the last text, once it was asked for, or of the next */
  bool has_hash, has_next_hash;
  ayes_result result;
};

ayes_status ayes_analysis_new(const ayes_engine *engine, ayes_analysis **out, ayes_error *error) {
  *out = NULL;
  ayes_analysis *analysis = ayes_memory_new_zeroed(1, sizeof *analysis);
  if (!analysis) return ayes_error_memory(error);
  analysis->engine = engine;
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  ayes_status status = ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(engine->lexicon),
                                      &analysis->types, error);
  if (status == AYES_OK)
    status = ayes_lexicon_matcher_new(engine->lexicon, &analysis->lists, error);
  if (status == AYES_OK) status = ayes_rules_matcher_new(engine->rules, &analysis->matcher, error);
  if (status == AYES_OK) status = ayes_judge_new(&engine->settings, &analysis->judge, error);
  if (status != AYES_OK) {
    ayes_analysis_free(analysis);
    return status;
  }
  *out = analysis;
  return AYES_OK;
}

void ayes_analysis_be_terse(ayes_analysis *analysis) { ayes_judge_be_terse(analysis->judge); }

static void forget_targets(ayes_analysis *analysis) {
  for (size_t i = 0; i < KEPT_TARGETS; i++) {
    ayes_target_free(analysis->kept[i]);
    analysis->kept[i] = NULL;
  }
  ayes_names_release(&analysis->target_texts);
}

void ayes_analysis_free(ayes_analysis *analysis) {
  if (!analysis) return;
  forget_targets(analysis);
  ayes_judge_free(analysis->judge);
  ayes_rules_matcher_free(analysis->matcher);
  ayes_lexicon_matcher_free(analysis->lists);
  ayes_types_free(analysis->types);
  ayes_text_release(&analysis->text);
  ayes_array_release(&analysis->marks);
  ayes_array_release(&analysis->tags);
  ayes_topics_release(&analysis->scores);
  ayes_array_release(&analysis->topics);
  ayes_evidence_release(&analysis->evidence);
  ayes_evidence_release(&analysis->all);
  ayes_learned_release(&analysis->learned);
  ayes_buffer_release(&analysis->hashing);
  ayes_buffer_release(&analysis->clean);
  ayes_memory_free(analysis);
}

/* The proposal that the answer itself names, compiled now or earlier. */
static ayes_status own_target(ayes_analysis *analysis, ayes_span text, const ayes_target **target,
                              ayes_error *error) {
  uint32_t number;
  if (ayes_names_count(&analysis->target_texts) >= KEPT_TARGETS) forget_targets(analysis);
  ayes_status status = ayes_names_add(&analysis->target_texts, text, &number, error);
  if (status != AYES_OK) return status;
  ayes_target **slot = &analysis->kept[number - 1];
  ayes_target_source source = {.text = text};
  if (!*slot)
    status = ayes_target_new(analysis->engine->lexicon, analysis->types, &source, slot, error);
  *target = *slot;
  return status;
}

static ayes_status find_target(ayes_analysis *analysis, const ayes_answer *answer,
                               ayes_error *error) {
  ayes_span own = ayes_span_trim(answer->target);
  if (own.length) return own_target(analysis, own, &analysis->target, error);
  analysis->target = ayes_engine_target_of(analysis->engine, analysis->question);
  return AYES_OK;
}

/* Of texts whose hash is known there is nothing to clean. */
static ayes_status clean_text(ayes_analysis *analysis, ayes_span text, ayes_error *error) {
  analysis->result.bad_bytes = 0;
  analysis->result.text = text;
  if (analysis->has_hash) return AYES_OK;
  ayes_buffer_restart(&analysis->clean);
  ayes_status status = ayes_utf8_clean(text, &analysis->clean, &analysis->result.bad_bytes, error);
  analysis->result.text = ayes_buffer_span(&analysis->clean);
  if (!analysis->result.text.data) analysis->result.text = ayes_span_of("");
  return status;
}

static ayes_status read_text(ayes_analysis *analysis, ayes_span text, ayes_error *error) {
  if (text.length > AYES_TEXT_LIMIT)
    return ayes_error_set(error, AYES_OVER_LIMIT, "the text is longer than the limit of %d bytes",
                          AYES_TEXT_LIMIT);
  ayes_status status = clean_text(analysis, text, error);
  if (status != AYES_OK) return status;
  return ayes_text_read(&analysis->text, analysis->result.text, analysis->types,
                        ayes_lexicon_abbreviations(analysis->engine->lexicon), error);
}

static ayes_status find_marks(ayes_analysis *analysis, ayes_error *error) {
  size_t tokens = analysis->text.tokens.count, limited = 0;
  ayes_status status =
      ayes_array_reserve(&analysis->tags.items, &analysis->tags.capacity, tokens, 1, error);
  if (status != AYES_OK) return status;
  ayes_target_tag(analysis->target, &analysis->text, analysis->types, analysis->tags.items);
  analysis->marks.count = 0;
  status = ayes_lexicon_matcher_match(analysis->lists, &analysis->text, analysis->tags.items,
                                      &analysis->marks, error);
  size_t of_lists = analysis->marks.count;
  if (status == AYES_OK)
    status =
        ayes_rules_match(analysis->matcher, &analysis->text, &analysis->marks, &limited, error);
  if (status != AYES_OK) return status;
  if (limited) analysis->result.flags |= AYES_FLAG_RULE_LIMIT;
  ayes_marks_sort_late(&analysis->marks, of_lists);
  return ayes_marks_resolve(&analysis->marks, error);
}

static ayes_status assign_topics(ayes_analysis *analysis, ayes_error *error) {
  const ayes_settings *settings = &analysis->engine->settings;
  const ayes_target_facts *facts =
      analysis->target ? ayes_target_facts_get(analysis->target) : NULL;
  ayes_topic_settings topic_settings = {settings->topic_least, settings->topic_repeat,
                                        settings->topic_target, settings->topic_target_aspect,
                                        analysis->engine->aspect_parent};
  ayes_status status = ayes_topics_assign(
      analysis->engine->lexicon, &topic_settings, analysis->judgement->topic_marks,
      analysis->judgement->topic_mark_count, facts ? facts->topics : NULL,
      facts ? facts->topic_count : 0, &analysis->scores, error);
  analysis->topics.count = 0;
  for (size_t i = 0; i < analysis->scores.count && status == AYES_OK; i++) {
    const ayes_lexicon_topic *topic =
        ayes_lexicon_topic_get(analysis->engine->lexicon, analysis->scores.items[i].topic);
    ayes_topic *added = ayes_array_add(&analysis->topics, error);
    if (!added) return AYES_NO_MEMORY;
    *added =
        (ayes_topic){topic->id, topic->label, analysis->scores.items[i].weight, &topic->source};
  }
  analysis->result.topics = analysis->topics.items;
  analysis->result.topic_count = analysis->topics.count;
  return status;
}

static ayes_status collect(const ayes_analysis *analysis, bool all, ayes_evidence_list *list,
                           ayes_error *error) {
  ayes_evidence_sources sources = {
      .text = &analysis->text,
      .scores = &analysis->scores,
      .topics = analysis->topics.items,
      .topic_limit = ayes_lexicon_topic_count(analysis->engine->lexicon),
      .judgement = analysis->judgement,
      .learned = analysis->is_learned ? &analysis->learned : NULL};
  return ayes_evidence_collect(&sources, all, list, error);
}

static void copy_judgement(ayes_analysis *analysis) {
  const ayes_judgement *judgement = analysis->judgement;
  ayes_result *result = &analysis->result;
  result->stance = judgement->stance;
  result->score = judgement->score;
  result->confidence = judgement->confidence;
  result->conditional = judgement->conditional;
  result->acts = judgement->acts;
  if (judgement->irony) result->flags |= AYES_FLAG_SARCASM;
}

/* A tick that was left out counts only where one could be made. */
static bool could_be_ticked(const ayes_survey *survey, const ayes_question *question) {
  if (!question) return false;
  const ayes_question *subject = ayes_survey_subject(survey, question);
  return subject != question || subject->kind == AYES_QUESTION_CLOSED;
}

static void compare_with_tick(ayes_analysis *analysis, const ayes_answer *answer) {
  ayes_result *result = &analysis->result;
  if (result->stance != AYES_SUPPORT && result->stance != AYES_OPPOSE) return;
  const ayes_survey *survey = analysis->engine->survey;
  const ayes_question *question = analysis->question;
  ayes_span tick = ayes_span_trim(answer->answer);
  if (tick.length == 0) {
    if (could_be_ticked(survey, question)) result->flags |= AYES_FLAG_RECOVERED;
    return;
  }
  ayes_span meaning = ayes_ticks_meaning(&analysis->ticks, survey, question, tick);
  const char *contrary = result->stance == AYES_SUPPORT ? "oppose" : "support";
  if (ayes_span_equal(meaning, ayes_span_of(contrary)) &&
      result->confidence >= AYES_CONFLICT_CONFIDENCE)
    result->flags |= AYES_FLAG_ANSWER_CONFLICT;
}

/* Answers without a question go by their proposal. */
ayes_span ayes_model_key(const ayes_answer *answer) {
  ayes_span question = ayes_span_trim(answer->question);
  return question.length ? question : ayes_span_trim(answer->target);
}

ayes_status ayes_analysis_hash(ayes_analysis *analysis, ayes_span question, uint64_t *hash,
                               ayes_error *error) {
  if (!analysis->has_hash)
    analysis->folded_hash = ayes_folded_hash(analysis->result.text, &analysis->hashing);
  if (analysis->hashing.failed) return ayes_error_memory(error);
  analysis->has_hash = true;
  *hash = ayes_answer_hash(question, analysis->folded_hash);
  return AYES_OK;
}

void ayes_analysis_set_hash(ayes_analysis *analysis, uint64_t folded_hash) {
  analysis->folded_hash = folded_hash;
  analysis->has_next_hash = true;
}

/* Where something was learned about the question, it has a say in the label. */
static ayes_status apply_model(ayes_analysis *analysis, const ayes_answer *answer,
                               ayes_error *error) {
  if (!analysis->engine->model) return AYES_OK;
  ayes_span key = ayes_model_key(answer);
  const ayes_model_question *question = ayes_model_find(analysis->engine->model, key);
  ayes_outcome_label outcome;
  analysis->is_learned = analysis->result.learned = question != NULL;
  if (!question) return AYES_OK;
  ayes_learned_source source = {
      {&analysis->text, analysis->types, &analysis->marks, analysis->judgement}, 0};
  ayes_status status = ayes_analysis_hash(analysis, key, &source.hash, error);
  if (status == AYES_OK)
    status = ayes_learned_read(&analysis->learned, question, &source, &outcome, error);
  if (status == AYES_OK)
    ayes_judge_settle(analysis->judge, outcome.stance, outcome.score, outcome.confidence);
  return status;
}

static ayes_status judge(ayes_analysis *analysis, const ayes_answer *answer, ayes_error *error) {
  ayes_status status = find_marks(analysis, error);
  if (status == AYES_OK)
    status = ayes_judge_run(analysis->judge, &analysis->text, analysis->tags.items,
                            &analysis->marks, analysis->target, &analysis->judgement, error);
  if (status == AYES_OK) status = apply_model(analysis, answer, error);
  if (status != AYES_OK) return status;
  copy_judgement(analysis);
  compare_with_tick(analysis, answer);
  status = assign_topics(analysis, error);
  if (status == AYES_OK) status = collect(analysis, false, &analysis->evidence, error);
  analysis->result.evidence = analysis->evidence.items;
  analysis->result.evidence_count = analysis->evidence.count;
  return status;
}

/* The numbers of word types stand for other words from now on. */
static void forget_types(ayes_analysis *analysis) {
  ayes_rules_matcher_forget(analysis->matcher);
  ayes_learned_forget(&analysis->learned);
}

/* White space only, with what web forms and spreadsheets put in its place. */
static bool is_blank(ayes_span text) {
  static const char *const spaces[] = {"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
  size_t before;
  do {
    before = text.length;
    text = ayes_span_trim(text);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
      if (ayes_span_starts_with(text, ayes_span_of(spaces[i])))
        text = ayes_span_from(text, strlen(spaces[i]));
  } while (text.length < before);
  return !text.length;
}

/* Nothing at all, nothing but signs, or what a form was given because it insisted. */
static unsigned emptiness(const ayes_analysis *analysis) {
  ayes_span text = analysis->result.text;
  bool has_words = analysis->text.tokens.count;
  if (has_words && !ayes_lexicon_is_placeholder(analysis->engine->lexicon, text)) return 0;
  if (!has_words && is_blank(text)) return AYES_FLAG_EMPTY;
  return AYES_FLAG_EMPTY | AYES_FLAG_PLACEHOLDER;
}

ayes_status ayes_analysis_run(ayes_analysis *analysis, const ayes_answer *answer,
                              const ayes_result **result, ayes_error *error) {
  *result = NULL;
  memset(&analysis->result, 0, sizeof analysis->result);
  analysis->judgement = NULL;
  analysis->is_learned = false;
  analysis->has_hash = analysis->has_next_hash;
  analysis->has_next_hash = false;
  analysis->question =
      ayes_asked_find(&analysis->asked, analysis->engine->survey, answer->question);
  analysis->target = NULL;
  if (ayes_types_trim(analysis->types)) forget_types(analysis);
  ayes_status status = read_text(analysis, answer->text, error);
  if (status != AYES_OK) return status;
  status = find_target(analysis, answer, error);
  if (status != AYES_OK) return status;
  if (analysis->result.bad_bytes) analysis->result.flags |= AYES_FLAG_BAD_BYTES;
  if (analysis->text.tokens.count) status = judge(analysis, answer, error);
  analysis->result.flags |= emptiness(analysis);
  if (status == AYES_OK) *result = &analysis->result;
  return status;
}

ayes_status ayes_analysis_explain(ayes_analysis *analysis, ayes_explanation *explanation,
                                  ayes_error *error) {
  const ayes_judgement *judgement = analysis->judgement;
  memset(explanation, 0, sizeof *explanation);
  explanation->result = &analysis->result;
  if (analysis->target) {
    const ayes_target_facts *facts = ayes_target_facts_get(analysis->target);
    explanation->target = facts->text;
    explanation->proposal = facts->proposal;
    explanation->direction = facts->direction;
    explanation->restricts = facts->restricts;
  }
  if (!judgement) return AYES_OK;
  explanation->outright_for = judgement->outright_for;
  explanation->outright_against = judgement->outright_against;
  explanation->tone_for = judgement->tone_for;
  explanation->tone_against = judgement->tone_against;
  explanation->sum = judgement->sum;
  explanation->threshold = judgement->threshold;
  explanation->is_learned = analysis->is_learned;
  explanation->learned = analysis->learned.learned;
  explanation->rules = analysis->learned.rules;
  explanation->constant = analysis->learned.constant;
  ayes_status status = collect(analysis, true, &analysis->all, error);
  explanation->marks = analysis->all.items;
  explanation->mark_count = analysis->all.count;
  return status;
}

ayes_analysis_parts ayes_analysis_get(const ayes_analysis *analysis) {
  return (ayes_analysis_parts){&analysis->text,  analysis->types,      analysis->judgement,
                               analysis->target, analysis->tags.items, &analysis->marks,
                               analysis->judge};
}
