#include "report/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/numbers.h"
#include "report/parts.h"

namespace tarn::report {
namespace {

struct SectionMaker {
  const char* id;
  Section (*make)(const Material&);
};

constexpr SectionMaker kMakers[] = {
    {"glance", glance_section},
    {"themes", theme_section},
    {"stance", stance_section},
    {"matrix", matrix_section},
    {"cooccurrence", cooccurrence_section},
    {"reflection", reflection_section},
    {"holders", holder_section},
    {"keyness", keyness_section},
    {"evidence", evidence_section},
    {"method", method_section},
};

void append_name(std::string& id, std::string_view name) {
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain || c == '_') {
      id += c;
    } else if (c == '.') {
      id += '-';
    } else {
      id += fmt::format("-{:02x}", static_cast<unsigned char>(c));
    }
  }
}

bool is_wanted(const ReportOptions& options, std::string_view id) {
  return options.sections.empty() ||
         std::find(options.sections.begin(), options.sections.end(), id) != options.sections.end();
}

}  // namespace

const std::vector<std::string>& section_ids() {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> out;
    for (const SectionMaker& maker : kMakers) out.emplace_back(maker.id);
    return out;
  }();
  return ids;
}

std::string evidence_id(std::string_view theme, std::string_view label) {
  std::string id = "e";
  for (const std::string_view name : {theme, label}) {
    id += "--";
    append_name(id, name);
  }
  return id;
}

TableCell cell(const Material& material, std::string text, std::string_view theme,
               std::string_view label) {
  std::string id = evidence_id(theme, label);
  if (!material.evidence.contains(id)) return {std::move(text), ""};
  material.used_evidence.insert(id);
  return {std::move(text), std::move(id)};
}

std::string figure(std::optional<double> value, int decimals) {
  return value ? format_fixed(*value, decimals) : "NA";
}

std::string figure(const ChartValue& value, int decimals) {
  std::string out = figure(value.value, decimals);
  if (value.value && value.low && value.high)
    out += fmt::format(" [{}, {}]", figure(value.low, decimals), figure(value.high, decimals));
  return out;
}

std::string per_words(const Material& material) {
  const auto coverage = material.rows.whole("coverage");
  const std::string_view per = coverage.empty() ? "1000" : coverage.front()->text("per");
  return per == "1000" || per.empty() ? "per 1,000 words" : fmt::format("per {} words", per);
}

std::string percent(std::optional<double> share) {
  return share ? format_fixed(*share * 100, 1) + " %" : "NA";
}

ChartValue value_of(const Row& row, std::string_view value, std::string_view low,
                    std::string_view high) {
  return {row.number(value), row.number(low), row.number(high)};
}

Document make_document(const Rows& rows, const ReportOptions& options) {
  Material material{rows, options, {}, {}};
  if (is_wanted(options, "evidence"))
    for (const Row* row : rows.whole("evidence"))
      material.evidence.insert(evidence_id(row->text("theme"), row->text("label")));

  Document document;
  document.title = options.title;
  document.date = options.date;
  const auto coverage = rows.whole("coverage");
  if (!coverage.empty()) {
    const Row& row = *coverage.front();
    document.subtitle = fmt::format("{} posts, {} words", row.text("posts"), row.text("tokens"));
    if (!row.text("first").empty())
      document.subtitle += fmt::format(", {} to {}", row.text("first"), row.text("last"));
  }
  for (const SectionMaker& maker : kMakers) {
    if (!is_wanted(options, maker.id)) continue;
    Section section = maker.make(material);
    section.id = maker.id;
    if (!section.blocks.empty()) document.sections.push_back(std::move(section));
  }
  return document;
}

}  // namespace tarn::report
