# SPDX-License-Identifier: MIT
#
# Made-up answers with ticks to one question, as JSONL: awk -v n=40 -v seed=1 -f ticked.awk
# Each side draws from words of its own and from words of both; noise is the share of 100 that takes
# a word of the other side. Nothing in it says support or oppose.
function draw(limit) {
  seed = (seed * 1103515 + 12345) % 2147483
  return int(seed / 2147483 * limit)
}
BEGIN {
  if (question == "") question = "Q1"
  split("lanes cyclists safer crossing school air quiet walking junction bikes", yes, " ")
  split("parking traders deliveries queues detour vans diversion customers jams rents", no, " ")
  split("the road town centre every morning people along here street", both, " ")
  for (i = 1; i <= n; i++) {
    side = i % 2
    text = ""
    for (k = 0; k < 9; k++) {
      which = draw(3) == 0
      own = draw(100) < noise ? !side : side
      word = which ? (own ? yes[draw(10) + 1] : no[draw(10) + 1]) : both[draw(10) + 1]
      text = text (k ? " " : "") word
    }
    tick = side ? "Yes" : "No"
    if (blanks && i % blanks == 0) tick = ""
    if (options == "odd") tick = side ? "Aye" : "Nay"
    if (options == "one") tick = "Yes"
    printf "{\"id\":\"%d\",\"question\":\"%s\",\"answer\":\"%s\",\"text\":\"%s\"}\n", i, question, tick, text
  }
}
