#include "stance/model.h"

#include <algorithm>

#include "base/label.h"
#include "stance/table.h"

namespace tarn::stance {
namespace {

constexpr std::string_view kCueLayerNames[kCueLayers] = {"stance", "certainty", "obligation",
                                                         "reflection", "engagement"};

}  // namespace

Model::Model(std::vector<Lexicon> lexicons, Constants constants, Dimensions dimensions)
    : matcher_(std::move(lexicons)),
      constants_(constants),
      dimensions_(std::move(dimensions)),
      roles_{"", "unknown", "diffuse"},
      modifier_layer_(matcher_.layer("modifier")),
      holder_layer_(matcher_.layer("holder")) {
  for (std::size_t i = 0; i < kCueLayers; ++i) cue_layers_[i] = matcher_.layer(kCueLayerNames[i]);
  Diagnostics faults;
  facts_.reserve(matcher_.entries().size());
  weights_.reserve(matcher_.entries().size());
  for (const MatchEntry& entry : matcher_.entries()) {
    resolve(entry, matcher_.layers()[entry.layer], faults);
  }
  require_no_faults(faults);
  for (const std::string& role : roles_)
    others_.push_back(role.empty() ? "other" : "other:" + role);
  question_ = label_index("engagement.question");
  aside_ = label_index("engagement.aside");
}

void Model::resolve(const MatchEntry& entry, std::string_view layer, Diagnostics& faults) {
  EntryFacts facts;
  weights_.emplace_back();
  facts.exclusion = entry.exclusion();
  facts.open = entry.open;
  const bool is_cue = std::find(std::begin(kCueLayerNames), std::end(kCueLayerNames), layer) !=
                      std::end(kCueLayerNames);
  if (layer == "modifier") {
    resolve_modifier(entry, facts, faults);
  } else if (layer == "holder") {
    resolve_holder(entry, facts, faults);
  } else if (is_cue) {
    resolve_cue(entry, facts, faults);
  } else {
    report(entry, "layer '" + std::string(layer) + "' is none of stance", faults);
  }
  facts_.push_back(facts);
}

void Model::resolve_modifier(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults) {
  ModifierWeights& weights = weights_.back();
  for (const EntryLabel& label : entry.labels) {
    const std::uint32_t bit = modifier_class(label.category);
    if (bit == 0) report(entry, "unknown modifier class '" + label.category + "'", faults);
    facts.classes |= bit;
    if ((bit & (kNegator | kNegatorConcord | kNegatorPost)) != 0) {
      weights.negator = label.weight;
    }
    if (bit == kDegree) weights.degree = label.weight;
    if (bit == kDegreePost) weights.degree_post = label.weight;
  }
}

void Model::resolve_holder(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults) {
  for (const EntryLabel& label : entry.labels) {
    const std::string_view category = label.category;
    if (const std::optional<HolderKind> kind = holder_kind(category)) {
      const std::size_t colon = category.find(':');
      const std::string_view role =
          colon == std::string_view::npos ? std::string_view() : category.substr(colon + 1);
      facts.holder = Holder{*kind, role_index(role)};
      continue;
    }
    const std::uint32_t bit = holder_class(category);
    if (bit == 0) report(entry, "unknown holder class '" + label.category + "'", faults);
    facts.classes |= bit;
  }
}

void Model::resolve_cue(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults) {
  facts.first_label = static_cast<std::uint32_t>(cue_labels_.size());
  for (const EntryLabel& label : entry.labels) {
    const std::optional<std::uint32_t> index = label_index(label.category);
    if (!index) {
      report(entry, "category '" + label.category + "' belongs to no dimension", faults);
      continue;
    }
    cue_labels_.push_back({*index, label.weight});
    facts.attitude = facts.attitude || is_at_or_below(label.category, "affect") ||
                     is_at_or_below(label.category, "alignment");
  }
  facts.labels = static_cast<std::uint32_t>(cue_labels_.size() - facts.first_label);
}

std::optional<std::uint32_t> Model::label_index(std::string_view name) {
  const auto found = std::find_if(labels_.begin(), labels_.end(),
                                  [&](const Label& label) { return label.name == name; });
  if (found != labels_.end()) return static_cast<std::uint32_t>(found - labels_.begin());
  const Dimension* policy = dimensions_.find(name);
  if (policy == nullptr) return std::nullopt;
  labels_.push_back({std::string(name), *policy, policy->name == "valence",
                     policy->name == "certainty", name.starts_with("engagement"),
                     reflection_class(name)});
  return static_cast<std::uint32_t>(labels_.size() - 1);
}

std::uint16_t Model::role_index(std::string_view role) {
  const auto found = std::find(roles_.begin(), roles_.end(), role);
  if (found == roles_.end()) roles_.emplace_back(role);
  return static_cast<std::uint16_t>(std::find(roles_.begin(), roles_.end(), role) - roles_.begin());
}

std::string_view Model::holder_name(Holder holder) const {
  switch (holder.kind) {
    case HolderKind::kAuthor:
      return "author";
    case HolderKind::kSelf:
      return "self";
    case HolderKind::kGroup:
      return "group";
    case HolderKind::kReader:
      return "reader";
    case HolderKind::kOther:
      break;
  }
  return others_[holder.role];
}

void Model::report(const MatchEntry& entry, const std::string& message, Diagnostics& faults) const {
  faults.push_back({Severity::kError,
                    {matcher_.lexicons()[entry.lexicon].file, entry.line, 0},
                    "unknown-category",
                    message + " of entry '" + entry.pattern + "'"});
}

}  // namespace tarn::stance
