#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Puts operators of the decision wrong, one at a time, and sees whether the spec pages notice, and if
# not, the figures of the corpora (bench.quality): what fails, hangs or crashes has caught the mutant.
# Those that nothing catches are listed.
#
#     tests/mutation/run.sh BUILD [COUNT [LEAST]]
#
# BUILD: a build of the preset clang (no sanitizers, quick to compile). COUNT mutants (200) are drawn
# with a fixed seed; under LEAST (80) per cent caught the exit code is 1.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd) count=${2:-200} least=${3:-80}
work=$(mktemp -d "${TMPDIR:-/tmp}/ayes-mutation.XXXXXX")
trap 'rm -rf "$work"' EXIT
export AYES_ROOT="$root"

# The command that compiles a file of the library.
compile_of() {
  grep -o "\"command\": \".* -c $root/$1\"" "$build/compile_commands.json" | head -n 1 |
    sed 's/^"command": "//; s/ -o .*$//; s/\\"/"/g'
}

# link PROGRAM NAME: the program of the build with the mutant in it, as $work/NAME.
link() {
  (cd "$build" && eval "$(ninja -t commands "$1" | tail -n 1 |
    sed "s|-o $1|$work/mutant.o -o $work/$2|")") >"$work/link.log" 2>&1 ||
    { cat "$work/link.log"; exit 1; }
}

pages_pass() { timeout 60 "$work/run_spec" tests/spec/stance/*.md tests/spec/topics.md; }
figures_pass() { timeout 120 "$work/quality" --check; }

cd "$root"
awk -f tests/mutation/sites.awk engine/stance/scope.c engine/stance/decide.c |
  awk 'BEGIN { srand(7) } { print rand() "\t" $0 }' | sort -n | cut -f 2- | head -n "$count" \
  >"$work/mutants"

by_pages=0 by_figures=0 made=0 lost=0
while IFS="$(printf '\t')" read -r file line column old new; do
  awk -v n="$line" -v at="$column" -v old="$old" -v new="$new" 'FNR == n {
    $0 = substr($0, 1, at - 1) new substr($0, at + length(old)) } { print }' "$file" >"$work/mutant.c"
  command=$(compile_of "$file")
  if ! (cd "$build" && eval "$command -w -iquote '$root/engine' -o '$work/mutant.o'" \
        "-c '$work/mutant.c'") 2>/dev/null; then lost=$((lost + 1)); continue; fi
  made=$((made + 1))
  link tests/run_spec run_spec
  if ! pages_pass >/dev/null 2>&1; then by_pages=$((by_pages + 1)); continue; fi
  link bench_quality quality
  if ! figures_pass >/dev/null 2>&1; then by_figures=$((by_figures + 1)); continue; fi
  echo "not caught: $file:$line:$column: '$new' for '$old'"
done <"$work/mutants"

caught=$((by_pages + by_figures))
echo "$caught of $made mutants caught, $by_pages by pages, $by_figures by figures ($lost not compiled)"
[ $((caught * 100)) -ge $((made * least)) ]
