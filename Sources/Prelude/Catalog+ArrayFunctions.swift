import CellLanguage
import Diagnostics

/// Members of arrays that call functions, search and sort.
extension CatalogTable {
  mutating func addArrayFunctions() {
    addTransforms()
    addReductions()
    addFolding()
    addSearches()
    addSorting()
    addExtrema()
  }

  private mutating func addTransforms() {
    member(
      "func map<T>(_ transform: (Element) throws -> T) rethrows -> [T]", of: "Array",
      "What a function makes of each element.",
      example: "[1, 2].map { $0 * $0 }"
    ) { call, reader in
      let (array, transform) = (try reader.array(), reader.function())
      let result = ArrayObject(capacity: array.count, holdsObjects: call.bank(of: call.type("T")) == .object)
      for number in 0..<array.count { result.append(try transform.callRaw([array[number]])) }
      return RawArray(result).raw
    }
    member(
      "func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> [Element]", of: "Array",
      "The elements for which a test holds.",
      example: "[1, 2, 3].filter { $0 > 1 }"
    ) { _, reader in
      let (array, test) = (try reader.array(), reader.function())
      let result = ArrayObject(capacity: 4, holdsObjects: array.holdsObjects)
      for number in 0..<array.count where try test.callRaw([array[number]]).bool { result.append(array[number]) }
      return RawArray(result).raw
    }
    member(
      "func compactMap<T>(_ transform: (Element) throws -> T?) rethrows -> [T]", of: "Array",
      "What a function makes of each element, without nils.", example: "[\"1\", \"x\"].compactMap { Int($0) }"
    ) { call, reader in
      let (array, transform) = (try reader.array(), reader.function())
      let result = ArrayObject(capacity: 4, holdsObjects: call.bank(of: call.type("T")) == .object)
      for number in 0..<array.count {
        if let value = try transform.callRaw([array[number]]).unwrapped { result.append(value) }
      }
      return RawArray(result).raw
    }
    member(
      "func flatMap<T>(_ transform: (Element) throws -> [T]) rethrows -> [T]", of: "Array",
      "The arrays that a function makes of the elements, one after the other.", example: "[1, 2].flatMap { [$0, $0] }"
    ) { call, reader in
      let (array, transform) = (try reader.array(), reader.function())
      let result = ArrayObject(capacity: array.count, holdsObjects: call.bank(of: call.type("T")) == .object)
      for number in 0..<array.count {
        guard let part = RawArray(try transform.callRaw([array[number]])).array else { continue }
        result.append(contentsOf: part)
      }
      return RawArray(result).raw
    }
    member(
      "func forEach(_ body: (Element) throws -> Void) rethrows -> Void", of: "Array",
      "Calls a function with each element."
    ) {
      _, reader in
      let (array, body) = (try reader.array(), reader.function())
      for number in 0..<array.count { _ = try body.callRaw([array[number]]) }
      return nil
    }
  }

  private mutating func addReductions() {
    for generics in ["", "<R>"] {
      let type = generics.isEmpty ? "Element" : "R"
      member(
        "func reduce\(generics)(_ initial: \(type), _ next: (\(type), Element) throws -> \(type)) rethrows -> \(type)",
        of: "Array",
        "All elements combined, one after the other.", example: "[1, 2, 3].reduce(0, +)"
      ) { _, reader in
        let (array, initial, next) = (try reader.array(), reader.next(), reader.function())
        var result = initial
        for number in 0..<array.count { result = try next.callRaw([result, array[number]]) }
        return result
      }
    }
    member("func sum(_ values: [Double]) -> Double", "The sum of the values.", example: "sum([1.0, 2.5])") {
      call, reader in call.sum(try reader.array())
    }
  }

  private mutating func addFolding() {
    member(
      "func reduce<Result>(into initialResult: Result, _ update: (inout Result, Element) throws -> Void) rethrows -> Result",
      of: "Array", "What becomes of a value that a function changes with each element.",
      example: "[1, 2, 3].reduce(into: 0) { $0 += $1 }"
    ) { call, reader in
      let (array, initial, update) = (try reader.array(), reader.next(), reader.function())
      let result = InoutArgument(initial, call.bank(of: call.type("Result")))
      for number in 0..<array.count { _ = try update.callRaw([result.raw, array[number]]) }
      return result.value
    }
  }

  private mutating func addSearches() {
    member(
      "func contains(_ value: Element) -> Bool where Element: Equatable", of: "Array", "Whether a value occurs.",
      example: "[1, 2].contains(2)"
    ) { call, reader in RawValue(try position(of: reader.array(), reader, call) != nil) }
    member(
      "func firstIndex(of value: Element) -> Int? where Element: Equatable", of: "Array",
      "The index of the first element that equals a value, or nil.", example: "[3, 1].firstIndex(of: 1)"
    ) { call, reader in optional(try position(of: reader.array(), reader, call).map { RawValue($0) }, .scalar) }
    member(
      "func lastIndex(of value: Element) -> Int? where Element: Equatable", of: "Array",
      "The index of the last element that equals a value, or nil."
    ) { call, reader in
      let (array, value, type) = (try reader.array(), reader.next(), call.type("Element"))
      let rules = call.rules
      let found = (0..<array.count).last { rules.areEqual(array[$0], value, as: type) }
      return optional(found.map { RawValue($0) }, .scalar)
    }
    typealias Pick = @Sendable (Int?, ArrayObject, Bank) -> RawValue
    let index: Pick = { found, _, _ in optional(found.map { RawValue($0) }, .scalar) }
    let value: Pick = { found, array, bank in optional(found.map { array[$0] }, bank) }
    let truth: Pick = { found, _, _ in RawValue(found != nil) }
    let searches: [(String, String, String, isLast: Bool, Pick)] = [
      ("contains", "Bool", "Whether a test holds for an element.", false, truth),
      ("first", "Element?", "The first element for which a test holds, or nil.", false, value),
      ("last", "Element?", "The last element for which a test holds, or nil.", true, value),
      ("firstIndex", "Int?", "The index of the first element for which a test holds, or nil.", false, index),
      ("lastIndex", "Int?", "The index of the last element for which a test holds, or nil.", true, index),
    ]
    for (name, result, sentence, isLast, pick) in searches {
      member(
        "func \(name)(where predicate: (Element) throws -> Bool) rethrows -> \(result)", of: "Array", sentence,
        example: "[1, 2, 3].\(name)(where: { $0 > 1 })"
      ) { call, reader in
        let (array, test) = (try reader.array(), reader.function())
        let isFound = { (number: Int) in try test.callRaw([array[number]]).bool }
        let numbers = 0..<array.count
        return pick(
          isLast ? try numbers.last(where: isFound) : try numbers.first(where: isFound), array, call.elementBank)
      }
    }
    member(
      "func allSatisfy(_ predicate: (Element) throws -> Bool) rethrows -> Bool", of: "Array",
      "Whether a test holds for all elements.",
      example: "[1, 2].allSatisfy { $0 > 0 }"
    ) { _, reader in
      let (array, test) = (try reader.array(), reader.function())
      return RawValue(try (0..<array.count).allSatisfy { try test.callRaw([array[$0]]).bool })
    }
  }

  private mutating func addSorting() {
    member(
      "func sorted() -> [Element] where Element: Comparable", of: "Array", "The elements in ascending order.",
      example: "[3, 1, 2].sorted()"
    ) { call, reader in
      let array = try reader.array().copy()
      try sort(array, call)
      return RawArray(array).raw
    }
    member(
      "mutating func sort() -> Void where Element: Comparable", of: "Array", "Puts the elements in ascending order."
    ) { call, _ in
      try sort(try call.uniqueArray(), call)
      return nil
    }
    member(
      "func sorted(by areInIncreasingOrder: (Element, Element) throws -> Bool) rethrows -> [Element]", of: "Array",
      "The elements in the order of a test.", example: "[1, 3, 2].sorted(by: >)"
    ) { call, reader in
      let (array, test) = (try reader.array(), reader.function())
      let sorted = try RawArray(array).elements.sorted { try test.callRaw([$0, $1]).bool }
      return RawArray.make(sorted, bank: call.elementBank).raw
    }
    member(
      "mutating func sort(by areInIncreasingOrder: (Element, Element) throws -> Bool) rethrows -> Void", of: "Array",
      "Puts the elements in the order of a test."
    ) { call, reader in
      let (array, test) = (try reader.array(), reader.function())
      let sorted = try RawArray(array).elements.sorted { try test.callRaw([$0, $1]).bool }
      call.replaceReceiver(with: RawArray.make(sorted, bank: call.elementBank))
      return nil
    }
  }

  private mutating func addExtrema() {
    for (name, isMax, sentence) in [("max", true, "The larger of two."), ("min", false, "The smaller of two.")] {
      member("@_disfavoredOverload func \(name)<T: Comparable>(_ x: T, _ y: T) -> T", sentence) { call, reader in
        let (x, y) = (reader.next(), reader.next())
        // As in Swift, the second of equal values is the larger one.
        let isSecondLess = try ordering(call.type("T"), call)(y, x)
        return isSecondLess == isMax ? x : y
      }
    }
    for (name, sentence) in [("max", "The largest element, or nil."), ("min", "The smallest element, or nil.")] {
      let isMax = name == "max"
      member(
        "func \(name)() -> Element? where Element: Comparable", of: "Array", sentence, example: "[3, 1].\(name)()"
      ) { call, reader in
        let array = try reader.array()
        let precedes = try ordering(call.type("Element"), call)
        return optional(extremum(array, isMax, precedes), call.elementBank)
      }
      member(
        "func \(name)(by areInIncreasingOrder: (Element, Element) throws -> Bool) rethrows -> Element?", of: "Array",
        sentence,
        example: "[-3, 1].\(name)(by: { abs($0) < abs($1) })"
      ) { call, reader in
        let (array, test) = (try reader.array(), reader.function())
        return optional(try extremum(array, isMax) { try test.callRaw([$0, $1]).bool }, call.elementBank)
      }
    }
  }
}

/// The index of the first element that equals the call's second argument.
private func position(
  of array: ArrayObject, _ reader: ArgumentReader, _ call: borrowing NativeCall
) throws(Fault) -> Int? {
  var reader = reader
  let (value, type, rules) = (reader.next(), call.type("Element"), call.rules)
  for number in 0..<array.count where rules.areEqual(array[number], value, as: type) { return number }
  return nil
}

private func extremum(
  _ array: ArrayObject, _ isMax: Bool, _ precedes: (RawValue, RawValue) throws -> Bool
) rethrows -> RawValue? {
  guard array.count > 0 else { return nil }
  var best = array[0]
  for number in 1..<max(array.count, 1) {
    let value = array[number]
    // As in Swift, the first of equal elements.
    if try isMax ? precedes(best, value) : precedes(value, best) { best = value }
  }
  return best
}

func ordering(_ type: Type, _ call: borrowing NativeCall) throws(Fault) -> (RawValue, RawValue) -> Bool {
  guard let precedes = call.rules.ordering(of: type) else {
    throw Fault(.invalidArgument, "values of type \(type) have no order")
  }
  return precedes
}

private func sort(_ array: ArrayObject, _ call: borrowing NativeCall) throws(Fault) {
  switch call.type("Element") {
  case .int: array.sortIntegers()
  case .double where !call.isTracing: array.sortDoubles()
  default:
    let sorted = RawArray(array).elements.sorted(by: try ordering(call.type("Element"), call))
    for (number, value) in sorted.enumerated() { array[number] = value }
  }
}
