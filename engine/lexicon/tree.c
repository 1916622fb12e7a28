/* SPDX-License-Identifier: MIT
 *
 * The spellings of a term come one after another and begin alike, so each is compared with the one
 * before it, and goes on where both part. What follows a twig is known by a hash of it, from the
 * last twig to the first, since they come after those they grow from (minimal acyclic automata,
 * Daciuk et al. 2000). Twigs with the same behind them in another order are taken for different:
 * that costs nothing but memory.
 */
#include "lexicon/tree.h"

#include "base/array.h"

static ayes_status add_twig(ayes_tree *tree, uint32_t from, ayes_symbol symbol, uint32_t *added,
                            ayes_error *error) {
  ayes_twig *twig = ayes_array_add(&tree->twigs, error);
  if (!twig) return AYES_NO_MEMORY;
  *added = (uint32_t)(tree->twigs.count - 1);
  *twig = (ayes_twig){.symbol = symbol, .same = *added};
  if (!*added) return AYES_OK;
  twig->older = tree->twigs.items[from].first;
  tree->twigs.items[from].first = *added;
  return AYES_OK;
}

/* Follows the edge from *twig, adding it when there is none. */
static ayes_status step(ayes_tree *tree, uint32_t *twig, ayes_symbol symbol, ayes_error *error) {
  uint32_t from = *twig, next = tree->twigs.items[from].first;
  while (next && tree->twigs.items[next].symbol != symbol) next = tree->twigs.items[next].older;
  *twig = next;
  return next ? AYES_OK : add_twig(tree, from, symbol, twig, error);
}

/* How many words two phrases have in common. */
static size_t count_shared(const ayes_phrase *a, const ayes_phrase *b) {
  size_t least = a->count < b->count ? a->count : b->count, shared = 0;
  while (shared < least && a->words[shared] == b->words[shared] &&
         a->gaps[shared] == b->gaps[shared])
    shared++;
  return shared;
}

/* path: the twigs behind the words of the phrase before it, with which it shares as many. */
static ayes_status add_phrase(ayes_tree *tree, const ayes_phrase *phrase, size_t shared,
                              uint32_t path[AYES_TERM_WORD_LIMIT], ayes_error *error) {
  ayes_status status = AYES_OK;
  uint32_t twig = shared ? path[shared - 1] : 0;
  for (size_t i = shared; status == AYES_OK && i < phrase->count; i++) {
    if (phrase->gaps[i]) status = step(tree, &twig, ayes_symbol_of_gap(phrase->gaps[i]), error);
    if (status == AYES_OK) status = step(tree, &twig, phrase->words[i], error);
    path[i] = twig;
  }
  if (status == AYES_OK) tree->twigs.items[twig].ends = true;
  return status;
}

/* ---- Twigs that are alike ---- */

/* Nodes behind a gap or a placeholder are of their own kinds. */
static ayes_symbol kind_of(const ayes_twig *twig) {
  return twig->symbol >= ayes_symbol_of_gap(0) ? twig->symbol : 0;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}

static size_t hash_of(const ayes_tree *tree, const ayes_twig *twig) {
  uint64_t hash = (uint64_t)kind_of(twig) << 1 | twig->ends;
  for (uint32_t at = twig->first; at; at = tree->twigs.items[at].older) {
    const ayes_twig *next = &tree->twigs.items[at];
    hash = mix(hash, (uint64_t)next->symbol << 32 | next->same);
  }
  return (size_t)mix(hash, twig->first != 0);
}

static bool are_alike(const ayes_tree *tree, const ayes_twig *a, const ayes_twig *b) {
  if (a->ends != b->ends || kind_of(a) != kind_of(b)) return false;
  uint32_t left = a->first, right = b->first;
  while (left && right) {
    const ayes_twig *next = &tree->twigs.items[left], *other = &tree->twigs.items[right];
    if (next->symbol != other->symbol || next->same != other->same) return false;
    left = next->older;
    right = other->older;
  }
  return left == right;
}

static ayes_status clear_slots(ayes_tree *tree, ayes_error *error) {
  size_t wanted = 8;
  while (wanted < tree->twigs.count * 2) wanted *= 2;
  ayes_status status =
      ayes_array_reserve(&tree->slots, &tree->slot_room, wanted, sizeof *tree->slots, error);
  tree->slot_count = wanted;
  if (status == AYES_OK) memset(tree->slots, 0, wanted * sizeof *tree->slots);
  return status;
}

static ayes_status find_same(ayes_tree *tree, ayes_error *error) {
  ayes_status status = clear_slots(tree, error);
  if (status != AYES_OK) return status;
  size_t mask = tree->slot_count - 1;
  for (uint32_t number = (uint32_t)tree->twigs.count; number-- > 1;) {
    ayes_twig *twig = &tree->twigs.items[number];
    size_t slot = hash_of(tree, twig) & mask;
    while (tree->slots[slot] && !are_alike(tree, twig, &tree->twigs.items[tree->slots[slot]]))
      slot = (slot + 1) & mask;
    if (tree->slots[slot]) twig->same = tree->slots[slot];
    else tree->slots[slot] = number;
  }
  return AYES_OK;
}

/* ---- Life ---- */

ayes_status ayes_tree_fill(ayes_tree *tree, const ayes_phrases *phrases, ayes_error *error) {
  uint32_t root, path[AYES_TERM_WORD_LIMIT];
  tree->twigs.count = 0;
  ayes_status status = add_twig(tree, 0, 0, &root, error);
  for (size_t i = 0; status == AYES_OK && i < phrases->count; i++) {
    const ayes_phrase *phrase = &phrases->items[i];
    size_t shared = i ? count_shared(phrase, phrase - 1) : 0;
    status = add_phrase(tree, phrase, shared, path, error);
  }
  return status == AYES_OK && phrases->count > 1 ? find_same(tree, error) : status;
}

void ayes_tree_release(ayes_tree *tree) {
  ayes_array_release(&tree->twigs);
  ayes_memory_free(tree->slots);
  *tree = (ayes_tree){0};
}
