# Included by the top CMakeLists.txt, not a subdirectory: a custom command serves only targets of its own directory scope.
# Data files (formats, numbering and place tables, JSON schemas) become one generated source; see embed.cmake.
file(GLOB MFAX_EMBEDDED CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/src/formats/log/*.json
  ${PROJECT_SOURCE_DIR}/src/formats/directory/*.json
  ${PROJECT_SOURCE_DIR}/src/normalize/data/*.tsv
  ${PROJECT_SOURCE_DIR}/src/report/policies/*.json
  ${PROJECT_SOURCE_DIR}/src/report/incidents/*.json
  ${PROJECT_SOURCE_DIR}/docs/schema/*.json)
list(SORT MFAX_EMBEDDED)
set(MFAX_EMBEDDED_CPP ${PROJECT_BINARY_DIR}/generated/embedded_files.cpp)
list(TRANSFORM MFAX_EMBEDDED PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE MFAX_EMBEDDED_PATHS)
add_custom_command(
  OUTPUT ${MFAX_EMBEDDED_CPP}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${MFAX_EMBEDDED_CPP} -DROOT=${PROJECT_SOURCE_DIR} "-DFILES=${MFAX_EMBEDDED}"
          -P ${PROJECT_SOURCE_DIR}/src/base/embed.cmake
  DEPENDS ${MFAX_EMBEDDED_PATHS} ${PROJECT_SOURCE_DIR}/src/base/embed.cmake
  VERBATIM)
target_sources(mfax_core PRIVATE ${MFAX_EMBEDDED_CPP})
