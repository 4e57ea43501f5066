#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// The quotations of a post: pairs of "…", “…”, «…», ‘…’ or '…' inside one
/// paragraph, with at least `quote_min_words` words between for somebody's words, else scare
/// quotes. A single mark opens only behind white space and closes only before white space or
/// punctuation; a mark without a partner is ignored. A paragraph behind "> " is a block quote, all
/// of it somebody's words. Sorted by first token; replaces `out`.
void find_quotations(std::string_view text, const Segmentation& units, const Constants& constants,
                     std::vector<Quotation>& out);

/// How each of `tokens` tokens stands to the quotations of its post; replaces `out`, which stays
/// empty when there is no quotation.
void mark_quoted(const std::vector<Quotation>& quotations, std::size_t tokens,
                 std::vector<Quoted>& out);

/// The question mark that makes a sentence a question: its last token, or the last but one.
/// kAbsent when it has none. Counts from the begin of the post.
std::uint32_t question_mark(std::string_view text, const std::vector<Token>& tokens,
                            const Sentence& sentence);

/// Stretches of a sentence in round brackets with at least `aside_min_words` words: asides.
/// Brackets included; replaces `out`.
void find_asides(std::string_view text, const std::vector<Token>& tokens, const Sentence& sentence,
                 const Constants& constants, std::vector<PostRange>& out);

}  // namespace tarn::stance
