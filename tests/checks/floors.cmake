# SPDX-License-Identifier: MIT
#
# A file includes its own folder and lower floors only; siblings on one floor never see each other.
# And each outside library is named in one place only. Usage: cmake -DROOT=tree -P floors.cmake
cmake_minimum_required(VERSION 3.25)
set(floors
  base=0 text=1 survey=1 columns=2 lexicon=2 rules=2 corpus=3 embed=3 stance=3 topics=3 dictionaries=4 learning=4
  mining=4 tally=4 redaction=4
  report=5 api=6 cli=7)
foreach(entry ${floors})
  string(REPLACE "=" ";" entry ${entry})
  list(GET entry 0 folder)
  list(GET entry 1 floor_${folder})
endforeach()

# Header of a library, and the files that may include it.
set(libraries
  "libstemmer\\.h=^text/stems\\.c$"
  "pcre2\\.h=^rules/pattern\\.c$"
  "csv\\.h=^corpus/"
  "minizip/.*=^corpus/archive\\.c$"
  "zlib\\.h=^corpus/gzip\\.c$"
  "expat\\.h=^(corpus/xml|dictionaries/read_xml)\\.c$"
  "linear\\.h=^learning/logistic\\.c$"
  "readstat\\.h=^corpus/table_sav\\.c$"
  "jansson\\.h=^base/json\\.h$"
  "unicode/.*=^text/"
  "sqlite3\\.h=^report/export_sqlite\\.c$"
  "xlsxwriter\\.h=^report/export_xlsx\\.h$"
  "yaml\\.h=^dictionaries/read_yaml\\.c$"
  "seccomp\\.h=^cli/confine_calls\\.c$"
  "linux/landlock\\.h=^cli/confine_files\\.c$"
  "pthread\\.h=^(api/|base/json_load\\.c$)")

function(complain message)
  message(SEND_ERROR "${message}")
endfunction()

function(check_own file folder included)
  if(included MATCHES "^ayes_(types|error)\\.h$")
    return()
  endif()
  if(included STREQUAL "ayes.h")
    if(NOT folder MATCHES "^(api|cli|include)$")
      complain("engine/${file}: only api and cli may include ayes.h")
    endif()
    return()
  endif()
  if(NOT included MATCHES "^([a-z0-9]+)/[a-z0-9_]+\\.h$")
    complain("engine/${file}: '${included}' is not written as folder/file.h")
    return()
  endif()
  set(other ${CMAKE_MATCH_1})
  if(other STREQUAL folder)
    return()
  endif()
  if(NOT DEFINED floor_${other})
    complain("engine/${file}: '${included}' is in a folder that has no floor")
  elseif(folder STREQUAL "include")
    complain("engine/${file}: a public header may not include ${included}")
  elseif(folder STREQUAL "cli")
    complain("engine/${file}: cli sees ayes.h and its own folder, not ${included}")
  elseif(NOT floor_${other} LESS floor_${folder})
    complain("engine/${file}: floor ${floor_${folder}} may not include ${included}, which is on floor ${floor_${other}}")
  endif()
endfunction()

function(check_library file included)
  foreach(entry ${libraries})
    string(REGEX MATCH "^(.*)=(.*)$" entry "${entry}")
    set(header "${CMAKE_MATCH_1}")
    set(allowed "${CMAKE_MATCH_2}")
    if(included MATCHES "^${header}$" AND NOT file MATCHES "${allowed}")
      complain("engine/${file}: <${included}> is not for this file (only ${allowed})")
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE "${ROOT}/engine" "${ROOT}/engine/*.c" "${ROOT}/engine/*.h")
if(NOT files)
  complain("${ROOT}/engine holds no sources")
endif()
foreach(file ${files})
  if(NOT file MATCHES "^([a-z0-9]+)/[^/]+$")
    complain("engine/${file}: not in a folder of engine")
    continue()
  endif()
  set(folder ${CMAKE_MATCH_1})
  if(NOT DEFINED floor_${folder} AND NOT folder STREQUAL "include")
    complain("engine/${file}: the folder has no floor (see floors.cmake)")
    continue()
  endif()
  file(STRINGS "${ROOT}/engine/${file}" lines REGEX "^[ \t]*#[ \t]*include")
  foreach(line ${lines})
    if(line MATCHES "include[ \t]*\"([^\"]+)\"")
      check_own("${file}" ${folder} "${CMAKE_MATCH_1}")
      check_library("${file}" "${CMAKE_MATCH_1}")
    elseif(line MATCHES "include[ \t]*<([^>]+)>")
      check_library("${file}" "${CMAKE_MATCH_1}")
    else()
      complain("engine/${file}: cannot read '${line}'")
    endif()
  endforeach()
endforeach()
list(LENGTH files count)
message(STATUS "${count} files read")
