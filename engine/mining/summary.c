/* SPDX-License-Identifier: MIT
 *
 * Answers are cut into sentences and each piece of evidence goes to its sentence. A sentence takes
 * the side of its answer unless its own opinions lean the other way; in a mixed answer it takes the
 * side that its opinions lean to.
 */
#include "mining/summary.h"

#include "mining/summary_private.h"
#include "text/utf8.h"

enum {
  LIST_LEAST = 4,
  LIST_MOST = 80,        /* words of a sentence in a list */
  WORDS_LIMIT = 200,     /* of a sentence that is compared; longer ones are never quoted */
  MARK_LIMIT = 1000,     /* code points */
  QUESTION_LIMIT = 2000, /* further ones are left out */
  TOPIC_LIMIT = 2000
};

ayes_status ayes_summariser_new(const ayes_lexicon *lexicon, ayes_summariser **out,
                                ayes_error *error) {
  *out = NULL;
  ayes_summariser *it = ayes_memory_new_zeroed(1, sizeof *it);
  if (!it) return ayes_error_memory(error);
  it->lexicon = lexicon;
  ayes_status status = ayes_types_new(ayes_lexicon_pack(lexicon, 0)->stemmer,
                                      ayes_lexicon_vocabulary(lexicon), &it->types, error);
  if (status == AYES_OK) status = ayes_lexicon_matcher_new(lexicon, &it->matcher, error);
  if (status != AYES_OK) {
    ayes_summariser_free(it);
    return status;
  }
  *out = it;
  return AYES_OK;
}

void ayes_summariser_free(ayes_summariser *it) {
  if (!it) return;
  ayes_lexicon_matcher_free(it->matcher);
  ayes_types_free(it->types);
  ayes_text_release(&it->text);
  ayes_arena_release(&it->arena);
  ayes_names_release(&it->questions);
  ayes_names_release(&it->topics);
  ayes_names_release(&it->stems);
  ayes_array_release(&it->sentences);
  ayes_array_release(&it->answers);
  ayes_array_release(&it->bytes);
  ayes_array_release(&it->tags);
  ayes_array_release(&it->found);
  ayes_array_release(&it->marks);
  ayes_array_release(&it->numbers);
  ayes_memory_free(it->frequencies);
  ayes_memory_free(it->centre);
  ayes_memory_free(it->firsts);
  ayes_memory_free(it->items);
  ayes_memory_free(it);
}

/* ---- Evidence ---- */

static unsigned list_of_kind(ayes_span kind) {
  static const struct {
    const char *kind;
    ayes_said_list_kind list;
  } kinds[] = {{"condition", AYES_SAID_CONDITIONS},
               {"suggestion", AYES_SAID_SUGGESTIONS},
               {"question", AYES_SAID_QUESTIONS}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (ayes_span_equal(kind, ayes_span_of(kinds[i].kind))) return 1u << kinds[i].list;
  return 0;
}

static bool is_opinion(ayes_span kind) {
  static const char *const kinds[] = {"support",  "oppose",  "good", "bad",
                                      "drawback", "liberty", "yes",  "no"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (ayes_span_equal(kind, ayes_span_of(kinds[i]))) return true;
  return false;
}

static unsigned shows_of(const ayes_said_piece *piece) {
  unsigned lists = list_of_kind(piece->kind);
  if (lists || !is_opinion(piece->kind)) return lists;
  return piece->weight > 0 ? AYES_SHOWS_SUPPORT : piece->weight < 0 ? AYES_SHOWS_OPPOSE : 0;
}

/* The bytes of all starts, in one walk; pieces come in the order of their starts. */
static ayes_status find_bytes(ayes_summariser *it, const ayes_said_answer *answer,
                              ayes_error *error) {
  size_t byte = 0, code_point = 0;
  ayes_status status = ayes_array_reserve(&it->bytes.items, &it->bytes.capacity,
                                          answer->piece_count + 1, sizeof *it->bytes.items, error);
  if (status != AYES_OK) return status;
  for (size_t i = 0; i < answer->piece_count; i++) {
    uint32_t character;
    it->bytes.items[i] = SIZE_MAX; /* out of order: left out */
    if (answer->pieces[i].start < code_point) continue;
    while (code_point < answer->pieces[i].start && byte < answer->text.length) {
      size_t length = ayes_utf8_decode(ayes_span_from(answer->text, byte), &character);
      byte += length ? length : 1;
      code_point++;
    }
    it->bytes.items[i] = byte;
  }
  return AYES_OK;
}

static size_t end_byte(const ayes_said_answer *answer, size_t start, size_t code_points) {
  uint32_t character;
  if (code_points > MARK_LIMIT) code_points = MARK_LIMIT;
  for (; code_points && start < answer->text.length; code_points--) {
    size_t length = ayes_utf8_decode(ayes_span_from(answer->text, start), &character);
    start += length ? length : 1;
  }
  return start;
}

static ayes_status add_number(ayes_summariser *it, ayes_names *names, size_t limit, ayes_span name,
                              ayes_error *error) {
  uint32_t number;
  ayes_status status = ayes_names_add(names, name, &number, error);
  if (status != AYES_OK) return status;
  if (number > limit) return AYES_OK;
  for (size_t i = 0; i < it->numbers.count; i++)
    if (it->numbers.items[i] == number) return AYES_OK;
  uint32_t *added = ayes_array_add(&it->numbers, error);
  if (!added) return AYES_NO_MEMORY;
  *added = number;
  return AYES_OK;
}

/* Moves the gathered numbers to the arena. */
static ayes_status keep_numbers(ayes_summariser *it, const uint32_t **numbers, size_t *count,
                                ayes_error *error) {
  size_t size = it->numbers.count * sizeof *it->numbers.items;
  uint32_t *copy = ayes_arena_new(&it->arena, size, error);
  if (!copy) return AYES_NO_MEMORY;
  if (size) memcpy(copy, it->numbers.items, size);
  *numbers = copy;
  *count = it->numbers.count;
  it->numbers.count = 0;
  return AYES_OK;
}

/* ---- Sentences ---- */

static ayes_stance side_of(ayes_stance stance, double sum) {
  if (stance == AYES_SUPPORT) return sum < 0 ? AYES_NEUTRAL : AYES_SUPPORT;
  if (stance == AYES_OPPOSE) return sum > 0 ? AYES_NEUTRAL : AYES_OPPOSE;
  if (stance != AYES_MIXED) return AYES_NEUTRAL;
  return sum > 0 ? AYES_SUPPORT : sum < 0 ? AYES_OPPOSE : AYES_NEUTRAL;
}

/* Of marks: "have to" alone suggests nothing. */
static const double least_advice = 0.8;

/* Of opinions: what a sentence says of its own side for its condition to be one that is set. */
static const double least_side = 0.7;

static void forget(ayes_summariser *it, unsigned shows) {
  for (size_t i = 0; i < it->marks.count; i++) it->marks.items[i].shows &= ~shows;
}

/* Gathers marks and topics of the pieces within the sentence, and its side. */
static ayes_status read_pieces(ayes_summariser *it, const ayes_said_answer *answer, size_t start,
                               size_t end, ayes_summary_sentence *sentence, ayes_error *error) {
  double sum = 0, advice = 0;
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < answer->piece_count && status == AYES_OK; i++) {
    const ayes_said_piece *piece = &answer->pieces[i];
    size_t from = it->bytes.items[i];
    if (from < start || from >= end) continue;
    unsigned shows = shows_of(piece);
    size_t to = end_byte(answer, from, piece->end > piece->start ? piece->end - piece->start : 0);
    if (to > end) to = end;
    if (piece->topic.length) status = add_number(it, &it->topics, TOPIC_LIMIT, piece->topic, error);
    if (shows & 1u << AYES_SAID_SUGGESTIONS) advice += piece->weight;
    if (is_opinion(piece->kind)) sum += piece->weight;
    if (status == AYES_OK && shows)
      status = ayes_summary_add_mark(it, from - start, to - start, shows, error);
  }
  if (advice < least_advice) forget(it, 1u << AYES_SAID_SUGGESTIONS);
  if (sum < least_side && sum > -least_side) forget(it, 1u << AYES_SAID_CONDITIONS);
  sentence->side = side_of(answer->stance, sum);
  if (status == AYES_OK)
    status = keep_numbers(it, &sentence->topics, &sentence->topic_count, error);
  return status;
}

static ayes_status read_stems(ayes_summariser *it, const ayes_sentence *from,
                              ayes_summary_sentence *sentence, ayes_error *error) {
  ayes_status status = AYES_OK;
  const ayes_names *stop = ayes_lexicon_stop_stems(it->lexicon);
  bool is_compared = from->last - from->first <= WORDS_LIMIT;
  for (size_t i = from->first; i < from->last && status == AYES_OK; i++) {
    const ayes_word_type *type = ayes_types_get(it->types, it->text.tokens.items[i].type);
    sentence->words += !(it->text.tokens.items[i].flags & AYES_TOKEN_JOINED);
    if (is_compared && !ayes_names_find(stop, type->stem))
      status = add_number(it, &it->stems, UINT32_MAX, type->stem, error);
  }
  if (status == AYES_OK) status = keep_numbers(it, &sentence->stems, &sentence->stem_count, error);
  return status;
}

static ayes_status keep_marks(ayes_summariser *it, ayes_summary_sentence *sentence,
                              ayes_error *error) {
  size_t size = it->marks.count * sizeof *it->marks.items;
  ayes_summary_mark *copy = ayes_arena_new(&it->arena, size, error);
  if (!copy) return AYES_NO_MEMORY;
  if (size) memcpy(copy, it->marks.items, size);
  for (size_t i = 0; i < it->marks.count; i++) sentence->shows |= copy[i].shows;
  sentence->marks = copy;
  sentence->mark_count = it->marks.count;
  return AYES_OK;
}

static ayes_status add_sentence(ayes_summariser *it, const ayes_said_answer *answer,
                                const ayes_sentence *from, ayes_error *error) {
  ayes_summary_sentence sentence = {.answer = (uint32_t)(it->answers.count - 1)};
  /* Without the marker of a list. */
  bool is_item = from->flags & AYES_SENTENCE_BULLET;
  size_t start = is_item ? it->text.tokens.items[from->first].start : from->start;
  ayes_span text = ayes_span_slice(answer->text, start, from->end);
  char *copy = ayes_arena_copy(&it->arena, text, error);
  if (!copy) return AYES_NO_MEMORY;
  sentence.text = ayes_span_make(copy, text.length);
  it->marks.count = it->numbers.count = 0;
  ayes_status status = read_pieces(it, answer, start, from->end, &sentence, error);
  if (status == AYES_OK && sentence.side == AYES_SUPPORT) forget(it, 1u << AYES_SAID_OTHER_WAYS);
  else if (status == AYES_OK) status = ayes_summary_other_ways(it, from, start, error);
  if (status == AYES_OK) ayes_summary_sort_marks(it);
  if (status == AYES_OK && from->flags & AYES_SENTENCE_QUESTION)
    status = ayes_summary_add_mark(it, text.length, text.length, 1u << AYES_SAID_QUESTIONS, error);
  if (status == AYES_OK) status = keep_marks(it, &sentence, error);
  if (status == AYES_OK) status = read_stems(it, from, &sentence, error);
  ayes_summary_sentence *added = status == AYES_OK ? ayes_array_add(&it->sentences, error) : NULL;
  if (!added) return status == AYES_OK ? AYES_NO_MEMORY : status;
  *added = sentence;
  if (sentence.topic_count) it->answers.items[sentence.answer].names_topic = true;
  return AYES_OK;
}

/* The end of a list item whose next line starts anew: a capital behind a line end. */
static size_t item_end(const ayes_text *text, const ayes_sentence *item) {
  for (size_t i = item->first + 1; i < item->last; i++) {
    const ayes_token *token = &text->tokens.items[i];
    size_t before = text->tokens.items[i - 1].end;
    ayes_span gap = ayes_span_slice(text->bytes, before, token->start);
    if ((token->flags & AYES_TOKEN_CAPITAL) && ayes_span_find_byte(gap, '\n') < gap.length)
      return i;
  }
  return item->last;
}

/* A list item may have swallowed the paragraph behind it. */
static ayes_status add_parts(ayes_summariser *it, const ayes_said_answer *answer,
                             ayes_sentence whole, ayes_error *error) {
  ayes_sentence part = whole;
  size_t last = whole.flags & AYES_SENTENCE_BULLET ? item_end(&it->text, &whole) : whole.last;
  if (last == whole.last) return add_sentence(it, answer, &whole, error);
  part.last = (uint32_t)last;
  part.end = it->text.tokens.items[last - 1].end;
  whole.first = (uint32_t)last;
  whole.start = it->text.tokens.items[last].start;
  whole.flags = (uint16_t)(whole.flags & ~AYES_SENTENCE_BULLET);
  ayes_status status = add_sentence(it, answer, &part, error);
  return status == AYES_OK ? add_sentence(it, answer, &whole, error) : status;
}

ayes_status ayes_summariser_add(ayes_summariser *it, const ayes_said_answer *answer,
                                ayes_error *error) {
  uint32_t question;
  ayes_types_trim(it->types);
  ayes_status status = ayes_names_add(&it->questions, answer->question, &question, error);
  if (status == AYES_OK && question > QUESTION_LIMIT) return AYES_OK;
  if (status == AYES_OK)
    status = ayes_text_read(&it->text, answer->text, it->types,
                            ayes_lexicon_abbreviations(it->lexicon), error);
  if (status == AYES_OK) status = find_bytes(it, answer, error);
  if (status == AYES_OK) status = ayes_summary_find_marks(it, answer, error);
  if (status != AYES_OK) return status;
  char *id = ayes_arena_copy(&it->arena, answer->id, error);
  ayes_summary_answer *added = id ? ayes_array_add(&it->answers, error) : NULL;
  if (!added) return AYES_NO_MEMORY;
  *added = (ayes_summary_answer){ayes_span_make(id, answer->id.length), question, answer->stance,
                                 answer->acts, false};
  for (size_t i = 0; i < it->text.sentences.count && status == AYES_OK; i++)
    status = add_parts(it, answer, it->text.sentences.items[i], error);
  return status;
}

/* ---- Lists ---- */

ayes_status ayes_summary_show(ayes_summariser *it, const ayes_summary_sentence *sentence,
                              unsigned shows, ayes_said *said, ayes_error *error) {
  const ayes_summary_answer *answer = &it->answers.items[sentence->answer];
  ayes_said_mark *marks =
      ayes_arena_new_zeroed(&it->arena, sentence->mark_count + 1, sizeof *marks, error);
  if (!marks) return AYES_NO_MEMORY;
  *said = (ayes_said){
      .id = answer->id, .text = sentence->text, .stance = answer->stance, .marks = marks};
  size_t end = 0;
  for (size_t i = 0; i < sentence->mark_count; i++) {
    const ayes_summary_mark *mark = &sentence->marks[i];
    if (!(mark->shows & shows) || mark->start < end || mark->end <= mark->start) continue;
    marks[said->mark_count++] = (ayes_said_mark){mark->start, mark->end};
    end = mark->end;
  }
  return AYES_OK;
}

/* What many have sent is shown once. */
static bool is_listed(const ayes_said_list *list, ayes_span text) {
  for (size_t i = 0; i < list->count; i++)
    if (ayes_span_equal(list->items[i].text, text)) return true;
  return false;
}

static ayes_status fill_list(ayes_summariser *it, uint32_t question, ayes_said_list_kind kind,
                             ayes_said_list *list, ayes_error *error) {
  uint32_t last = UINT32_MAX;
  ayes_status status = AYES_OK;
  for (size_t i = it->firsts[question - 1]; i < it->firsts[question] && status == AYES_OK; i++) {
    const ayes_summary_sentence *sentence = &it->sentences.items[i];
    if (!(sentence->shows & 1u << kind)) continue;
    if (sentence->words < LIST_LEAST || sentence->words > LIST_MOST) continue;
    list->answers += sentence->answer != last;
    last = sentence->answer;
    if (list->count < AYES_SAID_LIMIT && !is_listed(list, sentence->text))
      status = ayes_summary_show(it, sentence, 1u << kind, &list->items[list->count++], error);
  }
  return status;
}

static ayes_status summarise(ayes_summariser *it, uint32_t question, ayes_question_summary *into,
                             ayes_error *error) {
  into->id = ayes_names_text(&it->questions, question);
  ayes_status status =
      ayes_summary_reasons(it, question, AYES_SUPPORT, into->support, &into->support_count, error);
  if (status == AYES_OK)
    status =
        ayes_summary_reasons(it, question, AYES_OPPOSE, into->oppose, &into->oppose_count, error);
  for (int kind = 0; kind < AYES_SAID_LISTS && status == AYES_OK; kind++)
    status = fill_list(it, question, (ayes_said_list_kind)kind, &into->lists[kind], error);
  return status;
}

/* Puts the sentences in the order of their questions, and of the answers within: a counting sort.
 */
static ayes_status sort_by_question(ayes_summariser *it, size_t questions, ayes_error *error) {
  size_t count = it->sentences.count, at = 0;
  ayes_summary_sentence *sorted = ayes_memory_new_zeroed(count, sizeof *sorted);
  it->firsts = ayes_memory_new_zeroed(questions + 2, sizeof *it->firsts);
  if (!sorted || !it->firsts) {
    ayes_memory_free(sorted);
    return ayes_error_memory(error);
  }
  for (size_t i = 0; i < count; i++)
    it->firsts[it->answers.items[it->sentences.items[i].answer].question + 1]++;
  for (size_t i = 0; i < questions + 2; i++) at = it->firsts[i] += at;
  for (size_t i = 0; i < count; i++)
    sorted[it->firsts[it->answers.items[it->sentences.items[i].answer].question]++] =
        it->sentences.items[i];
  ayes_memory_free(it->sentences.items);
  it->sentences.items = sorted;
  it->sentences.capacity = count;
  return AYES_OK;
}

ayes_status ayes_summariser_finish(ayes_summariser *it, const ayes_summaries **list,
                                   ayes_error *error) {
  size_t count = ayes_names_count(&it->questions), stems = ayes_names_count(&it->stems);
  if (count > QUESTION_LIMIT) count = QUESTION_LIMIT;
  it->items = ayes_memory_new_zeroed(count, sizeof *it->items);
  it->frequencies = ayes_memory_new_zeroed(stems + 1, sizeof *it->frequencies);
  it->centre = ayes_memory_new_zeroed(stems + 1, sizeof *it->centre);
  if (!it->items || !it->frequencies || !it->centre) return ayes_error_memory(error);
  for (size_t i = 0; i < it->sentences.count; i++)
    for (size_t k = 0; k < it->sentences.items[i].stem_count; k++)
      it->frequencies[it->sentences.items[i].stems[k]]++;
  ayes_status status = sort_by_question(it, count, error);
  for (size_t i = 0; i < count && status == AYES_OK; i++)
    status = summarise(it, (uint32_t)i + 1, &it->items[i], error);
  it->list = (ayes_summaries){it->items, count};
  *list = &it->list;
  return status;
}
