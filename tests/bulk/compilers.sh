#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The program built by gcc, optimised and with JIT, and by clang, not optimised and without, must
# write the same bytes: results, models, counts, reports, tables, of all corpora. Builds both, so it
# runs with AYES_CAMPAIGN=full only. compilers.sh CMAKE; 77: not now, or there is no clang-14.
set -eu
cmake=$1
[ "${AYES_CAMPAIGN:-}" = full ] || { echo "skipped: AYES_CAMPAIGN is not full"; exit 77; }
command -v clang-14 >/dev/null 2>&1 || { echo "skipped: there is no clang-14"; exit 77; }

work=$(mktemp -d "${TMPDIR:-/tmp}/ayes-compilers.XXXXXX")
trap 'rm -rf "$work"' EXIT
pack=$AYES_ROOT/lexicons/en

# write PROGRAM OUT: all that the program writes about all corpora.
write() {
  program=$1 out=$2
  mkdir -p "$out"
  for corpus in "$AYES_ROOT"/corpora/*/; do
    name=$(basename "$corpus")
    answers=${corpus}answers.csv
    [ ! -f "${corpus}document.txt" ] || {
      answers=$out/$name.answers.jsonl
      "$program" import "${corpus}document.txt" -q -o "$answers"
    }
    "$program" classify "$answers" -s "$corpus/survey.json" -l "$pack" -q -o "$out/$name.jsonl"
    "$program" tally "$out/$name.jsonl" -s "$corpus/survey.json" -f json >"$out/$name.tally"
    "$program" report "$out/$name.jsonl" -s "$corpus/survey.json" -l "$pack" -q -o "$out/$name.html"
    "$program" export "$out/$name.jsonl" -s "$corpus/survey.json" -q --to "$out/$name"
    "$program" topics --suggest "$out/$name.jsonl" -l "$pack" >"$out/$name.topics" || :
  done
  awk -v n=400 -v seed=2 -v noise=10 -f "$AYES_ROOT/tests/support/ticked.awk" >"$out/ticked.jsonl"
  "$program" learn "$out/ticked.jsonl" -l "$pack" -q -o "$out/model" >"$out/learn.txt"
  "$program" classify "$out/ticked.jsonl" -l "$pack" --model "$out/model" -q -o "$out/learned.jsonl"
}

for preset in release clang; do
  (cd "$AYES_ROOT" && "$cmake" --preset $preset -B "$work/$preset-build" -DBUILD_TESTING=OFF &&
    "$cmake" --build "$work/$preset-build" --target ayes_program) >"$work/$preset.log" 2>&1 ||
    { tail "$work/$preset.log"; exit 1; }
  (cd "$work" && mkdir $preset && cd $preset && write "$work/$preset-build/ayes" out)
done
diff -r "$work/release" "$work/clang" || { echo "gcc and clang do not write the same"; exit 1; }
echo "$(find "$work/clang" -type f | wc -l) files are the same"
