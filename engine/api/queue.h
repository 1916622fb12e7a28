/* SPDX-License-Identifier: MIT
 *
 * The one queue between the thread that reads and writes and those that work: a ring of batches,
 * handed out in order, taken back in order.
 *
 *     ayes_queue_start(engine, &rendering, threads, &queue, error);
 *     batch = ayes_queue_next_free(queue);       -- NULL: the ring is full, take one back first
 *     ... fill it ...
 *     ayes_queue_push(queue);
 *     batch = ayes_queue_oldest(queue);          -- waits until it is done; NULL: none is out
 *     ... write it ...
 *     ayes_queue_pop(queue);
 *     ayes_queue_stop(queue);
 */
#ifndef AYES_API_QUEUE_H
#define AYES_API_QUEUE_H

#include "api/batch.h"

typedef struct ayes_queue ayes_queue;

/* threads: 1 runs each batch when it is asked for, without any other thread. *queue is yours. */
ayes_status ayes_queue_start(const ayes_engine *engine, const ayes_rendering *rendering,
                             size_t threads, ayes_queue **queue, ayes_error *error);

/* The cleared batch to fill next, or NULL when all are out. */
ayes_batch *ayes_queue_next_free(ayes_queue *queue);

/* Hands the batch of the last ayes_queue_next_free to the workers. */
void ayes_queue_push(ayes_queue *queue);

/* The oldest batch that is out, once it is done; NULL when none is out. */
ayes_batch *ayes_queue_oldest(ayes_queue *queue);

/* Makes the oldest batch free again. */
void ayes_queue_pop(ayes_queue *queue);

/* Ends the threads and frees everything; NULL is accepted. */
void ayes_queue_stop(ayes_queue *queue);

#endif
