# Packages for Debian: `cpack --config build/release/CPackConfig.cmake` makes tarn_VERSION_ARCH.deb (tools, lexicons,
# manual, completions) and libtarn-dev_VERSION_ARCH.deb (library and headers).
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tarn)
set(CPACK_PACKAGE_VENDOR "The tarn authors")
set(CPACK_PACKAGE_CONTACT "The tarn authors")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL tools library debian)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENT_TOOLS_GROUP tools)
set(CPACK_COMPONENT_DEBIAN_GROUP tools)
set(CPACK_COMPONENT_LIBRARY_GROUP library)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME tarn)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION science)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS "jq, bash-completion")
set(CPACK_COMPONENT_GROUP_TOOLS_DESCRIPTION "Small tools that read archives of blog posts and say, with evidence for every
figure, which themes they talk about, which stance is taken on them and by
whom, and how that changes. They chain by JSON Lines.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libtarn-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
# The library is static: a program that uses it is linked with all of these.
string(JOIN ", " CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "tarn (= ${PROJECT_VERSION})" libfmt-dev libicu-dev
  libsimdjson-dev libexpat1-dev libyaml-cpp-dev libtomlplusplus-dev libarchive-dev nettle-dev libgumbo-dev
  libmd4c-dev libmd4c-html0-dev)
set(CPACK_COMPONENT_GROUP_LIBRARY_DESCRIPTION "The static library of the tarn tools and its headers, for CMake and pkg-config.")
install(FILES ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT debian EXCLUDE_FROM_ALL)
include(CPack)
