#include <algorithm>
#include <array>

#include "aggregate/evidence.h"
#include "aggregate/partial.h"
#include "format/json_cursor.h"

namespace tarn::aggregate {
namespace {

constexpr std::uint64_t kMostCount = std::uint64_t{1} << 32U;
/// Sums of one post stay below this, so that sums of squares stay exact.
constexpr std::int64_t kMostValue = std::int64_t{1} << 40U;

/// Reads one partial summary.
class PartialReader {
 public:
  PartialReader(std::string_view line, std::string_view shape, PostSummary& out)
      : json_(line), shape_(shape), out_(out) {}

  void read() {
    std::string_view key;
    json_.enter_object();
    while (json_.next_member(key)) {
      const std::string name(key);
      member(name);
    }
    json_.finish();
    check();
  }

 private:
  void member(std::string_view key) {
    if (key == "options")
      options();
    else if (key == "doc_id")
      out_.doc_id = json_.string(buffer_);
    else if (key == "day")
      out_.day = json_.string(buffer_);
    else if (key == "counts")
      counts();
    else if (key == "fields")
      list([&] { strings(out_.fields.emplace_back()); });
    else if (key == "lexicons")
      list([&] { lexicon(); });
    else if (key == "names")
      strings(out_.names);
    else if (key == "cells")
      list([&] { cell(); });
    else if (key == "post")
      post();
    else if (key == "evidence")
      list([&] { evidence(); });
    else
      json_.skip();
  }

  template <typename Each>
  void list(Each each) {
    json_.enter_array();
    while (json_.next_element()) each();
  }

  void strings(std::vector<std::string>& out) {
    list([&] { out.emplace_back(json_.string(buffer_)); });
  }

  void options() {
    const std::size_t byte = json_.byte();
    const std::string_view found = json_.string(buffer_);
    if (found != shape_)
      json_.fail(byte, "this summary was made with the options '" + std::string(found) +
                           "', now they are '" + std::string(shape_) + "'");
  }

  std::uint64_t count() {
    const std::size_t byte = json_.byte();
    const std::uint64_t value = json_.natural();
    if (value >= kMostCount) json_.fail(byte, "a count below 4294967296 is wanted");
    return value;
  }

  void counts() {
    std::array<std::uint64_t, 8> values{};
    std::size_t size = 0;
    list([&] {
      if (size == values.size()) json_.fail(json_.byte(), "too many counts");
      values[size++] = count();
    });
    if (size != values.size()) json_.fail(json_.byte(), "too few counts");
    out_.tokens = values[0];
    out_.sentences = values[1];
    out_.theme_hits = values[2];
    out_.theme_sentences = values[3];
    out_.stance_hits = values[4];
    out_.stance_sentences = values[5];
    out_.default_hits = values[6];
    out_.annotated = values[7] != 0;
  }

  void lexicon() {
    std::vector<std::string> pair;
    strings(pair);
    if (pair.size() != 2) json_.fail(json_.byte(), "[name,hash] is wanted");
    out_.lexicons.emplace_back(pair[0], pair[1]);
  }

  std::int64_t value() {
    const std::size_t byte = json_.byte();
    // Written as whole numbers; read with the scale of scores, which is exact.
    const std::int64_t scaled = json_.units();
    const std::int64_t value = scaled / 10000;
    if (scaled % 10000 != 0 || value > kMostValue || value < -kMostValue)
      json_.fail(byte, "a whole number in range is wanted");
    return value;
  }

  void cell() {
    const std::size_t byte = json_.byte();
    std::array<std::int64_t, 4 + kMostValues> found{};
    std::size_t size = 0;
    list([&] {
      if (size == found.size()) json_.fail(byte, "a cell has too many values");
      found[size++] = value();
    });
    const bool known = size > 4 && found[0] >= 0 &&
                       found[0] < static_cast<std::int64_t>(kCellKinds) && found[1] >= 0 &&
                       found[1] <= 2;
    if (!known || size != 4U + kValues[static_cast<std::size_t>(found[0])])
      json_.fail(byte, "a cell of no known kind");
    SummaryCell cell;
    cell.kind = static_cast<CellKind>(found[0]);
    cell.voice = static_cast<Voice>(found[1]);
    cell.a = name(found[2], byte);
    cell.b = name(found[3], byte);
    std::copy(found.begin() + 4, found.end(), cell.values.begin());
    out_.cells.push_back(cell);
  }

  std::uint32_t name(std::int64_t index, std::size_t byte) const {
    if (index < 0 || index > static_cast<std::int64_t>(out_.names.size()))
      json_.fail(byte, "a cell of no known name");
    return static_cast<std::uint32_t>(index);
  }

  std::optional<std::string> optional_string() {
    if (json_.take_null()) return std::nullopt;
    return std::string(json_.string(buffer_));
  }

  void element() {
    if (!json_.next_element()) json_.fail(json_.byte(), "a list is too short");
  }

  void post() {
    json_.enter_array();
    element();
    out_.post.date = optional_string();
    element();
    out_.post.url = optional_string();
    element();
    out_.post.title = optional_string();
    element();
    out_.post.authors = json_.skip();
    if (json_.next_element()) json_.fail(json_.byte(), "a list is too long");
  }

  void evidence() {
    EvidenceSentence item;
    json_.enter_array();
    element();
    item.sentence = static_cast<std::uint32_t>(count());
    element();
    item.text = json_.string(buffer_);
    element();
    item.spans = json_.skip();
    while (json_.next_element()) {
      const std::size_t byte = json_.byte();
      json_.enter_array();
      element();
      const std::uint32_t theme = name(value(), byte);
      element();
      item.cells.emplace_back(theme, name(value(), byte));
      if (json_.next_element()) json_.fail(byte, "a list is too long");
    }
    item.hash = evidence_hash(out_.doc_id, item.sentence);
    out_.evidence.push_back(std::move(item));
  }

  void check() const {
    if (out_.doc_id.empty()) json_.fail(0, "no doc_id");
    const bool dated = out_.day.empty() || out_.day.size() == 10;
    if (!dated) json_.fail(0, "day is no date");
    if (out_.theme_sentences > out_.sentences || out_.stance_sentences > out_.sentences)
      json_.fail(0, "more sentences with hits than sentences");
    if (out_.default_hits > out_.stance_hits) json_.fail(0, "more default holders than hits");
    if (const auto wrong = contradiction(out_)) json_.fail(0, std::string(*wrong));
  }

  JsonCursor json_;
  std::string_view shape_;
  PostSummary& out_;
  std::string buffer_;
};

}  // namespace

std::optional<JsonError> read_partial(std::string_view line, std::string_view shape,
                                      PostSummary& out) {
  out = PostSummary();
  try {
    PartialReader(line, shape, out).read();
  } catch (const JsonFailure& failure) {
    return failure.error;
  }
  return std::nullopt;
}

}  // namespace tarn::aggregate
