/* SPDX-License-Identifier: MIT
 *
 * Lines go out while the results are read, so that memory is one record.
 */
#include "api/mining.h"
#include "mining/kwic.h"

enum { USUAL_WINDOW = 10, FLUSHED_BYTES = 64 * 1024 };

typedef struct listing {
  ayes_words words;
  ayes_kwic kwic;
  ayes_mining_writer writer;
  const ayes_sink *sink;
  size_t top;
  size_t matches, answers;
} listing;

static ayes_status list_record(void *user, const ayes_mining_record *record, ayes_error *error) {
  listing *it = user;
  ayes_status status = ayes_kwic_find(&it->kwic, record, error);
  if (status != AYES_OK) return status;
  size_t count = it->kwic.matches.count;
  it->matches += count;
  it->answers += count > 0;
  for (size_t i = 0; i < count && (it->top == 0 || it->writer.pieces < it->top); i++)
    ayes_kwic_write(&it->writer, record, &it->kwic.matches.items[i]);
  if (it->writer.buffer->length < FLUSHED_BYTES) return AYES_OK;
  return ayes_sink_flush(it->sink, it->writer.buffer, error);
}

static ayes_status seek(ayes_kwic *kwic, const ayes_kwic_options *options, ayes_error *error) {
  const char *const wanted[] = {options->term, options->phrase, options->topic, options->source};
  static const ayes_seek seeks[] = {AYES_SEEK_TERM, AYES_SEEK_PHRASE, AYES_SEEK_TOPIC,
                                    AYES_SEEK_SOURCE};
  size_t chosen = 0, count = 0;
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    if (!wanted[i]) continue;
    chosen = i;
    count++;
  }
  if (count != 1)
    return ayes_error_set(error, AYES_BAD_USAGE,
                          "one of term, phrase, topic and source must be given, and no more");
  return ayes_kwic_seek(kwic, seeks[chosen], ayes_span_of(wanted[chosen]), error);
}

ayes_status ayes_concordance(const ayes_engine *engine, const ayes_mining *mining,
                             const ayes_kwic_options *options, ayes_sink sink, ayes_error *error) {
  listing it = {.sink = &sink, .top = options->top};
  ayes_buffer buffer = {0};
  ayes_mining_run run = {.mining = mining, .visit = list_record, .user = &it, .needs_text = true};
  it.kwic.words = &it.words;
  it.kwic.window = options->window ? options->window : USUAL_WINDOW;
  ayes_status status = ayes_mining_writer_set(mining, &buffer, &it.writer, error);
  if (status == AYES_OK) status = ayes_mining_words(engine, &it.words, error);
  if (status == AYES_OK) status = seek(&it.kwic, options, error);
  if (status == AYES_OK) {
    ayes_kwic_open(&it.writer);
    status = ayes_mining_read(&run, error);
  }
  it.writer.quarantined = run.quarantined;
  if (status == AYES_OK) ayes_kwic_close(&it.writer, it.matches, it.answers);
  ayes_kwic_release(&it.kwic);
  ayes_mining_words_release(&it.words);
  return ayes_sink_finish(&sink, &buffer, status, error);
}
