# SPDX-License-Identifier: MIT
#
# Each tests/fuzz/fuzz_<subject>.c has LLVMFuzzerTestOneInput. With AYES_FUZZ it is linked with
# libFuzzer and run for AYES_FUZZ_SECONDS; without, any compiler builds it to replay its seeds once.
# Seeds are tests/fuzz/seeds/<subject>/ and what the spec pages and example files give; words worth
# trying are in tests/fuzz/<subject>.dict, where there are such.
set(fuzz_folder "${CMAKE_CURRENT_SOURCE_DIR}/fuzz")
set(made_seeds "${CMAKE_CURRENT_BINARY_DIR}/seeds")

# ---- Seeds out of what is there ----

file(REMOVE_RECURSE "${made_seeds}")
foreach(subject tokens sentences analysis rules lexicon jsonl escape survey)
  file(MAKE_DIRECTORY "${made_seeds}/${subject}")
endforeach()
file(GLOB spec_pages CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/spec/*.md"
     "${CMAKE_CURRENT_SOURCE_DIR}/spec/*/*.md")
find_program(AYES_AWK awk REQUIRED)
execute_process(COMMAND "${AYES_AWK}" -v "out=${made_seeds}" -f "${fuzz_folder}/seeds.awk"
                ${spec_pages} COMMAND_ERROR_IS_FATAL ANY)
file(GLOB surveys CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/corpora/*/survey.json"
     "${CMAKE_CURRENT_SOURCE_DIR}/cases/*/*/in/survey*.json")
foreach(survey ${surveys})
  file(SHA1 "${survey}" name)
  file(COPY_FILE "${survey}" "${made_seeds}/survey/${name}")
endforeach()

# ---- Targets ----

file(GLOB fuzz_sources CONFIGURE_DEPENDS "${fuzz_folder}/fuzz_*.c")
foreach(source ${fuzz_sources})
  get_filename_component(program "${source}" NAME_WE)
  string(REPLACE fuzz_ "" subject ${program})
  set(seeds "")
  foreach(folder "${fuzz_folder}/seeds/${subject}" "${made_seeds}/${subject}")
    if(EXISTS "${folder}")
      list(APPEND seeds "${folder}")
    endif()
  endforeach()
  add_executable(${program} "${source}")
  target_link_libraries(${program} PRIVATE ayes_test_options)
  if(AYES_FUZZ)
    set(found "${CMAKE_CURRENT_BINARY_DIR}/found/${subject}")
    file(MAKE_DIRECTORY "${found}")
    set(dictionary "")
    if(EXISTS "${fuzz_folder}/${subject}.dict")
      set(dictionary "-dict=${fuzz_folder}/${subject}.dict")
    endif()
    target_link_options(${program} PRIVATE -fsanitize=fuzzer)
    math(EXPR limit "${AYES_FUZZ_SECONDS} + 120")
    ayes_add_test(fuzz.${subject} fuzz ${limit} ${program} -max_total_time=${AYES_FUZZ_SECONDS}
                  -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 ${dictionary}
                  "${found}" ${seeds})
  elseif(BUILD_TESTING)
    target_sources(${program} PRIVATE support/replay.c)
    ayes_add_test(fuzz.${subject} fuzz 300 ${program} ${seeds})
  endif()
endforeach()
