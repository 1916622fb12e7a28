# SPDX-License-Identifier: MIT
#
# What is released can be loaded anywhere (PIE), has its tables of functions filled in at the start
# and made read-only (RELRO, BIND_NOW), no stack that can be run, checked copies (_FORTIFY_SOURCE)
# and guards on the stack. Usage: cmake -DREADELF=readelf -DPROGRAM=file -DSHARED=file
# -P hardening.cmake
cmake_minimum_required(VERSION 3.25)

function(read_elf file out)
  execute_process(COMMAND "${READELF}" -hldW --dyn-syms "${file}" RESULT_VARIABLE result
                  OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${READELF} cannot read ${file}: ${errors}")
  endif()
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(expect file text pattern what)
  if(NOT text MATCHES "${pattern}")
    message(SEND_ERROR "${file} has no ${what}")
  endif()
endfunction()

function(check file)
  read_elf("${file}" text)
  expect("${file}" "${text}" "Type:[ ]+DYN" "position-independent code")
  expect("${file}" "${text}" "BIND_NOW|FLAGS_1[^\n]*NOW" "BIND_NOW")
  expect("${file}" "${text}" "GNU_RELRO" "RELRO")
  expect("${file}" "${text}" "GNU_STACK[^\n]* RW " "stack without execution")
  expect("${file}" "${text}" "__stack_chk_fail" "guards on the stack")
  expect("${file}" "${text}" "__[a-z]+_chk@" "checked copies (_FORTIFY_SOURCE)")
endfunction()

check("${PROGRAM}")
read_elf("${PROGRAM}" program)
expect("${PROGRAM}" "${program}" "FLAGS_1[^\n]*PIE" "PIE")
if(NOT "${SHARED}" STREQUAL "")
  check("${SHARED}")
endif()
