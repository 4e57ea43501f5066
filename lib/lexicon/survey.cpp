#include "lexicon/survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/numbers.h"
#include "lexicon/flags.h"
#include "lexicon/pattern.h"
#include "text/norm.h"
#include "text/printable.h"

namespace tarn {
namespace {

std::string form_of(const Hit& hit, std::string_view text, const Segmentation& units) {
  std::string out;
  for (std::uint32_t i = hit.first_token; i < hit.end_token; ++i) {
    if (!out.empty()) out += ' ';
    append_norm(slice(text, units.tokens[i].span), out);
  }
  return out;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "" : format_number(static_cast<double>(part) / static_cast<double>(whole));
}

using Counts = std::vector<std::pair<std::string, std::uint64_t>>;

/// By count, then by the bytes.
void sort_counts(Counts& counts) {
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
}

std::string categories_of(const MatchEntry& entry) {
  if (entry.exclusion()) return std::string(kExclusion);
  std::string out;
  for (const EntryLabel& label : entry.labels) out += (out.empty() ? "" : "|") + label.category;
  return out;
}

std::string place_of(const Matcher& matcher, const MatchEntry& entry) {
  return fmt::format("{}:{}", matcher.lexicons()[entry.lexicon].name, entry.line);
}

/// Hits by category and form.
std::map<std::pair<std::string, std::string>, std::uint64_t> by_category(
    const Matcher& matcher, const LexiconSurvey& survey) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> out;
  for (const auto& [key, count] : survey.forms) {
    for (const EntryLabel& label : matcher.entries()[key.first].labels) {
      out[{label.category, key.second}] += count;
    }
  }
  return out;
}

}  // namespace

void LexiconSurvey::add(const LexiconSurvey& other) {
  posts += other.posts;
  posts_covered += other.posts_covered;
  words += other.words;
  words_covered += other.words_covered;
  for (const auto& [key, count] : other.forms) forms[key] += count;
  for (const auto& [word, count] : other.uncovered) uncovered[word] += count;
}

LexiconSurvey survey_post(const Matcher& matcher, std::string_view text, const Segmentation& units,
                          Matcher::Scratch& scratch) {
  LexiconSurvey out;
  Matches matches;
  matcher.match(text, units, scratch, matches);
  std::vector<bool> covered(units.tokens.size());
  for (const auto& hits : matches.by_layer) {
    for (const Hit& hit : hits) {
      ++out.forms[{hit.entry, form_of(hit, text, units)}];
      if (matcher.entries()[hit.entry].exclusion()) continue;
      out.posts_covered = 1;
      std::fill(covered.begin() + hit.first_token, covered.begin() + hit.end_token, true);
    }
  }
  out.posts = 1;
  for (std::size_t i = 0; i < units.tokens.size(); ++i) {
    if (!units.tokens[i].is_word()) continue;
    ++out.words;
    if (covered[i]) {
      ++out.words_covered;
    } else {
      ++out.uncovered[norm(slice(text, units.tokens[i].span))];
    }
  }
  return out;
}

std::string expansion_table(const Matcher& matcher, const LexiconSurvey& survey) {
  std::string out = "pattern\tcategory\tform\tcount\n";
  auto next = survey.forms.begin();
  for (std::uint32_t number = 0; number < matcher.entries().size(); ++number) {
    Counts forms;
    for (; next != survey.forms.end() && next->first.first == number; ++next) {
      forms.emplace_back(next->first.second, next->second);
    }
    const MatchEntry& entry = matcher.entries()[number];
    if (entry.pattern.find_first_of("*?{<@_-") == std::string::npos) continue;
    sort_counts(forms);
    for (const auto& [form, count] : forms) {
      out += fmt::format("{}\t{}\t{}\t{}\n", entry.pattern, categories_of(entry), printable(form),
                         count);
    }
  }
  return out;
}

std::string coverage_table(const Matcher& matcher, const LexiconSurvey& survey, std::size_t most) {
  std::string out = "what\titem\tcount\tshare\n";
  out += fmt::format("posts\t\t{}\t\nposts covered\t\t{}\t{}\n", survey.posts, survey.posts_covered,
                     share(survey.posts_covered, survey.posts));
  out += fmt::format("words\t\t{}\t\nwords covered\t\t{}\t{}\n", survey.words, survey.words_covered,
                     share(survey.words_covered, survey.words));
  std::vector<bool> used(matcher.entries().size());
  for (const auto& [key, count] : survey.forms) used[key.first] = true;
  const auto all = matcher.entries().size();
  const auto hit = static_cast<std::size_t>(std::count(used.begin(), used.end(), true));
  out += fmt::format("entries\t\t{}\t\nentries used\t\t{}\t{}\n", all, hit, share(hit, all));
  for (std::size_t i = 0; i < all; ++i) {
    if (used[i]) continue;
    const MatchEntry& entry = matcher.entries()[i];
    out += fmt::format("unused entry\t{} {}\t0\t\n", place_of(matcher, entry), entry.pattern);
  }
  Counts words(survey.uncovered.begin(), survey.uncovered.end());
  sort_counts(words);
  words.resize(std::min(words.size(), most));
  for (const auto& [word, count] : words) {
    out += fmt::format("uncovered word\t{}\t{}\t{}\n", printable(word), count,
                       share(count, survey.words));
  }
  return out;
}

std::string category_tree(const Lexicon& lexicon) {
  std::string out = fmt::format("{}\nlayer {}, {} entries, sha256:{}\n", lexicon.identity(),
                                lexicon.layer, lexicon.entries.size(), lexicon.sha256);
  // Each row counts for its category and for all above it; '\x01' sorts children behind parents.
  std::map<std::string, std::size_t> counts;
  for (const LexiconEntry& entry : lexicon.entries) {
    std::string path;
    for (const std::string_view part : split(entry.category, '.')) {
      path += path.empty() ? std::string(part) : fmt::format("\x01{}", part);
      ++counts[path];
    }
  }
  std::map<std::string, std::string> about;
  for (const auto& [key, value] : lexicon.metadata) {
    if (key.starts_with("about ")) about[key.substr(6)] = value;
  }
  for (const auto& [path, count] : counts) {
    const auto depth = static_cast<std::size_t>(std::count(path.begin(), path.end(), '\x01'));
    std::string name = path;
    std::replace(name.begin(), name.end(), '\x01', '.');
    const std::string label =
        std::string(2 * depth, ' ') + name.substr(depth == 0 ? 0 : name.rfind('.') + 1);
    const auto text = about.find(name);
    out += fmt::format("{:<40} {:>6}{}\n", printable(label), count,
                       text == about.end() ? "" : "  " + printable(text->second));
  }
  return out;
}

std::string row_differences(const Lexicon& before, const Lexicon& after) {
  using Key = std::tuple<std::string, std::string, std::string>;
  const auto rows_of = [](const Lexicon& lexicon) {
    std::map<Key, const LexiconEntry*> rows;
    for (const LexiconEntry& entry : lexicon.entries) {
      rows.try_emplace({pattern_key(entry.pattern, has_case_flag(entry.flags)), entry.category,
                        flags_key(entry.flags)},
                       &entry);
    }
    return rows;
  };
  const auto line = [](char change, const LexiconEntry& entry, const std::string& weight) {
    return fmt::format("{}\t{}\t{}\t{}\t{}\n", change, entry.pattern, entry.category, weight,
                       entry.flags);
  };
  const auto old_rows = rows_of(before);
  const auto new_rows = rows_of(after);
  std::string out;
  for (const auto& [key, row] : old_rows) {
    if (new_rows.count(key) == 0) out += line('-', *row, format_number(row->weight));
  }
  for (const auto& [key, row] : new_rows) {
    const auto old = old_rows.find(key);
    if (old == old_rows.end()) {
      out += line('+', *row, format_number(row->weight));
    } else if (old->second->weight != row->weight) {
      out += line(
          '~', *row,
          fmt::format("{} -> {}", format_number(old->second->weight), format_number(row->weight)));
    }
  }
  return out;
}

std::string hit_differences(const Matcher& before, const LexiconSurvey& old_hits,
                            const Matcher& after, const LexiconSurvey& new_hits) {
  auto changes = by_category(after, new_hits);
  const auto old = by_category(before, old_hits);
  std::map<std::pair<std::string, std::string>, std::int64_t> sums;
  for (const auto& [key, count] : changes) sums[key] += static_cast<std::int64_t>(count);
  for (const auto& [key, count] : old) sums[key] -= static_cast<std::int64_t>(count);
  std::string out;
  for (const auto& [key, sum] : sums) {
    if (sum == 0) continue;
    out += fmt::format("{}\t{}\t{}\t{}\n", sum > 0 ? '+' : '-', key.first, printable(key.second),
                       sum > 0 ? sum : -sum);
  }
  return out;
}

}  // namespace tarn
