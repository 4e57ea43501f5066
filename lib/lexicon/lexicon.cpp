#include "lexicon/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/fault_list.h"
#include "base/numbers.h"
#include "base/sha256.h"
#include "lexicon/flags.h"
#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/printable.h"
#include "text/segmenter.h"
#include "text/utf8.h"

namespace tarn {
namespace {

constexpr std::array<std::string_view, 8> kLayers = {
    "certainty", "engagement", "holder", "modifier", "obligation", "reflection", "stance", "theme"};

/// Larger files are refused.
constexpr std::size_t kLargestFile = std::size_t{256} << 20;

constexpr std::array<std::string_view, 5> kColumns = {"pattern", "category", "weight", "flags",
                                                      "note"};
/// Indices of kColumns.
enum Column : std::size_t { kPattern, kCategory, kWeight, kFlags, kNote };

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Reads the lines of one file one after the other.
class Reader {
 public:
  Reader(std::string file, Diagnostics& faults, const Segmenter& segmenter)
      : faults_(faults), segmenter_(segmenter) {
    lexicon_.file = std::move(file);
  }

  Lexicon read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    // No more than is worth it: blank lines are no entries.
    lexicon_.entries.reserve(std::min<std::size_t>(
        static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), 20000));
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish();
    return std::move(lexicon_);
  }

 private:
  void add(Severity severity, std::size_t offset, const char* code, std::string message) {
    faults_.push_back({severity, {lexicon_.file, line_, offset + 1}, code, std::move(message)});
  }
  void error(std::size_t offset, const char* code, std::string message) {
    add(Severity::kError, offset, code, std::move(message));
  }
  void warning(std::size_t offset, const char* code, std::string message) {
    add(Severity::kWarning, offset, code, std::move(message));
  }

  void line(std::string_view text) {
    if (text.ends_with('\r')) {
      text.remove_suffix(1);
      if (!crlf_) warning(text.size(), "line-end", "lines end in CR LF: wanted LF");
      crlf_ = true;
    }
    if (!readable(text) || trimmed(text).empty()) return;
    if (header_.empty() && text.starts_with('#')) {
      metadata(text);
    } else if (text.starts_with("# ") || text == "#") {
      return;
    } else if (header_.empty()) {
      header(text);
    } else {
      row(text);
    }
  }

  bool readable(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return (c >= ' ' && c < '\x7F') || c == '\t'; });
    if (plain) return true;
    if (const auto bad = first_invalid_utf8(text)) {
      error(*bad, "bad-utf8", "a byte that is not UTF-8");
      return false;
    }
    const auto control = std::find_if(text.begin(), text.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7F';
    });
    if (control != text.end()) {
      error(static_cast<std::size_t>(control - text.begin()), "control-character",
            "a control character");
      return false;
    }
    if (!is_nfc(text)) {
      warning(0, "not-normalised", "the line is not in Unicode normalisation form C");
    }
    return true;
  }

  void metadata(std::string_view text) {
    // A key may hold colons of its own: "about other:carer: people who care for somebody".
    const std::size_t spaced = text.find(": ");
    const std::size_t colon = spaced != std::string_view::npos ? spaced : text.find(':');
    if (colon == std::string_view::npos) {
      return warning(0, "bad-metadata", "a line before the header row: wanted '# key: value'");
    }
    const std::string_view key = trimmed(text.substr(1, colon - 1));
    const std::string_view value = trimmed(text.substr(colon + 1));
    if (!keys_.insert(std::string(key)).second) {
      error(0, "duplicate-metadata", fmt::format("'{}' stands twice", key));
    }
    if (value.empty()) error(colon, "bad-metadata", fmt::format("'{}' has no value", key));
    lexicon_.metadata.emplace_back(key, value);
    lexicon_.metadata_lines.push_back(line_);
    const auto offset = static_cast<std::size_t>(value.data() - text.data());
    known_metadata(key, value, offset);
  }

  void known_metadata(std::string_view key, std::string_view value, std::size_t offset) {
    if (key == "name") {
      lexicon_.name = value;
      if (value.find_first_of(" /@") != std::string_view::npos) {
        error(offset, "bad-metadata", fmt::format("name '{}' holds a space, '/' or '@'", value));
      }
    } else if (key == "version") {
      lexicon_.version = value;
    } else if (key == "language") {
      lexicon_.language = value;
    } else if (key == "licence") {
      lexicon_.licence = value;
    } else if (key == "source") {
      lexicon_.source = value;
    } else if (key == "layer") {
      if (layer_exists(value, offset)) lexicon_.layer = value;
    } else if (key == "uses") {
      uses(value, offset);
    } else if (key == "overlap") {
      lexicon_.overlap_all = value == "all";
      if (value != "all" && value != "longest") {
        error(offset, "bad-metadata", fmt::format("overlap '{}': wanted all or longest", value));
      }
    }
  }

  bool layer_exists(std::string_view layer, std::size_t offset) {
    if (std::find(kLayers.begin(), kLayers.end(), layer) != kLayers.end()) return true;
    error(offset, "unknown-layer",
          fmt::format("unknown layer '{}': wanted {}", layer, fmt::join(kLayers, ", ")));
    return false;
  }

  void uses(std::string_view value, std::size_t offset) {
    std::string list(value);
    std::replace(list.begin(), list.end(), ',', ' ');
    for (const std::string_view layer : split(list, ' ')) {
      if (!layer.empty() && layer_exists(layer, offset)) lexicon_.uses.emplace_back(layer);
    }
  }

  void header(std::string_view text) {
    for (const std::string_view cell : split(text, '\t')) header_.emplace_back(trimmed(cell));
    const auto has = [this](std::string_view name) {
      return std::find(header_.begin(), header_.end(), name) != header_.end();
    };
    if (!has("pattern") && !has("category")) {
      error(0, "no-header", "the header row is missing: wanted the columns pattern and category");
      header_.assign(kColumns.begin(), kColumns.end());
      find_columns();
      return row(text);
    }
    find_columns();
    for (const std::string_view name : {"pattern", "category"}) {
      if (!has(name)) error(0, "no-column", fmt::format("column '{}' is missing", name));
    }
    check_columns(text);
  }

  void find_columns() {
    for (const std::string& name : header_) {
      const auto known = std::find(kColumns.begin(), kColumns.end(), name);
      columns_.push_back(static_cast<std::size_t>(known - kColumns.begin()));
    }
  }

  void check_columns(std::string_view text) {
    std::set<std::string_view> seen;
    std::size_t offset = 0;
    std::size_t column = 0;
    for (const std::string_view cell : split(text, '\t')) {
      const std::string& name = header_[column++];
      if (name.empty()) error(offset, "bad-column", "a column has no name");
      if (!name.empty() && !seen.insert(name).second) {
        error(offset, "bad-column", fmt::format("column '{}' stands twice", name));
      }
      offset += cell.size() + 1;
    }
  }

  void row(std::string_view text) {
    LexiconEntry entry;
    entry.line = line_;
    const std::size_t known = faults_.size();
    offsets_ = {};
    std::size_t offset = 0;
    for (std::size_t column = 0; offset <= text.size(); ++column) {
      if (column == header_.size()) {
        error(offset, "extra-cell",
              fmt::format("more than the {} cells of the header row", header_.size()));
        break;
      }
      const std::size_t end = std::min(text.find('\t', offset), text.size());
      set(entry, column, text.substr(offset, end - offset), offset);
      offset = end + 1;
    }
    check(entry);
    sort_from(known);
    lexicon_.entries.push_back(std::move(entry));
  }

  void set(LexiconEntry& entry, std::size_t column, std::string_view cell, std::size_t offset) {
    const std::string_view value = trimmed(cell);
    if (value.size() != cell.size()) {
      warning(offset, "not-normalised", fmt::format("white space around '{}'", value));
      offset += static_cast<std::size_t>(value.data() - cell.data());
    }
    const std::size_t known = columns_[column];
    if (known == kColumns.size()) {
      entry.other_columns.emplace_back(header_[column], value);
      return;
    }
    offsets_[known] = offset;
    const auto place = static_cast<std::uint32_t>(offset + 1);
    switch (known) {
      case kPattern:
        entry.pattern = value;
        entry.pattern_column = place;
        break;
      case kCategory:
        entry.category = value;
        entry.category_column = place;
        break;
      case kWeight:
        if (!value.empty()) weight(entry, value, offset);
        break;
      case kFlags:
        entry.flags = value;
        break;
      default:
        entry.note = value;
    }
  }

  void weight(LexiconEntry& entry, std::string_view value, std::size_t offset) {
    const auto number = parse_decimal(value);
    if (number) {
      entry.weight = *number;
    } else {
      error(offset, "bad-weight", fmt::format("weight '{}' is no decimal number", value));
    }
  }

  void check(const LexiconEntry& entry) {
    if (entry.category.empty())
      error(offsets_[kCategory], "empty-category", "the category is empty");
    const std::string_view category = entry.category;
    if (category.starts_with('.') || category.ends_with('.') ||
        category.find("..") != std::string_view::npos || category.starts_with('@')) {
      error(offsets_[kCategory], "bad-category",
            fmt::format("category '{}': wanted names joined by single dots", category));
    }
    if (entry.pattern.find("  ") != std::string::npos) {
      warning(offsets_[kPattern] + entry.pattern.find("  "), "not-normalised",
              "two spaces in a row");
    }
    std::vector<PatternFault> found;
    if (!is_plain_pattern(entry.pattern)) {
      parse_pattern(entry.pattern, has_case_flag(entry.flags), segmenter_, found);
      report(found, offsets_[kPattern]);
    }
    const EntryFlags flags = parse_flags(entry.flags, segmenter_, found);
    report(found, offsets_[kFlags]);
    if (!flags.layers.empty() && category != kExclusion) {
      error(offsets_[kFlags], "bad-flag", "flag 'layers' is for exclusions");
    }
  }

  void report(std::vector<PatternFault>& found, std::size_t offset) {
    for (PatternFault& fault : found) {
      error(offset + fault.offset, fault.code.c_str(), std::move(fault.message));
    }
    found.clear();
  }

  /// Puts the faults of one line into the order of their columns.
  void sort_from(std::size_t first) {
    std::stable_sort(
        faults_.begin() + static_cast<std::ptrdiff_t>(first), faults_.end(),
        [](const Diagnostic& a, const Diagnostic& b) { return a.place.column < b.place.column; });
  }

  void finish() {
    if (header_.empty()) {
      ++line_;
      error(0, "no-header", "the header row is missing: wanted the columns pattern and category");
    }
    if (lexicon_.name.empty()) {
      lexicon_.name = std::filesystem::path(lexicon_.file).stem().string();
    }
    lexicon_.sha256 = lexicon_digest(lexicon_);
  }

  Diagnostics& faults_;
  Lexicon lexicon_;
  const Segmenter& segmenter_;
  std::uint32_t line_ = 0;
  bool crlf_ = false;
  std::set<std::string> keys_;
  std::vector<std::string> header_;
  std::vector<std::size_t> columns_;  ///< of each cell of the header, its index in kColumns
  std::array<std::size_t, kColumns.size()> offsets_{};
};

}  // namespace

std::span<const std::string_view> lexicon_layers() { return kLayers; }

Lexicon read_lexicon(ByteSource& source, Diagnostics& faults) {
  return read_lexicon(source, faults, Segmenter());
}

Lexicon read_lexicon(ByteSource& source, Diagnostics& faults, const Segmenter& segmenter) {
  return Reader(source.name(), faults, segmenter).read(read_all(source, kLargestFile));
}

Lexicon load_lexicon(const std::filesystem::path& path) {
  const auto source = open_source(path.string());
  Diagnostics faults;
  Lexicon lexicon = read_lexicon(*source, faults);
  std::erase_if(faults, [](const Diagnostic& d) { return d.severity != Severity::kError; });
  if (!faults.empty()) throw_faults(faults);
  return lexicon;
}

void throw_faults(const Diagnostics& faults) {
  // A line end in the text at fault must not begin a line of its own.
  std::string message = printable(faults[0].message);
  for (std::size_t i = 1; i < faults.size(); ++i) {
    message +=
        '\n' + printable(fmt::format("{}: error: {}", shown(faults[i].place), faults[i].message));
  }
  throw FaultList(faults[0].place, message);
}

std::string lexicon_digest(const Lexicon& lexicon) {
  std::string content =
      fmt::format("{}\n{}\n{}\n", lexicon.name, lexicon.layer, lexicon.overlap_all ? "all" : "");
  std::set<std::string> uses(lexicon.uses.begin(), lexicon.uses.end());
  content += fmt::format("{}\n", fmt::join(uses, " "));
  for (const LexiconEntry& entry : lexicon.entries) {
    content += pattern_key(entry.pattern, has_case_flag(entry.flags));
    content += '\t' + entry.category + '\t';
    append_number(content, entry.weight, 9);
    content += '\t' + flags_key(entry.flags) + '\n';
  }
  return sha256_hex(content);
}

}  // namespace tarn
