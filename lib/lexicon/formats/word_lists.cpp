// Published lists with a term and its values a line: VADER, NRC, Empath, SO-CAL.
#include <fmt/format.h>

#include <map>

#include "base/numbers.h"
#include "lexicon/flags.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {

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
      import.dropped(
          rows[known->second].line,
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
    import.last().other_columns = {{"sd", row.deviation}, { "ratings", row.ratings }};
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
    for (const std::string_view cell : split(spaced, tabs ? '\t' : ' '))
      cells.push_back(trim(cell));
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
      return import_.dropped(text_.line(),
                             fmt::format("'{}': wanted affect:value, not '{}'", word, cell));
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
      import_.weakened(text_.line(),
                       fmt::format("'{}' holds in one sense: it is kept for all", word));
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
      words = word ? pattern_of_term(tag, {}) : tag.ends_with('?') ? "<0-3>" : "<1-3>";
    } else {
      words = head(part);
    }
    const std::size_t before = out.size();
    if (optional)
      out.insert(out.end(), out.begin(), out.begin() + static_cast<std::ptrdiff_t>(before));
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
