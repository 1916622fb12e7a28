/* SPDX-License-Identifier: MIT
 *
 * Numbers that only grow: pushed >= taken >= ... >= popped; a batch's place in the ring is its
 * number modulo the ring's size. Workers take the next pushed number; the order of output does not
 * depend on who is faster. Memory is bounded by the ring: three batches a thread.
 */
#include "api/queue.h"

#include <pthread.h>

#include "api/analysis.h"
#include "base/error.h"
#include "base/memory.h"

enum { BATCHES_PER_THREAD = 3, THREAD_LIMIT = 256 };

typedef struct slot {
  ayes_batch batch;
  bool is_done;
} slot;

typedef struct worker {
  ayes_queue *queue;
  ayes_analysis *analysis;
  ayes_repeats *repeats;
  pthread_t thread;
  bool is_running;
} worker;

struct ayes_queue {
  const ayes_rendering *rendering;
  slot **slots;
  size_t slot_count;
  worker *workers;
  size_t worker_count;
  bool has_threads;
  pthread_mutex_t mutex; /* guards all below */
  pthread_cond_t work, done;
  size_t pushed, taken, popped;
  bool is_stopping;
};

static slot *slot_of(const ayes_queue *queue, size_t number) {
  return queue->slots[number % queue->slot_count];
}

static void *run_worker(void *user) {
  worker *self = user;
  ayes_queue *queue = self->queue;
  pthread_mutex_lock(&queue->mutex);
  for (;;) {
    while (queue->taken == queue->pushed && !queue->is_stopping)
      pthread_cond_wait(&queue->work, &queue->mutex);
    if (queue->is_stopping) break;
    slot *mine = slot_of(queue, queue->taken++);
    pthread_mutex_unlock(&queue->mutex);
    ayes_batch_run(&mine->batch, self->analysis, self->repeats, queue->rendering);
    pthread_mutex_lock(&queue->mutex);
    mine->is_done = true;
    pthread_cond_signal(&queue->done);
  }
  pthread_mutex_unlock(&queue->mutex);
  return NULL;
}

static ayes_status make_slots(ayes_queue *queue, ayes_error *error) {
  size_t count = queue->has_threads ? queue->worker_count * BATCHES_PER_THREAD : 1;
  queue->slots = ayes_memory_new_zeroed(count, sizeof *queue->slots);
  if (!queue->slots) return ayes_error_memory(error);
  for (queue->slot_count = 0; queue->slot_count < count; queue->slot_count++) {
    queue->slots[queue->slot_count] = ayes_memory_new_zeroed(1, sizeof(slot));
    if (!queue->slots[queue->slot_count]) return ayes_error_memory(error);
  }
  return AYES_OK;
}

static ayes_status make_workers(ayes_queue *queue, const ayes_engine *engine, ayes_error *error) {
  queue->workers = ayes_memory_new_zeroed(queue->worker_count, sizeof *queue->workers);
  if (!queue->workers) return ayes_error_memory(error);
  for (size_t i = 0; i < queue->worker_count; i++) {
    queue->workers[i].queue = queue;
    ayes_status status = ayes_analysis_new(engine, &queue->workers[i].analysis, error);
    if (status == AYES_OK) ayes_analysis_be_terse(queue->workers[i].analysis);
    if (status == AYES_OK) status = ayes_repeats_new(&queue->workers[i].repeats, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

/* One thread is enough to go on with, should the system refuse more. */
static ayes_status start_threads(ayes_queue *queue, ayes_error *error) {
  for (size_t i = 0; queue->has_threads && i < queue->worker_count; i++) {
    worker *it = &queue->workers[i];
    it->is_running = pthread_create(&it->thread, NULL, run_worker, it) == 0;
    if (!it->is_running && i == 0)
      return ayes_error_set(error, AYES_INTERNAL, "no thread could be started");
  }
  return AYES_OK;
}

ayes_status ayes_queue_start(const ayes_engine *engine, const ayes_rendering *rendering,
                             size_t threads, ayes_queue **out, ayes_error *error) {
  *out = NULL;
  ayes_queue *queue = ayes_memory_new_zeroed(1, sizeof *queue);
  if (!queue) return ayes_error_memory(error);
  pthread_mutex_init(&queue->mutex, NULL);
  pthread_cond_init(&queue->work, NULL);
  pthread_cond_init(&queue->done, NULL);
  queue->rendering = rendering;
  queue->worker_count = threads < 1 ? 1 : threads < THREAD_LIMIT ? threads : THREAD_LIMIT;
  queue->has_threads = queue->worker_count > 1;
  ayes_status status = make_slots(queue, error);
  if (status == AYES_OK) status = make_workers(queue, engine, error);
  if (status == AYES_OK) status = start_threads(queue, error);
  if (status != AYES_OK) {
    ayes_queue_stop(queue);
    return status;
  }
  *out = queue;
  return AYES_OK;
}

/* pushed and popped change in the calling thread only: no lock to read them here. */
ayes_batch *ayes_queue_next_free(ayes_queue *queue) {
  if (queue->pushed - queue->popped == queue->slot_count) return NULL;
  slot *next = slot_of(queue, queue->pushed);
  next->is_done = false;
  ayes_batch_clear(&next->batch);
  return &next->batch;
}

void ayes_queue_push(ayes_queue *queue) {
  pthread_mutex_lock(&queue->mutex);
  queue->pushed++;
  pthread_cond_signal(&queue->work);
  pthread_mutex_unlock(&queue->mutex);
}

ayes_batch *ayes_queue_oldest(ayes_queue *queue) {
  if (queue->popped == queue->pushed) return NULL;
  slot *oldest = slot_of(queue, queue->popped);
  if (!queue->has_threads) {
    if (!oldest->is_done)
      ayes_batch_run(&oldest->batch, queue->workers[0].analysis, queue->workers[0].repeats,
                     queue->rendering);
    oldest->is_done = true;
    return &oldest->batch;
  }
  pthread_mutex_lock(&queue->mutex);
  while (!oldest->is_done) pthread_cond_wait(&queue->done, &queue->mutex);
  pthread_mutex_unlock(&queue->mutex);
  return &oldest->batch;
}

void ayes_queue_pop(ayes_queue *queue) {
  pthread_mutex_lock(&queue->mutex);
  queue->popped++;
  pthread_mutex_unlock(&queue->mutex);
}

static void join_threads(ayes_queue *queue) {
  pthread_mutex_lock(&queue->mutex);
  queue->is_stopping = true;
  pthread_cond_broadcast(&queue->work);
  pthread_mutex_unlock(&queue->mutex);
  for (size_t i = 0; queue->workers && i < queue->worker_count; i++)
    if (queue->workers[i].is_running) pthread_join(queue->workers[i].thread, NULL);
}

void ayes_queue_stop(ayes_queue *queue) {
  if (!queue) return;
  join_threads(queue);
  for (size_t i = 0; queue->workers && i < queue->worker_count; i++) {
    ayes_analysis_free(queue->workers[i].analysis);
    ayes_repeats_free(queue->workers[i].repeats);
  }
  for (size_t i = 0; i < queue->slot_count; i++) {
    ayes_batch_release(&queue->slots[i]->batch);
    ayes_memory_free(queue->slots[i]);
  }
  ayes_memory_free(queue->workers);
  ayes_memory_free(queue->slots);
  pthread_cond_destroy(&queue->work);
  pthread_cond_destroy(&queue->done);
  pthread_mutex_destroy(&queue->mutex);
  ayes_memory_free(queue);
}
