#!/usr/bin/env python3
"""Rules of the source tree that a compiler does not check: who may include what, where the outside world may be touched,
plain ASCII, no macros, file length, fictional numbers in samples, test names.

usage: check_sources.py [ROOT] | --self-test
"""
import re
import sys
import tempfile
from pathlib import Path

# The order of knowledge: a folder may use the contracts of folders before it, and its own.
FOLDERS = ["base", "read", "formats", "normalize", "directory", "match", "report", "render", "pipeline", "cli"]
CONTRACTS = {"types": "base", "arena": "base", "diagnostic": "base", "error": "base", "read": "read", "format": "formats",
             "normalize": "normalize", "local_time": "normalize", "json_tree": "formats", "policy": "report", "directory": "directory", "match": "match", "report": "report",
             "report_fields": "report", "entries": "report", "report_sum_fields": "report", "render": "render", "pipeline": "pipeline"}
# Each library in one place.
LIBRARIES = [
    (r"CLI/|CLI11", r"src/cli/"),
    (r"spdlog/", r"src/cli/"),
    (r"phonenumbers/", r"src/normalize/phone_national\.cpp$"),
    (r"absl/", r"src/normalize/time[a-z_]*\.cpp$"),
    (r"openssl/", r"src/base/sha256\.cpp$"),
    (r"isa-l|zlib\.h|zstd\.h", r"src/read/inflate\.cpp$"),
    (r"simdjson", r"src/read/json_[a-z_]*\.[ch]pp$|src/formats/spec_loader\.cpp$|src/report/(load\.cpp|json_place\.hpp)$"),
]
OUTSIDE_WORLD = [
    (r"\bstd::(cout|cerr|clog|cin)\b|\b(stdout|stderr|stdin)\b", "standard streams"),
    (r"(?<![\w.>:])(printf|puts|putchar|perror|vprintf)\s*\(|\bstd::(printf|puts|putchar)\s*\(|\bfmt::print\b|\bfmt::println\b",
     "printing"),
    (r"\b(std::|::)?(getenv|secure_getenv|setenv|putenv)\s*\(", "the environment"),
    (r"\b(system|steady|high_resolution|utc)_clock::now\b|\bgettimeofday\s*\(|\bclock_gettime\s*\(|\bstd::time\s*\(|(?<![\w.>:])time\s*\(\s*(NULL|nullptr|0|&)",
     "the clock"),
    (r"(?<![\w.>])(std::|::)?(exit|_Exit|quick_exit|abort|_exit|terminate)\s*\(", "ending the process"),
    (r"\bstd::random_device\b|(?<![\w.>:])rand\s*\(", "randomness"),
    (r"(?<![\w.>])(std::|::)?system\s*\(|\bpopen\s*\(|\bexecvp?\s*\(", "other programs"),
    (r"\bgetaddrinfo\s*\(|(?<![\w.>:])socket\s*\(", "the network"),
]
LINE_LIMIT = 400
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def without_comments(text):
    """Comments and the contents of literals become blanks; line ends stay, so that line numbers hold."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def folder_of(path):
    parts = Path(path).parts
    if parts[0] == "include":
        return CONTRACTS.get(Path(path).stem)
    return parts[1] if parts[0] == "src" and len(parts) > 2 else None


def check_include(path, kind, name):
    for library, place in LIBRARIES:
        if re.match(library, name) and not re.search(place, path):
            return f"includes {name}, which belongs to {place} only"
    if kind == "<":
        if path.startswith("include/") and "/" in name and not re.match(r"fmt/|sys/", name):
            return f"a contract includes the library header {name}"
        return None
    own = folder_of(path)
    first = name.split("/")[0]
    if first == "mfax":
        needed = CONTRACTS.get(Path(name).stem)
        if needed is None:
            return f"includes {name}, which CONTRACTS in this check does not know"
        if own is not None and FOLDERS.index(needed) > FOLDERS.index(own):
            return f"{own} knows nothing of {needed}, but includes {name}"
        return None
    if path == "src/main.cpp":
        return None if first == "cli" else f"main includes {name}; only cli/ and mfax/ are for it"
    if path.startswith("include/"):
        return f"a contract includes the private header {name}"
    if first not in (own, "base"):
        return f"includes {name}: the private header of another folder, or not written as \"{own}/...\""
    return None


def check_code(path, text):
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            problem = check_include(path, *match.groups())
            if problem:
                problems.append((number, problem))
        if any(ord(c) > 126 or (ord(c) < 32 and c != "\t") for c in line):
            problems.append((number, "not plain ASCII; write the character as an escape"))
        if re.search(r"\b(TODO|FIXME|XXX:)", line):
            problems.append((number, "unfinished work is an issue, not a comment"))
    code = without_comments(text)
    for number, line in enumerate(code.splitlines(), 1):
        if re.match(r"\s*#\s*define\b", line):
            problems.append((number, "macros are for tests only"))
        if path.endswith(".hpp") and re.match(r"using namespace\b", line):
            problems.append((number, "using namespace at file scope in a header"))
        if folder_of(path) != "cli" and path != "src/main.cpp":
            for pattern, what in OUTSIDE_WORLD:
                if re.search(pattern, line):
                    problems.append((number, f"touches {what}; only src/cli and src/main.cpp may"))
    lines = text.count("\n")
    if lines > LINE_LIMIT:
        problems.append((lines, f"has {lines} lines; more than {LINE_LIMIT} need to be split"))
    if not text.startswith("//"):
        problems.append((1, "does not begin with the comment that says what comes in and what goes out"))
    if not re.fullmatch(r"[a-z0-9_]+\.(cpp|hpp)", Path(path).name):
        problems.append((1, "file names are snake_case, .cpp or .hpp"))
    return problems


# Ranges reserved for fiction: see samples/README.md.
FICTIONAL = {"1": r"(?:\d{3}|800)55501\d\d", "44": r"7700900\d{3}|2079460\d{3}|1632960\d{3}"}


def check_numbers(text):
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        for match in re.finditer(r"\+(1)(\d{10})(?!\d)|\+(44)(\d{10})(?!\d)", line):
            code, rest = match.group(1) or match.group(3), match.group(2) or match.group(4)
            if not re.fullmatch(FICTIONAL[code], rest):
                problems.append((number, f"{match.group()} is not of a range reserved for fiction"))
    return problems


def check_test_names(text):
    """ctest hands each name to Catch2 as a filter: a list separator, an escape or a leading dash would select nothing."""
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        for name in re.findall(r'\bTEST_CASE\("((?:[^"\\]|\\.)*)"', line):
            if ";" in name or "\\" in name or name.startswith("-"):
                problems.append((number, f"the test name {name!r} cannot be selected by ctest: no ';', no backslash, no leading '-'"))
    return problems


def check_tree(root):
    problems = []
    for path in sorted((root / "tests").rglob("*_test.cpp")):
        name = path.relative_to(root).as_posix()
        problems += [f"{name}:{line}: {what}" for line, what in check_test_names(path.read_text(encoding="utf-8"))]
    for top in ("include", "src"):
        for path in sorted((root / top).rglob("*.[ch]pp")):
            name = path.relative_to(root).as_posix()
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            problems += [f"{name}:{line}: {what}" for line, what in check_code(name, text)]
    samples = [*(root / "src" / "formats").rglob("*.json"), *(root / "samples").rglob("*"),
               *(root / "tests" / "golden").rglob("*")]
    for path in sorted(samples):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            problems += [f"{path.relative_to(root)}:{line}: {what}" for line, what in check_numbers(text)]
    return problems


BAD_EXAMPLES = {
    "src/read/a.cpp": [
        ('#include "mfax/match.hpp"', "knows nothing of"),
        ('#include "match/contact.hpp"', "private header"),
        ('#include "row_end.hpp"', "private header"),
        ("#include <simdjson.h>", "belongs to"),
        ("#include <CLI/CLI.hpp>", "belongs to"),
        ("#include <absl/time/time.h>", "belongs to"),
        ("#include <openssl/evp.h>", "belongs to"),
        ("#include <phonenumbers/phonenumberutil.h>", "belongs to"),
        ("void f() { std::cout << 1; }", "standard streams"),
        ('void f() { printf("x"); }', "printing"),
        ("void f() { fmt::print(stderr, 1); }", "standard streams"),
        ("auto x = std::getenv(name);", "the environment"),
        ("auto t = std::chrono::system_clock::now();", "the clock"),
        ("void f() { std::exit(1); }", "ending the process"),
        ("#define MACRO 1", "macros"),
        ("// caf\u00e9", "ASCII"),
        ("// TODO later", "unfinished"),
        ("\n" * 500, "lines"),
    ],
    "include/mfax/read.hpp": [
        ('#include "mfax/report.hpp"', "knows nothing of"),
        ('#include "read/row_end.hpp"', "private header"),
        ("#include <zstd.h>", "belongs to"),
        ("using namespace std;", "using namespace"),
    ],
    "src/main.cpp": [('#include "read/row_end.hpp"', "main includes")],
    "tests/unit/a_test.cpp": [
        ('TEST_CASE("one; two") {', "cannot be selected"),
        ('TEST_CASE("DOMAIN\\\\login") {', "cannot be selected"),
        ('TEST_CASE("--map", "[cli]") {', "cannot be selected"),
    ],
}
GOOD_EXAMPLES = {
    "src/read/a.cpp": '#include "mfax/read.hpp"\n#include "base/text.hpp"\n#include "read/row_end.hpp"\n#include <fmt/format.h>\n'
                      'auto s = "std::cout << exit(1)";  // printf( is a word here\nvoid f() { snprintf(b, n, "x"); exit_code(1); x.exit(); }\n',
    "src/cli/console.cpp": '#include <spdlog/spdlog.h>\nvoid f() { std::fputs("x", stderr); }\n',
    "src/report/load.cpp": "#include <simdjson.h>\n",
}


def self_test():
    """A check that cannot fail is a defect: every bad example must be found, no good one."""
    failures = []
    for path, examples in BAD_EXAMPLES.items():
        for text, expected in examples:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / path
                file.parent.mkdir(parents=True)
                file.write_text("// What comes in.\n" + text + "\n", encoding="utf-8")
                found = check_tree(Path(folder))
            if not any(expected in problem for problem in found):
                failures.append(f"{path}: {text[:60]!r} was not found ({expected}); found {found}")
    for path, text in GOOD_EXAMPLES.items():
        failures += [f"good example {path}: {problem}" for problem in check_code(path, "// What comes in.\n" + text)]
    if not check_numbers("call +12025551234") or check_numbers("call +12025550123 and +447700900123"):
        failures.append("the check of fictional numbers")
    return failures


def main():
    problems = self_test() if "--self-test" in sys.argv else check_tree(
        Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
