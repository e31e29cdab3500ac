// The answer of a log query in, one JSON object a row out. Two services write rows as lists, which no record path reaches:
//   Amazon CloudWatch Logs Insights, get-query-results: {"results": [[{"field": "@timestamp", "value": "..."}, ...], ...]}
//   Azure Monitor Log Analytics, query: {"tables": [{"columns": [{"name": "TimeGenerated"}, ...], "rows": [[...], ...]}]}
// line_records.cpp is the caller. Holds one row at a time; every object begins on the line its row has in the input.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

/// Judged by the beginning of the text.
bool begins_query_answer(std::string_view block) noexcept;

class QueryAnswer {
 public:
  QueryAnswer();
  QueryAnswer(const QueryAnswer&) = delete;
  QueryAnswer& operator=(const QueryAnswer&) = delete;
  ~QueryAnswer();
  /// `block` may be cut anywhere. Appends objects and line ends.
  void add(std::string_view block, std::string& out);
  void finish(std::string& out);
  /// Bytes in memory that grow with the input: the caller bounds them.
  std::size_t held() const noexcept { return held_.size() + key_.size(); }

 private:
  enum class Place : std::uint8_t { outside, answer, results, tables, table, rows };
  enum class Value : std::uint8_t { none, skipped, kept };

  void take(char c, std::string& out);
  void take_of_value(char c, std::string& out);
  bool ends_value(char c);
  void begin_value(char c, std::string& out);
  void begin_kept(char c, std::string& out);
  void end_value(std::string& out);
  void take_member(char c, std::string& out);
  void take_element(char c, std::string& out);
  void end_row(std::string& out);
  void end_answer(std::string& out);
  void take_outside(char c);
  void give_up_held(std::string& out);

  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::vector<std::string> columns_;  ///< of the Azure table at hand
  std::string key_, held_;            ///< held_: the value that is kept, or text outside of an answer
  std::uint64_t lines_ = 0;           ///< line ends within held_
  Place place_ = Place::outside;
  Value value_ = Value::none;
  std::uint32_t depth_ = 0;
  bool in_key_ = false, in_string_ = false, is_escaped_ = false, is_scalar_ = false, is_after_colon_ = false;
};

}  // namespace mfax
