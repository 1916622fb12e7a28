# SPDX-License-Identifier: MIT
#
# How everything is compiled and linked. ayes_link_options: what any link needs (sanitizers,
# hardening). ayes_code_options: any code of the project. ayes_engine_options: the library and the
# program, which are held to more warnings than tests.
include(CheckCCompilerFlag)
include(CheckPIESupported)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

add_library(ayes_link_options INTERFACE)
add_library(ayes_code_options INTERFACE)
add_library(ayes_engine_options INTERFACE)
target_link_libraries(ayes_code_options INTERFACE ayes_link_options)
target_link_libraries(ayes_engine_options INTERFACE ayes_code_options)

target_compile_definitions(ayes_code_options INTERFACE _DEFAULT_SOURCE)
if(AYES_HAS_READSTAT)
  target_compile_definitions(ayes_code_options INTERFACE AYES_HAS_READSTAT)
endif()

# What --sandbox takes: of the program, and of tests that hold its sources.
add_library(ayes_confinement INTERFACE)
if(AYES_SECCOMP_FOUND)
  target_link_libraries(ayes_confinement INTERFACE PkgConfig::AYES_SECCOMP)
  target_compile_definitions(ayes_confinement INTERFACE AYES_HAS_SECCOMP)
endif()
if(NOT AYES_JIT)
  target_compile_definitions(ayes_code_options INTERFACE AYES_WITHOUT_JIT)
endif()
target_include_directories(ayes_code_options INTERFACE
  "${PROJECT_SOURCE_DIR}/engine" "${PROJECT_SOURCE_DIR}/engine/include")
target_include_directories(ayes_code_options SYSTEM INTERFACE ${AYES_INCLUDES})

set(AYES_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Wvla)
if(AYES_WARNINGS_AS_ERRORS)
  list(APPEND AYES_WARNINGS -Werror)
endif()
target_compile_options(ayes_code_options INTERFACE ${AYES_WARNINGS})
target_compile_options(ayes_engine_options INTERFACE -Wstrict-prototypes -Wmissing-prototypes
                                                     -Wwrite-strings)

if(AYES_SANITIZE)
  set(flags -fsanitize=${AYES_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(ayes_code_options INTERFACE ${flags})
  target_link_options(ayes_link_options INTERFACE -fsanitize=${AYES_SANITIZE})
endif()

if(AYES_FUZZ)
  target_compile_options(ayes_code_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(AYES_COVERAGE)
  # Threads count too: without atomic counters some end up below zero.
  target_compile_options(ayes_code_options INTERFACE --coverage -fprofile-update=atomic)
  # Each request for memory is one to the system, so that each can fail.
  target_compile_definitions(ayes_code_options INTERFACE AYES_ARENA_APART)
  target_link_options(ayes_link_options INTERFACE --coverage)
endif()

if(AYES_HARDENING)
  check_pie_supported(LANGUAGES C)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  target_compile_options(ayes_code_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
    -fstack-protector-strong "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
  foreach(flag -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "AYES_HAS${flag}" known)
    check_c_compiler_flag(${flag} ${known})
    if(${known})
      target_compile_options(ayes_code_options INTERFACE ${flag})
    endif()
  endforeach()
  target_link_options(ayes_link_options INTERFACE -Wl,-z,relro,-z,now)
endif()
