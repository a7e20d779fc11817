import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addArrays() {
    addArrayMaking()
    addArrayReading()
    addArraySlices()
    addArrayChanges()
    addArrayRemovals()
  }

  private mutating func addArrayMaking() {
    member(
      "init(repeating element: Element, count: Int)", of: "Array", "An array of one value, repeated.",
      example: "[Int](repeating: 0, count: 3)"
    ) { call, reader in
      let (element, count) = (reader.next(), reader.next().int)
      guard count >= 0 else { throw Fault(.invalidArgument, "an array cannot have \(count) elements") }
      try call.charge(elements: count)
      let array = ArrayObject(capacity: count, holdsObjects: call.elementBank == .object)
      for _ in 0..<count { array.append(element) }
      return RawArray(array).raw
    }
    member("init(_ elements: [Element])", of: "Array", "The elements of a sequence.") { _, reader in reader.next() }
    member(
      "init(_ elements: Set<Element>)", of: "Array", "The elements of a set.", example: "Array(Set([1, 2])).sorted()"
    ) {
      call, reader in try elementsOfTable(reader.table(), call)
    }
    member(
      "init(_ text: String) where Element == Character", of: "Array", "The characters of a text.",
      example: "Array(\"abc\")"
    ) { call, reader in
      let text = reader.next().string
      try call.charge(elements: text.utf8.count)
      return characters(text)
    }
    member("init(_ slice: ArraySlice<Element>)", of: "Array", "The elements of a slice.") { _, reader in
      RawArray(sliceElements(reader.next())).raw
    }
    for (type, isClosed) in [("Range", false), ("ClosedRange", true)] {
      member(
        "init(_ range: \(type)<Element>)", of: "Array", "The numbers of a range.",
        example: isClosed ? "Array(1...3)" : "Array(0..<3)"
      ) { call, reader in try numbers(of: reader.next(), closed: isClosed, call) }
    }
    member("@_disfavoredOverload func + <T>(l: [T], r: [T]) -> [T]", "One array after the other.", example: "[1] + [2]")
    {
      call, reader in
      let (left, right) = (try reader.array(), try reader.array())
      try call.charge(elements: left.count + right.count)
      let result = left.copy(capacity: left.count + right.count)
      result.append(contentsOf: right)
      return RawArray(result).raw
    }
  }

  private mutating func addArrayReading() {
    instruction("var count: Int", of: "Array", "How many elements there are.", .count)
    member("var isEmpty: Bool", of: "Array", "Whether there are no elements.", example: "[1, 2].isEmpty") { _, reader in
      RawValue(try reader.array().count == 0)
    }
    member("var first: Element?", of: "Array", "The first element, or nil.", example: "[3, 1].first") { call, reader in
      optional(element(of: try reader.array(), at: 0), call.elementBank)
    }
    member("var last: Element?", of: "Array", "The last element, or nil.", example: "[3, 1].last") { call, reader in
      let array = try reader.array()
      return optional(element(of: array, at: array.count - 1), call.elementBank)
    }
    member("var indices: Range<Int>", of: "Array", "The valid indices.", example: "[7, 8].indices") { _, reader in
      RawRecord(scalars: [0, UInt64(try reader.array().count)]).raw
    }
    member("var startIndex: Int", of: "Array", "The index of the first element: 0.") { _, _ in RawValue(0) }
    member("var endIndex: Int", of: "Array", "The index behind the last element.") { _, reader in
      RawValue(try reader.array().count)
    }
    member(
      "func reversed() -> [Element]", of: "Array", "The elements from last to first.",
      example: "Array([1, 2].reversed())"
    ) { call, reader in
      let array = try reader.array().copy()
      try call.checkpoint()
      reverse(array)
      return RawArray(array).raw
    }
    member(
      "func enumerated() -> [(offset: Int, element: Element)]", of: "Array", "The elements with their numbers.",
      example: "[\"a\", \"b\"].enumerated().map { \"\\($0.offset)\\($0.element)\" }"
    ) { call, reader in
      let bank = call.elementBank
      return try pairs(try reader.array().count, reader, call) { array, number in
        RawRecord(RawValue(number), .scalar, array[number], bank).raw
      }
    }
    member(
      "func joined<T>() -> [T] where Element == [T]", of: "Array", "The arrays, one after the other.",
      example: "Array([[1], [2, 3]].joined())"
    ) { call, reader in
      let array = try reader.array()
      let result = ArrayObject(capacity: array.count, holdsObjects: call.bank(of: call.type("T")) == .object)
      for number in 0..<array.count {
        if let part = RawArray(array[number]).array { result.append(contentsOf: part) }
        try call.checkpoint()
      }
      return RawArray(result).raw
    }
    member(
      "func zip<A, B>(_ a: [A], _ b: [B]) -> [(A, B)]", "The pairs of two arrays.",
      example: "zip([1, 2], [3.0, 4.0]).map { Double($0.0) * $0.1 }"
    ) { call, reader in
      let (a, b) = (try reader.array(), try reader.array())
      let banks = (call.bank(of: call.type("A")), call.bank(of: call.type("B")))
      let result = ArrayObject(capacity: min(a.count, b.count), holdsObjects: true)
      for number in 0..<min(a.count, b.count) {
        result.append(RawRecord(a[number], banks.0, b[number], banks.1).raw)
        try call.checkpoint()
      }
      return RawArray(result).raw
    }
  }

  // MARK: Slices

  private mutating func addArraySlices() {
    member("func _elements() -> [Element]", of: "ArraySlice", "The elements.") { _, reader in
      RawArray(sliceElements(reader.next())).raw
    }
    member("subscript(_ index: Int) -> Element", of: "ArraySlice", "The element at an index of the array.") {
      _, reader in
      let slice = reader.next()
      let (array, index) = (sliceElements(slice), reader.next().int)
      let start = RawValue(bits: RawRecord(slice).scalars.first ?? 0).int
      guard index >= start, index - start < array.count else {
        throw Fault(.indexOutOfRange, "index \(index) is outside the slice \(start)..<\(start + array.count)")
      }
      return array[index - start]
    }
    member("var startIndex: Int", of: "ArraySlice", "The index of the first element in the array.") { _, reader in
      RawValue(bits: RawRecord(reader.next()).scalars.first ?? 0)
    }
    member("var endIndex: Int", of: "ArraySlice", "The index in the array behind the last element.") { _, reader in
      let slice = reader.next()
      return RawValue(RawValue(bits: RawRecord(slice).scalars.first ?? 0).int + sliceElements(slice).count)
    }
    let ranges: [(type: String, bounds: @Sendable (RawValue, Int) -> (Int, Int))] = [
      ("Range<Int>", { range, _ in (bound(range, 0), bound(range, 1)) }),
      ("ClosedRange<Int>", { range, _ in (bound(range, 0), bound(range, 1) &+ 1) }),
    ]
    for (type, bounds) in ranges {
      member("subscript(_ range: \(type)) -> ArraySlice<Element>", of: "Array", "The elements of some indices.") {
        call, reader in
        let array = try reader.array()
        let (lower, upper) = bounds(reader.next(), array.count)
        guard lower >= 0, lower <= upper, upper <= array.count else {
          throw Fault(.indexOutOfRange, "\(lower)..<\(upper) is outside the array, which has \(array.count) elements")
        }
        return try slice(array, lower..<upper, call)
      }
    }
    let counted: [(String, String, @Sendable (Int, Int) -> Range<Int>)] = [
      ("prefix(_ maxLength: Int)", "At most so many elements from the start.", { 0..<min($0, $1) }),
      ("suffix(_ maxLength: Int)", "At most so many elements from the end.", { max(0, $1 - $0)..<$1 }),
      ("dropFirst(_ k: Int = 1)", "All but the first elements.", { min($0, $1)..<$1 }),
      ("dropLast(_ k: Int = 1)", "All but the last elements.", { 0..<max(0, $1 - $0) }),
    ]
    for (name, sentence, range) in counted {
      let example = "[1, 2, 3].\(name.prefix { $0 != "(" })(2)"
      member("func \(name) -> ArraySlice<Element>", of: "Array", sentence, example: example) { call, reader in
        let (array, count) = (try reader.array(), reader.next().int)
        guard count >= 0 else { throw Fault(.invalidArgument, "\(count) is no number of elements") }
        return try slice(array, range(count, array.count), call)
      }
    }
    member(
      "func prefix(while predicate: (Element) throws -> Bool) rethrows -> ArraySlice<Element>", of: "Array",
      "The elements before the first for which a test fails."
    ) { call, reader in
      let array = try reader.array()
      return try slice(array, 0..<runLength(array, reader.function()), call)
    }
    member(
      "func drop(while predicate: (Element) throws -> Bool) rethrows -> ArraySlice<Element>", of: "Array",
      "The elements from the first on for which a test fails."
    ) { call, reader in
      let array = try reader.array()
      return try slice(array, runLength(array, reader.function())..<array.count, call)
    }
  }

  // MARK: Changing

  private mutating func addArrayChanges() {
    member("mutating func append(_ element: Element) -> Void", of: "Array", "Adds an element at the end.") {
      call, reader in
      _ = reader.next()
      try call.uniqueArray().append(reader.next())
      return nil
    }
    member(
      "mutating func append(contentsOf others: [Element]) -> Void", of: "Array", "Adds elements at the end."
    ) { call, reader in
      _ = reader.next()
      let others = try reader.array()
      let array = try call.uniqueArray()
      if array.count + others.count > array.capacity { try call.charge(elements: max(2 * array.count, others.count)) }
      array.append(contentsOf: others)
      return nil
    }
    member(
      "mutating func insert(_ element: Element, at index: Int) -> Void", of: "Array", "Puts an element at an index."
    ) { call, reader in
      _ = reader.next()
      let (element, index) = (reader.next(), reader.next().int)
      let array = try call.uniqueArray()
      guard index >= 0, index <= array.count else { throw outside(index, array) }
      array.insert(element, at: index)
      return nil
    }
    member("mutating func swapAt(_ i: Int, _ j: Int) -> Void", of: "Array", "Exchanges two elements.") { call, reader in
      _ = reader.next()
      let (i, j) = (reader.next().int, reader.next().int)
      let array = try call.uniqueArray()
      for index in [i, j] where index < 0 || index >= array.count { throw outside(index, array) }
      array.swap(i, j)
      return nil
    }
    member("mutating func reverse() -> Void", of: "Array", "Turns the order of the elements round.") { call, _ in
      reverse(try call.uniqueArray())
      return nil
    }
    member("mutating func reserveCapacity(_ minimumCapacity: Int) -> Void", of: "Array", "Makes room for elements.") {
      call, reader in
      _ = reader.next()
      let count = reader.next().int
      try call.charge(elements: count)
      try call.uniqueArray().reserve(count)
      return nil
    }
  }

  private mutating func addArrayRemovals() {
    member(
      "@discardableResult mutating func removeLast() -> Element", of: "Array", "Removes the last element and gives it."
    ) {
      call, _ in
      let array = try call.uniqueArray()
      guard array.count > 0 else { throw Fault(.indexOutOfRange, "an empty array has no last element") }
      return array.removeLast()
    }
    member("mutating func popLast() -> Element?", of: "Array", "Removes the last element and gives it, or nil.") {
      call, _ in
      let array = try call.uniqueArray()
      return optional(array.count > 0 ? array.removeLast() : nil, call.elementBank)
    }
    member(
      "@discardableResult mutating func removeFirst() -> Element", of: "Array",
      "Removes the first element and gives it."
    ) { call, _ in
      let array = try call.uniqueArray()
      guard array.count > 0 else { throw Fault(.indexOutOfRange, "an empty array has no first element") }
      return array.remove(at: 0)
    }
    member(
      "@discardableResult mutating func remove(at index: Int) -> Element", of: "Array",
      "Removes an element and gives it."
    ) { call, reader in
      _ = reader.next()
      let (array, index) = (try call.uniqueArray(), reader.next().int)
      guard index >= 0, index < array.count else { throw outside(index, array) }
      return array.remove(at: index)
    }
    for (name, isFirst) in [("removeFirst", true), ("removeLast", false)] {
      member("mutating func \(name)(_ k: Int) -> Void", of: "Array", "Removes some elements at one end.") {
        call, reader in
        _ = reader.next()
        let (array, count) = (try call.uniqueArray(), reader.next().int)
        guard count >= 0, count <= array.count else {
          throw Fault(.indexOutOfRange, "\(count) elements cannot be removed from \(array.count)")
        }
        array.removeSubrange(isFirst ? 0..<count : array.count - count..<array.count)
        return nil
      }
    }
    member(
      "mutating func removeAll(keepingCapacity: Bool = false) -> Void", of: "Array", "Removes all elements."
    ) { call, _ in
      call.replaceReceiver(with: RawArray.make([], bank: call.elementBank))
      return nil
    }
    member(
      "mutating func removeAll(where shouldBeRemoved: (Element) throws -> Bool) rethrows -> Void", of: "Array",
      "Removes the elements for which a test holds."
    ) { call, reader in
      let array = try reader.array()
      let test = reader.function()
      let kept = ArrayObject(capacity: array.count, holdsObjects: array.holdsObjects)
      for number in 0..<array.count where try !test.callRaw([array[number]]).bool { kept.append(array[number]) }
      call.replaceReceiver(with: RawArray(kept))
      return nil
    }
  }
}

// MARK: - Helpers

func optional(_ value: RawValue?, _ bank: Bank) -> RawValue { value?.wrapped(bank) ?? RawValue(object: nil) }

func element(of array: ArrayObject, at index: Int) -> RawValue? {
  index >= 0 && index < array.count ? array[index] : nil
}

func outside(_ index: Int, _ array: ArrayObject) -> Fault {
  Fault(
    .indexOutOfRange,
    "index \(index) is outside the array, which has \(array.count) element\(array.count == 1 ? "" : "s")")
}

/// The array of `make`'s records for each number.
private func pairs(
  _ count: Int, _ reader: ArgumentReader, _ call: borrowing NativeCall, _ make: (RawArray, Int) -> RawValue
) throws -> RawValue {
  var reader = ArgumentReader(call)
  let array = RawArray(reader.next())
  let result = ArrayObject(capacity: count, holdsObjects: true)
  for number in 0..<count {
    result.append(make(array, number))
    try call.checkpoint()
  }
  return RawArray(result).raw
}

func reverse(_ array: ArrayObject) {
  for number in 0..<array.count / 2 { array.swap(number, array.count - 1 - number) }
}

private func bound(_ range: RawValue, _ number: Int) -> Int { RawValue(bits: RawRecord(range).scalars[number]).int }

/// A slice is the index where it begins and its elements.
private func slice(_ array: ArrayObject, _ range: Range<Int>, _ call: borrowing NativeCall) throws(Fault) -> RawValue {
  try call.charge(elements: range.count)
  let part = ArrayObject(capacity: range.count, holdsObjects: array.holdsObjects)
  part.append(contentsOf: array, from: range.lowerBound, count: range.count)
  return RawRecord(fields: [RawValue(range.lowerBound), RawArray(part).raw], banks: [.scalar, .object]).raw
}

private func sliceElements(_ slice: RawValue) -> ArrayObject {
  RawRecord(slice).objectFields.first.flatMap { RawArray($0).array } ?? ArrayObject(capacity: 0, holdsObjects: false)
}

private func runLength(_ array: ArrayObject, _ test: CellFunction) throws -> Int {
  try (0..<array.count).first { try !test.callRaw([array[$0]]).bool } ?? array.count
}

func elementsOfTable(_ table: TableObject, _ call: borrowing NativeCall) throws(Fault) -> RawValue {
  try call.charge(elements: table.count)
  let array = ArrayObject(capacity: table.count, holdsObjects: table.keys.holdsObjects)
  for entry in table.entries { array.append(table.keys[entry]) }
  return RawArray(array).raw
}

/// The numbers of a range as an array.
func numbers(of range: RawValue, closed: Bool, _ call: borrowing NativeCall) throws(Fault) -> RawValue {
  let bounds = RawRecord(range).scalars.map { RawValue(bits: $0).int }
  guard bounds.count == 2, bounds[0] <= bounds[1] else {
    throw Fault(.invalidArgument, "the upper bound of this range is below its lower bound")
  }
  let (distance, overflow) = bounds[1].subtractingReportingOverflow(bounds[0])
  let count = overflow || distance == .max ? .max : distance + (closed ? 1 : 0)
  try call.charge(elements: count)
  let array = ArrayObject(capacity: count, holdsObjects: false)
  for number in 0..<count { array.append(UInt64(bitPattern: Int64(bounds[0] + number))) }
  return RawArray(array).raw
}
