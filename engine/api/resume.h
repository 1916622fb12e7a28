/* SPDX-License-Identifier: MIT
 *
 * Results that an earlier run had written when it was cut short.
 *
 *     ayes_done_open(path, hash, &bytes, &done, error);
 *     ayes_done_next(done, input, &record, &outcome, &problem, &is_done, error);   -- in order
 *     ayes_done_close(done);
 */
#ifndef AYES_API_RESUME_H
#define AYES_API_RESUME_H

#include "api/batch.h"
#include "base/hash.h"

typedef struct ayes_done ayes_done;

/* Opens results; their bytes are added to hash (may be NULL) and *bytes. *done is yours. */
ayes_status ayes_done_open(const char *path, ayes_hash *hash, size_t *bytes, ayes_done **done,
                           ayes_error *error);
void ayes_done_close(ayes_done *done);

/* What had become of the next record, which stands in the file input. *problem is filled by the
 * first record that could not be read. *is_done is false when there are no more results.
 * AYES_BAD_DATA: the results are not of this record. */
ayes_status ayes_done_next(ayes_done *done, const char *input, const ayes_record *record,
                           ayes_outcome *outcome, ayes_error *problem, bool *is_done,
                           ayes_error *error);

#endif
