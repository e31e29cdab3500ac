// In: a random source. Out: logs and directories for the property tests; see the header. Nothing here is measured against
// expected figures: the laws under test need none.
#include "support/random_log.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "support/seed.hpp"

namespace mfax::test {
namespace {

constexpr std::array<std::string_view, 8> kCarriers = {"AT&T Wireless", "Verizon Wireless:6006 - SVR/2", "T-Mobile USA, Inc.",
                                                       "O2 (UK)",       "",                              "Unheard \"Of\" Mobile",
                                                       "Bell\nMobility", "null"};
constexpr std::array<std::string_view, 6> kStates = {"TX", "Texas", "CA", "", "Bavaria", "N/A"};
constexpr std::array<std::string_view, 14> kOddNumbers = {
    "", "anonymous", "+1202555XXXX", "4.47701E+11", "12025550143.0", "null", "client:alice", "40404", "EXAMPLECORP",
    "+12025550143, +12025550144", "(202) 555-0143 x12", "0", "tel:+12025550143", "'+12025550143"};
constexpr std::array<std::string_view, 6> kOddTimes = {"", "n/a", "0001-01-01T00:00:00Z", "2024-02-30 10:00:00", "soon",
                                                       "2024-03-05"};

template <std::size_t N>
std::string_view pick(std::mt19937_64& random, const std::array<std::string_view, N>& list) {
  return list[below(random, N)];
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string random_time(std::mt19937_64& random, bool is_messy) {
  if (is_messy && below(random, 12) == 0) return std::string(pick(random, kOddTimes));
  return fmt::format("2024-03-{:02}T{:02}:{:02}:{:02}Z", 1 + below(random, 31), below(random, 24), below(random, 60),
                     below(random, 60));
}

std::string odd_row(std::mt19937_64& random) {
  switch (below(random, 6)) {
    case 0: return "\n";
    case 1: return ",,,,,\n";
    case 2: return "M1,+12025550143\n";
    case 3: return "id,sent at,phone number,carrier,country,state\n";
    case 4: return "x,2024-03-05T10:00:00Z,+12025550150,\"never closed,US,TX\n";
    default: return "a,b,c,d,e,f,g,h,i\n";
  }
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string random_number(std::mt19937_64& random, bool is_messy) {
  if (is_messy && below(random, 8) == 0) return std::string(pick(random, kOddNumbers));
  constexpr std::array<std::string_view, 4> kAreas = {"202", "212", "415", "303"};
  return fmt::format("+1{}55501{:02}", pick(random, kAreas), below(random, 100));
}

std::string random_csv_log(std::mt19937_64& random, std::size_t rows, bool is_messy) {
  std::string out = "id,sent at,phone number,carrier,country,state\n";
  for (std::size_t i = 0; i < rows; ++i) {
    if (is_messy && below(random, 15) == 0) out += odd_row(random);
    // A small range of ids: some messages occur twice, some ids are on two numbers.
    out += fmt::format("M{},{},{},{},US,{}{}", below(random, is_messy ? rows : rows * 1000), random_time(random, is_messy),
                       quoted(random_number(random, is_messy)), quoted(pick(random, kCarriers)), pick(random, kStates),
                       is_messy && below(random, 3) == 0 ? "\r\n" : "\n");
  }
  return out;
}

std::string random_json_log(std::mt19937_64& random, std::size_t rows, bool is_messy) {
  std::string out;
  for (std::size_t i = 0; i < rows; ++i) {
    out += fmt::format(R"({{"id":"M{}","sent_at":{},"phone_number":{},"carrier":{},"country":"US","state":{}}})",
                       below(random, is_messy ? rows : rows * 1000), json_text(random_time(random, is_messy)),
                       json_text(random_number(random, is_messy)), json_text(pick(random, kCarriers)),
                       json_text(pick(random, kStates)));
    if (is_messy && below(random, 20) == 0) out += R"( {"id": )";
    out += is_messy && below(random, 10) == 0 ? " " : "\n";
  }
  return out;
}

std::string random_bytes_log(std::mt19937_64& random, std::size_t size) {
  constexpr std::string_view kFrequent = "\"\",,\n\r+0123456789 :-TZ";
  std::string out = "id,sent at,phone number\nM0,2024-03-05T10:00:00Z,+12025550143\n";
  while (out.size() < size) {
    // Control characters are rare: a file with many of them is refused as binary, which is another test's business.
    const auto byte = static_cast<unsigned char>(random());
    const bool is_wild = below(random, 4) == 0 && (byte >= 0x20 || below(random, 40) == 0);
    out += is_wild ? static_cast<char>(byte) : kFrequent[below(random, kFrequent.size())];
  }
  return out;
}

std::string random_directory(std::mt19937_64& random, std::size_t people) {
  std::string out = "username,email,display name,mobile phone,department,enabled\n";
  for (std::size_t i = 0; i < people; ++i)
    out += fmt::format("user{0},user{0}@example.org,User {0},{1},Sales,{2}\n", i, random_number(random, false),
                       below(random, 9) == 0 ? "false" : "true");
  return out;
}

}  // namespace mfax::test
