/* SPDX-License-Identifier: MIT
 *
 * Texts that agree in a band share a bucket. A campaign of a million letters would make buckets
 * with half a million million pairs, so a text is compared only with the hubs of its buckets: the
 * HUBS texts of a bucket that have most company in all their bands, which are those nearest to the
 * shared letter. Whoever changed it little enough to be a near-duplicate of anything is most likely
 * one of them. Small buckets are all hubs: there every pair is compared. Pairs that are already in
 * one cluster are not, and confirmed pairs are joined by union-find.
 *
 * Union-find and not leaders that members must resemble: which letter comes first has no part in
 * it, and a campaign whose senders all changed something is one cluster even where no single text
 * is near to all. O(texts * bands * HUBS) comparisons at worst; usually few a text.
 */
#include "mining/duplicates_private.h"

enum { HUBS = 24, DIGITS = 256 };

typedef struct bucket {
  size_t first; /* of its hubs */
  uint32_t size, hubs;
} bucket;

typedef struct linking {
  ayes_duplicate_finder *finder;
  size_t texts, bands;
  uint64_t *sorted, *other; /* hash in the upper half, text in the lower */
  struct {
    bucket *items;
    size_t count, capacity;
  } buckets;
  uint32_t *hubs;
  uint64_t *company; /* of each text: sizes of all its buckets */
  uint32_t *tried;   /* of each text: the last one it was compared with, + 1 */
} linking;

uint32_t ayes_duplicates_root(ayes_distinct_text *texts, uint32_t text) {
  while (texts[text].parent != text) {
    texts[text].parent = texts[texts[text].parent].parent;
    text = texts[text].parent;
  }
  return text;
}

/* The older text becomes the root. */
static void join(ayes_distinct_text *texts, uint32_t a, uint32_t b) {
  if (a < b) texts[b].parent = a;
  else texts[a].parent = b;
}

/* ---- Buckets ---- */

/* By the upper half: four passes of counting, O(texts). */
static void sort_by_hash(linking *it) {
  for (int shift = 32; shift < 64; shift += 8) {
    size_t starts[DIGITS] = {0}, at = 0;
    for (size_t i = 0; i < it->texts; i++) starts[it->sorted[i] >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
      size_t count = starts[digit];
      starts[digit] = at;
      at += count;
    }
    for (size_t i = 0; i < it->texts; i++)
      it->other[starts[it->sorted[i] >> shift & (DIGITS - 1)]++] = it->sorted[i];
    uint64_t *swap = it->sorted;
    it->sorted = it->other;
    it->other = swap;
  }
}

static uint32_t *place_of(const linking *it, uint32_t text, size_t band) {
  return &it->finder->bands.items[text * it->bands + band];
}

/* Writes a bucket's number in place of its texts' hashes; a text alone gets none. */
static ayes_status number_run(linking *it, size_t band, size_t start, size_t end,
                              ayes_error *error) {
  uint32_t number = AYES_NO_INDEX;
  if (end - start > 1) {
    bucket *added = ayes_array_add(&it->buckets, error);
    if (!added) return AYES_NO_MEMORY;
    *added = (bucket){.size = (uint32_t)(end - start)};
    number = (uint32_t)(it->buckets.count - 1);
    if (number == AYES_NO_INDEX)
      return ayes_error_set(error, AYES_OVER_LIMIT, "there are too many different texts");
  }
  for (size_t i = start; i < end; i++) {
    uint32_t text = (uint32_t)it->sorted[i];
    *place_of(it, text, band) = number;
    if (end - start > 1) it->company[text] += end - start;
  }
  return AYES_OK;
}

static ayes_status number_band(linking *it, size_t band, ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < it->texts; i++)
    it->sorted[i] = (uint64_t)*place_of(it, (uint32_t)i, band) << 32 | i;
  sort_by_hash(it);
  for (size_t start = 0, end; start < it->texts && status == AYES_OK; start = end) {
    for (end = start + 1; end < it->texts; end++)
      if (it->sorted[end] >> 32 != it->sorted[start] >> 32) break;
    status = number_run(it, band, start, end, error);
  }
  return status;
}

/* ---- Hubs ---- */

static ayes_status make_room_for_hubs(linking *it, ayes_error *error) {
  size_t count = 0;
  for (size_t i = 0; i < it->buckets.count; i++) {
    it->buckets.items[i].first = count;
    count += it->buckets.items[i].size < HUBS ? it->buckets.items[i].size : HUBS;
  }
  it->hubs = ayes_memory_new_zeroed(count, sizeof *it->hubs);
  return it->hubs ? AYES_OK : ayes_error_memory(error);
}

/* Keeps a bucket's hubs sorted, those with most company first; equals as they came. */
static void offer_hub(linking *it, bucket *into, uint32_t text) {
  uint32_t *hubs = &it->hubs[into->first];
  size_t at = into->hubs;
  if (at == HUBS && it->company[hubs[at - 1]] >= it->company[text]) return;
  if (at == HUBS) at--;
  else into->hubs++;
  for (; at > 0 && it->company[hubs[at - 1]] < it->company[text]; at--) hubs[at] = hubs[at - 1];
  hubs[at] = text;
}

static void pick_hubs(linking *it) {
  for (uint32_t text = 0; text < it->texts; text++) {
    for (size_t band = 0; band < it->bands; band++) {
      uint32_t number = *place_of(it, text, band);
      if (number != AYES_NO_INDEX) offer_hub(it, &it->buckets.items[number], text);
    }
  }
}

/* ---- Links ---- */

static void compare(linking *it, uint32_t text, uint32_t hub) {
  ayes_distinct_text *texts = it->finder->texts.items;
  if (it->tried[hub] == text + 1 || hub == text) return;
  it->tried[hub] = text + 1;
  uint32_t a = ayes_duplicates_root(texts, text), b = ayes_duplicates_root(texts, hub);
  if (a == b) return;
  it->finder->clusters.compared++;
  double least = it->finder->threshold;
  if (ayes_shingles_jaccard(&texts[text], &texts[hub], least) >= least) join(texts, a, b);
}

static void link_texts(linking *it) {
  for (uint32_t text = 0; text < it->texts; text++) {
    for (size_t band = 0; band < it->bands; band++) {
      uint32_t number = *place_of(it, text, band);
      if (number == AYES_NO_INDEX) continue;
      const bucket *from = &it->buckets.items[number];
      for (size_t i = 0; i < from->hubs; i++) compare(it, text, it->hubs[from->first + i]);
    }
  }
}

static ayes_status number_bands(linking *it, ayes_error *error) {
  ayes_status status = AYES_OK;
  it->sorted = ayes_memory_new_zeroed(it->texts, sizeof *it->sorted);
  it->other = ayes_memory_new_zeroed(it->texts, sizeof *it->other);
  it->company = ayes_memory_new_zeroed(it->texts, sizeof *it->company);
  it->tried = ayes_memory_new_zeroed(it->texts, sizeof *it->tried);
  if (!it->sorted || !it->other || !it->company || !it->tried) return ayes_error_memory(error);
  for (size_t band = 0; band < it->bands && status == AYES_OK; band++)
    status = number_band(it, band, error);
  return status;
}

ayes_status ayes_duplicates_link(ayes_duplicate_finder *finder, ayes_error *error) {
  linking it = {.finder = finder, .texts = finder->texts.count, .bands = finder->banding.bands};
  ayes_status status = number_bands(&it, error);
  if (status == AYES_OK) status = make_room_for_hubs(&it, error);
  if (status == AYES_OK) {
    pick_hubs(&it);
    link_texts(&it);
  }
  ayes_memory_free(it.sorted);
  ayes_memory_free(it.other);
  ayes_memory_free(it.company);
  ayes_memory_free(it.tried);
  ayes_memory_free(it.hubs);
  ayes_array_release(&it.buckets);
  return status;
}
