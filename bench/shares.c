/* SPDX-License-Identifier: MIT
 *
 * Corrected shares on simulated surveys: answers for and against 15 motions, drawn so that the true
 * share is known, with 20 % of the ticks taken away. Writes bench/shares.csv and bench/shares.svg;
 * README.md says how to read them.
 *
 *     bench_shares         -- finds the source tree in AYES_ROOT, the answers in AYES_SHARED
 */
#include <stdio.h>
#include <stdlib.h>

#include "ayes.h"
#include "base/file.h"
#include "shares/picture.h"

static const char results_path[] = "bench_shares.jsonl";
static const char model_path[] = "bench_shares_model"; /* a folder; stays behind */

/* Who reads the answers. */
static const struct {
  const char *name, *title;
  bool learns;
} systems[] = {{"rules", "Rules alone, 20 % of ticks blank", false},
               {"model", "With a model learned from ticks, 20 % of ticks blank", true}};
enum { SYSTEMS = sizeof systems / sizeof *systems };

/* Supporters and opponents that tick nothing: 20 % of both, or three times as many of the former.
 */
static const bench_scenario scenarios[] = {{"even", 0.2, 0.2}, {"uneven", 0.3, 0.1}};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

typedef struct places {
  ayes_arena arena;
  const char *pack, *answers, *table, *picture;
} places;

static const char *folder_of(const char *variable, const char *otherwise) {
  const char *value = getenv(variable);
  return value && *value ? value : otherwise;
}

static ayes_status find_places(places *it, ayes_error *error) {
  const char *root = folder_of("AYES_ROOT", ".");
  const char *beside = ayes_file_join(&it->arena, root, "../shared", error);
  if (!beside) return AYES_NO_MEMORY;
  const char *shared = folder_of("AYES_SHARED", beside);
  it->pack = ayes_file_join(&it->arena, root, "lexicons/en", error);
  it->answers = ayes_file_join(&it->arena, shared, "data/arguments_dev.jsonl", error);
  it->table = ayes_file_join(&it->arena, root, "bench/shares.csv", error);
  it->picture = ayes_file_join(&it->arena, root, "bench/shares.svg", error);
  return it->pack && it->answers && it->table && it->picture ? AYES_OK : AYES_NO_MEMORY;
}

static ayes_status classify_with(const ayes_engine *engine, const char *answers,
                                 ayes_error *error) {
  ayes_classify_options options = {.inputs = &answers, .input_count = 1, .no_text = true};
  ayes_file_sink *file;
  ayes_status status = ayes_file_sink_open(results_path, &file, error);
  if (status != AYES_OK) return status;
  status = ayes_classify(engine, &options, ayes_file_sink_get(file), NULL, error);
  bool keep = status == AYES_OK;
  ayes_status closed = ayes_file_sink_close(file, keep, keep ? error : NULL);
  return keep ? closed : status;
}

static ayes_status learn_with(const ayes_engine *engine, const char *answers, ayes_error *error) {
  ayes_learn_options options = {.inputs = &answers, .input_count = 1, .folder = model_path};
  return ayes_learn(engine, &options, (ayes_sink){NULL, NULL}, NULL, error);
}

static ayes_status learn(const places *it, ayes_error *error) {
  ayes_engine_options options = {.lexicons = &it->pack, .lexicon_count = 1};
  ayes_engine *engine;
  ayes_status status = ayes_engine_open(&options, &engine, error);
  if (status != AYES_OK) return status;
  status = learn_with(engine, it->answers, error);
  ayes_engine_close(engine);
  return status;
}

static ayes_status classify(const places *it, bool learns, ayes_error *error) {
  ayes_engine_options options = {
      .lexicons = &it->pack, .lexicon_count = 1, .model = learns ? model_path : NULL};
  ayes_engine *engine;
  ayes_status status = ayes_engine_open(&options, &engine, error);
  if (status != AYES_OK) return status;
  status = classify_with(engine, it->answers, error);
  ayes_engine_close(engine);
  return status;
}

static void add_figure(ayes_buffer *table, double value) {
  ayes_buffer_add_byte(table, ',');
  ayes_buffer_add_number(table, value, 3);
}

static void add_row(ayes_buffer *table, const char *system, const char *scenario,
                    const bench_row *row) {
  ayes_buffer_add_format(table, "%s,%s,", system, scenario);
  if (row->share > 0) ayes_buffer_add_number(table, row->share, 1);
  else ayes_buffer_add_text(table, "all");
  ayes_buffer_add_format(table, ",%zu,%zu", row->draws, row->corrected);
  add_figure(table, row->plain_error);
  add_figure(table, row->ticks_error);
  add_figure(table, row->em.error);
  add_figure(table, row->adjusted.error);
  add_figure(table, row->em.held);
  add_figure(table, row->adjusted.held);
  add_figure(table, row->em.width);
  add_figure(table, row->adjusted.width);
  ayes_buffer_add_text(table, "\n");
}

static void measure_scenario(const bench_pool *pool, const char *system,
                             const bench_scenario *scenario, bench_row rows[BENCH_SHARES],
                             ayes_buffer *table) {
  bench_row all = {0};
  for (int i = 0; i < BENCH_SHARES; i++) {
    bench_measure(pool, scenario, (i + 1) / 10.0, &rows[i]);
    bench_row_add(&all, &rows[i]);
    bench_row_means(&rows[i]);
    add_row(table, system, scenario->name, &rows[i]);
  }
  bench_row_means(&all);
  add_row(table, system, scenario->name, &all);
  printf("  %-6s %-7s plain %.3f  EM %.3f  adjusted count %.3f  held %.3f  %.3f\n", system,
         scenario->name, all.plain_error, all.em.error, all.adjusted.error, all.em.held,
         all.adjusted.held);
}

static ayes_status measure_system(const places *it, int number, bench_system_rows *system,
                                  ayes_buffer *table, ayes_error *error) {
  bench_pool pool = {0};
  bench_row others[BENCH_SHARES];
  ayes_status status = systems[number].learns ? learn(it, error) : AYES_OK;
  if (status == AYES_OK) status = classify(it, systems[number].learns, error);
  if (status == AYES_OK) status = bench_pool_read(results_path, &pool, error);
  system->title = systems[number].title;
  for (int i = 0; i < SCENARIOS && status == AYES_OK; i++)
    measure_scenario(&pool, systems[number].name, &scenarios[i], i ? others : system->rows, table);
  bench_pool_release(&pool);
  return status;
}

static ayes_status write_file(const char *path, const ayes_buffer *bytes, ayes_error *error) {
  ayes_output *output;
  if (bytes->failed) return ayes_error_memory(error);
  ayes_status status = ayes_output_open(path, &output, error);
  if (status != AYES_OK) return status;
  status = ayes_output_write(output, ayes_buffer_span(bytes), error);
  bool keep = status == AYES_OK;
  ayes_status closed = ayes_output_close(output, keep, keep ? error : NULL);
  return keep ? closed : status;
}

static ayes_status run(const places *it, ayes_error *error) {
  bench_system_rows rows[SYSTEMS];
  ayes_buffer table = {0}, picture = {0};
  ayes_buffer_add_text(&table,
                       "system,blanks,share,draws,corrected,error_plain,error_ticks,error_em,"
                       "error_adjusted,held_em,held_adjusted,width_em,width_adjusted\n");
  ayes_status status = AYES_OK;
  for (int i = 0; i < SYSTEMS && status == AYES_OK; i++)
    status = measure_system(it, i, &rows[i], &table, error);
  if (status == AYES_OK) bench_picture_draw(rows, SYSTEMS, &picture);
  if (status == AYES_OK) status = write_file(it->table, &table, error);
  if (status == AYES_OK) status = write_file(it->picture, &picture, error);
  remove(results_path);
  ayes_buffer_release(&table);
  ayes_buffer_release(&picture);
  return status;
}

int main(void) {
  places it = {0};
  ayes_error error = {0};
  ayes_status status = find_places(&it, &error);
  if (status == AYES_OK && !ayes_file_exists(it.answers)) {
    printf("bench_shares: %s is not there: bench/shares.csv stays as it was\n", it.answers);
  } else if (status == AYES_OK) {
    printf("Corrected shares on simulated surveys\n");
    status = run(&it, &error);
    if (status == AYES_OK) printf("Written: bench/shares.csv bench/shares.svg\n");
  }
  if (status != AYES_OK)
    fprintf(stderr, "bench_shares: %s%s%s\n", error.source, error.source[0] ? ": " : "",
            error.message);
  ayes_arena_release(&it.arena);
  return status == AYES_OK ? 0 : 1;
}
