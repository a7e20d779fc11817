import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addRanges() {
    addStrides()
    for owner in ["Range", "ClosedRange"] {
      let isClosed = owner == "ClosedRange"
      let range = isClosed ? "(1...3)" : "(1..<3)"
      member("func _elements() -> [Int]", of: owner, "The numbers, one after the other.") { call, reader in
        try numbers(of: reader.next(), closed: isClosed, call)
      }
      member(
        "func map<T>(_ transform: (Bound) throws -> T) rethrows -> [T]", of: owner,
        "What a function makes of each number.",
        example: "\(range).map { $0 * $0 }"
      ) { call, reader in
        let (lower, count) = try span(reader.next(), isClosed)
        let transform = reader.function()
        try call.charge(elements: count)
        let result = ArrayObject(capacity: count, holdsObjects: call.bank(of: call.type("T")) == .object)
        for number in 0..<count { result.append(try transform.callRaw([RawValue(lower + number)])) }
        return RawArray(result).raw
      }
      member("var count: Int", of: owner, "How many numbers there are.", example: "\(range).count") { _, reader in
        let (_, count) = try span(reader.next(), isClosed)
        if count == .max { throw Fault(.overflow, "this range has too many numbers for an Int") }
        return RawValue(count)
      }
      member(
        "func contains(_ element: Bound) -> Bool", of: owner, "Whether a number is inside.",
        example: "\(range).contains(3)"
      ) { call, reader in
        let bounds = RawRecord(reader.next()).scalars.map { RawValue(bits: $0) }
        let (value, precedes) = (reader.next(), try ordering(call.type("Bound"), call))
        return RawValue(
          !precedes(value, bounds[0]) && (isClosed ? !precedes(bounds[1], value) : precedes(value, bounds[1])))
      }
      member("var isEmpty: Bool", of: owner, "Whether nothing is inside.", example: "\(range).isEmpty") {
        call, reader in
        let bounds = RawRecord(reader.next()).scalars.map { RawValue(bits: $0) }
        let precedes = try ordering(call.type("Bound"), call)
        return RawValue(!isClosed && !precedes(bounds[0], bounds[1]))
      }
    }
  }

  private mutating func addStrides() {
    for (label, isThrough, sentence) in [
      ("to", false, "Numbers up to, not including, an end."), ("through", true, "Numbers up to and including an end."),
    ] {
      member(
        "func stride(from: Double, \(label): Double, by: Double) -> [Double]", sentence,
        example: "stride(from: 0.0, \(label): 1, by: 0.25).map { $0 }"
      ) { call, reader in
        let (from, to, by) = (reader.next().double, reader.next().double, reader.next().double)
        guard by != 0, by.isFinite, from.isFinite else { throw Fault(.invalidArgument, "a stride of \(by) never ends") }
        // Multiplied, not added up, as Swift's own stride does.
        return try strided(call) { number in
          let value = from + Double(number) * by
          let isInside = isThrough ? (by > 0 ? value <= to : value >= to) : (by > 0 ? value < to : value > to)
          return isInside ? value.bitPattern : nil
        }
      }
      member(
        "func stride(from: Int, \(label): Int, by: Int) -> [Int]", sentence,
        example: "stride(from: 0, \(label): 9, by: 3).map { $0 }"
      ) { call, reader in
        let (from, to, by) = (reader.next().int, reader.next().int, reader.next().int)
        guard by != 0 else { throw Fault(.invalidArgument, "a stride of 0 never ends") }
        return try strided(call) { number in
          let (product, overflow) = number.multipliedReportingOverflow(by: by)
          let (value, beyond) = from.addingReportingOverflow(product)
          guard !overflow, !beyond else { return nil }
          let isInside = isThrough ? (by > 0 ? value <= to : value >= to) : (by > 0 ? value < to : value > to)
          return isInside ? UInt64(bitPattern: Int64(value)) : nil
        }
      }
    }
  }
}

/// The scalars that `value` gives for 0, 1, 2, ... until it gives none.
private func strided(_ call: borrowing NativeCall, _ value: (Int) -> UInt64?) throws(Fault) -> RawValue {
  let array = ArrayObject(capacity: 8, holdsObjects: false)
  while let bits = value(array.count) {
    if array.count == array.capacity { try call.charge(elements: array.count) }
    array.append(bits)
    if array.count & 0xFFF == 0 { try call.checkpoint() }
  }
  return RawArray(array).raw
}

/// Where a range of integers begins, and how many there are: `Int.max` for more.
private func span(_ range: RawValue, _ isClosed: Bool) throws(Fault) -> (lower: Int, count: Int) {
  let bounds = RawRecord(range).scalars.map { RawValue(bits: $0).int }
  let (distance, overflow) = bounds[1].subtractingReportingOverflow(bounds[0])
  if overflow || distance == .max { return (bounds[0], .max) }
  return (bounds[0], distance + (isClosed ? 1 : 0))
}
