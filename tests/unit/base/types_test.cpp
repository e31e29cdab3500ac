// Words of enumerations, fields, row references, string table, hashes.
#include <catch2/catch.hpp>

#include "base/line_places.hpp"
#include "base/sha256.hpp"
#include "mfax/diagnostic.hpp"
#include "mfax/types.hpp"

using namespace mfax;

TEST_CASE("every word of an enumeration reads back as its value") {
  for (int i = 0; i <= static_cast<int>(NumberStatus::undecided); ++i) {
    const auto status = static_cast<NumberStatus>(i);
    CHECK(parse_enum<NumberStatus>(to_text(status)) == status);
  }
  CHECK_FALSE(parse_enum<Channel>("fax"));
  CHECK(parse_enum<Confidence>("equivalent") == Confidence::equivalent);
  CHECK(to_text(Severity::critical) == "critical");
}

TEST_CASE("every field is found by its name and belongs to a log or a directory") {
  for (int i = 1; i < static_cast<int>(Field::count_); ++i) {
    const FieldInfo& info = field_info(static_cast<Field>(i));
    CHECK(parse_field(info.name) == info.field);
    CHECK((info.in_logs || info.in_directories));
    CHECK_FALSE(info.summary.empty());
  }
  CHECK_FALSE(parse_field(""));
}

TEST_CASE("every diagnostic has an id of its own, a title and help") {
  for (const DiagInfo& info : diag_infos()) {
    if (info.code == DiagCode::none) continue;
    CHECK(parse_diag_code(info.id) == info.code);
    CHECK_FALSE(info.title.empty());
    CHECK_FALSE(info.help.empty());
  }
}

TEST_CASE("a code set holds what was added, in order") {
  CodeSet set;
  CHECK(set.empty());
  set.add(DiagCode::J_NOT_A_ROW);
  set.add(DiagCode::P_TRIMMED);
  std::vector<DiagCode> seen;
  set.for_each([&](DiagCode code) { seen.push_back(code); });
  CHECK(seen == std::vector{DiagCode::P_TRIMMED, DiagCode::J_NOT_A_ROW});
  CHECK_FALSE(set.has(DiagCode::P_MASKED));
}

TEST_CASE("a row reference prints input, line and, on a shared line, the place on it") {
  CHECK(to_text(RowRef{static_cast<FileId>(0), 0, 88}) == "in1:88");
  CHECK(to_text(RowRef{static_cast<FileId>(2), 36, 1}) == "in3:1.37");
}

TEST_CASE("a string table gives one id per text and never moves a text") {
  StringTable table;
  const NameId a = table.intern("a");
  const std::string_view before = table.name(a);
  for (int i = 0; i < 10000; ++i) table.intern(std::to_string(i));
  CHECK(table.intern("a") == a);
  CHECK(table.name(a).data() == before.data());
  CHECK(table.name(NameId{}) == "");
  CHECK(table.name(static_cast<NameId>(999999)) == "");
}

TEST_CASE("SHA-256 and HMAC agree with the published vectors") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, case 2
  Sha256 hash;
  hash.add("a");
  hash.add("bc");
  CHECK(hash.finish() == sha256_hex("abc"));
}

TEST_CASE("positions become lines across chunks, also when many rows share a line") {
  LinePlaces places;
  const FileId file{};
  places.begin_chunk(file, 3);  // header and preamble
  RowPos pos;
  pos.line_in_chunk = 2;
  CHECK(to_text(places.place(pos)) == "in1:6");
  places.end_chunk(file, 2, 5);
  places.begin_chunk(file, 0);  // goes on in the middle of line 6, five rows are on it already
  pos.chunk = 1;
  pos.line_in_chunk = 0;
  pos.nth_on_line = 1;
  CHECK(to_text(places.place(pos)) == "in1:6.7");
  places.end_chunk(file, 0, 2);
  places.begin_chunk(file, 1);
  pos.chunk = 2;
  pos.nth_on_line = 0;
  CHECK(to_text(places.place(pos)) == "in1:7");
}
