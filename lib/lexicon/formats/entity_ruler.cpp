// spaCy's EntityRuler patterns as JSON Lines: {"label": …, "pattern": "text" | [tokens], "id": …}.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "format/json.h"
#include "lexicon/flags.h"
#include "lexicon/formats/export.h"
#include "lexicon/formats/formats.h"
#include "lexicon/formats/import.h"
#include "lexicon/pattern.h"
#include "text/segmenter.h"

namespace tarn {
namespace {

/// The glob that a regular expression of the form ^lit.*er.al$ is, as a pattern word; empty for any
/// other one.
std::string glob_of_regex(std::string_view regex) {
  if (!regex.starts_with('^') || !regex.ends_with('$')) return {};
  regex = regex.substr(1, regex.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '.' && i + 1 < regex.size() && regex[i + 1] == '*') {
      out += '*';
      ++i;
    } else if (c == '.') {
      out += '?';
    } else if (c == '\\' && i + 1 < regex.size()) {
      out += pattern_of_term(std::string(1, regex[++i]), {false, false, false});
    } else if (std::string_view("[](){}+*?|^$").find(c) != std::string_view::npos) {
      return {};
    } else {
      out += c == '-' ? std::string("\\-") : std::string(1, c);
    }
  }
  return out;
}

class RulerReader {
 public:
  RulerReader(ByteSource& source, Diagnostics& lost) : import_(source, lost), text_(source, lost) {}

  Lexicon read() {
    JsonTree tree;
    while (const auto line = text_.next()) {
      if (trim(*line).empty()) continue;
      if (const auto error = tree.parse(*line)) {
        throw ResourceError({import_.file(), text_.line(), error->byte + 1}, error->message);
      }
      row(tree.root());
    }
    return import_.finish();
  }

 private:
  void row(const JsonView& object) {
    const auto label = object.find("label");
    const auto pattern = object.find("pattern");
    if (!label || !label->is(JsonType::kString) || !pattern) {
      return import_.dropped(text_.line(), "wanted \"label\" and \"pattern\"");
    }
    const std::string category = import_.category_name(text_.line(), label->string(), false);
    const std::size_t before = added_;
    if (pattern->is(JsonType::kString)) {
      // spaCy takes a text as it is, case and all.
      add(pattern_of_term(pattern->string(), {false, false, false}), category, "cs");
    } else {
      tokens(*pattern, category);
    }
    const auto id = object.find("id");
    if (added_ > before && id && id->is(JsonType::kString)) {
      import_.last().other_columns = {{"id", id->string()}};
    }
  }

  void add(const std::string& pattern, const std::string& category, const char* flags) {
    if (import_.add(text_.line(), pattern, category, 1, flags)) ++added_;
  }

  void tokens(const JsonView& list, const std::string& category) {
    std::string pattern;
    cased_ = false;
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    const auto close_gap = [&] {
      if (most > 0) {
        pattern += least == most && most == 1 ? "_ "
                   : least == most            ? fmt::format("<{}> ", most)
                                              : fmt::format("<{}-{}> ", least, most);
      }
      least = most = 0;
    };
    for (const JsonView token : list) {
      if (is_any_word(token)) {
        const auto op = token.find("OP");
        const std::string operation = op && op->is(JsonType::kString) ? op->string() : "";
        const bool many = operation == "*" || operation == "+";
        least += operation.empty() || operation == "+" ? 1 : 0;
        most += many ? 8 : 1;
        if (many) import_.weakened(text_.line(), "any number of words is read as up to 8");
        most = std::min(most, kLongestGap);
        continue;
      }
      close_gap();
      const std::string word = word_of(token);
      if (word.empty()) return;
      pattern += word + ' ';
    }
    close_gap();
    if (!pattern.empty()) pattern.pop_back();
    add(pattern, category, cased_ ? "cs" : "");
  }

  static bool is_any_word(const JsonView& token) {
    if (!token.is(JsonType::kObject)) return false;
    for (const JsonView member : token) {
      const bool punctuation =
          member.key() == "IS_PUNCT" && member.is(JsonType::kBoolean) && !member.boolean();
      if (!punctuation && member.key() != "OP") return false;
    }
    return true;
  }

  /// The pattern of one token; empty, and told, when there is none.
  std::string word_of(const JsonView& token) {
    std::string out;
    std::size_t tests = 0;
    bool optional = false;
    if (token.is(JsonType::kObject)) {
      for (const JsonView member : token) {
        if (member.key() == "OP") {
          optional = true;
        } else {
          out = test(member);
          ++tests;
        }
      }
    }
    if (tests == 1 && !optional && !out.empty()) return out;
    import_.dropped(text_.line(), fmt::format("token {} cannot be said", token.raw()));
    return {};
  }

  std::string test(const JsonView& member) {
    const std::string key(member.key());
    const bool cased = key == "TEXT" || key == "ORTH";
    if (!cased && key != "LOWER" && key != "LEMMA" && key != "NORM") return {};
    cased_ = cased_ || cased;
    if (key == "LEMMA") import_.weakened(text_.line(), "a lemma is read as that word form alone");
    if (member.is(JsonType::kString))
      return pattern_of_term(member.string(), {false, false, false});
    if (const auto regex = member.find("REGEX"); regex && regex->is(JsonType::kString)) {
      return glob_of_regex(regex->string());
    }
    const auto in = member.find("IN");
    if (!in) return {};
    std::string out;
    for (const JsonView word : *in) {
      if (!word.is(JsonType::kString)) return {};
      out += (out.empty() ? "{" : "|") + pattern_of_term(word.string(), {false, false, false});
    }
    return out.empty() ? out : out + '}';
  }

  LexiconImport import_;
  TextFile text_;
  bool cased_ = false;
  std::size_t added_ = 0;
};

std::string regex_of(const std::string& form) {
  std::string out = "^";
  for (const char c : form) {
    if (c == kAnyRun) {
      out += ".*";
    } else if (c == kAnyOne) {
      out += '.';
    } else {
      if (std::string_view("\\.[](){}+*?|^$").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out + '$';
}

std::string token_json(const PatternItem& item) {
  switch (item.kind) {
    case PatternItem::Kind::kAnyWord:
      return R"({"IS_PUNCT":false})";
    case PatternItem::Kind::kGap: {
      std::string out;
      for (std::uint32_t i = 0; i < item.most; ++i) {
        out += out.empty() ? "" : ",";
        out += i < item.least ? R"({"IS_PUNCT":false})" : R"({"IS_PUNCT":false,"OP":"?"})";
      }
      return out;
    }
    default: {
      const char* const key = item.test.keeps_case ? "TEXT" : "LOWER";
      if (!item.test.glob) return fmt::format(R"({{"{}":{}}})", key, json_string(item.test.form));
      return fmt::format(R"({{"{}":{{"REGEX":{}}}}})", key, json_string(regex_of(item.test.form)));
    }
  }
}

/// Several spellings of one word, as one token; empty when they are no such thing.
std::string choice_json(const PatternItem& item) {
  if (item.kind != PatternItem::Kind::kGroup) return {};
  std::string out;
  bool cased = false;
  for (const PatternSequence& alternative : item.alternatives) {
    if (alternative.size() != 1 || alternative[0].kind != PatternItem::Kind::kToken ||
        alternative[0].test.glob) {
      return {};
    }
    cased = alternative[0].test.keeps_case;
    out += (out.empty() ? "" : ",") + json_string(alternative[0].test.form);
  }
  return fmt::format(R"({{"{}":{{"IN":[{}]}}}})", cased ? "TEXT" : "LOWER", out);
}

/// The lists of tokens that a pattern stands for.
std::vector<std::string> token_lists(const PatternSequence& pattern) {
  std::vector<std::string> out{""};
  for (const PatternItem& item : pattern) {
    std::vector<std::string> choices;
    const std::string choice = choice_json(item);
    if (!choice.empty()) {
      choices.push_back(choice);
    } else if (item.kind == PatternItem::Kind::kGroup) {
      for (const PatternSequence& alternative : item.alternatives) {
        for (std::string& list : token_lists(alternative)) choices.push_back(std::move(list));
      }
    } else {
      choices.push_back(token_json(item));
    }
    std::vector<std::string> product;
    for (const std::string& left : out) {
      for (const std::string& right : choices) {
        product.push_back(left.empty() ? right : fmt::format("{},{}", left, right));
      }
    }
    out = std::move(product);
  }
  return out;
}

bool refers(const PatternSequence& items) {
  return std::any_of(items.begin(), items.end(), [](const PatternItem& item) {
    return item.kind == PatternItem::Kind::kCategory ||
           std::any_of(item.alternatives.begin(), item.alternatives.end(), refers);
  });
}

class RulerWriter {
 public:
  RulerWriter(const Lexicon& lexicon, Diagnostics& lost) : lexicon_(lexicon), lost_(lost) {}

  std::string write() {
    for (const LexiconEntry& entry : lexicon_.entries) add(entry);
    return std::move(out_);
  }

 private:
  void add(const LexiconEntry& entry) {
    const std::string flags = flags_key(entry.flags);
    if (entry.category == kExclusion) {
      return tell_lost(lexicon_, entry, "dropped", "the format knows no exclusions", lost_);
    }
    if (!flags.empty() && flags != "cs") {
      return tell_lost(lexicon_, entry, "dropped",
                       fmt::format("the format cannot say the flags '{}'", entry.flags), lost_);
    }
    std::vector<PatternFault> faults;
    const PatternSequence pattern = parse_pattern(entry.pattern, flags == "cs", segmenter_, faults);
    if (!faults.empty()) return tell_lost(lexicon_, entry, "dropped", faults[0].message, lost_);
    if (entry.weight != 1) {
      tell_lost(lexicon_, entry, "weakened", "the format knows no weights", lost_);
    }
    if (refers(pattern)) {
      return tell_lost(lexicon_, entry, "dropped", "the format cannot say @category", lost_);
    }
    if (flags == "cs" && plain(pattern)) return line(entry, text_json(entry.pattern));
    for (const std::string& list : token_lists(pattern)) line(entry, fmt::format("[{}]", list));
  }

  static bool plain(const PatternSequence& spelling) {
    return std::all_of(spelling.begin(), spelling.end(), [](const PatternItem& item) {
      return item.kind == PatternItem::Kind::kToken && !item.test.glob;
    });
  }

  /// A pattern of words alone as text, escapes undone.
  static std::string text_json(std::string_view pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      out += pattern[i];
    }
    return json_string(out);
  }

  void line(const LexiconEntry& entry, const std::string& pattern) {
    out_ += fmt::format(R"({{"label":{},"pattern":{})", json_string(entry.category), pattern);
    for (const auto& [key, value] : entry.other_columns) {
      if (key == "id" && !value.empty()) out_ += fmt::format(R"(,"id":{})", json_string(value));
    }
    out_ += "}\n";
  }

  const Lexicon& lexicon_;
  Diagnostics& lost_;
  Segmenter segmenter_;
  std::string out_;
};

}  // namespace

Lexicon read_entity_ruler(ByteSource& source, Diagnostics& lost) {
  return RulerReader(source, lost).read();
}

std::string write_entity_ruler(const Lexicon& lexicon, Diagnostics& lost) {
  return RulerWriter(lexicon, lost).write();
}

}  // namespace tarn
