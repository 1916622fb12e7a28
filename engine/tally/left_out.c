/* SPDX-License-Identifier: MIT
 *
 * The clusters of duplicates that another run found, read whole: O(bytes) time and memory.
 */
#include "base/file.h"
#include "base/json.h"
#include "tally/tally.h"

#define FILE_LIMIT ((size_t)1024 * 1024 * 1024)

static ayes_status bad_shape(const char *path, ayes_error *error) {
  return ayes_error_set_at(error, AYES_BAD_DATA, path, 0, 0,
                           "is no JSON file of \"ayes duplicates\"");
}

static ayes_status leave_out_cluster(ayes_counter *tally, const json_t *cluster, const char *path,
                                     ayes_error *error) {
  const json_t *members = json_object_get(cluster, "members");
  ayes_span kept = ayes_json_string(cluster, "representative");
  ayes_span question = ayes_json_string(cluster, "question");
  ayes_status status = AYES_OK;
  if (!ayes_json_is(members, JSON_ARRAY)) return bad_shape(path, error);
  for (size_t i = 0; i < json_array_size(members) && status == AYES_OK; i++) {
    ayes_span id = ayes_json_string(json_array_get(members, i), "id");
    if (!ayes_span_equal(id, kept)) status = ayes_counter_leave_out(tally, question, id, error);
  }
  return status;
}

static ayes_status leave_out_all(ayes_counter *tally, const json_t *root, const char *path,
                                 ayes_error *error) {
  const json_t *clusters = json_object_get(root, "clusters");
  ayes_status status = AYES_OK;
  if (!ayes_json_is(clusters, JSON_ARRAY)) return bad_shape(path, error);
  for (size_t i = 0; i < json_array_size(clusters) && status == AYES_OK; i++)
    status = leave_out_cluster(tally, json_array_get(clusters, i), path, error);
  return status;
}

ayes_status ayes_counter_leave_out_file(ayes_counter *tally, const char *path, ayes_error *error) {
  ayes_buffer bytes = {0};
  json_t *root = NULL;
  ayes_status status = ayes_file_read(path, FILE_LIMIT, &bytes, error);
  if (status == AYES_OK) status = ayes_json_parse(ayes_buffer_span(&bytes), path, &root, error);
  ayes_buffer_release(&bytes);
  if (status == AYES_OK) status = leave_out_all(tally, root, path, error);
  json_decref(root);
  return status;
}
