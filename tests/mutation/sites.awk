# SPDX-License-Identifier: MIT
#
# Operators of C files that can be put wrong: one line a mutant, parted by tabs: file, line, column,
# the operator and what stands in its place. Comments, strings and headers are left alone.
#
#     awk -f sites.awk scope.c decide.c
function add(old, new) {
  print FILENAME "\t" FNR "\t" at "\t" old "\t" new
}

# An operator between two operands has a space on either side, as clang-format sees to.
function look(old, new,  width) {
  width = length(old) + 2
  if (substr(line, at, width) == " " old " ") {
    at++
    add(old, new)
    at--
    return 1
  }
  return 0
}

FNR == 1 { comment = 0 }
{
  line = $0
  gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
  if (line ~ /\/\*/) comment = 1
  was = comment
  if (line ~ /\*\//) comment = 0
  if (was || line != $0 || line ~ /^#/) next
  for (at = 1; at <= length(line); at++) {
    if (look("==", "!=") || look("!=", "==") || look("<=", "<") || look(">=", ">") ||
        look("<", "<=") || look(">", ">=") || look("&&", "||") || look("||", "&&") ||
        look("+=", "-=") || look("-=", "+=") || look("*=", "/=") || look("+", "-") ||
        look("-", "+") || look("*", "/"))
      continue
    rest = substr(line, at)
    if (rest ~ /^!([a-z(])/) add("!", "")
    if (rest ~ /^[ (]true[;,) ]/) { at++; add("true", "false"); at-- }
    if (rest ~ /^[ (]false[;,) ]/) { at++; add("false", "true"); at-- }
  }
}
