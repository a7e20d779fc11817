import CObjectAccount
import Diagnostics
import Elementary

extension Machine {
  /// The derivatives of a cell function of numbers by each of them, and its value.
  ///
  /// - Parameter call: calls the function with the traced numbers and gives its result.
  func differentiate(
    at inputs: [UInt64], _ call: ([UInt64]) throws -> UInt64
  ) throws -> (value: UInt64, gradient: [UInt64]) {
    guard trace.begin() != nil else { throw Machine.stackOverflow }
    let outer = tangent_account().pointee.trace
    tangent_account().pointee.trace = Unmanaged.passUnretained(trace).toOpaque()
    defer { tangent_account().pointee.trace = outer }
    let result: UInt64
    do {
      result = try call(inputs.map { trace.input($0) })
    } catch {
      trace.drop()
      throw error
    }
    return trace.end(result, inputs: inputs.count)
  }

  /// A native in a function that is differentiated: one that computes with a traced number has no derivative.
  func callTraced(_ site: CallSite, _ call: borrowing NativeCall) throws {
    let before = trace.reads
    try site.native.body(call)
    guard trace.reads > before else { return }
    trace.reads = before
    guard site.givesNumbers else { return }
    switch site.resultBank {
    case .scalar where Trace.isTraced(call.scalars[0]): return
    case .object:
      if let array = call.objects[site.isMutating ? 1 : 0] as? ArrayObject, !array.holdsObjects,
        (0..<array.count).contains(where: { Trace.isTraced(array.buffer[$0]) })
      {
        return
      }
    default: break
    }
    throw Fault(
      .unsupported,
      "a gradient cannot go through this function: compute it with operators and elementary functions, or use "
        + "withoutDerivative(at:)")
  }

  /// One step that the loop leaves to the trace.
  func traced(_ i: Instruction, _ s: UnsafeMutablePointer<UInt64>, _ o: UnsafeMutablePointer<AnyObject?>) throws(Fault)
  {
    let (a, b, c) = (Int(i.a), Int(i.b), Int(i.c))
    switch i.operation {
    case .addDouble, .addDoubleLoop: s[a] = trace.apply(.add, s[b], s[c])
    case .subtractDouble: s[a] = trace.apply(.subtract, s[b], s[c])
    case .multiplyDouble: s[a] = trace.apply(.multiply, s[b], s[c])
    case .divideDouble: s[a] = trace.apply(.divide, s[b], s[c])
    case .powerDouble: s[a] = trace.apply(.power, s[b], s[c])
    case .negateDouble: s[a] = trace.apply(.negate, s[b])
    case .elementary: s[a] = trace.apply(.elementary(ElementaryFunction.allCases[c]), s[b])
    case .multiplyConverted: s[a] = trace.apply(.multiply, Double(integer(s[b])).bitPattern, s[c])
    case .addQuotient: s[a] = trace.apply(.add, s[a], trace.apply(.divide, s[b], s[c]))
    case .addProduct: s[a] = trace.apply(.add, s[a], trace.apply(.multiply, s[b], s[c]))
    case .addImmediateConvertedQuotient: s[a] = Double(integer(try Machine.stepped(s[b], i.c))).bitPattern
    case .equalDouble: s[a] = truth(trace.value(of: s[b]) == trace.value(of: s[c]))
    case .notEqualDouble: s[a] = truth(trace.value(of: s[b]) != trace.value(of: s[c]))
    case .lessDouble: s[a] = truth(trace.value(of: s[b]) < trace.value(of: s[c]))
    case .lessEqualDouble: s[a] = truth(trace.value(of: s[b]) <= trace.value(of: s[c]))
    case .greaterDouble: s[a] = truth(trace.value(of: s[b]) > trace.value(of: s[c]))
    case .greaterEqualDouble: s[a] = truth(trace.value(of: s[b]) >= trace.value(of: s[c]))
    case .doubleToInt: s[a] = try Machine.whole(trace.value(of: s[b]))
    case .storeGlobal:
      scalars[i.wide] = s[a]
      trace.escape(scalars + i.wide)
    case .storeGlobalObject:
      objects[i.wide] = o[a]
      trace.escape(o[a])
    case .storeBox:
      let box = try Machine.object(o + b, Record.self)
      box.scalars[0] = s[a]
      trace.escape(box)
    case .storeObjectBox:
      try Machine.object(o + b, Record.self).objects[0] = o[a]
      trace.escape(o[a])
    case .storeScalarField:
      let object = try Machine.object(o + a, Record.self)
      object.scalars[b] = s[c]
      trace.escape(object)
    case .storeObjectField:
      let object = try Machine.object(o + a, Record.self)
      object.objects[b] = Machine.take(o + c)
      trace.escape(object)
    default: break
    }
  }
}

extension Instruction.Operation {
  /// Whether a function that is differentiated leaves it to the trace.
  var isTraced: Bool {
    switch self {
    case .addDouble, .subtractDouble, .multiplyDouble, .divideDouble, .powerDouble, .negateDouble, .elementary,
      .multiplyConverted, .addQuotient, .addProduct, .addDoubleLoop, .addImmediateConvertedQuotient, .equalDouble,
      .notEqualDouble, .lessDouble, .lessEqualDouble, .greaterDouble, .greaterEqualDouble, .doubleToInt, .storeGlobal,
      .storeGlobalObject, .storeBox, .storeObjectBox, .storeScalarField, .storeObjectField:
      true
    default: false
    }
  }
}

extension RawValue {
  /// The number for a comparison, which no gradient goes through.
  package var compared: Double {
    guard Trace.isTraced(bits), let trace = tangent_account().pointee.trace else { return Double(bitPattern: bits) }
    return Unmanaged<Trace>.fromOpaque(trace).takeUnretainedValue().value(of: bits)
  }

  /// The plain value of a number that may be traced.
  static func plain(_ bits: UInt64) -> Double {
    guard Trace.isTraced(bits), let trace = tangent_account().pointee.trace else { return Double(bitPattern: bits) }
    let current = Unmanaged<Trace>.fromOpaque(trace).takeUnretainedValue()
    current.reads += 1
    return current.value(of: bits)
  }
}

extension CellFunction {
  /// The value and the derivatives of a function of numbers.
  public func differentiated(at inputs: [RawValue]) throws -> (value: RawValue, gradient: [RawValue]) {
    let result = try machine.machine.differentiate(at: inputs.map(\.bits)) { numbers in
      try callRaw(numbers.map { RawValue(bits: $0) }).bits
    }
    return (RawValue(bits: result.value), result.gradient.map { RawValue(bits: $0) })
  }

  /// The same of a function of an array of numbers.
  package func differentiated(at array: ArrayObject) throws -> (value: RawValue, gradient: ArrayObject) {
    let inputs = (0..<array.count).map { array.buffer[$0] }
    let result = try machine.machine.differentiate(at: inputs) { numbers in
      let argument = ArrayObject(capacity: numbers.count, holdsObjects: false)
      for number in numbers { argument.append(number) }
      return try callRaw([RawArray(argument).raw]).bits
    }
    let gradient = ArrayObject(capacity: inputs.count, holdsObjects: false)
    for derivative in result.gradient { gradient.append(derivative) }
    return (RawValue(bits: result.value), gradient)
  }
}

extension NativeCall {
  /// The sum of an array of numbers, which may be traced.
  package func sum(_ array: ArrayObject) -> RawValue {
    guard machine.trace.isActive else {
      return RawValue((0..<array.count).reduce(0) { $0 + Double(bitPattern: array.buffer[$1]) })
    }
    return (0..<array.count).reduce(RawValue(0.0)) {
      RawValue(bits: machine.trace.apply(.add, $0.bits, array.buffer[$1]))
    }
  }

  package var isTracing: Bool { machine.trace.isActive }

  /// The plain value of a number, on purpose: what is made of it is a constant for gradients.
  package func plain(_ value: RawValue) -> Double { machine.trace.value(of: value.bits) }
}
