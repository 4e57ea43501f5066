#include "cli/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/exit_code.h"
#include "format/json.h"

namespace tarn::cli {
namespace {

/// Longer lists of words stand in the help text, not beside the name of the option.
constexpr std::size_t kMostColumnsOfWords = 40;
constexpr std::size_t kColumnsOfHelp = 64;

std::string wrapped(const std::string& text) {
  std::string out;
  std::size_t columns = 0;
  for (const std::string& word : CLI::detail::split(text, ' ')) {
    const bool is_full = columns + word.size() >= kColumnsOfHelp;
    if (!out.empty()) out += is_full ? '\n' : ' ';
    columns = (out.empty() || is_full ? 0 : columns + 1) + word.size();
    out += word;
  }
  return out;
}

/// CLI11 tells the words of a validator as "{a,b,c}", behind the name of the type.
std::vector<std::string> words_of(const CLI::Option& option, const std::string& type) {
  std::string all = option.get_type_name();
  if (all.size() < type.size() + 3 || all[type.size()] != ':' || all[type.size() + 1] != '{')
    return {};
  all = all.substr(type.size() + 2, all.size() - type.size() - 3);
  return CLI::detail::split(all, ',');
}

/// CLI11 keeps the name of the type itself to itself.
std::string type_of(const CLI::Option& option) {
  const std::string all = option.get_type_name();
  return all.substr(0, all.find(":{"));
}

std::string joined_words(const OptionFacts& facts) {
  const std::string words = fmt::format("{}", fmt::join(facts.words, "|"));
  return words.size() > kMostColumnsOfWords ? std::string() : words;
}

class HelpFormatter final : public CLI::Formatter {
 public:
  std::string make_option_name(const CLI::Option* option, bool is_operand) const override {
    if (is_operand) return Formatter::make_option_name(option, true);
    return fmt::format("{}", fmt::join(facts_of(*option).names, ","));
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    const OptionFacts facts = facts_of(*option);
    if (facts.value.empty()) return {};
    const std::string words = joined_words(facts);
    std::string out = " " + (words.empty() ? facts.value : words);
    if (!words.empty() && facts.value.ends_with(",...")) out += ",...";
    if (!facts.default_value.empty()) out += "=" + facts.default_value;
    if (facts.is_operand && facts.is_list) out += " ...";
    if (facts.is_required && !facts.is_operand) out += " (required)";
    return out;
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    const OptionFacts facts = facts_of(*option);
    if (facts.words.empty() || !joined_words(facts).empty()) return wrapped(facts.help);
    return wrapped(fmt::format("{}: {}", facts.help, fmt::join(facts.words, ", ")));
  }

  /// CLI11 leaves two blank lines between groups; the first one is "Options".
  std::string make_group(std::string group, bool is_operand,
                         std::vector<const CLI::Option*> options) const override {
    const std::string text = Formatter::make_group(group, is_operand, options);
    return is_operand || group == "Options" ? text : text.substr(1);
  }
};

class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  std::string& member(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    return out_ += ':';
  }
  void text(std::string_view name, std::string_view value) {
    append_json_string(member(name), value);
  }
  void flag(std::string_view name, bool value) { member(name) += value ? "true" : "false"; }
  template <typename List, typename Append>
  void list(std::string_view name, const List& items, Append append) {
    member(name) += '[';
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      append(item);
    }
    out_ += ']';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_option(std::string& out, const OptionFacts& facts) {
  JsonObject object(out);
  const auto append = [&](std::string_view text) { append_json_string(out, text); };
  object.list("names", facts.names, append);
  object.text("value", facts.value);
  object.list("words", facts.words, append);
  object.text("default", facts.default_value);
  object.text("help", facts.help);
  object.text("group", facts.group);
  object.flag("operand", facts.is_operand);
  object.flag("required", facts.is_required);
  object.flag("list", facts.is_list);
}

void add_options(JsonObject& object, std::string& out, const CLI::App& app) {
  std::vector<OptionFacts> shown;
  for (const CLI::Option* option : app.get_options()) {
    OptionFacts facts = facts_of(*option);
    if (!facts.group.empty()) shown.push_back(std::move(facts));
  }
  object.list("options", shown, [&](const OptionFacts& facts) { append_option(out, facts); });
}

}  // namespace

OptionFacts facts_of(const CLI::Option& option) {
  OptionFacts facts;
  facts.is_operand = option.get_positional();
  if (facts.is_operand) facts.names.push_back(option.get_name(true));
  for (const std::string& name : option.get_snames()) facts.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) facts.names.push_back("--" + name);
  facts.help = option.get_description();
  facts.group = option.get_group();
  facts.is_required = option.get_required();
  facts.is_list = option.get_expected_max() > 1 ||
                  option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  if (option.get_type_size() == 0) return facts;
  facts.value = type_of(option);
  facts.words = words_of(option, facts.value);
  // CLI11 writes a list as "[a,b]".
  facts.default_value = option.get_default_str();
  if (facts.default_value.starts_with('['))
    facts.default_value = facts.default_value.substr(1, facts.default_value.size() - 2);
  return facts;
}

std::string command_line_json(const CLI::App& app, const Purpose& purpose) {
  std::string out;
  {
    JsonObject object(out);
    object.text("name", app.get_name());
    object.text("purpose", purpose.line);
    object.text("example", purpose.example);
    object.text("notes", purpose.notes);
    object.list("exit_status", kExitMeanings,
                [&](std::string_view text) { append_json_string(out, text); });
    add_options(object, out, app);
    object.list("subcommands", app.get_subcommands(nullptr), [&](const CLI::App* sub) {
      JsonObject inner(out);
      inner.text("name", sub->get_name());
      inner.text("purpose", sub->get_description());
      add_options(inner, out, *sub);
    });
  }
  out += '\n';
  return out;
}

std::shared_ptr<CLI::Formatter> help_formatter() {
  auto formatter = std::make_shared<HelpFormatter>();
  formatter->column_width(34);
  formatter->label("Positionals", "Operands");
  return formatter;
}

}  // namespace tarn::cli
