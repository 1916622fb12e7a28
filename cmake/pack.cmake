# SPDX-License-Identifier: MIT
#
# The English pack as it comes along with the library (engine/lexicon/compiled.h): a program made of
# the library's own objects compiles it. Where that program cannot be run, as it is for another
# machine, none comes along, and packs are read at each start. What it runs through counts for no
# coverage of tests.
set(embed "${CMAKE_CURRENT_SOURCE_DIR}/engine/embed")
set(pack_folder "${CMAKE_CURRENT_SOURCE_DIR}/lexicons/en")
set(pack_source "${embed}/no_pack.c")

if(NOT CMAKE_CROSSCOMPILING)
  file(GLOB pack_files CONFIGURE_DEPENDS "${pack_folder}/*")
  set(pack_source "${CMAKE_CURRENT_BINARY_DIR}/generated/compiled_pack.c")
  add_executable(ayes_compile_pack "${embed}/compile_pack.c" "${embed}/no_pack.c"
                 $<TARGET_OBJECTS:ayes_objects>)
  target_link_libraries(ayes_compile_pack PRIVATE ayes_engine_options ${AYES_LIBRARIES})
  target_link_directories(ayes_compile_pack PRIVATE ${AYES_LIBRARY_FOLDERS})
  set_target_properties(ayes_compile_pack PROPERTIES POSITION_INDEPENDENT_CODE ON)
  add_custom_command(OUTPUT "${pack_source}"
    COMMAND "${CMAKE_COMMAND}" -E env "GCOV_PREFIX=${CMAKE_CURRENT_BINARY_DIR}/generated/counters"
            $<TARGET_FILE:ayes_compile_pack> "${pack_folder}" "${pack_source}"
    DEPENDS ayes_compile_pack ${pack_files} COMMENT "Compiling lexicons/en" VERBATIM)
endif()

add_library(ayes_pack_object OBJECT "${pack_source}")
target_link_libraries(ayes_pack_object PRIVATE ayes_engine_options)
set_target_properties(ayes_pack_object PROPERTIES POSITION_INDEPENDENT_CODE ON)
