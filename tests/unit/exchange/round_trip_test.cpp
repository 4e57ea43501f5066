#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "exchange/coders.h"
#include "exchange/formats.h"
#include "exchange/human_codes.h"
#include "exchange/tokens.h"
#include "text/segmenter.h"

namespace {

using namespace tarn;
using exchange::Format;

/// Keeps what a writer makes, as a reader gets it.
class MemorySink final : public exchange::Sink {
 public:
  void text(std::string_view bytes) override { text_ += bytes; }
  void file(const std::string& path, std::string_view bytes) override { files_[path] = bytes; }
  exchange::Input input() const {
    if (files_.empty()) return {"x", false, {{"x", text_}}};
    exchange::Input out{"x", true, {}};
    for (const auto& [path, bytes] : files_) out.files.push_back({path, bytes});
    return out;
  }

 private:
  std::string text_;
  std::map<std::string, std::string> files_;
};

// Two posts: characters beyond UTF-16's first plane, marks, line ends, what XML, JSON, CSV and
// spreadsheets mind.
constexpr const char* kPosts[] = {
    R"({"doc_id":"blog:1/a.b","coders":["Ann","Cy"],
        "text":"🌱 Cafe\u0301 & <hope>, \"hope\".\n\n=SUM(hope) '=1\tco-production, hope\nand more hope.",
        "spans":[
         {"start":0,"end":1,"layer":"code","label":"sign","coder":"Ann"},
         {"start":10,"end":16,"layer":"code","label":"affect.hope","coder":"Ann","time":"2024-05-01T10:00:00Z","memo":"a \"doubt\" & <more>, or =1"},
         {"start":10,"end":16,"layer":"code","label":"affect.hope","coder":"Bob","score":-1.5},
         {"start":11,"end":15,"layer":"code","label":"with space, comma | bar 5%","coder":"Bob"},
         {"start":19,"end":23,"layer":"code","label":"affect.hope","coder":"Bob","fragment":"one"},
         {"start":27,"end":36,"layer":"code","label":"=formula","coder":"Ann"},
         {"start":31,"end":35,"layer":"code","label":"affect.hope","coder":"Bob","fragment":"one"},
         {"start":37,"end":40,"layer":"code","label":"a <b> & \"c\"","coder":"Ann"},
         {"start":41,"end":45,"layer":"code","label":"part","coder":"Ann"},
         {"start":56,"end":74,"layer":"code","label":"e.g. Ümlaut","coder":"Ann & \"co\""},
         {"start":70,"end":74,"layer":"code","label":"affect.hope","coder":"Bob"}]})",
    R"({"doc_id":"blog:2","coders":["Ann"],"text":"Nothing to code."})",
};

std::set<std::string> words_of(std::string_view list) {
  std::set<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(", ", at), list.size());
    out.emplace(list.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

/// All that a person put into spans, a line each, in a form in which names of fragments do not
/// matter.
std::string shown(const std::vector<Annotation>& spans, const std::set<std::string>& coders) {
  std::map<std::string, std::size_t> fragments;
  std::multiset<std::string> lines;
  for (const Annotation& span : spans) {
    std::string line = std::to_string(span.span.begin) + "-" + std::to_string(span.span.end) + " " +
                       span.coder + ":" + span.label + " " + span.time + " {" + span.memo + "}";
    if (span.score) line += " " + std::to_string(*span.score);
    if (!span.fragment.empty())
      line += " #" +
              std::to_string(
                  fragments.try_emplace(span.coder + span.label + span.fragment, fragments.size())
                      .first->second);
    lines.insert(std::move(line));
  }
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  for (const std::string& coder : coders) out += coder + " looked through it\n";
  return out;
}

/// What is to come back of a post from a format that loses what it says.
std::string wanted(const Record& record, const Segmentation& units,
                   const std::set<std::string>& lost) {
  std::vector<Annotation> spans = record.annotations();
  std::set<std::string> coders = exchange::coders_of(record);
  if (lost.contains("idle coders")) coders.clear();
  for (Annotation& span : spans) {
    if (lost.contains("time")) span.time.clear();
    if (lost.contains("memo")) span.memo.clear();
    if (lost.contains("score")) span.score.reset();
    if (lost.contains("fragments")) span.fragment.clear();
    if (lost.contains("parts of tokens")) span.span = exchange::span_of_tokens(units, span.span);
    coders.insert(span.coder);
  }
  return shown(spans, coders);
}

void check_round_trip(const Format& format, const std::string& profile) {
  exchange::WriteOptions options;
  options.profile = profile;
  MemorySink sink;
  const auto writer = format.write(options, sink);
  const Segmenter segmenter;
  std::vector<std::unique_ptr<Record>> records;
  std::vector<Segmentation> units;
  for (const char* const line : kPosts) {
    records.push_back(std::make_unique<Record>());
    std::string one_line(line);
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    const auto error = records.back()->parse(one_line);
    REQUIRE_MESSAGE(!error, (error ? error->message : ""));
    units.emplace_back();
    segmenter.segment(records.back()->text(), units.back());
    writer->add({*records.back(), units.back(), records.back()->annotations(),
                 exchange::coders_of(*records.back())});
  }
  writer->finish();
  for (const Diagnostic& told : writer->take_told()) CHECK(told.code == "weakened");

  exchange::HumanCodes codes;
  CHECK(&exchange::format_of(sink.input()) == &format);
  codes.read(sink.input(), format.name, "nobody");
  for (std::size_t i = 0; i < records.size(); ++i) {
    const exchange::Laid laid = codes.of(*records[i]);
    CAPTURE(records[i]->doc_id());
    CHECK(laid.unplaced.empty());
    CHECK(shown(laid.spans, {laid.coders.begin(), laid.coders.end()}) ==
          wanted(*records[i], units[i], words_of(format.loses)));
  }
}

}  // namespace

TEST_CASE("what a format is said to hold comes back, and nothing else") {
  for (const Format& format : exchange::formats()) {
    if (format.read == nullptr || format.write == nullptr) continue;
    CAPTURE(format.name);
    check_round_trip(format, "");
  }
}

TEST_CASE("projects come back from every profile, however it counts") {
  for (const char* const profile : {"standard", "atlas.ti", "maxqda", "nvivo", "qualcoder"}) {
    CAPTURE(profile);
    check_round_trip(exchange::format_named("qdpx"), profile);
  }
}

TEST_CASE("what formats lose is told in words that are known") {
  const std::set<std::string> known = {
      "coder", "time", "memo", "score", "fragments", "idle coders", "parts of tokens", "places"};
  std::string before;
  for (const Format& format : exchange::formats()) {
    CAPTURE(format.name);
    CHECK(before < format.name);
    before = format.name;
    for (const std::string& word : words_of(format.loses)) CHECK(known.contains(word));
    CHECK((format.read == nullptr) == (format.is == nullptr));
    CHECK((format.read != nullptr || format.write != nullptr));
  }
}
