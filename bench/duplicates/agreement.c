/* SPDX-License-Identifier: MIT
 *
 * The comparison knows nothing of the finder's hashes of shingles: it computes sets of its own, of
 * 64 bits a shingle, from the printed words. O(sample^2).
 */
#include "duplicates/agreement.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "duplicates/letters.h"
#include "mining/duplicates.h"

enum { SAMPLED_TEMPLATES = 3, WIDTH = 5, ID_LIMIT = 32 };

typedef struct sampled_letter {
  size_t id;      /* number of the letter, from 1 */
  size_t cluster; /* that the finder put it in, from 1; 0 for none */
  uint32_t text;  /* its number in the finder, when it is in a cluster */
  size_t group;   /* root in the forest of near pairs */
  uint64_t *shingles;
  size_t count;
} sampled_letter;

typedef struct sample {
  sampled_letter *items;
  size_t count, capacity;
  size_t *place; /* of each letter in the sample + 1; 0 for none */
  ayes_arena arena;
} sample;

static int compare_numbers(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

/* The letter's words, cut at spaces, without points. */
static size_t split_words(ayes_span text, ayes_span *words) {
  size_t count = 0;
  ayes_span word;
  while (count < 3 * LETTER_WORDS_LIMIT && ayes_span_split(&text, ' ', &word)) {
    while (ayes_span_ends_with(word, ayes_span_of("."))) word.length--;
    if (word.length) words[count++] = word;
  }
  return count;
}

static ayes_status add_letter(sample *it, const letters *made, size_t id, ayes_error *error) {
  ayes_span words[3 * LETTER_WORDS_LIMIT];
  size_t count = split_words(ayes_buffer_span(&made->text), words), kept = 0;
  sampled_letter *added = ayes_array_add(it, error);
  if (!added) return AYES_NO_MEMORY;
  *added = (sampled_letter){.id = id, .group = it->count - 1};
  added->shingles = ayes_arena_new_zeroed(&it->arena, count + 1, sizeof *added->shingles, error);
  if (!added->shingles) return AYES_NO_MEMORY;
  for (size_t i = 0; i + WIDTH <= count; i++) {
    const char *start = words[i].data;
    const char *end = words[i + WIDTH - 1].data + words[i + WIDTH - 1].length;
    uint64_t hash = 0;
    for (size_t k = i; k < i + WIDTH; k++) hash = hash * 1099511628211u + ayes_span_hash(words[k]);
    if (end > start) added->shingles[added->count++] = hash;
  }
  qsort(added->shingles, added->count, sizeof *added->shingles, compare_numbers);
  for (size_t i = 0; i < added->count; i++)
    if (kept == 0 || added->shingles[kept - 1] != added->shingles[i])
      added->shingles[kept++] = added->shingles[i];
  added->count = kept;
  it->place[id - 1] = it->count;
  return AYES_OK;
}

static double jaccard(const sampled_letter *a, const sampled_letter *b) {
  size_t i = 0, j = 0, common = 0;
  while (i < a->count && j < b->count) {
    uint64_t left = a->shingles[i], right = b->shingles[j];
    common += left == right;
    i += left <= right;
    j += right <= left;
  }
  return (double)common / (double)(a->count + b->count - common);
}

static size_t root_of(sample *it, size_t at) {
  while (it->items[at].group != at) at = it->items[at].group = it->items[it->items[at].group].group;
  return at;
}

/* Letters through the finder; those of the sampled templates, each text once, also into it. */
static ayes_status fill(size_t count, ayes_duplicate_finder *finder, sample *it,
                        ayes_error *error) {
  letters made = {0};
  char id[ID_LIMIT];
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < count && status == AYES_OK; i++) {
    letters_make(&made, i);
    int length = snprintf(id, sizeof id, "%zu", i + 1);
    status =
        ayes_duplicate_finder_add(finder, ayes_span_of("Q1"), ayes_span_make(id, (size_t)length),
                                  ayes_buffer_span(&made.text), error);
    if (status == AYES_OK && made.template_number < SAMPLED_TEMPLATES)
      status = add_letter(it, &made, i + 1, error);
  }
  letters_release(&made);
  return status;
}

/* Of copies only the first stays: pairs of copies would count as found without any merit. */
static void set_clusters(sample *it, const ayes_duplicate_clusters *clusters, char *seen) {
  size_t kept = 0;
  for (size_t i = 0; i < clusters->count; i++) {
    const ayes_duplicate_cluster *cluster = &clusters->items[i];
    for (size_t k = 0; k < cluster->size; k++) {
      size_t id = 0;
      ayes_span_to_size(cluster->members[k].id, &id);
      if (!it->place[id - 1]) continue;
      it->items[it->place[id - 1] - 1].cluster = i + 1;
      it->items[it->place[id - 1] - 1].text = cluster->members[k].text_number;
      if (seen[cluster->members[k].text_number]++) it->items[it->place[id - 1] - 1].id = 0;
    }
  }
  for (size_t i = 0; i < it->count; i++) {
    if (it->items[i].id == 0) continue;
    it->items[kept] = it->items[i];
    it->items[kept].group = kept;
    kept++;
  }
  it->count = kept;
}

static double share(size_t part, size_t whole) { return whole ? (double)part / (double)whole : 1; }

static bool is_together(const sample *it, size_t a, size_t b) {
  return it->items[a].cluster && it->items[a].cluster == it->items[b].cluster;
}

static void compare_pairs(sample *it, const ayes_duplicate_finder *finder, double threshold,
                          agreement *found) {
  size_t near = 0, said = 0, right = 0;
  for (size_t i = 0; i < it->count; i++) {
    for (size_t k = 0; k < i; k++) {
      const sampled_letter *a = &it->items[i], *b = &it->items[k];
      bool is_near = jaccard(a, b) >= threshold;
      bool is_said = is_together(it, i, k) &&
                     ayes_duplicate_finder_jaccard(finder, a->text, b->text) >= threshold;
      near += is_near;
      said += is_said;
      right += is_near && is_said;
      if (is_near) it->items[root_of(it, i)].group = root_of(it, k);
    }
  }
  found->letters = it->count;
  found->near_pairs = near;
  found->pair_precision = share(right, said);
  found->pair_recall = share(right, near);
}

/* After compare_pairs. */
static void compare_clusters(sample *it, agreement *found) {
  size_t together = 0, hanging = 0, both = 0;
  for (size_t i = 0; i < it->count; i++) {
    size_t root = root_of(it, i);
    for (size_t k = 0; k < i; k++) {
      bool hangs = root_of(it, k) == root;
      together += is_together(it, i, k);
      hanging += hangs;
      both += hangs && is_together(it, i, k);
    }
  }
  found->cluster_precision = share(both, together);
  found->cluster_recall = share(both, hanging);
  found->near_share = share(found->near_pairs, together);
}

ayes_status agreement_measure(size_t count, double threshold, agreement *found, ayes_error *error) {
  const ayes_duplicate_clusters *clusters;
  ayes_duplicate_finder *finder = NULL;
  sample it = {0};
  it.place = ayes_memory_new_zeroed(count, sizeof *it.place);
  char *seen = ayes_memory_new_zeroed(count, 1);
  ayes_status status = it.place && seen ? AYES_OK : ayes_error_memory(error);
  if (status == AYES_OK) status = ayes_duplicate_finder_new(threshold, &finder, error);
  if (status == AYES_OK) status = fill(count, finder, &it, error);
  if (status == AYES_OK) status = ayes_duplicate_finder_finish(finder, &clusters, error);
  if (status == AYES_OK) {
    set_clusters(&it, clusters, seen);
    compare_pairs(&it, finder, threshold, found);
    compare_clusters(&it, found);
    printf(
        "%zu letters sampled, %zu near pairs; pairs: precision %.4f recall %.4f; clusters: "
        "precision %.4f recall %.4f; %.4f of the pairs in a cluster are near; %zu compared\n",
        found->letters, found->near_pairs, found->pair_precision, found->pair_recall,
        found->cluster_precision, found->cluster_recall, found->near_share, clusters->compared);
  }
  ayes_duplicate_finder_free(finder);
  ayes_memory_free(it.place);
  ayes_memory_free(seen);
  ayes_array_release(&it);
  ayes_arena_release(&it.arena);
  return status;
}
