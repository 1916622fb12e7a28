/* SPDX-License-Identifier: MIT
 *
 * What several commands do the same way: opening an engine, and an output that is kept only when
 * the job went well.
 *
 *     ayes_file_sink *file;
 *     status = ayes_request_output(request, &file, error);
 *     if (status == AYES_OK) status = ...(ayes_file_sink_get(file), error);
 *     return ayes_request_finish(file, status, error);
 */
#ifndef AYES_CLI_SHARED_H
#define AYES_CLI_SHARED_H

#include "cli/command.h"

/* With the request's lexicons, survey and target. */
ayes_status ayes_request_engine(const ayes_request *request, ayes_engine **engine,
                                ayes_error *error);

ayes_status ayes_request_output(const ayes_request *request, ayes_file_sink **file,
                                ayes_error *error);

/* Closes file (NULL is accepted), keeping it when status is AYES_OK or AYES_CHECK_FAILED. Returns
 * the first failure. */
ayes_status ayes_request_finish(ayes_file_sink *file, ayes_status status, ayes_error *error);

/* "standard output" or the path. */
const char *ayes_request_output_name(const char *path);

#endif
