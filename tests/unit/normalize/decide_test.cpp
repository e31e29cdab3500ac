// In: heads of small files with options, formats and headers that agree or do not. Out: the decisions of the plan and
// the sentences that tell the user about them. Next: tests/fuzz/parse_time_fuzz.cpp.
#include <catch2/catch.hpp>
#include <deque>
#include <string>
#include <string_view>

#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "normalize/header_zone.hpp"

namespace mfax::test {
namespace {

/// A log of two columns, number and time; the rows follow the header.
struct Head {
  explicit Head(std::string time_header = "Sent") {
    number.field = Field::to_number;
    sent.field = Field::sent_at;
    add_slot(Field::to_number, number, "To");
    add_slot(Field::sent_at, sent, std::move(time_header));
    detection.plan.columns.slot_count = 2;
    detection.plan.columns.csv_columns = {0, 1};
    detection.plan.format = &format;
    options.default_region = "US";
  }
  void add_slot(Field field, const ColumnRule& rule, std::string column) {
    Slot slot;
    slot.field = field;
    slot.rule = &rule;
    slot.column = std::move(column);
    detection.plan.slots.push_back(slot);
  }
  const TimeDecision& decide(std::string_view rows, bool whole = true) {
    std::string padded(rows);
    padded.append(64, '\0');
    decide_columns(detection, std::string_view(padded).substr(0, rows.size()), whole, options, ReadOptions{});
    return detection.plan.time;
  }
  bool notes_say(std::string_view text) const {
    for (const std::string& note : detection.notes)
      if (note.find(text) != std::string::npos) return true;
    return false;
  }
  FormatSpec format;
  ColumnRule number, sent;
  Detection detection;
  DetectOptions options;
};

}  // namespace

TEST_CASE("the values of the head decide the order of dates, and the line is named", "[decide]") {
  Head head;
  const TimeDecision& time = head.decide("+14155550123,1/5/2024 12:33\n+14155550124,3/25/2024 2:02 PM\n");
  CHECK(time.order == DateOrder::month_day_year);
  CHECK(time.order_by == DecidedBy::evidence);
  CHECK(time.evidence == "day 25 in 3/25/2024 2:02 PM (line 2)");
  CHECK(head.notes_say("month first"));
}

TEST_CASE("dates that prove nothing stay undecided and the option is named", "[decide]") {
  Head head;
  CHECK(head.decide("+14155550123,1/5/2024\n", false).order == DateOrder::undecided);
  CHECK(head.notes_say("--date-order"));
}

TEST_CASE("an option settles the order and is contradicted aloud", "[decide]") {
  Head head;
  head.options.date_order = DateOrder::day_month_year;
  const TimeDecision& time = head.decide("+14155550123,3/25/2024\n");
  CHECK(time.order == DateOrder::day_month_year);
  CHECK(time.order_by == DecidedBy::option);
  CHECK(head.notes_say("is obeyed, but the file has day 25"));
}

TEST_CASE("a format's order and unit need no evidence", "[decide]") {
  Head head;
  head.sent.date_order = DateOrder::month_day_year;
  head.sent.epoch_unit = EpochUnit::milliseconds;
  const TimeDecision& time = head.decide("+14155550123,1/5/2024\n");
  CHECK(time.order == DateOrder::month_day_year);
  CHECK(time.order_by == DecidedBy::format);
  CHECK(time.unit == EpochUnit::milliseconds);
  CHECK(time.unit_by == DecidedBy::format);
}

TEST_CASE("epoch units come from the values", "[decide]") {
  CHECK(Head().decide("1,1709560931\n").unit == EpochUnit::seconds);
  CHECK(Head().decide("1,1709560931000\n2,1709560932000\n").unit == EpochUnit::milliseconds);
  CHECK(Head().decide("1,2024-03-04T14:02:11Z\n").unit == EpochUnit::none);
  CHECK(Head().decide("").unit == EpochUnit::automatic);
}

TEST_CASE("a declared year-month-day order makes YYMMDDhhmm of bare numbers that can all be that", "[decide]") {
  Head undeclared;
  CHECK(undeclared.decide("1,2403041402\n2,2403051215\n").unit == EpochUnit::seconds);
  CHECK(undeclared.notes_say("give --date-order ymd to read them so"));
  Head declared;
  declared.options.date_order = DateOrder::year_month_day;
  CHECK(declared.decide("1,2403041402\n2,2403051215\n").unit == EpochUnit::none);
  Head epochs;
  epochs.options.date_order = DateOrder::year_month_day;
  CHECK(epochs.decide("1,1709560931\n2,1612121212\n").unit == EpochUnit::seconds);
}

TEST_CASE("numbers that look like serials of a spreadsheet are named with what settles them", "[decide]") {
  Head head;
  head.decide("1,45355.585\n2,45356.25\n");
  CHECK(head.notes_say("declare \"epoch_unit\": \"excel_serial\""));
  Head declared;
  declared.sent.epoch_unit = EpochUnit::excel_serial;
  declared.decide("1,45355.585\n");
  CHECK_FALSE(declared.notes_say("excel_serial"));
}

TEST_CASE("option --assume-tz is used where the format declares no zone, with a count", "[decide]") {
  Head head;
  head.options.assume_tz = "America/New_York";
  std::string rows;
  for (int i = 0; i < 1204; ++i) rows += "+14155550123,2024-03-04 14:02:11\n";
  const TimeDecision& time = head.decide(rows);
  CHECK(time.zone == "America/New_York");
  CHECK(time.zone_by == DecidedBy::option);
  CHECK(time.american_abbreviations);
  CHECK(head.notes_say("1,204 of 1,204 sampled times have no zone; read as America/New_York (--assume-tz)"));
}

TEST_CASE("a zone that the format declares stays, and --assume-tz is said to be not needed", "[decide]") {
  Head head;
  head.sent.zone = "UTC";
  head.options.assume_tz = "Asia/Tokyo";
  CHECK(head.decide("1,2024-03-04 14:02:11\n").zone == "UTC");
  CHECK(head.detection.plan.time.zone_by == DecidedBy::format);
  CHECK(head.notes_say("not needed"));
}

TEST_CASE("times without a zone that nothing declares are counted and the option is named", "[decide]") {
  Head head;
  CHECK(head.decide("1,2024-03-04 14:02:11\n2,2024-03-04T14:02:11Z\n").zone.empty());
  CHECK(head.notes_say("1 of 2 sampled times have no zone and nothing declares one: give --assume-tz"));
}

TEST_CASE("compact dates without a zone are counted as such", "[decide]") {
  Head head;
  head.decide("1,20240304140211\n2,1709560931\n");
  CHECK(head.notes_say("1 of 2 sampled times have no zone and nothing declares one: give --assume-tz"));
}

TEST_CASE("a zone in the header of the clock column declares date and clock", "[decide]") {
  Head head("Date");
  head.add_slot(Field::sent_time, head.sent, "Time (UTC)");
  head.detection.plan.columns.slot_count = 3;
  head.detection.plan.columns.csv_columns = {0, 1, 2};
  const TimeDecision& time = head.decide("+12025550123,2024-03-04,14:02:11\n");
  CHECK(time.zone == "UTC");
  CHECK(time.zone_by == DecidedBy::header);
}

TEST_CASE("a zone in the header declares the column", "[decide]") {
  Head head("Sent (EST)");
  const TimeDecision& time = head.decide("1,2024-07-04 09:02:11\n");
  CHECK(time.zone == "EST");
  CHECK(time.zone_by == DecidedBy::header);
  CHECK(head.notes_say("Sent (EST)"));
}

TEST_CASE("columns whose headers name different zones are read each in its own", "[decide]") {
  Head head("Sent (EST)");
  head.add_slot(Field::sent_at, head.sent, "Sent UTC");
  head.detection.plan.columns.slot_count = 3;
  head.detection.plan.columns.csv_columns = {0, 1, 2};
  head.decide("+14155550123,,2024-03-04 14:02:11\n");
  CHECK(head.detection.plan.slots[2].rule->zone == "UTC");
  CHECK(head.detection.plan.slots[1].rule->zone.empty());
  CHECK(head.detection.plan.time.zone == "EST");
}

TEST_CASE("a zone in the header is the column's own: an assumption does not replace it and is contradicted aloud", "[decide]") {
  Head head("Sent (UTC)");
  head.options.assume_tz = "Asia/Tokyo";
  const auto time = head.decide("1,2024-03-04 14:02:11\n");
  CHECK(time.zone == "UTC");
  CHECK(time.zone_by == DecidedBy::header);
  CHECK(head.notes_say("names the zone UTC: its times are read so, not as --assume-tz Asia/Tokyo"));
}

TEST_CASE("a header speaks for its own column only when the option says what the others are", "[decide]") {
  Head head("Sent");
  head.add_slot(Field::sent_at, head.sent, "Created (UTC)");
  head.detection.plan.columns.slot_count = 3;
  head.detection.plan.columns.csv_columns = {0, 1, 2};
  head.options.assume_tz = "Asia/Tokyo";
  CHECK(head.decide("1,2024-03-04 14:02:11,\n").zone == "Asia/Tokyo");
  CHECK(head.detection.plan.slots[1].rule->zone.empty());
  CHECK(head.detection.plan.slots[2].rule->zone == "UTC");
}

TEST_CASE("an unknown zone in the option is refused before data are read", "[decide]") {
  Head head;
  head.options.assume_tz = "Mars/Olympus";
  CHECK_THROWS_AS(head.decide("1,2024-03-04 14:02:11\n"), FatalError);
}

TEST_CASE("headers name zones in brackets, as the last word, or not at all", "[decide]") {
  struct Case {
    const char *column, *zone;
  };
  for (const auto& [column, zone] : {Case{"Sent (EST)", "EST"},
                                     {"Date/Time (UTC)", "UTC"},
                                     {"Sent At GMT", "UTC"},
                                     {"Sent (Z)", "UTC"},
                                     {"Size Z", ""},
                                     {"time_utc", "UTC"},
                                     {"Sent (America/New_York)", "America/New_York"},
                                     {"Sent [Europe/Paris]", "Europe/Paris"},
                                     {"PublishTimeUTC", "UTC"},
                                     {"Sent (+05:30)", "+05:30"},
                                     {"Sent (UTC time)", "UTC"},
                                     {"Sent America/Chicago", "America/Chicago"},
                                     {"Sent PST", "PST"},
                                     {"Gesendet (MEZ)", "+01:00"},
                                     {"Gesendet (MESZ)", "+02:00"},
                                     {"Sent", ""},
                                     {"Date/Time", ""},
                                     {"Sent (estimated)", ""},
                                     {"best", ""},
                                     {"time_est", ""},
                                     {"Sent (IST)", ""},
                                     {"Sent (local)", ""},
                                     {"", ""},
                                     {"()", ""},
                                     {")(", ""},
                                     {"EST", ""},
                                     {"Latest", ""}}) {
    INFO(column);
    CHECK(header_zone(column) == zone);
  }
}

TEST_CASE("the form of numbers comes from option, then format, then values", "[decide]") {
  Head option, format, values;
  option.options.number_form = NumberForm::national;
  option.format.number_form = NumberForm::international;
  option.decide("447700900123,x\n");
  CHECK(option.detection.plan.number.form == NumberForm::national);
  CHECK(option.detection.plan.number.by == DecidedBy::option);
  format.format.number_form = NumberForm::international;
  format.decide("4155550123,x\n");
  CHECK(format.detection.plan.number.form == NumberForm::international);
  CHECK(format.detection.plan.number.by == DecidedBy::format);
  values.decide("447700900123,x\n447700900124,x\n442079460123,x\n");
  CHECK(values.detection.plan.number.form == NumberForm::international);
}

TEST_CASE("a head cut inside a row is read up to its last whole row", "[decide]") {
  Head head;
  CHECK(head.decide("1,2024-03-04\n2,3/25/2024\n3,25/03", false).order == DateOrder::month_day_year);
  Head quoted;
  CHECK(quoted.decide("1,\"3/25/2024\n", false).order == DateOrder::year_month_day);
}

TEST_CASE("JSON heads give the same evidence", "[decide]") {
  Head head;
  head.detection.plan.dialect.container = Container::json_lines;
  head.detection.plan.columns.json_paths = {"to", "sent.at"};
  const TimeDecision& time = head.decide(
      "{\"to\":\"+14155550123\",\"sent\":{\"at\":\"1/5/2024\"}}\n{\"to\":\"+14155550124\",\"sent\":{\"at\":\"25/03/"
      "2024\"}}\n");
  CHECK(time.order == DateOrder::day_month_year);
  CHECK(time.evidence == "day 25 in 25/03/2024 (line 2)");
}

}  // namespace mfax::test
