// tarn: runs the tool that is named first, and lists the tools.
#include <array>

#include "cli/dispatch.h"

namespace {

// Made at build time from what each tool says of itself.
constexpr auto kTools = std::to_array<tarn::cli::ToolEntry>({
#include "tools.inc"
});

}  // namespace

int main(int argc, char** argv) { return tarn::cli::dispatch(argc, argv, kTools); }
