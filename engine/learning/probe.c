/* SPDX-License-Identifier: MIT
 *
 * The probe is one mark more among those of the answer; it is known again by its source. Marks that
 * a listed word would silence or use up are silenced and used up by it, too.
 */
#include "learning/probe.h"

static const ayes_source probe_source = {.place = "probe"};

/* What a place must not touch: words that say something already, or turn what others say. */
static bool is_taken(ayes_kind kind) {
  return ayes_kind_layer(kind) == AYES_LAYER_OPINION || kind == AYES_KIND_REVERSE ||
         kind == AYES_KIND_NEGATION;
}

static bool is_free(const ayes_marks *marks, uint32_t first, uint32_t last) {
  for (size_t i = 0; i < marks->count && marks->items[i].first < last; i++)
    if (marks->items[i].last > first && is_taken(marks->items[i].kind)) return false;
  return true;
}

/* Whether a place may go on over this token. */
static bool goes_on(const ayes_text *text, uint32_t first, uint32_t token) {
  const ayes_token *it = &text->tokens.items[token];
  return it->sentence == text->tokens.items[first].sentence &&
         !(it->flags & (AYES_TOKEN_COMMA_BEFORE | AYES_TOKEN_BREAK_BEFORE));
}

static double value_of(const ayes_judgement *judgement) {
  for (size_t i = 0; i < judgement->mark_count; i++)
    if (judgement->marks[i].mark.source == &probe_source) return judgement->marks[i].weight;
  return 0;
}

static ayes_status try_place(const ayes_probe_source *source, uint32_t first, uint32_t last,
                             ayes_probes *probes, ayes_error *error) {
  const ayes_judgement *judgement;
  size_t count = source->marks->count;
  if (count) memcpy(probes->marks.items, source->marks->items, count * sizeof(ayes_mark));
  probes->marks.items[count] = (ayes_mark){
      .first = first, .last = last, .kind = AYES_KIND_GOOD, .weight = 1, .source = &probe_source};
  probes->marks.count = count + 1;
  ayes_marks_sort(&probes->marks);
  ayes_status status = ayes_judge_run(source->judge, source->text, source->tags, &probes->marks,
                                      source->target, &judgement, error);
  double value = status == AYES_OK ? value_of(judgement) : 0;
  if (!(value < 0 || value > 0)) return status;
  ayes_probed *added = ayes_array_add(probes, error);
  if (!added) return AYES_NO_MEMORY;
  *added = (ayes_probed){first, last, value};
  return AYES_OK;
}

ayes_status ayes_probe(const ayes_probe_source *source, size_t limit, ayes_probes *probes,
                       ayes_error *error) {
  size_t tokens = source->text->tokens.count;
  uint32_t end = (uint32_t)(tokens < limit ? tokens : limit);
  ayes_status status =
      ayes_array_reserve(&probes->marks.items, &probes->marks.capacity, source->marks->count + 1,
                         sizeof *probes->marks.items, error);
  probes->count = 0;
  for (uint32_t first = 0; first < end && status == AYES_OK; first++)
    for (uint32_t last = first + 1; last <= end && last - first <= AYES_PROBE_WORDS; last++) {
      if (last - first > 1 && !goes_on(source->text, first, last - 1)) break;
      if (!is_free(source->marks, first, last)) break;
      status = try_place(source, first, last, probes, error);
      if (status != AYES_OK) break;
    }
  return status;
}

void ayes_probes_release(ayes_probes *probes) {
  ayes_array_release(probes);
  ayes_array_release(&probes->marks);
}
