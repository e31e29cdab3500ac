// text -> canonical values: numbers (E.164), instants (UTC), carriers, places; and one row -> one or more records.
// Semantics: docs/normalization.md. No function here throws for a bad value: a cell returns codes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/diagnostic.hpp"
#include "mfax/format.hpp"
#include "mfax/types.hpp"

namespace mfax {

// ---- phone -----------------------------------------------------------------------------------------------------

struct NumberContext {
  std::string_view region;              ///< ISO 3166-1 alpha-2 for national numbers; "" = none: they "need a region"
  NumberForm form = NumberForm::automatic;  ///< of digits-only values; automatic = plus or clear evidence in the value only
  bool is_recipient = true;             ///< false: a sender (alpha senders, vanity numbers are legitimate there)
};

/// What was taken off a number without a code of its own. Together with the codes it tells the whole way (number_trail).
enum class NumberTrim : std::uint8_t {
  entities, format_chars, separators, phone_context, list_signs, name, label, remark, counter
};
class NumberTrims {
 public:
  constexpr void add(NumberTrim trim) noexcept { bits_ = static_cast<std::uint16_t>(bits_ | 1U << static_cast<unsigned>(trim)); }
  constexpr void add(NumberTrims other) noexcept { bits_ = static_cast<std::uint16_t>(bits_ | other.bits_); }
  constexpr bool has(NumberTrim trim) const noexcept { return (bits_ >> static_cast<unsigned>(trim) & 1U) != 0; }
  friend bool operator==(NumberTrims, NumberTrims) = default;

 private:
  std::uint16_t bits_ = 0;
};

struct ParsedNumber {
  PhoneKey key;                         ///< absent unless status is ok, possible or impossible
  NumberStatus status = NumberStatus::null;
  /// exact, derived (region, column form or exit code applied), equivalent (old form rewritten), likely (impossible)
  Confidence confidence = Confidence::exact;
  CodeSet codes;
  NumberTrims trims;
  std::string extension;                ///< digits, "" = none; never part of the key
};

/// The rules of docs/normalization.md 2.4 that changed or refused a number, in the order of its steps: "strip_guard",
/// "trunk_zero_after_cc" ... Codes of other fields are passed over. Empty: the number was already in E.164.
std::vector<std::string_view> number_trail(const CodeSet&, NumberTrims);
/// Every rule a trail can name, with its code (none: no code says so) and the step of 2.4.
struct NumberRule {
  std::string_view id;
  DiagCode code = DiagCode::none;
  std::string_view step;
};
std::span<const NumberRule> number_rules() noexcept;

/// Numbers of one worker: remembers distinct odd strings (bounded). Not thread-safe; one per worker.
class NumberParser {
 public:
  NumberParser();
  ~NumberParser();
  NumberParser(NumberParser&&) noexcept;
  NumberParser& operator=(NumberParser&&) noexcept;
  /// One number. A cell that holds several gives the first with P_MULTI; use parse_all to get every one.
  ParsedNumber parse(const Cell&, const NumberContext&);
  /// Every number of the cell, at least one result (normalization.md 2.4 step 7). `out` is cleared.
  void parse_all(const Cell&, const NumberContext&, std::vector<ParsedNumber>& out);
 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// normalization.md 2.5: another E.164 form of the same subscriber.
struct NumberAlias {
  PhoneKey key;
  Confidence confidence = Confidence::equivalent;  ///< equivalent or likely
  DiagCode code = DiagCode::P_LEGACY_PLAN;         ///< P_LEGACY_PLAN, P_NEW_PLAN or P_TRUNK
};
/// All aliases of a directory number, in a fixed order, without the number itself.
std::vector<NumberAlias> number_aliases(PhoneKey);

enum class LineType : std::uint8_t { unknown, mobile, fixed_line, fixed_line_or_mobile, voip, toll_free, premium, shared_cost, uan, pager, personal };
std::string_view to_text(LineType) noexcept;
/// What the numbering metadata say; information, never a gate. Slow (tens of microseconds): once per reported number.
struct NumberFacts {
  NumberStatus status = NumberStatus::possible;  ///< ok, possible or impossible
  LineType type = LineType::unknown;
  std::string region;          ///< alpha-2; "" unknown or non-geographic
  std::string state;           ///< "US-CA", from the NANP area code; number location, not the person's
};
NumberFacts number_facts(PhoneKey);
/// Cheap part of the same: region by calling code and leading digits; "" where several countries cannot be told apart.
std::string_view number_region(PhoneKey) noexcept;
bool is_possible_length(PhoneKey) noexcept;
/// Calling code of the key (1, 44, 358 ...), 0 if unassigned.
std::uint32_t calling_code(PhoneKey) noexcept;
/// Version of the numbering data in use, for --version and reports.
std::string numbering_data_version();

enum class MaskMode : std::uint8_t { last4, full, none, hmac };
/// last4 "+1 ***-***-0143", full "+1 ***-***-****", none "+12025550143". hmac: keyed, see base/sha256.hpp; `hmac_key` non-empty.
std::string mask_number(PhoneKey, MaskMode, std::string_view hmac_key = {});
/// Free text that may hold a number (an excerpt): every digit but the last four of each run of 5 or more digits becomes '*'.
/// Blanks, hyphens, dots, brackets and slashes (up to three in a row) do not end a run.
std::string mask_digits(std::string_view text);
/// The same text under any mode: none as it is, last4 as mask_digits, full and hmac without any digit of any script.
std::string mask_text(std::string_view text, MaskMode);

// ---- time ------------------------------------------------------------------------------------------------------

enum class TimePrecision : std::uint8_t { none, day, minute, second, millisecond, microsecond };
enum class ZoneSource : std::uint8_t { none, text, declared };

struct ParsedTime {
  Timestamp at{};
  bool has_instant = false;     ///< false: see codes (T_NAIVE, T_INVALID, T_SENTINEL, T_DAYMONTH_UNDECIDED ...)
  TimePrecision precision = TimePrecision::none;
  ZoneSource zone = ZoneSource::none;
  CodeSet codes;
};

/// Times of one worker: zone offsets cached per hour, last successful form tried first. Not thread-safe.
class TimeParser {
 public:
  /// `now` bounds plausibility (T_IMPLAUSIBLE beyond now + 1 day). Throws FatalError(usage) for an unknown zone.
  TimeParser(const TimeDecision&, Timestamp now);
  ~TimeParser();
  TimeParser(TimeParser&&) noexcept;
  TimeParser& operator=(TimeParser&&) noexcept;
  ParsedTime parse(std::string_view text);
  /// A separate date and time-of-day column.
  ParsedTime parse(std::string_view date, std::string_view time_of_day);
 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Per-column evidence (normalization.md 5.2.7, 5.2.9). Feed distinct texts, in file order.
class TimeEvidence {
 public:
  void add(std::string_view text, std::uint64_t line);  ///< line 0 = not known
  DateOrder order() const noexcept;   ///< undecided, contradictory, or what the texts prove; year_month_day when nothing needs deciding
  EpochUnit unit() const noexcept;    ///< none when texts are not bare numbers; automatic when classes are mixed
  /// Every bare number is also YYMMDDhhmm[ss], as SMPP receipts write it: a declared year-month-day order then means that.
  bool can_be_smpp() const noexcept { return numbers_ != 0 && smpp_ == numbers_; }
  bool has_naive() const noexcept;
  const std::string& reason() const noexcept;
 private:
  std::uint64_t dmy_ = 0, mdy_ = 0, ambiguous_ = 0, naive_ = 0, other_ = 0, numbers_ = 0, smpp_ = 0;
  std::array<std::uint64_t, 4> epochs_{};
  std::string reason_, dmy_text_, mdy_text_;
};

bool is_known_zone(std::string_view zone);
std::string tz_data_version();
/// --window, --aware-at, --now: RFC 3339 or YYYY-MM-DD (UTC). `end_of_day`: a bare date means its last microsecond.
std::optional<Timestamp> parse_bound(std::string_view text, bool end_of_day) noexcept;

/// Share of values valid with '+' (a), valid nationally in the region (b), and the decision of normalization.md 2.6.
NumberDecision decide_number_form(std::span<const std::string> digits_only_values, bool some_with_plus, std::string_view region);

/// Fills plan.time and plan.number from options, format and the head's values. `notes` gets one line per assumption.
void decide_columns(Detection&, std::string_view head, bool head_is_whole_file, const DetectOptions&, const ReadOptions&);

// ---- place and carrier -----------------------------------------------------------------------------------------

struct Country {
  std::string_view alpha2;    ///< "" unknown; static storage
  CodeSet codes;
};
/// normalization.md 4.2. `number` decides shared calling codes; may be absent.
Country parse_country(std::string_view text, PhoneKey number);
bool is_country(std::string_view alpha2) noexcept;
std::string_view country_name(std::string_view alpha2) noexcept;

struct Subdivision {
  std::string code;           ///< "US-CA"; "" unknown: the record then keeps the text as written
  CodeSet codes;
};
/// normalization.md 4.3: only within `country` (alpha-2); with "" only if exactly one of US and CA knows the text.
Subdivision parse_state(std::string_view text, std::string_view country);

struct Carrier {
  std::string id;             ///< "us:verizon"; unmapped: "raw:" + folded text; "" when the cell is null
  std::string name;           ///< "Verizon"; unmapped: the text trimmed
  CodeSet codes;
};
/// Name rules of the user's own (--carrier-aliases), tried before the built-in ones; same form as data/carriers.tsv.
class CarrierRules;
/// Throws FatalError(usage) with file:line:column.
std::shared_ptr<const CarrierRules> load_carrier_aliases(const std::string& path);
/// normalization.md 3.2. `mccmnc` may be "" or any written form; `country` alpha-2 of the number or column, may be "".
Carrier parse_carrier(std::string_view name, std::string_view mccmnc, std::string_view country, const CarrierRules* own = nullptr);

// ---- records ---------------------------------------------------------------------------------------------------

/// A message, canonical and free of views into row or chunk. Names live in the worker's StringTable.
struct MessageRecord {
  PhoneKey number;
  NumberStatus number_status = NumberStatus::null;
  NumberTrims number_trims;
  Confidence confidence = Confidence::exact;
  Direction direction = Direction::unknown;
  Channel channel = Channel::unknown;
  bool counts = true;             ///< false: no exposure by nature; `codes` says why
  bool has_time = false;
  Timestamp sent_at{};
  NameId message_type{}, extension{};
  NameId carrier{}, carrier_name{}, carrier_raw{};
  NameId country{}, state{};      ///< "US", "US-CA": the log's own columns, never from the number; an unknown state as written
  NameId message_id{};            ///< filled only when NormalizeOptions::keep_texts
  std::uint64_t identity = 0;     ///< 0 = cannot be recognized again; else hash of what makes the message unique
  bool has_id = false;            ///< identity includes a message id: a second occurrence is always a duplicate
  RowPos pos;
  CodeSet codes;
};

struct NormalizeOptions {
  std::string default_region;     ///< "" = numbers without country code need a region
  bool keep_texts = false;        ///< message ids and raw carriers are interned (normalize); analyze leaves them out
  bool identify_without_id = false;  ///< several logs of one format: rows without an id get an identity too
  std::shared_ptr<const CarrierRules> carrier_aliases;  ///< of the user's own; may be null
  Timestamp now{};
};

/// Rows of one file -> records. One per worker and file: owns caches, writes names to that worker's table.
class RecordNormalizer {
 public:
  RecordNormalizer(const TablePlan&, const NormalizeOptions&);
  ~RecordNormalizer();
  RecordNormalizer(RecordNormalizer&&) noexcept;
  RecordNormalizer& operator=(RecordNormalizer&&) noexcept;
  /// Appends the records of the row to `out` (cleared first), at least one. A record whose number_status gives no key and
  /// which counts is a reject: `field_of_fault` and the raw cell are in last_fault().
  void to_records(const RawRow&, StringTable&, std::vector<MessageRecord>& out);
  struct Fault { Field field{}; std::string_view cell; };
  Fault last_fault() const noexcept;
 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace mfax
