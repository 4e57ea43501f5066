#include "cli/evaluate_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/numbers.h"
#include "cli/codes_report.h"
#include "cli/lines.h"
#include "cli/terminal.h"
#include "evaluate/disagreements.h"
#include "format/json.h"
#include "report/evaluation.h"

namespace tarn::cli {
namespace {

using evaluate::EvaluateOptions;
using evaluate::Ratings;

const std::vector<std::string> kTables = {"join",      "coded", "accuracy",
                                          "agreement", "scale", "confusion"};

void add_input_options(CLI::App& app, EvaluateOptions& options, EvaluateCommand::Words& words) {
  add_list(app, "--gold", words.gold,
           "The codes that count as right: records, or codes of another tool")
      ->type_name("FILE");
  add_list(app, "--codes", words.codes, "Codes of another tool for the posts: QDA project, CSV …")
      ->type_name("FILE");
  app.add_option("--reference", options.reference, "The coder who counts as right")
      ->type_name("NAME");
  const std::vector<std::string> layers = {"code", "theme", "stance", "sentence_scores"};
  suggest(
      add_list(app, "--layer", words.layers,
               "Layers of the posts (default: code; with --gold all but code and modifier)", true)
          ->type_name("NAME,..."),
      layers);
  suggest(add_list(app, "--gold-layer", words.gold_layers,
                   "Layers of the gold records (default: code)", true)
              ->type_name("NAME,..."),
          layers);
  add_list(app, "--coder", words.coders, "Only these coders, in this order; NAME=SHOWN renames",
           true)
      ->type_name("NAME,...");
  add_choice(app, "--uncoded", words.uncoded, {"absent", "empty"},
             "A coder without codes in a post that does not say who coded it");
  app.add_flag("--nonzero", options.nonzero,
               "Leave out spans of the posts whose score is 0: what is negated");
  add_choice(app, "--voice", options.voice, {"author", "reported"},
             "Of spans of the posts with a voice only this one")
      ->default_str("");
  app.add_option("--value", options.value_path,
                 "A number of each post in place of spans, such as post_scores.valence.mean")
      ->type_name("PATH");
  app.add_option("--gold-value", options.gold_value_path,
                 "A number of each gold record in place of spans")
      ->type_name("PATH");
  app.add_option("--empty-value", words.empty_value, "The number of a coded unit that got none")
      ->type_name("N");
  app.add_flag("--strict", words.strict, "A doc_id on one side only is a finding: exit 1");
}

void add_label_options(CLI::App& app, EvaluateOptions& options, EvaluateCommand::Words& words) {
  add_choice(app, "-u,--unit", words.unit,
             {"post", "paragraph", "sentence", "token", "span", "overlap"},
             "What is decided on; span: same ends; overlap: a shared token");
  add_list(app, "--label", options.labels,
           "Evaluate these, with those below (default: those that the reference uses)", true)
      ->type_name("LABEL,...");
  add_list(app, "--map", words.maps, "Rename labels of the coders; or a file of such lines")
      ->type_name("THEIRS=OURS");
  add_list(app, "--map-predicted", words.predicted_maps, "Rename labels of the posts")
      ->type_name("THEIRS=OURS");
  app.add_flag("--ancestors", options.ancestors, "A label counts for those above it: a.b for a");
  add_list(app, "--scale", options.scale, "Labels that are steps of a scale, the lowest first",
           true)
      ->type_name("LABEL,...");
}

void add_output_options(CLI::App& app, EvaluateCommand::Words& words, EvaluateOptions& options,
                        ConcordanceOutput& lines) {
  add_list(app, "--min", words.gates, "A gate: exit 1 when a figure is below")->type_name("GATE");
  app.add_option("--gates", words.gate_file, "A file of gates, one a line")->type_name("FILE");
  suggest(
      add_list(app, "-t,--tables", words.tables, "Only these tables", true)->type_name("NAME,..."),
      kTables);
  add_choice(app, "-f,--format", words.format, {"text", "markdown", "jsonl", "csv", "tsv", "html"},
             "Form; html for disagreements alone");
  app.add_flag("--csv-raw", words.csv_raw, "No ' before cells that look like formulas");
  app.add_flag("--disagreements", options.disagreements,
               "Show the disagreements as a concordance instead of the figures");
  app.add_option("--window", words.window, "Of disagreements: tokens on each side, or sentence")
      ->type_name("N|sentence")
      ->capture_default_str();
  add_choice(app, "--sort", lines.sort, {"text", "left", "node", "right"},
             "Order of the disagreements");
  add_integer(app, "--width", lines.width, 0, 10000, "Columns of text; 0 fits the terminal");
  add_integer(app, "--draws", words.draws, 100, 100000, "Draws of the bootstrap");
  add_integer(app, "--seed", words.seed, 0, INT64_MAX, "Its seed");
}

/// A rule with '=', or a file of rules.
void add_map(evaluate::LabelMap& map, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word.find('=') != std::string::npos)
      map.add(word);
    else
      map.read(*open_source(word));
  }
}

EvaluateOptions understood(EvaluateOptions options, const EvaluateCommand::Words& words) {
  options.unit = evaluate::unit_named(words.unit);
  options.with_gold = !words.gold.empty();
  options.layers = words.layers;
  if (!words.gold_layers.empty()) options.gold_layers = words.gold_layers;
  for (const std::string& word : words.coders) {
    const std::size_t sign = word.find('=');
    options.coders.emplace_back(word.substr(0, sign),
                                sign == std::string::npos ? word : word.substr(sign + 1));
  }
  add_map(options.map, words.maps);
  add_map(options.predicted_map, words.predicted_maps);
  options.uncoded_is_empty = words.uncoded == "empty";
  options.bootstrap = {static_cast<std::uint32_t>(words.draws),
                       static_cast<std::uint64_t>(words.seed)};
  if (!words.empty_value.empty()) {
    options.empty_value = parse_decimal(words.empty_value);
    if (!options.empty_value)
      throw ResourceError("--empty-value is '" + words.empty_value + "', a number is wanted");
  }
  options.window = parse_window(words.window);
  if (!options.with_gold && !words.predicted_maps.empty())
    throw ResourceError("--map-predicted needs --gold: --map is of all labels");
  if (!options.with_gold && !options.gold_value_path.empty())
    throw ResourceError("--gold-value needs --gold");
  if (!options.with_gold && !options.value_path.empty())
    throw ResourceError("--value needs --gold");
  return options;
}

/// Codes without a place in their post are findings.

/// Whether a file holds records: its first line is an object with doc_id and text, and has no list
/// of labels as examples for annotation tools do.
bool is_records(const std::string& path) {
  if (path == "-") return true;
  std::error_code none;
  if (std::filesystem::is_directory(path, none)) return false;
  const auto source = open_source(path);
  LineReader reader(*source, std::size_t{64} << 20, false);
  LineBatch batch;
  JsonTree tree;
  if (!reader.next(batch) || batch.lines.empty()) return true;
  const std::string_view line = batch.text(batch.lines.front());
  if (tree.parse(line))
    return line.starts_with("{\"doc_id\"") || line.starts_with("{\"schema\":\"tarn.post");
  const JsonView root = tree.root();
  const auto has = [&](std::string_view key) { return root.find(key).has_value(); };
  return has("doc_id") && has("text") && !has("label") && !has("labels") && !has("entities") &&
         !has("annotations");
}

/// The first of some names, and how many more there are.
std::string some(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 5;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
    out += (i > 0 ? ", " : "") + names[i];
  if (names.size() > kMost) out += fmt::format(" and {} more", names.size() - kMost);
  return out;
}

}  // namespace

EvaluateCommand::EvaluateCommand(App& app) : app_(app) {
  add_input_options(app.options(), options_, words_);
  add_label_options(app.options(), options_, words_);
  add_output_options(app.options(), words_, options_, concordance_);
}

std::vector<std::string> EvaluateCommand::read_codes() {
  std::vector<std::string> records;
  for (const std::string& path : words_.gold) {
    if (is_records(path))
      records.push_back(path);
    else
      tell_left_out(app_, codes_.read(path, "", ""));
  }
  for (const std::string& path : words_.codes) tell_left_out(app_, codes_.read(path, "", ""));
  return records;
}

void EvaluateCommand::read_gold(evaluate::Evaluation& evaluation,
                                const std::vector<std::string>& files) {
  if (files.empty()) return;
  const std::vector<std::string> posts = app_.files();
  const auto is_input = [](const std::string& path) { return path == "-"; };
  if (std::any_of(files.begin(), files.end(), is_input) &&
      std::any_of(posts.begin(), posts.end(), is_input))
    throw ResourceError("standard input cannot be both the gold codes and the posts");
  app_.read_from(files);
  app_.fold_lines<evaluate::CodedText>(
      [&](std::string_view line, evaluate::CodedText& text) {
        return evaluation.read_gold(line, text);
      },
      [&](evaluate::CodedText&& text, const Place& place) {
        evaluation.add_gold(std::move(text), place);
      });
  app_.read_from(posts);
}

void EvaluateCommand::read_posts(evaluate::Evaluation& evaluation) {
  exchange::LayingReport report(codes_);
  std::vector<bool> met(codes_.documents());
  evaluation.take_codes_from(codes_);
  app_.fold_lines<evaluate::PlacedPost>(
      [&](std::string_view line, evaluate::PlacedPost& post) {
        return evaluation.read(line, post);
      },
      [&](evaluate::PlacedPost&& post, const Place& place) {
        for (const std::size_t document : post.laid.documents) met[document] = true;
        report.add(post.laid);
        evaluation.add(std::move(post), place);
      });
  if (codes_.documents() > 0) tell_codes(app_, report, "");
  for (std::size_t i = 0; i < met.size(); ++i) {
    const auto codes = met[i] ? std::vector<exchange::Unplaced>() : codes_.unplaced(i, "");
    if (!codes.empty()) unmet_.push_back(codes.front().document);
  }
}

/// What is not evaluated, and why.
void EvaluateCommand::tell(const Ratings& ratings) {
  Messages& messages = app_.messages();
  const auto one_sided = [&](const std::vector<std::string>& ids, std::string_view what) {
    if (ids.empty()) return;
    const std::string text = fmt::format("{} ({}): {}", what, ids.size(), some(ids));
    if (words_.strict)
      messages.error({}, text, "one-sided");
    else
      messages.warning({}, text, "one-sided");
    app_.set_findings(words_.strict);
  };
  one_sided(unmet_, "documents with codes and without a post in the input");
  one_sided(ratings.gold_only, "gold records without a post in the input");
  one_sided(ratings.read_only, "posts without gold codes");
  for (const evaluate::Rater& rater : ratings.raters) {
    if (rater.unsure > 0 && !options_.uncoded_is_empty && options_.value_path.empty() &&
        options_.gold_value_path.empty())
      messages.warning({},
                       fmt::format("{} has no code in {} posts that do not say who coded them: "
                                   "taken as absent; --uncoded empty takes them as coded",
                                   rater.name, rater.unsure),
                       "unsure");
    if (rater.outside > 0)
      messages.warning({},
                       fmt::format("{} codes of {} lie in no {}", rater.outside, rater.name,
                                   words_.unit == "overlap" ? "token" : words_.unit),
                       "outside");
  }
  for (std::size_t r = 0; r < ratings.raters.size() && !ratings.posts.empty(); ++r) {
    const auto is_evaluated = [&](const evaluate::Mark& mark) {
      return mark.rater == r && !ratings.counts_as[mark.label].empty();
    };
    if (std::none_of(ratings.posts.begin(), ratings.posts.end(),
                     [&](const evaluate::RatedPost& post) {
                       return std::any_of(post.marks.begin(), post.marks.end(), is_evaluated);
                     }))
      messages.warning(
          {},
          fmt::format("{} has no code of any label that is evaluated (see --layer, --map)",
                      ratings.raters[r].name),
          "no-codes");
  }
  if (!ratings.left_out.empty())
    messages.warning({},
                     fmt::format("labels that are not evaluated ({}): {} (see --label, --map)",
                                 ratings.left_out.size(), some(ratings.left_out)),
                     "left-out");
}

/// Throws where there is nothing to compare.
void EvaluateCommand::check(const Ratings& ratings) const {
  std::vector<std::string> names;
  for (const evaluate::Rater& rater : ratings.raters) names.push_back(rater.name);
  const std::string there = names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
  if (!options_.reference.empty() && !ratings.has_reference())
    throw ResourceError(fmt::format("no coder '{}'; there are: {}", options_.reference, there));
  if (ratings.raters.size() < 2)
    throw ResourceError(
        fmt::format("two coders are wanted; there are: {} (see --gold, --layer, --coder)", there));
  if (ratings.posts.empty())
    throw ResourceError("no doc_id is both in the gold codes and in the input");
  if (ratings.labels.empty())
    throw ResourceError(
        "no label to evaluate: the reference has no codes (see --gold-layer, --label)");
}

void EvaluateCommand::write(const Ratings& ratings, const std::vector<evaluate::Gate>& gates) {
  std::vector<evaluate::Row> rows;
  if (!gates.empty() || !options_.disagreements)
    rows = evaluate::evaluation_rows(ratings, options_);
  const std::vector<evaluate::Trip> trips = evaluate::trips(rows, gates);
  for (const evaluate::Trip& trip : trips)
    app_.messages().error({}, fmt::format("gate {}: {}", trip.gate, trip.reason), "gate");
  app_.set_findings(!trips.empty());
  if (options_.disagreements) {
    write_lines(app_, evaluate::disagreements(ratings, options_.unit), concordance_);
    return;
  }
  if (!words_.tables.empty())
    std::erase_if(rows, [&](const evaluate::Row& row) {
      return std::find(words_.tables.begin(), words_.tables.end(), row.table()) ==
             words_.tables.end();
    });
  std::string out;
  if (words_.format == "text") {
    const auto width =
        concordance_.width > 0 ? static_cast<std::size_t>(concordance_.width) : terminal_width(100);
    out = report::write_text(report::evaluation_document(rows, trips), width);
  } else if (words_.format == "markdown") {
    out = report::write_markdown(report::evaluation_document(rows, trips));
  } else if (words_.format == "jsonl") {
    for (const evaluate::Row& row : rows) row.append_json(out);
    for (const evaluate::Trip& trip : trips)
      out += fmt::format("{{\"schema\":\"tarn.trip/1\",\"gate\":{},\"reason\":{}}}\n",
                         json_string(trip.gate), json_string(trip.reason));
  } else {
    out = evaluate::flat_rows(
        rows, {words_.format == "csv" ? cells::Form::kCsv : cells::Form::kTsv, words_.csv_raw});
  }
  app_.output().write(out);
}

void EvaluateCommand::run() {
  const bool of_lines =
      words_.format == "jsonl" || words_.format == "csv" || words_.format == "text";
  if (options_.disagreements ? !of_lines && words_.format != "html" : words_.format == "html")
    throw ResourceError(options_.disagreements
                            ? "disagreements are written as text, jsonl, csv or html"
                            : "figures are written as text, markdown, jsonl, csv or tsv");
  for (const std::string& table : words_.tables)
    if (std::find(kTables.begin(), kTables.end(), table) == kTables.end())
      throw ResourceError(
          fmt::format("no table '{}'; there are: {}", table, fmt::join(kTables, ", ")));
  options_ = understood(std::move(options_), words_);
  concordance_.format = words_.format;
  concordance_.of_disagreements = true;
  concordance_.title = "Disagreements";
  std::vector<evaluate::Gate> gates;
  for (const std::string& text : words_.gates) gates.push_back(evaluate::parse_gate(text));
  if (!words_.gate_file.empty())
    for (evaluate::Gate& gate : evaluate::read_gates(*open_source(words_.gate_file)))
      gates.push_back(std::move(gate));

  evaluate::Evaluation evaluation(options_);
  read_gold(evaluation, read_codes());
  read_posts(evaluation);
  const Ratings ratings = evaluation.finish();
  tell(ratings);
  check(ratings);
  write(ratings, gates);
}

}  // namespace tarn::cli
