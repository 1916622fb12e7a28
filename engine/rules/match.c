/* SPDX-License-Identifier: MIT
 *
 * A rule is tried only on a text that holds one of its anchors (rules/gate.c). It looks for its
 * matches from left to right. A long text is taken in windows: matches
 * start in one window and see that and the next, so that a pattern that scans to the end from every
 * place
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

static ayes_status match_rule(ayes_rules_matcher *matcher, size_t index, const ayes_text *text,
                              ayes_marks *marks, size_t *limited, ayes_error *error) {
  const ayes_pattern *pattern = matcher->rules->patterns.items[index];
  ayes_span bytes = text->bytes;
  uint32_t steps = step_limit(bytes.length);
  size_t count = 0;
  for (size_t from = 0; from < bytes.length;) {
    ayes_pattern_range range = range_from(bytes, from);
    ayes_pattern_match match;
    ayes_pattern_answer answer =
        ayes_finder_next(matcher->finder, pattern, &range, steps, &match, error);
    if (answer == AYES_PATTERN_FAILED) return error ? error->status : AYES_INTERNAL;
    if (answer == AYES_PATTERN_NONE) {
      from = next_character(bytes, range.last_start + 1);
      continue;
    }
    if (answer == AYES_PATTERN_LIMITED || count++ == AYES_RULE_STEP_BUDGET) {
      ++*limited;
      return AYES_OK;
    }
    ayes_status status = add_mark(&matcher->rules->list.items[index], text, &match, marks, error);
    if (status != AYES_OK) return status;
    from = match.next > from ? match.next : next_character(bytes, from + 1);
  }
  return AYES_OK;
}

/* A rule whose matches begin with an anchor is tried where one stands; false when these places are
 * not known. */
static bool match_at_hits(ayes_rules_matcher *matcher, size_t index, const ayes_text *text,
                          ayes_marks *marks, size_t *limited, ayes_status *status,
                          ayes_error *error) {
  const ayes_pattern *pattern = matcher->rules->patterns.items[index];
  uint32_t steps = step_limit(text->bytes.length);
  size_t count = 0, from = 0;
  bool knows;
  size_t at = ayes_gate_hit(matcher->gate, index, from, &knows);
  *status = AYES_OK;
  for (; knows && at < text->bytes.length && *status == AYES_OK;
       at = ayes_gate_hit(matcher->gate, index, from, &knows)) {
    ayes_pattern_range range = range_from(text->bytes, at);
    ayes_pattern_match match;
    range.last_start = at;
    from = at + 1;
    ayes_pattern_answer answer =
        ayes_finder_next(matcher->finder, pattern, &range, steps, &match, error);
    if (answer == AYES_PATTERN_NONE) continue;
    if (answer == AYES_PATTERN_LIMITED || count++ == AYES_RULE_STEP_BUDGET) {
      ++*limited;
      return true;
    }
    *status = answer == AYES_PATTERN_FAILED
                  ? (error ? error->status : AYES_INTERNAL)
                  : add_mark(&matcher->rules->list.items[index], text, &match, marks, error);
    if (match.next > from) from = match.next;
  }
  return knows;
}

static bool is_long_enough(const ayes_rules_matcher *matcher, size_t rule, ayes_span text) {
  return text.length >= ayes_pattern_shortest(matcher->rules->patterns.items[rule]);
}

ayes_status ayes_rules_match(ayes_rules_matcher *matcher, const ayes_text *text, ayes_marks *marks,
                             size_t *limited, ayes_error *error) {
  *limited = 0;
  ayes_status status = ayes_gate_read(matcher->gate, text, error);
  for (size_t rule; status == AYES_OK && ayes_gate_next(matcher->gate, &rule);)
    if (is_long_enough(matcher, rule, text->bytes) &&
        !match_at_hits(matcher, rule, text, marks, limited, &status, error))
      status = match_rule(matcher, rule, text, marks, limited, error);
  return status;
}

ayes_status ayes_rules_match_ungated(ayes_rules_matcher *matcher, const ayes_text *text,
                                     ayes_marks *marks, size_t *limited, ayes_error *error) {
  ayes_status status = AYES_OK;
  *limited = 0;
  for (size_t rule = 0; status == AYES_OK && rule < matcher->rules->list.count; rule++)
    if (is_long_enough(matcher, rule, text->bytes))
      status = match_rule(matcher, rule, text, marks, limited, error);
  return status;
}
