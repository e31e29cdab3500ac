# The numbering plans as one table, from the metadata of the library that is linked. Included by the root: a custom command
# belongs to the directory of the target that uses it.
set(automaton_folder ${CMAKE_BINARY_DIR}/generated/normalize)
file(MAKE_DIRECTORY ${automaton_folder})
add_executable(mfax_number_automaton ${PROJECT_SOURCE_DIR}/scripts/data/make_number_automaton.cpp)
target_include_directories(mfax_number_automaton PRIVATE ${MFAX_PHONENUMBER_INCLUDE})
target_link_libraries(mfax_number_automaton PRIVATE ${MFAX_PHONENUMBER_LIBRARY} ${MFAX_PROTOBUF_LIBRARY} Threads::Threads)
add_custom_command(OUTPUT ${automaton_folder}/number_automaton.inc
  COMMAND mfax_number_automaton ${automaton_folder}/number_automaton.inc DEPENDS mfax_number_automaton VERBATIM)
set_source_files_properties(${PROJECT_SOURCE_DIR}/src/normalize/number_automaton.cpp PROPERTIES
  OBJECT_DEPENDS ${automaton_folder}/number_automaton.inc)
target_include_directories(mfax_core PRIVATE ${CMAKE_BINARY_DIR}/generated)
