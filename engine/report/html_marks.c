/* SPDX-License-Identifier: MIT
 *
 * Pieces come in the order of their starts. Opinions, acts and shifts are laid down first; topics
 * then fill gaps. Both walks are one pass.
 */
#include "report/html_marks.h"

#include "base/array.h"
#include "report/html_escape.h"

enum { QUOTE_BEFORE = 140, QUOTE_AFTER = 160, CUT_REACH = 30, LONGEST_LABEL = 60 };

static bool is_topic(const ayes_html_piece *piece) { return piece->known == AYES_KIND_TOPIC; }

static bool is_opinion(const ayes_html_piece *piece) {
  return piece->known != AYES_KIND_NONE && ayes_kind_layer(piece->known) == AYES_LAYER_OPINION &&
         piece->weight != 0;
}

ayes_span ayes_html_piece_label(const ayes_html_model *model, const ayes_html_piece *piece) {
  if (is_topic(piece) && piece->topic) return model->topic_labels[piece->topic - 1];
  if (is_opinion(piece)) return ayes_span_of(piece->weight > 0 ? "for" : "against");
  if (piece->known == AYES_KIND_NO_VIEW) return ayes_span_of("no view");
  if (piece->known == AYES_KIND_REVERSE) return ayes_span_of("turns around");
  return piece->kind ? ayes_names_text(&model->kinds, piece->kind) : ayes_span_of("evidence");
}

const char *ayes_html_piece_class(const ayes_html_piece *piece) {
  if (is_topic(piece)) return "topic";
  if (is_opinion(piece)) return piece->weight > 0 ? "for" : "against";
  if (piece->known != AYES_KIND_NONE && ayes_kind_layer(piece->known) == AYES_LAYER_ACT)
    return "act";
  return "shift";
}

static ayes_status add_run(ayes_html_runs *runs, size_t start, size_t end,
                           const ayes_html_piece *piece, ayes_error *error) {
  ayes_html_run *run = ayes_array_add(runs, error);
  if (!run) return AYES_NO_MEMORY;
  memset(run, 0, sizeof *run);
  run->start = start;
  run->end = end;
  if (piece) run->pieces[run->piece_count++] = piece;
  return AYES_OK;
}

/* Lays a piece behind the last run, joins it, or leaves it out. */
static ayes_status lay(ayes_html_runs *runs, const ayes_html_piece *piece, ayes_error *error) {
  ayes_html_run *last = runs->count ? &runs->items[runs->count - 1] : NULL;
  if (!last || piece->start >= last->end)
    return add_run(runs, piece->start, piece->end, piece, error);
  if (piece->start != last->start || last->piece_count == AYES_HTML_LABEL_LIMIT) return AYES_OK;
  if (piece->end > last->end) {
    last->end = piece->end;
    last->pieces[0] = piece;
    last->piece_count = 1;
  } else if (piece->end == last->end) {
    last->pieces[last->piece_count++] = piece;
  }
  return AYES_OK;
}

static bool is_within(const ayes_html_piece *piece, size_t from, size_t to) {
  return piece->end > piece->start && piece->start >= from && piece->end <= to;
}

static ayes_status lay_layer(const ayes_html_answer *answer, bool topics, size_t from, size_t to,
                             ayes_html_runs *runs, ayes_error *error) {
  for (size_t i = 0; i < answer->piece_count; i++) {
    const ayes_html_piece *piece = &answer->pieces[i];
    if (is_topic(piece) != topics || !is_within(piece, from, to)) continue;
    ayes_status status = lay(runs, piece, error);
    if (status != AYES_OK) return status;
  }
  return AYES_OK;
}

/* Plain words up to start. */
static ayes_status fill_gap(ayes_html_runs *runs, size_t *at, size_t start, ayes_error *error) {
  if (start <= *at) return AYES_OK;
  ayes_status status = add_run(runs, *at, start, NULL, error);
  *at = start;
  return status;
}

static ayes_status append(ayes_html_runs *runs, size_t *at, const ayes_html_run *run,
                          ayes_error *error) {
  ayes_status status = fill_gap(runs, at, run->start, error);
  ayes_html_run *copy = status == AYES_OK ? ayes_array_add(runs, error) : NULL;
  if (!copy) return AYES_NO_MEMORY;
  *copy = *run;
  *at = run->end;
  return AYES_OK;
}

/* Both layers and the plain words between, in order. */
static ayes_status merge(const ayes_html_runs *first, const ayes_html_runs *topics, size_t from,
                         size_t to, ayes_html_runs *runs, ayes_error *error) {
  size_t at = from, t = 0;
  for (size_t i = 0; i <= first->count; i++) {
    size_t next = i < first->count ? first->items[i].start : to;
    for (; t < topics->count && topics->items[t].end <= next; t++) {
      if (topics->items[t].start < at) continue;
      if (append(runs, &at, &topics->items[t], error) != AYES_OK) return AYES_NO_MEMORY;
    }
    if (i < first->count && append(runs, &at, &first->items[i], error) != AYES_OK)
      return AYES_NO_MEMORY;
    while (t < topics->count && topics->items[t].start < at) t++;
  }
  return fill_gap(runs, &at, to, error);
}

ayes_status ayes_html_runs_read(const ayes_html_answer *answer, size_t from, size_t to,
                                ayes_html_runs *runs, ayes_error *error) {
  ayes_html_runs first = {0}, topics = {0};
  runs->count = 0;
  ayes_status status = lay_layer(answer, false, from, to, &first, error);
  if (status == AYES_OK) status = lay_layer(answer, true, from, to, &topics, error);
  if (status == AYES_OK) status = merge(&first, &topics, from, to, runs, error);
  ayes_array_release(&first);
  ayes_array_release(&topics);
  return status;
}

void ayes_html_add_run_labels(const ayes_html_model *model, const ayes_html_run *run,
                              ayes_buffer *buffer) {
  for (size_t i = 0; i < run->piece_count; i++) {
    ayes_span label = ayes_html_piece_label(model, run->pieces[i]);
    bool told = false;
    for (size_t k = 0; k < i; k++)
      told |= ayes_span_equal(label, ayes_html_piece_label(model, run->pieces[k]));
    if (told) continue;
    if (i) ayes_buffer_add_text(buffer, ", ");
    ayes_buffer_add(buffer, ayes_html_front(label, LONGEST_LABEL));
  }
}

static void add_marked(const ayes_html_model *model, ayes_span words, const ayes_html_run *run,
                       ayes_buffer *buffer) {
  ayes_buffer labels = {0};
  ayes_html_add_run_labels(model, run, &labels);
  ayes_buffer_add_text(buffer, "<mark class=\"");
  ayes_buffer_add_text(buffer, ayes_html_piece_class(run->pieces[0]));
  ayes_buffer_add_text(buffer, "\">");
  ayes_html_add_text(buffer, words);
  ayes_buffer_add_text(buffer, "<small> [");
  ayes_html_add_text(buffer, ayes_buffer_span(&labels));
  ayes_buffer_add_text(buffer, "]</small></mark>");
  buffer->failed |= labels.failed;
  ayes_buffer_release(&labels);
}

void ayes_html_runs_add(const ayes_html_model *model, const ayes_html_answer *answer,
                        const ayes_html_runs *runs, ayes_buffer *buffer) {
  for (size_t i = 0; i < runs->count; i++) {
    const ayes_html_run *run = &runs->items[i];
    ayes_span words = ayes_span_slice(answer->text, run->start, run->end);
    if (run->piece_count) add_marked(model, words, run, buffer);
    else ayes_html_add_text(buffer, words);
  }
}

/* A place to begin: behind a space near at, not within a character. */
static size_t cut_before(ayes_span text, size_t at) {
  for (size_t i = at; i < text.length && i < at + CUT_REACH; i++)
    if (ayes_byte_is_space(text.data[i])) return i + 1;
  while (at && ((unsigned char)text.data[at] & 0xC0) == 0x80) at--;
  return at;
}

static size_t cut_after(ayes_span text, size_t at) {
  for (size_t i = at; i > at - CUT_REACH; i--)
    if (ayes_byte_is_space(text.data[i])) return i;
  while (((unsigned char)text.data[at] & 0xC0) == 0x80) at--;
  return at;
}

ayes_status ayes_html_add_quote(const ayes_html_model *model, const ayes_html_answer *answer,
                                const ayes_html_piece *piece, ayes_html_runs *runs,
                                ayes_buffer *buffer, ayes_error *error) {
  ayes_span text = answer->text;
  size_t from = piece->start > QUOTE_BEFORE ? cut_before(text, piece->start - QUOTE_BEFORE) : 0;
  size_t to = text.length;
  if (to - piece->end > QUOTE_AFTER) to = cut_after(text, piece->end + QUOTE_AFTER);
  ayes_status status = ayes_html_runs_read(answer, from, to, runs, error);
  if (status != AYES_OK) return status;
  ayes_buffer_add_text(buffer, "<q dir=\"auto\">");
  if (from) ayes_buffer_add_text(buffer, "… ");
  ayes_html_runs_add(model, answer, runs, buffer);
  if (to < text.length) ayes_buffer_add_text(buffer, " …");
  ayes_buffer_add_text(buffer, "</q>");
  return AYES_OK;
}
