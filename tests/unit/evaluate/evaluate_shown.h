#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/evaluation.h"
#include "evaluate/rows.h"
#include "format/json.h"

namespace tarn::evaluate {

/// A text of four sentences and two paragraphs.
inline const std::string kText = "I was afraid. It rained. We were glad.\n\nNobody came.";

/// Options to compare posts with gold codes, with few draws.
inline EvaluateOptions with_gold(Unit unit = Unit::kSentence) {
  EvaluateOptions options;
  options.with_gold = true;
  options.unit = unit;
  options.bootstrap.draws = 100;
  return options;
}

/// A code of a test: coder, label, and the words of the text that it stands on (empty: all of it).
struct TestCode {
  std::string coder;
  std::string label;
  std::string words = {};
  std::string score = {};
  std::string layer = "code";
};

/// A record with spans where the words first occur; ASCII texts.
inline std::string record_line(const std::string& doc_id, const std::string& text,
                               std::vector<TestCode> codes, const std::string& more = {}) {
  const auto start = [&](const TestCode& code) { return text.find(code.words); };
  std::stable_sort(codes.begin(), codes.end(), [&](const TestCode& a, const TestCode& b) {
    const auto size = [&](const TestCode& c) {
      return c.words.empty() ? text.size() : c.words.size();
    };
    return std::tuple(start(a), start(a) + size(a), a.layer, a.label) <
           std::tuple(start(b), start(b) + size(b), b.layer, b.label);
  });
  std::string spans;
  for (const TestCode& code : codes) {
    REQUIRE(start(code) != std::string::npos);
    const std::size_t size = code.words.empty() ? text.size() : code.words.size();
    spans += fmt::format(R"({}{{"start":{},"end":{},"layer":{},"label":{}{}{}}})",
                         spans.empty() ? "" : ",", start(code), start(code) + size,
                         json_string(code.layer), json_string(code.label),
                         code.score.empty() ? "" : ",\"score\":" + code.score,
                         code.coder.empty() ? "" : ",\"coder\":" + json_string(code.coder));
  }
  return fmt::format(R"({{"doc_id":{},"text":{},"spans":[{}]{}}})", json_string(doc_id),
                     json_string(text), spans, more);
}

/// Reads gold records, then posts.
inline Ratings ratings_of(const EvaluateOptions& options, const std::vector<std::string>& gold,
                          const std::vector<std::string>& posts) {
  Evaluation evaluation(options);
  for (const std::string& line : gold) {
    CodedText text;
    const auto error = evaluation.read_gold(line, text);
    REQUIRE_MESSAGE(!error, (error ? error->message : ""));
    evaluation.add_gold(std::move(text), {"gold"});
  }
  for (const std::string& line : posts) {
    PlacedPost post;
    const auto error = evaluation.read(line, post);
    REQUIRE_MESSAGE(!error, (error ? error->message : ""));
    evaluation.add(std::move(post), {"posts"});
  }
  return evaluation.finish();
}

/// The members of a row, "–" for null: "0.7 0.6667".
inline std::string shown(const Row& row, std::initializer_list<std::string_view> members) {
  std::string out;
  for (const std::string_view member : members) {
    const cells::Value* value = row.find(member);
    REQUIRE_MESSAGE(value != nullptr, std::string(member));
    std::string text;
    if (value->type == cells::Value::Type::kNull)
      text = "–";
    else if (value->type == cells::Value::Type::kText)
      text = value->text;
    else
      cells::append_json(text, *value);
    out += (out.empty() ? "" : " ") + text;
  }
  return out;
}

/// The row of a table where members have these values.
inline const Row& row_where(
    const std::vector<Row>& rows, std::string_view table,
    std::initializer_list<std::pair<std::string_view, std::string_view>> where) {
  for (const Row& row : rows) {
    bool is_it = row.table() == table;
    for (const auto& [member, text] : where) is_it = is_it && row.text(member) == text;
    if (is_it) return row;
  }
  FAIL("no such row of ", std::string(table));
  return rows.front();
}

/// Gold, predicted, right of a label: "2 3 1".
inline std::string counts(const std::vector<Row>& rows, std::string_view label) {
  return shown(row_where(rows, "accuracy", {{"label", label}}),
               {"in_gold", "found", "in_predicted", "right"});
}

}  // namespace tarn::evaluate
