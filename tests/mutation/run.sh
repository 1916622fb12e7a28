#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Puts operators of the decision wrong, one at a time, and sees what notices: the spec pages of what
# marks weigh (tests/spec/weights), those of labels (tests/spec/stance), or the figures of the corpora
# (bench_quality). What fails, hangs or crashes has caught the mutant. Those that nothing catches are
# listed.
#
#     tests/mutation/run.sh BUILD [COUNT [LEAST [FILE...]]]
#
# BUILD: a build of the preset clang (no sanitizers, quick to compile). COUNT mutants (200) are drawn
# with a fixed seed, of each FILE (engine/stance/scope.c and decide.c); under LEAST (80) per cent
# caught the exit code is 1. Two are tried at a time.
set -eu

# ---- One mutant: run.sh --one FILE LINE COLUMN OLD NEW; says what caught it, and where it stands. ----

# compile FILE: mutant.c in place of that file of the library.
compile() {
  command=$(grep -o "\"command\": \".* -c $root/$1\"" "$build/compile_commands.json" | head -n 1 |
    sed 's/^"command": "//; s/ -o .*$//; s/\\"/"/g')
  (cd "$build" && eval "$command -w -g0 -iquote '$root/engine' -o '$one/mutant.o'" \
    "-c '$one/mutant.c'") 2>/dev/null
}

# link PROGRAM: the program of the build with the mutant in it, as $one/PROGRAM.
link() {
  (cd "$build" && eval "$(sed "s|-o [^ ]*|$one/mutant.o -o $one/$1|" "$work/$1.link")") \
    >"$one/link.log" 2>&1 || { cat "$one/link.log" >&2; exit 255; }
}

weights_pass() { "$one/run_spec" $weights; }
labels_pass() { "$one/run_spec" tests/spec/stance/*.md tests/spec/topics.md; }
figures_pass() { "$one/bench_quality" --check; }

# passes KIND SECONDS: within so much time of the processor, and 4 GB.
passes() { (ulimit -t "$2" && ulimit -v 4000000 && ulimit -c 0 && "$1_pass") >/dev/null 2>&1; }

# What catches the mutant: weights, labels, figures or nothing.
find_catcher() {
  link run_spec
  passes weights 10 || { echo weights; return; }
  passes labels 60 || { echo labels; return; }
  link bench_quality
  passes figures 60 || { echo figures; return; }
  echo nothing
}

try() {
  awk -v n="$2" -v at="$3" -v old="$4" -v new="$5" 'FNR == n {
    $0 = substr($0, 1, at - 1) new substr($0, at + length(old)) } { print }' "$1" >"$one/mutant.c"
  if compile "$1"; then find_catcher; else echo lost; fi
}

if [ "$1" = --one ]; then
  shift
  one=$(mktemp -d "$work/one.XXXXXX")
  catcher=$(try "$@") || exit 255
  printf '%s\t%s\n' "$catcher" "$1:$2:$3: '$5' for '$4'"
  rm -r "$one"
  exit
fi

# ---- All of them ----

root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd) count=${2:-200} least=${3:-80}
shift $(($# < 3 ? $# : 3))
[ $# -gt 0 ] || set -- engine/stance/scope.c engine/stance/decide.c
work=$(mktemp -d "${TMPDIR:-/tmp}/ayes-mutation.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$root"
weights=$(find tests/spec/weights -name '*.md' ! -name README.md | LC_ALL=C sort)
export root build work weights AYES_ROOT="$root"
for program in tests/run_spec bench_quality; do
  (cd "$build" && ninja "$program" >/dev/null && ninja -t commands "$program" | tail -n 1) \
    >"$work/$(basename $program).link"
done
# Without a mutant nothing may be caught.
mkdir "$work/none"
catcher=$(one=$work/none && cp "$1" "$one/mutant.c" && compile "$1" && find_catcher)
[ "$catcher" = nothing ] || { echo "the $catcher fail as it is" >&2; exit 1; }

# Drawn by the same seed whichever files there are; tried in the order they stand in.
awk -f tests/mutation/sites.awk "$@" | awk 'BEGIN { srand(7) } { print rand() "\t" $0 }' |
  sort -n | cut -f 2- | head -n "$count" | sort -k 1,1 -k 2,2n -k 3,3n |
  tr '\t\n' '\0\0' |
  xargs -0 -n 5 -P 2 "$root/tests/mutation/run.sh" --one >"$work/tried"

sed -n "s/^nothing\t/not caught: /p" "$work/tried" | sort -t : -k 2,2 -k 3,3n -k 4,4n
awk -F '\t' -v least="$least" '{ by[$1]++ } END {
  made = NR - by["lost"]
  caught = by["weights"] + by["labels"] + by["figures"]
  printf "%d of %d mutants caught: %d by weights, %d more by labels, %d more by figures (%d not compiled)\n",
         caught, made, by["weights"], by["labels"], by["figures"], by["lost"]
  exit made == 0 || caught * 100 < made * least
}' "$work/tried"
