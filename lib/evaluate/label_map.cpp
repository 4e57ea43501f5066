#include "evaluate/label_map.h"

#include <algorithm>

#include "format/rule_text.h"

namespace tarn::evaluate {

void LabelMap::add(std::string_view theirs, std::string_view ours) {
  Targets& targets = rules_[std::string(theirs)];
  if (!ours.empty() && std::find(targets.begin(), targets.end(), ours) == targets.end())
    targets.emplace_back(ours);
}

void LabelMap::add(std::string_view rule) {
  const std::size_t sign = rule.find('=');
  if (sign == std::string_view::npos || trimmed(rule.substr(0, sign)).empty())
    throw ResourceError("label map '" + std::string(rule) + "': THEIRS=OURS is wanted");
  add(trimmed(rule.substr(0, sign)), trimmed(rule.substr(sign + 1)));
}

void LabelMap::read(ByteSource& source) {
  for_each_rule(source, [&](std::string_view line) {
    const std::size_t tab = line.find('\t');
    const std::size_t sign = tab != std::string_view::npos ? tab : line.find('=');
    if (sign == std::string_view::npos || sign == 0)
      throw ResourceError("a label, a tab or '=', and a label are wanted");
    add(trimmed(line.substr(0, sign)), trimmed(line.substr(sign + 1)));
  });
}

const LabelMap::Targets* LabelMap::rule_for(std::string_view label) const {
  if (const auto found = rules_.find(label); found != rules_.end()) return &found->second;
  for (const std::string_view above : ancestors_of(label)) {
    const auto found = rules_.find(std::string(above) + ".*");
    if (found != rules_.end()) return &found->second;
  }
  const auto any = rules_.find("*");
  return any == rules_.end() ? nullptr : &any->second;
}

std::vector<std::string> LabelMap::of(std::string_view label, bool ancestors) const {
  std::vector<std::string> out;
  const Targets* own = rule_for(label);
  if (own == nullptr)
    out.emplace_back(label);
  else
    out = *own;
  if (!ancestors) return out;
  for (const std::string_view above : ancestors_of(label)) {
    const auto found = rules_.find(above);
    if (found != rules_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::string_view> ancestors_of(std::string_view label) {
  std::vector<std::string_view> out;
  for (std::size_t dot = label.rfind('.'); dot != std::string_view::npos && dot > 0;
       dot = label.rfind('.')) {
    label = label.substr(0, dot);
    out.push_back(label);
  }
  return out;
}

}  // namespace tarn::evaluate
