#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/rows.h"
#include "report/charts.h"
#include "report/document.h"
#include "report/sections.h"

namespace tarn::report {

// What the makers of sections share.

/// The rows, and where evidence stands.
struct Material {
  const Rows& rows;
  const ReportOptions& options;
  std::set<std::string> evidence;               ///< ids of the blocks that can be made
  mutable std::set<std::string> used_evidence;  ///< ids that a figure leads to: only they are shown
};

/// The id of the evidence for a theme, a label, or a pair; one of them may be empty.
std::string evidence_id(std::string_view theme, std::string_view label);

/// A cell that leads to its evidence where there is some.
TableCell cell(const Material& material, std::string text, std::string_view theme,
               std::string_view label);

/// "5.07", or "NA" where it is undefined or withheld. Two decimals unless said otherwise.
std::string figure(std::optional<double> value, int decimals = 2);

/// "5.07 [3.1, 7.2]"; the interval is left out where there is none.
std::string figure(const ChartValue& value, int decimals = 2);

/// "per 1,000 words", or what --per said when the rows were made.
std::string per_words(const Material& material);

/// "45.0 %".
std::string percent(std::optional<double> share);

/// Tests of the trends of one series, items for which `is_shown` holds; empty where there is none.
std::optional<Table> trend_table(const Material& material, std::string_view series,
                                 bool (*is_shown)(std::string_view));

/// A value and its interval from three members of a row.
ChartValue value_of(const Row& row, std::string_view value, std::string_view low,
                    std::string_view high);

// One maker per section; each gives a section without blocks where it has nothing to say.
Section glance_section(const Material& material);
Section theme_section(const Material& material);
Section stance_section(const Material& material);
Section matrix_section(const Material& material);
Section cooccurrence_section(const Material& material);
Section reflection_section(const Material& material);
Section holder_section(const Material& material);
Section keyness_section(const Material& material);
Section evidence_section(const Material& material);
Section method_section(const Material& material);

}  // namespace tarn::report
