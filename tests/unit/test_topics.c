/* SPDX-License-Identifier: MIT
 *
 * Topics of random marks, few and many, and of random proposals, against their definition done
 * slowly.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"
#include "support/pack_folder.h"
#include "topics/topics.h"

enum { MOST_MARKS = 100, TOPICS = 7, FIRST_ASPECT = 5, ROUNDS = 4000 };

static const char pack_json[] =
    "{\"name\":\"x\",\"language\":\"en\",\"stemmer\":\"english\",\"topics\":[\"topics.tsv\"]}";
static const char topics_tsv[] =
    "id\tparent\tlabel\tterms\trules\na\t\t\tbus\t\naspects\t\t\tway\t\nc\ta\t\troad\t\n"
    "d\t\t\ttree\t\ncost\taspects\t\tpay\t\ntime\taspects\t\tlate\t\ncare\taspects\t\tkind\t\n";

static const ayes_topic_settings settings = {
    .least = 0.9, .repeat = 0.25, .target = 0.5, .target_aspect = 0.25, .aspect_parent = "aspects"};
static ayes_source entries[6];

/* Of a proposal, whether it names each topic. */
typedef struct proposal {
  bool names[TOPICS + 1];
  uint32_t topics[TOPICS];
  size_t count;
} proposal;

static uint32_t below(ayes_random *random, uint32_t limit) {
  return (uint32_t)ayes_random_below(random, limit);
}

/* By topic, term, weight and place; two entries have the same term. */
static bool is_before(const ayes_mark *a, const ayes_mark *b) {
  if (a->topic != b->topic) return a->topic < b->topic;
  int order = ayes_span_compare(a->source->term, b->source->term);
  if (order) return order < 0;
  if (a->weight != b->weight) return a->weight > b->weight;
  return a->first < b->first;
}

static void sort_slowly(const ayes_mark **marks, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (size_t k = i + 1; k < count; k++)
      if (is_before(marks[k], marks[i])) {
        const ayes_mark *mark = marks[i];
        marks[i] = marks[k];
        marks[k] = mark;
      }
}

/* Each term counts once, and its next two hits a quarter each. */
static double weight_of(const ayes_mark *const *sorted, size_t count, uint32_t topic) {
  double sum = 0;
  for (size_t i = 0, hits = 0; i < count; i++) {
    if (sorted[i]->topic != topic) continue;
    bool again = i && sorted[i - 1]->topic == topic &&
                 ayes_span_equal(sorted[i - 1]->source->term, sorted[i]->source->term);
    hits = again ? hits + 1 : 0;
    if (hits <= 2) sum += sorted[i]->weight * (hits ? settings.repeat : 1);
  }
  return sum;
}

static double head_start(const proposal *proposed, uint32_t topic) {
  if (!proposed->names[topic]) return 0;
  return topic < FIRST_ASPECT ? settings.target : settings.target_aspect;
}

static void check(const ayes_topic_scores *scores, const proposal *proposed,
                  const ayes_mark *const *sorted, size_t count) {
  size_t expected = 0;
  assert_int_equal(scores->marks.count, count);
  for (size_t i = 0; i < count; i++) assert_ptr_equal(scores->marks.items[i], sorted[i]);
  for (uint32_t topic = 1; topic <= TOPICS; topic++)
    expected += weight_of(sorted, count, topic) + head_start(proposed, topic) >= settings.least;
  assert_int_equal(scores->count, expected);
  for (size_t i = 0; i < scores->count; i++) {
    const ayes_topic_score *score = &scores->items[i], *next = score + 1;
    double weight = weight_of(sorted, count, score->topic) + head_start(proposed, score->topic);
    assert_true(score->weight == weight / (weight + 1));
    for (size_t k = 0; k < count; k++)
      assert_int_equal(k >= score->first && k < score->last, sorted[k]->topic == score->topic);
    if (i + 1 < scores->count)
      assert_true(score->weight > next->weight ||
                  (score->weight == next->weight && score->topic < next->topic));
  }
}

static proposal random_proposal(ayes_random *random) {
  proposal made = {0};
  for (uint32_t topic = TOPICS; topic > 0; topic--) {
    made.names[topic] = below(random, 3) == 0;
    if (made.names[topic]) made.topics[made.count++] = topic;
  }
  return made;
}

static size_t random_marks(ayes_random *random, size_t most, ayes_mark *marks) {
  size_t count = below(random, (uint32_t)most + 1);
  for (uint32_t i = 0; i < count; i++) {
    marks[i] = (ayes_mark){.first = i, .last = i + 1, .kind = AYES_KIND_TOPIC};
    marks[i].topic = 1 + below(random, TOPICS);
    marks[i].weight = 0.25 * (1 + below(random, 4));
    marks[i].source = &entries[below(random, sizeof entries / sizeof *entries)];
  }
  return count;
}

static ayes_lexicon *open_lexicon(pack_folder *folder) {
  ayes_lexicon *lexicon;
  assert_true(pack_folder_make(folder));
  assert_non_null(pack_folder_write(folder, "pack.json", ayes_span_of(pack_json)));
  assert_non_null(pack_folder_write(folder, "topics.tsv", ayes_span_of(topics_tsv)));
  assert_int_equal(ayes_lexicon_open(&(const char *){folder->path}, 1, &lexicon, NULL), AYES_OK);
  return lexicon;
}

static void test_random_marks(void **state) {
  (void)state;
  static const char *const terms[] = {"bus", "road", "bus", "tree", "park", "air"};
  ayes_random random = ayes_random_start(7);
  ayes_topic_scores scores = {0};
  pack_folder folder;
  ayes_lexicon *lexicon = open_lexicon(&folder);
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
    entries[i] = (ayes_source){.place = "topics.tsv:1", .term = ayes_span_of(terms[i])};
  for (size_t round = 0; round < ROUNDS; round++) {
    ayes_mark marks[MOST_MARKS];
    const ayes_mark *given[MOST_MARKS], *sorted[MOST_MARKS];
    proposal proposed = random_proposal(&random);
    size_t count = random_marks(&random, round % 2 ? 20 : MOST_MARKS, marks);
    for (size_t i = 0; i < count; i++) given[i] = sorted[i] = &marks[i];
    sort_slowly(sorted, count);
    assert_int_equal(ayes_topics_assign(lexicon, &settings, given, count, proposed.topics,
                                        proposed.count, &scores, NULL),
                     AYES_OK);
    check(&scores, &proposed, sorted, count);
  }
  ayes_topics_release(&scores);
  ayes_lexicon_close(lexicon);
  pack_folder_remove(&folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_marks)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
