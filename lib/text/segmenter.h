#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "text/tokens.h"

namespace tarn {

/// Cuts texts into paragraphs, sentences and tokens by tarn's rule set (UAX #29 with the
/// additions that RULES.md in this folder lists). One object serves many threads.
class Segmenter {
 public:
  /// `language` is a BCP 47 tag; it chooses the abbreviation list, English where there is none.
  explicit Segmenter(std::string_view language = "en");
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  /// Replaces what is in `out`, keeping its memory. REQUIRES valid UTF-8 of less than 4 GiB.
  /// Linear in the size of the text.
  void segment(std::string_view text, Segmentation& out) const;

  /// `segment` into a new object.
  Segmentation segment(std::string_view text) const;

  /// Names the rule set in records ("tarn-text/1"): it changes when the rules do.
  static std::string_view rule_set();

  /// The languages that have rules of their own, as primary subtags: "en" …
  static std::span<const std::string_view> languages();

  /// Which of them serves a BCP 47 tag: that of its primary subtag, else "en". Any string will do.
  static std::string_view rules_for(std::string_view language);

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace tarn
