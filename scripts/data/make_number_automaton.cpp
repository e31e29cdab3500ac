// At build time: the numbering metadata that libphonenumber carries -> one minimal automaton over the digits of an E.164 number,
// as a C++ source. It answers what IsValidNumber, GetNumberType and GetRegionCodeForNumber answer, a thousand times faster
// (differential/number_automaton_test.cpp). The NANP is left out: nanp_area_codes.tsv knows it.
//   mfax_number_automaton OUTPUT
#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace i18n::phonenumbers {
int metadata_size();  // exported by the library, in none of its headers
const void* metadata_get();
}  // namespace i18n::phonenumbers

namespace {

using i18n::phonenumbers::PhoneMetadata;
using i18n::phonenumbers::PhoneMetadataCollection;
using i18n::phonenumbers::PhoneNumberDesc;

constexpr std::size_t kLongest = 17;  // digits of a national number, ITU-T E.164 and the library's own margin

/// Thompson's construction for the regular expressions of the metadata: digits, classes, groups, alternatives and counts.
class Nfa {
 public:
  struct State {
    unsigned digits = 0;  ///< bit d: digit d leads to `next`
    std::size_t next = 0;
    std::vector<std::size_t> empty;
    int label = -1;
  };
  std::size_t add_state() {
    states_.emplace_back();
    return states_.size() - 1;
  }
  /// A start for texts that match `pattern` as a whole, or begin with it.
  std::size_t add_pattern(std::string_view pattern, int label, bool is_prefix) {
    text_ = pattern;
    const Part part = alternatives();
    if (!text_.empty()) throw std::runtime_error("cannot read the pattern " + std::string(pattern));
    states_[part.end].label = label;
    if (is_prefix) {
      states_[part.end].digits = 0x3FF;
      states_[part.end].next = part.end;
    }
    return part.start;
  }
  std::vector<std::size_t> closure(std::vector<std::size_t> open) const {
    std::set<std::size_t> reached;
    while (!open.empty()) {
      const std::size_t state = open.back();
      open.pop_back();
      if (reached.insert(state).second) open.insert(open.end(), states_[state].empty.begin(), states_[state].empty.end());
    }
    return {reached.begin(), reached.end()};
  }
  std::vector<std::size_t> step(const std::vector<std::size_t>& from, unsigned digit) const {
    std::vector<std::size_t> to;
    for (const std::size_t state : from)
      if ((states_[state].digits >> digit & 1U) != 0) to.push_back(states_[state].next);
    return closure(std::move(to));
  }
  const State& operator[](std::size_t state) const { return states_[state]; }

 private:
  struct Part { std::size_t start = 0, end = 0; };

  bool take(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  Part alternatives() {
    const Part all{add_state(), add_state()};
    do {
      const Part one = sequence();
      states_[all.start].empty.push_back(one.start);
      states_[one.end].empty.push_back(all.end);
    } while (take("|"));
    return all;
  }
  Part sequence() {
    const std::size_t start = add_state();
    std::size_t end = start;
    while (!text_.empty() && text_.front() != '|' && text_.front() != ')') end = repeated(end);
    return {start, end};
  }
  /// One atom with its count, behind `from`.
  std::size_t repeated(std::size_t from) {
    const std::string_view at = text_;
    atom();  // once for its length: every copy is read again
    const std::string_view atom_text = at.substr(0, at.size() - text_.size());
    unsigned least = 1, most = 1;
    if (take("?")) least = 0;
    if (take("{")) {
      least = most = number();
      if (take(",")) most = number();
      if (!take("}")) throw std::runtime_error("open count");
    }
    for (unsigned i = 0; i < most; ++i) {
      const std::string_view rest = std::exchange(text_, atom_text);
      const Part copy = atom();
      text_ = rest;
      states_[from].empty.push_back(copy.start);
      if (i >= least) states_[from].empty.push_back(copy.end);
      from = copy.end;
    }
    return from;
  }
  unsigned number() {
    unsigned value = 0;
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      value = value * 10 + static_cast<unsigned>(text_.front() - '0');
      text_.remove_prefix(1);
    }
    return value;
  }
  Part atom() {
    if (take("(?:") || take("(")) {
      const Part group = alternatives();
      if (!take(")")) throw std::runtime_error("open group");
      return group;
    }
    const Part one{add_state(), add_state()};
    states_[one.start].digits = one_digit();
    states_[one.start].next = one.end;
    return one;
  }
  unsigned one_digit() {
    if (take("\\d")) return 0x3FF;
    if (!take("[")) return 1U << plain_digit();
    unsigned digits = 0;
    while (!take("]")) {
      const unsigned first = plain_digit();
      const unsigned last = take("-") ? plain_digit() : first;
      for (unsigned digit = first; digit <= last; ++digit) digits |= 1U << digit;
    }
    return digits;
  }
  unsigned plain_digit() {
    if (text_.empty() || text_.front() < '0' || text_.front() > '9') throw std::runtime_error("no digit in a pattern");
    const auto digit = static_cast<unsigned>(text_.front() - '0');
    text_.remove_prefix(1);
    return digit;
  }

  std::vector<State> states_;
  std::string_view text_;
};

/// The answer for one number. Its words are those of LineType and ISO 3166-1.
struct Answer {
  bool is_valid = false;
  std::string_view type = "unknown";
  std::string region;
  auto key() const { return std::tie(is_valid, type, region); }
  friend bool operator<(const Answer& a, const Answer& b) { return a.key() < b.key(); }
};

/// What the metadata of one country, or of one calling code without a country, say.
struct Region {
  enum Kind { general, premium, toll_free, shared, voip, personal, pager, uan, voicemail, fixed, mobile, leading, kCount };
  std::string name;
  bool same_mobile_and_fixed = false;
  std::array<int, kCount> labels{};  ///< -1 = no such numbers
};

/// All regions of one calling code.
class CallingCode {
 public:
  void add(const PhoneMetadata& data) {
    Region region;
    region.name = data.id() == "001" ? "" : data.id();
    region.same_mobile_and_fixed = data.same_mobile_and_fixed_line_pattern();
    const std::array<const PhoneNumberDesc*, Region::leading> descs{
        &data.general_desc(), &data.premium_rate(), &data.toll_free(), &data.shared_cost(), &data.voip(),       &data.personal_number(),
        &data.pager(),        &data.uan(),          &data.voicemail(), &data.fixed_line(),  &data.mobile()};
    region.labels.fill(-1);
    for (std::size_t i = 0; i < descs.size(); ++i)
      if (!descs[i]->national_number_pattern().empty())
        region.labels[i] = add_pattern(descs[i]->national_number_pattern(), {descs[i]->possible_length().begin(), descs[i]->possible_length().end()}, false);
    if (data.has_leading_digits()) region.labels[Region::leading] = add_pattern(data.leading_digits(), {}, true);
    regions_.insert(data.main_country_for_code() ? regions_.begin() : regions_.end(), std::move(region));
  }
  std::vector<std::size_t> start() const { return nfa_.closure(starts_); }
  std::vector<std::size_t> step(const std::vector<std::size_t>& from, unsigned digit) const { return nfa_.step(from, digit); }

  /// PhoneNumberUtil::GetRegionCodeForNumber and GetNumberTypeHelper, for a number of `length` digits that ends in `states`.
  Answer answer(const std::vector<std::size_t>& states, std::size_t length) const {
    std::set<int> matched;
    for (const std::size_t state : states) {
      const int label = nfa_[state].label;
      if (label < 0) continue;
      const std::set<int>& lengths = lengths_[static_cast<std::size_t>(label)];
      if (lengths.empty() || lengths.count(static_cast<int>(length)) > 0) matched.insert(label);
    }
    for (const Region& region : regions_) {
      const std::string_view type = type_of(region, matched);
      const bool is_region = regions_.size() == 1 || (region.labels[Region::leading] >= 0 ? has(region, Region::leading, matched) : !type.empty());
      if (is_region) return {!type.empty(), type.empty() || type == "voicemail" ? "unknown" : type, region.name};
    }
    return {};
  }

 private:
  int add_pattern(const std::string& pattern, std::set<int> lengths, bool is_prefix) {
    const int label = static_cast<int>(lengths_.size());
    starts_.push_back(nfa_.add_pattern(pattern, label, is_prefix));
    lengths_.push_back(std::move(lengths));
    return label;
  }
  static bool has(const Region& region, Region::Kind kind, const std::set<int>& matched) {
    return region.labels[kind] >= 0 && matched.count(region.labels[kind]) > 0;
  }
  static std::string_view type_of(const Region& region, const std::set<int>& matched) {
    static constexpr std::pair<Region::Kind, std::string_view> kInOrder[] = {
        {Region::premium, "premium"}, {Region::toll_free, "toll_free"}, {Region::shared, "shared_cost"}, {Region::voip, "voip"},
        {Region::personal, "personal"}, {Region::pager, "pager"},       {Region::uan, "uan"},            {Region::voicemail, "voicemail"}};
    if (!has(region, Region::general, matched)) return "";
    for (const auto& [kind, word] : kInOrder)
      if (has(region, kind, matched)) return word;
    const bool is_mobile = has(region, Region::mobile, matched);
    if (has(region, Region::fixed, matched)) return region.same_mobile_and_fixed || is_mobile ? "fixed_line_or_mobile" : "fixed_line";
    return !region.same_mobile_and_fixed && is_mobile ? "mobile" : "";
  }

  Nfa nfa_;
  std::vector<std::size_t> starts_;
  std::vector<std::set<int>> lengths_;  ///< by label; empty = any
  std::vector<Region> regions_;
};

/// The minimal automaton: states with the same answers to all that may follow are one (Daciuk et al., 2000). State 0: nothing
/// that follows is a number.
class Automaton {
 public:
  using State = std::array<std::uint32_t, 11>;  ///< ten digits, then the answer
  Automaton() {
    answers_.push_back({});
    states_.push_back({});
    known_[State{}] = 0;
  }
  std::uint32_t add(const CallingCode& code) {
    seen_.clear();
    return build(code, code.start(), 0);
  }
  std::uint32_t state_of(const State& state) {
    const auto [at, is_new] = known_.try_emplace(state, static_cast<std::uint32_t>(states_.size()));
    if (is_new) states_.push_back(state);
    return at->second;
  }
  const std::vector<State>& states() const { return states_; }
  const std::vector<Answer>& answers() const { return answers_; }

 private:
  std::uint32_t build(const CallingCode& code, const std::vector<std::size_t>& set, std::size_t length) {
    if (set.empty() || length > kLongest) return 0;
    const auto key = std::make_pair(set, length);
    if (const auto known = seen_.find(key); known != seen_.end()) return known->second;
    State state{};
    for (unsigned digit = 0; digit < 10; ++digit) state[digit] = build(code, code.step(set, digit), length + 1);
    state[10] = answer_number(code.answer(set, length));
    return seen_[key] = state_of(state);
  }
  std::uint32_t answer_number(const Answer& answer) {
    for (std::size_t i = 0; i < answers_.size(); ++i)
      if (answers_[i].key() == answer.key()) return static_cast<std::uint32_t>(i);
    answers_.push_back(answer);
    return static_cast<std::uint32_t>(answers_.size() - 1);
  }

  std::vector<State> states_;
  std::vector<Answer> answers_;
  std::map<State, std::uint32_t> known_;
  std::map<std::pair<std::vector<std::size_t>, std::size_t>, std::uint32_t> seen_;
};

/// The digits of the calling codes in front, so that one walk reads the whole number.
std::uint32_t add_codes(Automaton& automaton, const std::map<std::string, std::uint32_t>& roots, const std::string& before) {
  if (const auto root = roots.find(before); root != roots.end()) return root->second;
  Automaton::State state{};
  if (before.size() < 3)
    for (unsigned digit = 0; digit < 10; ++digit) state[digit] = add_codes(automaton, roots, before + static_cast<char>('0' + digit));
  return automaton.state_of(state);
}

void write(std::ostream& out, const Automaton& automaton, std::uint32_t root) {
  out << "constexpr std::uint16_t kRoot = " << root << ";\nconstexpr NumberAnswer kAnswers[] = {";
  for (const Answer& answer : automaton.answers())
    out << "\n    {" << (answer.is_valid ? "true" : "false") << ", LineType::" << answer.type << ", \"" << answer.region << "\"},";
  out << "};\nconstexpr std::uint16_t kStates[][11] = {";
  for (const Automaton::State& state : automaton.states()) {
    out << "\n    {";
    for (const std::uint32_t word : state) out << word << ',';
    out << "},";
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  PhoneMetadataCollection all;
  if (argc != 2 || !all.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) {
    std::cerr << "usage: mfax_number_automaton OUTPUT\n";
    return 2;
  }
  std::map<std::string, CallingCode> codes;
  for (const PhoneMetadata& region : all.metadata())
    if (region.country_code() != 1) codes[std::to_string(region.country_code())].add(region);
  Automaton automaton;
  std::map<std::string, std::uint32_t> roots;
  for (const auto& [code, regions] : codes) roots[code] = automaton.add(regions);
  const std::uint32_t root = add_codes(automaton, roots, "");
  if (automaton.states().size() > 0xFFFF) throw std::runtime_error("too many states for 16 bits");
  std::ofstream out(argv[1]);
  write(out, automaton, root);
  out.close();
  return out ? 0 : 7;
}
