#include "base/numbers.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

#include "base/sha256.h"

using namespace tarn;

TEST_CASE("base/numbers: a number is printed in its shortest form") {
  const struct {
    const char* name;
    double value;
    int decimals;
    const char* want;
  } cases[] = {
      {"whole", 2, 4, "2"},
      {"trailing zeros go", 1.5, 4, "1.5"},
      {"rounded half away from zero", 0.00005, 4, "0.0001"},
      {"negative half", -0.00005, 4, "-0.0001"},
      {"no negative zero", -0.00001, 4, "0"},
      {"no exponent", 1e15, 4, "1000000000000000"},
      {"large", 1e22, 4, "10000000000000000000000"},
      {"six decimals", 0.123456, 6, "0.123456"},
      {"few decimals of nine", -1.25, 9, "-1.25"},
      {"nine decimals", 0.123456789, 9, "0.123456789"},
      {"none of nine decimals", -0.0000000001, 9, "0"},
      {"what a double has of nine decimals", 123456789.1, 9, "123456789.099999994"},
      {"no decimals", 2.5, 0, "3"},
      {"tens keep their zero", 120, 4, "120"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(format_number(c.value, c.decimals) == c.want);
  }
}

TEST_CASE("base/numbers: a number for a column keeps its zeros") {
  CHECK(format_fixed(5, 2) == "5.00");
  CHECK(format_fixed(-0.001, 2) == "0.00");
  CHECK(format_fixed(3.456, 1) == "3.5");
  CHECK(format_fixed(7.5, 0) == "8");
}

TEST_CASE("base/numbers: units of 1e-4") {
  const struct {
    double score;
    std::int64_t units;
    const char* want;
  } cases[] = {
      {1.5, 15000, "1.5"},   {-0.9375, -9375, "-0.9375"},
      {0, 0, "0"},           {0.0001, 1, "0.0001"},
      {-2, -20000, "-2"},    {0.01, 100, "0.01"},
      {1.05, 10500, "1.05"}, {-12.003, -120030, "-12.003"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.score);
    CHECK(to_units(c.score) == c.units);
    std::string out;
    append_units(out, c.units);
    CHECK(out == c.want);
  }
}

TEST_CASE("base/numbers: units are rounded half away from zero") {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> scores(-1e4, 1e4);
  for (int i = 0; i < 100000; ++i) {
    // Halves of a unit, their neighbours, and any number.
    const double half = (static_cast<double>(random() % 200001) - 1e5) / 2e4;
    for (const double score :
         {half, std::nextafter(half, 9), std::nextafter(half, -9), scores(random)}) {
      CAPTURE(score);
      REQUIRE(to_units(score) == std::llround(score * 1e4));
    }
  }
  CHECK(to_units(1e14) == 1000000000000000000);
}

TEST_CASE("base/numbers: whole numbers and fractions of any size") {
  const auto whole = [](std::uint64_t value) {
    char out[kMostWholeBytes];
    return std::string(out, write_whole(out, value));
  };
  for (std::uint64_t value = 0; value < 20000; ++value) {
    REQUIRE(whole(value) == std::to_string(value));
    std::string units;
    append_units(units, static_cast<std::int64_t>(value));
    std::string want =
        std::to_string(value / 10000) + "." + std::to_string(10000 + value % 10000).substr(1);
    want.erase(want.find_last_not_of('0') + 1);
    if (want.back() == '.') want.pop_back();
    REQUIRE(units == want);
  }
  CHECK(whole(UINT64_MAX) == "18446744073709551615");
}

TEST_CASE("base/numbers: only a whole text is a number") {
  CHECK(parse_integer("42") == 42);
  CHECK(parse_integer("-7") == -7);
  CHECK(!parse_integer("4 "));
  CHECK(!parse_integer("3.7"));
  CHECK(!parse_integer("99999999999999999999"));
  CHECK(!parse_integer(""));
  CHECK(parse_decimal("-1.5") == -1.5);
  CHECK(parse_decimal("1e3") == 1000.0);
  CHECK(!parse_decimal("nan"));
  CHECK(!parse_decimal("inf"));
  CHECK(!parse_decimal("1,5"));
}

TEST_CASE("base/numbers: a decimal number is the double next to it, or none if it is too large") {
  const struct {
    const char* text;
    std::optional<double> want;
  } cases[] = {
      {"123456789012345678901234567890", 123456789012345678901234567890.0},
      {"0.100000000000000000000000000001", 0.1},
      {"1.7976931348623157e308", 1.7976931348623157e308},
      {"-1.8e308", std::nullopt},
      {"1e309", std::nullopt},
      {"-1e999", std::nullopt},
      {"1e99999999999999999999", std::nullopt},
      {"2.2250738585072011e-308", 2.2250738585072011e-308},
      {"5e-324", 5e-324},
      {"0e999", 0.0},
      // Former bugs.
      {"3e-324", 5e-324},
      {"2e-324", 0.0},
      {"1E-999", 0.0},
      {"-1E-999", -0.0},
      {"1e-99999999999999999999", 0.0},
      {"0.1e-323", 0.0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto value = parse_decimal(c.text);
    REQUIRE(value.has_value() == c.want.has_value());
    if (!value) continue;
    CHECK(*value == *c.want);
    CHECK(std::signbit(*value) == std::signbit(*c.want));
  }
  CHECK(parse_decimal("0." + std::string(400, '0') + "1") == 0.0);
  CHECK(parse_decimal("0." + std::string(400, '0') + "1e401") == 1.0);
  CHECK(!parse_decimal("1" + std::string(400, '0')));
  CHECK(!parse_decimal("1e-999x"));
}

TEST_CASE("base/sha256: the example of FIPS 180-4") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
