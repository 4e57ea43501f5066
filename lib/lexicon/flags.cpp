#include "lexicon/flags.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lexicon/lexicon.h"
#include "text/norm.h"

namespace tarn {
namespace {

/// One flag at its offset in the cell.
struct Flag {
  std::string_view text;
  std::size_t offset = 0;
};

std::vector<Flag> flags_of(std::string_view cell) {
  std::vector<Flag> out;
  std::size_t offset = 0;
  for (const std::string_view part : split(cell, ' ')) {
    if (!part.empty()) out.push_back({part, offset});
    offset += part.size() + 1;
  }
  return out;
}

class FlagParser {
 public:
  FlagParser(const Segmenter& segmenter, std::vector<PatternFault>& faults)
      : segmenter_(segmenter), faults_(faults) {}

  void parse(Flag flag, EntryFlags& out) {
    const std::size_t equals = flag.text.find('=');
    if (equals == std::string_view::npos) return simple(flag, out);
    std::string_view name = flag.text.substr(0, equals);
    const std::string_view value = flag.text.substr(equals + 1);
    if (name.empty() || name == "!") return unknown(flag, name);
    const bool negated = name.back() == '!';
    if (negated) name.remove_suffix(1);
    const std::size_t offset = flag.offset + equals + 1;
    if (name == "prev" || name == "next") {
      context({value, offset}, name == "prev", negated, out);
    } else if (name == "layers" && !negated) {
      layers({value, offset}, out);
    } else {
      unknown(flag, name);
    }
  }

 private:
  void fault(std::size_t offset, std::string message) {
    faults_.push_back({offset, "bad-flag", std::move(message)});
  }

  void unknown(Flag flag, std::string_view name) {
    const std::string_view near =
        nearest(name, {"cs", "nostart", "open", "prev", "next", "layers", "prev=", "next=", "layers="});
    fault(flag.offset, near.empty()
                           ? fmt::format("unknown flag '{}'", flag.text)
                           : fmt::format("unknown flag '{}': is '{}' meant?", flag.text, near));
  }

  void simple(Flag flag, EntryFlags& out) {
    bool* const member = flag.text == "cs"        ? &out.keeps_case
                         : flag.text == "nostart" ? &out.not_initial
                         : flag.text == "open"    ? &out.open
                                                  : nullptr;
    if (member == nullptr) return unknown(flag, flag.text);
    if (*member) fault(flag.offset, fmt::format("flag '{}' stands twice", flag.text));
    *member = true;
  }

  void context(Flag value, bool before, bool negated, EntryFlags& out) {
    ContextTest test;
    test.before = before;
    test.negated = negated;
    std::size_t offset = value.offset;
    for (const std::string_view word : split(value.text, '|')) {
      if (word.empty()) {
        fault(offset, "a word is missing in a flag");
      } else {
        context_word({word, offset}, test);
      }
      offset += word.size() + 1;
    }
    out.context.push_back(std::move(test));
  }

  void context_word(Flag word, ContextTest& out) {
    std::vector<PatternFault> found;
    PatternSequence tokens = parse_word(word.text, false, segmenter_, found);
    if (!found.empty() || tokens.size() != 1) {
      return fault(word.offset, fmt::format("'{}' is not one token: a flag looks at one word",
                                            word.text));
    }
    out.any.push_back(std::move(tokens[0].test));
  }

  void layers(Flag value, EntryFlags& out) {
    std::size_t offset = value.offset;
    for (const std::string_view layer : split(value.text, '|')) {
      const auto known = lexicon_layers();
      if (std::find(known.begin(), known.end(), layer) == known.end()) {
        fault(offset, fmt::format("unknown layer '{}': wanted {}", layer, fmt::join(known, ", ")));
      } else {
        out.layers.emplace_back(layer);
      }
      offset += layer.size() + 1;
    }
  }

  const Segmenter& segmenter_;
  std::vector<PatternFault>& faults_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

EntryFlags parse_flags(std::string_view flags, const Segmenter& segmenter,
                       std::vector<PatternFault>& faults) {
  EntryFlags out;
  if (flags.empty()) return out;
  FlagParser parser(segmenter, faults);
  for (const Flag flag : flags_of(flags)) parser.parse(flag, out);
  return out;
}

bool has_case_flag(std::string_view flags) {
  if (flags.find("cs") == std::string_view::npos) return false;
  const auto all = flags_of(flags);
  return std::any_of(all.begin(), all.end(), [](Flag flag) { return flag.text == "cs"; });
}

std::string flags_key(std::string_view flags) {
  if (flags.empty()) return {};
  std::set<std::string> sorted;
  for (const Flag flag : flags_of(flags)) sorted.insert(norm(flag.text));
  return fmt::format("{}", fmt::join(sorted, " "));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != separator) continue;
    out.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return out;
}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& words) {
  std::string_view best;
  std::size_t least = word.size() / 3 + 2;
  for (const std::string_view candidate : words) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

}  // namespace tarn
