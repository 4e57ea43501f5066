// The readers of records against each other and against nlohmann's JSON parser: what one accepts
// all accept, with the same values; a record that nobody changed is written as it was read.
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "aggregate/post_reader.h"
#include "base/numbers.h"
#include "format/json.h"
#include "format/json_cursor.h"
#include "fuzz.h"
#include "record/record.h"

using namespace tarn;
using fuzz::expect;

namespace {

std::string number(double value) { return fmt::format("n{}", value); }

/// A value as one readable string, numbers as doubles.
std::string flat(JsonView value) {
  switch (value.type()) {
    case JsonType::kNull:
      return "null";
    case JsonType::kBoolean:
      return value.boolean() ? "true" : "false";
    case JsonType::kString:
      return 's' + std::to_string(value.string().size()) + ':' + value.string();
    case JsonType::kNumber: {
      const auto whole = value.integer();
      return whole ? fmt::format("i{}", *whole) : number(value.number().value_or(NAN));
    }
    default:
      break;
  }
  const bool object = value.is(JsonType::kObject);
  std::string out(1, object ? '{' : '[');
  for (const JsonView child : value) {
    if (object) out += std::to_string(child.key().size()) + ':' + std::string(child.key()) + '=';
    out += flat(child) + ',';
  }
  return out + (object ? '}' : ']');
}

/// The same from nlohmann's parser. `refused` by our further rules: duplicate keys, depth.
class SecondOpinion final : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string out;
  bool refused = false;
  bool unknown = false;  ///< a number beyond its range, where it gives up

  bool null() override { return add("null"); }
  bool boolean(bool value) override { return add(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return add(fmt::format("i{}", value)); }
  bool number_unsigned(std::uint64_t value) override {
    if (value > INT64_MAX) return add(number(static_cast<double>(value)));
    return add(fmt::format("i{}", value));
  }
  bool number_float(double value, const std::string&) override { return add(number(value)); }
  bool string(std::string& value) override {
    return add('s' + std::to_string(value.size()) + ':' + value);
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open('{'); }
  bool start_array(std::size_t) override { return open('['); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }
  bool key(std::string& value) override {
    refused = refused || !keys_.back().insert(value).second;
    out += std::to_string(value.size()) + ':' + value + '=';
    return true;
  }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    unknown = error.id == 406;
    return false;
  }

 private:
  bool add(const std::string& text) {
    out += text;
    if (!keys_.empty()) out += ',';
    return true;
  }
  bool open(char bracket) {
    out += bracket;
    keys_.emplace_back();
    refused = refused || keys_.size() > 64;
    return true;
  }
  bool close(char bracket) {
    keys_.pop_back();
    return add(std::string(1, bracket));
  }
  std::vector<std::set<std::string>> keys_;
};

void compare_with_second_opinion(std::string_view line, const JsonTree& tree, bool accepted) {
  // It passes over a byte order mark, and takes a NUL for the end.
  if (line.starts_with("\xEF\xBB\xBF") || line.find('\0') != std::string_view::npos) {
    return expect(!accepted, "a byte order mark or NUL is refused");
  }
  SecondOpinion other;
  const bool theirs = nlohmann::json::sax_parse(line, &other);
  if (other.unknown) return;
  expect(accepted == (theirs && !other.refused), "both parsers accept or refuse");
  if (accepted) expect(flat(tree.root()) == other.out, "both parsers give the same", other.out);
}

void compare_with_cursor(std::string_view line, const std::optional<JsonError>& error) {
  std::optional<JsonError> theirs;
  try {
    JsonCursor cursor(line);
    cursor.skip();
    cursor.finish();
  } catch (const JsonFailure& failure) {
    theirs = failure.error;
  }
  expect(error.has_value() == theirs.has_value(), "tree and cursor accept or refuse",
         error    ? error->message
         : theirs ? theirs->message
                  : "");
}

/// Whether a line may hold fields that a record passes on and an aggregate counts.
bool may_be_read_by_aggregate_alone(std::string_view line) {
  constexpr std::string_view kFields[] = {"counts", "score", "tarn", "sentence\"", "\\"};
  return std::any_of(std::begin(kFields), std::end(kFields), [&](std::string_view field) {
    return line.find(field) != std::string_view::npos;
  });
}

void check_spans(const Record& record) {
  const Annotation* before = nullptr;
  const auto on_boundary = [&](std::uint32_t at) {
    return at <= record.text().size() &&
           (at == record.text().size() ||
            (static_cast<unsigned char>(record.text()[at]) & 0xC0U) != 0x80);
  };
  for (const Annotation& a : record.annotations()) {
    expect(a.span.begin <= a.span.end && on_boundary(a.span.begin) && on_boundary(a.span.end),
           "spans are valid");
    if (before != nullptr) expect(!annotation_before(a, *before), "spans are sorted");
    before = &a;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line(fuzz::view(data, size));
  static JsonTree tree;
  const auto error = tree.parse(line);
  compare_with_second_opinion(line, tree, !error);
  compare_with_cursor(line, error);

  static Record record;
  const auto refused = record.parse(line);
  expect(!error || refused, "a record is JSON");
  static const aggregate::AggregateOptions options;
  static aggregate::PostReader reader(options);
  aggregate::PostSummary summary;
  const auto unread = reader.read(line, summary);
  expect(!refused || unread, "aggregate refuses what a record refuses",
         refused ? refused->message : "");
  expect(!unread || refused || may_be_read_by_aggregate_alone(line),
         "a record refuses what aggregate refuses", unread ? unread->message : "");
  if (refused) return 0;

  check_spans(record);
  std::string written;
  record.append_line(written);
  expect(written.ends_with("\n"), "a line ends");
  written.pop_back();
  expect(!tree.parse(line), "it is JSON still");
  const std::string before = flat(tree.root());
  expect(!tree.parse(written) && flat(tree.root()) == before, "what was written is what was read",
         written);
  return 0;
}
