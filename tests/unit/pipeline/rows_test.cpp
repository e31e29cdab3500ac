// Trailers below the data, and what may be one.
#include <catch2/catch.hpp>

#include "pipeline/rows.hpp"

using namespace mfax;

TEST_CASE("totals, rulers and closing lines are trailers") {
  CHECK(is_trailer("Total,,12480,,"));
  CHECK(is_trailer("  \"Grand Total\";;60"));
  CHECK(is_trailer("Summe;60"));
  CHECK(is_trailer("====================="));
  CHECK(is_trailer("Rows: 17"));
  CHECK(is_trailer("End of report"));
}

TEST_CASE("a row of data is no trailer, whatever word it begins with") {
  CHECK_FALSE(is_trailer(""));
  CHECK_FALSE(is_trailer(",,,"));
  CHECK_FALSE(is_trailer("Totalplay,2024-03-01"));
  CHECK_FALSE(is_trailer("recordset,1"));
  CHECK_FALSE(is_trailer("M1,2024-03-04,anonymous"));
}

TEST_CASE("a row with a time or a masked number is a message even below the word total") {
  MessageRecord record;
  record.number_status = NumberStatus::null;
  CHECK(is_without_content(record));
  record.has_time = true;
  CHECK_FALSE(is_without_content(record));
  record.has_time = false;
  record.number_status = NumberStatus::masked;
  CHECK_FALSE(is_without_content(record));
  record.number_status = NumberStatus::null;
  record.counts = false;
  CHECK_FALSE(is_without_content(record));
}
