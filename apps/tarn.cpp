// tarn: runs the tool that is named first, and lists the tools.
#include "cli/dispatch.h"

int main(int argc, char** argv) { return tarn::cli::dispatch(argc, argv, tarn::cli::tool_table()); }
