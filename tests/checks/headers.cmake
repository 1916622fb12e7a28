# SPDX-License-Identifier: MIT
#
# Each header compiles alone; public ones as C11 and as C++17.
# Usage: cmake -DROOT=tree -DCC=cc -DCXX=c++ -DSCRATCH=folder -P headers.cmake
cmake_minimum_required(VERSION 3.25)
if(NOT CXX)
  message(FATAL_ERROR "a C++ compiler is missing; on Debian: apt install g++")
endif()
set(warnings -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -D_DEFAULT_SOURCE)

function(compile header language)
  file(WRITE "${SCRATCH}/alone.c" "#include \"${header}\"\n")
  execute_process(COMMAND ${ARGN} ${warnings} -x ${language} "-I${ROOT}/engine"
                          "-I${ROOT}/engine/include" "${SCRATCH}/alone.c"
                  RESULT_VARIABLE result ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(SEND_ERROR "${header} does not compile alone as ${language}:\n${errors}")
  endif()
endfunction()

file(GLOB_RECURSE headers RELATIVE "${ROOT}/engine" "${ROOT}/engine/*.h")
if(NOT headers)
  message(FATAL_ERROR "${ROOT}/engine holds no headers")
endif()
foreach(header ${headers})
  compile("${header}" c "${CC}" -std=c11)
  if(header MATCHES "^include/")
    compile("${header}" c++ "${CXX}" -std=c++17 -Wpedantic)
  endif()
endforeach()
list(LENGTH headers count)
message(STATUS "${count} headers compiled")
