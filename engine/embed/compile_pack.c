/* SPDX-License-Identifier: MIT
 *
 * A step of the build: the pack that comes along becomes an array of the library.
 *
 *     compile_pack FOLDER OUTPUT.c
 */
#include <inttypes.h>
#include <stdio.h>

#include "lexicon/compiled.h"

enum { A_LINE = 4 };

static int complain(const char *what, const char *path) {
  fprintf(stderr, "compile_pack: %s: %s\n", path, what);
  return 1;
}

static void write_words(const ayes_buffer *bytes, FILE *file) {
  size_t count = bytes->length / sizeof(uint64_t);
  fputs(
      "/* SPDX-License-Identifier: MIT */\n#include \"lexicon/compiled.h\"\n\n"
      "const uint64_t ayes_compiled_pack[] = {\n",
      file);
  for (size_t i = 0; i < count; i++) {
    uint64_t word;
    memcpy(&word, bytes->data + i * sizeof word, sizeof word);
    fprintf(file, "0x%" PRIx64 "u,%s", word, (i + 1) % A_LINE ? " " : "\n");
  }
  fprintf(file, "};\nconst size_t ayes_compiled_pack_words = %zu;\n", count);
}

static int write_file(const ayes_buffer *bytes, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) return complain("cannot be written", path);
  write_words(bytes, file);
  bool failed = ferror(file) != 0;
  return fclose(file) != 0 || failed ? complain("cannot be written", path) : 0;
}

int main(int argc, char **argv) {
  ayes_error error = {0};
  ayes_lexicon *lexicon;
  ayes_buffer bytes = {0};
  if (argc != 3) return complain("expected: FOLDER OUTPUT.c", "arguments");
  if (ayes_lexicon_open((const char *const *)&argv[1], 1, &lexicon, &error) != AYES_OK)
    return complain(error.message, error.source[0] ? error.source : argv[1]);
  ayes_compiled_write(lexicon, &bytes);
  ayes_lexicon_close(lexicon);
  int code = bytes.failed ? complain("no memory", argv[1]) : write_file(&bytes, argv[2]);
  ayes_buffer_release(&bytes);
  return code;
}
