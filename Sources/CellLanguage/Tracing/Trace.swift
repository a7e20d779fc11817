import Elementary

/// What a cell function did with the numbers that it is differentiated by.
///
/// A number that depends on one of them is kept, in registers, arrays and closures alike, as a NaN whose payload names
/// a node of a tape. Only the steps that compute with numbers look at that; all others carry it along as it is. Tapes
/// lie in each other: the numbers of an inner tape may be nodes of an outer one, so that gradients have gradients.
final class Trace {
  struct Node {
    var operation: TraceOperation
    /// The operands and the result, as the tapes below know them.
    var x: UInt64
    var y: UInt64
    var value: UInt64
    /// The nodes of the operands on this tape; -1 for constants.
    var first: Int
    var second: Int
  }

  /// Thirteen ones in front: no arithmetic makes such a NaN.
  private static let mark: UInt64 = 0x1FFF
  private static let levelShift: UInt64 = 40
  private static let deepest = 1000
  private static let indexMask: UInt64 = (1 << levelShift) - 1

  private var tapes: [[Node]] = []
  /// Variables from outside that were given traced numbers: they get plain ones when the tape ends.
  private var escapedGlobals: Set<UnsafeMutablePointer<UInt64>> = []
  private var escapedObjects: [ObjectIdentifier: AnyObject] = [:]
  /// How often a native asked for the plain value of a traced number.
  var reads = 0

  var isActive: Bool { !tapes.isEmpty }
  var level: Int { tapes.count - 1 }

  // MARK: Numbers

  @inline(__always)
  static func isTraced(_ bits: UInt64) -> Bool { bits >> 50 == mark }

  private static func level(_ bits: UInt64) -> Int { isTraced(bits) ? Int(bits >> levelShift & 0x3FF) : -1 }
  private static func index(_ bits: UInt64) -> Int { Int(bits & indexMask) }

  private static func tagged(_ level: Int, _ index: Int) -> UInt64 {
    mark << 50 | UInt64(level) << levelShift | UInt64(index)
  }

  /// The number as the tapes below `level` know it.
  private func lowered(_ bits: UInt64, below level: Int) -> UInt64 {
    Trace.level(bits) == level ? tapes[level][Trace.index(bits)].value : bits
  }

  func value(of bits: UInt64) -> Double {
    var bits = bits
    while Trace.isTraced(bits) {
      guard Trace.level(bits) < tapes.count else { return .nan }
      bits = tapes[Trace.level(bits)][Trace.index(bits)].value
    }
    return Double(bitPattern: bits)
  }

  // MARK: Recording

  /// Begins a tape; `nil` where there are too many in each other.
  func begin() -> Int? {
    guard tapes.count < Trace.deepest else { return nil }
    tapes.append([])
    return level
  }

  /// A number to differentiate by.
  func input(_ bits: UInt64) -> UInt64 { append(.input, bits, 0, value: bits, level) }

  private func append(
    _ operation: TraceOperation, _ x: UInt64, _ y: UInt64, value: UInt64, _ level: Int, first: Int = -1,
    second: Int = -1
  ) -> UInt64 {
    tapes[level].append(
      Node(operation: operation, x: x, y: y, value: value, first: first, second: second))
    return Trace.tagged(level, tapes[level].count - 1)
  }

  /// The result of an operation: a node where an operand is one, else a plain number.
  func apply(_ operation: TraceOperation, _ x: UInt64, _ y: UInt64 = 0) -> UInt64 {
    let level = max(Trace.level(x), Trace.level(y))
    guard level >= 0 else {
      return operation.value(Double(bitPattern: x), Double(bitPattern: y)).bitPattern
    }
    let (a, b) = (lowered(x, below: level), lowered(y, below: level))
    let value = apply(operation, a, b)
    return append(
      operation, a, b, value: value, level, first: Trace.level(x) == level ? Trace.index(x) : -1,
      second: Trace.level(y) == level ? Trace.index(y) : -1)
  }

  // MARK: Derivatives

  /// Ends the innermost tape; the derivatives of `result` by its first `count` nodes, its inputs.
  func end(_ result: UInt64, inputs count: Int) -> (value: UInt64, gradient: [UInt64]) {
    let level = level
    let value = lowered(result, below: level)
    var adjoints = [UInt64](repeating: 0, count: tapes[level].count)
    if Trace.level(result) == level {
      adjoints[Trace.index(result)] = 1.0.bitPattern
      for index in (0...Trace.index(result)).reversed() { propagate(index, level, &adjoints) }
    }
    drop()
    return (value, Array(adjoints.prefix(count)))
  }

  private func propagate(_ index: Int, _ level: Int, _ adjoints: inout [UInt64]) {
    let node = tapes[level][index]
    guard adjoints[index] != 0, node.operation != .input else { return }
    let row = node.operation.adjoints(
      TracedNumber(adjoints[index], self), TracedNumber(node.x, self), TracedNumber(node.y, self),
      TracedNumber(node.value, self))
    if node.first >= 0 { adjoints[node.first] = apply(.add, adjoints[node.first], row.x.bits) }
    if node.second >= 0 { adjoints[node.second] = apply(.add, adjoints[node.second], row.y.bits) }
  }

  /// Drops the innermost tape after variables from outside have got plain numbers.
  func drop() {
    for register in escapedGlobals { register.pointee = lowered(register.pointee, below: level) }
    lowerEscapedObjects()
    tapes.removeLast()
    guard tapes.isEmpty else { return }
    escapedGlobals = []
    escapedObjects = [:]
  }

  /// Gives plain numbers to the objects from outside and to all that they lead to.
  private func lowerEscapedObjects() {
    var seen = Set(escapedObjects.keys)
    var waiting = Array(escapedObjects.values)
    while let object = waiting.popLast() {
      for part in lowerNumbers(in: object) where seen.insert(ObjectIdentifier(part)).inserted { waiting.append(part) }
    }
  }

  /// Gives plain numbers to one object; the objects that it holds.
  private func lowerNumbers(in object: AnyObject) -> [AnyObject] {
    switch object {
    case let record as Record:
      lower(record.scalars, Int(record.header.scalars))
      return (0..<Int(record.header.objects)).compactMap { record.objects[$0] }
    case let array as ArrayObject where array.holdsObjects: return (0..<array.count).compactMap { array.objects[$0] }
    case let array as ArrayObject: lower(array.buffer, array.count)
    case let some as Some: some.bits = lowered(some.bits, below: level)
    case let table as TableObject: return table.values.map { [$0] } ?? []
    default: break
    }
    return []
  }

  private func lower(_ numbers: UnsafeMutablePointer<UInt64>, _ count: Int) {
    for number in 0..<count { numbers[number] = lowered(numbers[number], below: level) }
  }

  /// Notes that a variable from outside may now hold a traced number.
  func escape(_ register: UnsafeMutablePointer<UInt64>) { escapedGlobals.insert(register) }

  /// The same of what an object holds or leads to.
  func escape(_ object: AnyObject?) {
    guard let object else { return }
    escapedObjects[ObjectIdentifier(object)] = object
  }
}

/// A number of a trace, for rules that are written once for all kinds of numbers.
struct TracedNumber: Number {
  let bits: UInt64
  private let trace: Trace?

  init(_ bits: UInt64, _ trace: Trace?) {
    self.bits = bits
    self.trace = trace
  }

  init(integerLiteral value: Int) { self.init(Double(value).bitPattern, nil) }
  init(floatLiteral value: Double) { self.init(value.bitPattern, nil) }

  static var zero: TracedNumber { 0 }
  static var pi: TracedNumber { TracedNumber(Double.pi.bitPattern, nil) }

  static func == (l: TracedNumber, r: TracedNumber) -> Bool { l.bits == r.bits }

  private static func apply(_ operation: TraceOperation, _ l: TracedNumber, _ r: TracedNumber) -> TracedNumber {
    guard let trace = l.trace ?? r.trace else {
      return TracedNumber(
        operation.value(Double(bitPattern: l.bits), Double(bitPattern: r.bits)).bitPattern, nil)
    }
    return TracedNumber(trace.apply(operation, l.bits, r.bits), trace)
  }

  static func + (l: TracedNumber, r: TracedNumber) -> TracedNumber { apply(.add, l, r) }
  static func - (l: TracedNumber, r: TracedNumber) -> TracedNumber { apply(.subtract, l, r) }
  static func * (l: TracedNumber, r: TracedNumber) -> TracedNumber { apply(.multiply, l, r) }
  static func / (l: TracedNumber, r: TracedNumber) -> TracedNumber { apply(.divide, l, r) }
  static func ** (l: TracedNumber, r: TracedNumber) -> TracedNumber { apply(.power, l, r) }
  static prefix func - (x: TracedNumber) -> TracedNumber { apply(.negate, x, 0) }
  static func apply(_ f: ElementaryFunction, to x: TracedNumber) -> TracedNumber { apply(.elementary(f), x, 0) }
}
