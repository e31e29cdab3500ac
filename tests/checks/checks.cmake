# Checks that are programs of their own (Python 3, standard library; jsonschema and Chromium where installed).
# A check that exits with 77 could not run here and says why.
set(checks ${CMAKE_CURRENT_SOURCE_DIR}/checks)
set(source ${PROJECT_SOURCE_DIR})
function(add_check name)
  add_test(NAME check_${name} COMMAND ${Python3_EXECUTABLE} -B ${ARGN})
  set_tests_properties(check_${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 900 LABELS check)
endfunction()

# Sanitizers keep shadow memory and quarantines.
set(memory_factor 1)
if(MFAX_SANITIZE)
  set(memory_factor 5)
endif()

add_check(sources ${checks}/check_sources.py ${source})
add_check(sources_self_test ${checks}/check_sources.py --self-test)
add_check(drift ${source}/scripts/generate_docs.py --mfax $<TARGET_FILE:mfax> --check)
add_check(truth_incident ${checks}/check_truth.py $<TARGET_FILE:mfax> ${source} incident)
add_check(truth_duo ${checks}/check_truth.py $<TARGET_FILE:mfax> ${source} duo)
add_check(truth_edge ${checks}/check_truth.py $<TARGET_FILE:mfax> ${source} edge)
add_check(recount ${checks}/check_recount.py $<TARGET_FILE:mfax>)
add_check(schema ${checks}/check_schema.py $<TARGET_FILE:mfax> ${source})
add_check(html_structure ${checks}/check_html.py $<TARGET_FILE:mfax> ${source} structure)
add_check(html_browser ${checks}/check_html.py $<TARGET_FILE:mfax> ${source} browser)
add_check(html_large ${checks}/check_html.py $<TARGET_FILE:mfax> ${source} large)
add_check(memory ${checks}/check_memory.py $<TARGET_FILE:mfax> ${memory_factor})
add_check(readme ${checks}/check_readme.py $<TARGET_FILE:mfax> ${source} ${source}/README.md)
add_check(tables ${source}/scripts/data/check_tables.py)
add_check(numbering ${checks}/check_numbering.py ${source})
add_check(carriers ${checks}/check_carriers.py $<TARGET_FILE:mfax> ${source})
add_check(docs ${checks}/check_readme.py $<TARGET_FILE:mfax> ${source} ${source}/docs/tutorial.md ${source}/docs/for-auditors.md
          ${source}/docs/recipes.md)
