# SPDX-License-Identifier: MIT
#
# Installs the build under a folder of its own, moves it, and builds a program against it in the two
# ways programs find libraries. Usage: cmake -DBUILD=... -DCC=... -DFLAGS=... -DPKG_CONFIG=...
# -DLIBDIR=lib -DGENERATOR=Ninja -DSCRATCH=folder -P package.cmake
cmake_minimum_required(VERSION 3.25)
if(NOT SCRATCH)
  message(FATAL_ERROR "SCRATCH must name a folder to work in")
endif()
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed (${result}): ${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}")
set(prefix "${SCRATCH}/moved")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/first")
file(RENAME "${SCRATCH}/first" "${prefix}")

foreach(file include/ayes.h include/ayes_error.h include/ayes_types.h "${LIBDIR}/libayes.a"
             "${LIBDIR}/libayes.so" "${LIBDIR}/libayes.so.0" "${LIBDIR}/pkgconfig/ayes.pc"
             bin/ayes share/ayes/lexicons/en/pack.json)
  if(NOT EXISTS "${prefix}/${file}")
    message(SEND_ERROR "not installed: ${file}")
  endif()
endforeach()

run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/package" -B "${SCRATCH}/build" -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_C_FLAGS=${FLAGS}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/build")
run("${SCRATCH}/build/consumer_shared")
run("${SCRATCH}/build/consumer_static")

set(ENV{PKG_CONFIG_PATH} "${prefix}/${LIBDIR}/pkgconfig")
run("${PKG_CONFIG}" --modversion ayes)
if(NOT output MATCHES "^0\\.1\\.0")
  message(SEND_ERROR "pkg-config says the version is ${output}")
endif()
separate_arguments(flags UNIX_COMMAND "${FLAGS}")
set(source "${CMAKE_CURRENT_LIST_DIR}/package/consumer.c")

run("${PKG_CONFIG}" --cflags --libs ayes)
separate_arguments(found UNIX_COMMAND "${output}")
run("${CC}" ${flags} "${source}" -o "${SCRATCH}/shared" ${found}
    "-Wl,-rpath,${prefix}/${LIBDIR}")
run("${SCRATCH}/shared")

run("${PKG_CONFIG}" --cflags --libs --static ayes)
string(REPLACE "-layes" "-l:libayes.a" output "${output}")
separate_arguments(found UNIX_COMMAND "${output}")
run("${CC}" ${flags} "${source}" -o "${SCRATCH}/static" ${found})
run("${SCRATCH}/static")
