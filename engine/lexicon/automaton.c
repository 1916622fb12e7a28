/* SPDX-License-Identifier: MIT
 *
 * States are sets of partial matches, sorted by place. Of two at one place the one that has more
 * tokens to spare finds all that the other does, so a place stands there once. A gap that leaves a
 * node is put into the set with it.
 */
#include "lexicon/automaton_state.h"

#include "base/sort.h"

enum {
  FIRST_SLOTS = 256,
  USUAL_LIMIT = 2 * 1024 * 1024, /* bytes */
  PLACES = 1 << 3                /* sets of anchors that may hold */
};

/* ---- Sets ---- */

static void add_partial(ayes_automaton *it, uint32_t place, uint32_t rest) {
  ayes_partial *partial = ayes_array_add(&it->waiting, NULL);
  if (partial) *partial = (ayes_partial){place, rest};
  else it->failed = true;
}

static bool has_gaps(unsigned facts) {
  return (facts & ~(unsigned)AYES_NODE_IS_GAP) >= (unsigned)AYES_NODE_GAP << 1;
}

/* Puts a node into the set, with the gaps that leave it. */
static void reach(ayes_automaton *it, uint32_t place, uint32_t rest) {
  if (!place) return;
  const ayes_block_node *node = ayes_block_at(it->block, place);
  add_partial(it, place, rest);
  if (!has_gaps(node->facts)) return;
  for (const ayes_block_gap *gap = it->block->gaps + node->gaps; gap->place; gap++)
    add_partial(it, gap->place, gap->width);
}

static void follow_placeholders(ayes_automaton *it, uint32_t place, unsigned special) {
  if (special & AYES_SPECIAL_NUMBER)
    reach(it, ayes_block_child(it->block, place, AYES_SYMBOL_NUMBER), 0);
  if (special & AYES_SPECIAL_TARGET)
    reach(it, ayes_block_child(it->block, place, AYES_SYMBOL_TARGET), AYES_TERM_RUN_LIMIT - 1);
  if (special & AYES_SPECIAL_RIVAL)
    reach(it, ayes_block_child(it->block, place, AYES_SYMBOL_RIVAL), AYES_TERM_RUN_LIMIT - 1);
}

/* What a partial match becomes by a word (NULL: one that leads nowhere). */
static void follow(ayes_automaton *it, ayes_partial partial, const ayes_token *word,
                   unsigned special) {
  const ayes_block_node *node = ayes_block_at(it->block, partial.place);
  unsigned tags = special / AYES_SPECIAL_TARGET;
  if (word && word->form) reach(it, ayes_block_child(it->block, partial.place, word->form), 0);
  if (word && word->stem) reach(it, ayes_block_child(it->block, partial.place, word->stem), 0);
  if (special) follow_placeholders(it, partial.place, special);
  if (!partial.rest) return;
  if (node->facts & AYES_NODE_IS_GAP) add_partial(it, partial.place, partial.rest - 1);
  else if (tags & node->run) reach(it, partial.place, partial.rest - 1);
}

static int compare_partials(const void *left, const void *right) {
  const ayes_partial *a = left, *b = right;
  if (a->place != b->place) return a->place < b->place ? -1 : 1;
  return (a->rest < b->rest) - (a->rest > b->rest);
}

/* Sorted, each place once, no more than AYES_LEXICON_STATE_LIMIT. */
static void settle_waiting(ayes_automaton *it) {
  ayes_partial *items = it->waiting.items;
  size_t kept = 0;
  ayes_sort(items, it->waiting.count, sizeof *items, compare_partials);
  for (size_t i = 0; i < it->waiting.count && kept < AYES_LEXICON_STATE_LIMIT; i++)
    if (!kept || items[kept - 1].place != items[i].place) items[kept++] = items[i];
  it->waiting.count = kept;
}

/* ---- Memory ---- */

static void fill_partials(ayes_automaton *it, ayes_state_key *key) {
  size_t count = it->waiting.count;
  key->first_partial = (uint32_t)it->partials.count;
  key->partial_count = (uint32_t)count;
  if (ayes_array_reserve(&it->partials.items, &it->partials.capacity, it->partials.count + count,
                         sizeof *it->partials.items, NULL) != AYES_OK) {
    it->failed = true;
    return;
  }
  if (count)
    memcpy(it->partials.items + it->partials.count, it->waiting.items,
           count * sizeof *it->partials.items);
  it->partials.count += count;
}

static size_t bytes_of(const ayes_automaton *it) {
  return it->states.count * (sizeof *it->states.items + sizeof *it->keys.items) +
         it->chains.count * sizeof *it->chains.items + it->marks.count * sizeof *it->marks.items +
         it->partials.count * sizeof *it->partials.items +
         it->filters.count * sizeof *it->filters.items +
         it->state_slot_count * sizeof *it->state_slots +
         it->steps.pair_count * sizeof *it->steps.pairs;
}

/* ---- Finding states ---- */

static uint32_t hash_waiting(const ayes_automaton *it) {
  uint64_t hash = it->waiting.count;
  for (size_t i = 0; i < it->waiting.count; i++) {
    const ayes_partial *partial = &it->waiting.items[i];
    hash = (hash ^ ((uint64_t)partial->place << 32 | partial->rest)) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 29;
  }
  return (uint32_t)(hash ^ hash >> 32);
}

static bool is_waiting(const ayes_automaton *it, const ayes_state_key *key) {
  return key->partial_count == it->waiting.count &&
         memcmp(it->partials.items + key->first_partial, it->waiting.items,
                it->waiting.count * sizeof *it->waiting.items) == 0;
}

static bool grow_states(ayes_automaton *it) {
  size_t count = it->state_slot_count * 2;
  uint32_t *slots = ayes_memory_new_zeroed(count, sizeof *slots);
  if (!slots) return false;
  for (uint32_t i = AYES_STATE_ROOT + 1; i < it->states.count; i++) {
    if (!it->keys.items[i].view) continue;
    size_t slot = it->keys.items[i].hash & (count - 1);
    while (slots[slot]) slot = (slot + 1) & (count - 1);
    slots[slot] = i;
  }
  ayes_memory_free(it->state_slots);
  it->state_slots = slots;
  it->state_slot_count = count;
  return true;
}

static bool put_state(ayes_automaton *it, const ayes_state_key *key, const ayes_state *state) {
  ayes_state_key *added_key = it->failed ? NULL : ayes_array_add(&it->keys, NULL);
  ayes_state *added = added_key ? ayes_array_add(&it->states, NULL) : NULL;
  if (!added) {
    it->failed = true;
    return false;
  }
  *added_key = *key;
  *added = *state;
  return true;
}

/* With those that have the marks of each place. */
static uint32_t add_state(ayes_automaton *it, uint32_t hash) {
  uint32_t number = (uint32_t)it->states.count;
  unsigned anchors = ayes_automaton_gather_ends(it) ? PLACES - 1 : 0;
  ayes_state state = {.anchors = (uint16_t)anchors};
  ayes_state_key key = {.hash = hash};
  key.view = ayes_view_make(number, ayes_automaton_facts_of_waiting(it));
  fill_partials(it, &key);
  for (unsigned place = 0; place <= anchors; place++) {
    ayes_automaton_add_marks(it, &state, place);
    if (!put_state(it, &key, &state)) return AYES_STATE_DEAD;
    key = (ayes_state_key){0};
  }
  it->is_full = bytes_of(it) > it->limit;
  return number;
}

/* The state of what waits, which is put in order; empties it. */
static uint32_t find_state(ayes_automaton *it) {
  if (it->failed || !it->waiting.count) return AYES_STATE_DEAD;
  settle_waiting(it);
  if (it->states.count * 2 > it->state_slot_count && !grow_states(it)) {
    it->failed = true;
    return AYES_STATE_DEAD;
  }
  uint32_t hash = hash_waiting(it);
  size_t slot = hash & (it->state_slot_count - 1);
  for (; it->state_slots[slot]; slot = (slot + 1) & (it->state_slot_count - 1)) {
    const ayes_state_key *key = &it->keys.items[it->state_slots[slot]];
    if (key->hash == hash && is_waiting(it, key)) return it->state_slots[slot];
  }
  uint32_t state = add_state(it, hash);
  if (!it->failed) it->state_slots[slot] = state;
  return state;
}

/* ---- Making steps ---- */

static uint32_t step_from(ayes_automaton *it, uint32_t from, const ayes_token *word,
                          unsigned special) {
  ayes_state_key key = it->keys.items[from];
  it->waiting.count = 0;
  for (uint32_t i = 0; i < key.partial_count; i++)
    follow(it, it->partials.items[key.first_partial + i], word, special);
  return find_state(it);
}

/* Without memory where it runs out. */
static ayes_step_table new_steps(size_t pairs) {
  void *memory = ayes_memory_new_zeroed(pairs + 1, sizeof(ayes_step_pair));
  if (!memory) return (ayes_step_table){0};
  size_t past = (uintptr_t)memory % sizeof(ayes_step_pair);
  char *aligned = (char *)memory + (past ? sizeof(ayes_step_pair) - past : 0);
  return (ayes_step_table){memory, (ayes_step_pair *)(void *)aligned, pairs, 0};
}

static void put_step(ayes_step_table *steps, uint64_t key, ayes_view view) {
  size_t place = ayes_step_hash(key) & (steps->pair_count - 1);
  while (steps->pairs[place].keys[1]) place = (place + 1) & (steps->pair_count - 1);
  ayes_step_pair *pair = &steps->pairs[place];
  unsigned slot = pair->keys[0] != 0;
  pair->keys[slot] = key;
  pair->views[slot] = view;
  steps->count++;
}

static bool grow_steps(ayes_automaton *it) {
  ayes_step_table steps = new_steps(it->steps.pair_count * 2);
  if (!steps.memory) return false;
  for (size_t i = 0; i < it->steps.pair_count; i++)
    for (unsigned slot = 0; slot < 2; slot++)
      if (it->steps.pairs[i].keys[slot])
        put_step(&steps, it->steps.pairs[i].keys[slot], it->steps.pairs[i].views[slot]);
  ayes_memory_free(it->steps.memory);
  it->steps = steps;
  return true;
}

static ayes_view view_of(const ayes_automaton *it, uint32_t state) {
  return it->keys.items[state].view;
}

ayes_view ayes_automaton_make_step(ayes_automaton *it, uint32_t from, const ayes_token *token,
                                   unsigned special) {
  uint64_t key = ayes_step_key(from, ayes_symbol_of_word(token), special);
  ayes_view view = view_of(it, step_from(it, from, token, special));
  if (!it->failed && it->steps.count >= it->steps.pair_count && !grow_steps(it)) it->failed = true;
  if (it->failed) return view_of(it, AYES_STATE_DEAD);
  put_step(&it->steps, key, view);
  it->is_full = bytes_of(it) > it->limit;
  return view;
}

ayes_view ayes_automaton_make_start(ayes_automaton *it, const ayes_token *token) {
  ayes_view view = view_of(it, step_from(it, AYES_STATE_ROOT, token, 0));
  if (!it->failed) it->starts[ayes_symbol_of_word(token)] = view;
  return view;
}

/* The states from first on, each behind a word that is no use to the one before. */
static void add_chain(ayes_automaton *it, uint32_t first) {
  size_t from = it->chains.count;
  uint32_t filter = ayes_view_facts(view_of(it, first)) & AYES_VIEW_FILTER, special = 0;
  for (uint32_t state = first; state != AYES_STATE_DEAD; state = step_from(it, state, NULL, 0)) {
    ayes_view *added = ayes_array_add(&it->chains, NULL);
    if (!added) it->failed = true;
    if (it->failed) return;
    special |= ayes_view_facts(view_of(it, state)) & AYES_SPECIAL_ANY;
    *added = ayes_view_make(state, filter);
  }
  for (size_t i = from; i < it->chains.count; i++)
    it->chains.items[i] |= ayes_view_make(0, special);
  it->keys.items[first].chain = (uint32_t)from;
  it->keys.items[first].chain_length = (uint32_t)(it->chains.count - from);
}

void ayes_automaton_make_chain(ayes_automaton *it, uint32_t from) {
  uint32_t first = step_from(it, from, NULL, 0);
  if (!it->failed && !it->keys.items[first].chain_length) add_chain(it, first);
  if (it->failed) return;
  it->states.items[from].chain = it->keys.items[first].chain;
  it->states.items[from].chain_length = (uint16_t)it->keys.items[first].chain_length;
}

/* ---- Life ---- */

/* The dead state, whose filter is empty, and the root. */
static void add_first_states(ayes_automaton *it) {
  for (uint32_t number = 0; number <= AYES_STATE_ROOT; number++) {
    it->waiting.count = 0;
    if (number == AYES_STATE_ROOT) add_partial(it, it->block->root, 0);
    (void)add_state(it, 0);
  }
}

bool ayes_automaton_empty(ayes_automaton *it) {
  it->failed = it->is_full = false;
  it->states.count = it->keys.count = it->chains.count = it->partials.count = it->marks.count =
      it->filters.count = 0;
  ayes_memory_free(it->steps.memory);
  ayes_memory_free(it->state_slots);
  it->state_slot_count = FIRST_SLOTS;
  it->steps = new_steps(FIRST_SLOTS);
  it->state_slots = ayes_memory_new_zeroed(FIRST_SLOTS, sizeof *it->state_slots);
  memset(it->starts, 0, it->block->symbol_count * sizeof *it->starts);
  it->failed = !it->steps.memory || !it->state_slots;
  if (!it->failed) add_first_states(it);
  return !it->failed;
}

ayes_status ayes_automaton_new(const ayes_block *block, ayes_automaton **out, ayes_error *error) {
  ayes_automaton *it = ayes_memory_new_zeroed(1, sizeof *it);
  *out = NULL;
  if (!it) return ayes_error_memory(error);
  it->block = block;
  it->limit = USUAL_LIMIT;
  it->starts = ayes_memory_new_zeroed(block->symbol_count, sizeof *it->starts);
  if (it->starts && ayes_automaton_empty(it)) {
    *out = it;
    return AYES_OK;
  }
  ayes_automaton_free(it);
  return ayes_error_memory(error);
}

void ayes_automaton_free(ayes_automaton *it) {
  if (!it) return;
  ayes_array_release(&it->states);
  ayes_array_release(&it->keys);
  ayes_array_release(&it->chains);
  ayes_array_release(&it->partials);
  ayes_array_release(&it->waiting);
  ayes_array_release(&it->marks);
  ayes_array_release(&it->ends);
  ayes_array_release(&it->filters);
  ayes_memory_free(it->starts);
  ayes_memory_free(it->state_slots);
  ayes_memory_free(it->steps.memory);
  ayes_memory_free(it);
}
