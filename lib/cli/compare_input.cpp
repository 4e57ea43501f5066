#include "cli/compare_input.h"

#include "base/bytes.h"
#include "cli/lines.h"

namespace tarn::cli {
namespace {

std::optional<JsonError> add_row(std::string_view line, aggregate::Rows& rows) {
  auto read = aggregate::read_row(line);
  if (auto* error = std::get_if<JsonError>(&read)) return std::move(*error);
  rows.add(std::get<aggregate::TableRow>(std::move(read)));
  return std::nullopt;
}

}  // namespace

std::vector<aggregate::Gate> load_gates(const CompareInput& input) {
  std::vector<aggregate::Gate> gates;
  for (const std::string& text : input.gates) gates.push_back(aggregate::parse_gate(text));
  if (input.gate_file.empty()) return gates;
  const auto source = open_source(input.gate_file);
  for (aggregate::Gate& gate : aggregate::read_gates(*source)) gates.push_back(std::move(gate));
  return gates;
}

aggregate::Rows load_rows(App& app, const std::string& path) {
  aggregate::Rows rows;
  const auto source = open_source(path);
  LineReader reader(*source, static_cast<std::size_t>(app.max_record_bytes()), false);
  LineBatch batch;
  while (reader.next(batch)) {
    for (const Line& line : batch.lines) {
      const std::optional<JsonError> error =
          line.too_long ? std::optional(JsonError{0, "a line longer than --max-record-bytes"})
                        : add_row(batch.text(line), rows);
      if (error)
        app.reject({batch.file, line.number, line.skipped + error->byte + 1},
                   line.skipped + error->byte, error->message, batch.text(line));
    }
    app.count_record(batch.lines.size(), batch.read);
  }
  if (rows.tables().empty()) throw ResourceError(Place{source->name()}, "no rows to compare");
  return rows;
}

}  // namespace tarn::cli
