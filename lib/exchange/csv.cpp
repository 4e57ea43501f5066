// The plain table: doc_id, start, end, code, coder; positions count characters, as in records.
#include <fmt/format.h>

#include "base/numbers.h"
#include "exchange/formats.h"
#include "exchange/table.h"
#include "format/csv_write.h"

namespace tarn::exchange {
namespace {

constexpr ColumnName kColumns[] = {
    {"doc_id", Role::kDocument},   {"start", Role::kStart}, {"end", Role::kEnd},
    {"code", Role::kCode},         {"label", Role::kCode},  {"coder", Role::kCoder},
    {"time", Role::kTime},         {"memo", Role::kMemo},   {"score", Role::kScore},
    {"fragment", Role::kFragment}, {"quote", Role::kQuote}, {"text", Role::kQuote},
};

/// Text that a spreadsheet must not take for a formula gets a ' before it, as does what would be
/// read as such.
void append_guarded(std::string& out, std::string_view text) {
  const std::size_t mark = text.find_first_not_of('\'');
  const bool guard = mark != std::string_view::npos &&
                     std::string_view("=+-@\t\r").find(text[mark]) != std::string_view::npos;
  append_csv_cell(out, guard ? '\'' + std::string(text) : std::string(text));
}

class CsvWriter final : public Writer {
 public:
  CsvWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {}

  void add(const ExportPost& post) override {
    std::string out =
        first_ ? "doc_id,start,end,code,coder,time,memo,score,fragment,layer,quote\n" : "";
    first_ = false;
    for (const CoderSpans& coder : by_coder(post, options_)) {
      for (const Annotation* span : coder.spans) append_row(out, post.record, coder.coder, *span);
      if (!coder.spans.empty()) continue;
      append_guarded(out, post.record.doc_id());
      out += ",,,,";
      append_guarded(out, coder.coder);
      out += ",,,,,,\n";
    }
    sink_.text(out);
  }

 private:
  static void append_row(std::string& out, const Record& record, const std::string& coder,
                         const Annotation& span) {
    append_guarded(out, record.doc_id());
    out += fmt::format(",{},{}", record.offsets().to_code_points(span.span.begin),
                       record.offsets().to_code_points(span.span.end));
    for (const std::string* cell : {&span.label, &coder, &span.time, &span.memo}) {
      append_guarded(out += ',', *cell);
    }
    out += ',' + (span.score ? format_number(*span.score) : "");
    for (const std::string_view cell :
         {std::string_view(span.fragment), std::string_view(span.layer),
          slice(record.text(), span.span)}) {
      append_guarded(out += ',', cell);
    }
    out += '\n';
  }

  WriteOptions options_;
  Sink& sink_;
  bool first_ = true;
};

}  // namespace

bool is_csv(const Input& input) {
  return has_header(input, kColumns, {Role::kDocument, Role::kCode});
}

void read_csv(const Input& input, CodeFile& out) {
  CodeTable table(input, kColumns);
  table.need({Role::kDocument, Role::kCode});
  if (!table.has(Role::kQuote)) table.need({Role::kStart, Role::kEnd});
  table.read(out);
}

std::unique_ptr<Writer> write_csv(const WriteOptions& options, Sink& sink) {
  return std::make_unique<CsvWriter>(options, sink);
}

}  // namespace tarn::exchange
