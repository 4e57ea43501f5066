#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stance/values.h"
#include "text/utf8.h"

namespace tarn::stance {

/// What an account is made of; views and references live as long as the call.
struct Explained {
  const Model& model;
  std::string_view doc_id;
  const Post& post;
  const OffsetMap& offsets;
  const Analysis& analysis;
  const std::vector<SentenceValue>& sentences;
  std::function<bool(const Stance&)> shows;  ///< which stances to tell of
};

/// Appends an account of a post for people: each sentence with stance, each hit with its base,
/// every operation with its cue and place, the score, who holds it and what it is about; the value
/// of the sentence. Places count code points. Text of others is made printable.
void explain_post(const Explained& explained, std::string& out);

}  // namespace tarn::stance
