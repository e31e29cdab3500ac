// Parts of a report -> JSON: the writing visitor of mfax/report_fields.hpp. Layout: two outer levels on lines of their
// own, one line for an element of a list, so that a report can be diffed and searched by line.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "base/in_order.hpp"
#include "render/json_writer.hpp"
#include "mfax/report_fields.hpp"

namespace mfax {

class FieldWriter {
 public:
  /// `threads`: for long lists; the text does not depend on it.
  explicit FieldWriter(JsonWriter& json, unsigned threads = 1) : json_(json), threads_(threads) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    json_.key(name);
    write(value);
  }
  void time(std::string_view name, const std::string& value) {
    json_.key(name);
    json_.text_or_null(value);
  }
  void counts(std::string_view name, const std::vector<Tally>& tallies) {
    json_.key(name);
    json_.begin_object();
    for (const Tally& tally : tallies) (*this)(tally.name, tally.count);
    json_.end();
  }
  void names(std::string_view name, const std::vector<Tally>& tallies) {
    json_.key(name);
    json_.begin_array();
    for (const Tally& tally : tallies) json_.text(tally.name);
    json_.end();
  }
  template <class Fn>
  void group(std::string_view name, Fn&& fn) {
    json_.key(name);
    json_.begin_object(is_outer());
    fn(*this);
    json_.end();
  }

  void write(const std::string& value) { json_.text(value); }
  void write(bool value) { json_.boolean(value); }
  template <class T>
  void write(const std::vector<T>& values) {
    json_.begin_array(json_.is_multiline() && !std::integral<T>);
    for (const T& value : values) {
      if constexpr (std::same_as<T, std::string> || std::integral<T>)
        write(value);
      else
        write_object(value, false);
    }
    json_.end();
  }
  template <class T>
  void write(const Entries<T>& list) {
    constexpr std::size_t kOfPiece = 1024;  // some MB of people
    const bool is_multiline = json_.is_multiline();
    json_.begin_array(is_multiline);
    std::string nothing;
    const JsonWriter model = json_.part(nothing, true);  // for the makers: json_ itself is written to meanwhile
    make_in_order(
        list.size(), kOfPiece, threads_,
        [&](std::size_t from, std::size_t to, std::string& text) {
          JsonWriter part = model.part(text, from == 0);
          FieldWriter fields(part);
          for (const T& value : list.range(from, to)) fields.write_object(value, false);
        },
        [this](std::string_view text) { json_.elements(text); });
    json_.end();
  }
  template <class T>
  void write(const T& value) {
    if constexpr (std::integral<T>)
      json_.integer(value);
    else
      write_object(value, is_outer());
  }

 private:
  /// The document and its direct members.
  bool is_outer() const noexcept { return json_.is_multiline() && json_.depth() < 2; }
  template <class T>
  void write_object(const T& value, bool is_multiline) {
    json_.begin_object(is_multiline);
    visit_fields(value, *this);
    json_.end();
  }

  JsonWriter& json_;
  unsigned threads_;
};

}  // namespace mfax
