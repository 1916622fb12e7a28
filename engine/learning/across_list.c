/* SPDX-License-Identifier: MIT
 *
 * The head is for whoever reads and prunes the list, and for whoever asks where it came from.
 */
#include "learning/across_list.h"

#include <inttypes.h>
#include <math.h>

enum { DECIMALS = 2 };

/* A line of its own whatever it holds. */
static void add_source(ayes_buffer *buffer, const char *source) {
  ayes_buffer_add_text(buffer, "# Source: ");
  for (; *source; source++)
    ayes_buffer_add_byte(buffer, (unsigned char)*source < 0x20 ? ' ' : *source);
  ayes_buffer_add_byte(buffer, '\n');
}

static void add_figures(const ayes_across *across, const ayes_pool *pool,
                        const ayes_across_settings *options, const ayes_across_facts *facts,
                        ayes_buffer *buffer) {
  const ayes_across_score *all = &across->scores[options->inputs];
  ayes_buffer_add_format(buffer, "# Learned from: %zu answers to %zu questions by their %s, data ",
                         all->answers, all->questions, facts->labels);
  ayes_buffer_add_format(buffer, "%016" PRIx64 ".\n", facts->data);
  ayes_buffer_add_format(buffer,
                         "# Kept: at most %zu terms of at least %zu questions and %zu answers. "
                         "Strength of the fit: ",
                         options->most_terms, options->least_questions, options->least_answers);
  ayes_buffer_add_number(buffer, across->strength, DECIMALS);
  ayes_buffer_add_format(buffer,
                         ".\n# On questions left out of learning, %zu parts of them in turn, F_avg "
                         "of the rules alone: ",
                         pool->folds);
  ayes_buffer_add_number(buffer, all->rules.f_avg, 3);
  ayes_buffer_add_text(buffer, ", with the list: ");
  ayes_buffer_add_number(buffer, all->both.f_avg, 3);
  ayes_buffer_add_text(buffer, ".\n");
}

static void add_head(const ayes_across *across, const ayes_pool *pool,
                     const ayes_across_settings *options, const ayes_across_facts *facts,
                     ayes_buffer *buffer) {
  ayes_buffer_add_text(
      buffer,
      "# Words and phrases that speak well or badly of what they are about, learned across\n"
      "# questions by \"ayes learn --across\". What the other lists say is not repeated here. Read "
      "it, and\n# take out what holds for those questions only.\n");
  for (size_t i = 0; i < facts->source_count; i++) add_source(buffer, facts->sources[i]);
  add_figures(across, pool, options, facts, buffer);
  ayes_buffer_add_text(
      buffer,
      "# Method: L2 logistic regression on what a good word in a term's place would count, beside\n"
      "# the sum of the rules.\n"
      "# Columns: term, kind, weight, note. note: questions and answers that hold the term; in "
      "how\n"
      "# many of these a good word would be right, and wrong.\n"
      "term\tkind\tweight\tnote\n");
}

static void add_term(const ayes_across_term *term, const ayes_pool *pool, ayes_buffer *buffer) {
  ayes_buffer_add(buffer, ayes_pool_written(pool, term->term));
  ayes_buffer_add_text(buffer, term->weight > 0 ? "\tgood\t" : "\tbad\t");
  ayes_buffer_add_number(buffer, fabs(term->weight), DECIMALS);
  ayes_buffer_add_format(buffer, "\t%zu questions, %zu answers, %zu right, %zu wrong\n",
                         term->questions, term->answers, term->n_for, term->n_against);
}

void ayes_across_list(const ayes_across *across, const ayes_pool *pool,
                      const ayes_across_settings *options, const ayes_across_facts *facts,
                      ayes_buffer *buffer) {
  add_head(across, pool, options, facts, buffer);
  for (size_t i = 0; i < across->terms.count; i++) {
    const ayes_across_term *term = &across->terms.items[i];
    if (i == 0 && term->weight > 0) ayes_buffer_add_text(buffer, "# -- good\n");
    if (term->weight < 0 && (i == 0 || term[-1].weight > 0))
      ayes_buffer_add_text(buffer, "# -- bad\n");
    add_term(term, pool, buffer);
  }
}
