# SPDX-License-Identifier: MIT
#
# Gives each check a small tree with one fault and expects it to be found and named.
cmake_minimum_required(VERSION 3.25)
if(NOT SCRATCH)
  message(FATAL_ERROR "SCRATCH must name a folder to work in")
endif()
set(checks "${CMAKE_CURRENT_LIST_DIR}")
set(sample "${SCRATCH}/sample")

function(start_sample)
  file(REMOVE_RECURSE "${sample}")
  file(MAKE_DIRECTORY "${sample}")
  configure_file("${FORMAT_FILE}" "${sample}/.clang-format" COPYONLY)
endfunction()

function(run_check check result output)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DROOT=${sample}" "-DCC=${CC}" "-DCXX=${CXX}" "-DNM=${NM}"
            "-DCLANG_FORMAT=${CLANG_FORMAT}" "-DSCRATCH=${SCRATCH}/inner" ${ARGN}
            -P "${checks}/${check}.cmake"
    RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
  string(REGEX REPLACE "[ \n]+" " " text "${text}") # CMake wraps what it reports
  set(${result} "${status}" PARENT_SCOPE)
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

# The file with that content makes the check fail, and its report has the message.
function(expect_failure check path content message)
  start_sample()
  file(WRITE "${sample}/${path}" "${content}")
  run_check(${check} result output ${ARGN})
  string(FIND "${output}" "${message}" at)
  if(result EQUAL 0 OR at EQUAL -1)
    message(SEND_ERROR "${check} did not find '${message}' in ${path}; it said: ${output}")
  endif()
endfunction()

function(expect_success check path content)
  start_sample()
  file(WRITE "${sample}/${path}" "${content}")
  run_check(${check} result output ${ARGN})
  if(NOT result EQUAL 0)
    message(SEND_ERROR "${check} complained about ${path}: ${output}")
  endif()
endfunction()

expect_failure(floors engine/text/a.c "#include \"survey/survey.h\"\n"
               "floor 1 may not include survey/survey.h, which is on floor 1")
expect_failure(floors engine/base/a.h "#include \"text/tokens.h\"\n"
               "floor 0 may not include text/tokens.h, which is on floor 1")
expect_failure(floors engine/stance/a.c "#include \"ayes.h\"\n" "only api and cli may include ayes.h")
expect_failure(floors engine/cli/a.c "#include \"base/span.h\"\n" "cli sees ayes.h and its own folder")
expect_failure(floors engine/include/a.h "#include \"base/span.h\"\n"
               "a public header may not include base/span.h")
expect_failure(floors engine/base/a.c "#include \"span.h\"\n" "is not written as folder/file.h")
expect_failure(floors engine/text/a.c "#include \"../base/span.h\"\n" "is not written as folder/file.h")
expect_failure(floors engine/text/a.c "#include \"cellar/a.h\"\n" "is in a folder that has no floor")
expect_failure(floors engine/cellar/a.c "int a;\n" "the folder has no floor")
expect_failure(floors engine/a.c "int a;\n" "not in a folder of engine")
expect_failure(floors engine/lexicon/a.c "#include <libstemmer.h>\n" "<libstemmer.h> is not for this file")
expect_failure(floors engine/rules/a.c "#include <pcre2.h>\n" "<pcre2.h> is not for this file")
expect_failure(floors engine/survey/a.c "#include <csv.h>\n" "<csv.h> is not for this file")
expect_failure(floors engine/survey/a.c "#include <jansson.h>\n" "<jansson.h> is not for this file")
expect_failure(floors engine/rules/a.c "#include <unicode/uchar.h>\n" "<unicode/uchar.h> is not for this file")
expect_failure(floors nothing/a.c "int a;\n" "holds no sources")
expect_success(floors engine/report/a.c "#include \"tally/tally.h\"\n#include <stdio.h>\n")
expect_success(floors engine/cli/a.c "#include \"ayes.h\"\n#include \"cli/options.h\"\n")

expect_failure(banned engine/text/a.c "  strcpy(a, b);\n" "strcpy is banned here")
expect_failure(banned engine/text/a.c "  if (isalpha (*a)) b();\n" "isalpha is banned here")
expect_failure(banned engine/text/a.c "  use(\"a\", atoi(b)); /* c */\n" "atoi is banned here")
expect_failure(banned engine/text/a.c "  printf(\"%d\", b);\n" "printf is banned here")
expect_failure(banned engine/text/a.c "  exit(1);\n" "exit is banned here")
expect_failure(banned engine/cli/a.c "  a = malloc(1);\n" "malloc is banned here")
expect_success(banned engine/cli/a.c "  printf(\"exit (1)\");\n")
expect_success(banned engine/text/a.c " * strcpy(a, b) is not for us\n  a(\"strcpy(\"); /* exit(1) */\n")
expect_success(banned engine/text/a.c "  ayes_memory_free(a);\n  my_strcpy(a);\n  free_all(a);\n")

expect_failure(format engine/text/a.c "int  a;\n" "code should be clang-formatted")
expect_failure(format tests/unit/a.c "int a ;\n" "code should be clang-formatted")
expect_success(format engine/text/a.c "int a;\n")

expect_failure(headers engine/text/a.h "size_t ayes_a(void);\n" "text/a.h does not compile alone as c:")
expect_failure(headers engine/include/a.h "int ayes_a(int class);\n"
               "include/a.h does not compile alone as c++:")
expect_success(headers engine/text/a.h "int ayes_a(int class);\n")

function(compile_sample content)
  file(WRITE "${SCRATCH}/library.c" "${content}")
  execute_process(COMMAND "${CC}" -c -fPIC "${SCRATCH}/library.c" -o "${SCRATCH}/library.o"
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${CC}" -shared "${SCRATCH}/library.o" -o "${SCRATCH}/library.so"
                  COMMAND_ERROR_IS_FATAL ANY)
endfunction()
set(libraries -DAPI=ON "-DSHARED=${SCRATCH}/library.so" "-DSTATIC=${SCRATCH}/library.o")
compile_sample("int helper(void) { return 1; }\n")
expect_failure(symbols engine/include/ayes.h "" "the symbol 'helper' does not start with ayes_"
               ${libraries})
compile_sample("int ayes_a(void) { return 1; }\n")
expect_failure(symbols engine/include/ayes.h "" "ayes_a is exported, but no header marks it"
               ${libraries})
expect_failure(symbols engine/include/ayes.h "AYES_PUBLIC int ayes_b(void);\n"
               "ayes_b is marked AYES_PUBLIC, but not exported" ${libraries})
expect_success(symbols engine/include/ayes.h "AYES_PUBLIC int ayes_a(void);\n" ${libraries})

set(files "-DFILES=${SCRATCH}/library.so" "-DREADELF=${READELF}")
compile_sample("int socket(int a, int b, int c);\nint reach(void) { return socket(1, 1, 0); }\n")
expect_failure(network a.txt "" "imports socket: no network code may be linked" ${files})
compile_sample("int puts(const char *text);\nint show(void) { return puts(\"a\"); }\n")
expect_success(network a.txt "" ${files})

file(WRITE "${SCRATCH}/program.c" "int main(void) { return 0; }\n")
execute_process(COMMAND "${CC}" -no-pie -fno-stack-protector -Wl,-z,norelro,-z,lazy,-z,execstack
                "${SCRATCH}/program.c" -o "${SCRATCH}/program" COMMAND_ERROR_IS_FATAL ANY)
foreach(missing "position-independent code" BIND_NOW RELRO "stack without execution"
                "guards on the stack" "checked copies" PIE)
  expect_failure(hardening a.txt "" "has no ${missing}" "-DREADELF=${READELF}"
                 "-DPROGRAM=${SCRATCH}/program")
endforeach()

# A summary as gcovr writes it, of one file that all branches are asked of.
function(make_summary result lines branches utf8)
  set(${result} "{\"line_total\": 1000, \"line_covered\": ${lines}, \"branch_total\": 1000,
    \"branch_covered\": ${branches}, \"files\": [{\"filename\": \"engine/text/utf8.c\",
    \"branch_total\": 88, \"branch_covered\": ${utf8}}]}" PARENT_SCOPE)
endfunction()
set(summary_file "-DSUMMARY=${sample}/coverage.json")
make_summary(summary 949 900 88)
expect_failure(coverage coverage.json "${summary}" "line: 94.90 % is below 95 %" ${summary_file})
make_summary(summary 950 899 88)
expect_failure(coverage coverage.json "${summary}" "branch: 89.90 % is below 90 %" ${summary_file})
make_summary(summary 950 900 87)
expect_failure(coverage coverage.json "${summary}" "text/utf8.c: 87 of 88 branches, not all"
               ${summary_file})
expect_failure(coverage coverage.json "${summary}" "not counted at all: base/json.c"
               ${summary_file})
