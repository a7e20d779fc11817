import Diagnostics
import Elementary
import Synchronization

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
    var pc: Int
    var scalarBase: Int
    var objectBase: Int
  }

  static let scalarCapacity = 1 << 20
  static let objectCapacity = 1 << 19

  let program: CompiledProgram
  let describer: Describer
  let sink: OutputSink
  let budget: Budget
  /// Set from another thread to stop the cell; looked at by every backward jump and call.
  let stop: StopFlag

  let scalars: UnsafeMutablePointer<UInt64>
  let objects: UnsafeMutablePointer<AnyObject?>
  private let frames: UnsafeMutablePointer<Frame>
  private var depth = 0
  private var usedBytes = 0
  /// The first registers that no frame uses: where functions called from natives begin.
  private var scalarTop = 0
  private var objectTop = 0
  /// Behind these no object register has ever held anything, and its page was never touched.
  private var usedObjects = 0

  init(program: CompiledProgram, describer: Describer, sink: OutputSink, budget: Budget, stop: StopFlag) {
    self.program = program
    self.describer = describer
    self.sink = sink
    self.budget = budget
    self.stop = stop
    // calloc: pages that are never touched cost nothing, and zero is a valid nil.
    scalars = Machine.zeroed(Machine.scalarCapacity)
    objects = Machine.zeroed(Machine.objectCapacity)
    frames = .allocate(capacity: budget.depth + 2)
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
  func run(_ function: Int) throws(MachineFault) {
    depth = 0
    usedBytes = 0
    usedObjects = max(usedObjects, program.function(function).objectCount)
    try execute(function, scalarBase: 0, objectBase: 0)
  }

  /// Calls a closure from a native.
  func invoke(_ closure: ClosureObject?, _ arguments: [RawValue]) throws -> RawValue {
    if stop.pointer.pointee != 0 { throw stop.fault }
    guard let closure else { throw Fault(.foundNil, "this function has no value yet") }
    let entry = program.function(closure.function)
    let (scalarBase, objectBase) = (scalarTop, objectTop)
    // Each level takes stack of the process, so natives that call each other count as frames do.
    guard depth < budget.depth, scalarBase + entry.scalarCount < Machine.scalarCapacity - 256,
      objectBase + entry.objectCount < Machine.objectCapacity - 256
    else { throw Machine.stackOverflow }
    frames[depth] = Frame(function: currentFunction, pc: currentPC, scalarBase: scalarBase, objectBase: objectBase)
    depth += 1
    place(arguments, of: entry, at: scalarBase, objectBase)
    place(closure, of: entry, at: scalarBase, objectBase)
    defer {
      (scalarTop, objectTop) = (scalarBase, objectBase)
      depth -= 1
    }
    try execute(closure.function, scalarBase: scalarBase, objectBase: objectBase)
    switch entry.resultBank {
    case .scalar: return RawValue(bits: scalars[scalarBase])
    case .object:
      let result = objects[objectBase]
      objects[objectBase] = nil
      return RawValue(object: result)
    case nil: return RawValue(bits: 0)
    }
  }

  private func place(_ arguments: [RawValue], of entry: FunctionEntry, at scalarBase: Int, _ objectBase: Int) {
    var scalar = scalarBase
    var object = objectBase
    for (argument, bank) in zip(arguments, program.parameterBanks(entry.number)) {
      switch bank {
      case .scalar:
        scalars[scalar] = argument.bits
        scalar += 1
      case .object:
        objects[object] = argument.object
        object += 1
      }
    }
  }

  private func place(_ closure: ClosureObject, of entry: FunctionEntry, at scalarBase: Int, _ objectBase: Int) {
    for (number, bits) in closure.scalars.enumerated() { scalars[scalarBase + entry.scalarParameters + number] = bits }
    for (number, object) in closure.objects.enumerated() {
      objects[objectBase + entry.objectParameters + number] = object
    }
  }

  func charge(bytes: Int) throws(Fault) {
    usedBytes += bytes
    if usedBytes > budget.memory {
      throw Fault(.memoryLimit, "this cell uses more than \(budget.memory >> 20) MB of memory")
    }
  }

  static let stackOverflow = Fault(
    .stackOverflow, "too many calls within calls: does this function ever return without calling itself?")

  // MARK: The loop

  private func execute(_ function: Int, scalarBase: Int, objectBase: Int) throws(MachineFault) {
    let bottom = depth
    // The lesson's variables outlive a fault; what the frames above them held does not.
    let kept = objectBase == 0 ? program.function(function).objectCount : objectBase
    do {
      try loop(function, scalarBase, objectBase)
    } catch let error as MachineFault {
      unwind(to: bottom, keeping: kept)
      throw error
    } catch {
      let call = depth > 0 ? program.place(frames[0].function, max(frames[0].pc - 1, 0)) : nil
      let place = unwind(to: bottom, keeping: kept)
      throw MachineFault(fault: error as? Fault ?? Fault(.crashed, "\(error)"), place: place, call: call)
    }
  }

  private var currentPC = 0
  private var currentFunction = 0
  private var currentObjectBase = 0

  /// Drops the frames of a failed run and what they hold; returns the place of the instruction that failed.
  @discardableResult
  private func unwind(to bottom: Int, keeping kept: Int) -> CodePlace {
    let place = program.place(currentFunction, max(currentPC - 1, 0))
    depth = bottom
    let end = currentObjectBase + program.function(currentFunction).objectCount
    clear(objects, from: kept, to: end)
    return place
  }

  /// The interpreter. Everything that it reads in each step is a local: the optimiser keeps locals in registers, but
  /// must reload a property after every write through a pointer.
  private func loop(_ startFunction: Int, _ startScalars: Int, _ startObjects: Int) throws {
    let bottom = depth
    var function = startFunction
    var entry = program.function(function)
    var code = entry.code
    var pc = 0
    var scalarBase = startScalars
    var objectBase = startObjects
    var s = scalars + scalarBase
    var o = objects + objectBase
    let constants = program.constants
    let stopped = stop.pointer

    while true {
      let i = code[pc]
      pc &+= 1
      switch i.operation {
      case .loadInteger: s[Int(i.a)] = UInt64(bitPattern: Int64(i.wide))
      case .loadConstant: s[Int(i.a)] = constants[i.wide]
      case .move: s[Int(i.a)] = s[Int(i.b)]
      case .copyObject: o[Int(i.a)] = o[Int(i.b)]
      case .moveObject:
        let value = o[Int(i.b)]
        o[Int(i.b)] = nil
        o[Int(i.a)] = value
      case .loadObject: o[Int(i.a)] = program.objectConstant(i.wide)
      case .clearObject: o[Int(i.a)] = nil
      case .loadGlobal: s[Int(i.a)] = scalars[i.wide]
      case .storeGlobal: scalars[i.wide] = s[Int(i.a)]
      case .loadGlobalObject: o[Int(i.a)] = objects[i.wide]
      case .storeGlobalObject: objects[i.wide] = o[Int(i.a)]
      case .takeGlobalObject:
        let value = objects[i.wide]
        objects[i.wide] = nil
        o[Int(i.a)] = value
      case .makeBox: o[Int(i.a)] = Box(bits: s[Int(i.b)])
      case .makeObjectBox: o[Int(i.a)] = Box(object: o[Int(i.b)])
      case .loadBox: s[Int(i.a)] = try object(o, i.b, Box.self, pc, function, objectBase).bits
      case .storeBox: try object(o, i.b, Box.self, pc, function, objectBase).bits = s[Int(i.a)]
      case .loadObjectBox: o[Int(i.a)] = try object(o, i.b, Box.self, pc, function, objectBase).object
      case .storeObjectBox: try object(o, i.b, Box.self, pc, function, objectBase).object = o[Int(i.a)]
      case .takeObjectBox:
        let box = try object(o, i.b, Box.self, pc, function, objectBase)
        let value = box.object
        box.object = nil
        o[Int(i.a)] = value

      case .addInt:
        let (value, overflow) = integer(s[Int(i.b)]).addingReportingOverflow(integer(s[Int(i.c)]))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("+") }
        s[Int(i.a)] = bits(value)
      case .subtractInt:
        let (value, overflow) = integer(s[Int(i.b)]).subtractingReportingOverflow(integer(s[Int(i.c)]))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("-") }
        s[Int(i.a)] = bits(value)
      case .multiplyInt:
        let (value, overflow) = integer(s[Int(i.b)]).multipliedReportingOverflow(by: integer(s[Int(i.c)]))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("*") }
        s[Int(i.a)] = bits(value)
      case .divideInt:
        let divisor = integer(s[Int(i.c)])
        if divisor == 0 { save(pc, function, objectBase); throw Machine.division }
        let (value, overflow) = integer(s[Int(i.b)]).dividedReportingOverflow(by: divisor)
        if overflow { save(pc, function, objectBase); throw Machine.overflow("/") }
        s[Int(i.a)] = bits(value)
      case .remainderInt:
        let divisor = integer(s[Int(i.c)])
        if divisor == 0 { save(pc, function, objectBase); throw Machine.division }
        let (value, overflow) = integer(s[Int(i.b)]).remainderReportingOverflow(dividingBy: divisor)
        if overflow { save(pc, function, objectBase); throw Machine.overflow("%") }
        s[Int(i.a)] = bits(value)
      case .powerInt:
        guard let value = Int(integer(s[Int(i.b)])).power(Int(integer(s[Int(i.c)]))) else {
          save(pc, function, objectBase)
          throw Machine.power(integer(s[Int(i.b)]), integer(s[Int(i.c)]))
        }
        s[Int(i.a)] = bits(Int64(value))
      case .negateInt:
        let (value, overflow) = (0 as Int64).subtractingReportingOverflow(integer(s[Int(i.b)]))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("-") }
        s[Int(i.a)] = bits(value)
      case .addImmediate:
        let (value, overflow) = integer(s[Int(i.b)]).addingReportingOverflow(immediate(i.c))
        if overflow { save(pc, function, objectBase); throw Machine.overflow(immediate(i.c) < 0 ? "-" : "+") }
        s[Int(i.a)] = bits(value)
      case .equalInt: s[Int(i.a)] = truth(s[Int(i.b)] == s[Int(i.c)])
      case .notEqualInt: s[Int(i.a)] = truth(s[Int(i.b)] != s[Int(i.c)])
      case .lessInt: s[Int(i.a)] = truth(integer(s[Int(i.b)]) < integer(s[Int(i.c)]))
      case .lessEqualInt: s[Int(i.a)] = truth(integer(s[Int(i.b)]) <= integer(s[Int(i.c)]))
      case .greaterInt: s[Int(i.a)] = truth(integer(s[Int(i.b)]) > integer(s[Int(i.c)]))
      case .greaterEqualInt: s[Int(i.a)] = truth(integer(s[Int(i.b)]) >= integer(s[Int(i.c)]))

      case .addDouble: s[Int(i.a)] = (double(s[Int(i.b)]) + double(s[Int(i.c)])).bitPattern
      case .subtractDouble: s[Int(i.a)] = (double(s[Int(i.b)]) - double(s[Int(i.c)])).bitPattern
      case .multiplyDouble: s[Int(i.a)] = (double(s[Int(i.b)]) * double(s[Int(i.c)])).bitPattern
      case .divideDouble: s[Int(i.a)] = (double(s[Int(i.b)]) / double(s[Int(i.c)])).bitPattern
      case .powerDouble: s[Int(i.a)] = (double(s[Int(i.b)]) ** double(s[Int(i.c)])).bitPattern
      case .negateDouble: s[Int(i.a)] = (-double(s[Int(i.b)])).bitPattern
      case .equalDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) == double(s[Int(i.c)]))
      case .notEqualDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) != double(s[Int(i.c)]))
      case .lessDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) < double(s[Int(i.c)]))
      case .lessEqualDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) <= double(s[Int(i.c)]))
      case .greaterDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) > double(s[Int(i.c)]))
      case .greaterEqualDouble: s[Int(i.a)] = truth(double(s[Int(i.b)]) >= double(s[Int(i.c)]))
      case .intToDouble: s[Int(i.a)] = Double(integer(s[Int(i.b)])).bitPattern
      case .doubleToInt:
        let value = double(s[Int(i.b)])
        guard let whole = Int64(exactly: value.rounded(.towardZero)) else {
          save(pc, function, objectBase)
          throw Fault(.overflow, "\(value) is outside the range of Int")
        }
        s[Int(i.a)] = bits(whole)
      case .elementary: s[Int(i.a)] = Machine.elementary[Int(i.c)](double(s[Int(i.b)])).bitPattern

      case .multiplyConverted:
        s[Int(i.a)] = (Double(integer(s[Int(i.b)])) * double(s[Int(i.c)])).bitPattern
      case .addImmediateConverted:
        let (value, overflow) = integer(s[Int(i.b)]).addingReportingOverflow(immediate(i.c))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("+") }
        s[Int(i.a)] = Double(value).bitPattern
      case .addImmediateConvertedQuotient:
        let (value, overflow) = integer(s[Int(i.b)]).addingReportingOverflow(immediate(i.c))
        if overflow { save(pc, function, objectBase); throw Machine.overflow("+") }
        s[Int(i.a)] = Double(value).bitPattern
        let quotient = code[pc]
        pc &+= 1
        s[Int(quotient.a)] =
          (double(s[Int(quotient.a)]) + double(s[Int(quotient.b)]) / double(s[Int(quotient.c)])).bitPattern
      case .addQuotient:
        s[Int(i.a)] = (double(s[Int(i.a)]) + double(s[Int(i.b)]) / double(s[Int(i.c)])).bitPattern
      case .addProduct:
        s[Int(i.a)] = (double(s[Int(i.a)]) + double(s[Int(i.b)]) * double(s[Int(i.c)])).bitPattern

      case .not: s[Int(i.a)] = s[Int(i.b)] ^ 1
      case .equalBool: s[Int(i.a)] = truth(s[Int(i.b)] == s[Int(i.c)])
      case .notEqualBool: s[Int(i.a)] = truth(s[Int(i.b)] != s[Int(i.c)])

      case .jump: pc &+= i.wide
      case .jumpBack:
        if stopped.pointee != 0 { save(pc, function, objectBase); throw stop.fault }
        pc &+= i.wide
      case .jumpIfFalse: if s[Int(i.a)] == 0 { pc &+= i.wide }
      case .jumpIfTrue: if s[Int(i.a)] != 0 { pc &+= i.wide }
      case .loop:
        if step(s, i) {
          if stopped.pointee != 0 { save(pc, function, objectBase); throw stop.fault }
          pc &-= Int(i.c)
        }
      case .addDoubleLoop:
        s[Int(i.a)] = (double(s[Int(i.b)]) + double(s[Int(i.c)])).bitPattern
        let loop = code[pc]
        pc &+= 1
        if step(s, loop) {
          if stopped.pointee != 0 { save(pc, function, objectBase); throw stop.fault }
          pc &-= Int(loop.c)
        }

      case .call:
        if depth >= budget.depth || stopped.pointee != 0 {
          save(pc, function, objectBase)
          throw stopped.pointee != 0 ? stop.fault : Machine.stackOverflow
        }
        let callee = program.function(Int(i.a))
        if scalarBase &+ Int(i.b) &+ callee.scalarCount >= Machine.scalarCapacity
          || objectBase &+ Int(i.c) &+ callee.objectCount >= Machine.objectCapacity
        {
          save(pc, function, objectBase)
          throw Machine.stackOverflow
        }
        frames[depth] = Frame(function: function, pc: pc, scalarBase: scalarBase, objectBase: objectBase)
        depth &+= 1
        function = Int(i.a)
        entry = callee
        scalarBase &+= Int(i.b)
        objectBase &+= Int(i.c)
        code = entry.code
        pc = 0
        s = scalars + scalarBase
        o = objects + objectBase

      case .callClosure:
        if depth >= budget.depth || stopped.pointee != 0 {
          save(pc, function, objectBase)
          throw stopped.pointee != 0 ? stop.fault : Machine.stackOverflow
        }
        let closure = try object(o, i.a, ClosureObject.self, pc, function, objectBase)
        let target = program.function(closure.function)
        let newScalars = scalarBase &+ Int(i.b)
        let newObjects = objectBase &+ Int(i.c)
        if newScalars &+ target.scalarCount >= Machine.scalarCapacity
          || newObjects &+ target.objectCount >= Machine.objectCapacity
        {
          save(pc, function, objectBase)
          throw Machine.stackOverflow
        }
        frames[depth] = Frame(function: function, pc: pc, scalarBase: scalarBase, objectBase: objectBase)
        depth &+= 1
        place(closure, of: target, at: newScalars, newObjects)
        function = closure.function
        entry = target
        scalarBase = newScalars
        objectBase = newObjects
        code = entry.code
        pc = 0
        s = scalars + scalarBase
        o = objects + objectBase

      case .callNative:
        save(pc, function, objectBase)
        let site = program.site(Int(i.a))
        let (outerScalars, outerObjects) = (scalarTop, objectTop)
        scalarTop = scalarBase &+ max(entry.scalarCount, Int(i.b) &+ site.banks.count &+ 1)
        objectTop = objectBase &+ max(entry.objectCount, Int(i.c) &+ site.banks.count &+ 2)
        let call = NativeCall(
          machine: self, site: site, scalars: s + Int(i.b), objects: o + Int(i.c))
        try site.native.body(call)
        (scalarTop, objectTop) = (outerScalars, outerObjects)

      case .returnScalar:
        s[0] = s[Int(i.a)]
        clear(o, from: entry.keptObjects, to: entry.objectCount)
        if depth == bottom { return }
        depth &-= 1
        restore(
          frames[depth], &function, &entry, &code, &pc, &scalarBase, &objectBase, &s, &o)
      case .returnObject:
        let kept = Int(i.b)
        if Int(i.a) != kept {
          let value = o[Int(i.a)]
          o[Int(i.a)] = nil
          o[kept] = value
        }
        clear(o, from: kept &+ 1, to: entry.objectCount)
        if depth == bottom { return }
        depth &-= 1
        restore(
          frames[depth], &function, &entry, &code, &pc, &scalarBase, &objectBase, &s, &o)
      case .returnNothing:
        clear(o, from: entry.keptObjects, to: entry.objectCount)
        if depth == bottom { return }
        depth &-= 1
        restore(
          frames[depth], &function, &entry, &code, &pc, &scalarBase, &objectBase, &s, &o)
      case .halt: return
      case .fault:
        save(pc, function, objectBase)
        throw Machine.faults[Int(i.a)]

      case .makeScalarArray:
        save(pc, function, objectBase)
        try charge(bytes: 8 &* Int(i.c) &+ 64)
        o[Int(i.a)] = ScalarArray(s + Int(i.b), count: Int(i.c))
      case .makeObjectArray:
        save(pc, function, objectBase)
        try charge(bytes: 8 &* Int(i.c) &+ 64)
        let elements = (0..<Int(i.c)).map { o[Int(i.b) + $0] }
        clear(o, from: Int(i.b), to: Int(i.b) + Int(i.c))
        o[Int(i.a)] = ObjectArray(elements)
      case .count:
        let array = try object(o, i.b, AnyObject.self, pc, function, objectBase)
        s[Int(i.a)] = bits(Int64(RawArray(object: array).count))
      case .getScalar:
        let array = try object(o, i.b, ScalarArray.self, pc, function, objectBase)
        let index = Int(integer(s[Int(i.c)]))
        if UInt(bitPattern: index) >= UInt(bitPattern: array.count) {
          save(pc, function, objectBase); throw Machine.index(index, array.count)
        }
        s[Int(i.a)] = array.buffer[index]
      case .getObject:
        let array = try object(o, i.b, ObjectArray.self, pc, function, objectBase)
        let index = Int(integer(s[Int(i.c)]))
        guard array.elements.indices.contains(index) else {
          save(pc, function, objectBase); throw Machine.index(index, array.elements.count)
        }
        o[Int(i.a)] = array.elements[index]
      case .takeElement:
        let index = Int(integer(s[Int(i.c)]))
        save(pc, function, objectBase)
        let array = try uniqueObjects(o + Int(i.b))
        guard array.elements.indices.contains(index) else { throw Machine.index(index, array.elements.count) }
        let value = array.elements[index]
        array.elements[index] = nil
        o[Int(i.a)] = value
      case .setScalar:
        let index = Int(integer(s[Int(i.b)]))
        if o[Int(i.a)] == nil { save(pc, function, objectBase); throw Fault(.foundNil, "this has no value") }
        if !isKnownUniquelyReferenced(&o[Int(i.a)]) {
          save(pc, function, objectBase)
          try copyScalars(o + Int(i.a))
        }
        let array = try object(o, i.a, ScalarArray.self, pc, function, objectBase)
        if UInt(bitPattern: index) >= UInt(bitPattern: array.count) {
          save(pc, function, objectBase); throw Machine.index(index, array.count)
        }
        array.buffer[index] = s[Int(i.c)]
      case .setObject:
        let index = Int(integer(s[Int(i.b)]))
        save(pc, function, objectBase)
        let array = try uniqueObjects(o + Int(i.a))
        guard array.elements.indices.contains(index) else { throw Machine.index(index, array.elements.count) }
        array.elements[index] = o[Int(i.c)]
        o[Int(i.c)] = nil
      case .appendScalar:
        save(pc, function, objectBase)
        if !isKnownUniquelyReferenced(&o[Int(i.a)]) { try copyScalars(o + Int(i.a)) }
        try charge(bytes: 8)
        try object(o, i.a, ScalarArray.self, pc, function, objectBase).append(s[Int(i.b)])
      case .appendObject:
        save(pc, function, objectBase)
        try charge(bytes: 16)
        let array = try uniqueObjects(o + Int(i.a))
        array.elements.append(o[Int(i.b)])
        o[Int(i.b)] = nil
      case .makeRecord:
        save(pc, function, objectBase)
        let shape = program.shape(Int(i.a))
        try charge(bytes: 8 &* (shape.scalars &+ shape.objects) &+ 96)
        let record = Record(
          scalars: Array(UnsafeBufferPointer(start: s + Int(i.b), count: shape.scalars)),
          objects: Array(UnsafeBufferPointer(start: o + Int(i.c), count: shape.objects)))
        clear(o, from: Int(i.c), to: Int(i.c) &+ shape.objects)
        o[Int(i.c)] = record
      case .getScalarField: s[Int(i.a)] = try object(o, i.b, Record.self, pc, function, objectBase).scalars[Int(i.c)]
      case .getObjectField: o[Int(i.a)] = try object(o, i.b, Record.self, pc, function, objectBase).objects[Int(i.c)]
      case .takeField:
        save(pc, function, objectBase)
        let record = try uniqueRecord(o + Int(i.b))
        let value = record.objects[Int(i.c)]
        record.objects[Int(i.c)] = nil
        o[Int(i.a)] = value
      case .setScalarField:
        save(pc, function, objectBase)
        try uniqueRecord(o + Int(i.a)).scalars[Int(i.b)] = s[Int(i.c)]
      case .setObjectField:
        save(pc, function, objectBase)
        try uniqueRecord(o + Int(i.a)).objects[Int(i.b)] = o[Int(i.c)]
        o[Int(i.c)] = nil
      case .makeClosure:
        let target = program.function(Int(i.a))
        let closure = ClosureObject(
          function: Int(i.a),
          scalars: Array(UnsafeBufferPointer(start: s + Int(i.b), count: target.scalarCaptures)),
          objects: Array(UnsafeBufferPointer(start: o + Int(i.c), count: target.objectCaptures)))
        clear(o, from: Int(i.c), to: Int(i.c) &+ target.objectCaptures)
        o[Int(i.c)] = closure
      case .wrap: o[Int(i.a)] = Some(bits: s[Int(i.b)])
      case .unwrap:
        guard let value = o[Int(i.b)] else { save(pc, function, objectBase); throw Machine.foundNil }
        s[Int(i.a)] = unsafeDowncast(value, to: Some.self).bits
      case .unwrapObject:
        guard let value = o[Int(i.b)] else { save(pc, function, objectBase); throw Machine.foundNil }
        o[Int(i.a)] = value
      case .isNil: s[Int(i.a)] = truth(o[Int(i.b)] == nil)
      case .describe:
        save(pc, function, objectBase)
        o[Int(i.a)] = try text(of: RawValue(object: o[Int(i.b)]), Int(i.c))
      case .describeScalar:
        save(pc, function, objectBase)
        o[Int(i.a)] = try text(of: RawValue(bits: s[Int(i.b)]), Int(i.c))
      case .concatenate:
        save(pc, function, objectBase)
        var text = ""
        for number in 0..<Int(i.c) {
          text += try object(o, i.b &+ UInt16(number), StringObject.self, pc, function, objectBase).value
        }
        clear(o, from: Int(i.b), to: Int(i.b) &+ Int(i.c))
        try charge(bytes: text.utf8.count &+ 48)
        o[Int(i.a)] = StringObject(text)
      }
    }
  }

  /// Notes where the machine is, for the message of what is about to be thrown and for natives that call back.
  ///
  /// A function of its own arguments: one that captured the loop's variables would force them into memory, which
  /// costs every step a store and a load.
  @inline(__always)
  private func save(_ pc: Int, _ function: Int, _ objectBase: Int) {
    currentPC = pc
    currentFunction = function
    currentObjectBase = objectBase
  }

  /// The object in a register that holds one.
  @inline(__always)
  private func object<T: AnyObject>(
    _ o: UnsafeMutablePointer<AnyObject?>, _ register: UInt16, _: T.Type, _ pc: Int, _ function: Int, _ objectBase: Int
  ) throws -> T {
    guard let value = o[Int(register)] else {
      save(pc, function, objectBase)
      throw Fault(.foundNil, "this has no value")
    }
    return unsafeDowncast(value, to: T.self)
  }

  @inline(__always)
  private func restore(
    _ frame: Frame, _ function: inout Int, _ entry: inout FunctionEntry, _ code: inout UnsafePointer<Instruction>,
    _ pc: inout Int, _ scalarBase: inout Int, _ objectBase: inout Int, _ s: inout UnsafeMutablePointer<UInt64>,
    _ o: inout UnsafeMutablePointer<AnyObject?>
  ) {
    function = frame.function
    entry = program.function(function)
    code = entry.code
    pc = frame.pc
    scalarBase = frame.scalarBase
    objectBase = frame.objectBase
    s = scalars + scalarBase
    o = objects + objectBase
  }
}

// MARK: - Helpers of the loop

@inline(__always) private func integer(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits) }
@inline(__always) private func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }
@inline(__always) private func double(_ bits: UInt64) -> Double { Double(bitPattern: bits) }
@inline(__always) private func truth(_ value: Bool) -> UInt64 { value ? 1 : 0 }
@inline(__always) private func immediate(_ operand: UInt16) -> Int64 { Int64(Int16(bitPattern: operand)) }

/// Steps the counter of a `loop`; whether it goes on. Never overflows: the counter is below its limit before.
@inline(__always)
private func step(_ s: UnsafeMutablePointer<UInt64>, _ loop: Instruction) -> Bool {
  let next = integer(s[Int(loop.a)]) &+ 1
  s[Int(loop.a)] = bits(next)
  return next < integer(s[Int(loop.b)])
}

@inline(__always)
private func clear(_ o: UnsafeMutablePointer<AnyObject?>, from first: Int, to end: Int) {
  var number = first
  while number < end {
    o[number] = nil
    number &+= 1
  }
}
