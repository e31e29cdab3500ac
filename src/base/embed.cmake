# Writes OUTPUT: a C++ source that defines mfax::embedded_files(), the FILES (paths below ROOT). The assembler's .incbin
# takes the bytes as they are: no escaping, no literal length limit, and no compile time for a megabyte of tables.
set(assembly "")
set(externs "")
set(entries "")
set(index 0)
foreach(file IN LISTS FILES)
  string(APPEND assembly "    \"mfax_embedded_${index}:\\n.incbin \\\"${ROOT}/${file}\\\"\\nmfax_embedded_${index}_end:\\n.byte 0\\n\"\n")
  string(APPEND externs "extern const char mfax_embedded_${index}[], mfax_embedded_${index}_end[];\n")
  string(APPEND entries "      {\"${file}\", between(mfax_embedded_${index}, mfax_embedded_${index}_end)},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"base/embedded.hpp\"

asm(\".pushsection .rodata\\n\"
${assembly}    \".popsection\\n\");

extern \"C\" {
${externs}}

namespace mfax {
namespace {
std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
}  // namespace

std::span<const EmbeddedFile> embedded_files() noexcept {
  static const EmbeddedFile files[] = {
${entries}      {\"\", {}}};
  return {files, sizeof(files) / sizeof(files[0]) - 1};
}

}  // namespace mfax
")
