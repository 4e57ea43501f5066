#pragma once

#include <doctest/doctest.h>

#include <string>

namespace doctest {

/// A C string in a failure is shown by its text; doctest 2.4.9 shows its address.
template <>
struct StringMaker<const char*> {
  static String convert(const char* text) { return text == nullptr ? "(null)" : text; }
};

}  // namespace doctest
