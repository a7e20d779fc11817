import Diagnostics
import Elementary

extension Machine {
  /// The interpreter. Everything that it reads in each step is a local: the optimiser keeps locals in registers, but
  /// must reload a property after every write through a pointer.
  func loop(
    _ startFunction: Int, _ startScalars: UnsafeMutablePointer<UInt64>,
    _ startObjects: UnsafeMutablePointer<AnyObject?>
  ) throws {
    let bottom = frames + depth
    var frame = bottom
    let lastFrame = frames + budget.depth
    var function = startFunction
    let isTracing = trace.isActive
    var next = isTracing ? program.tracedCode(function) : program.function(function).code
    var s = startScalars
    var o = startObjects
    let program = program
    let constants = program.constants
    let stop = stop

    do {
      while true {
        let i = next.pointee
        next += 1
        switch i.operation {
        case .loadInteger: s[Int(i.a)] = UInt64(bitPattern: Int64(i.wide))
        case .loadConstant: s[Int(i.a)] = constants[i.wide]
        case .move: s[Int(i.a)] = s[Int(i.b)]
        case .copyObject: o[Int(i.a)] = o[Int(i.b)]
        case .moveObject: o[Int(i.a)] = Machine.take(o + Int(i.b))
        case .loadObject: o[Int(i.a)] = program.objectConstant(i.wide)
        case .clearObject: o[Int(i.a)] = nil
        case .loadGlobal: s[Int(i.a)] = scalars[i.wide]
        case .storeGlobal: scalars[i.wide] = s[Int(i.a)]
        case .loadGlobalObject: o[Int(i.a)] = objects[i.wide]
        case .storeGlobalObject: objects[i.wide] = o[Int(i.a)]
        case .takeGlobalObject: o[Int(i.a)] = Machine.take(objects + i.wide)
        case .makeBox:
          o[Int(i.a)] = Record.box(bits: s[Int(i.b)])
          try checkMemory()
        case .makeObjectBox:
          o[Int(i.a)] = Record.box(object: o[Int(i.b)])
          try checkMemory()
        case .loadBox: s[Int(i.a)] = try Machine.object(o + Int(i.b), Record.self).scalars[0]
        case .storeBox: try Machine.object(o + Int(i.b), Record.self).scalars[0] = s[Int(i.a)]
        case .loadObjectBox: o[Int(i.a)] = try Machine.object(o + Int(i.b), Record.self).objects[0]
        case .storeObjectBox: try Machine.object(o + Int(i.b), Record.self).objects[0] = o[Int(i.a)]
        case .takeObjectBox: o[Int(i.a)] = Machine.take(try Machine.object(o + Int(i.b), Record.self).objects)

        case .addInt: s[Int(i.a)] = try Machine.sum(s[Int(i.b)], integer(s[Int(i.c)]))
        case .subtractInt: s[Int(i.a)] = try Machine.difference(s[Int(i.b)], s[Int(i.c)])
        case .multiplyInt: s[Int(i.a)] = try Machine.product(s[Int(i.b)], s[Int(i.c)])
        case .divideInt: s[Int(i.a)] = try Machine.quotient(s[Int(i.b)], s[Int(i.c)])
        case .remainderInt: s[Int(i.a)] = try Machine.remainder(s[Int(i.b)], s[Int(i.c)])
        case .powerInt: s[Int(i.a)] = try Machine.power(s[Int(i.b)], s[Int(i.c)])
        case .negateInt: s[Int(i.a)] = try Machine.difference(0, s[Int(i.b)])
        case .addImmediate: s[Int(i.a)] = try Machine.stepped(s[Int(i.b)], i.c)
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
        case .doubleToInt: s[Int(i.a)] = try Machine.whole(double(s[Int(i.b)]))
        case .elementary: s[Int(i.a)] = Machine.elementary[Int(i.c)](double(s[Int(i.b)])).bitPattern

        case .multiplyConverted:
          s[Int(i.a)] = (Double(integer(s[Int(i.b)])) * double(s[Int(i.c)])).bitPattern
        case .addImmediateConverted:
          s[Int(i.a)] = Double(integer(try Machine.stepped(s[Int(i.b)], i.c))).bitPattern
        case .addImmediateConvertedQuotient:
          s[Int(i.a)] = Double(integer(try Machine.stepped(s[Int(i.b)], i.c))).bitPattern
          Machine.addQuotient(s, next.pointee)
          next += 1
        case .addQuotient: Machine.addQuotient(s, i)
        case .addProduct:
          s[Int(i.a)] = (double(s[Int(i.a)]) + double(s[Int(i.b)]) * double(s[Int(i.c)])).bitPattern

        case .not: s[Int(i.a)] = s[Int(i.b)] ^ 1
        case .equalBool: s[Int(i.a)] = truth(s[Int(i.b)] == s[Int(i.c)])
        case .notEqualBool: s[Int(i.a)] = truth(s[Int(i.b)] != s[Int(i.c)])

        case .jump: next += i.wide
        case .jumpBack:
          if stop.isRaised { throw stop.fault }
          next += i.wide
        case .jumpIfFalse: if s[Int(i.a)] == 0 { next += i.wide }
        case .jumpIfTrue: if s[Int(i.a)] != 0 { next += i.wide }
        case .loop:
          if Machine.step(s, i) {
            if stop.isRaised { throw stop.fault }
            next -= Int(i.c)
          }
        case .addDoubleLoop:
          s[Int(i.a)] = (double(s[Int(i.b)]) + double(s[Int(i.c)])).bitPattern
          let loop = next.pointee
          next += 1
          if Machine.step(s, loop) {
            if stop.isRaised { throw stop.fault }
            next -= Int(loop.c)
          }

        case .call:
          let callee = program.function(Int(i.a))
          guard frame < lastFrame, hasRoom(callee, s + Int(i.b), o + Int(i.c)) else { throw Machine.stackOverflow }
          if stop.isRaised { throw stop.fault }
          frame.initialize(to: Frame(function: function, next: next, scalars: s, objects: o))
          frame += 1
          function = Int(i.a)
          next = isTracing ? program.tracedCode(function) : callee.code
          s += Int(i.b)
          o += Int(i.c)
        case .callClosure:
          let closure = try Machine.object(o + Int(i.a), Record.self)
          let callee = program.function(closure.tag)
          guard frame < lastFrame, hasRoom(callee, s + Int(i.b), o + Int(i.c)) else { throw Machine.stackOverflow }
          if stop.isRaised { throw stop.fault }
          place(closure, of: callee, s + Int(i.b), o + Int(i.c))
          frame.initialize(to: Frame(function: function, next: next, scalars: s, objects: o))
          frame += 1
          function = closure.tag
          next = isTracing ? program.tracedCode(function) : callee.code
          s += Int(i.b)
          o += Int(i.c)
        case .callNative:
          depth = frame - frames
          current = Frame(function: function, next: next, scalars: s, objects: o)
          try callNative(program.site(Int(i.a)), s + Int(i.b), o + Int(i.c))

        case .returnScalar:
          s[0] = s[Int(i.a)]
          clear(o, program.function(function).keptObjects, function)
          if frame == bottom { return }
          frame -= 1
          Machine.resume(frame, &function, &next, &s, &o)
        case .returnObject:
          if i.a != i.b { o[Int(i.b)] = Machine.take(o + Int(i.a)) }
          clear(o, Int(i.b) &+ 1, function)
          if frame == bottom { return }
          frame -= 1
          Machine.resume(frame, &function, &next, &s, &o)
        case .returnNothing:
          clear(o, program.function(function).keptObjects, function)
          if frame == bottom { return }
          frame -= 1
          Machine.resume(frame, &function, &next, &s, &o)
        case .halt: return
        case .fault: throw Machine.faults[Int(i.a)]
        case .traced:
          try traced(program.instructions(function)[program.index(before: next, in: function)], s, o)
        case .throwError:
          thrown = Machine.take(o + Int(i.a))
          if i.b == 0 { thrownPlace = ((function, next), frame == frames ? nil : (frames[0].function, frames[0].next)) }
        case .jumpIfThrown: if thrown != nil { next += i.wide }
        case .takeThrown: o[Int(i.a)] = Machine.take(&thrown)
        case .uncaught: throw uncaught()

        case .makeScalarArray:
          o[Int(i.a)] = ArrayObject(s + Int(i.b), count: Int(i.c))
          try checkMemory()
        case .makeObjectArray:
          o[Int(i.a)] = ArrayObject(taking: o + Int(i.b), count: Int(i.c))
          try checkMemory()
        case .count: s[Int(i.a)] = bits(Int64(try Machine.object(o + Int(i.b), ArrayObject.self).count))
        case .getScalar:
          let array = try Machine.object(o + Int(i.b), ArrayObject.self)
          s[Int(i.a)] = array.buffer[try Machine.position(s[Int(i.c)], in: array)]
        case .getObject:
          let array = try Machine.object(o + Int(i.b), ArrayObject.self)
          o[Int(i.a)] = array.objects[try Machine.position(s[Int(i.c)], in: array)]
        case .takeElement:
          let array = try uniqueArray(o + Int(i.b))
          o[Int(i.a)] = Machine.take(array.objects + (try Machine.position(s[Int(i.c)], in: array)))
        case .setScalar:
          let array = try uniqueArray(o + Int(i.a))
          array.buffer[try Machine.position(s[Int(i.b)], in: array)] = s[Int(i.c)]
        case .setObject:
          let array = try uniqueArray(o + Int(i.a))
          array.objects[try Machine.position(s[Int(i.b)], in: array)] = Machine.take(o + Int(i.c))
        case .getEntry:
          s[Int(i.a)] = try Machine.values(of: Machine.object(o + Int(i.b), TableObject.self)).buffer[Int(s[Int(i.c)])]
        case .takeEntry:
          o[Int(i.a)] = Machine.take(try Machine.values(of: uniqueTable(o + Int(i.b))).objects + Int(s[Int(i.c)]))
        case .setEntry: try Machine.values(of: uniqueTable(o + Int(i.a))).buffer[Int(s[Int(i.b)])] = s[Int(i.c)]
        case .setEntryObject:
          let values = try Machine.values(of: uniqueTable(o + Int(i.a)))
          values.objects[Int(s[Int(i.b)])] = Machine.take(o + Int(i.c))
        case .appendScalar:
          try uniqueArray(o + Int(i.a)).append(s[Int(i.b)])
          try checkMemory()
        case .appendObject:
          try uniqueArray(o + Int(i.a)).append(Machine.take(o + Int(i.b)))
          try checkMemory()
        case .makeRecord:
          let record = Record.make(program.shape(Int(i.a)), s + Int(i.b), o + Int(i.c))
          (o + Int(i.c)).update(repeating: nil, count: Int(record.header.objects))
          o[Int(i.c)] = record
          try checkMemory()
        case .getScalarField: s[Int(i.a)] = try Machine.object(o + Int(i.b), Record.self).scalars[Int(i.c)]
        case .getObjectField: o[Int(i.a)] = try Machine.object(o + Int(i.b), Record.self).objects[Int(i.c)]
        case .takeField: o[Int(i.a)] = Machine.take(try uniqueRecord(o + Int(i.b)).objects + Int(i.c))
        case .setScalarField: try uniqueRecord(o + Int(i.a)).scalars[Int(i.b)] = s[Int(i.c)]
        case .setObjectField: try uniqueRecord(o + Int(i.a)).objects[Int(i.b)] = Machine.take(o + Int(i.c))
        case .storeScalarField: try Machine.object(o + Int(i.a), Record.self).scalars[Int(i.b)] = s[Int(i.c)]
        case .storeObjectField:
          try Machine.object(o + Int(i.a), Record.self).objects[Int(i.b)] = Machine.take(o + Int(i.c))
        case .takeObjectField:
          o[Int(i.a)] = Machine.take(try Machine.object(o + Int(i.b), Record.self).objects + Int(i.c))
        case .identical: s[Int(i.a)] = truth(o[Int(i.b)] === o[Int(i.c)])
        case .makeClosure:
          let record = Record.make(program.function(Int(i.a)).closure, s + Int(i.b), o + Int(i.c))
          (o + Int(i.c)).update(repeating: nil, count: Int(record.header.objects))
          o[Int(i.c)] = record
          try checkMemory()
        case .wrap:
          o[Int(i.a)] = Some(bits: s[Int(i.b)])
          try checkMemory()
        case .unwrap:
          guard let value = o[Int(i.b)] else { throw Machine.foundNil }
          s[Int(i.a)] = unsafeDowncast(value, to: Some.self).bits
        case .unwrapObject:
          guard let value = o[Int(i.b)] else { throw Machine.foundNil }
          o[Int(i.a)] = value
        case .isNil: s[Int(i.a)] = truth(o[Int(i.b)] == nil)
        case .describe:
          depth = frame - frames
          current = Frame(function: function, next: next, scalars: s, objects: o)
          o[Int(i.a)] = try text(of: RawValue(object: o[Int(i.b)]), Int(i.c))
        case .describeScalar: o[Int(i.a)] = try text(of: RawValue(bits: s[Int(i.b)]), Int(i.c))
        case .concatenate: o[Int(i.a)] = try concatenation(o + Int(i.b), Int(i.c))
        }
      }
    } catch {
      // Noted here alone: what is thrown names its place by it.
      depth = frame - frames
      current = Frame(function: function, next: next, scalars: s, objects: o)
      throw error
    }
  }

  private func callNative(
    _ site: CallSite, _ scalars: UnsafeMutablePointer<UInt64>, _ objects: UnsafeMutablePointer<AnyObject?>
  ) throws {
    let outer = (scalarTop, objectTop)
    scalarTop = scalars + (site.banks.count &+ 1)
    objectTop = objects + (site.banks.count &+ 2)
    let call = NativeCall(machine: self, site: site, scalars: scalars, objects: objects)
    do {
      if trace.isActive { try callTraced(site, call) } else { try site.native.body(call) }
    } catch is CellError {
      call.finish()
    }
    (scalarTop, objectTop) = outer
    try checkWitnesses()
    try checkMemory()
  }

  /// Steps the counter of a `loop`; whether it goes on. Never overflows: it stops at its limit.
  @inline(__always)
  private static func step(_ s: UnsafeMutablePointer<UInt64>, _ loop: Instruction) -> Bool {
    let counter = integer(s[Int(loop.a)])
    guard counter < integer(s[Int(loop.b)]) else { return false }
    s[Int(loop.a)] = bits(counter &+ 1)
    return true
  }

  @inline(__always)
  private static func addQuotient(_ s: UnsafeMutablePointer<UInt64>, _ i: Instruction) {
    s[Int(i.a)] = (double(s[Int(i.a)]) + double(s[Int(i.b)]) / double(s[Int(i.c)])).bitPattern
  }

  @inline(__always)
  private static func resume(
    _ frame: UnsafeMutablePointer<Frame>, _ function: inout Int, _ next: inout UnsafePointer<Instruction>,
    _ s: inout UnsafeMutablePointer<UInt64>, _ o: inout UnsafeMutablePointer<AnyObject?>
  ) {
    function = frame.pointee.function
    next = frame.pointee.next
    s = frame.pointee.scalars
    o = frame.pointee.objects
  }

  /// Empties the object registers of a frame that is left.
  @inline(__always)
  private func clear(_ o: UnsafeMutablePointer<AnyObject?>, _ first: Int, _ function: Int) {
    let end = program.function(function).objectCount
    var number = first
    while number < end {
      o[number] = nil
      number &+= 1
    }
  }
}
