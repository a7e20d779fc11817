import Arrays
import CellLanguage
import Diagnostics

extension Random: EngineValue { public static var typeName: String { "Random" } }

/// Random numbers, always from a generator with a seed: the same on every run, and the same as Swift's.
extension CatalogTable {
  mutating func addRandom() {
    add(
      "init(seed: Int)", of: "Random", "A generator of random numbers: the same numbers for the same seed.",
      example: "var generator = Random(seed: 1)\nInt.random(in: 1...6, using: &generator)"
    ) { (seed: Int) in Random(seed: seed) }
    for (owner, isClosed) in [("ClosedRange", true), ("Range", false)] {
      member(
        "static func random(in range: \(owner)<Double>, using generator: inout Random) -> Double", of: "Double",
        "A random number in a range."
      ) { _, reader in
        let (lower, upper) = try bounds(reader.next(), isClosed) { $0.double < $1.double }
        return RawValue(
          try drawn(from: reader.place()) { random in
            isClosed
              ? .random(in: lower.double...upper.double, using: &random)
              : .random(in: lower.double..<upper.double, using: &random)
          })
      }
      member(
        "static func random(in range: \(owner)<Int>, using generator: inout Random) -> Int", of: "Int",
        "A random integer in a range."
      ) { _, reader in
        let (lower, upper) = try bounds(reader.next(), isClosed) { $0.int < $1.int }
        return RawValue(
          try drawn(from: reader.place()) { random in
            isClosed
              ? .random(in: lower.int...upper.int, using: &random) : .random(in: lower.int..<upper.int, using: &random)
          })
      }
    }
    member("static func random(using generator: inout Random) -> Bool", of: "Bool", "The toss of a coin.") {
      _, reader in RawValue(try drawn(from: reader.place()) { .random(using: &$0) })
    }
    addShuffling()
  }

  private mutating func addShuffling() {
    member(
      "func shuffled(using generator: inout Random) -> [Element]", of: "Array", "The elements in random order."
    ) { _, reader in RawArray(try shuffled(reader.array(), reader.place())).raw }
    member(
      "mutating func shuffle(using generator: inout Random)", of: "Array", "Brings the elements into random order."
    ) {
      call, reader in
      call.replaceReceiver(with: RawArray(try shuffled(reader.array(), reader.place())).raw)
      return nil
    }
    member(
      "func randomElement(using generator: inout Random) -> Element?", of: "Array",
      "One of the elements, or nil where there is none."
    ) { call, reader in
      let (array, generator) = (try reader.array(), try reader.place())
      let index = try drawn(from: generator) { (0..<array.count).randomElement(using: &$0) }
      return index.map { array[$0].wrapped(call.elementBank) } ?? RawValue(object: nil)
    }
  }
}

/// What `body` draws from a generator, which moves on.
private func drawn<R>(from generator: InoutArgument, _ body: (inout Random) -> R) throws(Fault) -> R {
  var random = Random.from(generator.value)
  let result = body(&random)
  generator.value = random.raw
  return result
}

/// The bounds of a range that is not empty.
private func bounds(
  _ range: RawValue, _ isClosed: Bool, _ precedes: (RawValue, RawValue) -> Bool
) throws(Fault) -> (RawValue, RawValue) {
  let bounds = RawRecord(range).scalars.map { RawValue(bits: $0) }
  guard bounds.count == 2, isClosed || precedes(bounds[0], bounds[1]) else {
    throw Fault(.invalidArgument, "there is no random value in an empty range")
  }
  return (bounds[0], bounds[1])
}

private func shuffled(_ array: ArrayObject, _ generator: InoutArgument) throws(Fault) -> ArrayObject {
  let order = try drawn(from: generator) { (0..<array.count).shuffled(using: &$0) }
  let result = ArrayObject(capacity: array.count, holdsObjects: array.holdsObjects)
  for number in order { result.append(array[number]) }
  return result
}
