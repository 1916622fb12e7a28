# SPDX-License-Identifier: MIT
#
# Neither the program nor the library, nor any library they name, asks for a function that reaches
# the network. (What the system's libraries bring along in turn is theirs; libcrypto, which some
# need for checksums, could.) Usage: cmake -DNM=nm -DREADELF=readelf -DFILES=program;library
# -P network.cmake
cmake_minimum_required(VERSION 3.25)
set(functions socket socketpair connect bind listen accept accept4 send sendto sendmsg recv recvfrom
    recvmsg getaddrinfo gethostbyname gethostbyname_r getnameinfo getservbyname res_query
    res_search)
# The C library defines these functions; the sanitizers stand in for them.
set(systems "^(libc|libm|ld-linux.*|libasan|libubsan|libtsan|libgcc_s|libpthread)\\.so")

function(check_imports file)
  execute_process(COMMAND "${NM}" -D --undefined-only "${file}" RESULT_VARIABLE result
                  OUTPUT_VARIABLE text ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${NM} cannot read ${file}: ${errors}")
  endif()
  string(REGEX MATCHALL "[Uw] [^\n@]+" imports "${text}")
  list(TRANSFORM imports REPLACE "^[Uw] " "")
  if(NOT imports)
    message(SEND_ERROR "${file} imports nothing: this cannot be")
  endif()
  foreach(function ${functions})
    if(function IN_LIST imports)
      message(SEND_ERROR "${file} imports ${function}: no network code may be linked")
    endif()
  endforeach()
endfunction()

function(names_of file out)
  execute_process(COMMAND "${READELF}" -dW "${file}" OUTPUT_VARIABLE text)
  string(REGEX MATCHALL "\\(NEEDED\\)[^\n]*\\[[^]\n]+" names "${text}")
  list(TRANSFORM names REPLACE "^.*\\[" "")
  list(FILTER names EXCLUDE REGEX "${systems}")
  set(${out} "${names}" PARENT_SCOPE)
endfunction()

function(check_libraries file)
  execute_process(COMMAND ldd "${file}" RESULT_VARIABLE result OUTPUT_VARIABLE text)
  names_of("${file}" names)
  foreach(name ${names})
    string(REPLACE "." "\\." pattern "${name}")
    string(REPLACE "+" "\\+" pattern "${pattern}")
    if(text MATCHES "${pattern} => (/[^ \n]+)")
      check_imports("${CMAKE_MATCH_1}")
    elseif(result EQUAL 0)
      message(SEND_ERROR "${file}: ldd does not say where ${name} is")
    endif()
  endforeach()
endfunction()

foreach(file ${FILES})
  check_imports("${file}")
  check_libraries("${file}")
endforeach()
