// Dictionaries that are tables: tarn's own TSV, LIWC-22 .dicx, word and value in two columns.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/numbers.h"
#include "format/csv.h"
#include "format/csv_write.h"
#include "lexicon/formats/export.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {
namespace {

constexpr std::size_t kLargestTable = std::size_t{256} << 20;

/// A table read from text that was decoded before.
std::unique_ptr<ByteSource> decoded(ByteSource& source, Diagnostics& lost) {
  TextFile file(source, lost);
  std::string text;
  while (const auto line = file.next()) text.append(*line).append(1, '\n');
  return memory_source(std::move(text), source.name());
}

std::vector<std::string> other_columns(const Lexicon& lexicon) {
  std::vector<std::string> names;
  for (const LexiconEntry& entry : lexicon.entries) {
    for (const auto& [name, value] : entry.other_columns) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::string_view other_value(const LexiconEntry& entry, std::string_view name) {
  for (const auto& [key, value] : entry.other_columns) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

Lexicon read_tsv(ByteSource& source, Diagnostics& lost) {
  Diagnostics faults;
  Lexicon lexicon = read_lexicon(source, faults);
  Diagnostics errors;
  for (Diagnostic& fault : faults) {
    (fault.severity == Severity::kError ? errors : lost).push_back(std::move(fault));
  }
  if (!errors.empty()) throw_faults(errors);
  return lexicon;
}

std::string write_tsv(const Lexicon& lexicon, Diagnostics& /*lost*/) {
  std::string out;
  bool named = false;
  for (const auto& [key, value] : lexicon.metadata) {
    out += fmt::format("# {}: {}\n", key, value);
    named = named || key == "name";
  }
  if (!named) out.insert(0, fmt::format("# name: {}\n", lexicon.name));
  const std::vector<std::string> others = other_columns(lexicon);
  out += "pattern\tcategory\tweight\tflags\tnote";
  for (const std::string& name : others) out.append(1, '\t').append(name);
  out += '\n';
  for (const LexiconEntry& entry : lexicon.entries) {
    out += fmt::format("{}\t{}\t", entry.pattern, entry.category);
    if (entry.category != kExclusion || entry.weight != 1) append_number(out, entry.weight, 9);
    out += fmt::format("\t{}\t{}", entry.flags, entry.note);
    for (const std::string& name : others) out.append(1, '\t').append(other_value(entry, name));
    out += '\n';
  }
  return out;
}

Lexicon read_dicx(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  const auto text = decoded(source, lost);
  CsvReader table(*text);
  std::vector<std::string> row;
  if (!table.next(row) || row.empty() || trim(row[0]) != "DicTerm") {
    throw ResourceError({source.name(), 1, 1},
                        "no .dicx dictionary: wanted the column DicTerm first");
  }
  std::vector<std::string> categories;
  for (std::size_t i = 1; i < row.size(); ++i) {
    categories.push_back(import.category_name(1, row[i], false));
    import.metadata(fmt::format("column {}", i), categories.back());
  }
  while (table.next(row)) {
    const std::string_view term = trim(row[0]);
    if (term.empty()) {
      import.dropped(table.line(), "the term is empty");
      continue;
    }
    const std::string pattern = pattern_of_term(term, {});
    for (std::size_t i = 1; i < row.size(); ++i) {
      const std::string_view cell = trim(row[i]);
      if (cell.empty()) continue;
      if (i > categories.size()) {
        import.dropped(table.line(), fmt::format("'{}': a cell beyond the last category", term));
        continue;
      }
      // Any text but a number is a mark of membership; 0 is none.
      const double weight = parse_decimal(cell).value_or(1);
      if (weight != 0) import.add(table.line(), pattern, categories[i - 1], weight);
    }
  }
  return import.finish();
}

std::string write_dicx(const Lexicon& lexicon, Diagnostics& lost) {
  std::vector<std::string> columns;
  for (std::size_t i = 1;; ++i) {
    const std::string_view name = metadata_value(lexicon, fmt::format("column {}", i));
    if (name.empty()) break;
    columns.emplace_back(name);
  }
  for (const std::string& category : categories_in_order(lexicon)) {
    if (std::find(columns.begin(), columns.end(), category) == columns.end()) {
      columns.push_back(category);
    }
  }
  std::map<std::string, std::map<std::string, double>> cells;
  std::vector<std::string> order;
  TermLimits limits;
  limits.any_one = false;
  limits.weights = true;
  for (const LexiconEntry& entry : lexicon.entries) {
    for (const std::string& term : terms_of(lexicon, entry, limits, lost)) {
      const auto [known, is_new] = cells.try_emplace(term);
      if (is_new) order.push_back(term);
      known->second.try_emplace(entry.category, entry.weight);
    }
  }
  std::string out = "DicTerm";
  for (const std::string& column : columns) append_csv_cell(out += ',', column);
  out += '\n';
  for (const std::string& term : order) {
    append_csv_cell(out, term);
    for (const std::string& column : columns) {
      const auto cell = cells[term].find(column);
      out += ',';
      if (cell != cells[term].end()) {
        out += cell->second == 1 ? "X" : format_number(cell->second, 9);
      }
    }
    out += '\n';
  }
  return out;
}

Lexicon read_pairs(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  const auto text = decoded(source, lost);
  const std::string bytes = read_all(*text, kLargestTable);
  const auto again = memory_source(bytes, source.name());
  CsvReader table(*again, sniff_delimiter(std::string_view(bytes).substr(0, 65536)));
  std::vector<std::vector<std::string>> rows;
  std::vector<std::uint64_t> lines;
  for (std::vector<std::string> row; table.next(row);) {
    rows.push_back(row);
    lines.push_back(table.line());
  }
  const auto numeric = [](const std::vector<std::string>& row) {
    return row.size() > 1 && parse_decimal(trim(row[1])).has_value();
  };
  const bool scores = std::count_if(rows.begin(), rows.end(), numeric) * 2 >
                      static_cast<std::ptrdiff_t>(rows.size());
  if (scores) import.set_layer("stance");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<std::string>& row = rows[i];
    if (row.size() < 2 || trim(row[0]).empty() || trim(row[1]).empty()) {
      import.dropped(lines[i], "wanted two columns, a word and a value or a category");
      continue;
    }
    const std::string_view first = trim(row[0]);
    const bool header =
        i == 0 && !numeric(row) &&
        (scores || first == "word" || first == "term" || first == "token" || first == "x");
    if (header) continue;
    if (scores && !numeric(row)) {
      import.dropped(lines[i], fmt::format("'{}': value '{}' is no number", first, row[1]));
      continue;
    }
    const std::string pattern = pattern_of_term(first, {});
    if (scores) {
      import.add(lines[i], pattern, "valence", *parse_decimal(trim(row[1])));
    } else {
      import.add(lines[i], pattern, import.category_name(lines[i], row[1], false));
    }
    if (row.size() > 2)
      import.weakened(lines[i], fmt::format("'{}': more than two columns", first));
  }
  return import.finish();
}

}  // namespace tarn
