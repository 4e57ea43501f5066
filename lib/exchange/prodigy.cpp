// Prodigy: an example a line, "text" with "spans" of start, end and label in characters; what an
// annotator did not accept is no code. Classes of whole examples are the "accept"ed ids of a
// choice, or one "label". Members that Prodigy does not know survive it: time, memo, score and
// fragment of a span stand among them.
#include <fmt/format.h>

#include "base/error.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"
#include "exchange/json_output.h"

namespace tarn::exchange {
namespace {

class ProdigyReader {
 public:
  explicit ProdigyReader(CodeFile& out) : out_(out) {}

  void read(JsonView example, const Place& place) {
    const std::string answer = text_of(example, "answer");
    if (!answer.empty() && answer != "accept") {
      return tell_dropped(out_, place,
                          fmt::format("an example that was not accepted ('{}')", answer));
    }
    const auto text = example.find("text");
    if (!text || !text->is(JsonType::kString))
      throw ResourceError(place, "an example without text");
    std::string name = doc_id_in(example);
    if (name.empty()) name = fmt::format("{}:{}", place.file, place.line);
    CodedDocument part;
    part.name = name;
    part.text = text->string();
    part.coders.push_back(coder(example));
    if (const auto spans = example.find("spans"); spans && spans->is(JsonType::kArray)) {
      for (const JsonView span : *spans) add(part, span, place);
    }
    if (const auto accepted = example.find("accept"); accepted && accepted->is(JsonType::kArray)) {
      for (const JsonView id : *accepted) add_whole(part, text_of(id), place);
    } else if (const std::string label = text_of(example, "label");
               !label.empty() && !has_list(example, "spans")) {
      add_whole(part, label, place);
    }
    // Several examples may be parts of one post, and each has its own text.
    out_.documents.push_back(std::move(part));
  }

 private:
  /// "_annotator_id", else what follows the name of the data set in "_session_id".
  static std::string coder(JsonView example) {
    std::string out = text_of(example, "_annotator_id");
    return out.empty() ? text_of(example, "_session_id") : out;
  }

  static void add(CodedDocument& part, JsonView span, const Place& place) {
    Code code = code_of_span(span, part.coders.back(), place);
    code.time = text_of(span, "time");
    code.memo = text_of(span, "memo");
    code.fragment = text_of(span, "fragment");
    if (const auto score = span.find("score")) code.score = score->number();
    part.codes.push_back(std::move(code));
  }

  static void add_whole(CodedDocument& part, const std::string& label, const Place& place) {
    Code code;
    code.place = place;
    code.coder = part.coders.back();
    code.label = label;
    code.whole = true;
    part.codes.push_back(std::move(code));
  }

  CodeFile& out_;
};

class ProdigyWriter final : public Writer {
 public:
  ProdigyWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::vector<CoderSpans> coders = by_coder(post, options_);
    if (coders.empty()) coders.emplace_back();
    std::string out;
    for (const CoderSpans& coder : coders) {
      JsonWriter json(out);
      JsonObject example(json);
      example.text("text", post.record.text());
      append_spans(example.key("spans"), post.record, coder.spans);
      JsonObject meta(example.key("meta"));
      meta.text("doc_id", post.record.doc_id()).close();
      optional_text(example, "_annotator_id", coder.coder).close();
      json.literal("\n");
    }
    sink_.text(out);
  }

 private:
  static void append_spans(JsonWriter& json, const Record& record,
                           const std::vector<const Annotation*>& spans) {
    append_list(json, spans, [&](const Annotation* span) {
      JsonObject object(json);
      append_place(object, record, span->span).text("label", span->label);
      if (span->score) object.number("score", *span->score);
      optional_text(object, "time", span->time);
      optional_text(object, "memo", span->memo);
      optional_text(object, "fragment", span->fragment).close();
    });
  }

  WriteOptions options_;
  Sink& sink_;
};

}  // namespace

bool is_prodigy(const Input& input) {
  return first_object(input, [](JsonView example) {
    const bool has_marks =
        has_list(example, "spans") || has_list(example, "accept") || example.find("answer");
    return example.find("text") && has_marks && !example.find("doc_id");
  });
}

void read_prodigy(const Input& input, CodeFile& out) {
  ProdigyReader reader(out);
  each_object(input, [&](JsonView example, const Place& place) { reader.read(example, place); });
}

std::unique_ptr<Writer> write_prodigy(const WriteOptions& options, Sink& sink) {
  return std::make_unique<ProdigyWriter>(options, sink);
}

}  // namespace tarn::exchange
