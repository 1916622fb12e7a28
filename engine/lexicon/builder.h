/* SPDX-License-Identifier: MIT
 *
 * A lexicon while it is being read: what the readers of packs, topics and lists share.
 *
 *     ayes_pack_read(&builder, "lexicons/en", error);
 *     ayes_topics_read(&builder, "topics.tsv", error);
 *     ayes_list_read(&builder, "stance.tsv", error);
 */
#ifndef AYES_LEXICON_BUILDER_H
#define AYES_LEXICON_BUILDER_H

#include "base/file.h"
#include "base/tsv.h"
#include "lexicon/block.h"
#include "lexicon/term.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

struct ayes_lexicon {
  ayes_arena arena;
  struct {
    ayes_pack *items;
    size_t count, capacity;
  } packs;
  struct {
    ayes_lexicon_entry *items;
    size_t count, capacity;
  } entries;
  struct {
    ayes_lexicon_topic *items;
    size_t count, capacity;
  } topics;
  const char *left_out; /* file name of lists that are not read, or NULL */
  ayes_names topic_ids; /* numbers are those of topics */
  ayes_vocabulary vocabulary;
  ayes_names abbreviations;
  ayes_names stop_stems;
  ayes_names placeholders;       /* plain words (base/plain.h) */
  size_t placeholder_bytes;      /* of the longest of these */
  bool placeholder_fronts[1024]; /* by the first two bytes: one begins so */
  ayes_graph graph;              /* until the block is filled */
  ayes_block block;              /* for texts */
  uint64_t head_hash;            /* of every pack.json */
  uint64_t hash;
};

typedef struct ayes_builder {
  ayes_lexicon *lexicon;
  const ayes_pack *pack; /* the one being read; NULL before the first */
  bool leaves_topics;    /* the topics of this pack are left out */
  bool left_any;         /* a list was not read */
  bool is_compiled;      /* what terms would make comes with the program (lexicon/compiled.h) */
  ayes_term_reader *terms;
  ayes_buffer scratch;
  XXH64_state_t hash;
} ayes_builder;

/* Reads folder/pack.json and adds the pack to the lexicon; builder->pack is it. */
ayes_status ayes_pack_read(ayes_builder *builder, const char *folder, ayes_error *error);

/* The path of a file of the pack; NULL with error filled when memory is out. */
char *ayes_builder_path(ayes_builder *builder, const char *name, ayes_error *error);

/* Adds a file's bytes to the lexicon's hash. */
void ayes_builder_hash(ayes_builder *builder, ayes_span bytes);

/* "en/stance.tsv:57" for the table's row; NULL with error filled when memory is out. */
const char *ayes_builder_place(ayes_builder *builder, const ayes_tsv *table, ayes_error *error);

/* Copies text into the lexicon; AYES_NO_MEMORY. */
ayes_status ayes_builder_copy(ayes_builder *builder, ayes_span text, ayes_span *copy,
                              ayes_error *error);

/* Adds an entry, whose source.term is copied, and its phrases, unless they are compiled already. A
 * mistake in the term is at byte *fault of it. */
ayes_status ayes_builder_add(ayes_builder *builder, const ayes_lexicon_entry *entry, size_t *fault,
                             ayes_error *error);

/* One list, one table of topics, the abbreviations, the stop words, the placeholders: name is a
 * file of the pack. */
ayes_status ayes_list_read(ayes_builder *builder, const char *name, ayes_error *error);
ayes_status ayes_topics_read(ayes_builder *builder, const char *name, ayes_error *error);
ayes_status ayes_abbreviations_read(ayes_builder *builder, const char *name, ayes_error *error);
ayes_status ayes_placeholders_read(ayes_builder *builder, const char *name, ayes_error *error);
ayes_status ayes_stop_words_read(ayes_builder *builder, const char *name, ayes_error *error);

#endif
