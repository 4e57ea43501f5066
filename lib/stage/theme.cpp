#include "stage/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "base/error.h"
#include "format/json.h"
#include "lexicon/compiled.h"
#include "lexicon/flags.h"

namespace tarn {
namespace {

constexpr std::string_view kTheme = "theme";

/// The category and all above it: "a.b.c", "a.b", "a".
std::vector<std::string> line_of(const std::string& category) {
  std::vector<std::string> out{category};
  for (std::size_t dot = category.rfind('.'); dot != std::string::npos && dot > 0;
       dot = category.rfind('.', dot - 1)) {
    out.push_back(category.substr(0, dot));
  }
  return out;
}

}  // namespace

/// The work space of one call.
struct ThemeTagger::Scratch {
  explicit Scratch(const MadeBy::Lexicons& lexicons) : made_by(lexicons) {}
  Segmentation units;
  Matcher::Scratch matcher;
  Matches matches;
  std::vector<std::uint32_t> counts;  ///< by number of the category
  std::vector<std::uint32_t> hit;     ///< categories of the hit at hand
  SpanList made;
  MadeBy made_by;
};

std::vector<Lexicon> load_themes(const ThemeOptions& options) {
  if (options.lexicons.empty()) throw ResourceError("no lexicon: wanted -l NAME or -l FILE.tsv");
  const LexiconSearch search = lexicon_search(options.lexicon_path);
  std::vector<Lexicon> lexicons;
  bool themes = false;
  for (const std::string& name : options.lexicons) {
    lexicons.push_back(load_named_lexicon(name, search));
    Lexicon& lexicon = lexicons.back();
    if (lexicon.layer != kTheme) continue;
    themes = true;
    if (!options.overlap.empty()) lexicon.overlap_all = options.overlap == "all";
  }
  if (!themes) {
    throw ResourceError({lexicons[0].file, 0, 0},
                        fmt::format("no lexicon of layer theme: '{}' is of layer {}",
                                    lexicons[0].name, lexicons[0].layer));
  }
  return lexicons;
}

ThemeTagger::ThemeTagger(std::vector<Lexicon> lexicons, ThemeOptions options)
    : options_(std::move(options)),
      matcher_(std::move(lexicons)),
      scratches_([this] { return std::make_unique<Scratch>(identities_); }) {
  layer_ = matcher_.layer(kTheme);
  for (const Lexicon& lexicon : matcher_.lexicons()) {
    identities_.emplace_back(lexicon.name, "sha256:" + lexicon.sha256);
    lexicon_names_.push_back(lexicon.identity());
  }
  choose_themes();
  check_categories();
  for (std::uint32_t i = 0; i < categories_.size(); ++i) by_name_.emplace_back(categories_[i], i);
  std::sort(by_name_.begin(), by_name_.end(), [this](const auto& a, const auto& b) {
    return categories_[a.second] < categories_[b.second];
  });
}

ThemeTagger::~ThemeTagger() = default;

bool ThemeTagger::chosen(const std::string& category) const {
  return options_.categories.empty() ||
         std::any_of(options_.categories.begin(), options_.categories.end(),
                     [&](const std::string& parent) { return is_within(category, parent); });
}

std::uint32_t ThemeTagger::number_of(const std::string& category) {
  const auto found = std::find(categories_.begin(), categories_.end(), category);
  const auto number = static_cast<std::uint32_t>(found - categories_.begin());
  if (number == categories_.size()) categories_.push_back(category);
  return number;
}

void ThemeTagger::choose_themes() {
  std::map<std::string_view, std::uint32_t> known;
  for (const MatchEntry& entry : matcher_.entries()) {
    first_theme_.push_back(static_cast<std::uint32_t>(themes_of_entries_.size()));
    if (entry.layer != layer_) continue;
    for (const EntryLabel& label : entry.labels) {
      if (!chosen(label.category)) continue;
      if (options_.has_min_weight && label.weight < options_.min_weight) continue;
      const auto [at, is_new] = known.emplace(label.category, themes_.size());
      if (is_new) themes_.push_back(theme_of(label.category));
      themes_of_entries_.push_back(at->second);
    }
  }
  first_theme_.push_back(static_cast<std::uint32_t>(themes_of_entries_.size()));
}

ThemeTagger::Theme ThemeTagger::theme_of(const std::string& category) {
  Theme theme{category, {}};
  for (const std::string& counted : line_of(category)) {
    if (chosen(counted)) theme.counted.push_back(number_of(counted));
  }
  return theme;
}

void ThemeTagger::check_categories() const {
  std::vector<std::string_view> known;
  for (const MatchEntry& entry : matcher_.entries()) {
    if (entry.layer != layer_) continue;
    for (const EntryLabel& label : entry.labels) known.push_back(label.category);
  }
  for (const std::string& category : options_.categories) {
    const bool found = std::any_of(known.begin(), known.end(), [&](std::string_view name) {
      return is_within(name, category);
    });
    if (found) continue;
    const std::string_view near = nearest(category, known);
    throw ResourceError(fmt::format("no category '{}' in the lexicons{}", category,
                                    near.empty() ? "" : fmt::format(": is '{}' meant?", near)));
  }
}

void ThemeTagger::operator()(Record& record) const {
  const auto lease = scratches_.take();
  Scratch& scratch = *lease;
  const Segmentation& units = units_.of(record, scratch.units);
  mark(record, units, scratch);
  record.replace_spans([](const SpanView& span) { return span.layer == kTheme; }, scratch.made);
  write_units(record, units);
  scratch.made_by.write(record, !record.units());
  append_counts(scratch, record.writable("theme_counts"));
}

void ThemeTagger::mark(const Record& record, const Segmentation& units, Scratch& scratch) const {
  scratch.counts.assign(categories_.size(), 0);
  scratch.made.clear();
  if (layer_ == matcher_.layers().size()) return;
  matcher_.match(record.text(), units, scratch.matcher, scratch.matches);
  std::uint32_t sentence = 0;
  for (const Hit& hit : scratch.matches.by_layer[layer_]) {
    while (units.sentences[sentence].end_token <= hit.first_token) ++sentence;
    mark_hit(hit, record, units, sentence, scratch);
  }
}

void ThemeTagger::mark_hit(const Hit& hit, const Record& record, const Segmentation& units,
                           std::uint32_t sentence, Scratch& scratch) const {
  AnnotationView annotation;
  annotation.span = {units.tokens[hit.first_token].span.begin,
                     units.tokens[hit.end_token - 1].span.end};
  annotation.layer = JsonText::plain(kTheme);
  annotation.sentence = sentence;
  if (options_.evidence) {
    const MatchEntry& entry = matcher_.entries()[hit.entry];
    annotation.lexicon = lexicon_names_[entry.lexicon];
    annotation.entry = entry.pattern;
  }
  scratch.hit.clear();
  SpanList& made = scratch.made;
  for (std::uint32_t i = first_theme_[hit.entry]; i < first_theme_[hit.entry + 1]; ++i) {
    const Theme& theme = themes_[themes_of_entries_[i]];
    // Lexicons that keep all hits can say one thing of one place twice.
    bool said = false;
    for (std::size_t k = made.size(); k > 0 && made.key(k - 1).span == annotation.span; --k) {
      said = said || made.key(k - 1).label == std::string_view(theme.label);
    }
    if (said) continue;
    annotation.label = theme.label;
    made.add(annotation, record.offsets());
    scratch.hit.insert(scratch.hit.end(), theme.counted.begin(), theme.counted.end());
  }
  std::sort(scratch.hit.begin(), scratch.hit.end());
  const auto end = std::unique(scratch.hit.begin(), scratch.hit.end());
  for (auto number = scratch.hit.begin(); number != end; ++number) ++scratch.counts[*number];
}

void ThemeTagger::append_counts(const Scratch& scratch, std::string& out) const {
  JsonWriter json(out);
  JsonObject counts(json);
  for (const auto& [name, number] : by_name_) {
    if (scratch.counts[number] > 0) counts.key(name).whole(scratch.counts[number]);
  }
  counts.close();
}

}  // namespace tarn
