# Calls that would leave a view of a dead object must not compile. Each source is compiled twice: without MFAX_BAD it must
# compile (so that the failure has the one reason meant), with MFAX_BAD it must not.
set(compile_only ${CMAKE_CXX_COMPILER} -std=c++20 -fsyntax-only -I${PROJECT_SOURCE_DIR}/include)
foreach(name chunk_bytes csv_scanner json_scanner string_table_name)
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/compile_fail/${name}.cpp)
  add_test(NAME compile_good_${name} COMMAND ${compile_only} ${source})
  add_test(NAME compile_fail_${name} COMMAND ${compile_only} -DMFAX_BAD ${source})
  # The message must be the deleted function, not a typing error in the test.
  set_tests_properties(compile_fail_${name} PROPERTIES PASS_REGULAR_EXPRESSION "deleted")
endforeach()
