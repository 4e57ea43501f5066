// The plain table: doc_id, start, end, code, coder; positions count characters, as in records.
#include <fmt/format.h>

#include "base/numbers.h"
#include "exchange/formats.h"
#include "exchange/table.h"
#include "format/csv_write.h"

namespace tarn::exchange {
namespace {

constexpr ColumnName kColumns[] = {
    {"doc_id", Role::kDocument}, {"start", Role::kStart}, {"end", Role::kEnd},
    {"code", Role::kCode},       {"label", Role::kCode},  {"coder", Role::kCoder},
    {"time", Role::kTime},       {"memo", Role::kMemo},   {"score", Role::kScore},
    {"fragment", Role::kFragment}, {"quote", Role::kQuote}, {"text", Role::kQuote},
};

/// Text that a spreadsheet must not take for a formula gets a ' before it, as does what would be read
/// as such.
void append_guarded(std::string& out, std::string_view text) {
  const std::size_t mark = text.find_first_not_of('\'');
  const bool guard = mark != std::string_view::npos &&
                     std::string_view("=+-@\t\r").find(text[mark]) != std::string_view::npos;
  append_csv_cell(out, guard ? '\'' + std::string(text) : std::string(text));
}

class CsvWriter final : public Writer {
 public:
  CsvWriter(const WriteOptions& options, Sink& sink) : options_(options), sink_(sink) {
    sink_.text("doc_id,start,end,code,coder,time,memo,score,fragment,layer,quote\n");
  }

  void add(const ExportPost& post) override {
    const Record& record = post.record;
    std::string out;
    for (const Annotation& span : post.spans) {
      append_guarded(out, record.doc_id());
      out += fmt::format(",{},{},", record.offsets().to_code_points(span.span.begin),
                         record.offsets().to_code_points(span.span.end));
      const std::string score = span.score ? format_number(*span.score) : "";
      for (const std::string_view cell : {std::string_view(span.label), coder_of(span, options_),
                                          std::string_view(span.time), std::string_view(span.memo)}) {
        append_guarded(out, cell);
        out += ',';
      }
      out += score + ',';
      append_guarded(out, span.fragment);
      out += ',';
      append_guarded(out, span.layer);
      out += ',';
      append_guarded(out, slice(record.text(), span.span));
      out += '\n';
    }
    for (const std::string& coder : idle_coders(post, options_)) {
      append_guarded(out, record.doc_id());
      out += ",,,,";
      append_guarded(out, coder);
      out += ",,,,,,\n";
    }
    sink_.text(out);
  }

 private:
  WriteOptions options_;
  Sink& sink_;
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
