/* SPDX-License-Identifier: MIT
 *
 * Each word of each term has a number; a number says which lists the word alone is on and which
 * phrases it opens. Looking a word up is one hash of at most 32 bytes.
 */
#include "redaction/lists.h"

#include "base/array.h"
#include "base/tsv.h"

enum { FILE_LIMIT = 1024 * 1024, TERM = 0, LIST = 1 };

static const struct {
  const char *name;
  unsigned list;
} list_names[] = {{"title", AYES_LIST_TITLE},
                  {"sure_title", AYES_LIST_TITLE | AYES_LIST_SURE_TITLE},
                  {"rank", AYES_LIST_RANK},
                  {"street", AYES_LIST_STREET},
                  {"dwelling", AYES_LIST_DWELLING},
                  {"counted", AYES_LIST_COUNTED},
                  {"reference", AYES_LIST_REFERENCE | AYES_LIST_COUNTED},
                  {"sign_off", AYES_LIST_SIGN_OFF},
                  {"thanks", AYES_LIST_THANKS},
                  {"introduction", AYES_LIST_INTRODUCTION},
                  {"home", AYES_LIST_HOME},
                  {"phone", AYES_LIST_PHONE},
                  {"account", AYES_LIST_ACCOUNT},
                  {"sort_code", AYES_LIST_SORT_CODE},
                  {"passport", AYES_LIST_PASSPORT},
                  {"vehicle", AYES_LIST_VEHICLE},
                  {"birth", AYES_LIST_BIRTH},
                  {"month", AYES_LIST_MONTH},
                  {"not_name", AYES_LIST_NOT_NAME},
                  {"body", AYES_LIST_BODY},
                  {"filler", AYES_LIST_FILLER},
                  {"particle", AYES_LIST_PARTICLE},
                  {"postcode_area", AYES_LIST_POSTCODE_AREA},
                  {"insurance", AYES_LIST_INSURANCE},
                  {"name_label", AYES_LIST_NAME_LABEL}};

static ayes_status read_list(const ayes_tsv *table, unsigned *list, ayes_error *error) {
  ayes_span name = ayes_span_trim(table->cells[LIST]);
  for (size_t i = 0; i < sizeof list_names / sizeof *list_names; i++) {
    if (!ayes_span_equal(name, ayes_span_of(list_names[i].name))) continue;
    *list = list_names[i].list;
    return AYES_OK;
  }
  return ayes_tsv_at(table, LIST, 0,
                     ayes_error_set(error, AYES_BAD_DATA, "the list \"%.*s\" is unknown",
                                    (int)(name.length < 40 ? name.length : 40), name.data),
                     error);
}

/* The same for small and capital letters. */
static unsigned low_bits(char byte) { return (unsigned char)byte & 31u; }

static uint32_t second_letter(ayes_span word) {
  return UINT32_C(1) << (word.length > 1 ? low_bits(word.data[1]) : 0);
}

/* The word's number; it has an entry from now on. */
static ayes_status add_word(ayes_lists *lists, ayes_span word, uint32_t *id, ayes_error *error) {
  lists->starts[low_bits(word.data[0])] |= second_letter(word);
  ayes_status status = ayes_names_add(&lists->names, word, id, error);
  while (status == AYES_OK && lists->entries.count < *id) {
    ayes_list_entry *entry = ayes_array_add(&lists->entries, error);
    if (!entry) return AYES_NO_MEMORY;
    *entry = (ayes_list_entry){0};
  }
  return status;
}

static ayes_status add_term(ayes_lists *lists, const ayes_tsv *table, ayes_phrase *phrase,
                            ayes_error *error) {
  ayes_span rest = ayes_span_trim(table->cells[TERM]), word;
  while (ayes_span_split(&rest, ' ', &word)) {
    if (word.length == 0) continue;
    if (phrase->count == AYES_PHRASE_WORDS || word.length > AYES_LIST_WORD_LIMIT)
      return ayes_tsv_at(table, TERM, 0,
                         ayes_error_set(error, AYES_BAD_DATA, "the term is too long"), error);
    ayes_status status = add_word(lists, word, &phrase->words[phrase->count++], error);
    if (status != AYES_OK) return status;
  }
  if (phrase->count) return AYES_OK;
  return ayes_tsv_at(table, TERM, 0, ayes_error_set(error, AYES_BAD_DATA, "the term is empty"),
                     error);
}

static ayes_status add_row(ayes_lists *lists, const ayes_tsv *table, ayes_error *error) {
  ayes_phrase phrase = {0};
  ayes_status status = read_list(table, &phrase.lists, error);
  if (status == AYES_OK) status = add_term(lists, table, &phrase, error);
  if (status != AYES_OK) return status;
  ayes_list_entry *first = &lists->entries.items[phrase.words[0] - 1];
  first->opens |= phrase.lists;
  if (phrase.count == 1) {
    first->lists |= phrase.lists;
    return AYES_OK;
  }
  ayes_phrase *added = ayes_array_add(&lists->phrases, error);
  if (!added) return AYES_NO_MEMORY;
  phrase.next = first->phrase;
  *added = phrase;
  first->phrase = lists->phrases.count;
  return AYES_OK;
}

ayes_status ayes_lists_read(const char *path, ayes_lists *lists, ayes_error *error) {
  static const ayes_tsv_column columns[] = {{"term", true}, {"list", true}, {"note", false}};
  ayes_tsv table = {0};
  bool found = true;
  ayes_status status =
      ayes_tsv_open(&table, path, FILE_LIMIT, columns, sizeof columns / sizeof *columns, error);
  while (status == AYES_OK) {
    status = ayes_tsv_next(&table, &found, error);
    if (status != AYES_OK || !found) break;
    status = add_row(lists, &table, error);
  }
  ayes_tsv_release(&table);
  return status;
}

void ayes_lists_release(ayes_lists *lists) {
  ayes_names_release(&lists->names);
  ayes_array_release(&lists->entries);
  ayes_array_release(&lists->phrases);
}

/* Small letters, and the typographer's apostrophe as the typewriter's. */
static ayes_span fold_word(ayes_span word, char space[AYES_LIST_WORD_LIMIT]) {
  size_t length = 0;
  for (size_t i = 0; i < word.length; i++) {
    if (word.length - i >= 3 && memcmp(word.data + i, "\xE2\x80\x99", 3) == 0) {
      space[length++] = '\'';
      i += 2;
    } else {
      space[length++] = ayes_byte_to_lower(word.data[i]);
    }
  }
  return ayes_span_make(space, length);
}

const ayes_list_entry *ayes_lists_find(const ayes_lists *lists, ayes_span word) {
  char space[AYES_LIST_WORD_LIMIT];
  if (word.length == 0 || word.length > sizeof space) return NULL;
  if (!(lists->starts[low_bits(word.data[0])] & second_letter(word))) return NULL;
  uint32_t id = ayes_names_find(&lists->names, fold_word(word, space));
  return id ? &lists->entries.items[id - 1] : NULL;
}

unsigned ayes_lists_word(const ayes_lists *lists, ayes_span word) {
  const ayes_list_entry *entry = ayes_lists_find(lists, word);
  return entry ? entry->lists : 0;
}
