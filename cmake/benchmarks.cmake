# SPDX-License-Identifier: MIT
#
# Every bench/<name>.c is a program of its own, with bench/<name>/*.c as its further parts; the
# target run_bench runs them all. Without AYES_BENCH only what a test needs is built.
file(GLOB bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/*.c")
if(NOT AYES_BENCH)
  if(NOT BUILD_TESTING OR AYES_FUZZ)
    return()
  endif()
  set(bench_sources "${PROJECT_SOURCE_DIR}/bench/quality.c")
endif()
set(bench_environment "AYES_ROOT=${PROJECT_SOURCE_DIR}"
                      "AYES_SHARED=${PROJECT_SOURCE_DIR}/../shared")
if(TARGET ayes_program)
  list(APPEND bench_environment "AYES=$<TARGET_FILE:ayes_program>")
endif()
set(commands COMMAND "${CMAKE_COMMAND}" -E echo "Benchmarks:")
set(programs "")
foreach(source ${bench_sources})
  get_filename_component(name "${source}" NAME_WE)
  file(GLOB parts CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/${name}/*.c")
  add_executable(bench_${name} "${source}" ${parts})
  target_include_directories(bench_${name} PRIVATE "${PROJECT_SOURCE_DIR}/bench")
  target_link_libraries(bench_${name} PRIVATE ayes_code_options ayes_static)
  list(APPEND programs bench_${name})
  list(APPEND commands COMMAND "${CMAKE_COMMAND}" -E env ${bench_environment}
    $<TARGET_FILE:bench_${name}>)
endforeach()
if(AYES_BENCH)
  if(TARGET ayes_program)
    list(APPEND programs ayes_program)
  endif()
  add_custom_target(run_bench ${commands} USES_TERMINAL VERBATIM)
  if(programs)
    add_dependencies(run_bench ${programs})
  endif()
endif()

# The committed figures of the project's own corpora are those of a fresh run.
if(BUILD_TESTING AND NOT AYES_FUZZ)
  add_test(NAME bench.quality COMMAND bench_quality --check
           WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  set_tests_properties(bench.quality PROPERTIES LABELS bench TIMEOUT 120
                       ENVIRONMENT "${bench_environment}")
endif()
