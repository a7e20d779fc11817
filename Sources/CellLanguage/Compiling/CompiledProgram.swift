import Diagnostics

/// What the machine needs of a function, as plain memory.
struct FunctionEntry {
  var number = 0
  var code: UnsafePointer<Instruction>
  var scalarCount = 0
  var objectCount = 0
  var scalarParameters = 0
  var objectParameters = 0
  var scalarCaptures = 0
  var objectCaptures = 0
  /// A closure over it, with its captures.
  var closure: Record.Shape { Record.Shape(scalars: scalarCaptures, objects: objectCaptures, tag: number) }
  /// Object registers that survive a return: `self` of a mutating method.
  var keptObjects = 0
  var resultBank: Bank?
}

/// The compiled code of a lesson; it grows cell by cell and never moves, so that the machine can hold pointers into it.
final class CompiledProgram {
  static let capacity = 1 << 16

  private let entries: UnsafeMutablePointer<FunctionEntry>
  private(set) var functionCount = 0
  private var codes: [(pointer: UnsafeMutablePointer<Instruction>, count: Int)] = []
  private var tracedCodes: [Int: UnsafeMutablePointer<Instruction>] = [:]
  private var ranges: [[SourceRange]] = []
  private var banks: [[Bank]] = []
  private(set) var names: [String] = []
  /// For each function, the cell whose text it stands in.
  private var cells: [Int] = []

  let constants: UnsafeMutablePointer<UInt64>
  /// Code that does nothing.
  let nothing: UnsafePointer<Instruction>
  private var constantIndex: [UInt64: Int] = [:]
  private var objectConstants: [AnyObject] = []
  private var stringIndex: [String: Int] = [:]
  private var plainCases: [Int: Int] = [:]
  private var sites: [CallSite] = []
  private var types: [Type] = []
  private var typeIndex: [Type: Int] = [:]
  private var shapes: [Record.Shape] = []
  private var shapeIndex: [Record.Shape: Int] = [:]

  init() {
    entries = .allocate(capacity: CompiledProgram.capacity)
    constants = .allocate(capacity: CompiledProgram.capacity)
    let halt = UnsafeMutablePointer<Instruction>.allocate(capacity: 1)
    halt.initialize(to: Instruction(.halt))
    nothing = UnsafePointer(halt)
  }

  deinit {
    for code in codes { code.pointer.deallocate() }
    for code in tracedCodes.values { code.deallocate() }
    entries.deallocate()
    nothing.deallocate()
    constants.deallocate()
  }

  @inline(__always)
  func function(_ number: Int) -> FunctionEntry { entries[number] }
  func parameterBanks(_ number: Int) -> [Bank] { banks[number] }
  @inline(__always)
  func site(_ number: Int) -> CallSite { sites[number] }
  func type(_ number: Int) -> Type { types[number] }
  func shape(_ number: Int) -> Record.Shape { shapes[number] }
  func objectConstant(_ number: Int) -> AnyObject { objectConstants[number] }
  func instructions(_ number: Int) -> UnsafeBufferPointer<Instruction> {
    UnsafeBufferPointer(start: codes[number].pointer, count: codes[number].count)
  }

  /// The code of a function that is differentiated: what computes with numbers is left to the trace.
  func tracedCode(_ number: Int) -> UnsafePointer<Instruction> {
    if let known = tracedCodes[number] { return UnsafePointer(known) }
    let code = instructions(number)
    let traced = UnsafeMutablePointer<Instruction>.allocate(capacity: code.count)
    for (index, instruction) in code.enumerated() {
      (traced + index).initialize(to: instruction.operation.isTraced ? Instruction(.traced) : instruction)
    }
    tracedCodes[number] = traced
    return UnsafePointer(traced)
  }

  /// The number of the instruction before `next`, in the function's code or in its traced twin.
  func index(before next: UnsafePointer<Instruction>, in function: Int) -> Int {
    let index = next - entries[function].code - 1
    if index < codes[function].count && index >= -1 { return max(index, 0) }
    return max(next - tracedCode(function) - 1, 0)
  }

  func place(_ function: Int, _ pc: Int) -> CodePlace {
    guard ranges.indices.contains(function), !ranges[function].isEmpty else {
      return CodePlace(cell: 0, range: SourceRange(0, 0))
    }
    return CodePlace(cell: cells[function], range: ranges[function][min(max(pc, 0), ranges[function].count - 1)])
  }

  // MARK: Growing

  /// A number for a function whose code comes later, so that functions can call each other.
  func reserve(name: String, cell: Int) throws(CompileLimit) -> Int {
    guard functionCount < CompiledProgram.capacity else { throw CompileLimit(what: "functions") }
    let number = functionCount
    functionCount += 1
    let nothing = UnsafeMutablePointer<Instruction>.allocate(capacity: 1)
    nothing.initialize(to: Instruction(.returnNothing))
    (entries + number).initialize(to: FunctionEntry(number: number, code: UnsafePointer(nothing)))
    codes.append((nothing, 1))
    ranges.append([])
    banks.append([])
    names.append(name)
    cells.append(cell)
    return number
  }

  func define(
    _ number: Int, _ code: [Instruction], ranges: [SourceRange], banks: [Bank],
    _ configure: (inout FunctionEntry) -> Void
  ) {
    let memory = UnsafeMutablePointer<Instruction>.allocate(capacity: code.count)
    memory.initialize(from: code, count: code.count)
    codes[number].pointer.deallocate()
    codes[number] = (memory, code.count)
    self.ranges[number] = ranges
    self.banks[number] = banks
    entries[number].code = UnsafePointer(memory)
    configure(&entries[number])
    assert(complaint(number) == nil, "\(names[number]): \(complaint(number) ?? "")")
  }

  private func complaint(_ number: Int) -> String? {
    Verifier.complaint(
      Array(instructions(number)), scalars: entries[number].scalarCount, objects: entries[number].objectCount,
      constants: constantIndex.count)
  }

  func constant(_ bits: UInt64) throws(CompileLimit) -> Int {
    if let known = constantIndex[bits] { return known }
    let number = constantIndex.count
    guard number < CompiledProgram.capacity else { throw CompileLimit(what: "constants") }
    (constants + number).initialize(to: bits)
    constantIndex[bits] = number
    return number
  }

  func string(_ text: String) -> Int {
    if let known = stringIndex[text] { return known }
    objectConstants.append(StringObject(text))
    stringIndex[text] = objectConstants.count - 1
    return objectConstants.count - 1
  }

  /// The value of an enum's case that holds nothing.
  func plainCase(_ tag: Int) -> Int {
    if let known = plainCases[tag] { return known }
    let number = object(Record.make(scalars: [UInt64(tag)], objects: []))
    plainCases[tag] = number
    return number
  }

  func object(_ object: AnyObject) -> Int {
    objectConstants.append(object)
    return objectConstants.count - 1
  }

  func site(_ site: CallSite) throws(CompileLimit) -> Int {
    guard sites.count < CompiledProgram.capacity else { throw CompileLimit(what: "calls") }
    sites.append(site)
    return sites.count - 1
  }

  func typeNumber(_ type: Type) throws(CompileLimit) -> Int {
    if let known = typeIndex[type] { return known }
    guard types.count < CompiledProgram.capacity else { throw CompileLimit(what: "types") }
    types.append(type)
    typeIndex[type] = types.count - 1
    return types.count - 1
  }

  func shapeNumber(_ shape: Record.Shape) throws(CompileLimit) -> Int {
    if let known = shapeIndex[shape] { return known }
    guard shapes.count < CompiledProgram.capacity else { throw CompileLimit(what: "shapes") }
    shapes.append(shape)
    shapeIndex[shape] = shapes.count - 1
    return shapes.count - 1
  }
}

/// A cell larger than the machine's operands can address.
struct CompileLimit: Error {
  var what: String
}
