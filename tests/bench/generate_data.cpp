// Rows and people in, a seeded log, the directory that goes with it and the truth about both out: what every program that is
// measured must answer. Few people get most messages (Zipf-Mandelbrot), one person in ten lives abroad, and people write their
// numbers as people do. Ten million rows take some seconds.
//   mfax_bench_data KIND ROWS PEOPLE FOLDER [SEED]     KIND: csv, messy, ndjson or envelope
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace {

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
  }
  std::uint64_t below(std::uint64_t limit) { return next() % limit; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

std::uint64_t hash_of(std::uint64_t value) { return Random(value * 0xD6E8FEB86659FD93ULL).next(); }

/// Draws ranks in constant time by Vose's alias method.
class Zipf {
 public:
  explicit Zipf(std::size_t ranks) : keep_(ranks), other_(ranks) {
    constexpr double kExponent = 0.8, kShift = 50;
    double sum = 0;
    for (std::size_t i = 0; i < ranks; ++i) sum += keep_[i] = std::pow(static_cast<double>(i) + kShift, -kExponent);
    std::vector<std::size_t> small, large;
    for (std::size_t i = 0; i < ranks; ++i) {
      keep_[i] *= static_cast<double>(ranks) / sum;
      other_[i] = i;
      (keep_[i] < 1 ? small : large).push_back(i);
    }
    while (!small.empty() && !large.empty()) {
      const std::size_t low = small.back(), high = large.back();
      small.pop_back();
      other_[low] = high;
      keep_[high] -= 1 - keep_[low];
      if (keep_[high] >= 1) continue;
      large.pop_back();
      small.push_back(high);
    }
  }
  std::size_t draw(Random& random) const {
    const std::size_t rank = random.below(keep_.size());
    return random.unit() < keep_[rank] ? rank : other_[rank];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::size_t> other_;
};

struct Country {
  std::string_view alpha2, code, head;  ///< head: how every national number here begins
  unsigned digits;                      ///< that follow it
  std::string_view trunk;
  std::vector<std::string_view> carriers, states;
};

const std::vector<Country>& abroad() {
  static const std::vector<Country> kCountries{
      {"GB", "44", "7400", 6, "0", {"Vodafone", "EE", "O2 (UK)", "Three"}, {"England", "Scotland"}},
      {"DE", "49", "1511", 7, "0", {"Telekom", "Vodafone D2", "O2"}, {"Bayern", "Berlin", "Hessen"}},
      {"FR", "33", "61", 7, "0", {"Orange", "SFR", "Bouygues Telecom"}, {""}},
      {"BR", "55", "1198", 7, "", {"Vivo", "Claro", "TIM"}, {"SP"}},
      {"IN", "91", "981", 7, "0", {"Airtel", "Reliance Jio", "Vodafone Idea"}, {"Maharashtra", "Delhi"}}};
  return kCountries;
}

struct AreaCode {
  std::string code, state;
};

std::vector<AreaCode> area_codes() {
  std::ifstream file(MFAX_SOURCE_DIR "/src/normalize/data/nanp_area_codes.tsv");
  std::vector<AreaCode> codes;
  for (std::string line; std::getline(file, line);)
    if (line.substr(3, 4) == "\tUS\t" && line.ends_with("geographic")) codes.push_back({line.substr(0, 3), line.substr(7, 2)});
  return codes;
}

constexpr std::array<std::string_view, 8> kCarriers{"AT&T Wireless", "Verizon Wireless", "T-Mobile USA, Inc.", "Verizon Wireless:6006 - SVR/2",
                                                    "Cricket Wireless", "Google (Grand Central) - SVR", "US Cellular", "Bandwidth.com - SVR"};
constexpr std::array<std::string_view, 6> kTypes{"passcode", "passcode", "passcode", "passcode", "enrollment", "admin_login"};

/// Number k of this world. The hundred numbers an area code reserves for fiction are too few for a million people; the
/// exchange 555 has hardly any subscribers, and what is written here is never kept.
class Numbers {
 public:
  struct Number {
    std::string code, national;
    const Country* country = nullptr;  ///< null = United States
    std::string_view state;
    std::string e164() const { return "+" + code + national; }
  };
  Number at(std::uint64_t k) const {
    const std::uint64_t hash = hash_of(k);
    Number number;
    if (hash % 10 != 0) {
      const AreaCode& area = areas_[k / 10'000 % areas_.size()];
      number.code = "1";
      number.national = fmt::format("{}555{:04}", area.code, k % 10'000);
      number.state = area.state;
      return number;
    }
    const Country& country = abroad()[hash / 16 % abroad().size()];
    number.code = country.code;
    number.national = fmt::format("{}{:0{}}", country.head, k % (country.digits == 6 ? 1'000'000 : 10'000'000), country.digits);
    number.country = &country;
    number.state = country.states[hash / 256 % country.states.size()];
    return number;
  }

 private:
  std::vector<AreaCode> areas_ = area_codes();
};

/// A file written in large pieces.
class Out {
 public:
  explicit Out(const std::string& path) : file_(path, std::ios::binary) {}
  ~Out() { flush(); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;
  std::string& text() {
    if (text_.size() > (std::size_t{1} << 20)) flush();
    return text_;
  }

 private:
  void flush() {
    file_ << text_;
    text_.clear();
  }
  std::ofstream file_;
  std::string text_;
};

/// As a person fills in a form: with the country code or, at home, without.
std::string written(const Numbers::Number& number, std::uint64_t dice) {
  const std::string_view n = number.national;
  if (number.country != nullptr) {
    if (dice % 2 == 0) return fmt::format("{}{} {}", number.country->trunk, n.substr(0, n.size() - 6), n.substr(n.size() - 6));
    return fmt::format("+{} {} {}", number.code, n.substr(0, n.size() - 6), n.substr(n.size() - 6));
  }
  switch (dice % 6) {
    case 0: return fmt::format("({}) {}-{}", n.substr(0, 3), n.substr(3, 3), n.substr(6));
    case 1: return fmt::format("{}-{}-{}", n.substr(0, 3), n.substr(3, 3), n.substr(6));
    case 2: return fmt::format("{}.{}.{}", n.substr(0, 3), n.substr(3, 3), n.substr(6));
    case 3: return fmt::format("+1 {} {} {}", n.substr(0, 3), n.substr(3, 3), n.substr(6));
    case 4: return fmt::format("1{}", n);
    default: return number.e164();
  }
}

struct Row {
  std::string id, time, phone, carrier, country, state, channel, type;
};

/// One row in five is written in another way, one in a hundred has no usable number. False: it has none.
bool mess_up(Row& row, const Numbers::Number& number, Random& random) {
  const double dice = random.unit();
  const std::string_view n = number.national;
  if (dice < 0.10 && number.country == nullptr) row.phone = fmt::format("({}) {}-{}", n.substr(0, 3), n.substr(3, 3), n.substr(6));
  else if (dice < 0.15) row.phone = (number.country == nullptr ? "" : "00") + number.code + number.national;
  else if (dice < 0.18) row.time = row.time.substr(0, 10) + " " + row.time.substr(11, 8);
  else if (dice < 0.19) {
    static constexpr std::array<std::string_view, 4> kLost{"", "anonymous", "+1202555XXXX", "4.47701E+11"};
    row.phone = kLost[random.below(kLost.size())];
    return false;
  } else if (dice < 0.20) {
    row.carrier = "A \"quoted\"\ncarrier";
  }
  return true;
}

void write_csv_cell(std::string& out, std::string_view text, char end) {
  if (text.find_first_of(",\"\n") == std::string_view::npos) {
    out.append(text);
  } else {
    out += '"';
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  out += end;
}

void write_row(std::string& out, const Row& row, bool is_csv) {
  if (is_csv) {
    for (const std::string* cell : {&row.id, &row.time, &row.phone, &row.carrier, &row.country, &row.state, &row.channel})
      write_csv_cell(out, *cell, ',');
    write_csv_cell(out, row.type, '\n');
    return;
  }
  fmt::format_to(std::back_inserter(out),
                 R"({{"message_id": "{}", "sent_at": "{}", "phone_number": "{}", "carrier": "{}", "country": "{}", "state": "{}", "channel": "{}", "type": "{}", "price": 0.0075, "parts": 1}})",
                 row.id, row.time, row.phone, row.carrier, row.country, row.state, row.channel, row.type);
}

std::string time_text(std::uint64_t second) {
  return fmt::format("2024-03-{:02}T{:02}:{:02}:{:02}Z", second / 86'400 + 1, second / 3'600 % 24, second / 60 % 60, second % 60);
}

/// Who has which number: a person's own mobile, sometimes a work or a home number, sometimes the number of an office of fifty.
class People {
 public:
  explicit People(std::uint64_t count) : count_(count) {}
  std::array<std::uint64_t, 3> numbers_of(std::uint64_t person) const {  // 0 = none; number k is written k + 1
    const std::uint64_t hash = hash_of(person + 0xABCDEF);
    std::array<std::uint64_t, 3> numbers{person + 1, 0, 0};
    if (hash % 100 < 3) numbers[1] = 2 * count_ + person / 50 + 1;
    else if (hash % 100 < 30) numbers[1] = count_ + person + 1;
    if (hash / 128 % 100 < 10) numbers[2] = count_ * 21 / 10 + person + 1;
    return numbers;
  }
  /// Six people in ten by their mobile; work, office, home and nobody's numbers in equal parts.
  std::uint64_t ranks() const { return count_; }
  std::uint64_t number_of_rank(std::uint64_t rank) const {
    constexpr std::uint64_t kPrime = 1'000'000'007;  // spreads the ranks, each on a number of its own
    const std::uint64_t k = (rank * kPrime + 12'345) % ranks();
    const std::uint64_t mobiles = count_ * 6 / 10;
    if (k < mobiles) return k * 5 / 3;
    const std::uint64_t j = k - mobiles;
    switch (j % 4) {
      case 0: return count_ + j;
      case 1: return 2 * count_ + j / 4 % (count_ / 50 + 1);
      case 2: return count_ * 21 / 10 + j;
      default: return count_ * 315 / 100 + j;
    }
  }

 private:
  std::uint64_t count_;
};

struct Truth {
  std::uint64_t rows = 0, lost = 0;
  std::vector<std::uint32_t> messages;  ///< by number
};

void write_log(const std::string& path, std::string_view kind, std::uint64_t rows, std::uint64_t people, Random& random, Truth& truth) {
  const Numbers numbers;
  const People world(people);
  const Zipf zipf(world.ranks());
  const bool is_csv = kind == "csv" || kind == "messy";
  Out file(path);
  if (is_csv) file.text() += "message id,sent at (UTC),phone number,carrier,country,state,channel,type\n";
  if (kind == "envelope") file.text() += "{\"page\": 1, \"messages\": [\n";
  for (std::uint64_t i = 0; i < rows; ++i) {
    const std::uint64_t id = world.number_of_rank(zipf.draw(random));
    const Numbers::Number number = numbers.at(id);
    Row row;
    row.id = fmt::format("M{:09}", i);
    row.time = time_text(std::min<std::uint64_t>(i * (31ULL * 86'400) / rows + random.below(30), 31ULL * 86'400 - 1));
    row.phone = number.e164();
    const std::uint64_t hash = hash_of(id + 7) + (random.below(20) == 0 ? 1 : 0);
    row.carrier = number.country == nullptr ? kCarriers[hash % kCarriers.size()] : number.country->carriers[hash % number.country->carriers.size()];
    row.country = number.country == nullptr ? "US" : number.country->alpha2;
    row.state = number.state;
    row.channel = random.below(10) == 0 ? "voice" : "sms";
    row.type = kTypes[random.below(kTypes.size())];
    ++truth.rows;
    const bool is_usable = kind != "messy" || mess_up(row, number, random);
    if (is_usable) ++truth.messages[id];
    else ++truth.lost;
    if (kind == "envelope" && i > 0) file.text() += ",\n";
    write_row(file.text(), row, is_csv);
    if (kind == "ndjson") file.text() += '\n';
  }
  if (kind == "envelope") file.text() += "\n]}\n";
}

void write_people(const std::string& path, std::uint64_t people, Random& random) {
  const Numbers numbers;
  const People world(people);
  Out file(path);
  file.text() += "username,email,display name,country,mobile phone,work phone,home phone,department\n";
  for (std::uint64_t person = 0; person < people; ++person) {
    const auto own = world.numbers_of(person);
    const Country* country = numbers.at(person).country;
    const auto text_of = [&](std::uint64_t k, bool is_work) {
      if (k == 0) return std::string();
      const Numbers::Number number = numbers.at(k - 1);
      // A number of another country is never written nationally.
      std::string text = number.country == country ? written(number, random.next()) : number.e164();
      if (is_work && random.below(20) == 0) text += fmt::format(" x{}", random.below(900) + 100);
      return text;
    };
    file.text() += fmt::format("user{0:07},user{0:07}@example.org,User {0},{1},{2},{3},{4},Department {5}\n", person,
                               country == nullptr ? "US" : country->alpha2, text_of(own[0], false), text_of(own[1], true),
                               text_of(own[2], false), person % 40);
  }
}

void write_truth(const std::string& path, std::uint64_t people, const Truth& truth) {
  const Numbers numbers;
  const People world(people);
  // Numbers of the world may coincide (the exchange has ten thousand): what counts is the number as dialled.
  std::unordered_map<std::string, std::uint64_t> messages;
  std::unordered_map<std::string, std::uint64_t> holders;
  for (std::uint64_t k = 0; k < truth.messages.size(); ++k)
    if (truth.messages[k] > 0) messages[numbers.at(k).e164()] += truth.messages[k];
  std::vector<std::pair<std::uint64_t, std::uint64_t>> exposed;  // messages, person
  for (std::uint64_t person = 0; person < people; ++person) {
    std::vector<std::string> own;
    for (const std::uint64_t k : world.numbers_of(person))
      if (k != 0) own.push_back(numbers.at(k - 1).e164());
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
    std::uint64_t sum = 0;
    for (const std::string& number : own) {
      ++holders[number];
      if (const auto found = messages.find(number); found != messages.end()) sum += found->second;
    }
    if (sum > 0) exposed.emplace_back(sum, person);
  }
  std::uint64_t shared = 0, unmatched = 0, unmatched_messages = 0, to_people = 0;
  for (const auto& [number, count] : messages) {
    const auto found = holders.find(number);
    if (found == holders.end()) {
      ++unmatched;
      unmatched_messages += count;
    } else if (found->second > 1) {
      ++shared;
    }
  }
  for (const auto& [count, person] : exposed) to_people += count;
  std::sort(exposed.begin(), exposed.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::ofstream file(path);
  file << fmt::format("rows {}\nlost {}\nnumbers {}\nexposed {}\nmessages_to_people {}\nunmatched {}\nunmatched_messages {}\nshared {}\n",
                      truth.rows, truth.lost, messages.size(), exposed.size(), to_people, unmatched, unmatched_messages, shared);
  for (std::size_t i = 0; i < std::min<std::size_t>(10, exposed.size()); ++i)
    file << fmt::format("top user{:07} {}\n", exposed[i].second, exposed[i].first);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) { return i < words.size() ? std::strtoull(words[i].c_str(), nullptr, 10) : 0; };
  const bool is_known = !words.empty() && (words[0] == "csv" || words[0] == "messy" || words[0] == "ndjson" || words[0] == "envelope");
  if (words.size() < 4 || !is_known || number(1) == 0 || number(2) == 0 || number(2) > 1'000'000) {
    std::cerr << "usage: mfax_bench_data csv|messy|ndjson|envelope ROWS PEOPLE FOLDER [SEED]      at most 1000000 people\n";
    return 2;
  }
  const std::uint64_t people = number(2), seed = words.size() > 4 ? number(4) : 42;
  const std::string& folder = words[3];
  Random for_log(seed), for_people(seed + 1);
  Truth truth;
  truth.messages.resize(people * 5);
  write_log(folder + "/log." + words[0], words[0], number(1), people, for_log, truth);
  write_people(folder + "/users.csv", people, for_people);
  write_truth(folder + "/truth." + words[0], people, truth);
  return 0;
}
