// spaCy: Doc.to_json a line, which Doc.from_json reads. A span group for each coder; "ents" has
// those spans that do not overlap, the earliest and longest first. spaCy's spans are made of
// tokens, so their ends are moved out to those of tokens; white space beyond one space is a token
// of its own there.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "exchange/formats.h"
#include "exchange/json_input.h"
#include "exchange/json_output.h"
#include "exchange/tokens.h"
#include "format/json_writer.h"

namespace tarn::exchange {
namespace {

using namespace std::string_view_literals;

class DocReader {
 public:
  explicit DocReader(CodeFile& out) : out_(out) {}

  void read(JsonView doc, const Place& place) {
    const auto text = doc.find("text");
    if (!text || !text->is(JsonType::kString))
      throw ResourceError(place, "a document without text");
    const auto own = doc.find("_");
    std::string name = own ? text_of(*own, "doc_id") : std::string();
    if (name.empty()) name = fmt::format("{}:{}", place.file, place.line);
    CodedDocument& document = out_.document(name);
    document.text = text->string();
    const auto groups = doc.find("spans");
    if (groups && groups->is(JsonType::kObject) && groups->size() > 0) {
      for (const JsonView group : *groups) {
        document.coders.emplace_back(group.key());
        for (const JsonView span : group)
          document.codes.push_back(code_of_span(span, document.coders.back(), place));
      }
    } else if (has_list(doc, "ents")) {
      document.coders.emplace_back();
      for (const JsonView span : list_of(doc, "ents"))
        document.codes.push_back(code_of_span(span, "", place));
    }
  }

 private:
  CodeFile& out_;
};

class DocWriter final : public Writer {
 public:
  DocWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::string out;
    JsonWriter json(out);
    JsonObject doc(json);
    doc.text("text", post.record.text());
    append_tokens(doc.key("tokens"), post);
    std::vector<Annotation> widened = post.spans;
    for (Annotation& span : widened) {
      const Span wide = span_of_tokens(post.units, span.span);
      if (wide == span.span) continue;
      const bool none = wide.begin == wide.end;
      told_.push_back(
          {Severity::kWarning,
           {},
           none ? "dropped" : "weakened",
           fmt::format("a span of '{}' in '{}' {}", span.label, post.record.doc_id(),
                       none ? "without words" : "does not end at tokens: now it does")});
      span.span = wide;
    }
    std::erase_if(widened, [](const Annotation& span) { return span.span.begin == span.span.end; });
    append_entities(doc.key("ents"), post.record, widened);
    JsonObject groups(doc.key("spans"));
    for (const CoderSpans& coder :
         by_coder({post.record, post.units, widened, post.coders}, options_)) {
      append_spans(groups.key(std::string_view(coder.coder)), post.record, coder.spans);
    }
    groups.close();
    JsonObject own(doc.key("_"));
    own.text("doc_id", post.record.doc_id()).close();
    doc.close();
    json.literal("\n");
    json.flush();
    sink_.text(out);
  }

 private:
  static void append_tokens(JsonWriter& json, const ExportPost& post) {
    std::size_t id = 0;
    const auto token = [&](Span span) {
      if (id > 0) json.literal(",");
      JsonObject object(json);
      append_place(object.whole("id", id), post.record, span).close();
      ++id;
    };
    json.literal("[");
    const std::string& text = post.record.text();
    std::uint32_t at = 0;
    const auto gap = [&](std::uint32_t end) {
      // One space belongs to the token before it.
      if (at > 0 && at < end && text[at] == ' ') ++at;
      if (at < end) token({at, end});
    };
    for (const Token& each : post.units.tokens) {
      gap(each.span.begin);
      token(each.span);
      at = each.span.end;
    }
    gap(static_cast<std::uint32_t>(text.size()));
    json.literal("]");
  }

  static void append_entities(JsonWriter& json, const Record& record,
                              const std::vector<Annotation>& spans) {
    std::vector<const Annotation*> order;
    order.reserve(spans.size());
    for (const Annotation& span : spans) order.push_back(&span);
    std::stable_sort(order.begin(), order.end(), [](const Annotation* a, const Annotation* b) {
      return a->span.begin != b->span.begin ? a->span.begin < b->span.begin
                                            : a->span.end > b->span.end;
    });
    std::vector<const Annotation*> kept;
    for (const Annotation* span : order) {
      if (kept.empty() || kept.back()->span.end <= span->span.begin) kept.push_back(span);
    }
    append_spans(json, record, kept);
  }

  static void append_spans(JsonWriter& json, const Record& record,
                           const std::vector<const Annotation*>& spans) {
    append_list(json, spans, [&](const Annotation* span) {
      JsonObject object(json);
      append_place(object, record, span->span);
      object.text("label", span->label).text("kb_id", ""sv).close();
    });
  }

  WriteOptions options_;
  Sink& sink_;
};

}  // namespace

bool is_spacy(const Input& input) {
  return first_object(input, [](JsonView doc) {
    const auto groups = doc.find("spans");
    return doc.find("text") && (has_list(doc, "ents") || (groups && groups->is(JsonType::kObject)));
  });
}

void read_spacy(const Input& input, CodeFile& out) {
  DocReader reader(out);
  each_object(input, [&](JsonView doc, const Place& place) { reader.read(doc, place); });
}

std::unique_ptr<Writer> write_spacy(const WriteOptions& options, Sink& sink) {
  return std::make_unique<DocWriter>(options, sink);
}

}  // namespace tarn::exchange
