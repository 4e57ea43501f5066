#include "text/icu_words.h"

#include <unicode/rbbi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <mutex>
#include <string>

#include "base/error.h"
#include "text/utf8.h"

namespace tarn::text {
namespace {

using Iterator = std::unique_ptr<icu::RuleBasedBreakIterator>;

constexpr char kRules[] =
#include "text/words.rbbi"
    ;

Iterator compile() {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  Iterator made = std::make_unique<icu::RuleBasedBreakIterator>(
      icu::UnicodeString::fromUTF8(kRules), where, status);
  if (U_FAILURE(status)) {
    throw ResourceError("cannot compile the word rules: " + std::string(u_errorName(status)) +
                        ", line " + std::to_string(where.line) + ", column " +
                        std::to_string(where.offset));
  }
  return made;
}

bool is_white_space(std::string_view piece) {
  for (std::size_t k = 0; k < piece.size();) {
    if (!u_isUWhiteSpace(static_cast<UChar32>(next_code_point(piece, k)))) return false;
  }
  return true;
}

}  // namespace

/// Iterators hold the text they run over: each call takes one, and gives it back.
struct IcuWords::Pool {
  std::mutex mutex;
  std::vector<Iterator> idle;

  Iterator take() {
    // Compiling takes tens of milliseconds: once in a process, and only when it is needed.
    static const Iterator first = compile();
    const std::lock_guard lock(mutex);
    if (idle.empty()) return Iterator(first->clone());
    Iterator taken = std::move(idle.back());
    idle.pop_back();
    return taken;
  }
  void give(Iterator used) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(used));
  }
};

IcuWords::IcuWords() : pool_(std::make_unique<Pool>()) {}
IcuWords::~IcuWords() = default;

void IcuWords::append_pieces(std::string_view text, std::uint32_t begin, std::uint32_t end,
                             std::vector<Span>& out) const {
  const std::string_view part = text.substr(begin, end - begin);
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, part.data(), static_cast<std::int64_t>(part.size()), &status);
  Iterator iterator = pool_->take();
  iterator->setText(&view, status);
  if (U_FAILURE(status)) {
    throw ResourceError("cannot read the words of a text: " + std::string(u_errorName(status)));
  }
  std::int32_t from = iterator->first();
  for (std::int32_t to = iterator->next(); to != icu::BreakIterator::DONE; to = iterator->next()) {
    const Span piece{begin + static_cast<std::uint32_t>(from), begin + static_cast<std::uint32_t>(to)};
    if (!is_white_space(text.substr(piece.begin, piece.size()))) out.push_back(piece);
    from = to;
  }
  utext_close(&view);
  pool_->give(std::move(iterator));
}

}  // namespace tarn::text
