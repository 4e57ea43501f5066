#include "stage/kwic.h"

#include <algorithm>
#include <utility>

#include "base/label.h"
#include "text/norm.h"

namespace tarn {
namespace {

bool is_under_any(std::string_view label, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](auto& w) { return is_at_or_below(label, w); });
}

/// "other" stands for every other holder; an absent holder is the author's by default.
bool is_holder(std::string_view holder, std::string_view wanted) {
  if (wanted.empty()) return true;
  if (wanted == "author") return holder.empty();
  return holder == wanted || (wanted == "other" && holder.starts_with("other"));
}

std::string string_field(const Record& record, std::string_view key) {
  const auto field = record.field(key);
  return field && field->is(JsonType::kString) ? field->string() : std::string();
}

/// The first sentence that ends behind `begin`; the last one where none does.
std::uint32_t sentence_at(const Segmentation& units, std::uint32_t begin) {
  const auto& sentences = units.sentences;
  const auto found = std::partition_point(sentences.begin(), sentences.end(),
                                          [&](const Sentence& s) { return s.span.end <= begin; });
  const auto index = static_cast<std::size_t>(found - sentences.begin());
  return static_cast<std::uint32_t>(std::min(index, sentences.size() - 1));
}

/// Makes the line of a node.
class LineMaker {
 public:
  LineMaker(const Record& record, const Segmentation& units, std::optional<std::size_t> window)
      : record_(record), units_(units), window_(window) {
    blank_.doc_id = record.doc_id();
    blank_.title = string_field(record, "title");
    blank_.url = string_field(record, "url");
    blank_.date = string_field(record, "date_published");
  }

  KwicLine line(Span node) const {
    KwicLine out = blank_;
    out.start = record_.offsets().to_code_points(node.begin);
    out.end = record_.offsets().to_code_points(node.end);
    out.node = slice(record_.text(), node);
    if (units_.sentences.empty()) return out;
    out.sentence = sentence_at(units_, node.begin);
    add_context(node, out);
    return out;
  }

 private:
  void add_context(Span node, KwicLine& out) const {
    const std::string& text = record_.text();
    const Sentence& sentence = units_.sentences[out.sentence];
    const auto& tokens = units_.tokens;
    // Tokens [0, before) end before the node, [after, …) begin behind it.
    const auto before = static_cast<std::size_t>(
        std::partition_point(tokens.begin(), tokens.end(),
                             [&](const Token& t) { return t.span.end <= node.begin; }) -
        tokens.begin());
    const auto after = static_cast<std::size_t>(
        std::partition_point(tokens.begin(), tokens.end(),
                             [&](const Token& t) { return t.span.begin < node.end; }) -
        tokens.begin());
    // A post without sentence ends must not stand around each of its words.
    const std::size_t most = window_.value_or(KwicOptions::kMostOfSentence);
    std::size_t first = before > most ? before - most : 0;
    std::size_t last = std::min(tokens.size(), after + most);
    if (!window_) {
      first = std::max<std::size_t>(first, sentence.first_token);
      last = std::min(last, std::max<std::size_t>(sentence.end_token, after));
    }
    first = std::min(first, before);
    if (first < before)
      out.left = text.substr(tokens[first].span.begin, node.begin - tokens[first].span.begin);
    if (after < last) out.right = text.substr(node.end, tokens[last - 1].span.end - node.end);
    for (std::size_t i = before; i > first && out.left_words.size() < kSortWords; --i)
      if (tokens[i - 1].is_word()) out.left_words.push_back(norm(slice(text, tokens[i - 1].span)));
    for (std::size_t i = after; i < last && out.right_words.size() < kSortWords; ++i)
      if (tokens[i].is_word()) out.right_words.push_back(norm(slice(text, tokens[i].span)));
  }

  static constexpr std::size_t kSortWords = 6;
  const Record& record_;
  const Segmentation& units_;
  std::optional<std::size_t> window_;
  KwicLine blank_;
};

Lexicon one_pattern(const std::string& pattern) {
  Lexicon lexicon;
  lexicon.name = "pattern";
  lexicon.file = "--pattern";
  lexicon.entries.push_back({pattern, "node", 1, {}, {}, {}, 1});
  return lexicon;
}

}  // namespace

Kwic::Kwic(KwicOptions options) : options_(std::move(options)) {
  if (options_.themes.empty() && options_.labels.empty() && options_.pattern.empty() &&
      options_.layer.empty())
    throw ResourceError("nothing to look for: --theme, --stance, --layer or --pattern is wanted");
  if (options_.pattern.empty()) return;
  std::vector<Lexicon> lexicons;
  lexicons.push_back(one_pattern(options_.pattern));
  matcher_ = std::make_unique<Matcher>(std::move(lexicons));
}

bool Kwic::is_wanted(const Annotation& a) const {
  if (!options_.layer.empty())
    return a.layer == options_.layer &&
           (options_.labels.empty() || is_under_any(a.label, options_.labels)) &&
           is_holder(a.holder, options_.holder);
  if (options_.labels.empty()) return a.layer == "theme" && is_under_any(a.label, options_.themes);
  return a.layer == "stance" && is_under_any(a.label, options_.labels) &&
         (options_.themes.empty() || is_under_any(a.theme, options_.themes)) &&
         is_holder(a.holder, options_.holder) &&
         (options_.voice.empty() || a.voice == options_.voice);
}

std::vector<KwicLine> Kwic::operator()(const Record& record) const {
  std::vector<KwicLine> out;
  Segmentation space;
  const Segmentation& units = units_.of(record, space);
  add_annotations(record, units, out);
  add_matches(record, units, out);
  return out;
}

void Kwic::add_annotations(const Record& record, const Segmentation& units,
                           std::vector<KwicLine>& out) const {
  const LineMaker maker(record, units, options_.window);
  for (const Annotation& a : record.annotations()) {
    if (!is_wanted(a)) continue;
    KwicLine line = maker.line(a.span);
    line.layer = a.layer;
    line.label = a.label;
    line.score = a.score;
    line.holder = a.holder;
    line.voice = a.voice;
    line.coder = a.coder;
    out.push_back(std::move(line));
  }
}

void Kwic::add_matches(const Record& record, const Segmentation& units,
                       std::vector<KwicLine>& out) const {
  if (!matcher_) return;
  const LineMaker maker(record, units, options_.window);
  const auto search = searches_.take();
  matcher_->match(record.text(), units, search->scratch, search->matches);
  for (const auto& hits : search->matches.by_layer)
    for (const Hit& hit : hits)
      out.push_back(maker.line(
          {units.tokens[hit.first_token].span.begin, units.tokens[hit.end_token - 1].span.end}));
}

KwicLine kwic_line(const Record& record, const Segmentation& units, Span node,
                   std::optional<std::size_t> window) {
  return LineMaker(record, units, window).line(node);
}

void sort_lines(std::vector<KwicLine>& lines, KwicOrder order) {
  const auto by = [&](auto key) {
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const KwicLine& a, const KwicLine& b) { return key(a) < key(b); });
  };
  switch (order) {
    case KwicOrder::kText:
      break;
    case KwicOrder::kLeft:
      by([](const KwicLine& l) -> const auto& { return l.left_words; });
      break;
    case KwicOrder::kRight:
      by([](const KwicLine& l) -> const auto& { return l.right_words; });
      break;
    case KwicOrder::kNode:
      by([](const KwicLine& l) { return norm(l.node); });
      break;
  }
}

}  // namespace tarn
