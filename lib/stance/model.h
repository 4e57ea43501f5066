#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/matcher.h"
#include "stance/classes.h"
#include "stance/constants.h"
#include "stance/dimensions.h"

namespace tarn::stance {

/// The matcher layers that hold cues of stance.
enum class CueLayer : std::uint8_t { kStance, kCertainty, kObligation, kReflection, kEngagement };
inline constexpr std::size_t kCueLayers = 5;

/// A label of stance: the name, its dimension's policy, and where its counts belong.
struct Label {
  std::string name;  ///< "affect.hope"
  Dimension policy;
  bool valence = false;    ///< its policy is that of valence
  bool certainty = false;  ///< the same of certainty
  bool engagement = false;
  ReflectionClass reflection = ReflectionClass::kNone;
};

/// One category of an entry of a cue layer.
struct CueLabel {
  std::uint32_t label = 0;  ///< index into Model::labels
  double weight = 1;
};

/// What the rules need to know of every hit's entry, so that they compare no strings. Small,
/// because so many are asked for.
struct EntryFacts {
  std::uint32_t classes = 0;      ///< of the layer modifier or holder
  std::uint32_t first_label = 0;  ///< see Model::cue_labels
  std::uint32_t labels = 0;       ///< their number
  std::optional<Holder> holder;
  bool exclusion = false;
  bool open = false;      ///< its hits leave the modifiers inside them as they are
  bool attitude = false;  ///< has a category of affect or alignment: somebody's own attitude
};

/// How strong an entry of the layer modifier is, by what it does.
struct ModifierWeights {
  double negator = 1;
  double degree = 0;
  double degree_post = 0;
};

/// The stance lexicons, constants and policies, resolved: immutable, shared by threads.
class Model {
 public:
  /// Throws a ResourceError that lists each entry whose layer or category stance does not know.
  Model(std::vector<Lexicon> lexicons, Constants constants, Dimensions dimensions);

  const Matcher& matcher() const { return matcher_; }
  const Constants& constants() const { return constants_; }
  const Dimensions& dimensions() const { return dimensions_; }

  const EntryFacts& facts(std::uint32_t entry) const { return facts_[entry]; }
  const ModifierWeights& weights(std::uint32_t entry) const { return weights_[entry]; }
  /// The categories of an entry of a cue layer.
  std::span<const CueLabel> cue_labels(const EntryFacts& facts) const {
    return {cue_labels_.data() + facts.first_label, facts.labels};
  }
  const std::vector<Label>& labels() const { return labels_; }
  const Label& label(std::uint32_t index) const { return labels_[index]; }

  /// Labels of what punctuation tells: a question to the reader, an aside in brackets; empty when
  /// the policies have no such dimension.
  std::optional<std::uint32_t> question_label() const { return question_; }
  std::optional<std::uint32_t> aside_label() const { return aside_; }

  /// "self", "group", "reader", "other", "other:clinician"; "author" for the author.
  std::string_view holder_name(Holder holder) const;
  Holder unknown_holder() const { return {HolderKind::kOther, kUnknownRole}; }
  Holder diffuse_holder() const { return {HolderKind::kOther, kDiffuseRole}; }

  /// The indices of layers in Matches::by_layer; past the end when no lexicon is of the layer.
  std::size_t modifier_layer() const { return modifier_layer_; }
  std::size_t holder_layer() const { return holder_layer_; }
  std::size_t cue_layer(CueLayer layer) const {
    return cue_layers_[static_cast<std::size_t>(layer)];
  }

 private:
  static constexpr std::uint16_t kUnknownRole = 1;
  static constexpr std::uint16_t kDiffuseRole = 2;

  void resolve(const MatchEntry& entry, std::string_view layer, Diagnostics& faults);
  void resolve_modifier(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults);
  void resolve_holder(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults);
  void resolve_cue(const MatchEntry& entry, EntryFacts& facts, Diagnostics& faults);
  std::optional<std::uint32_t> label_index(std::string_view name);
  std::uint16_t role_index(std::string_view role);
  void report(const MatchEntry& entry, const std::string& message, Diagnostics& faults) const;

  Matcher matcher_;
  Constants constants_;
  Dimensions dimensions_;
  std::vector<EntryFacts> facts_;         ///< by entry
  std::vector<ModifierWeights> weights_;  ///< by entry
  std::vector<CueLabel> cue_labels_;
  std::vector<Label> labels_;
  std::vector<std::string> roles_;
  std::vector<std::string> others_;  ///< "other" and "other:ROLE", by role
  std::optional<std::uint32_t> question_;
  std::optional<std::uint32_t> aside_;
  std::size_t modifier_layer_ = 0;
  std::size_t holder_layer_ = 0;
  std::size_t cue_layers_[kCueLayers] = {};
};

}  // namespace tarn::stance
