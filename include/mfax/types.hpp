// The vocabulary every folder shares: identifiers, small enumerations, row positions, text tables.
// Nothing here knows about files, formats or reports.
#pragma once

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace mfax {

/// A phone number as its E.164 digits (ITU-T E.164: at most 15), country code first, no '+'. 0 = absent.
struct PhoneKey {
  std::uint64_t digits = 0;
  explicit operator bool() const noexcept { return digits != 0; }
  friend auto operator<=>(PhoneKey, PhoneKey) = default;
};

/// "+14155550123"; "" for an absent key.
std::string to_e164(PhoneKey);

/// An instant, always UTC, in microseconds.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// "2024-03-04T14:02:11Z"; a fraction is printed only when it is not zero ("...11.250Z", 3 or 6 digits).
std::string to_rfc3339(Timestamp);
/// Strict inverse of to_rfc3339 (any RFC 3339 text with "Z"); empty when the text is something else.
std::optional<Timestamp> parse_rfc3339_utc(std::string_view) noexcept;

enum class FileId : std::uint32_t {};    ///< index of an input: 0 prints as "in1"; logs first, then directories
enum class PersonId : std::uint32_t {};  ///< index into Directory::people()
enum class NameId : std::uint32_t {};    ///< an entry of one StringTable; meaningless in another; 0 is ""

/// Text <-> small integer. Entry 0 is always "". Not thread-safe: one owner.
class StringTable {
 public:
  StringTable();
  StringTable(const StringTable&) = delete;
  StringTable& operator=(const StringTable&) = delete;
  StringTable(StringTable&&) noexcept = default;
  StringTable& operator=(StringTable&&) noexcept = default;

  NameId intern(std::string_view);
  /// Valid as long as the table lives; entries never move.
  std::string_view name(NameId) const& noexcept;
  std::string_view name(NameId) && = delete;  // would dangle
  std::size_t size() const noexcept { return names_.size(); }
  /// Never that of another table, so that an id can be remembered with it; 0 of one that was moved from.
  std::uint64_t serial() const noexcept { return serial_.value; }

 private:
  struct Serial {
    Serial() noexcept;
    Serial(Serial&& other) noexcept : value(std::exchange(other.value, 0)) {}
    Serial& operator=(Serial&& other) noexcept {
      value = std::exchange(other.value, 0);
      return *this;
    }
    std::uint64_t value;
  };
  Serial serial_;
  std::deque<std::string> names_;  // a deque: growing does not move the strings the index points into
  std::unordered_map<std::string_view, NameId> index_;
};

enum class Channel : std::uint8_t { unknown, sms, voice, whatsapp, email, other };
inline constexpr std::size_t kChannelCount = 6;
enum class Direction : std::uint8_t { unknown, outbound, inbound };
/// product.md 6. ok = valid numbering plan entry; possible = right length only; the rest give no match key except
/// `impossible`, which keeps its digits at confidence `likely`.
enum class NumberStatus : std::uint8_t {
  ok, possible, impossible, masked, damaged, null, withheld, not_phone, alpha_sender, short_code, undecided
};
/// Best first: the order is used (std::max = weaker of two).
enum class Confidence : std::uint8_t { exact, derived, equivalent, likely };
inline constexpr std::size_t kConfidenceCount = 4;
enum class NumberUse : std::uint8_t { contact, mfa };
enum class NumberKind : std::uint8_t { unknown, mobile, work, home, other, fax, pager };
enum class AccountStatus : std::uint8_t { unknown, active, disabled, locked, bypass, pending, deleted };
enum class Severity : std::uint8_t { low, medium, high, critical };

/// Lower-case words as printed in every output ("sms", "alpha_sender", ...). One table, both directions.
std::string_view to_text(Channel) noexcept;
std::string_view to_text(Direction) noexcept;
std::string_view to_text(NumberStatus) noexcept;
std::string_view to_text(Confidence) noexcept;
std::string_view to_text(NumberUse) noexcept;
std::string_view to_text(NumberKind) noexcept;
std::string_view to_text(AccountStatus) noexcept;
std::string_view to_text(Severity) noexcept;
/// The value whose to_text() is `text`; empty when there is none. Instantiated for the enumerations above.
template <class Enum>
std::optional<Enum> parse_enum(std::string_view text) noexcept;

/// Where a row began, as far as the worker knows. The file-wide line is known only after the merge (RowRef).
struct RowPos {
  FileId file{};
  std::uint32_t chunk = 0;           ///< index of the chunk within its file
  std::uint32_t line_in_chunk = 0;   ///< line ends between the chunk's first byte and the row's first byte
  std::uint32_t nth_on_line = 0;     ///< rows of this chunk that began on the same line before this one (JSON)
  std::uint64_t byte = 0;            ///< offset in the decoded (inflated, UTF-8) text of the file
  friend auto operator<=>(const RowPos&, const RowPos&) = default;
};

/// Where a row began, final. Printed "in1:88"; the k-th (k > 1) row that begins on one line is "in1:88.k".
struct RowRef {
  FileId file{};
  std::uint32_t nth_on_line = 0;  ///< 0-based
  std::uint64_t line = 0;         ///< 1-based
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};
std::string to_text(const RowRef&);

/// Every name a format can map a column to. Which of them a log or a directory may use: field_infos().
enum class Field : std::uint8_t {
  none,
  // logs
  to_number, from_number, sent_at, sent_time, carrier, from_carrier, mccmnc, mcc, mnc, country, from_country, state,
  channel, message_type, direction, message_id, row_class,
  // directories
  person_id, employee_id, username, alias, email, display_name, first_name, last_name, phone, phone_extension,
  phone_kind, status, enabled, locked, groups, role, privileged, factor, factor_phone, title, department, manager, company, office,
  locale, timezone, last_login_at, created_at,
  count_
};

struct FieldInfo {
  Field field{};
  std::string_view name;     ///< spelling in format files, --map and messages: "to_number"
  bool in_logs = false;
  bool in_directories = false;
  bool many = false;         ///< every matching column is read, not only the first that has a value
  std::string_view summary;  ///< one line for `mfax formats` and docs
};
/// Indexed by Field; element 0 is Field::none.
const FieldInfo& field_info(Field) noexcept;
std::optional<Field> parse_field(std::string_view name) noexcept;

}  // namespace mfax
