# SPDX-License-Identifier: MIT
#
# Functions that have no place in the engine: those that cannot know a buffer's size, read the
# locale, hide state, or do what one module does for all. Usage: cmake -DROOT=tree -P banned.cmake
cmake_minimum_required(VERSION 3.25)
set(everywhere
  strcpy strcat stpcpy strncpy strncat sprintf vsprintf gets scanf sscanf fscanf
  atoi atol atoll atof strtok strtok_r alloca
  isalpha isdigit isalnum isspace isupper islower ispunct isprint iscntrl isxdigit isgraph
  toupper tolower strcasecmp strncasecmp strcoll
  setlocale localtime gmtime ctime asctime rand srand random tmpnam mktemp system popen setjmp
  longjmp)
# What a library must not do: print, end the program, stop on a failed assertion.
set(outside_program printf vprintf puts putchar perror exit _exit abort assert err errx warn warnx)
# The one place that asks for memory.
set(outside_memory malloc calloc realloc reallocarray free strdup strndup asprintf)

# Calls of any of the functions named, in code outside comments and strings.
function(search file)
  list(JOIN ARGN "|" names)
  file(STRINGS "${ROOT}/engine/${file}" lines REGEX "[^A-Za-z0-9_](${names})[ ]*\\(")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "\"([^\"\\\\]|\\\\.)*\"" "" code "${line}")
    string(REGEX REPLACE "/\\*.*" "" code "${code}")
    if(code MATCHES "^ *(\\*|//)")
      continue()
    endif()
    if(code MATCHES "(^|[^A-Za-z0-9_])(${names})[ ]*\\(")
      message(SEND_ERROR "engine/${file}: ${CMAKE_MATCH_2} is banned here: ${line}")
    endif()
  endforeach()
endfunction()

file(GLOB_RECURSE files RELATIVE "${ROOT}/engine" "${ROOT}/engine/*.c" "${ROOT}/engine/*.h")
if(NOT files)
  message(SEND_ERROR "${ROOT}/engine holds no sources")
endif()
foreach(file ${files})
  search("${file}" ${everywhere})
  if(NOT file MATCHES "^cli/")
    search("${file}" ${outside_program})
  endif()
  if(NOT file STREQUAL "base/memory.c")
    search("${file}" ${outside_memory})
  endif()
endforeach()
list(LENGTH files count)
message(STATUS "${count} files read")
