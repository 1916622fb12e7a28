/* SPDX-License-Identifier: MIT
 *
 * What scope did to an opinion, in words, for whoever asks.
 */
#include "stance/judge_private.h"

ayes_span ayes_judge_words(const ayes_judge *judge, const ayes_mark *mark) {
  const ayes_token *tokens = judge->text->tokens.items;
  return ayes_span_slice(judge->text->bytes, tokens[mark->first].start, tokens[mark->last - 1].end);
}

static char *append(char *to, ayes_span bytes) {
  if (bytes.length) memcpy(to, bytes.data, bytes.length);
  return to + bytes.length;
}

ayes_status ayes_judge_write_note(ayes_judge *judge, ayes_adjusted *adjusted, const char *what,
                                  const ayes_mark *by) {
  ayes_span words = by ? ayes_judge_words(judge, by) : ayes_span_of("");
  ayes_span before = ayes_span_of(adjusted->turned);
  ayes_span pieces[] = {before,
                        ayes_span_of(before.length ? "; " : ""),
                        ayes_span_of(what),
                        ayes_span_of(words.length ? " \xE2\x80\x9C" : ""),
                        words,
                        ayes_span_of(words.length ? "\xE2\x80\x9D" : "")};
  size_t count = sizeof pieces / sizeof pieces[0], length = 1;
  for (size_t i = 0; i < count; i++) length += pieces[i].length;
  char *note = ayes_arena_new(&judge->arena, length, judge->error);
  if (!note) return AYES_NO_MEMORY;
  adjusted->turned = note;
  for (size_t i = 0; i < count; i++) note = append(note, pieces[i]);
  *note = '\0';
  return AYES_OK;
}
