/* SPDX-License-Identifier: MIT
 *
 * Facets are a table of names; a record has few values of each, looked at one after another.
 */
#include "mining/facet.h"

static const char *const names[AYES_FACET_COUNT] = {"",      "question", "stance",
                                                    "group", "topic",    "answer"};

const char *ayes_facet_name(ayes_facet facet) {
  return (unsigned)facet < AYES_FACET_COUNT ? names[facet] : "";
}

ayes_facet ayes_facet_find(ayes_span name) {
  for (int i = 1; i < AYES_FACET_COUNT; i++)
    if (ayes_span_equal(name, ayes_span_of(names[i]))) return (ayes_facet)i;
  return AYES_FACET_NONE;
}

static ayes_span single_value(ayes_facet facet, const ayes_mining_record *record) {
  switch (facet) {
    case AYES_FACET_QUESTION: return ayes_span_trim(record->question);
    case AYES_FACET_STANCE: return record->stance;
    case AYES_FACET_GROUP: return ayes_span_trim(record->group);
    case AYES_FACET_ANSWER: {
      ayes_span tick = ayes_span_trim(record->answer);
      return tick.length ? tick : ayes_span_of("Blank");
    }
    default: return ayes_span_make(NULL, 0);
  }
}

size_t ayes_facet_value_count(ayes_facet facet, const ayes_mining_record *record) {
  if (facet == AYES_FACET_TOPIC) return record->topic_count;
  return single_value(facet, record).length > 0;
}

ayes_span ayes_facet_value(ayes_facet facet, const ayes_mining_record *record, size_t index) {
  return facet == AYES_FACET_TOPIC ? record->topics[index] : single_value(facet, record);
}

size_t ayes_facet_rank(ayes_facet facet, ayes_span value) {
  static const char *const order[] = {"support", "oppose", "mixed", "neutral", "blank"};
  size_t rank = 0;
  if (facet != AYES_FACET_STANCE) return 0;
  while (rank < sizeof order / sizeof *order && !ayes_span_equal(value, ayes_span_of(order[rank])))
    rank++;
  return rank;
}

ayes_status ayes_selector_parse(ayes_span text, ayes_selector *selector, ayes_error *error) {
  size_t equals = ayes_span_find_byte(text, '=');
  selector->facet = ayes_facet_find(ayes_span_trim(ayes_span_slice(text, 0, equals)));
  selector->value = ayes_span_trim(ayes_span_from(text, equals + 1));
  if (selector->facet != AYES_FACET_NONE && equals < text.length && selector->value.length)
    return AYES_OK;
  return ayes_error_set(error, AYES_BAD_USAGE,
                        "\"%.*s\" is no group of answers: use question=, stance=, group=, topic= "
                        "or answer= and a value",
                        (int)(text.length < 60 ? text.length : 60), text.data);
}

bool ayes_selector_matches(const ayes_selector *selector, const ayes_mining_record *record) {
  if (selector->facet == AYES_FACET_NONE) return true;
  size_t count = ayes_facet_value_count(selector->facet, record);
  for (size_t i = 0; i < count; i++)
    if (ayes_span_equal_ignoring_case(selector->value,
                                      ayes_facet_value(selector->facet, record, i)))
      return true;
  return false;
}
