/* SPDX-License-Identifier: MIT
 *
 * Plain words for people who have to answer for the figures.
 */
#include "report/html_method.h"

#include <inttypes.h>

#include "report/html_escape.h"

static const char reading[] =
    "<h3>What the labels mean</h3>\n"
    "<dl class=\"terms\">"
    "<dt>Support, oppose</dt><dd>On the whole for, or against, what the question proposes, as the "
    "author means it. Praise of something that rules the proposal out counts against it.</dd>"
    "<dt>Mixed</dt><dd>Clear support and clear objection, neither outweighing the other.</dd>"
    "<dt>Neutral</dt><dd>Takes no side: a question, information, advice, or no view.</dd>"
    "<dt>No text</dt><dd>Nothing was written, or no word of it.</dd>"
    "<dt>Conditional</dt><dd>The answer says under which condition it holds.</dd>"
    "<dt>Confidence</dt><dd>From 0 to 1: how sure the reading is. It is not how strongly the "
    "author "
    "feels.</dd></dl>\n"
    "<h3>How to read the figures</h3>\n<ul>"
    "<li>Ticks are what people chose; they are never changed. Stances are read from the words "
    "alone, "
    "by lists of phrases and rules, and stand beside the ticks. Where the two disagree, a person "
    "should look.</li>"
    "<li>Every share says what it is a share of. Blank is no answer, so it is in no share.</li>"
    "<li>Intervals are Wilson&#39;s for 95&nbsp;%. They tell how far a share could be off if those "
    "who answered were drawn at random. People who answer consultations choose themselves, so the "
    "intervals say nothing about everybody else.</li>"
    "<li>Repeated texts are counted; the figures with each text once stand beside.</li>"
    "<li>An answer may have several topics; they do not add up to the number of "
    "answers.</li></ul>\n"
    "<h3>Limits</h3>\n<ul>"
    "<li>The reading sees words, not intentions: irony, hints, and knowledge from elsewhere escape "
    "it. Single answers will be read wrongly; the marked words show why an answer was read as it "
    "was.</li>"
    "<li>Quotations are the passages that weigh most, not a sample.</li>"
    "<li>The wording of the question decides what support means. Compare questions with care.</li>"
    "</ul>\n";

static void add_term(ayes_buffer *buffer, const char *term) {
  ayes_buffer_add_format(buffer, "<dt>%s</dt><dd>", term);
}

static void add_packs(const ayes_lexicon *lexicon, ayes_buffer *buffer) {
  add_term(buffer, "Lexicons");
  for (size_t i = 0; i < ayes_lexicon_pack_count(lexicon); i++) {
    const ayes_pack *pack = ayes_lexicon_pack(lexicon, i);
    if (i) ayes_buffer_add_text(buffer, "; ");
    ayes_html_add_text(buffer, ayes_span_of(pack->name));
    ayes_buffer_add_text(buffer, ", version ");
    ayes_html_add_text(buffer, ayes_span_of(pack->version));
  }
  ayes_buffer_add_format(buffer, "; hash of all lists and rules <code>%016" PRIx64 "</code></dd>",
                         ayes_lexicon_hash(lexicon));
  add_term(buffer, "Entries and rules shown");
  ayes_buffer_add_text(
      buffer,
      "are those of this lexicon. An entry is called by the file and line that the "
      "results name; results of another version may name other lines.</dd>");
}

void ayes_html_add_method(const ayes_html_model *model, const char *version, ayes_buffer *buffer) {
  ayes_buffer_add_text(
      buffer, "<section aria-labelledby=\"method\"><h2 id=\"method\">How this was made</h2>\n");
  ayes_buffer_add_text(buffer, reading);
  ayes_buffer_add_text(buffer, "<h3>What it was made with</h3>\n<dl class=\"terms\">");
  add_term(buffer, "Program");
  ayes_buffer_add_format(buffer, "ayes %s, offline: no answer left the machine it ran on</dd>",
                         version);
  add_packs(model->lexicon, buffer);
  add_term(buffer, "Records");
  ayes_buffer_add_format(buffer, "%zu read, %zu of them could not be understood as answers</dd>",
                         model->counts->records, model->counts->quarantined);
  ayes_buffer_add_text(buffer, "</dl>\n</section>\n");
}
