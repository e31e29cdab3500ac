# Every folder of tests/golden but those that begin with '_' is a case. The glob is checked again at each build.
file(GLOB golden_args CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/golden/*/args)
foreach(args IN LISTS golden_args)
  get_filename_component(folder ${args} DIRECTORY)
  get_filename_component(name ${folder} NAME)
  add_test(NAME golden_${name}
           COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/golden/run_golden.py --mfax $<TARGET_FILE:mfax> ${folder})
  set_tests_properties(golden_${name} PROPERTIES TIMEOUT 600 LABELS golden)
endforeach()
add_test(NAME golden_runner_self_test COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/golden/self_test.py)
