# SPDX-License-Identifier: MIT
#
# Gives readme.cmake READMEs with one fault each and expects it to be found and named. CMake itself
# stands in for the program. Usage: cmake -DCC=cc -DSCRATCH=folder -P readme_can_fail.cmake
cmake_minimum_required(VERSION 3.25)
if(NOT SCRATCH)
  message(FATAL_ERROR "SCRATCH must name a folder to work in")
endif()
set(sample "${SCRATCH}/sample")
set(good "# Sample\n\n```csv a.csv\nid;[text\n```\n\n")
string(APPEND good "```sh\ncat a.csv\n```\n\n```text\nid;[text\n```\n")

function(run_readme readme rewrite)
  file(REMOVE_RECURSE "${sample}")
  foreach(folder bench corpora engine lexicons tests)
    file(MAKE_DIRECTORY "${sample}/${folder}")
  endforeach()
  foreach(page engine/README.md tests/README.md lexicons/FORMAT.md)
    file(WRITE "${sample}/${page}" "`README.md`\n")
  endforeach()
  file(WRITE "${sample}/README.md" "${readme}")
  set(ENV{AYES_REWRITE} "${rewrite}")
  execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${sample}" "-DCC=${CC}" "-DPROGRAM=${CMAKE_COMMAND}"
            "-DSHARED=${SCRATCH}/none.so" "-DSCRATCH=${SCRATCH}/inner"
            -P "${CMAKE_CURRENT_LIST_DIR}/readme.cmake"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  string(REGEX REPLACE "[ \n]+" " " output "${output}") # CMake wraps what it reports
  set(status "${status}" PARENT_SCOPE)
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_failure readme message)
  run_readme("${readme}" "")
  string(FIND "${output}" "${message}" at)
  if(status EQUAL 0 OR at EQUAL -1)
    message(SEND_ERROR "it did not find '${message}'; it said: ${output}")
  endif()
endfunction()

function(expect_success readme rewrite)
  run_readme("${readme}" "${rewrite}")
  file(READ "${sample}/README.md" written)
  if(NOT status EQUAL 0 OR NOT written STREQUAL good)
    message(SEND_ERROR "it leaves with ${status} and README.md is\n${written}\n${output}")
  endif()
endfunction()

string(REPLACE "text\nid;[text" "text\nstale" stale "${good}")
string(REPLACE "text\nid;[text" "text" empty "${good}")
string(REPLACE "cat a.csv" "cat b.csv" failing "${good}")
expect_success("${good}" "")
expect_success("${stale}" 1)
expect_success("${empty}" 1)
expect_failure("${stale}" "but what is printed is")
expect_failure("${failing}" "a block of README.md ends with 1")
expect_failure("${good}\nSee `engine/none.c`.\n" "README.md names engine/none.c")
expect_failure("${good}\n[here](none/none.md)\n" "README.md names none/none.md")
expect_failure("${good}\n```c\nint main(void) { return none; }\n```\n" "does not compile")
expect_failure("${good}\n```sh\ntrue\n" "the last block has no end")
expect_failure("# Sample\n" "no block that is run")
message(STATUS "10 READMEs checked")
