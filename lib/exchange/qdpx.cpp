#include "exchange/qdpx.h"

#include <algorithm>

namespace tarn::exchange {
namespace {

constexpr QdaProfile kProfiles[] = {
    {"standard", "", Unit::kCodePoints, false, false, false, false},
    {"atlas.ti", "atlas", Unit::kUtf16, false, true, false, false},
    {"maxqda", "maxqda", Unit::kUtf16, true, false, true, false},
    {"nvivo", "nvivo", Unit::kUtf16, true, false, true, true},
    {"qualcoder", "qualcoder", Unit::kCodePoints, false, false, true, true},
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

std::span<const QdaProfile> qda_profiles() { return kProfiles; }

const QdaProfile& qda_profile(std::string_view name) {
  const auto* found = std::find_if(std::begin(kProfiles), std::end(kProfiles),
                                   [&](const QdaProfile& each) { return each.name == name; });
  return found == std::end(kProfiles) ? kProfiles[0] : *found;
}

const QdaProfile& qda_profile_of_origin(std::string_view origin) {
  std::string folded;
  for (const char c : origin) folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const auto* found = std::find_if(
      std::begin(kProfiles) + 1, std::end(kProfiles),
      [&](const QdaProfile& each) { return folded.find(each.origin) != std::string::npos; });
  return found == std::end(kProfiles) ? kProfiles[0] : *found;
}

std::vector<std::string> label_parts(std::string_view label) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < label.size(); ++at) {
    const bool inner = at > 0 && at + 1 < label.size() && !is_space(label[at - 1]) &&
                       !is_space(label[at + 1]) && label[at - 1] != '.' && label[at + 1] != '.';
    if (label[at] == '.' && inner) {
      out.emplace_back();
    } else {
      out.back() += label[at];
    }
  }
  return out;
}

}  // namespace tarn::exchange
