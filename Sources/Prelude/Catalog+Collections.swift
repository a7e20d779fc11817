import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addCollections() {
    addArrays()
    addClosureMembers()
    addNumberArrays()
    addSequences()
    addDictionaries()
    addStrings()
  }

  private mutating func addArrays() {
    instruction("var count: Int", of: "Array", "How many elements there are.", .count)
    add("var isEmpty: Bool", of: "Array", "Whether there are no elements.") { (array: RawArray) in array.count == 0 }
    add("mutating func append(_ element: Element) -> Void", of: "Array", "Adds an element at the end.") {
      (array: RawArray, element: RawValue) in
    }
    raw("mutating func append(contentsOf others: [Element]) -> Void", of: "Array", "Adds elements at the end.") {
      call in
      var reader = ArgumentReader(call)
      let (array, others) = (RawArray(reader.next()), RawArray(reader.next()))
      try call.charge(bytes: 8 * (array.count + others.count))
      call.replaceReceiver(with: array.appending(others, bank: call.elementBank))
      call.finish()
    }
    raw("mutating func removeLast() -> Element", of: "Array", "Removes the last element and gives it.") { call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      guard array.count > 0 else { throw Fault(.indexOutOfRange, "an empty array has no last element") }
      let last = array[array.count - 1]
      call.replaceReceiver(with: RawArray.make(array.elements.dropLast(), bank: call.elementBank))
      call.finish(with: last)
    }
    raw("var first: Element?", of: "Array", "The first element, or nil.") { call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      call.finish(with: array.count == 0 ? RawValue(object: nil) : array[0].wrapped(call.elementBank))
    }
    raw("var last: Element?", of: "Array", "The last element, or nil.") { call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      call.finish(with: array.count == 0 ? RawValue(object: nil) : array[array.count - 1].wrapped(call.elementBank))
    }
    add("var indices: Range<Int>", of: "Array", "The valid indices.") { (array: RawArray) in
      RawRecord(scalars: [0, UInt64(array.count)])
    }
    raw("init(repeating element: Element, count: Int)", of: "Array", "An array of one value, repeated.") { call in
      var reader = ArgumentReader(call)
      let (element, count) = (reader.next(), reader.next().int)
      guard count >= 0 else { throw Fault(.invalidArgument, "an array cannot have \(count) elements") }
      try call.charge(elements: count)
      call.finish(with: RawArray.make(Array(repeating: element, count: count), bank: call.elementBank).raw)
    }
    raw("init(_ elements: [Element])", of: "Array", "The elements of a sequence.") { call in
      var reader = ArgumentReader(call)
      call.finish(with: reader.next())
    }
    for (type, isClosed) in [("Range", false), ("ClosedRange", true)] {
      raw("init(_ range: \(type)<Element>)", of: "Array", "The numbers of a range.") { call in
        var reader = ArgumentReader(call)
        let numbers = try integers(reader.next(), closed: isClosed, call)
        call.finish(with: RawArray.make(numbers.map { RawValue($0) }, bank: .scalar).raw)
      }
    }
    raw("func reversed() -> [Element]", of: "Array", "The elements from last to first.") { call in
      var reader = ArgumentReader(call)
      call.finish(with: RawArray.make(RawArray(reader.next()).elements.reversed(), bank: call.elementBank).raw)
    }
    raw("@_disfavoredOverload func + <T>(l: [T], r: [T]) -> [T]", "One array after the other.") { call in
      var reader = ArgumentReader(call)
      let (left, right) = (RawArray(reader.next()), RawArray(reader.next()))
      try call.charge(bytes: 8 * (left.count + right.count))
      call.finish(with: left.appending(right, bank: call.bank(of: call.type("T"))).raw)
    }
  }

  private mutating func addClosureMembers() {
    raw("func map<T>(_ transform: (Element) -> T) -> [T]", of: "Array", "What a function makes of each element.") {
      call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      let transform = CellFunction.read(&reader)
      let results = try array.elements.map { try transform.callRaw([$0]) }
      call.finish(with: RawArray.make(results, bank: call.bank(of: call.type("T"))).raw)
    }
    raw(
      "func filter(_ isIncluded: (Element) -> Bool) -> [Element]", of: "Array", "The elements for which a test holds."
    ) {
      call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      let isIncluded = CellFunction.read(&reader)
      let kept = try array.elements.filter { try isIncluded.callRaw([$0]).bool }
      call.finish(with: RawArray.make(kept, bank: call.elementBank).raw)
    }
    raw(
      "func reduce(_ initial: Element, _ next: (Element, Element) -> Element) -> Element", of: "Array",
      "All elements combined, one after the other.", reduce)
    raw(
      "func reduce<R>(_ initial: R, _ next: (R, Element) -> R) -> R", of: "Array",
      "All elements combined, one after the other.", reduce)
    raw("func forEach(_ body: (Element) -> Void) -> Void", of: "Array", "Calls a function with each element.") { call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      let body = CellFunction.read(&reader)
      for element in array.elements { _ = try body.callRaw([element]) }
      call.finish()
    }
  }

  private mutating func addNumberArrays() {
    add("func sum(_ values: [Double]) -> Double", "The sum of the values.") { (values: [Double]) in
      values.reduce(0, +)
    }
    raw("func contains(_ value: Element) -> Bool", of: "Array", "Whether a value occurs.") { call in
      var reader = ArgumentReader(call)
      let (array, value) = (RawArray(reader.next()), reader.next())
      call.finish(with: RawValue(array.elements.contains { isEqual($0, value, as: call.type("Element")) }))
    }
    raw("func sorted() -> [Element]", of: "Array", "The elements in ascending order.") { call in
      var reader = ArgumentReader(call)
      let array = RawArray(reader.next())
      let element = call.type("Element")
      guard let precedes = ordering(of: element) else {
        throw Fault(.invalidArgument, "values of type \(element) have no order")
      }
      call.finish(with: RawArray.make(array.elements.sorted(by: precedes), bank: call.elementBank).raw)
    }
    for (name, sentence) in [("max", "The largest element, or nil."), ("min", "The smallest element, or nil.")] {
      raw("func \(name)() -> Element?", of: "Array", sentence) { call in
        var reader = ArgumentReader(call)
        let array = RawArray(reader.next())
        let element = call.type("Element")
        guard let precedes = ordering(of: element) else {
          throw Fault(.invalidArgument, "values of type \(element) have no order")
        }
        let found = name == "max" ? array.elements.max(by: precedes) : array.elements.min(by: precedes)
        call.finish(with: found?.wrapped(call.elementBank) ?? RawValue(object: nil))
      }
    }
  }

  private mutating func addSequences() {
    add("func stride(from: Double, to: Double, by: Double) -> [Double]", "Numbers up to, not including, an end.") {
      (from: Double, to: Double, by: Double) in try strided(from, by) { by > 0 ? $0 < to : $0 > to }
    }
    add("func stride(from: Double, through: Double, by: Double) -> [Double]", "Numbers up to and including an end.") {
      (from: Double, through: Double, by: Double) in try strided(from, by) { by > 0 ? $0 <= through : $0 >= through }
    }
    add("func stride(from: Int, to: Int, by: Int) -> [Int]", "Integers up to, not including, an end.") {
      (from: Int, to: Int, by: Int) in
      try checkStride(from, to, by)
      return Array(Swift.stride(from: from, to: to, by: by))
    }
    add("func stride(from: Int, through: Int, by: Int) -> [Int]", "Integers up to and including an end.") {
      (from: Int, through: Int, by: Int) in
      try checkStride(from, through, by)
      return Array(Swift.stride(from: from, through: through, by: by))
    }
    raw("func zip<A, B>(_ a: [A], _ b: [B]) -> [(A, B)]", "The pairs of two arrays.") { call in
      var reader = ArgumentReader(call)
      let (a, b) = (RawArray(reader.next()), RawArray(reader.next()))
      let banks = [call.bank(of: call.type("A")), call.bank(of: call.type("B"))]
      let pairs = zip(a.elements, b.elements).map { RawRecord(fields: [$0, $1], banks: banks).raw }
      call.finish(with: RawArray.make(pairs, bank: .object).raw)
    }
    raw("func enumerated() -> [(offset: Int, element: Element)]", of: "Array", "The elements with their numbers.") {
      call in
      var reader = ArgumentReader(call)
      let banks = [Bank.scalar, call.elementBank]
      let pairs = RawArray(reader.next()).elements.enumerated().map { number, element in
        RawRecord(fields: [RawValue(number), element], banks: banks).raw
      }
      call.finish(with: RawArray.make(pairs, bank: .object).raw)
    }
    for owner in ["Range", "ClosedRange"] {
      raw("func _elements() -> [Int]", of: owner, "The numbers, one after the other.") { call in
        var reader = ArgumentReader(call)
        let numbers = try integers(reader.next(), closed: owner == "ClosedRange", call)
        call.finish(with: RawArray.make(numbers.map { RawValue($0) }, bank: .scalar).raw)
      }
      raw("func map<T>(_ transform: (Bound) -> T) -> [T]", of: owner, "What a function makes of each number.") { call in
        var reader = ArgumentReader(call)
        let numbers = try integers(reader.next(), closed: owner == "ClosedRange", call)
        let transform = CellFunction.read(&reader)
        let results = try numbers.map { try transform.callRaw([RawValue($0)]) }
        call.finish(with: RawArray.make(results, bank: call.bank(of: call.type("T"))).raw)
      }
    }
  }

  private mutating func addDictionaries() {
    raw("init(_ keys: [Key], _ values: [Value])", of: "Dictionary", "The entries of a literal.") { call in
      var reader = ArgumentReader(call)
      let (keys, values) = (reader.next(), reader.next())
      call.finish(with: RawRecord(scalars: [], objects: [keys.object, values.object]).raw)
    }
    raw("func _elements() -> [(key: Key, value: Value)]", of: "Dictionary", "The entries.") { call in
      var reader = ArgumentReader(call)
      let (keys, values) = RawRecord(reader.next()).entries
      let banks = [call.bank(of: call.type("Key")), call.bank(of: call.type("Value"))]
      let pairs = zip(keys.elements, values.elements).map { RawRecord(fields: [$0, $1], banks: banks).raw }
      call.finish(with: RawArray.make(pairs, bank: .object).raw)
    }
    raw("var count: Int", of: "Dictionary", "How many entries there are.") { call in
      var reader = ArgumentReader(call)
      call.finish(with: RawValue(RawArray(RawValue(object: RawRecord(reader.next()).objects.first ?? nil)).count))
    }
    raw("subscript(_ key: Key) -> Value?", of: "Dictionary", "The value of a key, or nil.") { call in
      var reader = ArgumentReader(call)
      let (record, key) = (RawRecord(reader.next()), reader.next())
      let (keys, values) = record.entries
      let position = keys.elements.firstIndex { isEqual($0, key, as: call.type("Key")) }
      call.finish(
        with: position.map { values[$0].wrapped(call.bank(of: call.type("Value"))) } ?? RawValue(object: nil))
    }
    raw("mutating func setSubscript(_ key: Key, _ value: Value) -> Void", of: "Dictionary") { call in
      var reader = ArgumentReader(call)
      let (record, key, value) = (RawRecord(reader.next()), reader.next(), reader.next())
      var (keys, values) = (record.entries.keys.elements, record.entries.values.elements)
      if let position = keys.firstIndex(where: { isEqual($0, key, as: call.type("Key")) }) {
        values[position] = value
      } else {
        keys.append(key)
        values.append(value)
      }
      let keyArray = RawArray.make(keys, bank: call.bank(of: call.type("Key")))
      let valueArray = RawArray.make(values, bank: call.bank(of: call.type("Value")))
      call.replaceReceiver(with: RawRecord(scalars: [], objects: [keyArray.raw.object, valueArray.raw.object]))
      call.finish()
    }
  }

  private mutating func addStrings() {
    raw("func + (l: String, r: String) -> String", "One text after the other.") { call in
      var reader = ArgumentReader(call)
      let (left, right) = (reader.next().string, reader.next().string)
      try call.charge(bytes: left.utf8.count + right.utf8.count)
      call.finish(with: RawValue(left + right))
    }
    add("func == (l: String, r: String) -> Bool", "Whether two texts are equal.") { (l: String, r: String) in l == r }
    add("func < (l: String, r: String) -> Bool", "Whether one text sorts before another.") {
      (l: String, r: String) in l < r
    }
    add("func > (l: String, r: String) -> Bool", "Whether one text sorts after another.") {
      (l: String, r: String) in l > r
    }
    add("func <= (l: String, r: String) -> Bool", "Whether one text does not sort after another.") {
      (l: String, r: String) in l <= r
    }
    add("func >= (l: String, r: String) -> Bool", "Whether one text does not sort before another.") {
      (l: String, r: String) in l >= r
    }
    add("var count: Int", of: "String", "How many characters there are.") { (text: String) in text.count }
    add("var isEmpty: Bool", of: "String", "Whether there is no character.") { (text: String) in text.isEmpty }
    add("func uppercased() -> String", of: "String", "In capitals.") { (text: String) in text.uppercased() }
    add("func lowercased() -> String", of: "String", "In small letters.") { (text: String) in text.lowercased() }
    raw("init(repeating text: String, count: Int)", of: "String", "A text, repeated.") { call in
      var reader = ArgumentReader(call)
      let (text, count) = (reader.next().string, reader.next().int)
      guard count >= 0 else { throw Fault(.invalidArgument, "a text cannot be repeated \(count) times") }
      let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
      try call.charge(bytes: overflow ? .max / 2 : bytes)
      call.finish(with: RawValue(String(repeating: text, count: count)))
    }
    raw("func joined(separator: String = \"\") -> String", of: "Array", "The texts, joined.") { call in
      guard call.type("Element") == .string else {
        throw Fault(.invalidArgument, "only texts can be joined; these are \(call.type("Element"))")
      }
      var reader = ArgumentReader(call)
      let texts = [String].read(&reader)
      call.finish(with: RawValue(texts.joined(separator: reader.next().string)))
    }
  }
}

@Sendable private func reduce(_ call: borrowing NativeCall) throws {
  var reader = ArgumentReader(call)
  let array = RawArray(reader.next())
  let initial = reader.next()
  let next = CellFunction.read(&reader)
  call.finish(with: try array.elements.reduce(initial) { try next.callRaw([$0, $1]) })
}

private let longestStride = 50_000_000

private func checkStride(_ from: Int, _ to: Int, _ by: Int) throws(Fault) {
  guard by != 0 else { throw Fault(.invalidArgument, "a stride of 0 never ends") }
  let (distance, overflow) = to.subtractingReportingOverflow(from)
  guard !overflow, distance.magnitude / by.magnitude <= longestStride else {
    throw Fault(.memoryLimit, "this stride has too many numbers")
  }
}

private func strided(_ from: Double, _ by: Double, _ isInside: (Double) -> Bool) throws(Fault) -> [Double] {
  guard by != 0, by.isFinite, from.isFinite else { throw Fault(.invalidArgument, "a stride of \(by) never ends") }
  var values: [Double] = []
  // Multiplied, not added up, as Swift's own stride does.
  while isInside(from + Double(values.count) * by) {
    values.append(from + Double(values.count) * by)
    if values.count > longestStride { throw Fault(.memoryLimit, "this stride has too many numbers") }
  }
  return values
}

/// The numbers of a range, which an array of them is about to hold.
private func integers(_ range: RawValue, closed: Bool, _ call: borrowing NativeCall) throws(Fault) -> Range<Int> {
  let bounds = RawRecord(range).scalars.map { RawValue(bits: $0).int }
  guard bounds.count == 2, bounds[0] <= bounds[1], bounds[1] < .max else {
    throw Fault(.invalidArgument, "the upper bound of this range is below its lower bound")
  }
  let upper = closed ? bounds[1] + 1 : bounds[1]
  let (count, overflow) = upper.subtractingReportingOverflow(bounds[0])
  try call.charge(elements: overflow ? .max : count)
  return bounds[0]..<upper
}

/// The order of the types that have one.
private func ordering(of type: Type) -> ((RawValue, RawValue) -> Bool)? {
  switch type {
  case .int: { $0.int < $1.int }
  case .double: { $0.double < $1.double }
  case .string: { $0.string < $1.string }
  default: nil
  }
}
