/* SPDX-License-Identifier: MIT
 *
 * One pass over the files: JSONL as results are read, CSV as answers are, whose further columns say
 * the rest. A record borrows from the reader; only its lists are copied, into arrays that are
 * reused.
 */
#include "api/mining.h"

#include "base/array.h"
#include "corpus/corpus.h"
#include "tally/labels.h"
#include "tally/results.h"

enum { FILTERS = 3 };

typedef struct joining {
  ayes_mining_run *run;
  ayes_selector filters[FILTERS];
  struct {
    ayes_span *items;
    size_t count, capacity;
  } topics;
  struct {
    ayes_mining_evidence *items;
    size_t count, capacity;
  } evidence;
} joining;

static bool knows_topic(const joining *it, ayes_span topic) {
  for (size_t i = 0; i < it->topics.count; i++)
    if (ayes_span_equal(it->topics.items[i], topic)) return true;
  return false;
}

/* A topic is {"id": "..."}, or its id alone; each counts once. */
static ayes_status join_topics(joining *it, const json_t *list, ayes_error *error) {
  it->topics.count = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *item = json_array_get(list, i);
    ayes_span id =
        json_is_object(item) ? ayes_json_string(item, "id") : ayes_span_of(json_string_value(item));
    if (id.length == 0 || knows_topic(it, id)) continue;
    ayes_span *added = ayes_array_add(&it->topics, error);
    if (!added) return AYES_NO_MEMORY;
    *added = id;
  }
  return AYES_OK;
}

static bool offset_of(const json_t *piece, const char *key, size_t *offset) {
  const json_t *value = json_object_get(piece, key);
  *offset = json_is_integer(value) && json_integer_value(value) >= 0
                ? (size_t)json_integer_value(value)
                : 0;
  return json_is_integer(value) && json_integer_value(value) >= 0;
}

static ayes_status join_evidence(joining *it, const json_t *list, ayes_error *error) {
  it->evidence.count = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *piece = json_array_get(list, i);
    ayes_mining_evidence joined = {.topic = ayes_json_string(piece, "topic"),
                                   .source = ayes_json_string(piece, "source")};
    if (!offset_of(piece, "start", &joined.start) || !offset_of(piece, "end", &joined.end))
      continue;
    ayes_mining_evidence *added = ayes_array_add(&it->evidence, error);
    if (!added) return AYES_NO_MEMORY;
    *added = joined;
  }
  return AYES_OK;
}

static ayes_span stance_of(const ayes_result_record *record) {
  if (!record->has_stance) return ayes_span_make(NULL, 0);
  if (record->flags & AYES_FLAG_EMPTY) return ayes_span_of("blank");
  return ayes_span_of(ayes_label_of_stance(record->stance));
}

static bool is_wanted(const joining *it, const ayes_mining_record *record) {
  for (size_t i = 0; i < FILTERS; i++)
    if (!ayes_selector_matches(&it->filters[i], record)) return false;
  return true;
}

static ayes_status check_text(const joining *it, const char *path, const ayes_result_record *record,
                              ayes_error *error) {
  if (record->has_text || !it->run->needs_text || record->flags & AYES_FLAG_EMPTY) return AYES_OK;
  return ayes_error_set_at(error, AYES_BAD_DATA, path, record->line, 0,
                           "the record has no \"text\"; classify without --no-text");
}

static ayes_status visit(joining *it, const ayes_mining_record *record, ayes_error *error) {
  if (!is_wanted(it, record)) return AYES_OK;
  it->run->selected++;
  it->run->unclassified += record->stance.length == 0;
  return it->run->visit(it->run->user, record, error);
}

static ayes_status join(joining *it, const char *path, const ayes_result_record *record,
                        ayes_error *error) {
  it->run->records++;
  it->run->quarantined += record->is_error;
  if (record->is_error) return AYES_OK;
  ayes_status status = check_text(it, path, record, error);
  if (status == AYES_OK) status = join_topics(it, json_object_get(record->json, "topics"), error);
  if (status == AYES_OK)
    status = join_evidence(it, json_object_get(record->json, "evidence"), error);
  if (status != AYES_OK) return status;
  ayes_mining_record joined = {
      record->id,   record->question, record->group,    record->answer,     stance_of(record),
      record->text, it->topics.items, it->topics.count, it->evidence.items, it->evidence.count};
  return visit(it, &joined, error);
}

/* The columns of a result in CSV, as far as mining asks for them: topics are joined by ";". */
static ayes_status join_row(joining *it, const ayes_answer *answer, const json_t *columns,
                            ayes_error *error) {
  ayes_span topics = ayes_json_string(columns, "topics"), id;
  ayes_mining_record joined = {.id = answer->id,
                               .question = answer->question,
                               .group = answer->group,
                               .answer = answer->answer,
                               .stance = ayes_span_trim(ayes_json_string(columns, "stance")),
                               .text = answer->text};
  ayes_span flags = ayes_json_string(columns, "flags"), empty = ayes_span_of("empty");
  if (joined.stance.length && ayes_span_find(flags, empty) < flags.length)
    joined.stance = ayes_span_of("blank");
  it->topics.count = 0;
  while (ayes_span_split(&topics, ';', &id)) {
    id = ayes_span_trim(id);
    if (id.length == 0 || knows_topic(it, id)) continue;
    ayes_span *added = ayes_array_add(&it->topics, error);
    if (!added) return AYES_NO_MEMORY;
    *added = id;
  }
  joined.topics = it->topics.items;
  joined.topic_count = it->topics.count;
  return visit(it, &joined, error);
}

static ayes_status read_row(joining *it, const ayes_record *record, ayes_error *error) {
  json_t *columns = NULL;
  it->run->records++;
  it->run->quarantined += record->kind == AYES_RECORD_BAD;
  if (record->kind == AYES_RECORD_BAD) return AYES_OK;
  ayes_status status = AYES_OK;
  if (record->extra.length) status = ayes_json_parse(record->extra, NULL, &columns, error);
  if (status == AYES_OK) status = join_row(it, &record->answer, columns, error);
  json_decref(columns);
  return status;
}

static ayes_status read_csv(joining *it, const char *path, ayes_error *error) {
  ayes_reader_options options = {.format = "csv", .keep = true};
  ayes_reader *reader;
  ayes_record record;
  ayes_status status = ayes_reader_open(path, &options, &reader, error);
  if (status != AYES_OK) return status;
  while ((status = ayes_reader_next(reader, &record, error)) == AYES_OK && record.kind) {
    status = read_row(it, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_reader_close(reader);
  return status;
}

static bool is_csv(const char *path) {
  ayes_span name = ayes_span_of(path), ending = ayes_span_of(".csv");
  return name.length > ending.length &&
         ayes_span_equal_ignoring_case(ayes_span_from(name, name.length - ending.length), ending);
}

static ayes_status read_jsonl(joining *it, const char *path, ayes_error *error) {
  ayes_results *results;
  ayes_result_record record;
  ayes_status status = ayes_results_open(path, &results, error);
  if (status != AYES_OK) return status;
  ayes_results_allow_answers(results);
  while ((status = ayes_results_next(results, &record, error)) == AYES_OK && record.line) {
    status = join(it, path, &record, error);
    if (status != AYES_OK) break;
  }
  ayes_results_close(results);
  return status;
}

static void add_filter(joining *it, size_t index, ayes_facet facet, const char *value) {
  if (!value) return;
  it->filters[index] = (ayes_selector){facet, ayes_span_trim(ayes_span_of(value))};
}

static ayes_status check_stance(const char *name, ayes_error *error) {
  ayes_stance stance;
  ayes_span bare = ayes_span_trim(ayes_span_of(name));
  if (!name || ayes_label_find_stance(bare, &stance) ||
      ayes_span_equal(bare, ayes_span_of("blank")))
    return AYES_OK;
  return ayes_error_set(error, AYES_BAD_USAGE,
                        "\"%.40s\" is no stance: use support, oppose, mixed, neutral or blank",
                        name);
}

ayes_status ayes_mining_read(ayes_mining_run *run, ayes_error *error) {
  joining it = {.run = run};
  ayes_status status = check_stance(run->mining->stance, error);
  add_filter(&it, 0, AYES_FACET_QUESTION, run->mining->question);
  add_filter(&it, 1, AYES_FACET_STANCE, run->mining->stance);
  add_filter(&it, 2, AYES_FACET_GROUP, run->mining->group);
  for (size_t i = 0; i < run->mining->input_count && status == AYES_OK; i++)
    status = is_csv(run->mining->inputs[i]) ? read_csv(&it, run->mining->inputs[i], error)
                                            : read_jsonl(&it, run->mining->inputs[i], error);
  ayes_array_release(&it.topics);
  ayes_array_release(&it.evidence);
  return status;
}

ayes_status ayes_mining_words(const ayes_engine *engine, ayes_words *words, ayes_error *error) {
  const ayes_pack *pack = ayes_lexicon_pack(engine->lexicon, 0);
  words->stop_stems = ayes_lexicon_stop_stems(engine->lexicon);
  words->abbreviations = ayes_lexicon_abbreviations(engine->lexicon);
  return ayes_types_new(pack->stemmer, ayes_lexicon_vocabulary(engine->lexicon), &words->types,
                        error);
}

void ayes_mining_words_release(ayes_words *words) {
  ayes_types_free(words->types);
  ayes_words_release(words);
}

ayes_status ayes_mining_writer_set(const ayes_mining *mining, ayes_buffer *buffer,
                                   ayes_mining_writer *writer, ayes_error *error) {
  static const char *const formats[] = {"text", "json", "csv", NULL};
  size_t index;
  ayes_status status = ayes_format_find(mining->format, formats, &index, error);
  if (status != AYES_OK) return status;
  *writer = (ayes_mining_writer){.format = (ayes_mining_format)index,
                                 .layout = {mining->width, mining->colour},
                                 .buffer = buffer};
  return AYES_OK;
}

ayes_status ayes_mining_ngrams(const char *text, size_t *shortest, size_t *longest,
                               ayes_error *error) {
  *shortest = *longest = 1;
  if (!text) return AYES_OK;
  ayes_span all = ayes_span_of(text);
  size_t dots = ayes_span_find(all, ayes_span_of(".."));
  bool is_range = dots < all.length;
  if (ayes_span_to_size(ayes_span_slice(all, 0, dots), shortest) &&
      ayes_span_to_size(is_range ? ayes_span_from(all, dots + 2) : all, longest) &&
      *shortest >= 1 && *shortest <= *longest && *longest <= AYES_PHRASE_WORD_LIMIT)
    return AYES_OK;
  return ayes_error_set(error, AYES_BAD_USAGE,
                        "\"%.40s\" is no number of words from 1 to 3, and no range as 1..3", text);
}

ayes_status ayes_mining_facet(const char *option, const char *name, ayes_facet otherwise,
                              ayes_facet *facet, ayes_error *error) {
  *facet = name ? ayes_facet_find(ayes_span_of(name)) : otherwise;
  if (*facet != AYES_FACET_NONE || !name) return AYES_OK;
  return ayes_error_set(error, AYES_BAD_USAGE,
                        "%s \"%.40s\" is unknown: use question, stance, group, topic or answer",
                        option, name);
}
