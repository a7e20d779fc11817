import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs compiled cells.
///
/// Registers are raw memory: 64-bit scalars in one bank, objects in another, so that arithmetic never touches a
/// reference count. The frame of the top level begins at register 0 and stays, so that its variables are the lesson's.
final class Machine {
  struct Frame {
    var function: Int
    var next: UnsafePointer<Instruction>
    var scalars: UnsafeMutablePointer<UInt64>
    var objects: UnsafeMutablePointer<AnyObject?>
  }

  typealias Position = (function: Int, next: UnsafePointer<Instruction>)

  static let scalarCapacity = 1 << 20
  static let objectCapacity = 1 << 19
  /// Registers that any call may use without asking: the arguments of natives.
  static let margin = 256

  let program: CompiledProgram
  var describer: Describer
  /// The error on its way to whatever catches it.
  var thrown: AnyObject?
  /// The function and the instruction behind the one that threw it, and those of the call in the running cell.
  var thrownPlace: (place: Position, call: Position?)?
  let sink: OutputSink
  private(set) var budget = Budget()
  /// Set from another thread to stop the cell; looked at by every backward jump and call.
  let stop: StopFlag

  let scalars: UnsafeMutablePointer<UInt64>
  let objects: UnsafeMutablePointer<AnyObject?>
  let frames: UnsafeMutablePointer<Frame>
  var depth = 0
  /// What the thread's objects may come to before the cell is stopped.
  private(set) var memoryLimit = Int.max
  /// The first registers that no frame uses: where functions called from natives begin.
  var scalarTop: UnsafeMutablePointer<UInt64>
  var objectTop: UnsafeMutablePointer<AnyObject?>
  /// Behind these no object register has ever held anything, and its page was never touched.
  private var usedObjects = 0
  /// What is recorded of a function that is being differentiated.
  let trace = Trace()
  /// What a type's own function failed with while a native was asking it.
  var witnessFault: (any Error)?
  private(set) var isRunning = false
  /// Where the machine is: the instruction after the current one, its function and its objects.
  var current: Frame

  init(program: CompiledProgram, describer: Describer, sink: OutputSink, stop: StopFlag) {
    self.program = program
    self.describer = describer
    self.sink = sink
    self.stop = stop
    // calloc: pages that are never touched cost nothing, and zero is a valid nil.
    scalars = Machine.zeroed(Machine.scalarCapacity)
    objects = Machine.zeroed(Machine.objectCapacity)
    frames = .allocate(capacity: Budget.deepest + 2)
    scalarTop = scalars
    objectTop = objects
    current = Frame(function: 0, next: program.nothing, scalars: scalars, objects: objects)
    self.describer.stop = stop
    self.describer.machine = self
  }

  deinit {
    for number in 0..<usedObjects { objects[number] = nil }
    free(scalars)
    free(objects)
    frames.deallocate()
  }

  private static func zeroed<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    guard let memory = calloc(count, MemoryLayout<T>.stride) else {
      preconditionFailure("no memory for the machine's registers")
    }
    return memory.bindMemory(to: T.self, capacity: count)
  }

  // MARK: Entry points

  /// Runs the top-level code of a cell.
  func run(_ function: Int, within budget: Budget) throws(MachineFault) {
    self.budget = budget
    describer.byteLimit = budget.memory
    thrown = nil
    witnessFault = nil
    isRunning = true
    defer { isRunning = false }
    depth = 0
    memoryLimit = ObjectAccount.live + budget.memory
    usedObjects = max(usedObjects, program.function(function).objectCount)
    try execute(function, scalars, objects, keeping: program.function(function).objectCount)
  }

  /// Calls a closure from a native.
  func invoke(_ closure: Record?, _ arguments: [RawValue]) throws -> RawValue {
    guard let closure else { throw Fault(.foundNil, "this function has no value yet") }
    return try invoke(closure.tag, closure, arguments)
  }

  /// Calls a function, with its captures where it is a closure.
  func invoke(_ function: Int, _ closure: Record?, _ arguments: [RawValue]) throws -> RawValue {
    try checkpoint()
    let entry = program.function(function)
    let (firstScalar, firstObject) = (scalarTop, objectTop)
    // Each level takes stack of the process, so natives that call each other count as frames do.
    guard depth < budget.depth, hasRoom(entry, firstScalar, firstObject) else { throw Machine.stackOverflow }
    frames[depth] = current
    depth += 1
    place(arguments, of: entry, firstScalar, firstObject)
    if let closure { place(closure, of: entry, firstScalar, firstObject) }
    defer {
      (scalarTop, objectTop) = (firstScalar, firstObject)
      depth -= 1
      current = frames[depth]
    }
    try execute(function, firstScalar, firstObject, keeping: 0)
    if thrown != nil { throw CellError() }
    switch entry.resultBank {
    case .scalar: return RawValue(bits: firstScalar[0])
    case .object:
      let result = firstObject[0]
      firstObject[0] = nil
      return RawValue(object: result)
    case nil: return RawValue(bits: 0)
    }
  }

  private func place(
    _ arguments: [RawValue], of entry: FunctionEntry, _ scalars: UnsafeMutablePointer<UInt64>,
    _ objects: UnsafeMutablePointer<AnyObject?>
  ) {
    var (scalar, object) = (scalars, objects)
    for (argument, bank) in zip(arguments, program.parameterBanks(entry.number)) {
      switch bank {
      case .scalar:
        scalar.pointee = argument.bits
        scalar += 1
      case .object:
        object.pointee = argument.object
        object += 1
      }
    }
  }

  @inline(__always)
  func place(
    _ closure: Record, of entry: FunctionEntry, _ scalars: UnsafeMutablePointer<UInt64>,
    _ objects: UnsafeMutablePointer<AnyObject?>
  ) {
    let shape = closure.header
    for number in 0..<Int(shape.scalars) { scalars[entry.scalarParameters &+ number] = closure.scalars[number] }
    for number in 0..<Int(shape.objects) { objects[entry.objectParameters &+ number] = closure.objects[number] }
  }

  @inline(__always)
  func hasRoom(
    _ entry: FunctionEntry, _ firstScalar: UnsafeMutablePointer<UInt64>, _ firstObject: UnsafeMutablePointer<AnyObject?>
  ) -> Bool {
    firstScalar + entry.scalarCount < scalars + (Machine.scalarCapacity - Machine.margin)
      && firstObject + entry.objectCount < objects + (Machine.objectCapacity - Machine.margin)
  }

  // MARK: Limits

  static let stackOverflow = Fault(
    .stackOverflow,
    "too many calls within calls: does this function ever return without calling itself? "
      + "A cell that needs more says so with '//| depth-limit: 20000'")

  /// Stops the cell where what it holds, with `bytes` more, exceeds its budget.
  @inline(__always)
  func checkMemory(adding bytes: Int = 0) throws(Fault) {
    if ObjectAccount.live &+ bytes > memoryLimit { throw memoryFault }
  }

  func checkpoint() throws(Fault) {
    if stop.isRaised { throw stop.fault }
    try checkMemory()
  }

  private var memoryFault: Fault {
    Fault(
      .memoryLimit,
      "this cell uses more than \(budget.memory >> 20) MB of memory; "
        + "one that needs more says so with '//| memory-limit: \(budget.memory >> 19)'")
  }

  // MARK: Faults

  private func execute(
    _ function: Int, _ firstScalar: UnsafeMutablePointer<UInt64>, _ firstObject: UnsafeMutablePointer<AnyObject?>,
    keeping kept: Int
  ) throws(MachineFault) {
    let bottom = depth
    do {
      try loop(function, firstScalar, firstObject)
    } catch let error as MachineFault {
      unwind(to: bottom, from: firstObject + kept)
      throw error
    } catch {
      let call = depth > 0 ? place(of: frames[0]) : nil
      let place = place(of: current)
      unwind(to: bottom, from: firstObject + kept)
      throw MachineFault(fault: error as? Fault ?? Fault(.crashed, "\(error)"), place: place, call: call)
    }
  }

  private func place(of frame: Frame) -> CodePlace { place(of: (frame.function, frame.next)) }

  func place(of position: Position) -> CodePlace {
    program.place(position.function, program.index(before: position.next, in: position.function))
  }

  /// Drops the frames of a failed run and what they hold; the lesson's variables outlive a fault.
  private func unwind(to bottom: Int, from first: UnsafeMutablePointer<AnyObject?>) {
    depth = bottom
    let end = current.objects + program.function(current.function).objectCount
    if first < end { first.update(repeating: nil, count: end - first) }
  }
}
