/* SPDX-License-Identifier: MIT
 *
 * One question a block, two spaces a level, fields always in the same order: a changed count is one
 * changed line in a diff.
 */
#include "report/tally.h"

#include "base/json.h"
#include "tally/labels.h"

static const ayes_stance stance_order[] = {AYES_SUPPORT, AYES_OPPOSE, AYES_MIXED, AYES_NEUTRAL};
enum { STANCES = sizeof stance_order / sizeof *stance_order };

static void add_key(ayes_buffer *buffer, size_t indent, const char *key) {
  ayes_buffer_add_text(buffer, ",\n");
  ayes_buffer_add_repeated(buffer, ' ', indent);
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, ' ');
}

static void add_count(ayes_buffer *buffer, size_t indent, const char *key, size_t count) {
  add_key(buffer, indent, key);
  ayes_buffer_add_size(buffer, count);
}

static void add_text(ayes_buffer *buffer, size_t indent, const char *key, ayes_span text) {
  add_key(buffer, indent, key);
  ayes_json_add_string(buffer, text);
}

static void add_option(ayes_buffer *buffer, bool *first, ayes_span option, size_t count) {
  if (!*first) ayes_buffer_add_text(buffer, ", ");
  *first = false;
  ayes_json_add_string(buffer, option);
  ayes_buffer_add_text(buffer, ": ");
  ayes_buffer_add_size(buffer, count);
}

typedef enum { TICKS_ALL, TICKS_UNIQUE, TICKS_RECORDED } tick_column;

static void add_ticks(ayes_buffer *buffer, size_t indent, const ayes_question_tally *tally,
                      const char *key, tick_column column) {
  bool first = true;
  add_key(buffer, indent, key);
  ayes_buffer_add_byte(buffer, '{');
  for (size_t i = 0; i < tally->tick_count; i++) {
    const ayes_tick *tick = &tally->ticks[i];
    if (column == TICKS_RECORDED && !tick->has_recorded) continue;
    size_t count = column == TICKS_ALL      ? tick->count
                   : column == TICKS_UNIQUE ? tick->count_unique
                                            : tick->recorded;
    add_option(buffer, &first, tick->option, count);
  }
  ayes_buffer_add_byte(buffer, '}');
}

static void add_stances(ayes_buffer *buffer, size_t indent, const ayes_counts *counts) {
  bool first = true;
  add_key(buffer, indent, "stance");
  ayes_buffer_add_byte(buffer, '{');
  for (int i = 0; i < STANCES; i++)
    add_option(buffer, &first, ayes_span_of(ayes_label_of_stance(stance_order[i])),
               counts->stances[stance_order[i]]);
  add_option(buffer, &first, ayes_span_of("blank"), counts->blank);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_bounds(ayes_buffer *buffer, double value, double low, double high) {
  ayes_buffer_add_text(buffer, "{\"support\": ");
  ayes_buffer_add_number(buffer, value, 4);
  ayes_buffer_add_text(buffer, ", \"low\": ");
  ayes_buffer_add_number(buffer, low, 4);
  ayes_buffer_add_text(buffer, ", \"high\": ");
  ayes_buffer_add_number(buffer, high, 4);
}

static void add_share(ayes_buffer *buffer, size_t indent, const ayes_share *share) {
  add_key(buffer, indent, "share");
  if (share->whole == 0) {
    ayes_buffer_add_text(buffer, "{\"support\": null, \"low\": null, \"high\": null, \"of\": 0}");
    return;
  }
  add_bounds(buffer, share->value, share->low, share->high);
  ayes_buffer_add_text(buffer, ", \"of\": ");
  ayes_buffer_add_size(buffer, share->whole);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_counts(ayes_buffer *buffer, size_t indent, const ayes_counts *counts) {
  add_stances(buffer, indent, counts);
  add_share(buffer, indent, &counts->share);
  add_count(buffer, indent, "conditional", counts->conditional);
  add_count(buffer, indent, "conflicts", counts->conflicts);
  add_count(buffer, indent, "recovered", counts->recovered);
}

static void add_unique(ayes_buffer *buffer, const ayes_question_tally *tally) {
  add_key(buffer, 6, "duplicates");
  if (!tally->texts_known) {
    ayes_buffer_add_text(buffer, "null");
    add_key(buffer, 6, "without_duplicates");
    ayes_buffer_add_text(buffer, "null");
    return;
  }
  ayes_buffer_add_size(buffer, tally->duplicates);
  add_key(buffer, 6, "without_duplicates");
  ayes_buffer_add_text(buffer, "{\n        \"respondents\": ");
  ayes_buffer_add_size(buffer, tally->unique.respondents);
  add_count(buffer, 8, "answered", tally->unique.answered);
  add_count(buffer, 8, "with_text", tally->unique.with_text);
  add_ticks(buffer, 8, tally, "answers", TICKS_UNIQUE);
  add_counts(buffer, 8, &tally->unique);
  ayes_buffer_add_text(buffer, "\n      }");
}

static void add_letters(ayes_buffer *buffer, const ayes_question_tally *tally) {
  if (!tally->has_letters) return;
  add_count(buffer, 6, "near_duplicates", tally->left_out);
  add_key(buffer, 6, "without_near_duplicates");
  ayes_buffer_add_text(buffer, "{\n        \"respondents\": ");
  ayes_buffer_add_size(buffer, tally->letters.respondents);
  add_count(buffer, 8, "answered", tally->letters.answered);
  add_count(buffer, 8, "with_text", tally->letters.with_text);
  add_counts(buffer, 8, &tally->letters);
  ayes_buffer_add_text(buffer, "\n      }");
}

static void add_estimate(ayes_buffer *buffer, const char *key, const ayes_corrected *corrected,
                         const ayes_estimate *it) {
  add_key(buffer, 8, key);
  if (corrected->reason != AYES_CORRECTED) {
    ayes_buffer_add_text(buffer, "null");
    return;
  }
  add_bounds(buffer, it->value, it->low, it->high);
  ayes_buffer_add_byte(buffer, '}');
}

static void add_corrected(ayes_buffer *buffer, const ayes_question_tally *tally) {
  static const char *const names[AYES_SIDE_COUNT] = {"support", "oppose", "none"};
  const ayes_corrected *it = &tally->corrected;
  bool first = true;
  if (!tally->has_corrected) return;
  add_key(buffer, 6, "corrected_share");
  ayes_buffer_add_text(buffer, "{\n        \"basis\": ");
  ayes_buffer_add_text(buffer, tally->by_gold ? "\"gold\"" : "\"ticks\"");
  add_key(buffer, 8, "known");
  ayes_buffer_add_byte(buffer, '{');
  for (int i = 0; i < AYES_SIDE_COUNT; i++)
    add_option(buffer, &first, ayes_span_of(names[i]), it->known[i]);
  ayes_buffer_add_byte(buffer, '}');
  add_count(buffer, 8, "estimated", it->estimated);
  add_count(buffer, 8, "left_out", it->left_out);
  add_estimate(buffer, "em", it, &it->em);
  add_estimate(buffer, "adjusted_count", it, &it->adjusted_count);
  add_key(buffer, 8, "reason");
  if (it->reason == AYES_CORRECTED) ayes_buffer_add_text(buffer, "null");
  else ayes_json_add_string(buffer, ayes_span_of(ayes_uncorrected_name(it->reason)));
  ayes_buffer_add_text(buffer, "\n      }");
}

static void add_question(ayes_buffer *buffer, const ayes_question_tally *tally) {
  ayes_buffer_add_text(buffer, "    {\n      \"id\": ");
  ayes_json_add_string(buffer, tally->id);
  if (tally->text.length) add_text(buffer, 6, "text", tally->text);
  if (tally->about.length) add_text(buffer, 6, "about", tally->about);
  add_count(buffer, 6, "records", tally->all.records);
  add_count(buffer, 6, "respondents", tally->all.respondents);
  add_count(buffer, 6, "answered", tally->all.answered);
  add_count(buffer, 6, "with_text", tally->all.with_text);
  add_ticks(buffer, 6, tally, "answers", TICKS_ALL);
  if (tally->has_recorded) add_ticks(buffer, 6, tally, "recorded", TICKS_RECORDED);
  add_counts(buffer, 6, &tally->all);
  add_corrected(buffer, tally);
  add_unique(buffer, tally);
  add_letters(buffer, tally);
  ayes_buffer_add_text(buffer, "\n    }");
}

void ayes_tally_json(const ayes_tally_counts *counts, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\n  \"title\": ");
  ayes_json_add_string(buffer, counts->title);
  add_count(buffer, 2, "records", counts->records);
  add_count(buffer, 2, "quarantined", counts->quarantined);
  add_key(buffer, 2, "questions");
  ayes_buffer_add_byte(buffer, '[');
  for (size_t i = 0; i < counts->question_count; i++) {
    ayes_buffer_add_text(buffer, i ? ",\n" : "\n");
    add_question(buffer, &counts->questions[i]);
  }
  ayes_buffer_add_text(buffer, counts->question_count ? "\n  ]\n}\n" : "]\n}\n");
}
