/* SPDX-License-Identifier: MIT
 *
 * Telling the office's reply from the answers where the columns of a table ran together.
 *
 * Each paragraph gets a score from cue phrases (document_cues.c), dates and questions. The run of
 * paragraphs is then read as a whole by the Viterbi algorithm (Viterbi 1967) over eight states: who
 * spoke last, and whether the office's and the respondents' last words break off in mid-sentence.
 * Speakers rarely change, and a reply once begun mostly goes on. But a column that breaks off at
 * the foot of a page is followed by the next page's first column, so after unfinished words of the
 * office a sentence with a capital is an answer, and a later one with a small letter goes on with
 * them. O(words x cues), and O(1) a paragraph for the reading.
 */
#include "corpus/document_parts.h"

enum {
  SCORED_BYTES = 6000,
  STATES = 8,
  STATE_ANSWER_HANGS = 1,
  STATE_REPLY_HANGS = 2,
  STATE_REPLY = 4
};

static const double score_limit = 5.0;
static const double answer_prior = 0.7;   /* most paragraphs are answers */
static const double to_reply_cost = 1.2;  /* answers are followed by a reply */
static const double to_answer_cost = 2.0; /* a reply is followed by answers */
static const double due_cost = 1.2;       /* nothing of the office at the end of a question */
static const double torn_list_cost = 4.0; /* what a colon announces is said by another */
static const double unlikely = 1e12;

/* ---- words ---- */

static bool is_office_word(ayes_span word) {
  static const char *const words[] = {"office",     "council", "commissioner", "authority",
                                      "department", "trust",   "government",   "ministry"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ayes_span_equal(word, ayes_span_of(words[i]))) return true;
  return false;
}

/* Slips of the pen included: respondants, responsants, responants. */
static bool is_respondents(ayes_span word) {
  if (ayes_span_ends_with(word, ayes_span_of("s"))) word.length--;
  return word.length >= 8 && ayes_span_starts_with(word, ayes_span_of("respon")) &&
         ayes_span_ends_with(word, ayes_span_of("nt"));
}

/* Replaces the word that starts at start of words by the one that stands for it. */
static void settle_word(ayes_buffer *words, size_t start, ayes_span office) {
  ayes_span word = ayes_span_from(ayes_buffer_span(words), start);
  ayes_span plain = word;
  if (ayes_span_ends_with(word, ayes_span_of("'s"))) plain.length -= 2;
  bool is_office =
      office.length ? ayes_span_equal_ignoring_case(plain, office) : is_office_word(plain);
  bool is_crowd = is_respondents(word);
  if (!is_office && !is_crowd) return;
  words->length = start;
  ayes_buffer_add_text(words, is_office ? "@" : "respondents");
}

static void end_word(ayes_buffer *words, size_t *start, ayes_span office) {
  if (words->failed || words->length == *start) return;
  settle_word(words, *start, office);
  ayes_buffer_add_byte(words, ' ');
  *start = words->length;
}

static void add_words(ayes_buffer *words, ayes_span text, ayes_span office) {
  size_t start = words->length;
  for (size_t i = 0; i < text.length && words->length < SCORED_BYTES; i++) {
    unsigned char byte = (unsigned char)text.data[i];
    bool is_curly = ayes_span_starts_with(ayes_span_from(text, i), ayes_span_of("\xE2\x80\x99"));
    if (ayes_byte_is_letter(text.data[i]) || ayes_byte_is_digit(text.data[i]) ||
        (byte >= 0xC3 && byte != 0xE2)) {
      ayes_buffer_add_byte(words, ayes_byte_to_lower(text.data[i]));
    } else if ((byte == '\'' || is_curly) && words->length > start) {
      ayes_buffer_add_byte(words, '\'');
      if (is_curly) i += 2;
    } else {
      end_word(words, &start, office);
      if (byte == '?') ayes_buffer_add_text(words, "? ");
      start = words->length;
    }
  }
  end_word(words, &start, office);
}

/* ---- scores ---- */

/* Whether words begin with the cue, and how long it is there. "*ed" in it stands for a word. */
static bool matches_cue(ayes_span words, ayes_span cue, size_t *length) {
  size_t star = ayes_span_find_byte(cue, '*');
  ayes_span fixed = ayes_span_slice(cue, 0, star);
  if (!ayes_span_starts_with(words, fixed)) return false;
  *length = fixed.length;
  if (star < cue.length) {
    ayes_span rest = ayes_span_from(words, star);
    ayes_span word = ayes_span_slice(rest, 0, ayes_span_find_byte(rest, ' '));
    if (!ayes_span_ends_with(word, ayes_span_from(cue, star + 1))) return false;
    *length += word.length;
  }
  return *length < words.length && words.data[*length] == ' ';
}

/* The weight of the longest cue that begins at the front of words. */
static double cue_weight(ayes_span words) {
  double weight = 0;
  size_t longest = 0, length;
  for (size_t i = 0; i < ayes_document_cue_count; i++) {
    const char *phrase = ayes_document_cues[i].phrase;
    if (phrase[0] != words.data[0] || !matches_cue(words, ayes_span_of(phrase), &length) ||
        length <= longest)
      continue;
    longest = length;
    weight = ayes_document_cues[i].weight;
  }
  return weight;
}

static bool is_one_of(ayes_span word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (ayes_span_equal(word, ayes_span_of(words[i]))) return true;
  return false;
}

static bool is_month(ayes_span word) {
  static const char *const months[] = {"january", "february", "march",   "april",
                                       "june",    "july",     "august",  "september",
                                       "october", "november", "december"};
  return is_one_of(word, months, sizeof months / sizeof *months);
}

/* Words of someone who speaks for himself and wants something. */
static bool is_voice(ayes_span word) {
  static const char *const voices[] = {"i",     "we",     "our",    "us",   "my",
                                       "me",    "should", "would",  "need", "must",
                                       "needs", "could",  "please", "?"};
  return is_one_of(word, voices, sizeof voices / sizeof *voices);
}

static double limited(double score, double limit) {
  return score > limit ? limit : score < -limit ? -limit : score;
}

/* The score of normalised words: cues, dates, and that nobody speaks for himself in them. */
static double words_score(ayes_span rest) {
  double score = 0, dates = 0;
  bool after_number = false, has_voice = false;
  size_t count = 0;
  for (; rest.length; count++) {
    size_t end = ayes_span_find_byte(rest, ' ');
    ayes_span word = ayes_span_slice(rest, 0, end);
    score += cue_weight(rest);
    has_voice |= is_voice(word);
    if (is_month(word)) dates += after_number ? 0.5 : 0.25;
    after_number = word.length && ayes_byte_is_digit(word.data[0]);
    rest = ayes_span_from(rest, end + 1);
  }
  if (!has_voice && count >= 12) score += 0.5;
  return limited(score + limited(dates, 1.5) - answer_prior, score_limit);
}

double ayes_document_reply_score(const ayes_document_block *block, ayes_span office,
                                 ayes_buffer *scratch) {
  ayes_buffer_clear(scratch);
  for (const ayes_document_piece *piece = block->text.first;
       piece && scratch->length < SCORED_BYTES; piece = piece->next)
    add_words(scratch, piece->text, office);
  return words_score(ayes_buffer_span(scratch));
}

/* ---- the reading ---- */

typedef struct reading {
  double costs[STATES];
} reading;

typedef struct step {
  uint8_t from[STATES]; /* the state before, on the cheapest way to each state */
} step;

typedef struct block_facts {
  double score;
  bool is_list;
  bool starts_small;
  bool hangs;
  bool is_announced;     /* the block before ends with a colon */
  bool after_unfinished; /* the block before, whoever's it is, breaks off */
  bool after_torn;       /* and cannot end so */
} block_facts;

static double speaker_cost(unsigned state, bool is_reply, const block_facts *facts) {
  bool was_reply = (state & STATE_REPLY) != 0, reply_hangs = (state & STATE_REPLY_HANGS) != 0;
  bool answer_hangs = (state & STATE_ANSWER_HANGS) != 0;
  double cost = is_reply == was_reply ? 0 : is_reply ? to_reply_cost : to_answer_cost;
  if (facts->is_announced && is_reply != was_reply) cost += torn_list_cost;
  if (was_reply && reply_hangs && !facts->starts_small && !facts->is_list)
    cost = is_reply ? 1.5 : 0;
  if (was_reply && reply_hangs && answer_hangs && facts->starts_small && !is_reply) cost = 0;
  if (!was_reply && facts->after_unfinished && !facts->starts_small && !facts->is_list) {
    if (is_reply) cost = facts->after_torn ? 0.2 : 0.8;
    else if (facts->after_torn) cost = 1.5;
  }
  if (facts->starts_small) {
    bool goes_on = is_reply ? reply_hangs : answer_hangs;
    cost += !goes_on ? 1.0 : is_reply ? -3.0 : -2.0;
    if (goes_on && is_reply == was_reply) cost -= 1.0;
  }
  return cost + (is_reply ? -facts->score : facts->score) / 2;
}

static unsigned state_after(unsigned state, bool is_reply, bool hangs) {
  unsigned kept = is_reply ? state & STATE_ANSWER_HANGS : state & STATE_REPLY_HANGS;
  unsigned own = is_reply ? STATE_REPLY_HANGS : STATE_ANSWER_HANGS;
  return (is_reply ? STATE_REPLY : 0) | kept | (hangs ? own : 0);
}

static void advance(reading *now, const block_facts *facts, step *back) {
  reading next;
  for (unsigned i = 0; i < STATES; i++) next.costs[i] = unlikely * 2;
  memset(back, 0, sizeof *back);
  for (unsigned state = 0; state < STATES; state++) {
    for (int is_reply = 0; is_reply < 2; is_reply++) {
      double cost = now->costs[state] + speaker_cost(state, is_reply, facts);
      unsigned to = state_after(state, is_reply, facts->hangs);
      if (cost >= next.costs[to]) continue;
      next.costs[to] = cost;
      back->from[to] = (uint8_t)state;
    }
  }
  *now = next;
}

static block_facts facts_of(const ayes_document_block *block, const ayes_document_block *before,
                            ayes_span office, ayes_buffer *scratch) {
  block_facts facts = {0};
  facts.score = ayes_document_reply_score(block, office, scratch);
  facts.is_list = block->kind == AYES_BLOCK_BULLETS;
  facts.starts_small = !facts.is_list && ayes_document_starts_small(block->text.first->text);
  ayes_span last = block->text.last->text;
  facts.hangs = block->kind == AYES_BLOCK_PARAGRAPH ? ayes_document_is_unfinished(last)
                                                    : ayes_document_is_torn(last);
  facts.after_unfinished = before && before->kind == AYES_BLOCK_PARAGRAPH &&
                           ayes_document_is_unfinished(before->text.last->text);
  facts.after_torn = facts.after_unfinished && ayes_document_is_torn(before->text.last->text);
  facts.is_announced = before && ayes_span_ends_with(before->text.last->text, ayes_span_of(":"));
  return facts;
}

static unsigned cheapest(const reading *now) {
  unsigned best = 0;
  for (unsigned i = 1; i < STATES; i++)
    if (now->costs[i] < now->costs[best]) best = i;
  return best;
}

ayes_status ayes_document_tell_replies(ayes_document_block *blocks, size_t count,
                                       const ayes_document_context *context, ayes_error *error) {
  step *steps = ayes_memory_new_zeroed(count + 1, sizeof *steps);
  ayes_buffer scratch = {0};
  reading now;
  if (!steps) return ayes_error_memory(error);
  unsigned start = (context->after_reply ? STATE_REPLY : 0) |
                   (context->reply_hangs ? STATE_REPLY_HANGS : 0) |
                   (context->answer_hangs ? STATE_ANSWER_HANGS : 0);
  for (unsigned i = 0; i < STATES; i++) now.costs[i] = i == start ? 0 : unlikely;
  for (size_t i = 0; i < count; i++) {
    block_facts facts = facts_of(&blocks[i], i ? &blocks[i - 1] : NULL, context->office, &scratch);
    facts.score += context->bias;
    advance(&now, &facts, &steps[i]);
  }
  for (unsigned i = 0; i < STATE_REPLY && context->reply_is_due; i++) now.costs[i] += due_cost;
  unsigned state = cheapest(&now);
  for (size_t i = count; i-- > 0;) {
    blocks[i].is_reply = (state & STATE_REPLY) != 0;
    state = steps[i].from[state];
  }
  ayes_status status = scratch.failed ? ayes_error_memory(error) : AYES_OK;
  ayes_buffer_release(&scratch);
  ayes_memory_free(steps);
  return status;
}
