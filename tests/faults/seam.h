/* SPDX-License-Identifier: MIT
 *
 * Requests to the system that fail when told to. seam.c defines malloc, open, write and their kind
 * in the test program itself, so that calls of the engine and of every library it uses come past
 * here; nothing of it is in the program that people get.
 *
 *     seam_arm(&(seam_fault){.what = SEAM_MEMORY, .number = 17});
 *     run();
 *     size_t requests = seam_disarm();
 */
#ifndef AYES_TESTS_FAULTS_SEAM_H
#define AYES_TESTS_FAULTS_SEAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum seam_what {
  SEAM_NOTHING,
  SEAM_MEMORY, /* malloc, calloc, realloc */
  SEAM_FILES   /* open, read, write, fsync, rename, close, ... and the like of stdio */
} seam_what;

typedef enum seam_how {
  SEAM_FAIL,      /* with an errno, or without memory */
  SEAM_SHORT,     /* reading and writing do one byte only */
  SEAM_INTERRUPT, /* reading and writing are interrupted by a signal before anything is done */
  SEAM_HOW_COUNT
} seam_how;

typedef struct seam_fault {
  seam_what what;
  seam_how how;
  size_t number; /* of the request that fails, from 1; 0: none, they are only counted */
  bool for_ever; /* so do all after it */
  int reason;    /* errno of a file's fault */
} seam_fault;

enum { SEAM_REQUESTS = 1 << 18, SEAM_CALLS = 1 << 16 };

/* Which requests of a run came by a call that no request before them came by: to fail these alone
 * takes every way out of the code at least once. Or, with whole, by calls that none before them
 * came by in that order: every way into the code as well. */
typedef struct seam_places {
  bool whole;
  bool is_new[SEAM_REQUESTS];  /* by the request's number, from 1 */
  uintptr_t calls[SEAM_CALLS]; /* seen, a hash table: return addresses, or hashes of all of a
                                  request; kept from run to run */
} seam_places;

/* From the next seam_arm on. places: zero at first but for whole, NULL for none; is_new is written
 * to. */
void seam_note_places(seam_places *places);

/* Asked at each request while none is to fail: true when this one shall, in the process that the
 * answer is given in. So it may fork, and say true to the child alone. What it asks for itself is
 * not counted. */
typedef bool (*seam_question)(size_t number, void *data);

/* From the next seam_arm on; NULL: nobody is asked. */
void seam_ask(seam_question question, void *data);

/* One fault for the process. */
void seam_arm(const seam_fault *fault);

/* Ends it; returns how many requests of that kind there were. */
size_t seam_disarm(void);

/* Whether the fault has happened. */
bool seam_struck(void);

/* The name of the function that failed first, or "". */
const char *seam_function(void);

#endif
