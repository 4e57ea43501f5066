// Dictionaries that are tables: tarn's own TSV, LIWC-22 .dicx, word and value in two columns,
// VADER, NRC, Empath, SO-CAL.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/numbers.h"
#include "format/csv.h"
#include "lexicon/flags.h"
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

std::string csv_field(std::string_view field) {
  if (field.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(field);
  std::string out = "\"";
  for (const char c : field) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
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
    throw ResourceError({source.name(), 1, 1}, "no .dicx dictionary: wanted the column DicTerm first");
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
  for (const std::string& column : columns) out.append(1, ',').append(csv_field(column));
  out += '\n';
  for (const std::string& term : order) {
    out += csv_field(term);
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
    const bool header = i == 0 && !numeric(row) &&
                        (scores || first == "word" || first == "term" || first == "token" ||
                         first == "x");
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
    if (row.size() > 2) import.weakened(lines[i], fmt::format("'{}': more than two columns", first));
  }
  return import.finish();
}

Lexicon read_vader(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  import.set_layer("stance");
  TextFile text(source, lost);
  struct Row {
    std::uint64_t line;
    std::string term;
    double mean;
    std::string deviation;
    std::string ratings;
  };
  std::vector<Row> rows;
  std::map<std::string, std::size_t> last;  // VADER itself keeps the last of a key
  while (const auto line = text.next()) {
    if (trim(*line).empty()) continue;
    const auto cells = split(*line, '\t');
    const auto mean = cells.size() > 1 ? parse_decimal(trim(cells[1])) : std::nullopt;
    if (!mean) {
      import.dropped(text.line(), "wanted a token, a tab and a mean rating");
      continue;
    }
    std::string term(trim(cells[0]));
    if (const auto known = last.find(term); known != last.end()) {
      import.dropped(rows[known->second].line,
                     fmt::format("'{}': line {} says another rating, which counts", term, text.line()));
      rows[known->second].term.clear();
    }
    last[term] = rows.size();
    rows.push_back({text.line(), std::move(term), *mean,
                    std::string(cells.size() > 2 ? trim(cells[2]) : ""),
                    std::string(cells.size() > 3 ? trim(cells[3]) : "")});
  }
  TermStyle style;
  style.any_run = false;
  for (const Row& row : rows) {
    if (row.term.empty()) continue;
    if (!import.add(row.line, pattern_of_term(row.term, style), "valence", row.mean)) continue;
    import.last().other_columns = {{"sd", row.deviation}, {"ratings", row.ratings}};
  }
  return import.finish();
}

namespace {

/// Rows of the lists of Mohammad and colleagues, in any of their shapes.
class NrcReader {
 public:
  NrcReader(ByteSource& source, Diagnostics& lost) : import_(source, lost), text_(source, lost) {}

  Lexicon read() {
    while (const auto line = text_.next()) {
      if (trim(*line).empty()) continue;
      row(*line);
    }
    return import_.finish();
  }

 private:
  void row(std::string_view line) {
    std::string spaced(line);
    const bool tabs = line.find('\t') != std::string_view::npos;
    std::vector<std::string_view> cells;
    for (const std::string_view cell : split(spaced, tabs ? '\t' : ' ')) cells.push_back(trim(cell));
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    if (cells.size() > 1 && cells[1].find(':') != std::string_view::npos) {
      for (std::size_t i = 1; i < cells.size(); ++i) flag(cells[0], cells[i]);
    } else if (text_.line() == 1 && is_header(cells)) {
      return;
    } else if (cells.size() == 3) {
      member(cells[0], cells[1], cells[2]);
    } else if (cells.size() == 4) {
      const char* const names[] = {"valence", "arousal", "dominance"};
      for (std::size_t i = 1; i < 4; ++i) member(cells[0], names[i - 1], cells[i]);
    } else {
      import_.dropped(text_.line(), "wanted word, affect, value; or word and three values");
    }
  }

  /// The first line may name the columns.
  static bool is_header(const std::vector<std::string_view>& cells) {
    return !cells.empty() && (cells[0] == "word" || cells[0] == "Word" || cells[0] == "term");
  }

  void flag(std::string_view word, std::string_view cell) {
    const std::size_t colon = cell.rfind(':');
    if (colon == std::string_view::npos) {
      return import_.dropped(text_.line(), fmt::format("'{}': wanted affect:value, not '{}'", word, cell));
    }
    member(word, cell.substr(0, colon), cell.substr(colon + 1));
  }

  void member(std::string_view word, std::string_view affect, std::string_view value) {
    const auto weight = parse_decimal(value);
    if (!weight) {
      return import_.dropped(text_.line(),
                             fmt::format("'{}': value '{}' is no number", word, value));
    }
    if (*weight == 0) return;
    const std::size_t sense = word.find("--");
    if (sense != std::string_view::npos && sense > 0) {
      import_.weakened(text_.line(), fmt::format("'{}' holds in one sense: it is kept for all",
                                                 word));
      word = word.substr(0, sense);
    }
    TermStyle style;
    style.any_run = false;
    import_.add(text_.line(), pattern_of_term(word, style),
                import_.category_name(text_.line(), affect, false), *weight);
  }

  LexiconImport import_;
  TextFile text_;
};

/// SO-CAL's multiwords: '_' is a space, (x) the head, [x] may be missing, #TAG# a word of some part
/// of speech, #TAG?# one that may be missing.
class SocalTerm {
 public:
  explicit SocalTerm(std::string_view term) : term_(term) {}

  /// The patterns that it stands for.
  std::vector<std::string> patterns() {
    std::vector<std::string> out{""};
    for (const std::string_view part : split(term_, '_')) {
      if (!part.empty()) add(part, out);
    }
    for (std::string& pattern : out) {
      while (pattern.ends_with(' ')) pattern.pop_back();
    }
    return out;
  }
  bool loose() const { return loose_; }

 private:
  void add(std::string_view part, std::vector<std::string>& out) {
    const bool optional = part.starts_with('[') && part.ends_with(']');
    if (optional) part = part.substr(1, part.size() - 2);
    const bool slot = part.size() > 2 && part.starts_with('#') && part.ends_with('#');
    std::string words;
    if (slot) {
      loose_ = true;
      const std::string_view tag = part.substr(1, part.size() - 2);
      const bool word = tag.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
      words = word                  ? pattern_of_term(tag, {})
              : tag.ends_with('?') ? "<0-3>"
                                   : "<1-3>";
    } else {
      words = head(part);
    }
    const std::size_t before = out.size();
    if (optional) out.insert(out.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before));
    for (std::size_t i = 0; i < before; ++i) out[i] += words + ' ';
  }

  static std::string head(std::string_view part) {
    if (part.starts_with('(') && part.ends_with(')')) part = part.substr(1, part.size() - 2);
    if (part.find('|') == std::string_view::npos) return pattern_of_term(part, {});
    std::string out = "{";
    for (const std::string_view word : split(part, '|')) {
      out += (out.size() > 1 ? "|" : "") + pattern_of_term(word, {});
    }
    return out + '}';
  }

  std::string_view term_;
  bool loose_ = false;
};

}  // namespace

Lexicon read_nrc(ByteSource& source, Diagnostics& lost) { return NrcReader(source, lost).read(); }

Lexicon read_empath(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  TextFile text(source, lost);
  TermStyle style;
  style.any_run = false;
  style.underscore_is_space = true;
  while (const auto line = text.next()) {
    if (trim(*line).empty()) continue;
    const auto cells = split(*line, '\t');
    const std::string category = import.category_name(text.line(), cells[0], false);
    if (cells.size() < 2) import.dropped(text.line(), fmt::format("'{}' has no words", category));
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const std::string_view term = trim(cells[i]);
      if (!term.empty()) import.add(text.line(), pattern_of_term(term, style), category);
    }
  }
  return import.finish();
}

Lexicon read_socal(ByteSource& source, Diagnostics& lost) {
  LexiconImport import(source, lost);
  import.set_layer("stance");
  TextFile text(source, lost);
  while (const auto line = text.next()) {
    if (trim(*line).empty()) continue;
    const auto cells = split(*line, '\t');
    const auto value = cells.size() > 1 ? parse_decimal(trim(cells[1])) : std::nullopt;
    if (!value) {
      import.dropped(text.line(), "wanted a form, a tab and a number");
      continue;
    }
    SocalTerm term(trim(cells[0]));
    for (const std::string& pattern : term.patterns()) {
      import.add(text.line(), pattern, "valence", *value);
    }
    if (term.loose()) {
      import.weakened(text.line(), fmt::format("'{}': a slot takes words of any part of speech",
                                               trim(cells[0])));
    }
  }
  return import.finish();
}

}  // namespace tarn
