#include "text/icu_words.h"

#include <unicode/rbbi.h>
#include <unicode/utext.h>

#include <string>

#include "base/error.h"
#include "base/pool.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "text/word_rules.h"

namespace tarn::text {
namespace {

using Iterator = std::unique_ptr<icu::RuleBasedBreakIterator>;

Iterator load() {
  UErrorCode status = U_ZERO_ERROR;
  const std::span<const std::uint8_t> rules = word_rules();
  Iterator made = std::make_unique<icu::RuleBasedBreakIterator>(
      rules.data(), static_cast<std::uint32_t>(rules.size()), status);
  if (U_FAILURE(status)) {
    throw ResourceError("cannot load the word rules: " + std::string(u_errorName(status)) +
                        ": is ICU of another version than tarn was built with?");
  }
  return made;
}

bool is_white_space(std::string_view form) {
  for (std::size_t k = 0; k < form.size();) {
    const Kind kind = CharacterTable::kind(next_code_point(form, k));
    if (kind != Kind::kSpace && kind != Kind::kLineSpace) return false;
  }
  return true;
}

}  // namespace

/// Iterators hold the text they run over: each call takes one, a copy of the first.
struct IcuWords::Iterators {
  Iterator first;
  Pool<icu::RuleBasedBreakIterator> copies{[this] {
    if (!first) first = load();
    return Iterator(first->clone());
  }};
};

IcuWords::IcuWords() : iterators_(std::make_unique<Iterators>()) {}
IcuWords::~IcuWords() = default;

void IcuWords::append_pieces(std::string_view text, Span part, std::vector<Span>& out) const {
  const std::string_view bytes = text.substr(part.begin, part.size());
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, bytes.data(), static_cast<std::int64_t>(bytes.size()), &status);
  const auto iterator = iterators_->copies.take();
  iterator->setText(&view, status);
  if (U_FAILURE(status)) {
    throw ResourceError("cannot read the words of a text: " + std::string(u_errorName(status)));
  }
  std::uint32_t from = part.begin;
  iterator->first();
  for (std::int32_t to = iterator->next(); to != icu::BreakIterator::DONE; to = iterator->next()) {
    const std::uint32_t end = part.begin + static_cast<std::uint32_t>(to);
    out.push_back({from, end});
    from = end;
  }
  utext_close(&view);
}

void append_pieces_by_icu(std::string_view text, Span part, const IcuWords& icu,
                          std::vector<Token>& out) {
  std::vector<Span> pieces;
  icu.append_pieces(text, part, pieces);
  for (std::size_t k = 0; k < pieces.size();) {
    Span whole = pieces[k++];
    // No end of a token within a grapheme cluster.
    for (; k < pieces.size() && !is_grapheme_boundary(text, whole.end); ++k)
      whole.end = pieces[k].end;
    const std::string_view form = slice(text, whole);
    if (!is_white_space(form)) out.push_back({whole, classify(form)});
  }
}

}  // namespace tarn::text
