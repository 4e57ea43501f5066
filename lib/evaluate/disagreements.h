#pragma once

#include <vector>

#include "evaluate/options.h"
#include "evaluate/ratings.h"

namespace tarn::evaluate {

/// A line for each mark of a label that is evaluated and that somebody else who coded the post did
/// not give to all of its units (of spans: not to the same, or to none that meets it): who gave it
/// (KwicLine::coder), who did not (against), and which labels those gave there instead. With a
/// reference it is set against the others, and they against it. In the order of the posts and of
/// the text. REQUIRES ratings with lines.
std::vector<KwicLine> disagreements(const Ratings& ratings, Unit unit);

}  // namespace tarn::evaluate
