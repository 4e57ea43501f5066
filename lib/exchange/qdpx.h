#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/codes.h"
#include "exchange/writer.h"

namespace tarn::exchange {

/// What is known of a QDA tool's projects: how it counts positions, and how texts are to be written
/// for it. REFI-QDA leaves this open; where nothing is known, characters and LF are taken.
struct QdaProfile {
  std::string_view name;    ///< for --profile
  std::string_view origin;  ///< how the tool names itself, in lower case, as part of "origin"
  Unit unit;
  bool crlf;         ///< its texts have CRLF, and it counts both
  bool crlf_is_one;  ///< what has CRLF is counted as if it had LF
  bool mark;         ///< its texts begin with a byte order mark, which is not counted
  bool folders;      ///< codes that have codes below and no spans are not codable
};

/// All profiles; the first is for tools of which nothing is known.
std::span<const QdaProfile> qda_profiles();

/// The profile of that name. REQUIRES one of the names.
const QdaProfile& qda_profile(std::string_view name);

/// The profile of the tool that a project names as its origin.
const QdaProfile& qda_profile_of_origin(std::string_view origin);

/// A label in parts: at each dot between two characters that are no space.
std::vector<std::string> label_parts(std::string_view label);

}  // namespace tarn::exchange
