/* SPDX-License-Identifier: MIT
 *
 * Stems of English words: what is done without libstemmer is what it says, for words of any
 * letters.
 */
#include "fuzz/parts.h"
#include "text/breaks.h"

enum { MOST_BYTES = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  ayes_stemmer *stemmer;
  char letters[MOST_BYTES], quick[MOST_BYTES];
  size_t length = size < MOST_BYTES ? size : MOST_BYTES;
  for (size_t i = 0; i < length; i++) letters[i] = (char)('a' + data[i] % 26);
  FUZZ_CHECK(ayes_stemmer_new("english", &stemmer, NULL) == AYES_OK);
  ayes_span word = ayes_span_make(letters, length), stem = ayes_stemmer_stem(stemmer, word);
  FUZZ_CHECK(stem.length <= length);
  if (stem.length) memcpy(quick, stem.data, stem.length);
  stem = ayes_span_make(quick, stem.length);
  FUZZ_CHECK(ayes_span_equal(stem, ayes_stemmer_stem_by_library(stemmer, word)));
  ayes_stemmer_free(stemmer);
  return 0;
}
