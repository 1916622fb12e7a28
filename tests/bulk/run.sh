#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs over some thousand answers must give the same bytes however they are run. The program is
# $AYES. run.sh same | campaign | resume | kill | system | filter | parallel | memory;
# 77: nothing to test with.
set -eu

work=$(mktemp -d "${TMPDIR:-/tmp}/ayes-bulk.XXXXXX")
trap 'rm -rf "$work"' EXIT
pack=$AYES_ROOT/lexicons/en

fail() { echo "bulk: $*" >&2; exit 1; }
same() { cmp "$1" "$2" || fail "$3"; }
classify() { "$AYES" classify "$@" -q --lexicon "$pack" --target "Leaf blowers should be banned"; }

# answers COUNT: numbered, no two alike.
answers() {
  awk -v count="$1" 'BEGIN {
    split("I agree with this.|I do not agree, since it would harm gardeners.|They are noisy.|" \
          "However, some people need them.|Caf\303\251s na\303\257vely like the peace!|" \
          "If it covers parks only, I support it.|What about the council?|\\\"Quoted\\\" words.", s, "|")
    for (i = 1; i <= count; i++) {
      printf "{\"id\": \"%d\", \"question\": \"Q%d\", \"text\": \"Number %d.", i, i % 3, i
      for (k = 0; k <= i % 5; k++) printf " %s", s[(i * 7 + k * 3 + int(i / 8)) % 8 + 1]
      print "\"}"
    }
    print "{\"id\": \"bad\", \"text\": }"
    print "{\"text\": \"\"}"
  }'
}

test_same() {
  answers 4000 >"$work/a.jsonl"
  classify "$work/a.jsonl" -j1 -o "$work/one"
  for threads in 2 8 64; do
    classify "$work/a.jsonl" -j$threads -o "$work/many"
    same "$work/one" "$work/many" "$threads threads"
  done
  for locale in C C.UTF-8 en_GB.UTF-8 de_DE.UTF-8 tr_TR.UTF-8; do
    LC_ALL=$locale classify "$work/a.jsonl" -o "$work/many"
    same "$work/one" "$work/many" "locale $locale"
  done
  (cd / && env -i "$AYES" classify - -q --lexicon "$pack" --target "Leaf blowers should be banned" \
    <"$work/a.jsonl" >"$work/many")
  same "$work/one" "$work/many" "an empty environment"
  for shard in 1 2 3 4 5 6 7; do
    classify "$work/a.jsonl" --shard $shard/7 -o "$work/$shard.jsonl" --manifest "$work/$shard.json"
  done
  (cd "$work" && "$AYES" merge 4.json 7.json 1.json 3.json 2.json 6.json 5.json -q -o merged)
  same "$work/one" "$work/merged" "7 shards merged"
  "$AYES" tally "$work/one" -f json >"$work/tally"
  "$AYES" tally "$work/merged" -f json | cmp - "$work/tally" || fail "the tally of shards"
  # Shards as they are, in any order: a survey settles the order of questions and options.
  echo '{"questions": [{"id": "Q0"}, {"id": "Q1"}, {"id": "Q2"}]}' >"$work/survey"
  "$AYES" tally "$work/one" --survey "$work/survey" -f json >"$work/tally"
  (cd "$work" && "$AYES" tally 4.jsonl 7.jsonl 1.jsonl 3.jsonl 2.jsonl 6.jsonl 5.jsonl \
    --survey survey -f json) >"$work/many"
  same "$work/tally" "$work/many" "the tally of shards in another order"
}

# What the system refuses: right exit code and words, and the file that stood there stays.
test_system() {
  answers 2000 >"$work/a.jsonl"
  echo "earlier" >"$work/earlier"
  limited() { # CODE WORDS COMMAND ...
    code=$1 words=$2
    shift 2
    cp "$work/earlier" "$work/out"
    status=0
    "$@" 2>"$work/err" || status=$?
    [ $status = "$code" ] || fail "exit code $status, not $code: $* ($(cat "$work/err"))"
    grep -q "^ayes: .*$words" "$work/err" || fail "no '$words' in: $(cat "$work/err")"
    same "$work/earlier" "$work/out" "the earlier file after: $*"
    [ "$(echo "$work"/out.partial-*)" = "$work/out.partial-*" ] || fail "half a file after: $*"
  }
  limited 74 "No space left" classify "$work/a.jsonl" -o /dev/full
  limited 74 "cannot be written" sh -c '"$AYES" help classify >/dev/full'
  limited 74 "File too large" sh -c \
    "ulimit -f 8; '$AYES' classify '$work/a.jsonl' -q --lexicon '$pack' -o '$work/out'"
  mkdir "$work/closed"
  chmod 755 "$work"
  chmod 555 "$work/closed"
  as_nobody=
  [ ! -w "$work/closed" ] || as_nobody="setpriv --reuid=65534 --clear-groups" # root may write anywhere
  if $as_nobody "$AYES" --version >/dev/null 2>&1; then
    limited 74 "Permission denied" $as_nobody "$AYES" classify "$work/a.jsonl" -q \
      --lexicon "$pack" -o "$work/closed/out"
  else echo "there is nobody here who may not write: a read-only folder is left out"; fi
  "$AYES" classify "$work/a.jsonl" -q --lexicon "$pack" 2>"$work/err" | head -n 1 >"$work/line"
  [ ! -s "$work/err" ] || fail "a closed pipe is no error: $(cat "$work/err")"
  if mkdir "$work/small" && mount -t tmpfs -o size=64k ayes "$work/small" 2>/dev/null; then
    trap 'umount "$work/small"; rm -rf "$work"' EXIT
    limited 74 "No space left" classify "$work/a.jsonl" -o "$work/small/out"
    [ -z "$(ls "$work/small")" ] || fail "something stayed on the full disk"
  else echo "no file system may be mounted here: a full disk is left out"; fi
}

# Letters that many send: what is kept of one is what a fresh look at the next one finds. Fields that
# are kept make every look fresh.
test_campaign() {
  answers 60 | grep '"Q' >"$work/letters"
  for tick in Yes No Yes ""; do
    sed "s/}\$/, \"answer\": \"$tick\"}/" "$work/letters"
  done >"$work/round"
  cat "$work/round" "$work/round" "$work/round" >"$work/a.jsonl"
  sed 's/}$/, "n": 1}/' "$work/a.jsonl" >"$work/b.jsonl"
  classify "$work/a.jsonl" -j1 -o "$work/one"
  classify "$work/b.jsonl" -j1 --keep -o "$work/fresh"
  sed 's/,"extra":{"n":1}}$/}/' "$work/fresh" | cmp - "$work/one" || fail "a campaign"
  [ "$(wc -l <"$work/one")" = 720 ] || fail "a campaign has lost letters"
}

# Killed once something is written, then run again.
test_resume() {
  answers 20000 >"$work/a.jsonl"
  classify "$work/a.jsonl" -o "$work/whole" --manifest "$work/whole.json"
  "$AYES" classify "$work/a.jsonl" -q --lexicon "$pack" --target "Leaf blowers should be banned" \
    -o "$work/cut" --resume &
  run=$!
  while [ ! -s "$work"/cut.partial-* ] 2>/dev/null && kill -0 $run 2>/dev/null; do :; done
  kill -9 $run 2>/dev/null || fail "the run was over before it could be killed"
  wait $run 2>/dev/null || :
  [ ! -e "$work/cut" ] || fail "a run that was killed left its results"
  partial=$(echo "$work"/cut.partial-*)
  printf '{"id":"half a li' >>"$partial"
  before=$(grep -c '^{.*}$' "$partial")
  [ "$before" -gt 0 ] && [ "$before" -lt 20002 ] || fail "nothing to go on with"
  classify "$work/a.jsonl" -o "$work/cut" --resume --manifest "$work/cut.json"
  same "$work/whole" "$work/cut" "a resumed run"
  sed s/cut/whole/ "$work/cut.json" | cmp - "$work/whole.json" || fail "the manifest of it"
  [ "$(echo "$work"/cut.partial-*)" = "$work/cut.partial-*" ] || fail "something stayed behind"
}

# Killed again and again at random points (seeded; when exactly, the machine decides), each time
# going on from what is there; the end is that of a run nobody killed. AYES_CAMPAIGN=full: 200 kills.
test_kill() {
  finals=2
  [ "${AYES_CAMPAIGN:-}" != full ] || finals=40
  answers 3000 >"$work/a.jsonl"
  start=$(date +%s%N)
  classify "$work/a.jsonl" -o "$work/whole" --manifest "$work/whole.json"
  took=$((($(date +%s%N) - start) / 1000000))
  killed=0
  for final in $(seq $finals); do
    for pause in $(awk -v seed=$final -v took=$took 'BEGIN { srand(seed)
                     for (i = 0; i < 5; i++) printf " %.3f", rand() * took / 1000 }'); do
      "$AYES" classify "$work/a.jsonl" -q --lexicon "$pack" -o "$work/cut" --resume \
        --target "Leaf blowers should be banned" --manifest "$work/cut.json" &
      run=$!
      sleep "$pause"
      kill -9 $run 2>/dev/null && killed=$((killed + 1))
      wait $run 2>/dev/null || :
      [ ! -e "$work/cut" ] || same "$work/whole" "$work/cut" "a run that ended before it was killed"
    done
    classify "$work/a.jsonl" -o "$work/cut" --resume --manifest "$work/cut.json"
    same "$work/whole" "$work/cut" "run $final, killed and resumed"
    sed s/cut/whole/ "$work/cut.json" | cmp - "$work/whole.json" || fail "manifest of run $final"
    [ "$(echo "$work"/cut.partial-*)" = "$work/cut.partial-*" ] || fail "something stayed behind"
    rm "$work/cut" "$work/cut.json"
  done
  echo "killed $killed times, $finals runs to the end"
  [ $killed -ge $((finals * 2)) ] || fail "hardly any run was killed in time"
}

# Ten times the answers, and no more memory, from where what is kept to tell repeated texts is nearly
# as large as it gets; of a program without sanitizers, under 256 MiB as well.
# $PEAK: the program that says how much it was; $AYES_SANITIZED: whether a sanitizer takes some.
test_memory() {
  few=100000 most=256
  [ -z "${AYES_SANITIZED:-}" ] || few=50000 most=1024
  export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1"
  for count in $few ${few}0; do
    answers $count >"$work/a.jsonl"
    "$PEAK" "$work/$count" "$AYES" classify "$work/a.jsonl" -q --lexicon "$pack" -j2 --no-text \
      --target "Leaf blowers should be banned" -o - >/dev/null
    rm "$work/a.jsonl"
  done
  kib=$(cat "$work/${few}0")
  echo "$few answers: $(cat "$work/$few") KiB at most; ${few}0: $kib KiB"
  [ $((kib * 10)) -le $(($(cat "$work/$few") * 12)) ] || fail "memory grows with the answers"
  [ $kib -lt $((most * 1024)) ] || fail "$most MiB are not enough"
}

# One line is answered while the next one is not written yet.
test_filter() {
  mkfifo "$work/in" "$work/out"
  "$AYES" classify - -q --lexicon "$pack" --flush block <"$work/in" >"$work/out" &
  exec 3>"$work/in" 4<"$work/out"
  for id in 1 2 3; do
    printf '{"id": "%s", "text": "I agree."}\n' $id >&3
    read -r line <&4
    case $line in
      '{"id":"'$id'",'*) ;;
      *) fail "not the answer to line $id: $line" ;;
    esac
  done
  exec 3>&-
  wait $! || fail "the filter did not end well"
}

test_parallel() {
  command -v parallel >/dev/null 2>&1 || { echo "skipped: there is no GNU parallel"; exit 77; }
  parallel --version 2>/dev/null | grep -q GNU || { echo "skipped: parallel is not GNU's"; exit 77; }
  answers 4000 | grep '"Q' >"$work/a.jsonl"
  classify "$work/a.jsonl" -o "$work/one"
  export AYES
  HOME=$work parallel --will-cite --pipe --keep-order -N 500 "'$AYES'" classify - -q -j1 \
    --lexicon "'$pack'" --target "'Leaf blowers should be banned'" <"$work/a.jsonl" \
    >"$work/many" || fail "a run under parallel failed"
  same "$work/one" "$work/many" "GNU parallel"
}

test_"$1"
