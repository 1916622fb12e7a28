# SPDX-License-Identifier: MIT
#
# Seeds of fuzz targets out of the examples of spec pages: one file an example in
# <out>/<subject>/, its fields parted by the byte 0x1E as fuzz/parts.h takes them.
#
#     awk -v out=FOLDER -f seeds.awk tests/spec/*.md     the folders must be there
function plain(text,  result, i, c) {
  result = ""
  while ((i = index(text, "\\")) > 0) {
    c = substr(text, i + 1, 1)
    result = result substr(text, 1, i - 1) (c == "n" ? "\n" : c == "t" ? "\t" : c)
    text = substr(text, i + 2)
  }
  return result text
}

function write(subject, bytes,  path) {
  if (bytes == "") return
  path = sprintf("%s/%s/spec-%04d", out, subject, ++count[subject])
  printf "%s", bytes >path
  close(path)
}

function finish(  rs) {
  rs = sprintf("%c", 30)
  if (kind == "tokens") write("tokens", field["text"])
  if (kind == "sentences") write("sentences", field["text"] rs field["abbreviations"])
  if (kind == "stance") write("analysis", field["text"] rs field["target"])
  if (kind == "lexicon" && "rules" in field)
    write("rules", field["rules"] rs field["text"])
  else if (kind == "lexicon")
    write("lexicon", field["list"] rs field["topics"] rs field["text"])
  if (kind == "import") write("jsonl", field["jsonl"])
  if (kind ~ /^(tokens|sentences|stance)$/ && ++texts % 8 == 0) write("escape", field["text"])
}

/^```example / { kind = $2; split("", field); inside = 1; next }
/^```/ { if (inside) finish(); inside = 0; next }
inside {
  at = index($0, ": ")
  if (!at) next
  key = substr($0, 1, at - 1)
  value = plain(substr($0, at + 2))
  if (!(key in field)) field[key] = value
}
