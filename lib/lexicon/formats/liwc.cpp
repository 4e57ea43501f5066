// LIWC .dic of 2001, 2007, 2015: a header of numbered categories between two lines of '%', then
// terms with the numbers of their categories. Tabs before a number in the header are levels.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/numbers.h"
#include "lexicon/flags.h"
#include "lexicon/formats/export.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"

namespace tarn {
namespace {

std::optional<std::int64_t> id_of(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits ? parse_integer(text) : std::nullopt;
}

/// Whether a word of a line is a code: a number, or a condition with numbers.
bool is_code(std::string_view word) {
  return id_of(word).has_value() || word.starts_with("<of>") ||
         (word.starts_with('(') && word.find(')') != std::string_view::npos &&
          id_of(word.substr(word.size() - 1)).has_value());
}

/// Words split at tabs and spaces; round brackets hold together what is in them.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  bool open = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '(' && i == begin) open = true;
    if (i < text.size() && text[i] == ')') open = false;
    const bool cut = i == text.size() || (!open && (text[i] == ' ' || text[i] == '\t'));
    if (!cut) continue;
    if (i > begin) out.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return out;
}

class LiwcReader {
 public:
  LiwcReader(ByteSource& source, Diagnostics& lost) : import_(source, lost), text_(source, lost) {}

  Lexicon read() {
    int marks = 0;
    while (const auto line = text_.next()) {
      if (trim(*line).empty()) continue;
      if (trim(*line) == "%" && marks < 2) {
        ++marks;
      } else if (marks == 0) {
        throw ResourceError({import_.file(), text_.line(), 1},
                            "no .dic dictionary: wanted a line with '%' before the categories");
      } else if (marks == 1) {
        header(*line);
      } else {
        body(*line);
      }
    }
    if (marks < 2) {
      throw ResourceError({import_.file(), text_.line(), 1},
                          "no .dic dictionary: the second line with '%' is missing");
    }
    return import_.finish();
  }

 private:
  void header(std::string_view line) {
    std::size_t depth = 0;
    while (depth < line.size() && line[depth] == '\t') ++depth;
    std::string_view rest = trim(line);
    const std::size_t cut = std::min(rest.find_first_of(" \t"), rest.size());
    const auto id = id_of(rest.substr(0, cut));
    const std::string_view written = rest.substr(0, cut);
    // A line without a number is a label over the levels below it.
    if (id) rest = trim(rest.substr(cut));
    const std::string name = import_.category_name(text_.line(), rest, true);
    levels_.resize(std::min(levels_.size(), depth));
    std::string path;
    for (const std::string& level : levels_) path += level + '.';
    path += name;
    levels_.push_back(name);
    if (!id) return import_.metadata(fmt::format("label {}", path), "no number");
    if (!categories_.emplace(*id, path).second) {
      import_.dropped(text_.line(),
                      fmt::format("category '{}': number {} stands twice", path, *id));
      return;
    }
    import_.metadata(fmt::format("id {}", path), written);
  }

  /// Cuts a line into its term and its codes. With a tab the term ends there, else before the
  /// codes at the end.
  void body(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    std::string_view rest = line.substr(begin);
    std::size_t cut = rest.find('\t');
    const std::size_t conditional = std::min(rest.find(" <of>"), rest.find(" ("));
    const bool spaced = conditional != std::string_view::npos && is_conditional(rest, conditional);
    if (cut == std::string_view::npos || (spaced && conditional < cut)) {
      cut = spaced ? conditional : codes_at_end(rest);
    }
    const std::string_view term = trim(rest.substr(0, cut));
    const auto codes = words_of(rest.substr(cut));
    if (codes.empty()) {
      return import_.dropped(text_.line(), fmt::format("'{}' has no category", term));
    }
    for (const std::string_view code : codes) add(term, code);
  }

  static bool is_conditional(std::string_view line, std::size_t space) {
    const auto words = words_of(line.substr(space));
    return !words.empty() && is_code(words[0]);
  }

  static std::size_t codes_at_end(std::string_view line) {
    const auto words = words_of(line);
    std::size_t first = words.size();
    while (first > 1 && is_code(words[first - 1])) --first;
    return first == words.size() ? line.size()
                                 : static_cast<std::size_t>(words[first].data() - line.data());
  }

  void add(std::string_view term, std::string_view code) {
    if (code.starts_with("<of>")) return followed_by_of(term, code);
    if (code.starts_with('(')) return after_category(term, code);
    member(term, code, {});
  }

  void member(std::string_view term, std::string_view code, std::string_view flags) {
    const auto id = id_of(code);
    const auto category = id ? categories_.find(*id) : categories_.end();
    if (category == categories_.end()) {
      import_.dropped(text_.line(),
                      fmt::format("'{}': category {} is not in the header", term, code));
      return;
    }
    import_.add(text_.line(), pattern(term), category->second, 1, flags);
  }

  static std::string pattern(std::string_view term) {
    // A star in an emoticon is no wildcard.
    const bool letters = std::any_of(term.begin(), term.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return (byte | 0x20U) - 'a' < 26U || byte >= 0x80 || (c >= '0' && c <= '9');
    });
    TermStyle style;
    style.any_run = letters;
    return pattern_of_term(term, style);
  }

  /// <of>A/B, read as: A if the next word is "of", else B.
  void followed_by_of(std::string_view term, std::string_view code) {
    const std::string_view ids = code.substr(4);
    const std::size_t slash = ids.find('/');
    member(term, ids.substr(0, slash), "next=of");
    if (slash != std::string_view::npos) member(term, ids.substr(slash + 1), "next!=of");
    import_.weakened(text_.line(),
                     fmt::format("'{}': condition {} is read as: followed by 'of'", term, code));
  }

  /// (C D)A/B, read as: A behind a word of C or D, else B. Only B can be kept.
  void after_category(std::string_view term, std::string_view code) {
    const std::size_t slash = code.find('/', code.find(')'));
    if (slash == std::string_view::npos) {
      import_.dropped(text_.line(),
                      fmt::format("'{}': condition {} on the word before it", term, code));
      return;
    }
    member(term, code.substr(slash + 1), {});
    import_.weakened(text_.line(), fmt::format("'{}': of condition {} on the word before it only "
                                               "the other case is kept, {}",
                                               term, code, code.substr(slash + 1)));
  }

  LexiconImport import_;
  TextFile text_;
  std::vector<std::string> levels_;
  std::map<std::int64_t, std::string> categories_;
};

/// The header and the codes of a lexicon that is written.
class LiwcWriter {
 public:
  LiwcWriter(const Lexicon& lexicon, Diagnostics& lost) : lexicon_(lexicon), lost_(lost) {}

  std::string write() {
    for (const LexiconEntry& entry : lexicon_.entries) add(entry);
    collect_categories();
    std::string out = "%\n";
    for (const std::string& path : paths_) {
      const auto depth = static_cast<std::size_t>(std::count(path.begin(), path.end(), '.'));
      const std::string_view id = codes_[path];
      out += std::string(depth, '\t');
      if (!id.empty()) out += fmt::format("{}\t", id);
      out += path.substr(path.rfind('.') + 1) + '\n';
    }
    out += "%\n";
    for (const std::string& term : order_) {
      out += term;
      for (const std::string& code : codes_of(terms_[term])) out += '\t' + code;
      out += '\n';
    }
    return out;
  }

 private:
  struct Codes {
    std::vector<std::string> always;
    std::vector<std::string> before_of;
    std::vector<std::string> otherwise;
  };

  void add(const LexiconEntry& entry) {
    TermLimits limits;
    limits.any_run_inside = false;
    limits.any_one = false;
    limits.literal_marks = true;
    const std::string flags = flags_key(entry.flags);
    const bool conditional = flags == "next=of" || flags == "next!=of";
    for (const std::string& term : conditional ? terms_without_flags(lexicon_, entry, limits, lost_)
                                               : terms_of(lexicon_, entry, limits, lost_)) {
      const auto [known, is_new] = terms_.try_emplace(term);
      if (is_new) order_.push_back(term);
      Codes& codes = known->second;
      std::vector<std::string>& list = flags == "next=of"    ? codes.before_of
                                       : flags == "next!=of" ? codes.otherwise
                                                             : codes.always;
      if (std::find(list.begin(), list.end(), entry.category) == list.end()) {
        list.push_back(entry.category);
      }
      used_.push_back(entry.category);
    }
  }

  /// Categories with their levels above them, which go without a number if nothing is in them.
  void collect_categories() {
    for (const auto& [key, value] : lexicon_.metadata) {
      if (key.starts_with("id ")) {
        codes_[key.substr(3)] = value;
        taken_.push_back(value);
        put_path(key.substr(3));
      }
      if (key.starts_with("label ")) put_path(key.substr(6));
    }
    for (const std::string& category : used_) {
      put_path(category);
      if (codes_.count(category) == 0) codes_[category] = free_id();
    }
  }

  void put_path(const std::string& path) {
    if (std::find(paths_.begin(), paths_.end(), path) != paths_.end()) return;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string::npos) {
      paths_.push_back(path);
      return;
    }
    const std::string parent = path.substr(0, dot);
    put_path(parent);
    // Behind the last of its siblings and theirs.
    auto place = std::find(paths_.begin(), paths_.end(), parent) + 1;
    while (place != paths_.end() && place->starts_with(parent + '.')) ++place;
    paths_.insert(place, path);
  }

  std::string free_id() {
    while (std::find(taken_.begin(), taken_.end(), std::to_string(next_)) != taken_.end()) ++next_;
    return std::to_string(next_++);
  }

  std::vector<std::string> codes_of(const Codes& codes) {
    std::vector<std::string> out;
    for (const std::string& category : codes.always) out.push_back(codes_[category]);
    for (std::size_t i = 0; i < std::max(codes.before_of.size(), codes.otherwise.size()); ++i) {
      std::string code = "<of>";
      if (i < codes.before_of.size()) code += codes_[codes.before_of[i]];
      if (i < codes.otherwise.size()) code += '/' + codes_[codes.otherwise[i]];
      out.push_back(code);
    }
    return out;
  }

  const Lexicon& lexicon_;
  Diagnostics& lost_;
  std::map<std::string, Codes> terms_;
  std::vector<std::string> order_;
  std::vector<std::string> used_;
  std::vector<std::string> paths_;
  std::map<std::string, std::string> codes_;
  std::vector<std::string> taken_;
  int next_ = 1;
};

}  // namespace

Lexicon read_liwc(ByteSource& source, Diagnostics& lost) { return LiwcReader(source, lost).read(); }

std::string write_liwc(const Lexicon& lexicon, Diagnostics& lost) {
  return LiwcWriter(lexicon, lost).write();
}

}  // namespace tarn
