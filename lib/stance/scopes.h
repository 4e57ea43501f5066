#pragma once

#include <optional>

#include "stance/constants.h"
#include "stance/sentence.h"

namespace tarn::stance {

/// The stretch that a modifier acts upon, as one range of tokens, perhaps empty: to the right until
/// its clause ends; to the left within its reach for what follows its word (lacking, enormously);
/// the next word for a degree word; nothing for what only looks like a modifier. For readers and
/// for comparison with human annotation: the formula looks only as far as its reaches.
/// Empty for word classes, which modify nothing.
std::optional<TokenRange> scope_of(const SentenceView& sentence, const Modifier& modifier,
                                   const Constants& constants);

}  // namespace tarn::stance
