// What providers and directories call things -> what we call things. A format is one JSON file with its own samples
// (src/formats/log, src/formats/directory), embedded at build; the same file works with --format-file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mfax/read.hpp"
#include "mfax/types.hpp"

namespace mfax {

enum class FormatKind : std::uint8_t { log, directory };
std::string_view to_text(FormatKind) noexcept;

/// normalization.md 2.6: how a column writes its numbers. `automatic` = decided per file from evidence.
enum class NumberForm : std::uint8_t { automatic, plus, international, national, undecided };
enum class DateOrder : std::uint8_t { automatic, year_month_day, month_day_year, day_month_year, undecided, contradictory };
enum class EpochUnit : std::uint8_t { automatic, seconds, milliseconds, microseconds, nanoseconds, excel_serial, filetime, none };
std::string_view to_text(NumberForm) noexcept;
std::string_view to_text(DateOrder) noexcept;
std::string_view to_text(EpochUnit) noexcept;

/// One way to fill one field.
struct ColumnRule {
  Field field{};
  std::vector<std::string> names;   ///< spellings, best first; dotted path for JSON; "phone#" = phone1, phone2, ...; "*phone*" = any name containing it
  bool required = false;
  bool join = false;                ///< all names together make the value (composite message id), not the first present
  bool each_value = false;          ///< username of a directory: several logins in a cell are several people with the row's phones
  std::string constant;             ///< the value in every row, when no column has it
  std::string zone;                 ///< sent_at: IANA name or "UTC" for texts without offset
  DateOrder date_order = DateOrder::automatic;
  EpochUnit epoch_unit = EpochUnit::automatic;
  std::vector<std::pair<std::string, std::string>> values;  ///< folded text -> canonical; "abc*" is a prefix, "*" the rest
  NumberKind kind = NumberKind::unknown;  ///< phone
  NumberUse use = NumberUse::contact;     ///< phone
  std::vector<std::string> extension_names, kind_names;  ///< phone: columns (parallel paths) of its extension and kind
};

struct FormatSample {
  std::string input;                                        ///< a tiny file
  std::vector<std::map<std::string, std::string>> expect;   ///< per record: `normalize` key (dotted for people) -> text
  std::string default_region;
};

struct DetectRule {
  std::vector<std::string> all;                   ///< every one of these columns / paths
  std::vector<std::vector<std::string>> any;      ///< of each group at least one
  std::vector<std::string> none;
  std::vector<std::pair<std::string, std::string>> prefix;  ///< value of a path in the first records begins with (any of several entries per path)
};

struct FormatSpec {
  std::string id;       ///< "twilio-messages-json"; also the file name
  FormatKind kind{};
  std::string product;  ///< stable ids are comparable within one product: "duo", "okta", "entra"
  std::string title, origin, note;
  Container container = Container::csv;
  bool is_generic = false;  ///< by column meaning (log-formats.md 18.3, directory-formats.md 14)
  std::vector<std::string> rows;           ///< acceptable rows_path values; empty = any
  std::string each, embedded_json;
  NumberForm number_form = NumberForm::automatic;
  bool id_alone_identifies = false;        ///< parts / status events of one message share the id: counted once
  std::vector<std::string> other_numbers;  ///< logs: columns with numbers that are no recipient's; others are said
  DetectRule detect;
  std::vector<ColumnRule> columns;
  std::vector<FormatSample> samples;
};

/// Throws FatalError(usage) "origin:line:column: what" for anything unknown, missing or contradictory.
FormatSpec load_format(std::string_view json, const std::string& origin);
/// The text that load_format() reads back to the same definition: keys in the order of docs/format-files.md, ASCII only.
std::string format_text(const FormatSpec&);
/// Built-in ones (sorted by kind, id), then the user's files, which may replace a built-in id.
std::vector<FormatSpec> load_formats(std::span<const std::string> extra_files);
const FormatSpec* find_format(std::span<const FormatSpec>, FormatKind, std::string_view id) noexcept;
std::string_view format_source(std::string_view id) noexcept;  ///< text of a built-in definition; "" if unknown

/// How a decision was reached; an option is never overridden, only contradicted aloud.
enum class DecidedBy : std::uint8_t { option, format, header, evidence, fallback };
std::string_view to_text(DecidedBy) noexcept;

/// What a slot of the plan feeds, and by which rule.
struct Slot {
  Field field{};
  const ColumnRule* rule = nullptr;   ///< owned by the TablePlan or by the format; never null
  std::int32_t parent = -1;           ///< phone_extension, phone_kind: the phone slot they belong to
  std::int32_t same_as = -1;          ///< row_class, username of delimited text: the slot whose cell it reads, too
  std::string column;                 ///< the file's own name for it
  std::string why;                    ///< what speaks for it: "by name; 198 of 200 sampled values are numbers"
};

struct TimeDecision {
  DateOrder order = DateOrder::automatic;
  EpochUnit unit = EpochUnit::none;
  std::string zone;                                 ///< IANA, "UTC", "+05:30"; "" = none known
  DecidedBy order_by = DecidedBy::fallback, zone_by = DecidedBy::fallback, unit_by = DecidedBy::fallback;
  bool american_abbreviations = false;              ///< EST ... may be read in this column
  std::string evidence;                             ///< "day 25 in 03/25/2024 (line 17)"
};
struct NumberDecision {
  NumberForm form = NumberForm::automatic;
  DecidedBy by = DecidedBy::fallback;
  std::string evidence;
};

/// Everything a worker must know about one file. Fixed before the first chunk, then shared read-only.
struct TablePlan {
  FileId file{};
  const FormatSpec* format = nullptr;   ///< owned by the registry, which outlives the run
  std::vector<std::unique_ptr<ColumnRule>> own_rules;  ///< rules made by --map or by header evidence (zone in the header)
  Dialect dialect;
  ColumnPlan columns;
  std::vector<Slot> slots;              ///< parallel to ColumnPlan's slots
  std::vector<const ColumnRule*> constants;  ///< rules with a constant whose field has no slot
  TimeDecision time;
  NumberDecision number;
};

struct DetectOptions {
  std::string format_id;                                   ///< "" = detect
  std::vector<std::pair<std::string, std::string>> map;    ///< --map field=column
  std::optional<char> delimiter;
  std::string default_region;                              ///< ISO 3166-1 alpha-2 or ""
  std::string assume_tz;                                   ///< "" = none
  std::optional<DateOrder> date_order;
  std::optional<NumberForm> number_form;
};

struct Candidate {
  std::string id;
  bool fits = false;
  std::size_t matched_keys = 0;
  std::string reason;   ///< "has telephony_id, phone, ts" / "lacks SentDate"
};

/// What was understood of one file and why: the value behind `mfax inspect`.
struct Detection {
  TablePlan plan;
  std::vector<Candidate> considered;          ///< best first; total order
  std::vector<std::string> header;            ///< csv header cells or JSON paths seen
  std::vector<std::string> unused;            ///< columns nothing was bound to (names only, never values)
  std::vector<std::string> unused_why;        ///< parallel to `unused`: what speaks against the column; "" = it says nothing we read
  std::vector<std::string> unread_phone_columns;  ///< logs: further columns with numbers; a run cannot vouch for their holders
  std::string excel_time_column;              ///< holds Excel's serial dates and is not read, because nothing declares it
  std::vector<std::string> notes;             ///< preamble skipped, sep= obeyed, duplicate header ...
  double confidence = 0;                      ///< 0..1
};

/// Five numbered steps: container, dialect, header, candidates, the one with most keys. Throws FatalError(bad_input) when
/// nothing fits (says what was seen and what would be needed) or two fit equally (names both); FatalError(usage) when an option
/// names a format or column that is not there. `head` is decoded UTF-8 with 64 bytes of padding.
Detection detect_format(FileId, std::string_view path, std::string_view head, bool head_is_whole_file, FormatKind,
                        std::span<const FormatSpec>, const DetectOptions&);

}  // namespace mfax
