/* SPDX-License-Identifier: MIT
 *
 * Clusters of duplicates out, a member at a time: a campaign may have a million.
 *
 *     const ayes_duplicates_writer *writer = &ayes_duplicates_writer_json;
 *     writer->start(&page);
 *     writer->cluster(&page, cluster, &verdict);            -- for each cluster
 *     writer->member(&page, member, &additions, &verdict);  -- for each of its members
 *     writer->cluster_end(&page);
 *     writer->end(&page);
 */
#ifndef AYES_REPORT_DUPLICATES_H
#define AYES_REPORT_DUPLICATES_H

#include "base/buffer.h"
#include "mining/duplicates.h"
#include "report/tally.h"

/* What an engine says of the shared letter, or of what a member adds to it by itself. */
typedef struct ayes_verdict {
  bool is_known; /* there is an engine, and words enough */
  ayes_stance stance;
  double confidence;
} ayes_verdict;

/* What is being written. */
typedef struct ayes_duplicates_page {
  ayes_buffer *buffer;
  const ayes_duplicate_clusters *clusters;
  double threshold;
  size_t unreadable; /* records left out */
  ayes_layout layout;
  /* the writer's own */
  const ayes_duplicate_cluster *cluster;
  size_t number;        /* of clusters so far */
  size_t members;       /* of this cluster so far */
  size_t shown, adding; /* of them */
} ayes_duplicates_page;

typedef struct ayes_duplicates_writer {
  void (*start)(ayes_duplicates_page *page);
  void (*cluster)(ayes_duplicates_page *page, const ayes_duplicate_cluster *cluster,
                  const ayes_verdict *verdict);
  void (*member)(ayes_duplicates_page *page, const ayes_duplicate_member *member,
                 const ayes_additions *additions, const ayes_verdict *verdict);
  void (*cluster_end)(ayes_duplicates_page *page);
  void (*end)(ayes_duplicates_page *page);
} ayes_duplicates_writer;

/* One object; a line a cluster and a line a member. {"threshold", "answers", "with_text",
 * "distinct", "clustered", "unreadable", "clusters": [{"cluster", "question", "size", "distinct",
 * "short", "representative", "text", "stance"?, "confidence"?, "members": [{"id", "jaccard",
 * "adds": [{"start", "end", "text"}], "added_words", "stance"?, "confidence"?}]}]} */
extern const ayes_duplicates_writer ayes_duplicates_writer_json;

/* A row a member: cluster, question, size, id, representative, jaccard, added_words, added, stance,
 * confidence. */
extern const ayes_duplicates_writer ayes_duplicates_writer_csv;

/* The largest clusters, and the members that add most words first as they come. */
extern const ayes_duplicates_writer ayes_duplicates_writer_text;

#endif
