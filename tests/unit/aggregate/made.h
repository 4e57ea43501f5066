#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "aggregate/aggregation.h"
#include "aggregate/tables.h"
#include "format/json.h"

/// Annotated posts for tests, and rows as one looks at them.
namespace made {

/// A span of layer theme or stance; members that are empty are left out.
struct Span {
  std::string layer;
  std::string label;
  int sentence = 0;
  std::string score;
  std::string theme;
  std::string holder;
  std::string voice = "author";
};

struct Post {
  std::string id;
  int words = 100;
  int sentences = 10;
  std::vector<Span> spans;
  std::string more;  ///< further members, with a comma before each
};

inline std::string line(Post post) {
  std::stable_sort(post.spans.begin(), post.spans.end(), [](const Span& a, const Span& b) {
    return std::tie(a.layer, a.label) < std::tie(b.layer, b.label);
  });
  std::string out = R"({"doc_id":")" + post.id + R"(","text":"x","counts":{"words":)" +
                    std::to_string(post.words) + R"(,"sentences":)" +
                    std::to_string(post.sentences) + R"(},"spans":[)";
  for (const Span& span : post.spans) {
    if (out.back() != '[') out += ',';
    out += R"({"start":0,"end":1,"layer":")" + span.layer + R"(","label":")" + span.label +
           R"(","sentence":)" + std::to_string(span.sentence);
    if (!span.score.empty()) out += ",\"score\":" + span.score;
    if (span.layer == "stance") out += ",\"voice\":\"" + span.voice + '"';
    if (!span.holder.empty()) out += ",\"holder\":\"" + span.holder + '"';
    if (!span.theme.empty()) out += ",\"theme\":\"" + span.theme + '"';
    out += '}';
  }
  return out + ']' + post.more + '}';
}

inline void add(tarn::aggregate::Aggregation& sums, std::string_view text) {
  tarn::aggregate::PostSummary summary;
  const auto error = sums.read(text, summary);
  if (error) FAIL(std::string(text) << ": " << error->message);
  sums.add(std::move(summary), {});
}

inline std::string written(const tarn::aggregate::Aggregation& sums,
                           tarn::aggregate::RowWriter::Style style = {}) {
  std::string out;
  tarn::aggregate::RowWriter rows(sums.options(), style,
                                  [&](std::string_view bytes) { out += bytes; });
  tarn::aggregate::write_tables(sums, rows);
  return out;
}

/// The rows of posts under some options.
inline std::string rows(const std::vector<Post>& posts, tarn::aggregate::AggregateOptions options,
                        tarn::aggregate::RowWriter::Style style = {}) {
  tarn::aggregate::Aggregation sums(std::move(options));
  for (const Post& post : posts) add(sums, line(post));
  return written(sums, style);
}

/// The values of some members of each row, separated by spaces, a line a row. "" keeps all rows;
/// "label=valence" those that have it.
inline std::string shown(std::string_view rows, const std::vector<std::string>& members,
                         const std::vector<std::pair<std::string, std::string>>& where = {}) {
  std::string out;
  while (!rows.empty()) {
    const std::size_t end = rows.find('\n');
    tarn::JsonTree tree;
    REQUIRE(!tree.parse(rows.substr(0, end)));
    rows.remove_prefix(end + 1);
    bool keep = true;
    for (const auto& [key, want] : where) {
      const auto found = tree.root().find(key);
      keep = keep && found &&
             (found->is(tarn::JsonType::kString) ? found->string() == want : found->raw() == want);
    }
    if (!keep) continue;
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto found = tree.root().find(members[i]);
      REQUIRE_MESSAGE(found, members[i]);
      if (i > 0) out += ' ';
      out += found->is(tarn::JsonType::kString) ? found->string() : std::string(found->raw());
    }
    out += '\n';
  }
  return out;
}

/// The three posts of the mini-corpus: sentences of the worked examples of stance, with their
/// values.
inline std::vector<Post> mini_corpus() {
  const auto valence = [](int sentence, const char* score, const char* theme = "",
                          const char* holder = "", const char* voice = "author") {
    return Span{"stance", "valence", sentence, score, theme, holder, voice};
  };
  const auto theme = [](int sentence, const char* label) {
    return Span{"theme", label, sentence, "", "", "", ""};
  };
  const auto align = [](const char* label) {
    return Span{
        "stance",  std::string("alignment.") + label, 1, "1", "patient_voice", "other:diffuse",
        "reported"};
  };
  Post p1{"P1", 44, 3, {}, ""};
  p1.spans = {valence(0, "1.5", "coproduction", "other:clinician", "reported"),
              valence(0, "-2", "coproduction", "other:clinician", "reported"),
              theme(0, "coproduction"),
              valence(1, "2", "patient_voice", "other:diffuse", "reported"),
              valence(1, "-1", "patient_voice", "other:diffuse", "reported"),
              align("enthusiastic"),
              align("pragmatic"),
              align("critical"),
              theme(1, "patient_voice"),
              theme(2, "event"),
              valence(2, "2", "event", "self"),
              valence(2, "2", "event", "self"),
              valence(2, "1", "event", "self")};
  p1.more = R"(,"sentence_scores":[{"sentence":0,"score":-0.1213,"mixed":true,"author_score":0},)"
            R"({"sentence":1,"score":0.2582,"mixed":true,"author_score":0},)"
            R"({"sentence":2,"score":1.4434,"mixed":false,"author_score":1.4434}])";
  Post p2{"P2", 16, 2, {}, ""};
  p2.spans = {valence(0, "0.75"),
              valence(0, "-1.5"),
              valence(0, "-2"),
              theme(1, "demand_pressure"),
              valence(1, "-1", "demand_pressure"),
              valence(1, "2", "", "self")};
  p2.more =
      R"(,"sentence_scores":[{"sentence":0,"score":-0.9723,"mixed":true,"author_score":-0.9723},)"
      R"({"sentence":1,"score":0.3536,"mixed":true,"author_score":0.3536}])";
  Post p3{"P3", 16, 2, {}, ""};
  p3.spans = {theme(0, "coproduction"), valence(0, "1.25", "coproduction"), valence(0, "0.4"),
              theme(1, "coproduction"), valence(1, "-0.75", "coproduction", "self")};
  p3.more = R"(,"sentence_scores":[{"sentence":0,"score":0.55,"mixed":false,"author_score":0.55},)"
            R"({"sentence":1,"score":-0.2835,"mixed":false,"author_score":-0.2835}])";
  return {p1, p2, p3};
}

}  // namespace made
