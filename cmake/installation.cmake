# SPDX-License-Identifier: MIT
#
# What `cmake --install` puts where: program, libraries, headers, lexicons, and the two ways other
# programs find the library (find_package(ayes) and pkg-config). All paths in them are relative to
# where they stand, so the installed tree can be moved.
include(CMakePackageConfigHelpers)

file(GLOB public_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/engine/include/*.h")
install(FILES ${public_headers} DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(TARGETS ayes_shared ayes_static EXPORT ayes_targets
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
if(TARGET ayes_program)
  install(TARGETS ayes_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/lexicons" DESTINATION "${CMAKE_INSTALL_DATADIR}/ayes")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/engine/schema" DESTINATION "${CMAKE_INSTALL_DATADIR}/ayes")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/ayes")
install(EXPORT ayes_targets NAMESPACE ayes:: FILE ayes-targets.cmake
        DESTINATION "${package_folder}")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/ayes-config.cmake.in"
  "${PROJECT_BINARY_DIR}/ayes-config.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/ayes-config-version.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ayes-config.cmake"
              "${PROJECT_BINARY_DIR}/ayes-config-version.cmake" DESTINATION "${package_folder}")

file(RELATIVE_PATH AYES_PREFIX_FROM_PC
     "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
configure_file("${PROJECT_SOURCE_DIR}/ayes.pc.in" "${PROJECT_BINARY_DIR}/ayes.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/ayes.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
