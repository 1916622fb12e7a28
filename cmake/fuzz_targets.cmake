# SPDX-License-Identifier: MIT
#
# Each tests/fuzz/fuzz_<subject>.c has LLVMFuzzerTestOneInput. With AYES_FUZZ it is linked with
# libFuzzer and run for AYES_FUZZ_SECONDS, starting from tests/fuzz/seeds/<subject>/; without, any
# compiler builds it to replay those seeds once.
file(GLOB fuzz_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_*.c")
foreach(source ${fuzz_sources})
  get_filename_component(program "${source}" NAME_WE)
  string(REPLACE fuzz_ "" subject ${program})
  set(seeds "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/seeds/${subject}")
  add_executable(${program} "${source}")
  target_link_libraries(${program} PRIVATE ayes_test_options)
  if(AYES_FUZZ)
    set(found "${CMAKE_CURRENT_BINARY_DIR}/found/${subject}")
    file(MAKE_DIRECTORY "${found}")
    if(NOT EXISTS "${seeds}")
      set(seeds "")
    endif()
    target_link_options(${program} PRIVATE -fsanitize=fuzzer)
    math(EXPR limit "${AYES_FUZZ_SECONDS} + 120")
    ayes_add_test(fuzz.${subject} fuzz ${limit} ${program} -max_total_time=${AYES_FUZZ_SECONDS}
                  -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1
                  "${found}" ${seeds})
  elseif(BUILD_TESTING)
    target_sources(${program} PRIVATE support/replay.c)
    ayes_add_test(fuzz.${subject} fuzz 300 ${program} "${seeds}")
  endif()
endforeach()
