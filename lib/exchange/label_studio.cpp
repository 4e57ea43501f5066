// Label Studio: a list of tasks; a task has data (the text) and annotations, one for each
// annotator, of regions. Positions count characters; versions before 1.5 counted UTF-16 units. What
// a tool proposes are predictions.
#include <fmt/format.h>

#include "base/error.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"
#include "exchange/json_output.h"
#include "format/qda_codebook.h"

namespace tarn::exchange {
namespace {

using namespace std::string_view_literals;

class TaskReader {
 public:
  explicit TaskReader(CodeFile& out) : out_(out) {}

  void read(JsonView task, const Place& place) {
    const auto data = task.find("data");
    if (!data || !data->is(JsonType::kObject)) throw ResourceError(place, "a task without data");
    std::string name = doc_id_in(task);
    if (name.empty()) name = fmt::format("task {}", text_of(task, "id"));
    for (const char* const list : {"annotations", "completions"}) {
      for (const JsonView annotation : list_of(task, list))
        this->annotation(annotation, *data, name, place);
    }
    predictions_ += list_of(task, "predictions").size();
  }

  void finish(const std::string& file) {
    if (predictions_ == 0) return;
    tell_dropped(
        out_, {file},
        fmt::format("predictions ({}): what a model proposed is nobody's code", predictions_));
  }

 private:
  void annotation(JsonView annotation, JsonView data, const std::string& name, const Place& place) {
    const auto cancelled = annotation.find("was_cancelled");
    if (cancelled && cancelled->is(JsonType::kBoolean) && cancelled->boolean()) {
      return tell_dropped(out_, place, fmt::format("an annotation of '{}' that was skipped", name));
    }
    // A task of several texts has regions in each; one document is one text.
    CodedDocument document;
    document.name = name;
    document.coders.push_back(coder(annotation));
    const std::string time = text_of(annotation, "created_at");
    for (const JsonView region : list_of(annotation, "result"))
      this->region(region, data, document, time, place);
    if (!document.text) set_text(document, data, "text");
    out_.documents.push_back(std::move(document));
  }

  static std::string coder(JsonView annotation) {
    const auto who = annotation.find("completed_by");
    if (!who) return {};
    std::string out = text_of(*who);
    for (const char* const key : {"email", "username", "first_name", "id"}) {
      if (out.empty()) out = text_of(*who, key);
    }
    return out;
  }

  static void set_text(CodedDocument& document, JsonView data, std::string_view key) {
    const auto text = data.find(key);
    if (text && text->is(JsonType::kString)) document.text = text->string();
  }

  void region(JsonView region, JsonView data, CodedDocument& document, const std::string& time,
              const Place& place) {
    const std::string type = text_of(region, "type");
    const auto value = region.find("value");
    if (!value) return tell_dropped(out_, place, fmt::format("a result of type '{}'", type));
    std::vector<std::string> labels;
    for (const char* const list : {"labels", "hypertextlabels", "choices", "taxonomy"}) {
      for (const JsonView label : list_of(*value, list)) labels.push_back(path_of(label));
    }
    if (labels.empty())
      return tell_dropped(out_, place,
                          fmt::format("a result of type '{}': labels and choices are read", type));
    if (!document.text) set_text(document, data, data_key(region, data));
    Code code;
    code.place = place;
    code.coder = document.coders.front();
    code.time = time;
    code.start = position_of(*value, "start", place);
    code.end = position_of(*value, "end", place);
    code.quote = text_of(*value, "text");
    code.whole = !code.start && !code.end;
    if (code.start.has_value() != code.end.has_value())
      throw ResourceError(place, "a region with a start and no end, or an end and no start");
    if (const auto score = region.find("score")) code.score = score->number();
    if (const auto meta = region.find("meta")) read_meta(*meta, code);
    for (std::string& label : labels) {
      code.label = std::move(label);
      document.codes.push_back(code);
    }
  }

  /// A label, or the path of a taxonomy.
  static std::string path_of(JsonView label) {
    if (!label.is(JsonType::kArray)) return text_of(label);
    std::string out;
    for (const JsonView level : label) out += (out.empty() ? "" : ".") + text_of(level);
    return out;
  }

  /// Where the text stands that a region is of: usually "text", the tag's name else.
  static std::string data_key(JsonView region, JsonView data) {
    const std::string to = text_of(region, "to_name");
    return data.find(to) ? to : "text";
  }

  static void read_meta(JsonView meta, Code& code) {
    if (has_list(meta, "text")) {
      for (const JsonView line : list_of(meta, "text")) {
        code.memo += (code.memo.empty() ? "" : "\n") + text_of(line);
      }
    } else {
      code.memo = text_of(meta, "text");
    }
    if (const std::string time = text_of(meta, "time"); !time.empty()) code.time = time;
    code.fragment = text_of(meta, "fragment");
  }

  CodeFile& out_;
  std::size_t predictions_ = 0;
};

/// Spans that name a coder are annotations, the others predictions to correct.
class TaskWriter final : public Writer {
 public:
  TaskWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::string out = first_ ? "[\n" : ",\n";
    first_ = false;
    const std::vector<CoderSpans> coders = by_coder(post, options_);
    JsonWriter json(out);
    JsonObject task(json);
    JsonObject data(task.key("data"));
    data.text("text", post.record.text()).text("doc_id", post.record.doc_id()).close();
    append_sets(task.key("annotations"), post.record, coders, false);
    append_sets(task.key("predictions"), post.record, coders, true);
    task.close();
    json.flush();
    sink_.text(out);
  }

  void finish() override { sink_.text(first_ ? "[]\n" : "\n]\n"); }

 private:
  /// The sets of regions that people made, or those that tools proposed.
  static void append_sets(JsonWriter& json, const Record& record,
                          const std::vector<CoderSpans>& coders, bool proposed) {
    bool first = true;
    json.literal("[");
    for (const CoderSpans& coder : coders) {
      std::vector<const Annotation*> spans;
      for (const Annotation* span : coder.spans) {
        if (span->coder.empty() == proposed) spans.push_back(span);
      }
      // Who found nothing is a person.
      if (spans.empty() && (proposed || !coder.spans.empty())) continue;
      if (!first) json.literal(",");
      first = false;
      JsonObject set(json);
      if (proposed) {
        set.text("model_version", coder.coder);
      } else {
        JsonObject who(set.key("completed_by"));
        who.text("email", coder.coder).close();
      }
      std::size_t i = 0;
      append_list(set.key("result"), spans, [&](const Annotation* span) {
        append_region(json, record, *span,
                      fmt::format("{}\n{}\n{}", record.doc_id(), coder.coder, i++));
      });
      set.close();
    }
    json.literal("]");
  }

  static void append_region(JsonWriter& json, const Record& record, const Annotation& span,
                            const std::string& name) {
    JsonObject region(json);
    region.text("id", guid_of(name).substr(0, 8))
        .text("from_name", "label"sv)
        .text("to_name", "text"sv);
    region.text("type", "labels"sv);
    JsonObject value(region.key("value"));
    append_place(value, record, span.span).text("text", slice(record.text(), span.span));
    append_one(value.key("labels"), span.label);
    value.close();
    if (span.score) region.number("score", *span.score);
    if (!span.memo.empty() || !span.time.empty() || !span.fragment.empty()) {
      JsonObject meta(region.key("meta"));
      if (!span.memo.empty()) append_one(meta.key("text"), span.memo);
      optional_text(meta, "time", span.time);
      optional_text(meta, "fragment", span.fragment).close();
    }
    region.close();
  }

  /// A list of one string.
  static void append_one(JsonWriter& json, std::string_view item) {
    json.literal("[");
    json.string(item);
    json.literal("]");
  }

  WriteOptions options_;
  Sink& sink_;
  bool first_ = true;
};

}  // namespace

bool is_label_studio(const Input& input) {
  return first_object(input, [](JsonView task) {
    return task.find("data") && (has_list(task, "annotations") || has_list(task, "completions") ||
                                 has_list(task, "predictions"));
  });
}

void read_label_studio(const Input& input, CodeFile& out) {
  TaskReader reader(out);
  each_object(input, [&](JsonView task, const Place& place) { reader.read(task, place); });
  reader.finish(input.name);
}

std::unique_ptr<Writer> write_label_studio(const WriteOptions& options, Sink& sink) {
  return std::make_unique<TaskWriter>(options, sink);
}

}  // namespace tarn::exchange
