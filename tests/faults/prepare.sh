#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Fills the current folder with small inputs of every kind. $AYES: the program; $AYES_ROOT: the tree.
set -eu
cases=$AYES_ROOT/tests/cases

cp -r "$cases/report/page/in/mini" mini
cp "$cases/report/page/in/results.jsonl" "$cases/report/page/in/survey.json" .
cp "$cases/classify/workbook/in/answers.xlsx" "$cases/import/word/in/plan.docx" .
cp "$cases/classify/export/in/export.csv" export.csv
cp "$cases/lexicon/import_csv_scores/in/s.csv" scores.csv
cp -r "$cases/classify/consult/in/town" town
cp -r "$cases/classify/consult_choices/in/town" choices
cp "$cases/classify/export_mapping/in/mapping.json" mapping.json
cp "$cases/evaluate/second/in/results.jsonl" labelled.jsonl
cp "$cases/evaluate/second/in/ann.csv" "$cases/evaluate/second/in/ben.csv" .
cp "$cases/redact/results/in/results.jsonl" personal.jsonl
cp "$cases/topics/text/in/answers.csv" crowd.csv
cp "$AYES_ROOT/tests/fuzz/seeds/import/questions.txt" .
cp "$AYES_ROOT/tests/fuzz/seeds/import/comments.txt" comments.txt
cp "$AYES_ROOT/tests/fuzz/seeds/sav/labels.sav" answers.sav
for format in quanteda liwc lexicoder yoshikoder mpqa wordstat vader; do
  cp "$cases/lexicon/import_$format"/in/* .
done

cat >answers.jsonl <<'END'
{"id":"1","question":"Q1","text":"We support the bypass. It is good.","answer":"Yes"}
{"id":"2","question":"Q1","text":"I do not support it: the noise is bad!","answer":"No","note":[1,2.5,{"a":null}]}
{"id":"3","question":"Q1","text":"If it is quiet, I support it.\nWhy now?"}
{"id":"4","text":}
{"id":"5","text":""}
{"id":"6","question":"Q1","text":"\u00c9tienne says \ud83d\ude00 \"good\"."}
{"id":7,"question":"Q1","text":"Half a pair, \ud83d, and a number.","note":{"b":[2.5]}}
END
printf '[{"id":1,"text":"It is good.","note":[1,{"a":"b"}]},4,{"id":[2],"text":"No"},{"answer":2.5,"text":"Bad"}]' \
  >answers.json
gzip -n <answers.jsonl >answers.jsonl.gz
printf 'id,text,answer\n1,"Good, and quiet",Yes\n2,Bad noise,No\n3,"open\n4,It is not good,\n' >answers.csv
for i in 1 2 3 4; do
  echo "{\"id\":\"$i\",\"text\":\"Please keep the library open, since children and older people need a warm place to read after school number $((i / 3)).\"}"
done >letters.jsonl
echo '{"id":"9","text":"No bypass, please. The noise of the lorries is bad for all of us here."}' >>letters.jsonl
printf 'id,name,text\n1,Ms Sample,"Write to a.b@example.org or ring 020 7946 0958."\n2,,Nothing here\n' >personal.csv
awk -F'"' '/"id"/ { n++; print "{\"id\":\"" $4 "\",\"stance\":\"" (n % 2 ? "support" : "oppose") "\"}" }' \
  results.jsonl >gold.jsonl
awk -v n=24 -v seed=1 -v noise=5 -f "$AYES_ROOT/tests/support/ticked.awk" >ticked.jsonl

awk -v noise=15 -f "$AYES_ROOT/tests/support/across/answers.awk" >across.jsonl
cp -r "$AYES_ROOT/tests/support/across/pack" pack
"$AYES" duplicates results.jsonl -l mini -q -f json -o letters.json
"$AYES" learn ticked.jsonl -l mini --least 8 --folds 2 -q -o model >learn.txt
for shard in 1 2; do
  "$AYES" classify answers.jsonl -l mini -t "the bypass" -q --shard $shard/2 -o $shard.jsonl \
    --manifest $shard.json
done
