# SPDX-License-Identifier: MIT
#
# Style and script of the HTML report become arrays of the library, with the hashes that the page's
# security policy names. Included, it sets up the step; run with -P, it does it:
# cmake -DSTYLE=report.css -DSCRIPT=report.js -DOUTPUT=html_assets.c -P assets.cmake
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(assets "${CMAKE_CURRENT_SOURCE_DIR}/engine/report/assets")
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/generated/html_assets.c")
  add_custom_command(OUTPUT "${generated}"
    COMMAND "${CMAKE_COMMAND}" "-DSTYLE=${assets}/report.css" "-DSCRIPT=${assets}/report.js"
            "-DOUTPUT=${generated}" -P "${CMAKE_CURRENT_LIST_FILE}"
    DEPENDS "${assets}/report.css" "${assets}/report.js" "${CMAKE_CURRENT_LIST_FILE}"
    COMMENT "Generating html_assets.c" VERBATIM)
  list(APPEND library_sources "${generated}")
  return()
endif()

# The digits of a file's SHA-256 in base 64: three bytes, six hexadecimal digits, make four.
function(hash_of file out)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  file(SHA256 "${file}" digits)
  set(text "")
  foreach(at RANGE 0 54 6)
    string(SUBSTRING "${digits}0000" ${at} 6 group)
    math(EXPR number "0x${group}")
    foreach(shift 18 12 6 0)
      math(EXPR index "(${number} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${index} 1 letter)
      string(APPEND text "${letter}")
    endforeach()
  endforeach()
  # 32 bytes fill 43 characters; the last of 11 groups has two bytes only.
  string(SUBSTRING "${digits}" 60 4 rest)
  math(EXPR number "0x${rest}00")
  foreach(shift 18 12 6)
    math(EXPR index "(${number} >> ${shift}) & 63")
    string(SUBSTRING "${alphabet}" ${index} 1 letter)
    string(APPEND text "${letter}")
  endforeach()
  set(${out} "sha256-${text}=" PARENT_SCOPE)
endfunction()

function(add_array name file)
  file(READ "${file}" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  hash_of("${file}" hash)
  string(APPEND source "\nconst char ayes_html_${name}[] = {\n${bytes}0x00};\n"
    "const size_t ayes_html_${name}_length = ${length};\n"
    "const char ayes_html_${name}_hash[] = \"${hash}\";\n")
  set(source "${source}" PARENT_SCOPE)
endfunction()

set(source "/* SPDX-License-Identifier: MIT */\n#include \"report/html_assets.h\"\n")
add_array(style "${STYLE}")
add_array(script "${SCRIPT}")
file(WRITE "${OUTPUT}" "${source}")
