/* SPDX-License-Identifier: MIT
 *
 * From trees to lists: answers are counted by the root of their text, placed root by root (a
 * counting sort, so that each cluster keeps the order of the answers), and described. O(answers).
 */
#include <stdlib.h>

#include "mining/duplicates_private.h"

typedef struct gathering {
  ayes_duplicate_finder *finder;
  uint32_t *roots;  /* of each text */
  size_t *starts;   /* of each root: first of its members */
  uint32_t *counts; /* of each root: answers */
  uint32_t *distinct;
} gathering;

static void release(gathering *it) {
  ayes_memory_free(it->roots);
  ayes_memory_free(it->starts);
  ayes_memory_free(it->counts);
  ayes_memory_free(it->distinct);
}

static ayes_status reserve(gathering *it, ayes_error *error) {
  size_t count = it->finder->texts.count;
  it->roots = ayes_memory_new_zeroed(count, sizeof *it->roots);
  it->starts = ayes_memory_new_zeroed(count, sizeof *it->starts);
  it->counts = ayes_memory_new_zeroed(count, sizeof *it->counts);
  it->distinct = ayes_memory_new_zeroed(count, sizeof *it->distinct);
  return it->roots && it->starts && it->counts && it->distinct ? AYES_OK : ayes_error_memory(error);
}

/* Clusters have two answers or more. */
static size_t count_clusters(gathering *it, size_t *members) {
  ayes_duplicate_finder *finder = it->finder;
  size_t clusters = 0;
  *members = 0;
  for (size_t i = 0; i < finder->texts.count; i++) {
    it->roots[i] = ayes_duplicates_root(finder->texts.items, (uint32_t)i);
    it->counts[it->roots[i]] += finder->texts.items[i].copies;
    it->distinct[it->roots[i]]++;
  }
  for (size_t i = 0; i < finder->texts.count; i++) {
    if (it->counts[i] < 2) continue;
    it->starts[i] = *members;
    *members += it->counts[i];
    clusters++;
  }
  return clusters;
}

/* Puts each answer behind the last one of its cluster; starts then are ends. */
static void place_members(gathering *it) {
  ayes_duplicate_finder *finder = it->finder;
  for (size_t i = 0; i < finder->answers.count; i++) {
    const ayes_added_answer *answer = &finder->answers.items[i];
    if (answer->text == AYES_NO_INDEX || it->counts[it->roots[answer->text]] < 2) continue;
    const ayes_distinct_text *text = &finder->texts.items[answer->text];
    finder->members[it->starts[it->roots[answer->text]]++] =
        (ayes_duplicate_member){.id = ayes_span_make(answer->id, answer->id_length),
                                .text = ayes_span_make(text->bytes, text->length),
                                .text_number = answer->text};
  }
}

static void list_clusters(gathering *it) {
  ayes_duplicate_finder *finder = it->finder;
  size_t at = 0;
  for (size_t i = 0; i < finder->texts.count; i++) {
    if (it->counts[i] < 2) continue;
    finder->cluster_items[at++] = (ayes_duplicate_cluster){
        .question = ayes_names_text(&finder->questions, finder->texts.items[i].question),
        .members = &finder->members[it->starts[i] - it->counts[i]],
        .size = it->counts[i],
        .distinct = it->distinct[i]};
  }
}

/* The texts of a cluster in the order of their first answers, each once. listed: a mark a text. */
static size_t list_texts(const ayes_duplicate_cluster *cluster, uint32_t *listed, uint32_t *texts) {
  size_t count = 0;
  for (size_t i = 0; i < cluster->size; i++) {
    uint32_t text = cluster->members[i].text_number;
    if (listed[text] == AYES_NO_INDEX) continue;
    listed[text] = AYES_NO_INDEX;
    texts[count++] = text;
  }
  return count;
}

static ayes_status describe(gathering *it, ayes_duplicate_cluster *cluster, uint32_t *texts,
                            ayes_error *error) {
  ayes_duplicate_finder *finder = it->finder;
  uint32_t middle;
  size_t count = list_texts(cluster, it->roots, texts);
  ayes_status status = ayes_duplicates_middle(finder, texts, count, &middle, error);
  if (status != AYES_OK) return status;
  size_t first = (size_t)(cluster->members - finder->members), i = first + cluster->size;
  while (i-- > first) {
    ayes_duplicate_member *member = &finder->members[i];
    member->jaccard = ayes_duplicate_finder_jaccard(finder, member->text_number, middle);
    if (member->text_number == middle) cluster->representative = i - first;
  }
  finder->members[first + cluster->representative].is_representative = true;
  cluster->words = finder->texts.items[middle].words;
  return AYES_OK;
}

static int compare_clusters(const void *left, const void *right) {
  const ayes_duplicate_cluster *a = left, *b = right;
  if (a->size != b->size) return a->size > b->size ? -1 : 1;
  return a->members[0].text_number < b->members[0].text_number ? -1 : 1;
}

static ayes_status describe_all(gathering *it, size_t clusters, ayes_error *error) {
  ayes_duplicate_finder *finder = it->finder;
  uint32_t *texts = ayes_memory_new_zeroed(finder->texts.count, sizeof *texts);
  if (!texts) return ayes_error_memory(error);
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < clusters && status == AYES_OK; i++)
    status = describe(it, &finder->cluster_items[i], texts, error);
  ayes_memory_free(texts);
  if (status == AYES_OK && clusters)
    qsort(finder->cluster_items, clusters, sizeof *finder->cluster_items, compare_clusters);
  return status;
}

ayes_status ayes_duplicates_gather(ayes_duplicate_finder *finder, ayes_error *error) {
  gathering it = {.finder = finder};
  size_t members = 0, clusters;
  ayes_status status = reserve(&it, error);
  if (status == AYES_OK) {
    clusters = count_clusters(&it, &members);
    finder->members = ayes_memory_new_zeroed(members, sizeof *finder->members);
    finder->cluster_items = ayes_memory_new_zeroed(clusters, sizeof *finder->cluster_items);
    if (!finder->members || !finder->cluster_items) status = ayes_error_memory(error);
  }
  if (status == AYES_OK) {
    place_members(&it);
    list_clusters(&it);
    status = describe_all(&it, clusters, error);
    finder->clusters.items = finder->cluster_items;
    finder->clusters.count = clusters;
    finder->clusters.clustered = members;
    finder->clusters.answers = finder->answers.count;
    finder->clusters.with_text = finder->with_text;
    finder->clusters.distinct = finder->texts.count;
  }
  release(&it);
  return status;
}
