#pragma once

#include <string>
#include <vector>

#include "stance/model.h"
#include "stance/values.h"

namespace tarn {

/// The field "sentence_scores": one object per sentence with a valence hit. `voices`: with the
/// author's part beside the whole.
std::string sentence_scores_json(const std::vector<stance::SentenceValue>& values, bool voices);

/// The field "post_scores": one object per wanted dimension, in the order of the policies.
/// `wanted`: whether to write a label, by index.
std::string post_scores_json(const stance::Model& model, const stance::PostValue& value,
                             const std::vector<bool>& wanted, bool voices);

}  // namespace tarn
