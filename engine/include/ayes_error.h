/* SPDX-License-Identifier: MIT
 *
 * Errors: what can fail returns an ayes_status and fills a record owned by the caller.
 *
 *     ayes_error error = {0};
 *     if (ayes_engine_open(&options, &engine, &error) != AYES_OK)
 *       fprintf(stderr, "%s:%zu: %s\n", error.source, error.line, error.message);
 */
#ifndef AYES_ERROR_H
#define AYES_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ayes_status {
  AYES_OK = 0,
  AYES_CHECK_FAILED, /* the work is done, but a check that was asked for failed */
  AYES_BAD_USAGE,    /* a call or an option makes no sense */
  AYES_BAD_DATA,     /* an input cannot be read as what it should be */
  AYES_NO_INPUT,     /* an input does not exist or cannot be opened */
  AYES_OVER_LIMIT,   /* an input is larger than a stated limit */
  AYES_NO_MEMORY,
  AYES_IO_FAILED, /* reading or writing failed half-way */
  AYES_INTERNAL,  /* a fault of the program itself */
  AYES_STATUS_COUNT
} ayes_status;

enum { AYES_ERROR_SOURCE_SIZE = 512, AYES_ERROR_MESSAGE_SIZE = 512 };

/* Where and what went wrong. Zero-initialise; a successful call leaves it alone. */
typedef struct ayes_error {
  ayes_status status;
  size_t line;                           /* 1-based; 0 when there is none */
  size_t column;                         /* 1-based; 0 when there is none */
  char source[AYES_ERROR_SOURCE_SIZE];   /* a file's name, or empty */
  char message[AYES_ERROR_MESSAGE_SIZE]; /* one lower-case sentence without a full stop */
} ayes_error;

#ifdef __cplusplus
}
#endif

#endif
