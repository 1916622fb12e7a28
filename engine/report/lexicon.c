/* SPDX-License-Identifier: MIT
 *
 * Findings read like a compiler's messages, so that editors jump to them.
 */
#include "report/lexicon.h"

#include "report/parts.h"
#include "report/terminal.h"

static const char *relation(const char *code) {
  if (strcmp(code, "duplicate") == 0) return "stands already at";
  if (strcmp(code, "contradiction") == 0) return "says the contrary of";
  return "is never reached, because all of it is taken by";
}

static void add_finding(ayes_buffer *buffer, const ayes_lexicon_finding *finding) {
  const ayes_lexicon_entry *entry = finding->entry;
  ayes_terminal_add(buffer, ayes_span_of(entry->source.place));
  ayes_buffer_add_format(buffer, ": %s: \"", finding->code);
  ayes_terminal_add(buffer, entry->source.term);
  ayes_buffer_add_format(buffer, "\" (%s) %s", ayes_kind_get(entry->kind)->name,
                         relation(finding->code));
  if (finding->other) {
    ayes_buffer_add_byte(buffer, ' ');
    ayes_terminal_add(buffer, ayes_span_of(finding->other->source.place));
    ayes_buffer_add_text(buffer, " \"");
    ayes_terminal_add(buffer, finding->other->source.term);
    ayes_buffer_add_format(buffer, "\" (%s)", ayes_kind_get(finding->other->kind)->name);
  }
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_lexicon_findings_text(const ayes_lexicon *lexicon, const ayes_lexicon_findings *findings,
                                size_t rule_count, ayes_buffer *buffer) {
  for (size_t i = 0; i < findings->count; i++) add_finding(buffer, &findings->items[i]);
  for (size_t i = 0; i < ayes_lexicon_pack_count(lexicon); i++) {
    const ayes_pack *pack = ayes_lexicon_pack(lexicon, i);
    ayes_buffer_add_text(buffer, i ? ", " : "");
    ayes_terminal_add(buffer, ayes_span_of(pack->name));
    ayes_buffer_add_text(buffer, pack->version[0] ? " " : "");
    ayes_terminal_add(buffer, ayes_span_of(pack->version));
  }
  ayes_buffer_add_format(buffer, ": %zu entries, %zu topics, %zu rules; ",
                         ayes_lexicon_entry_count(lexicon), ayes_lexicon_topic_count(lexicon),
                         rule_count);
  if (findings->count == 0) ayes_buffer_add_text(buffer, "nothing found\n");
  else
    ayes_buffer_add_format(buffer, "%zu finding%s\n", findings->count,
                           findings->count == 1 ? "" : "s");
}

static void add_entry_json(ayes_buffer *buffer, const char *key, const ayes_lexicon_entry *entry) {
  ayes_json_add_key(buffer, key);
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "term", entry->source.term);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "kind", ayes_span_of(ayes_kind_get(entry->kind)->name));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "source", ayes_span_of(entry->source.place));
  ayes_buffer_add_byte(buffer, '}');
}

void ayes_lexicon_findings_json(const ayes_lexicon *lexicon, const ayes_lexicon_findings *findings,
                                size_t rule_count, ayes_buffer *buffer) {
  ayes_buffer_add_text(buffer, "{\n  ");
  ayes_json_add_count(buffer, "entries", ayes_lexicon_entry_count(lexicon));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_count(buffer, "topics", ayes_lexicon_topic_count(lexicon));
  ayes_buffer_add_text(buffer, ",\n  ");
  ayes_json_add_count(buffer, "rules", rule_count);
  ayes_buffer_add_text(buffer, ",\n  \"findings\":[");
  for (size_t i = 0; i < findings->count; i++) {
    const ayes_lexicon_finding *finding = &findings->items[i];
    ayes_buffer_add_text(buffer, i ? ",\n    {" : "\n    {");
    ayes_json_add_member(buffer, "code", ayes_span_of(finding->code));
    ayes_buffer_add_byte(buffer, ',');
    add_entry_json(buffer, "entry", finding->entry);
    if (finding->other) {
      ayes_buffer_add_byte(buffer, ',');
      add_entry_json(buffer, "other", finding->other);
    }
    ayes_buffer_add_byte(buffer, '}');
  }
  ayes_buffer_add_text(buffer, "]\n}\n");
}

void ayes_listed_text(const ayes_listed *it, ayes_buffer *buffer) {
  ayes_terminal_add_cell(buffer, ayes_span_of(it->kind), 12);
  ayes_buffer_add_byte(buffer, ' ');
  ayes_buffer it_weight = {0};
  ayes_buffer_add_number(&it_weight, it->weight, 2);
  ayes_buffer_add_repeated(buffer, ' ', it_weight.length < 5 ? 5 - it_weight.length : 0);
  ayes_buffer_add(buffer, ayes_buffer_span(&it_weight));
  buffer->failed |= it_weight.failed;
  ayes_buffer_release(&it_weight);
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add(buffer, it->term);
  if (it->topic[0]) {
    ayes_buffer_add_text(buffer, "  [");
    ayes_terminal_add(buffer, ayes_span_of(it->topic));
    ayes_buffer_add_byte(buffer, ']');
  }
  ayes_buffer_add_text(buffer, "  ");
  ayes_terminal_add(buffer, ayes_span_of(it->place));
  ayes_buffer_add_byte(buffer, '\n');
}

void ayes_listed_json(const ayes_listed *it, ayes_buffer *buffer) {
  ayes_buffer_add_byte(buffer, '{');
  ayes_json_add_member(buffer, "term", it->term);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "kind", ayes_span_of(it->kind));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "topic", ayes_span_of(it->topic));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_figure(buffer, "weight", it->weight, 3);
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "source", ayes_span_of(it->place));
  ayes_buffer_add_byte(buffer, ',');
  ayes_json_add_member(buffer, "note", it->note);
  ayes_buffer_add_text(buffer, "}\n");
}
