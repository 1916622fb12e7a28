/* SPDX-License-Identifier: MIT
 *
 * The corrected share in words: what it rests on, what is estimated in it, on which assumption; or
 * why there is none.
 */
#include "report/tally.h"

#include "report/terminal.h"

static void add_percent(ayes_buffer *line, double share) {
  ayes_buffer_add_size(line, (size_t)(share * 100 + 0.5));
}

static void add_bounds(ayes_buffer *line, const ayes_estimate *it) {
  add_percent(line, it->low);
  ayes_buffer_add_text(line, " to ");
  add_percent(line, it->high);
  ayes_buffer_add_text(line, " %");
}

static size_t known_of(const ayes_corrected *it) {
  return it->known[AYES_SIDE_SUPPORT] + it->known[AYES_SIDE_OPPOSE] + it->known[AYES_SIDE_NONE];
}

static void add_reason(ayes_buffer *line, const ayes_corrected *it, bool by_gold) {
  const char *how = by_gold ? "labelled" : "ticked";
  ayes_buffer_add_text(line, "No corrected share: ");
  if (it->reason == AYES_UNCORRECTED_ALIKE) {
    ayes_buffer_add_format(line, "texts of those %s for and against are read alike.", how);
    return;
  }
  ayes_buffer_add_format(line, "of the answers with text %zu are %s for and %zu against; ",
                         it->known[AYES_SIDE_SUPPORT], how, it->known[AYES_SIDE_OPPOSE]);
  ayes_buffer_add_format(line, "it takes %d of each.", AYES_SIDES_NEEDED);
}

/* Every answer with text is known. */
static void add_known_share(ayes_buffer *line, const ayes_corrected *it, bool by_gold) {
  size_t siding = it->known[AYES_SIDE_SUPPORT] + it->known[AYES_SIDE_OPPOSE];
  ayes_buffer_add_format(line, "By their %s: ", by_gold ? "labels" : "ticks");
  add_percent(line, it->em.value);
  ayes_buffer_add_format(line,
                         " %% support among the %zu with text who take a side; none had to be "
                         "estimated.",
                         siding);
}

static void add_shares(ayes_buffer *line, const ayes_corrected *it, bool by_gold) {
  const char *source = by_gold ? "labels of people" : "ticks";
  if (it->estimated == 0) {
    add_known_share(line, it, by_gold);
    return;
  }
  ayes_buffer_add_format(line, "Corrected by %zu %s: ", known_of(it), source);
  add_percent(line, it->em.value);
  ayes_buffer_add_text(line, " % support among all who take a side (95 % interval ");
  add_bounds(line, &it->em);
  ayes_buffer_add_format(line,
                         "). These %zu count as they are, %zu more are estimated from their "
                         "scores by EM (by adjusted count of labels ",
                         known_of(it), it->estimated);
  add_percent(line, it->adjusted_count.value);
  ayes_buffer_add_text(line, " %, ");
  add_bounds(line, &it->adjusted_count);
  ayes_buffer_add_text(line, "), supposing that those of one side write alike, ");
  ayes_buffer_add_text(line, by_gold ? "labelled or not." : "whether they tick or not.");
}

void ayes_tally_add_corrected(const ayes_question_tally *tally, size_t margin, size_t width,
                              ayes_buffer *buffer) {
  const ayes_corrected *it = &tally->corrected;
  ayes_buffer line = {0};
  if (!tally->has_corrected || known_of(it) == 0) return;
  if (it->reason == AYES_CORRECTED) add_shares(&line, it, tally->by_gold);
  else add_reason(&line, it, tally->by_gold);
  if (it->left_out)
    ayes_buffer_add_format(&line, " %zu %s left out: nothing says what the tick means.",
                           it->left_out, it->left_out == 1 ? "is" : "are");
  ayes_buffer_add_byte(buffer, '\n');
  ayes_buffer_add_repeated(buffer, ' ', margin);
  ayes_terminal_add_wrapped(buffer, ayes_buffer_span(&line), margin, width);
  buffer->failed |= line.failed;
  ayes_buffer_release(&line);
}
