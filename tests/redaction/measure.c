/* SPDX-License-Identifier: MIT
 *
 * Recall and precision of redaction on the made set, kind by kind. A value is found when a cut of
 * its kind covers it; a cut is right when it lies within a value of its kind. A look-alike is kept
 * when nothing in it is cut.
 *
 *     measure                  compares with bench/redaction.csv; AYES_REWRITE=1 writes it
 *     measure --set FILE       writes the texts too
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ayes.h"
#include "base/file.h"
#include "base/json.h"
#include "redaction/set.h"

static const double LEAST = 0.97;

typedef struct figures {
  size_t planted, found, cuts, right;
} figures;

typedef struct table {
  figures kinds[2][REDACTION_KINDS]; /* tuned, held out */
  size_t look_alikes[2], kept[2];
} table;

static size_t kind_of(const ayes_cut *cut) {
  size_t kind = 0;
  while (strcmp(cut->kind, ayes_redaction_kind_at(kind)) != 0) kind++;
  return kind;
}

static bool covers(const ayes_cut *cut, const redaction_planted *planted) {
  return cut->byte_start <= planted->start && cut->byte_end >= planted->end;
}

static bool lies_within(const ayes_cut *cut, const redaction_planted *planted) {
  return cut->byte_start >= planted->start && cut->byte_end <= planted->end;
}

static bool touches(const ayes_cut *cut, size_t start, size_t end) {
  return cut->byte_start < end && cut->byte_end > start;
}

/* With AYES_SHOW set, and only of the family that may be looked at. */
static void show_miss(const redaction_text *text, const char *what, size_t start, size_t end) {
  if (!getenv("AYES_SHOW") || text->is_held_out) return;
  printf("%s \"%.*s\" in: %.*s\n", what, (int)(end - start), text->text.data + start,
         (int)text->text.length, text->text.data);
}

static void count_planted(const redaction_text *text, const ayes_cut *cuts, size_t count,
                          figures *kinds) {
  for (size_t i = 0; i < text->planted_count; i++) {
    const redaction_planted *planted = &text->planted[i];
    bool found = false;
    for (size_t k = 0; k < count; k++)
      found |= kind_of(&cuts[k]) == planted->kind && covers(&cuts[k], planted);
    kinds[planted->kind].planted++;
    kinds[planted->kind].found += found;
    if (!found) show_miss(text, "missed", planted->start, planted->end);
  }
}

static void count_cuts(const redaction_text *text, const ayes_cut *cuts, size_t count,
                       figures *kinds) {
  for (size_t k = 0; k < count; k++) {
    size_t kind = kind_of(&cuts[k]);
    bool right = false;
    for (size_t i = 0; i < text->planted_count; i++)
      right |= text->planted[i].kind == kind && lies_within(&cuts[k], &text->planted[i]);
    kinds[kind].cuts++;
    kinds[kind].right += right;
    if (!right) show_miss(text, ayes_redaction_kind_at(kind), cuts[k].byte_start, cuts[k].byte_end);
  }
}

static void count_text(const redaction_text *text, const ayes_cut *cuts, size_t count,
                       bool held_out, table *it) {
  bool kept = true;
  count_planted(text, cuts, count, it->kinds[held_out]);
  count_cuts(text, cuts, count, it->kinds[held_out]);
  for (size_t k = 0; k < count; k++)
    kept &= !touches(&cuts[k], text->look_alike_start, text->look_alike_end);
  it->look_alikes[held_out]++;
  it->kept[held_out] += kept;
}

static void write_line(const redaction_text *text, size_t index, FILE *file) {
  ayes_buffer line = {0};
  ayes_buffer_add_format(&line, "{\"id\":\"%zu\",\"text\":", index + 1);
  ayes_json_add_string(&line, ayes_buffer_span(&text->text));
  ayes_buffer_add_text(&line, "}\n");
  fwrite(line.data, 1, line.length, file);
  ayes_buffer_release(&line);
}

static bool measure(ayes_redactor *redactor, FILE *set, table *it) {
  redaction_text text = {0};
  const ayes_cut *cuts;
  size_t count;
  ayes_span redacted;
  ayes_error error = {0};
  ayes_status status = AYES_OK;
  for (size_t i = 0; i < REDACTION_TEXTS && status == AYES_OK; i++) {
    redaction_text_make(i, &text);
    status =
        ayes_redact_text(redactor, ayes_buffer_span(&text.text), &redacted, &cuts, &count, &error);
    if (status == AYES_OK) count_text(&text, cuts, count, i % 2 == 1, it);
    if (set) write_line(&text, i, set);
  }
  redaction_text_release(&text);
  if (status != AYES_OK) fprintf(stderr, "measure: %s\n", error.message);
  return status == AYES_OK;
}

static double share(size_t part, size_t all) { return all ? (double)part / (double)all : 1; }

static void write_row(const char *family, const char *kind, const figures *it,
                      ayes_buffer *buffer) {
  ayes_buffer_add_format(buffer, "%s,%s,%zu,%zu,%zu,%zu,%.3f,%.3f\n", family, kind, it->planted,
                         it->found, it->cuts, it->right, share(it->found, it->planted),
                         share(it->right, it->cuts));
}

static void add_figures(figures *sum, const figures *part) {
  sum->planted += part->planted;
  sum->found += part->found;
  sum->cuts += part->cuts;
  sum->right += part->right;
}

/* Families 0, 1, or 2 for both together. Returns whether the sums are good enough. */
static bool write_family(const table *it, size_t family, ayes_buffer *buffer) {
  static const char *const names[] = {"tuned", "held_out", "all"};
  figures all = {0}, kept = {0};
  for (size_t kind = 0; kind < REDACTION_KINDS; kind++) {
    figures row = {0};
    for (size_t i = 0; i < 2; i++)
      if (family == i || family == 2) add_figures(&row, &it->kinds[i][kind]);
    write_row(names[family], ayes_redaction_kind_at(kind), &row, buffer);
    add_figures(&all, &row);
  }
  write_row(names[family], "together", &all, buffer);
  for (size_t i = 0; i < 2; i++) {
    if (family != i && family != 2) continue;
    kept.planted += it->look_alikes[i];
    kept.found += it->kept[i];
  }
  ayes_buffer_add_format(buffer, "%s,look_alikes_kept,%zu,%zu,,,%.3f,\n", names[family],
                         kept.planted, kept.found, share(kept.found, kept.planted));
  return share(all.found, all.planted) >= LEAST && share(all.right, all.cuts) >= LEAST;
}

static bool compare(const char *path, const ayes_buffer *fresh) {
  ayes_buffer committed = {0};
  const char *rewrite = getenv("AYES_REWRITE");
  if (rewrite && strcmp(rewrite, "1") == 0) {
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    fwrite(fresh->data, 1, fresh->length, file);
    return fclose(file) == 0;
  }
  bool same = ayes_file_read(path, 1 << 20, &committed, NULL) == AYES_OK &&
              ayes_span_equal(ayes_buffer_span(&committed), ayes_buffer_span(fresh));
  if (!same) fprintf(stderr, "measure: %s differs from this run; AYES_REWRITE=1 writes it\n", path);
  ayes_buffer_release(&committed);
  return same;
}

static bool report(const table *it, const char *root) {
  ayes_buffer rows = {0}, path = {0};
  bool good = true;
  ayes_buffer_add_text(&rows, "family,kind,planted,found,cuts,right,recall,precision\n");
  for (size_t family = 0; family < 3; family++) good &= write_family(it, family, &rows);
  fwrite(rows.data, 1, rows.length, stdout);
  if (!good) fprintf(stderr, "measure: recall or precision is under %.2f\n", LEAST);
  ayes_buffer_add_text(&path, root);
  ayes_buffer_add(&path, ayes_span_of("/bench/redaction.csv"));
  ayes_buffer_add_byte(&path, '\0');
  good &= compare(path.data, &rows);
  ayes_buffer_release(&path);
  ayes_buffer_release(&rows);
  return good;
}

int main(int argc, char **argv) {
  const char *root = getenv("AYES_ROOT");
  char folder[4096];
  table it = {0};
  ayes_redactor *redactor;
  ayes_error error = {0};
  FILE *set = NULL;
  snprintf(folder, sizeof folder, "%s/lexicons/en", root ? root : ".");
  ayes_redactor_options options = {.lexicon = folder};
  if (ayes_redactor_new(&options, &redactor, &error) != AYES_OK) {
    fprintf(stderr, "measure: %s\n", error.message);
    return EXIT_FAILURE;
  }
  if (argc == 3 && strcmp(argv[1], "--set") == 0) set = fopen(argv[2], "wb");
  bool good = measure(redactor, set, &it);
  if (set && fclose(set) != 0) good = false;
  ayes_redactor_free(redactor);
  return good && report(&it, root ? root : ".") ? EXIT_SUCCESS : EXIT_FAILURE;
}
