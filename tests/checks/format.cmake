# SPDX-License-Identifier: MIT
#
# Every C file looks as clang-format 14 would write it (other versions differ in detail).
# Usage: cmake -DROOT=tree -DCLANG_FORMAT=clang-format-14 -P format.cmake
cmake_minimum_required(VERSION 3.25)
if(NOT CLANG_FORMAT)
  message(FATAL_ERROR "clang-format-14 is missing; on Debian: apt install clang-format-14")
endif()
set(patterns "")
foreach(folder engine tests bench)
  list(APPEND patterns "${ROOT}/${folder}/*.c" "${ROOT}/${folder}/*.h")
endforeach()
file(GLOB_RECURSE files ${patterns})
if(NOT files)
  message(FATAL_ERROR "${ROOT} holds no sources")
endif()
execute_process(COMMAND "${CLANG_FORMAT}" --style=file --dry-run -Werror ${files}
                RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_VARIABLE errors)
if(NOT result EQUAL 0)
  string(SUBSTRING "${errors}" 0 8000 errors)
  message(FATAL_ERROR "not formatted (./setup format mends it):\n${errors}")
endif()
list(LENGTH files count)
message(STATUS "${count} files read")
