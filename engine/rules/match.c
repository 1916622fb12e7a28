/* SPDX-License-Identifier: MIT
 *
 * A rule is tried only on a text that holds one of its anchors, and where these tell, only near
 * them (rules/gate.c). It looks for its matches from left to right. A long text is taken in
 * windows: matches start in one window and see that and the next, so that a pattern that scans to
 * the end from every place
 * (".*x") costs a constant a byte instead of the rest of the text. Steps are shared out over the
 * text for patterns that backtrack. O(rules * bytes) either way; tokens are found by halving.
 */
#include "base/memory.h"
#include "rules/gate.h"
#include "rules/set.h"

struct ayes_rules_matcher {
  const ayes_rules *rules;
  ayes_gate *gate;
  ayes_finder *finder;
};

ayes_status ayes_rules_matcher_new(const ayes_rules *rules, ayes_rules_matcher **out,
                                   ayes_error *error) {
  size_t groups = 1;
  *out = NULL;
  for (size_t i = 0; i < rules->patterns.count; i++) {
    size_t count = ayes_pattern_groups(rules->patterns.items[i]);
    if (count > groups) groups = count;
  }
  ayes_rules_matcher *matcher = ayes_memory_new_zeroed(1, sizeof *matcher);
  if (!matcher) return ayes_error_memory(error);
  matcher->rules = rules;
  ayes_status status = ayes_finder_new(groups, &matcher->finder, error);
  if (status == AYES_OK) status = ayes_gate_new(rules, &matcher->gate, error);
  if (status == AYES_OK) *out = matcher;
  else ayes_rules_matcher_free(matcher);
  return status;
}

void ayes_rules_matcher_free(ayes_rules_matcher *matcher) {
  if (!matcher) return;
  ayes_gate_free(matcher->gate);
  ayes_finder_free(matcher->finder);
  ayes_memory_free(matcher);
}

void ayes_rules_matcher_forget(ayes_rules_matcher *matcher) { ayes_gate_forget(matcher->gate); }

/* ---- Where ---- */

static size_t next_character(ayes_span bytes, size_t at) {
  while (at < bytes.length && (bytes.data[at] & 0xC0) == 0x80) at++;
  return at < bytes.length ? at : bytes.length;
}

/* The window that holds from. */
static ayes_pattern_range range_from(ayes_span bytes, size_t from) {
  ayes_pattern_range range = {bytes, from, bytes.length, bytes.length};
  if (bytes.length <= 2 * AYES_RULE_WINDOW) return range;
  size_t window = from - from % AYES_RULE_WINDOW;
  range.last_start = window + AYES_RULE_WINDOW - 1;
  range.visible_end = next_character(bytes, window + 2 * AYES_RULE_WINDOW);
  return range;
}

/* PCRE2's steps at one start position. */
static uint32_t step_limit(size_t bytes) {
  size_t share = AYES_RULE_STEPS_PER_TEXT / (bytes ? bytes : 1);
  if (share < AYES_RULE_MATCH_LIMIT_LOWEST) share = AYES_RULE_MATCH_LIMIT_LOWEST;
  if (share > AYES_RULE_MATCH_LIMIT) share = AYES_RULE_MATCH_LIMIT;
  return (uint32_t)share;
}

/* Index of the first token that ends behind byte. */
static uint32_t first_token_after(const ayes_text *text, size_t byte) {
  size_t low = 0, high = text->tokens.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (text->tokens.items[middle].end > byte) high = middle;
    else low = middle + 1;
  }
  return (uint32_t)low;
}

static ayes_status add_mark(const ayes_rule *rule, const ayes_text *text,
                            const ayes_pattern_match *match, ayes_marks *marks, ayes_error *error) {
  uint32_t first = first_token_after(text, match->start), last = first;
  while (last < text->tokens.count && text->tokens.items[last].start < match->end) last++;
  if (first == last) return AYES_OK;
  ayes_mark *mark = ayes_array_add(marks, error);
  if (!mark) return AYES_NO_MEMORY;
  *mark = (ayes_mark){first, last, rule->kind, rule->topic, rule->weight, &rule->source};
  return AYES_OK;
}

/* ---- Rules ---- */

/* A rule's way through a text. */
typedef struct search {
  size_t rule;
  const ayes_text *text;
  uint32_t steps;
  size_t from;  /* the next match starts here or later */
  size_t count; /* matches so far */
  bool is_limited;
} search;

/* Adds marks for all matches that start before end. */
static ayes_status search_until(ayes_rules_matcher *matcher, search *it, size_t end,
                                ayes_marks *marks, ayes_error *error) {
  const ayes_rules *rules = matcher->rules;
  ayes_span bytes = it->text->bytes;
  while (it->from < end) {
    ayes_pattern_range range = range_from(bytes, it->from);
    ayes_pattern_match match;
    if (range.last_start >= end) range.last_start = end - 1;
    ayes_pattern_answer answer = ayes_finder_next(matcher->finder, rules->patterns.items[it->rule],
                                                  &range, it->steps, &match, error);
    if (answer == AYES_PATTERN_FAILED) return error ? error->status : AYES_INTERNAL;
    if (answer == AYES_PATTERN_NONE) {
      it->from = next_character(bytes, range.last_start + 1);
      continue;
    }
    it->is_limited = answer == AYES_PATTERN_LIMITED || it->count++ == AYES_RULE_STEP_BUDGET;
    if (it->is_limited) return AYES_OK;
    ayes_status status = add_mark(&rules->list.items[it->rule], it->text, &match, marks, error);
    if (status != AYES_OK) return status;
    it->from = match.next > it->from ? match.next : next_character(bytes, it->from + 1);
  }
  return AYES_OK;
}

/* starts: where matches may start, in order. */
static ayes_status search_at(ayes_rules_matcher *matcher, search *it, const ayes_start *starts,
                             size_t count, ayes_marks *marks, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK && !it->is_limited; i++) {
    if (it->from < starts[i].first) it->from = next_character(it->text->bytes, starts[i].first);
    status = search_until(matcher, it, (size_t)starts[i].last + 1, marks, error);
  }
  return status;
}

/* Tries a rule where its matches may start, or everywhere. */
static ayes_status match_rule(ayes_rules_matcher *matcher, size_t rule, bool is_gated,
                              const ayes_text *text, ayes_marks *marks, size_t *limited,
                              ayes_error *error) {
  size_t count;
  const ayes_start *starts;
  search it = {.rule = rule, .text = text, .steps = step_limit(text->bytes.length)};
  if (text->bytes.length < ayes_pattern_shortest(matcher->rules->patterns.items[rule]))
    return AYES_OK;
  bool knows_starts = is_gated && ayes_gate_starts(matcher->gate, rule, &starts, &count);
  ayes_status status = knows_starts ? search_at(matcher, &it, starts, count, marks, error)
                                    : search_until(matcher, &it, text->bytes.length, marks, error);
  *limited += it.is_limited;
  return status;
}

ayes_status ayes_rules_match(ayes_rules_matcher *matcher, const ayes_text *text, ayes_marks *marks,
                             size_t *limited, ayes_error *error) {
  *limited = 0;
  ayes_status status = ayes_gate_read(matcher->gate, text, error);
  for (size_t rule; status == AYES_OK && ayes_gate_next(matcher->gate, &rule);)
    status = match_rule(matcher, rule, true, text, marks, limited, error);
  return status;
}

ayes_status ayes_rules_match_ungated(ayes_rules_matcher *matcher, const ayes_text *text,
                                     ayes_marks *marks, size_t *limited, ayes_error *error) {
  ayes_status status = AYES_OK;
  *limited = 0;
  for (size_t rule = 0; status == AYES_OK && rule < matcher->rules->list.count; rule++)
    status = match_rule(matcher, rule, false, text, marks, limited, error);
  return status;
}
