// 1. The document's own text, or the post's where the file has none, is what positions are counted
// in. Each way to
//    count is tried on all codes at once; the one that makes most quoted words agree is taken.
// 2. A code whose words still disagree is looked for by its words.
// 3. Where the document's text is not the post's, each stretch is looked for in the post.
#include "exchange/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "text/tokens.h"
#include "text/utf8.h"

namespace tarn::exchange {
namespace {

/// All ways to count, the likelier first: of several that explain the same it is the first.
constexpr Counting kCountings[] = {
    {Unit::kCodePoints, false, false}, {Unit::kUtf16, false, false},
    {Unit::kCodePoints, true, false},  {Unit::kUtf16, true, false},
    {Unit::kBytes, false, false},      {Unit::kBytes, true, false},
    {Unit::kCodePoints, false, true},  {Unit::kUtf16, false, true},
    {Unit::kCodePoints, true, true},   {Unit::kUtf16, true, true},
    {Unit::kBytes, false, true},       {Unit::kBytes, true, true},
};

/// Whether the words at `span` are those quoted.
bool agrees(std::string_view text, Span span, const Code& code) {
  const std::string here = squeezed(slice(text, span));
  const std::string wanted = squeezed(code.quote);
  return code.quote_is_hint ? here.starts_with(wanted) : here == wanted;
}

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_edge(std::string_view text, std::uint32_t at) {
  return at == 0 || at >= text.size() || !is_word_byte(text[at - 1]) || !is_word_byte(text[at]);
}

/// What speaks for a way to count.
struct Evidence {
  std::size_t quotes = 0;  ///< codes whose words agree
  std::size_t valid = 0;   ///< codes within the text
  std::size_t edges = 0;   ///< ends of codes that are ends of words
};

/// The codes of a document under one way to count.
struct Trial {
  Counting counting;
  std::vector<std::optional<Span>> spans;  ///< of each code
  Evidence evidence;
};

class Placer {
 public:
  Placer(const CodedDocument& document, std::string_view post,
         std::map<std::string, std::size_t>& mended)
      : document_(document), post_(post), mended_(mended) {
    own_ = document.text ? plain_lines(*document.text) : std::string(post);
    same_ = own_ == post;
    for (const Code& code : document.codes) {
      if (!code.start || !code.end) continue;
      positions_.push_back(*code.start);
      positions_.push_back(*code.end);
    }
    std::sort(positions_.begin(), positions_.end());
    positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
  }

  std::vector<Placement> place() {
    const Trial taken = choose();
    std::vector<Placement> out;
    for (std::size_t i = 0; i < document_.codes.size(); ++i) {
      out.push_back(place(document_.codes[i], taken.spans[i]));
    }
    return out;
  }

 private:
  Trial attempt(const Counting& counting) const {
    Trial out{counting, {}, {}};
    const auto bytes = bytes_of_positions(own_, counting, positions_);
    const auto byte_of = [&](std::uint64_t position) {
      const auto at = std::lower_bound(positions_.begin(), positions_.end(), position);
      return bytes[static_cast<std::size_t>(at - positions_.begin())];
    };
    for (const Code& code : document_.codes) {
      std::optional<Span> span;
      if (code.start && code.end) {
        const auto begin = byte_of(*code.start);
        const auto end = byte_of(*code.end);
        // Some tools write a selection made backwards as it was made.
        if (begin && end) span = Span{std::min(*begin, *end), std::max(*begin, *end)};
      }
      if (span) {
        ++out.evidence.valid;
        out.evidence.edges +=
            (is_edge(own_, span->begin) ? 1 : 0) + (is_edge(own_, span->end) ? 1 : 0);
        if (!code.quote.empty() && agrees(own_, *span, code)) ++out.evidence.quotes;
      }
      out.spans.push_back(span);
    }
    return out;
  }

  /// Whether `a` is so much better that it is taken before `b`, which is likelier beforehand. Where
  /// no quoted words agree, a few odd selections must not decide.
  static bool is_better(const Evidence& a, const Evidence& b, std::size_t codes) {
    if (a.quotes != b.quotes) return a.quotes > b.quotes;
    if (a.quotes > 0) return a.valid > b.valid;
    constexpr std::size_t kFewest = 3;
    return codes >= kFewest && a.valid + a.edges > b.valid + b.edges + codes / 2 + 1;
  }

  Trial choose() {
    const std::size_t quoted = static_cast<std::size_t>(
        std::count_if(document_.codes.begin(), document_.codes.end(),
                      [](const Code& code) { return code.start && !code.quote.empty(); }));
    Trial best = attempt(document_.counting);
    const bool is_sure = quoted > 0 ? best.evidence.quotes == quoted
                                    : best.evidence.edges == 2 * document_.codes.size();
    if (positions_.empty() || is_sure) return best;
    const std::vector<std::optional<Span>> stated = best.spans;
    for (const Counting& counting : kCountings) {
      Trial trial = attempt(counting);
      if (is_better(trial.evidence, best.evidence, stated.size())) best = std::move(trial);
    }
    for (std::size_t i = 0; i < stated.size(); ++i) {
      if (best.spans[i] != stated[i]) ++mended_[shown(best.counting)];
    }
    return best;
  }

  static std::string shown(const Counting& counting) {
    std::string out = "positions count ";
    out += counting.unit == Unit::kBytes   ? "bytes"
           : counting.unit == Unit::kUtf16 ? "UTF-16 units"
                                           : "characters";
    out += counting.line_end_is_two ? ", line ends as two" : ", line ends as one";
    if (counting.mark_is_one) out += ", a byte order mark as one";
    return out;
  }

  Placement place(const Code& code, std::optional<Span> span) {
    if (code.whole) return {Span{0, static_cast<std::uint32_t>(post_.size())}, {}};
    const bool quoted = !code.quote.empty() && !code.quote_is_hint;
    if (quoted && !(span && agrees(own_, *span, code))) {
      Placement found = look_for(code, span);
      if (found.span) ++mended_["found by the quoted words"];
      if (!found.span || same_) return whole_characters(std::move(found));
      span = found.span;
    }
    if (!span) {
      if (!code.start) return {std::nullopt, "it has neither positions nor words"};
      return {std::nullopt, fmt::format("{}-{} is no place in the text", *code.start, *code.end)};
    }
    if (same_) return whole_characters({span, {}});
    return whole_characters(in_post(*span));
  }

  /// The words of a code in the document's own text.
  Placement look_for(const Code& code, std::optional<Span> near) {
    if (!own_squeezed_) own_squeezed_.emplace(own_);
    return nearest(*own_squeezed_, squeezed(code.quote), squeezed(code.prefix),
                   squeezed(code.suffix),
                   near ? std::optional(own_squeezed_->at(near->begin)) : std::nullopt);
  }

  /// A stretch of the document's own text in the post, whose text is another.
  Placement in_post(Span span) {
    if (!own_squeezed_) own_squeezed_.emplace(own_);
    if (!post_squeezed_) post_squeezed_.emplace(post_);
    const std::string words = squeezed(slice(own_, span));
    if (words.empty())
      return {std::nullopt, "it has no words, and the text of the file is not the post's"};
    // The document may be a part of the post; else the same share of the way through the text.
    const std::string_view own = own_squeezed_->text();
    const std::string_view all = post_squeezed_->text();
    const std::size_t at = own_squeezed_->at(span.begin);
    if (!part_) part_ = all.find(squeezed(own));
    const std::size_t part = *part_;
    const bool is_part = part != std::string_view::npos;
    const std::size_t near =
        is_part ? part + at : at * all.size() / std::max<std::size_t>(1, own.size());
    Placement found = nearest(*post_squeezed_, words, {}, {}, near);
    if (!found.span) {
      found.reason = "the text of the file is not the post's, and " + found.reason;
    } else if (!is_part) {
      ++mended_["found by its words: the text of the file is not the post's"];
    }
    return found;
  }

  /// The place of words in a squeezed text: the only one, or the one whose neighbours agree, or the
  /// nearest.
  static Placement nearest(const Squeezed& text, const std::string& words,
                           const std::string& prefix, const std::string& suffix,
                           std::optional<std::size_t> near) {
    struct Found {
      std::size_t at;
      int neighbours;
      std::size_t distance;
    };
    std::vector<Found> all;
    const std::string_view in = text.text();
    for (std::size_t at = words.empty() ? std::string::npos : in.find(words);
         at != std::string::npos; at = in.find(words, at + 1)) {
      const bool before = !prefix.empty() && in.substr(0, at).ends_with(prefix);
      const bool behind = !suffix.empty() && in.substr(at + words.size()).starts_with(suffix);
      const std::size_t distance = !near ? 0 : at > *near ? at - *near : *near - at;
      all.push_back({at, (before ? 1 : 0) + (behind ? 1 : 0), distance});
    }
    if (all.empty()) return {std::nullopt, "its words are not in the text"};
    const auto is_nearer = [](const Found& a, const Found& b) {
      return std::tuple(-a.neighbours, a.distance) < std::tuple(-b.neighbours, b.distance);
    };
    std::stable_sort(all.begin(), all.end(), is_nearer);
    if (all.size() > 1 && !is_nearer(all[0], all[1])) {
      return {
          std::nullopt,
          fmt::format("its words stand {} times in the text, and nothing tells which", all.size())};
    }
    return {text.source(all[0].at, all[0].at + words.size()), {}};
  }

  /// Ends never part a character from the marks on it.
  Placement whole_characters(Placement placement) {
    if (!placement.span) return placement;
    Span span = *placement.span;
    const auto is_cut = [&](std::uint32_t at) {
      return at < post_.size() && ((static_cast<unsigned char>(post_[at]) & 0xC0U) == 0x80U ||
                                   !is_grapheme_boundary(post_, at));
    };
    while (span.begin > 0 && is_cut(span.begin)) --span.begin;
    while (is_cut(span.end)) ++span.end;
    if (span != *placement.span) ++mended_["widened to whole characters"];
    placement.span = span;
    return placement;
  }

  const CodedDocument& document_;
  std::string_view post_;
  std::map<std::string, std::size_t>& mended_;
  std::string own_;   ///< the text that positions are counted in, its lines ending in LF
  bool same_ = true;  ///< whether that is the post's
  std::vector<std::uint64_t> positions_;
  std::optional<Squeezed> own_squeezed_;
  std::optional<Squeezed> post_squeezed_;
  std::optional<std::size_t> part_;  ///< where the document's own text stands in the post
};

}  // namespace

std::vector<Placement> place_codes(const CodedDocument& document, std::string_view post,
                                   std::map<std::string, std::size_t>& mended) {
  return Placer(document, post, mended).place();
}

}  // namespace tarn::exchange
