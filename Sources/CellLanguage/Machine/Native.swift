import Diagnostics

/// What a catalog entry does: Swift code that reads its arguments from the machine and writes its result there.
public struct Native: Sendable {
  let body: @Sendable (borrowing NativeCall) throws -> Void
  /// The types that it reads and gives, for checking the catalog; `nil` where it reads them itself.
  package let shape: (@Sendable () -> (arguments: [Type], result: Type))?

  /// A native that handles its arguments itself.
  public init(raw body: @escaping @Sendable (borrowing NativeCall) throws -> Void) {
    self.body = body
    shape = nil
  }

  private init(
    body: @escaping @Sendable (borrowing NativeCall) throws -> Void,
    shape: (@Sendable () -> (arguments: [Type], result: Type))?
  ) {
    self.body = body
    self.shape = shape
  }

  /// The same, but each call that throws nothing counts as a check that holds.
  public var check: Native {
    Native(
      body: { [body] call in
        try body(call)
        call.sink.checked()
      }, shape: shape)
  }

  /// A Swift function whose argument and result types say how to read and write them.
  public init<each A: CellValue, R: CellValue>(_ function: @escaping @Sendable (repeat each A) throws -> R) {
    body = { call in
      var reader = ArgumentReader(call)
      let result = try function(repeat (each A).read(&reader))
      call.finish(with: result.raw)
    }
    shape = { (Native.types(repeat (each A).self), R.cellType) }
  }

  public init<each A: CellValue>(_ function: @escaping @Sendable (repeat each A) throws -> Void) {
    body = { call in
      var reader = ArgumentReader(call)
      try function(repeat (each A).read(&reader))
      call.finish()
    }
    shape = { (Native.types(repeat (each A).self), .void) }
  }

  private static func types<each A: CellValue>(_ values: repeat (each A).Type) -> [Type] {
    var types: [Type] = []
    repeat types.append((each values).cellType)
    return types
  }
}

/// Where a native is called from: the banks of its arguments, and what its type parameters stand for.
final class CallSite {
  let native: Native
  let banks: [Bank]
  let resultBank: Bank?
  let bindings: [String: Type]
  let objectCount: Int
  /// For a mutating native, `self` is handed back as the first object.
  let isMutating: Bool
  /// Its result is made of numbers, which a gradient would have to go through.
  let givesNumbers: Bool

  init(
    native: Native, banks: [Bank], resultBank: Bank?, bindings: [String: Type], isMutating: Bool,
    givesNumbers: Bool = false
  ) {
    self.native = native
    self.banks = banks
    self.resultBank = resultBank
    self.bindings = bindings
    objectCount = banks.count { $0 == .object }
    self.isMutating = isMutating
    self.givesNumbers = givesNumbers
  }
}

/// Where the machine sends what cells print and display.
public protocol OutputSink: AnyObject {
  func print(_ text: String) throws
  func display(_ value: RawValue, as type: Type, describer: Describer) throws
  /// A check of the cell's held.
  func checked()
}

extension OutputSink {
  public func checked() {}
}
