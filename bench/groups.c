/* SPDX-License-Identifier: MIT
 *
 * How well `ayes topics --suggest` finds again what answers were about: sets pooled from several
 * questions, which it is not told. Writes bench/groups.csv; sets that are not there keep their
 * rows.
 *
 * Agreement is the adjusted Rand index (Hubert & Arabie 1985): 1 for the same partition, 0 for what
 * chance would give. Answers in no group count as a group of their own.
 */
#include <ayes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATH = 4096, QUESTIONS = 512, GROUPS = 128 };

static const char *const sets[] = {"arguments_dev", "debate_posts", "policy_arguments"};
enum { SETS = sizeof sets / sizeof *sets };

/* What an answer is about, and where it went. */
typedef struct member {
  size_t question, group;
} member;

typedef struct text {
  char *bytes;
  size_t length;
} text;

static ayes_status keep(void *user, const char *bytes, size_t length, ayes_error *error) {
  text *to = user;
  char *grown = realloc(to->bytes, to->length + length + 1);
  (void)error;
  if (!grown) return AYES_NO_MEMORY;
  memcpy(grown + to->length, bytes, length);
  to->bytes = grown;
  to->length += length;
  grown[to->length] = '\0';
  return AYES_OK;
}

static void fail(const char *what) {
  fprintf(stderr, "bench_groups: %s\n", what);
  exit(1);
}

/* ---- The set ---- */

/* The answers by id, each with its question's number; *questions: how many there are. */
static json_t *read_set(const char *path, size_t *questions) {
  char *line = NULL;
  size_t room = 0;
  FILE *file = fopen(path, "rb");
  json_t *answers = json_object(), *numbers = json_object();
  while (file && getline(&line, &room, file) > 0) {
    json_t *row = json_loads(line, 0, NULL);
    const char *question = json_string_value(json_object_get(row, "question"));
    const char *id = json_string_value(json_object_get(row, "id"));
    if (!question || !id) fail("a row has no id or question");
    if (!json_object_get(numbers, question))
      json_object_set_new(numbers, question, json_integer((json_int_t)json_object_size(numbers)));
    json_object_set(answers, id, json_object_get(numbers, question));
    json_decref(row);
  }
  *questions = json_object_size(numbers);
  json_decref(numbers);
  free(line);
  if (file) fclose(file);
  if (json_object_size(answers)) return answers;
  json_decref(answers);
  return NULL;
}

/* ---- Agreement ---- */

static double pairs(double n) { return n * (n - 1) / 2; }

static double rand_index(const member *members, size_t count) {
  static double table[QUESTIONS][GROUPS];
  double rows[QUESTIONS] = {0}, columns[GROUPS] = {0}, both = 0, row_pairs = 0, column_pairs = 0;
  memset(table, 0, sizeof table);
  for (size_t i = 0; i < count; i++) {
    table[members[i].question][members[i].group]++;
    rows[members[i].question]++;
    columns[members[i].group]++;
  }
  for (size_t q = 0; q < QUESTIONS; q++) {
    row_pairs += pairs(rows[q]);
    for (size_t g = 0; g < GROUPS; g++) both += pairs(table[q][g]);
  }
  for (size_t g = 0; g < GROUPS; g++) column_pairs += pairs(columns[g]);
  double chance = row_pairs * column_pairs / pairs((double)count);
  return (both - chance) / ((row_pairs + column_pairs) / 2 - chance);
}

static void mark_members(const json_t *list, size_t group, json_t *answers, member *members,
                         size_t *count) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *question = json_object_get(answers, json_string_value(json_array_get(list, i)));
    members[(*count)++] = (member){(size_t)json_integer_value(question), group};
  }
}

/* ---- A run ---- */

static json_t *suggest(const char *path, size_t groups, double *seconds) {
  ayes_engine *engine;
  ayes_error error;
  text output = {0};
  ayes_mining mining = {.inputs = &path, .input_count = 1, .format = "json"};
  ayes_topics_options options = {.count = groups};
  if (ayes_engine_open(NULL, &engine, &error) != AYES_OK) fail(error.message);
  clock_t start = clock();
  if (ayes_topics_suggest(engine, &mining, &options, (ayes_sink){keep, &output}, &error) != AYES_OK)
    fail(error.message);
  *seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  ayes_engine_close(engine);
  json_t *found = json_loads(output.bytes, 0, NULL);
  free(output.bytes);
  if (!found) fail("the suggestions are not JSON");
  return found;
}

static void write_row(FILE *table, const char *set, const char *path, json_t *answers,
                      size_t questions, bool told) {
  double seconds;
  size_t count = 0;
  bool can_tell = questions <= 100;
  if (told && !can_tell) return;
  json_t *found = suggest(path, told ? questions : 0, &seconds);
  const json_t *groups = json_object_get(found, "groups");
  member *members = calloc(json_object_size(answers) + 1, sizeof *members);
  if (!members || questions > QUESTIONS) fail("too many answers or questions");
  mark_members(json_object_get(found, "ungrouped"), 0, answers, members, &count);
  for (size_t g = 0; g < json_array_size(groups); g++)
    mark_members(json_object_get(json_array_get(groups, g), "members"), g + 1, answers, members,
                 &count);
  double index = rand_index(members, count);
  fprintf(table, "%s,%zu,%zu,%s,%zu,%.3f,%.1f\n", set, count, questions, told ? "told" : "found",
          json_array_size(groups), index, seconds);
  printf("%-18s %5zu answers on %3zu questions: %2zu groups (%s), adjusted Rand index %.3f\n", set,
         count, questions, json_array_size(groups), told ? "told" : "found", index);
  free(members);
  json_decref(found);
}

static void keep_rows(FILE *table, const char *before, const char *set) {
  size_t length = strlen(set);
  for (const char *at = before; at && *at;) {
    const char *end = strchr(at, '\n');
    size_t size = end ? (size_t)(end - at) + 1 : strlen(at);
    if (strncmp(at, set, length) == 0 && at[length] == ',') fwrite(at, 1, size, table);
    at += size;
  }
  printf("%-18s is not there; its rows stay\n", set);
}

static char *read_file(const char *path) {
  static char bytes[64 * 1024];
  FILE *file = fopen(path, "rb");
  size_t length = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
  if (file) fclose(file);
  bytes[length] = '\0';
  return bytes;
}

int main(void) {
  char path[PATH];
  const char *root = getenv("AYES_ROOT"), *shared = getenv("AYES_SHARED");
  snprintf(path, sizeof path, "%s/bench/groups.csv", root ? root : ".");
  const char *before = read_file(path);
  FILE *table = fopen(path, "wb");
  if (!table) fail("bench/groups.csv cannot be written");
  fprintf(table, "set,answers,questions,number,groups,adjusted_rand_index,seconds\n");
  for (size_t i = 0; i < SETS; i++) {
    size_t questions;
    snprintf(path, sizeof path, "%s/data/%s.jsonl", shared ? shared : "../shared", sets[i]);
    json_t *answers = read_set(path, &questions);
    if (!answers) {
      keep_rows(table, before, sets[i]);
      continue;
    }
    write_row(table, sets[i], path, answers, questions, false);
    write_row(table, sets[i], path, answers, questions, true);
    json_decref(answers);
  }
  return fclose(table) == 0 ? 0 : 1;
}
