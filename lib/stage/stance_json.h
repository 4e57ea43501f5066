#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stance/model.h"
#include "stance/values.h"

namespace tarn {

/// Appends the field "sentence_scores": one object per sentence with a valence hit. `voices`: with
/// the author's part beside the whole.
void append_sentence_scores(const std::vector<stance::SentenceValue>& values, bool voices,
                            std::string& out);

/// The labels of one dimension that are to be written, by name.
struct DimensionLabels {
  std::string name;                   ///< "affect"
  std::vector<std::uint32_t> labels;  ///< indices into Model::labels
};

/// The dimensions that have wanted labels, in the order of the policies. `wanted`: by label.
std::vector<DimensionLabels> dimensions_of(const stance::Model& model,
                                           const std::vector<bool>& wanted);

/// Appends the field "post_scores": one object per dimension.
void append_post_scores(const stance::Model& model, const std::vector<DimensionLabels>& dimensions,
                        const stance::PostValue& value, bool voices, std::string& out);

}  // namespace tarn
