/* SPDX-License-Identifier: MIT
 *
 * The longest run of letters and digits of an anchor stands inside one word wherever the anchor
 * does. Which runs a word holds is found out once a word type and kept; only where one stands in
 * the text are whole anchors compared. Anchors of signs alone are searched for one by one. O(tokens
 * + bytes * anchors of signs), and the searches are memchr's.
 */
#include "rules/gate.h"

#include "base/bits.h"
#include "rules/index.h"

enum { WORD_BITS = 64 };

/* A run in a word, or somewhere between words. */
typedef struct gate_run {
  uint32_t anchor; /* index + 1 in the entries; 0 behind the last one of a word */
  uint32_t offset; /* from the word's start */
} gate_run;

/* What is known of a word type: that it holds no run, or the number under which its runs are kept,
 * or that there was no number left for it. */
enum { WORD_UNKNOWN, WORD_PLAIN, FIRST_WORD, WORD_UNKEPT = UINT8_MAX };

struct ayes_gate {
  size_t rule_count, word_count;
  uint64_t *always; /* by rule, a bit: it has no anchors */
  uint64_t *open;   /* by rule, a bit: for the text at hand */
  uint64_t *leads;  /* by rule, a bit: its matches start near anchors */
  ayes_starts starts;
  bool has_odd_letters; /* the text at hand */
  size_t first_word;    /* where its first letter or digit of ASCII stands */
  size_t next;          /* the rule to look at next */
  ayes_anchor_index anchors;
  struct {
    uint8_t *items; /* by type: see above */
    size_t count, capacity;
  } words;
  struct {
    uint64_t *items; /* by type, a bit: it is WORD_PLAIN. Most are, and these bits stay near */
    size_t count, capacity;
  } plain;
  struct {
    gate_run *items;
    size_t count, capacity;
  } runs;                           /* of the words that have numbers, one after another */
  size_t runs_of_word[WORD_UNKEPT]; /* by number: index of its first run */
  uint8_t next_word;                /* the number to be given next */
};

static void set_bit(uint64_t *words, size_t bit) {
  words[bit / WORD_BITS] |= UINT64_C(1) << bit % WORD_BITS;
}

static bool has_bit(const uint64_t *words, size_t bit) {
  return words[bit / WORD_BITS] >> bit % WORD_BITS & 1;
}

static bool is_word_byte(char byte) {
  return ayes_byte_is_letter(byte) || ayes_byte_is_digit(byte);
}

/* ---- Building ---- */

static ayes_status add_rule(ayes_gate *gate, uint32_t rule, ayes_span pattern, ayes_error *error) {
  ayes_anchor_use use;
  ayes_status status = ayes_anchor_index_add(&gate->anchors, rule, pattern, &use, error);
  if (!use.is_gated) set_bit(gate->always, rule);
  if (use.has_leads) set_bit(gate->leads, rule);
  return status;
}

ayes_status ayes_gate_new(const ayes_rules *rules, ayes_gate **out, ayes_error *error) {
  ayes_gate *gate = ayes_memory_new_zeroed(1, sizeof *gate);
  *out = NULL;
  if (!gate) return ayes_error_memory(error);
  gate->rule_count = rules->list.count;
  gate->word_count = gate->rule_count / WORD_BITS + 1;
  ayes_gate_forget(gate);
  gate->always = ayes_memory_new_zeroed(gate->word_count, sizeof *gate->always);
  gate->open = ayes_memory_new_zeroed(gate->word_count, sizeof *gate->open);
  gate->leads = ayes_memory_new_zeroed(gate->word_count, sizeof *gate->leads);
  ayes_status status =
      gate->always && gate->open && gate->leads ? AYES_OK : ayes_error_memory(error);
  for (size_t i = 0; status == AYES_OK && i < gate->rule_count; i++)
    status = add_rule(gate, (uint32_t)i, rules->list.items[i].source.term, error);
  if (status == AYES_OK) *out = gate;
  else ayes_gate_free(gate);
  return status;
}

void ayes_gate_free(ayes_gate *gate) {
  if (!gate) return;
  ayes_anchor_index_release(&gate->anchors);
  ayes_array_release(&gate->words);
  ayes_array_release(&gate->plain);
  ayes_array_release(&gate->runs);
  ayes_memory_free(gate->always);
  ayes_memory_free(gate->open);
  ayes_memory_free(gate->leads);
  ayes_starts_release(&gate->starts);
  ayes_memory_free(gate);
}

/* ---- Reading ---- */

void ayes_gate_forget(ayes_gate *gate) {
  gate->words.count = gate->plain.count = gate->runs.count = 0;
  gate->next_word = FIRST_WORD;
}

/* Does what an anchor at a place tells. */
static void take_anchor(ayes_gate *gate, const ayes_anchor_entry *it, size_t at) {
  size_t first = at > it->anchor.reach ? at - it->anchor.reach : 0;
  if (it->anchor.is_first && at > gate->first_word) return;
  if (it->opens) set_bit(gate->open, it->rule);
  if (it->leads)
    ayes_starts_add(&gate->starts, (ayes_start){it->rule, (uint32_t)first, (uint32_t)at});
}

static bool is_word_at(ayes_span text, size_t at) {
  return at < text.length && is_word_byte(text.data[at]);
}

/* Whether the run of an anchor is not cut out of a longer one within start and end where it may not
 * be: a sign stands beside it in the anchor, or a boundary of words. */
static bool may_stand(const ayes_anchor_entry *it, ayes_span text, size_t at, size_t start,
                      size_t end) {
  size_t behind = at + it->run_length, run_end = (size_t)it->run + it->run_length;
  if ((it->run || it->anchor.starts) && at > start && is_word_at(text, at - 1)) return false;
  return !((run_end < it->anchor.length || it->anchor.ends) && behind < end &&
           is_word_at(text, behind));
}

static bool is_anchor_at(const ayes_anchor_entry *it, ayes_span text, size_t at) {
  ayes_span anchor = ayes_span_make(it->anchor.bytes, it->anchor.length);
  bool is_run = it->run_length == anchor.length; /* which is there */
  if (!is_run &&
      !ayes_span_equal_ignoring_case(ayes_span_slice(text, at, at + anchor.length), anchor))
    return false;
  if (it->anchor.starts && at && is_word_at(text, at - 1)) return false;
  return !it->anchor.ends || !is_word_at(text, at + anchor.length);
}

static ayes_status note_run(ayes_gate *gate, uint32_t anchor, size_t offset, ayes_error *error) {
  gate_run *run = ayes_array_add(&gate->runs, error);
  if (!run) return AYES_NO_MEMORY;
  *run = (gate_run){anchor, (uint32_t)offset};
  return AYES_OK;
}

/* Notes the runs between two places, and an end behind them. */
static ayes_status note_runs(ayes_gate *gate, ayes_span text, size_t start, size_t end,
                             ayes_error *error) {
  ayes_status status = AYES_OK;
  for (size_t at = start; status == AYES_OK && at + 1 < end; at++) {
    uint32_t next = gate->anchors.chains[ayes_anchor_pair(text.data + at)];
    for (const ayes_anchor_entry *it; status == AYES_OK && next; next = it->next) {
      it = &gate->anchors.entries.items[next - 1];
      ayes_span run = ayes_span_make(it->anchor.bytes + it->run, it->run_length);
      if (ayes_span_equal_ignoring_case(ayes_span_slice(text, at, at + run.length), run) &&
          may_stand(it, text, at, start, end))
        status = note_run(gate, next, at - start, error);
    }
  }
  return status == AYES_OK ? note_run(gate, 0, 0, error) : status;
}

/* Takes the anchors whose runs were noted from first on, in what starts at start. */
static void take_runs(ayes_gate *gate, ayes_span text, size_t start, size_t first) {
  for (const gate_run *run = gate->runs.items + first; run->anchor; run++) {
    const ayes_anchor_entry *it = &gate->anchors.entries.items[run->anchor - 1];
    size_t at = start + run->offset;
    if (at >= it->run && is_anchor_at(it, text, at - it->run)) take_anchor(gate, it, at - it->run);
  }
}

/* The same, for what nothing is kept of. */
static ayes_status read_runs(ayes_gate *gate, ayes_span text, size_t start, size_t end,
                             ayes_error *error) {
  size_t first = gate->runs.count;
  ayes_status status = note_runs(gate, text, start, end, error);
  if (status == AYES_OK) take_runs(gate, text, start, first);
  gate->runs.count = first;
  return status;
}

/* Reads a word of a type that was not met before. */
static ayes_status learn_word(ayes_gate *gate, ayes_span text, const ayes_token *token,
                              uint8_t *word, ayes_error *error) {
  size_t first = gate->runs.count;
  ayes_status status = note_runs(gate, text, token->start, token->end, error);
  if (status != AYES_OK) return status;
  bool is_plain = gate->runs.count == first + 1;
  bool is_kept = !is_plain && gate->next_word < WORD_UNKEPT;
  *word = is_plain ? WORD_PLAIN : WORD_UNKEPT;
  take_runs(gate, text, token->start, first);
  if (is_kept) gate->runs_of_word[ *word = gate->next_word++] = first;
  else gate->runs.count = first;
  return AYES_OK;
}

static ayes_status make_room(ayes_gate *gate, uint32_t type, ayes_error *error) {
  size_t bits = (size_t)type / WORD_BITS + 1;
  ayes_status status = ayes_array_reserve(&gate->plain.items, &gate->plain.capacity, bits,
                                          sizeof *gate->plain.items, error);
  size_t types = gate->plain.capacity * WORD_BITS;
  if (status == AYES_OK)
    status = ayes_array_reserve(&gate->words.items, &gate->words.capacity, types, 1, error);
  if (status != AYES_OK) return status;
  memset(gate->plain.items + gate->plain.count, 0,
         (gate->plain.capacity - gate->plain.count) * sizeof *gate->plain.items);
  memset(gate->words.items + gate->words.count, WORD_UNKNOWN, types - gate->words.count);
  gate->plain.count = gate->plain.capacity;
  gate->words.count = types;
  return AYES_OK;
}

/* Reads a word that is not known to be plain. */
static ayes_status read_word(ayes_gate *gate, ayes_span text, const ayes_token *token,
                             ayes_error *error) {
  if (token->type >= gate->words.count && make_room(gate, token->type, error) != AYES_OK)
    return AYES_NO_MEMORY;
  uint8_t *word = &gate->words.items[token->type];
  if (*word == WORD_UNKEPT) return read_runs(gate, text, token->start, token->end, error);
  if (*word != WORD_UNKNOWN) {
    take_runs(gate, text, token->start, gate->runs_of_word[*word]);
    return AYES_OK;
  }
  ayes_status status = learn_word(gate, text, token, word, error);
  if (*word == WORD_PLAIN) set_bit(gate->plain.items, token->type);
  return status;
}

/* Index of the first token from at on that is not known to be plain. */
static size_t plain_end(const ayes_gate *gate, const ayes_token *tokens, size_t at, size_t count) {
  const uint64_t *plain = gate->plain.items;
  size_t known = gate->words.count;
  while (at < count && tokens[at].type < known && has_bit(plain, tokens[at].type)) at++;
  return at;
}

static ayes_status read_words(ayes_gate *gate, const ayes_text *text, ayes_error *error) {
  const ayes_token *tokens = text->tokens.items;
  size_t count = text->tokens.count;
  ayes_status status = AYES_OK;
  for (size_t i = 0; status == AYES_OK && (i = plain_end(gate, tokens, i, count)) < count; i++)
    status = read_word(gate, text->bytes, &tokens[i], error);
  return status;
}

/* ". " and the like, which is what mostly stands between two sentences, holds no run. */
static bool may_hold_run(ayes_span text, size_t start, size_t end) {
  for (size_t i = start; i + 1 < end; i++)
    if (is_word_byte(text.data[i]) && is_word_byte(text.data[i + 1])) return true;
  return false;
}

/* Between sentences there may be markers of lists, which are no tokens. */
static ayes_status read_gap(ayes_gate *gate, ayes_span text, size_t start, size_t end,
                            ayes_error *error) {
  return may_hold_run(text, start, end) ? read_runs(gate, text, start, end, error) : AYES_OK;
}

static ayes_status read_gaps(ayes_gate *gate, const ayes_text *text, ayes_error *error) {
  const ayes_token *tokens = text->tokens.items;
  size_t start = 0;
  for (size_t i = 0; i < text->sentences.count; i++) {
    const ayes_sentence *sentence = &text->sentences.items[i];
    ayes_status status = read_gap(gate, text->bytes, start, tokens[sentence->first].start, error);
    if (status != AYES_OK) return status;
    start = tokens[sentence->last - 1].end;
  }
  return read_gap(gate, text->bytes, start, text->bytes.length, error);
}

/* Of a rule whose matches start near signs every place counts. */
static void read_sign(ayes_gate *gate, const ayes_anchor_entry *it, ayes_span text) {
  ayes_span sign = ayes_span_make(it->anchor.bytes, it->anchor.length);
  size_t at = ayes_span_find(text, sign);
  while (at < text.length) {
    take_anchor(gate, it, at);
    if (!it->leads || gate->starts.is_cut) return;
    at += 1 + ayes_span_find(ayes_span_from(text, at + 1), sign);
  }
}

/* To be called when words are read: a sign that only leads is looked for where its rule is open. */
static void read_signs(ayes_gate *gate, const ayes_text *text) {
  for (size_t i = 0; i < gate->anchors.signs.count; i++) {
    const ayes_anchor_entry *it = &gate->anchors.entries.items[gate->anchors.signs.items[i]];
    bool is_ascii = (unsigned char)it->anchor.bytes[0] < 0x80;
    bool is_wanted = it->opens || has_bit(gate->open, it->rule);
    if (is_wanted && (is_ascii || !text->is_ascii)) read_sign(gate, it, text->bytes);
  }
}

static size_t first_word(ayes_span text) {
  size_t at = 0;
  while (at < text.length && !is_word_byte(text.data[at])) at++;
  return at;
}

/* PCRE2 takes the long s and the Kelvin sign for letters of ASCII. */
static bool has_odd_letters(ayes_span text) {
  return ayes_span_find(text, ayes_span_of("\xC5\xBF")) < text.length ||
         ayes_span_find(text, ayes_span_of("\xE2\x84\xAA")) < text.length;
}

ayes_status ayes_gate_read(ayes_gate *gate, const ayes_text *text, ayes_error *error) {
  gate->next = 0;
  gate->first_word = first_word(text->bytes);
  gate->has_odd_letters = !text->is_ascii && has_odd_letters(text->bytes);
  ayes_starts_clear(&gate->starts);
  if (gate->has_odd_letters) {
    memset(gate->open, 0xFF, gate->word_count * sizeof *gate->open);
    return AYES_OK;
  }
  memcpy(gate->open, gate->always, gate->word_count * sizeof *gate->open);
  ayes_status status = read_gaps(gate, text, error);
  if (status == AYES_OK) status = read_words(gate, text, error);
  if (status == AYES_OK) read_signs(gate, text);
  ayes_starts_sort(&gate->starts);
  return status;
}

bool ayes_gate_starts(const ayes_gate *gate, size_t rule, const ayes_start **starts,
                      size_t *count) {
  if (gate->has_odd_letters || gate->starts.is_cut || !has_bit(gate->leads, rule)) return false;
  *starts = ayes_starts_of(&gate->starts, rule, count);
  return true;
}

bool ayes_gate_next(ayes_gate *gate, size_t *rule) {
  while (gate->next < gate->rule_count) {
    uint64_t left = gate->open[gate->next / WORD_BITS] >> gate->next % WORD_BITS;
    *rule = gate->next + (left ? ayes_first_bit(left) : 0);
    gate->next = left ? *rule + 1 : (gate->next / WORD_BITS + 1) * WORD_BITS;
    if (left) return *rule < gate->rule_count;
  }
  return false;
}
