#include "base/pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

using namespace tarn;

TEST_CASE("a pool makes an object when all are taken, and hands out again what was given back") {
  int made = 0;
  const Pool<std::string> pool(
      [&] { return std::make_unique<std::string>(std::to_string(++made)); });
  {
    const auto first = pool.take();
    const auto second = pool.take();
    CHECK(*first == "1");
    CHECK(*second == "2");
    *first += " used";
  }
  CHECK(*pool.take() == "1 used");
  const auto one = pool.take();
  const auto other = pool.take();
  CHECK(one->size() + other->size() == 7);
  CHECK(made == 2);
}

TEST_CASE("what cannot be made is told, and the pool goes on") {
  bool broken = true;
  const Pool<int> pool([&] {
    if (broken) throw std::runtime_error("broken");
    return std::make_unique<int>(7);
  });
  CHECK_THROWS_WITH(pool.take(), "broken");
  broken = false;
  CHECK(*pool.take() == 7);
}

TEST_CASE("no two threads have one object, and no two make one at a time") {
  std::atomic<int> making = 0;
  std::atomic<int> faults = 0;
  const Pool<std::atomic<int>> pool([&] {
    faults += ++making != 1;
    auto made = std::make_unique<std::atomic<int>>(0);
    --making;
    return made;
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 1000; ++k) {
        const auto lease = pool.take();
        faults += ++*lease != 1;
        --*lease;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(faults == 0);
}
