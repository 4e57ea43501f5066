// Unicode's own cases (Debian: unicode-data): both ways of making pieces must agree on each, and
// where they differ from UAX #29 the reason must be one of RULES.md, section 1.
#include <doctest/doctest.h>

#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "text/characters.h"
#include "text/scanner.h"
#include "text/utf8.h"

using namespace tarn;
using text::CharacterTable;
using text::Kind;

namespace {

/// "÷ 0061 × 0308 ÷": a text and its boundaries, as byte offsets.
struct Case {
  std::string text;
  std::set<std::size_t> boundaries;
};

Case parse(std::string_view line) {
  Case made;
  for (std::size_t k = 0; k < line.size();) {
    const std::size_t end = std::min(line.find(' ', k), line.size());
    const std::string_view part = line.substr(k, end - k);
    if (part == "÷") {
      made.boundaries.insert(made.text.size());
    } else if (part != "×" && !part.empty()) {
      std::uint32_t value = 0;
      std::from_chars(part.data(), part.data() + part.size(), value, 16);
      append_utf8(made.text, value);
    }
    k = end + 1;
  }
  return made;
}

std::vector<Case> cases_of(const std::filesystem::path& path) {
  std::vector<Case> cases;
  const std::string content = read_all(*open_source(path.string()));
  for (std::size_t k = 0; k < content.size();) {
    const std::size_t end = std::min(content.find('\n', k), content.size());
    const std::string_view line = std::string_view(content).substr(k, end - k);
    const std::string_view test = line.substr(0, line.find_first_of("#\t"));
    if (!test.empty()) cases.push_back(parse(test));
    k = end + 1;
  }
  return cases;
}

Kind kind_at(std::string_view text, std::size_t k) {
  return k < text.size() ? CharacterTable::kind(next_code_point(text, k)) : Kind::kLineSpace;
}

Kind kind_before(std::string_view text, std::size_t k) {
  Kind kind = Kind::kLineSpace;
  for (std::size_t at = 0; at < k;) {
    const Kind one = CharacterTable::kind(next_code_point(text, at));
    if (one != Kind::kExtend && one != Kind::kZwj) kind = one;
  }
  return kind;
}

bool is_space(Kind kind) { return kind == Kind::kSpace || kind == Kind::kLineSpace; }

/// Why our rules and UAX #29 may differ at `k`; empty: they may not.
std::string reason(std::string_view text, std::size_t k, bool ours) {
  const Kind before = kind_before(text, k);
  const Kind after = kind_at(text, k);
  const auto either = [&](auto is) { return is(before) || is(after); };
  if (after == Kind::kPict) return "joiner without a pictograph before";
  if (is_space(before) && is_space(after)) return "runs of white space";
  if (either([](Kind kind) { return kind == Kind::kRare; })) return "dictionaries and clusters";
  if (either([](Kind kind) { return kind == Kind::kLow || kind == Kind::kLowRun; }))
    return "low lines";
  if (either([](Kind kind) { return kind == Kind::kSeparatorRun || kind == Kind::kSeparator; })) {
    return ours ? "stop or colon does not join" : "separator joins";
  }
  if (either([](Kind kind) { return kind == Kind::kFlag; })) return "flags with something between";
  if (before == Kind::kRun && after == Kind::kRun) return "runs of marks";
  if (either([](Kind kind) { return kind == Kind::kAposRun || kind == Kind::kApos; }))
    return "apostrophes";
  return either([](Kind kind) { return kind == Kind::kRun || kind == Kind::kOther; })
             ? "other marks"
             : "";
}

std::set<std::size_t> boundaries_of(std::string_view text, const std::vector<Token>& tokens) {
  std::set<std::size_t> out{0, text.size()};
  for (const Token& token : tokens) out.insert({token.span.begin, token.span.end});
  std::size_t token = 0;
  for (std::size_t k = 0; k < text.size();) {
    while (token < tokens.size() && tokens[token].span.end <= k) ++token;
    if (token == tokens.size() || k <= tokens[token].span.begin) out.insert(k);
    next_code_point(text, k);
  }
  return out;
}

}  // namespace

TEST_CASE("text/conformance: WordBreakTest") {
  const std::filesystem::path path = "/usr/share/unicode/auxiliary/WordBreakTest.txt";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no WordBreakTest.txt (package unicode-data)");
    return;
  }
  const text::IcuWords icu;
  std::map<std::string, std::size_t> differences;
  std::size_t same = 0;
  const std::vector<Case> cases = cases_of(path);
  for (const Case& c : cases) {
    const Span all{0, static_cast<std::uint32_t>(c.text.size())};
    std::vector<Token> tokens;
    std::vector<Token> by_icu;
    text::append_pieces(c.text, all, icu, tokens);
    text::append_pieces_by_icu(c.text, all, icu, by_icu);
    CAPTURE(c.text);
    CHECK(tokens == by_icu);
    const std::set<std::size_t> ours = boundaries_of(c.text, tokens);
    std::set<std::string> reasons;
    for (std::size_t k = 1; k < c.text.size(); ++k) {
      const bool mine = ours.contains(k);
      if (mine == c.boundaries.contains(k)) continue;
      reasons.insert(reason(c.text, k, mine));
      CHECK(reason(c.text, k, mine) != "");
    }
    same += reasons.empty();
    for (const std::string& one : reasons) ++differences[one];
  }
  std::string shown;
  for (const auto& [name, count] : differences) shown += name + " " + std::to_string(count) + "; ";
  CHECK(cases.size() == 1823);
  CHECK(shown ==
        "apostrophes 30; dictionaries and clusters 5; flags with something between 2; "
        "joiner without a pictograph before 6; low lines 34; other marks 1; runs of marks 1; "
        "runs of white space 4; separator joins 55; stop or colon does not join 15; ");
  CHECK(same == 1671);
}
