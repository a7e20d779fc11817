import Arrays
import Testing

@Suite struct RandomTests {
  @Test func sameSeedSameNumbers() {
    var (a, b, c) = (Random(seed: 1), Random(seed: 1), Random(seed: 2))
    let first = (0..<5).map { _ in a.next() }
    #expect(first == (0..<5).map { _ in b.next() })
    #expect(first != (0..<5).map { _ in c.next() })
  }

  /// The reference C programs of both generators, seeded with 0.
  @Test func matchesReferenceImplementation() {
    var random = Random(seed: 0)
    #expect(
      (0..<3).map { _ in random.next() } == [
        11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768,
      ])
  }

  @Test func normalNumbersHaveTheirMoments() throws {
    var random = Random(seed: 7)
    let sample = try NDArray.normal([20_001], using: &random)
    let mean = try #require(try sample.mean().item)
    let square = try #require(try sample.raised(to: 2).mean().item)
    #expect(abs(mean) < 0.03)
    #expect(abs(square - 1) < 0.04)
  }

  @Test func uniformNumbersFillTheUnitInterval() throws {
    var random = Random(seed: 7)
    let sample = try NDArray.uniform([10_000], using: &random)
    #expect(sample.elements.allSatisfy { 0..<1 ~= $0 })
    #expect(abs(try #require(try sample.mean().item) - 0.5) < 0.01)
  }
}
