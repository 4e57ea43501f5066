#include "aggregate/options.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace tarn::aggregate {
namespace {

constexpr std::array<std::string_view, kTables> kNames = {
    "coverage",     "theme",      "trend",      "slope",   "stance",  "matrix",
    "cooccurrence", "dispersion", "reflection", "holders", "keyness", "evidence"};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t comma = text.find(',');
    out.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return out;
    text.remove_prefix(comma + 1);
  }
}

std::string all_names() {
  std::string out;
  for (const std::string_view name : kNames) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

void add_once(std::vector<std::string>& fields, const std::string& field) {
  if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
}

std::string joined(const std::vector<FieldTest>& tests) {
  std::string out;
  for (const FieldTest& test : tests) out += test.field + '=' + test.value + ';';
  return out;
}

}  // namespace

std::string_view name_of(Table table) { return kNames[static_cast<std::size_t>(table)]; }

std::vector<std::string> parse_fields(std::string_view text) {
  std::vector<std::string> fields = split(text);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].empty()) throw ResourceError("--by: a field has no name");
    if (std::find(fields.begin(), fields.begin() + static_cast<std::ptrdiff_t>(i), fields[i]) !=
        fields.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw ResourceError("--by: field '" + fields[i] + "' stands twice");
    }
  }
  return fields;
}

FieldTest parse_field_test(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    throw ResourceError("found '" + std::string(text) + "', want FIELD=VALUE");
  return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

std::vector<Table> parse_tables(std::string_view text) {
  std::vector<Table> tables;
  for (const std::string& name : split(text)) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end())
      throw ResourceError("no table '" + name + "'; there are " + all_names());
    tables.push_back(static_cast<Table>(found - kNames.begin()));
  }
  std::sort(tables.begin(), tables.end());
  tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
  return tables;
}

void parse_key_kinds(std::string_view text, AggregateOptions& options) {
  options.key_themes = options.key_stance = options.key_words = false;
  for (const std::string& kind : split(text)) {
    if (kind == "theme") {
      options.key_themes = true;
    } else if (kind == "stance") {
      options.key_stance = true;
    } else if (kind == "word") {
      options.key_words = true;
    } else {
      throw ResourceError("--keyness: no kind '" + kind + "'; there are theme, stance, word");
    }
  }
}

void check(const AggregateOptions& options) {
  const auto asked = [&](Table table) {
    return std::find(options.tables.begin(), options.tables.end(), table) != options.tables.end();
  };
  if (asked(Table::kKeyness) && options.target.empty())
    throw ResourceError("table keyness needs --target");
  if (asked(Table::kEvidence) && options.evidence == 0)
    throw ResourceError("table evidence needs --evidence");
  if (options.target.empty() && (!options.reference.empty() || !options.reference_list.empty()))
    throw ResourceError("a reference needs --target");
  if (!options.reference.empty() && !options.reference_list.empty())
    throw ResourceError("--reference and --reference-list exclude each other");
  if (!options.total && options.by.empty())
    throw ResourceError("--no-total leaves nothing without --by");
  if (options.per <= 0) throw ResourceError("--per wants a number above 0");
}

std::vector<Table> tables_of(const AggregateOptions& options) {
  if (!options.tables.empty()) return options.tables;
  std::vector<Table> tables;
  for (std::size_t i = 0; i < kTables; ++i) {
    const auto table = static_cast<Table>(i);
    if (table == Table::kKeyness && options.target.empty()) continue;
    if (table == Table::kEvidence && options.evidence == 0) continue;
    tables.push_back(table);
  }
  return tables;
}

std::vector<std::string> fields_of(const AggregateOptions& options) {
  std::vector<std::string> fields;
  for (const auto& grouping : options.by) {
    for (const std::string& field : grouping) add_once(fields, field);
  }
  if (options.parts != "post") add_once(fields, options.parts);
  for (const FieldTest& test : options.target) add_once(fields, test.field);
  for (const FieldTest& test : options.reference) add_once(fields, test.field);
  return fields;
}

std::string shape_of(const AggregateOptions& options) {
  std::string out = "layer=" + options.layer;
  for (const auto& grouping : options.by) {
    out += " by=";
    for (const std::string& field : grouping) out += field + ',';
    out.pop_back();
  }
  if (options.link_sentence) out += " link=sentence";
  if (options.pair_posts) out += " unit=post";
  if (options.parts != "post") out += " parts=" + options.parts;
  if (!options.target.empty()) out += " target=" + joined(options.target);
  if (!options.reference.empty()) out += " reference=" + joined(options.reference);
  if (options.key_words) out += " words";
  if (options.evidence > 0) out += " evidence=" + std::to_string(options.evidence);
  return out;
}

}  // namespace tarn::aggregate
