#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// The quotations of a post (stance.md §4.6): pairs of "…", “…”, «…», ‘…’ or '…' inside one
/// paragraph, with at least `quote_min_words` words between for somebody's words, else scare
/// quotes. A single mark opens only behind white space and closes only before white space or
/// punctuation; a mark without a partner is ignored. Sorted by first token; replaces `out`.
void find_quotations(std::string_view text, const Segmentation& units, const Constants& constants,
                     std::vector<Quotation>& out);

/// The question mark that makes a sentence a question: its last token, or the last but one.
/// kAbsent when it has none.
std::uint32_t question_mark(const SentenceView& sentence);

/// Stretches in round brackets with at least `aside_min_words` words: asides. Brackets included.
void find_asides(std::string_view text, const Segmentation& units, const SentenceView& sentence,
                 const Constants& constants, std::vector<TokenRange>& out);

}  // namespace tarn::stance
