# SPDX-License-Identifier: MIT
#
# What the tests must reach, of gcovr's summary: 95 % of the lines and 90 % of the branches of the
# engine, and every branch where users' bytes are read, limited or escaped. Usage:
# cmake -DSUMMARY=coverage.json -P coverage.cmake
cmake_minimum_required(VERSION 3.25)
set(floor_line 95)
set(floor_branch 90)
set(whole # every branch
  text/utf8.c # characters
  base/json.c base/json_load.c # JSON
  report/html_escape.c report/summary_markdown.c report/export_cells.c report/terminal.c # escaping
  corpus/corpus_flat.c corpus/corpus_jsonl.c # JSON lines
  corpus/csv_split.c corpus/table_csv.c # CSV
  corpus/corpus_source.c) # limits of inputs

file(READ "${SUMMARY}" summary)

# A number of the summary, or of one of its files.
function(get_count name)
  string(JSON value GET "${summary}" ${ARGN})
  set(${name} "${value}" PARENT_SCOPE)
endfunction()

foreach(what line branch)
  get_count(covered "${what}_covered")
  get_count(total "${what}_total")
  if(total EQUAL 0)
    message(FATAL_ERROR "nothing was counted: no ${what} in ${SUMMARY}")
  endif()
  math(EXPR missing "${floor_${what}} * ${total} - 100 * ${covered}")
  math(EXPR share "10000 * ${covered} / ${total}")
  string(REGEX REPLACE "(..)$" ".\\1" share "${share}")
  message(STATUS "${what}: ${covered} of ${total}, ${share} % (at least ${floor_${what}} %)")
  if(missing GREATER 0)
    message(SEND_ERROR "${what}: ${share} % is below ${floor_${what}} %")
  endif()
endforeach()

string(JSON count LENGTH "${summary}" files)
math(EXPR last "${count} - 1")
set(unseen ${whole})
foreach(i RANGE ${last})
  get_count(name files ${i} filename)
  string(REGEX REPLACE "^.*engine/" "" name "${name}")
  if(NOT name IN_LIST whole)
    continue()
  endif()
  list(REMOVE_ITEM unseen ${name})
  get_count(covered files ${i} branch_covered)
  get_count(total files ${i} branch_total)
  message(STATUS "${name}: ${covered} of ${total} branches (at least all)")
  if(NOT covered EQUAL total OR total EQUAL 0)
    message(SEND_ERROR "${name}: ${covered} of ${total} branches, not all")
  endif()
endforeach()
if(unseen)
  message(SEND_ERROR "not counted at all: ${unseen}")
endif()
