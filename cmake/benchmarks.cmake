# SPDX-License-Identifier: MIT
#
# Every bench/<name>.c is a program of its own; the target run_bench runs them all. A folder with
# its own CMakeLists.txt decides for itself.
if(EXISTS "${PROJECT_SOURCE_DIR}/bench/CMakeLists.txt")
  add_subdirectory(bench)
  return()
endif()

file(GLOB bench_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/bench/*.c")
set(commands COMMAND "${CMAKE_COMMAND}" -E echo "Benchmarks:")
set(programs "")
foreach(source ${bench_sources})
  get_filename_component(name "${source}" NAME_WE)
  add_executable(bench_${name} "${source}")
  target_link_libraries(bench_${name} PRIVATE ayes_code_options ayes_static)
  list(APPEND programs bench_${name})
  list(APPEND commands COMMAND "${CMAKE_COMMAND}" -E env "AYES_ROOT=${PROJECT_SOURCE_DIR}"
    "AYES_SHARED=${PROJECT_SOURCE_DIR}/../shared" $<TARGET_FILE:bench_${name}>)
endforeach()
if(TARGET ayes_program)
  list(APPEND programs ayes_program)
endif()
add_custom_target(run_bench ${commands} USES_TERMINAL VERBATIM)
if(programs)
  add_dependencies(run_bench ${programs})
endif()
