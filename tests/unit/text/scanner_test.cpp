#include "text/scanner.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "text/characters.h"
#include "text/printable.h"
#include "text/utf8.h"

using namespace tarn;

namespace {

std::string shown(std::string_view text, const std::vector<Token>& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    out +=
        "[" + std::string(slice(text, token.span)) + "]" + std::string(name_of(token.type)) + " ";
  }
  return out;
}

std::string code_points(std::string_view text) {
  std::string out = "\n";
  for (std::size_t k = 0; k < text.size();) {
    out += fmt::format("{:04X} ", static_cast<std::uint32_t>(next_code_point(text, k)));
  }
  return out;
}

/// Scanner and ICU, side by side.
class Sides {
 public:
  /// Whether both give the same tokens.
  bool agree(std::string_view text) {
    scanned_.clear();
    by_icu_.clear();
    const Span all{0, static_cast<std::uint32_t>(text.size())};
    text::append_pieces(text, all, icu_, scanned_);
    text::append_pieces_by_icu(text, all, icu_, by_icu_);
    return scanned_ == by_icu_;
  }
  std::string difference(std::string_view text) const {
    return printable("\nscanner " + shown(text, scanned_) + "\nICU     " + shown(text, by_icu_),
                     "\n") +
           code_points(text);
  }

 private:
  text::IcuWords icu_;
  std::vector<Token> scanned_;
  std::vector<Token> by_icu_;
};

/// The code points of each kind of the rules, so that a rare one is as likely as any other.
std::vector<std::vector<char32_t>> code_points_by_kind() {
  std::vector<std::vector<char32_t>> kinds(32);
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    kinds[static_cast<std::size_t>(text::CharacterTable::kind(c))].push_back(c);
  }
  std::erase_if(kinds, [](const auto& kind) { return kind.empty(); });
  return kinds;
}

/// Texts of `length` code points, drawn in three ways: by kind, from ASCII, from what addresses,
/// abbreviations and numbers are made of.
std::string random_text(std::mt19937& random, const std::vector<std::vector<char32_t>>& kinds,
                        std::size_t length) {
  static const std::u32string kPieces = U"aAbZw019..,,:/'\u2019-_@#?&=()+% \u0301\u200D\u00E9";
  const auto below = [&](std::size_t n) { return random() % n; };
  const std::size_t way = below(3);
  std::string text;
  for (std::size_t k = 0; k < length; ++k) {
    char32_t c = 0;
    if (way == 0 || below(16) == 0) {
      const auto& kind = kinds[below(kinds.size())];
      c = kind[below(kind.size())];
    } else {
      c = way == 1 ? static_cast<char32_t>(below(128)) : kPieces[below(kPieces.size())];
    }
    append_utf8(text, c);
  }
  static const std::string kStarts[] = {"www.", "http://", "mailto:", "U.S.", "p.m.", "a@b.c"};
  if (below(4) == 0) text.insert(0, kStarts[below(6)]);
  return text;
}

/// How much a test does beyond the quick run: TARN_TEST_SCALE, 1 by default.
std::size_t scale() {
  const char* value = std::getenv("TARN_TEST_SCALE");
  return value == nullptr ? 1
                          : static_cast<std::size_t>(std::max(1L, std::strtol(value, nullptr, 10)));
}

}  // namespace

TEST_CASE("text/scanner: equals ICU on random text") {
  const auto kinds = code_points_by_kind();
  REQUIRE(kinds.size() == 21);
  std::mt19937 random(20);
  Sides sides;
  // 100,000 code points; TARN_TEST_SCALE=100 makes them 10 million.
  for (std::size_t left = 100'000 * scale(); left > 0;) {
    const std::size_t length = std::min<std::size_t>(left, 1 + random() % 40);
    left -= length;
    const std::string text = random_text(random, kinds, length);
    if (!sides.agree(text)) FAIL(sides.difference(text));
  }
}

TEST_CASE("text/scanner: equals ICU on the examples") {
  Sides sides;
  const std::filesystem::path examples = std::string(TARN_SOURCE_DIR) + "/examples/archive";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(examples)) {
    const std::string text = read_all(*open_source(entry.path().string()));
    CAPTURE(entry.path());
    CHECK(sides.agree(text));
    ++files;
  }
  CHECK(files > 20);
}
