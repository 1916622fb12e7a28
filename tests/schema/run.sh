#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Outputs of the program, validated by ajv: AYES=program AYES_ROOT=tree run.sh. Skips (77) without
# node or ajv; tests/unit/test_export.c validates the same outputs without either.
set -eu
here=$AYES_ROOT/tests/schema
modules=
for folder in "${AYES_NODE_MODULES:-}" "$here/node_modules" "$(npm root -g 2>/dev/null || true)"; do
  if [ -n "$folder" ] && [ -f "$folder/ajv/dist/2020.js" ]; then modules=$folder && break; fi
done
if ! command -v node >/dev/null 2>&1 || [ -z "$modules" ]; then
  echo "skipped: node or ajv is missing (npm install in tests/schema, or set AYES_NODE_MODULES)"
  exit 77
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
fund=$AYES_ROOT/corpora/locality-fund-2016
paper=$AYES_ROOT/corpora/commissioning-2014
printf '{"id":"=1+1","text":"No.","group":"\\u202eabc"}\n{"id":\n{"id":"3","text":""}\n' >"$out/odd.jsonl"

"$AYES" import "$paper/document.txt" -o "$out/answers.jsonl" --survey-out "$out/survey.json" 2>/dev/null
"$AYES" classify -q "$out/answers.jsonl" --survey "$out/survey.json" -o "$out/paper.jsonl"
"$AYES" classify -q "$fund/answers.csv" --survey "$fund/survey.json" -o "$out/fund.jsonl"
"$AYES" classify -q "$out/odd.jsonl" --target "Close the pool" --keep -o "$out/faulty.jsonl"
for name in paper fund faulty; do
  "$AYES" tally "$out/$name.jsonl" --output-format json -o "$out/$name-tally.json"
  "$AYES" export -q "$out/$name.jsonl" --to "$out/$name"
done
"$AYES" tally "$out/fund.jsonl" --survey "$fund/survey.json" -f json -o "$out/survey-tally.json"

node "$here/validate.mjs" "$modules" "$AYES_ROOT/engine/schema" \
  "answer=$out/answers.jsonl" "survey=$out/survey.json" \
  "survey=$fund/survey.json" "survey=$paper/survey.json" \
  "result=$out/paper.jsonl" "result=$out/fund.jsonl" "result=$out/faulty.jsonl" \
  "tally=$out/paper-tally.json" "tally=$out/fund-tally.json" "tally=$out/faulty-tally.json" \
  "tally=$out/survey-tally.json" "result[]=$out/paper/results.json" \
  "result[]=$out/fund/results.json" "result[]=$out/faulty/results.json" \
  "manifest=$out/paper/datapackage.json" "manifest=$out/faulty/datapackage.json"
