# SPDX-License-Identifier: MIT
#
# Every symbol that others can see starts with ayes_; the shared library shows exactly what ayes.h
# marks AYES_PUBLIC. Usage: cmake -DROOT=tree -DNM=nm -DSHARED=lib -DSTATIC=lib -DAPI=ON
# -P symbols.cmake
cmake_minimum_required(VERSION 3.25)

# What compilers add for sanitizers and coverage.
set(instruments "^__?(odr_asan|asan|sanitizer|gcov|llvm|start___|stop___)|^_(init|fini)$|^mangle_path$")

function(read_symbols library out)
  execute_process(COMMAND "${NM}" ${ARGN} --defined-only "${library}"
                  RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${NM} cannot read ${library}: ${errors}")
  endif()
  string(REGEX MATCHALL "[0-9a-f]+ [A-Za-z] [^\n@]+" lines "${text}")
  list(TRANSFORM lines REPLACE "^[0-9a-f]+ [A-Za-z] " "")
  list(FILTER lines EXCLUDE REGEX "${instruments}")
  if(NOT lines)
    message(SEND_ERROR "${library} shows no symbols")
  endif()
  foreach(symbol ${lines})
    if(NOT symbol MATCHES "^ayes_")
      message(SEND_ERROR "${library}: the symbol '${symbol}' does not start with ayes_")
    endif()
  endforeach()
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()

read_symbols("${STATIC}" internal -g)
if(NOT API)
  return()
endif()
read_symbols("${SHARED}" exported -D)

file(GLOB headers "${ROOT}/engine/include/*.h")
set(declared "")
foreach(header ${headers})
  file(READ "${header}" text)
  string(REGEX MATCHALL "AYES_PUBLIC[^;(]*\\(" marked "${text}")
  foreach(declaration ${marked})
    if(declaration MATCHES "(ayes_[a-z0-9_]+)\\($")
      list(APPEND declared ${CMAKE_MATCH_1})
    endif()
  endforeach()
endforeach()
foreach(symbol ${exported})
  if(NOT symbol IN_LIST declared)
    message(SEND_ERROR "${symbol} is exported, but no header marks it AYES_PUBLIC")
  endif()
endforeach()
foreach(symbol ${declared})
  if(NOT symbol IN_LIST exported)
    message(SEND_ERROR "${symbol} is marked AYES_PUBLIC, but not exported")
  endif()
endforeach()
list(LENGTH exported count)
message(STATUS "${count} functions exported")
