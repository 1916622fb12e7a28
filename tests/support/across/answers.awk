# SPDX-License-Identifier: MIT
#
# Made-up answers with ticks to many questions, as JSONL: awk -v n=12 -v seed=1 -f answers.awk
# Half of the proposals build something, half ban it. Who is for building it and who is against
# banning it speak well of it, mostly in words that no list of the pack has; noise is the share of 100
# words that say the contrary. No word belongs to one question but the thing's own name.
function draw(limit) {
  seed = (seed * 1103515 + 12345) % 2147483
  return int(seed / 2147483 * limit)
}
BEGIN {
  if (!n) n = 12
  if (!each) each = 16
  split("kites ponds trams stalls swings clocks bridges fairs lamps huts barges murals", things, " ")
  split("joy laughter calm pride comfort safe", well, " ")
  split("gloom litter rats fumes quarrels dangerous", ill, " ")
  split("corner morning square people winter street", both, " ")
  for (q = 1; q <= n; q++) {
    promotes = q % 2
    target = "We should " (promotes ? "build" : "ban") " " things[q] "."
    for (i = 1; i <= each; i++) {
      side = i % 2
      text = things[q] " bring"
      for (k = 0; k < 3; k++) {
        says_well = (side == promotes)
        if (draw(100) < noise) says_well = !says_well
        word = says_well ? well[draw(6) + 1] : ill[draw(6) + 1]
        text = text (k ? ", " : " ") (draw(3) ? word : both[draw(6) + 1])
      }
      tick = side ? "Yes" : "No"
      if (ticks == "none") tick = ""
      if (ticks == "one") tick = "Yes"
      if (without_targets) printf "{\"id\":\"%d-%d\",\"question\":\"Q%d\"", q, i, q
      else printf "{\"id\":\"%d-%d\",\"target\":\"%s\"", q, i, target
      printf ",\"answer\":\"%s\",\"text\":\"%s\"}\n", tick, text
    }
  }
}
