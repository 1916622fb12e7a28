# SPDX-License-Identifier: MIT
#
# The libraries ayes stands on. They are linked by their plain names, so that neither the installed
# package files nor the libraries hold a path of the machine they were built on.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(AYES_PC REQUIRED libpcre2-8 jansson icu-uc sqlite3 xlsxwriter minizip expat
                  yaml-0.1 zlib)

# libstemmer, libcsv and liblinear have no .pc file.
foreach(pair "stemmer libstemmer.h libstemmer-dev" "csv csv.h libcsv-dev"
             "linear linear.h liblinear-dev")
  separate_arguments(pair)
  list(GET pair 0 name)
  list(GET pair 1 header)
  list(GET pair 2 package)
  find_library(AYES_LIBRARY_${name} ${name})
  find_path(AYES_INCLUDE_${name} ${header})
  if(NOT AYES_LIBRARY_${name} OR NOT AYES_INCLUDE_${name})
    message(FATAL_ERROR "lib${name} or its ${header} is missing; on Debian: apt install ${package}")
  endif()
endforeach()

# Only the headers of xxHash: hashing is compiled in.
find_path(AYES_INCLUDE_xxhash xxhash.h)
if(NOT AYES_INCLUDE_xxhash)
  message(FATAL_ERROR "xxhash.h is missing; on Debian: apt install libxxhash-dev")
endif()

# SPSS files are read where libreadstat is there; ayes says so otherwise.
find_library(AYES_LIBRARY_readstat readstat)
find_path(AYES_INCLUDE_readstat readstat.h)
if(AYES_LIBRARY_readstat AND AYES_INCLUDE_readstat)
  set(AYES_HAS_READSTAT ON)
  set(readstat readstat)
else()
  set(AYES_HAS_READSTAT OFF)
  set(readstat "")
  message(STATUS "libreadstat is missing: SPSS files will not be read")
endif()

# System calls are confined (--sandbox, of the program alone) where libseccomp is there; ayes says
# so otherwise.
pkg_check_modules(AYES_SECCOMP IMPORTED_TARGET libseccomp)
if(NOT AYES_SECCOMP_FOUND)
  message(STATUS "libseccomp is missing: --sandbox will confine files only")
endif()

set(AYES_LIBRARIES ${AYES_PC_LIBRARIES} stemmer csv linear ${readstat} m Threads::Threads)
list(REMOVE_DUPLICATES AYES_LIBRARIES)
get_filename_component(stemmer_folder "${AYES_LIBRARY_stemmer}" DIRECTORY)
get_filename_component(csv_folder "${AYES_LIBRARY_csv}" DIRECTORY)
get_filename_component(linear_folder "${AYES_LIBRARY_linear}" DIRECTORY)
set(AYES_LIBRARY_FOLDERS ${AYES_PC_LIBRARY_DIRS} ${stemmer_folder} ${csv_folder}
                         ${linear_folder})
list(REMOVE_ITEM AYES_LIBRARY_FOLDERS ${CMAKE_C_IMPLICIT_LINK_DIRECTORIES})
list(REMOVE_DUPLICATES AYES_LIBRARY_FOLDERS)
set(AYES_INCLUDES ${AYES_PC_INCLUDE_DIRS} ${AYES_INCLUDE_stemmer} ${AYES_INCLUDE_csv}
                  ${AYES_INCLUDE_linear}
                  ${AYES_INCLUDE_xxhash})
list(REMOVE_ITEM AYES_INCLUDES ${CMAKE_C_IMPLICIT_INCLUDE_DIRECTORIES})
list(REMOVE_DUPLICATES AYES_INCLUDES)
