#include "stage/stance.h"

#include <algorithm>
#include <string_view>

#include "stage/stance_json.h"
#include "stance/explain.h"
#include "stance/values.h"

namespace tarn {

using stance::PostRange;

/// The work space of one call.
struct StanceScorer::Scratch {
  Scratch(const StanceResources& resources, stance::AnalysisOptions options)
      : analyser(resources.model, options), made_by(resources.identities) {}
  Segmentation own_units;
  const Segmentation* units = nullptr;  ///< those of the record, or own_units
  Matcher::Scratch matcher;
  Matches matches;
  stance::Post post;
  std::vector<JsonText> theme_names;  ///< by index into post.themes
  stance::Analyser analyser;
  stance::Analysis analysis;
  std::vector<stance::SentenceValue> sentences;
  SpanList made;
  MadeBy made_by;
  std::vector<JsonText> status;            ///< of the span at hand
  std::vector<EvidenceStepView> evidence;  ///< the same

  Span span(PostRange tokens) const {
    return {units->tokens[tokens.first].span.begin, units->tokens[tokens.end - 1].span.end};
  }
  /// As `span`; for an empty range the empty span at the end of the token before.
  Span scope(PostRange tokens) const {
    if (tokens.first < tokens.end) return span(tokens);
    const std::uint32_t at = tokens.first == 0 ? units->tokens.front().span.begin
                                               : units->tokens[tokens.first - 1].span.end;
    return {at, at};
  }
};

namespace {

constexpr std::string_view kStance = "stance";
constexpr std::string_view kModifier = "modifier";
constexpr std::string_view kTheme = "theme";
constexpr JsonText kAuthor = JsonText::plain("author");
constexpr JsonText kReported = JsonText::plain("reported");

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view dimension_of(std::string_view label) { return label.substr(0, label.find('.')); }

/// "valence, affect, …"
std::string dimension_names(const std::vector<stance::Dimension>& rows) {
  std::string names;
  std::string_view last;
  for (const stance::Dimension& row : rows) {
    const std::string_view name = dimension_of(row.name);
    if (name != last) (names += names.empty() ? "" : ", ") += name;
    last = name;
  }
  return names;
}

void status_words(std::uint16_t status, std::vector<JsonText>& out) {
  out.clear();
  for (std::size_t bit = 0; status >> bit != 0; ++bit) {
    if ((status >> bit & 1U) != 0) out.push_back(JsonText::plain(stance::name_of_status(bit)));
  }
}

}  // namespace

StanceScorer::StanceScorer(StanceResources resources, StanceOptions options)
    : resources_(std::move(resources)), options_(std::move(options)), scratches_([this] {
        return std::make_unique<Scratch>(
            resources_, stance::AnalysisOptions{options_.holders, options_.modifiers});
      }) {
  const auto& rows = resources_.model.dimensions().rows();
  for (const std::string& name : options_.dimensions) {
    const bool known = std::any_of(rows.begin(), rows.end(), [&](const stance::Dimension& row) {
      return dimension_of(row.name) == name;
    });
    if (!known)
      throw ResourceError("unknown dimension '" + name + "'; there are " + dimension_names(rows));
  }
  for (const stance::Label& label : resources_.model.labels()) {
    wanted_.push_back(options_.dimensions.empty() ||
                      contains(options_.dimensions, dimension_of(label.name)));
    label_names_.emplace_back(label.name);
  }
  dimensions_ = dimensions_of(resources_.model, wanted_);
  for (const Lexicon& lexicon : resources_.model.matcher().lexicons()) {
    lexicon_names_.push_back(lexicon.identity());
  }
}

StanceScorer::~StanceScorer() = default;

void StanceScorer::analyse(const Record& record, Scratch& scratch) const {
  scratch.units = &units_.of(record, scratch.own_units);
  resources_.model.matcher().match(record.text(), *scratch.units, scratch.matcher, scratch.matches);
  scratch.post.text = record.text();
  scratch.post.units = scratch.units;
  scratch.post.matches = &scratch.matches;
  scratch.post.themes.clear();
  scratch.theme_names.clear();
  for (const SpanView& span : record.spans()) {
    if (span.layer != kTheme) continue;
    scratch.post.themes.push_back({span.span, span.label});
    scratch.theme_names.push_back(span.plain ? JsonText::plain(span.label) : JsonText(span.label));
  }
  scratch.analyser.analyse(scratch.post, scratch.analysis);
  value_sentences(resources_.model, *scratch.units, scratch.analysis, scratch.sentences);
}

void StanceScorer::operator()(Record& record) const {
  const auto lease = scratches_.take();
  Scratch& scratch = *lease;
  analyse(record, scratch);
  make_spans(record.offsets(), scratch);
  record.replace_spans(
      [](const SpanView& span) { return span.layer == kStance || span.layer == kModifier; },
      scratch.made);
  const Segmentation& units = *scratch.units;
  write_units(record, units);
  scratch.made_by.write(record, !record.units());
  const bool valence = options_.dimensions.empty() || contains(options_.dimensions, "valence");
  if (options_.sentence_scores && valence) {
    append_sentence_scores(scratch.sentences, options_.holders, record.writable("sentence_scores"));
  } else {
    record.remove("sentence_scores");
  }
  const stance::PostValue value =
      value_post(resources_.model, units, scratch.analysis, scratch.sentences);
  append_post_scores(resources_.model, dimensions_, value, options_.holders,
                     record.writable("post_scores"));
}

void StanceScorer::make_spans(const OffsetMap& offsets, Scratch& scratch) const {
  scratch.made.clear();
  for (const stance::Stance& stance : scratch.analysis.stances) {
    const stance::Label& label = resources_.model.label(stance.label);
    if (!wanted_[stance.label] || (label.policy.quiet && !options_.all_spans)) continue;
    add_span(stance, offsets, scratch);
  }
  for (const stance::ModifierSpan& modifier : scratch.analysis.modifiers) {
    for (const EntryLabel& label : resources_.model.matcher().entries()[modifier.entry].labels) {
      if ((stance::modifier_class(label.category) & stance::kWordClasses) != 0) continue;
      add_span(modifier, label.category, offsets, scratch);
    }
  }
}

void StanceScorer::add_span(const stance::Stance& stance, const OffsetMap& offsets,
                            Scratch& scratch) const {
  const stance::Label& label = resources_.model.label(stance.label);
  AnnotationView out;
  out.span = scratch.span(stance.tokens);
  out.layer = JsonText::plain(kStance);
  out.label = label_names_[stance.label];
  out.sentence = stance.sentence;
  if (label.policy.scored()) out.score = stance.score;
  if (options_.holders) {
    out.voice = stance.reported ? kReported : kAuthor;
    if (stance.attribution.holder.kind != stance::HolderKind::kAuthor) {
      out.holder = resources_.model.holder_name(stance.attribution.holder);
    }
  }
  status_words(stance.status, scratch.status);
  out.status = scratch.status;
  // Without evidence nothing tells the level, so that only links within a clause are written.
  const bool clause = stance.link.level == stance::ThemeLevel::kClause;
  if (clause || (options_.evidence && stance.link.level != stance::ThemeLevel::kNone)) {
    out.theme = scratch.theme_names[stance.link.theme];
  }
  if (options_.evidence) add_evidence(stance, scratch, out);
  scratch.made.add(out, offsets);
}

/// The lexicon and the pattern of an entry; "?" for punctuation.
void StanceScorer::add_source(std::uint32_t entry, AnnotationView& out) const {
  if (entry == stance::kAbsent) {
    out.entry = JsonText::plain("?");
    return;
  }
  const MatchEntry& found = resources_.model.matcher().entries()[entry];
  out.lexicon = lexicon_names_[found.lexicon];
  out.entry = found.pattern;
}

void StanceScorer::add_evidence(const stance::Stance& stance, Scratch& scratch,
                                AnnotationView& out) const {
  add_source(stance.entry, out);
  out.holder_rule = JsonText::plain(name_of(stance.attribution.rule));
  out.theme_level = JsonText::plain(name_of(stance.link.level));
  if (!resources_.model.label(stance.label).policy.scored()) return;
  out.base = stance.base;
  scratch.evidence.clear();
  for (std::uint32_t i = stance.first_evidence; i < stance.end_evidence; ++i) {
    const stance::Evidence& evidence = scratch.analysis.evidence[i];
    const std::string_view entry =
        evidence.entry == stance::kAbsent
            ? "?"
            : std::string_view(resources_.model.matcher().entries()[evidence.entry].pattern);
    scratch.evidence.push_back(
        {name_of(evidence.operation), entry, scratch.span(evidence.tokens), evidence.value});
  }
  out.evidence = scratch.evidence;
}

void StanceScorer::add_span(const stance::ModifierSpan& modifier, std::string_view category,
                            const OffsetMap& offsets, Scratch& scratch) const {
  AnnotationView out;
  out.span = scratch.span(modifier.tokens);
  out.layer = JsonText::plain(kModifier);
  out.label = category;
  out.sentence = modifier.sentence;
  out.scope = scratch.scope(modifier.scope);
  out.consumed = modifier.consumed;
  if (options_.evidence) add_source(modifier.entry, out);
  scratch.made.add(out, offsets);
}

void StanceScorer::explain(Record& record, std::string& out) const {
  const auto lease = scratches_.take();
  Scratch& scratch = *lease;
  analyse(record, scratch);
  const auto shows = [&](const stance::Stance& stance) {
    return wanted_[stance.label] &&
           (options_.all_spans || !resources_.model.label(stance.label).policy.quiet);
  };
  stance::explain_post({resources_.model, record.doc_id(), scratch.post, record.offsets(),
                        scratch.analysis, scratch.sentences, shows},
                       out);
}

}  // namespace tarn
