#include "stance/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/numbers.h"
#include "text/printable.h"

namespace tarn::stance {
namespace {

constexpr std::array<std::string_view, 8> kPhrases = {"degree word",
                                                      "degree word behind",
                                                      "negation",
                                                      "degree word before the negation",
                                                      "not stated as fact",
                                                      "question",
                                                      "followed by a contrast",
                                                      "conceded"};

constexpr std::array<std::string_view, 10> kReasons = {"the speaker of the quotation",
                                                       "the owner named before it",
                                                       "the agent named behind it",
                                                       "the person it describes",
                                                       "whom the relative clause describes",
                                                       "the owner of the view",
                                                       "the subject of the clause",
                                                       "taken over from the clause before",
                                                       "nobody else is named",
                                                       "not attributed"};

/// Writes the account of one post.
class Account {
 public:
  Account(const Explained& explained, std::string& out) : in_(explained), out_(out) {}

  void write() {
    bool any = false;
    for (std::size_t i = 0; i < in_.analysis.stances.size();) {
      const std::uint32_t sentence = in_.analysis.stances[i].sentence;
      any = write_sentence(sentence, i) || any;
    }
    if (!any) line("{}: no stance found", printable(in_.doc_id));
    out_ += '\n';
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  /// Writes the stances of a sentence from `i` on, and moves `i` behind them.
  bool write_sentence(std::uint32_t sentence, std::size_t& i) {
    bool headed = false;
    for (; i < in_.analysis.stances.size() && in_.analysis.stances[i].sentence == sentence; ++i) {
      const Stance& stance = in_.analysis.stances[i];
      if (!in_.shows(stance)) continue;
      if (!headed) {
        const Span span = in_.post.units->sentences[sentence].span;
        line("{}, sentence {}: {}", printable(in_.doc_id), sentence,
             printable(slice(in_.post.text, span)));
      }
      headed = true;
      write_stance(stance);
    }
    if (headed) write_value(sentence);
    return headed;
  }

  void write_stance(const Stance& stance) {
    const Label& label = in_.model.label(stance.label);
    line("  {} {}: {}{}", quoted(stance.tokens), place(stance.tokens), label.name,
         source(stance.entry));
    if (label.policy.scored()) {
      line("    {:>9}  base weight", format_number(stance.base));
      for (std::uint32_t i = stance.first_evidence; i < stance.end_evidence; ++i) {
        write_step(in_.analysis.evidence[i]);
      }
      line("  = {:>9}  score", format_number(stance.score));
    }
    write_holder(stance);
    if (stance.link.level != ThemeLevel::kNone) {
      line("    about      {} (in the same {})", in_.post.themes[stance.link.theme].label,
           name_of(stance.link.level));
    }
    write_status(stance.status);
  }

  void write_step(const Evidence& step) {
    line("  x {:>9}  {}: {} {}", format_number(step.value),
         kPhrases[static_cast<std::size_t>(step.operation)], quoted(step.tokens),
         place(step.tokens));
  }

  void write_holder(const Stance& stance) {
    if (stance.attribution.rule == HolderRule::kOff) return;
    line("    holder     {}: {} (rule {}); voice {}",
         in_.model.holder_name(stance.attribution.holder),
         kReasons[static_cast<std::size_t>(stance.attribution.rule)],
         name_of(stance.attribution.rule), stance.reported ? "reported" : "author");
  }

  void write_status(std::uint16_t status) {
    std::string words;
    for (std::size_t bit = 0; bit < kStatusCount; ++bit) {
      if ((status >> bit & 1U) == 0) continue;
      (words += words.empty() ? "" : ", ") += name_of_status(bit);
    }
    if (!words.empty()) line("    status     {}", words);
  }

  void write_value(std::uint32_t sentence) {
    const auto value = std::partition_point(
        in_.sentences.begin(), in_.sentences.end(),
        [&](const SentenceValue& candidate) { return candidate.sentence < sentence; });
    if (value == in_.sentences.end() || value->sentence != sentence) return;
    line("  valence of the sentence: {} / sqrt({} words) = {}, {}{}", format_number(value->sum),
         value->words, format_number(value->score), value->label, value->mixed() ? ", mixed" : "");
  }

  std::string quoted(PostRange tokens) const {
    return '"' + printable(slice(in_.post.text, span(tokens))) + '"';
  }

  std::string place(PostRange tokens) const {
    const Span bytes = span(tokens);
    return fmt::format("[{}-{}]", in_.offsets.to_code_points(bytes.begin),
                       in_.offsets.to_code_points(bytes.end));
  }

  Span span(PostRange tokens) const {
    const std::vector<Token>& all = in_.post.units->tokens;
    return {all[tokens.first].span.begin, all[tokens.end - 1].span.end};
  }

  std::string source(std::uint32_t entry) const {
    if (entry == kAbsent) return {};
    const MatchEntry& found = in_.model.matcher().entries()[entry];
    return fmt::format(" (entry \"{}\" of {})", printable(found.pattern),
                       in_.model.matcher().lexicons()[found.lexicon].identity());
  }

  const Explained& in_;
  std::string& out_;
};

}  // namespace

void explain_post(const Explained& explained, std::string& out) { Account(explained, out).write(); }

}  // namespace tarn::stance
