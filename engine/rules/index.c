/* SPDX-License-Identifier: MIT
 *
 * Runs are found by their first two bytes, of which five bits each tell letters apart. Anchors that
 * stand in most texts are left out, and with them the rule's others: all or none.
 */
#include "rules/index.h"

enum { SHORTEST_RUN = 2, LONG_LETTERS = 3 };

static bool is_word_byte(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
}

static void find_run(ayes_anchor_entry *it) {
  for (size_t start = 0; start < it->anchor.length; start++) {
    size_t end = start;
    while (end < it->anchor.length && is_word_byte(it->anchor.bytes[end])) end++;
    if (end - start <= it->run_length) continue;
    it->run = (uint8_t)start;
    it->run_length = (uint8_t)(end - start);
  }
}

/* A word of one letter stands in most texts, and two letters in most words: it is not worth a
 * search. */
static bool is_common(const ayes_anchor *anchor) {
  ayes_anchor_entry it = {.anchor = *anchor};
  find_run(&it);
  if (!it.run_length) return false;
  return it.run_length < SHORTEST_RUN || (anchor->length < LONG_LETTERS && !anchor->ends);
}

static bool are_common(const ayes_anchors *set) {
  for (size_t i = 0; i < set->count; i++)
    if (is_common(&set->items[i])) return true;
  return false;
}

static bool is_same(const ayes_anchor *a, const ayes_anchor *b) {
  return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0 &&
         a->starts == b->starts && a->ends == b->ends && a->is_first == b->is_first &&
         a->reach == b->reach;
}

static bool holds(const ayes_anchors *set, const ayes_anchor *anchor) {
  for (size_t i = 0; i < set->count; i++)
    if (is_same(&set->items[i], anchor)) return true;
  return false;
}

static ayes_status add(ayes_anchor_index *index, ayes_anchor_entry entry, ayes_error *error) {
  ayes_anchor_entry *added = ayes_array_add(&index->entries, error);
  if (!added) return AYES_NO_MEMORY;
  *added = entry;
  find_run(added);
  if (!added->run_length) {
    uint32_t *sign = ayes_array_add(&index->signs, error);
    if (sign) *sign = (uint32_t)(index->entries.count - 1);
    return sign ? AYES_OK : AYES_NO_MEMORY;
  }
  uint32_t *chain = &index->chains[ayes_anchor_pair(added->anchor.bytes + added->run)];
  added->next = *chain;
  *chain = (uint32_t)index->entries.count;
  return AYES_OK;
}

ayes_status ayes_anchor_index_add(ayes_anchor_index *index, uint32_t rule, ayes_span pattern,
                                  ayes_anchor_use *use, ayes_error *error) {
  ayes_anchors found, leads;
  ayes_status status = AYES_OK;
  use->is_gated = ayes_anchors_derive(pattern, &found, &leads) && !are_common(&found);
  use->has_leads = use->is_gated && leads.count && !are_common(&leads);
  if (!use->is_gated) found.count = 0;
  if (!use->has_leads) leads.count = 0;
  for (size_t i = 0; i < found.count && status == AYES_OK; i++) {
    const ayes_anchor *anchor = &found.items[i];
    bool is_lead = holds(&leads, anchor);
    status = add(index, (ayes_anchor_entry){*anchor, 0, 0, true, is_lead, rule, 0}, error);
  }
  for (size_t i = 0; i < leads.count && status == AYES_OK; i++) {
    const ayes_anchor *anchor = &leads.items[i];
    if (!holds(&found, anchor))
      status = add(index, (ayes_anchor_entry){*anchor, 0, 0, false, true, rule, 0}, error);
  }
  return status;
}

void ayes_anchor_index_release(ayes_anchor_index *index) {
  ayes_array_release(&index->entries);
  ayes_array_release(&index->signs);
}
