/* SPDX-License-Identifier: MIT
 *
 * For people: how many letters are the same, the start of each shared letter, and what its senders
 * added in their own words. Bounded: the largest clusters, a few members of each.
 */
#include "report/duplicates.h"
#include "report/terminal.h"
#include "tally/labels.h"

enum {
  USUAL_WIDTH = 78,
  WIDEST = 110,
  CLUSTERS_SHOWN = 20,
  MEMBERS_SHOWN = 5,
  LEAST_ADDED = 3,     /* words that are worth a line */
  LETTER_COLUMNS = 280 /* of the shared letter */
};

static size_t line_width(const ayes_duplicates_page *page) {
  size_t width = page->layout.width ? page->layout.width : USUAL_WIDTH;
  return width < WIDEST ? width : WIDEST;
}

/* Appends the line, wrapped, and releases it. */
static void add_line(ayes_duplicates_page *page, ayes_buffer *line, size_t indent) {
  ayes_buffer_add_repeated(page->buffer, ' ', indent);
  ayes_terminal_add_wrapped(page->buffer, ayes_buffer_span(line), indent, line_width(page));
  page->buffer->failed |= line->failed;
  ayes_buffer_release(line);
}

static void add_counted(ayes_buffer *line, size_t count, const char *one, const char *many) {
  ayes_buffer_add_size(line, count);
  ayes_buffer_add_text(line, count == 1 ? one : many);
}

static void add_share(ayes_buffer *line, size_t part, size_t whole) {
  ayes_buffer_add_text(line, " (");
  ayes_buffer_add_size(line, whole ? (200 * part + whole) / (2 * whole) : 0);
  ayes_buffer_add_text(line, " %)");
}

static void start(ayes_duplicates_page *page) {
  const ayes_duplicate_clusters *clusters = page->clusters;
  ayes_buffer line = {0};
  add_counted(&line, clusters->answers, " answer, ", " answers, ");
  ayes_buffer_add_size(&line, clusters->with_text);
  ayes_buffer_add_text(&line, " with text, ");
  add_counted(&line, clusters->distinct, " different text. ", " different texts. ");
  if (clusters->count == 0) {
    ayes_buffer_add_text(&line, "No two are near-duplicates");
  } else {
    ayes_buffer_add_size(&line, clusters->clustered);
    add_share(&line, clusters->clustered, clusters->with_text);
    ayes_buffer_add_text(&line, " are in ");
    add_counted(&line, clusters->count, " cluster", " clusters");
    ayes_buffer_add_text(&line, " of letters that are the same or nearly so");
  }
  ayes_buffer_add_text(&line, ": Jaccard ");
  ayes_buffer_add_number(&line, page->threshold, 3);
  ayes_buffer_add_text(&line, " or more.");
  add_line(page, &line, 0);
  if (page->unreadable) {
    add_counted(page->buffer, page->unreadable, " record", " records");
    ayes_buffer_add_text(page->buffer, " could not be read.\n");
  }
}

static void add_verdict(ayes_buffer *line, const ayes_verdict *verdict) {
  if (!verdict->is_known) return;
  ayes_buffer_add_text(line, ", ");
  ayes_buffer_add_text(line, ayes_label_of_stance(verdict->stance));
}

static void add_quote(ayes_buffer *line, ayes_span text, size_t columns) {
  size_t fit = ayes_terminal_fit(text, columns);
  ayes_buffer_add_text(line, "“");
  ayes_buffer_add(line, ayes_span_trim(ayes_span_slice(text, 0, fit)));
  ayes_buffer_add_text(line, fit < text.length ? " …”" : "”");
}

static void cluster(ayes_duplicates_page *page, const ayes_duplicate_cluster *it,
                    const ayes_verdict *verdict) {
  ayes_buffer line = {0}, letter = {0};
  page->cluster = it;
  page->number++;
  page->shown = page->adding = 0;
  if (page->number > CLUSTERS_SHOWN) return;
  ayes_buffer_add_byte(page->buffer, '\n');
  ayes_buffer_add_size(&line, page->number);
  ayes_buffer_add_text(&line, ". ");
  if (it->question.length) {
    ayes_buffer_add(&line, it->question);
    ayes_buffer_add_text(&line, ": ");
  }
  ayes_buffer_add_size(&line, it->size);
  ayes_buffer_add_text(&line, " answers, ");
  add_counted(&line, it->distinct, " different text", " different texts");
  if (it->words < AYES_LETTER_WORDS) ayes_buffer_add_text(&line, ", a short one");
  add_verdict(&line, verdict);
  ayes_terminal_style(page->buffer, page->layout.colour, AYES_STYLE_STRONG);
  add_line(page, &line, 0);
  ayes_terminal_style(page->buffer, page->layout.colour, AYES_STYLE_NONE);
  add_quote(&letter, it->members[it->representative].text, LETTER_COLUMNS);
  ayes_buffer_add_text(&letter, " (");
  ayes_buffer_add(&letter, it->members[it->representative].id);
  ayes_buffer_add_byte(&letter, ')');
  add_line(page, &letter, 3);
}

static void member(ayes_duplicates_page *page, const ayes_duplicate_member *it,
                   const ayes_additions *additions, const ayes_verdict *verdict) {
  ayes_buffer line = {0};
  if (additions->words < LEAST_ADDED) return;
  page->adding++;
  if (page->number > CLUSTERS_SHOWN || page->shown == MEMBERS_SHOWN) return;
  page->shown++;
  ayes_buffer_add_text(&line, "+ ");
  ayes_buffer_add(&line, it->id);
  add_verdict(&line, verdict);
  ayes_buffer_add_text(&line, ":");
  for (size_t i = 0; i < additions->count; i++) {
    const ayes_addition *piece = &additions->items[i];
    ayes_buffer_add_byte(&line, ' ');
    add_quote(&line, ayes_span_slice(it->text, piece->byte_start, piece->byte_end),
              LETTER_COLUMNS / 2);
  }
  add_line(page, &line, 5);
}

static void cluster_end(ayes_duplicates_page *page) {
  if (page->number > CLUSTERS_SHOWN || page->adding == page->shown) return;
  ayes_buffer_add_repeated(page->buffer, ' ', 5);
  add_counted(page->buffer, page->adding - page->shown, " more adds words of its own\n",
              " more add words of their own\n");
}

static void end(ayes_duplicates_page *page) {
  if (page->number <= CLUSTERS_SHOWN) return;
  ayes_buffer_add_byte(page->buffer, '\n');
  add_counted(page->buffer, page->number - CLUSTERS_SHOWN,
              " smaller cluster is not shown; json and csv list all\n",
              " smaller clusters are not shown; json and csv list all\n");
}

const ayes_duplicates_writer ayes_duplicates_writer_text = {start, cluster, member, cluster_end,
                                                            end};
