/// Where a value lives: unboxed 64-bit scalars (`Int`, `Double`, `Bool`, handles), or objects.
public enum Bank: Hashable, Sendable { case scalar, object }

/// One step of the machine: an operation and three operands.
///
/// In the notes below `s[a]` is scalar register `a` of the current frame, `o[a]` object register `a`, `k[a]` constant
/// `a`, `bc` the 32-bit number made of `b` (low half) and `c`.
public struct Instruction {
  public var operation: Operation
  public var a: UInt16
  public var b: UInt16
  public var c: UInt16

  init(_ operation: Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0) {
    self.operation = operation
    self.a = UInt16(truncatingIfNeeded: a)
    self.b = UInt16(truncatingIfNeeded: b)
    self.c = UInt16(truncatingIfNeeded: c)
  }

  /// `b` and `c` as one signed number.
  var wide: Int {
    get { Int(Int32(truncatingIfNeeded: UInt32(b) | UInt32(c) << 16)) }
    set {
      b = UInt16(truncatingIfNeeded: newValue)
      c = UInt16(truncatingIfNeeded: newValue >> 16)
    }
  }

  public enum Operation: UInt8, Sendable, CaseIterable {
    // Moving.
    /// s[a] = Int(bc)
    case loadInteger
    /// s[a] = k[bc]
    case loadConstant
    /// s[a] = s[b]
    case move
    /// o[a] = o[b]
    case copyObject
    /// o[a] = o[b]; o[b] = nil
    case moveObject
    /// o[a] = object constant bc
    case loadObject
    /// o[a] = nil
    case clearObject
    /// s[a] = global scalar bc, and back
    case loadGlobal, storeGlobal
    /// o[a] = global object bc, and back; taking leaves nil behind
    case loadGlobalObject, storeGlobalObject, takeGlobalObject
    /// o[a] = new box of s[b] / o[b]
    case makeBox, makeObjectBox
    /// s[a] = box o[b], and back
    case loadBox, storeBox
    /// o[a] = box o[b], and back; taking leaves nil behind
    case loadObjectBox, storeObjectBox, takeObjectBox

    // Integers: s[a] = s[b] op s[c], faulting on overflow.
    case addInt, subtractInt, multiplyInt, divideInt, remainderInt, powerInt
    /// s[a] = -s[b]
    case negateInt
    /// s[a] = s[b] + Int16(c)
    case addImmediate
    case equalInt, notEqualInt, lessInt, lessEqualInt, greaterInt, greaterEqualInt

    // Doubles: s[a] = s[b] op s[c].
    case addDouble, subtractDouble, multiplyDouble, divideDouble, powerDouble
    case negateDouble
    case equalDouble, notEqualDouble, lessDouble, lessEqualDouble, greaterDouble, greaterEqualDouble
    /// s[a] = Double(s[b]); s[a] = Int(s[b]), faulting outside Int's range
    case intToDouble, doubleToInt
    /// s[a] = f(s[b]), f being elementary function c
    case elementary

    // Joined steps that loops over numbers are made of.
    /// s[a] = Double(s[b]) * s[c]
    case multiplyConverted
    /// s[a] = Double(s[b] + Int16(c))
    case addImmediateConverted
    /// s[a] += s[b] / s[c]
    case addQuotient
    /// s[a] += s[b] * s[c]
    case addProduct

    // Steps that carry out the instruction behind them as well, which stays where it is, so that jumps may still arrive
    // there: one dispatch for two.
    /// s[a] = s[b] + s[c]; then the `loop` that follows
    case addDoubleLoop
    /// s[a] = Double(s[b] + Int16(c)); then the `addQuotient` that follows
    case addImmediateConvertedQuotient

    // Truth values: 0 and 1.
    case not
    case equalBool, notEqualBool

    // Control.
    /// pc += bc
    case jump
    /// the same, backwards: the machine looks whether it is to stop
    case jumpBack
    /// if s[a] is 0 (or 1): pc += bc
    case jumpIfFalse, jumpIfTrue
    /// if s[a] < s[b]: s[a] += 1 and pc -= c; looks whether it is to stop
    case loop
    /// call function a; its frame begins at s[b] and o[c]
    case call
    /// call closure o[a]
    case callClosure
    /// call site a of a native; its arguments begin at s[b] and o[c]
    case callNative
    /// leave the frame; its s[0] = s[a], its o[b] = o[a], or nothing
    case returnScalar, returnObject, returnNothing
    /// the end of a cell
    case halt
    /// fault number a
    case fault
    /// In the code of a function that is differentiated: the trace does what stands here otherwise.
    case traced
    /// thrown = o[a], here for the first time where b is 0
    case throwError
    /// if something is thrown: pc += bc
    case jumpIfThrown
    /// o[a] = thrown; thrown = nil
    case takeThrown
    /// fault: nothing caught what is thrown
    case uncaught

    // Objects.
    /// o[a] = array of the c scalars from s[b] / of the c objects from o[b]
    case makeScalarArray, makeObjectArray
    /// s[a] = count of array o[b]
    case count
    /// s[a] = o[b][s[c]]
    case getScalar
    /// o[a] = o[b][s[c]]; taking leaves nil behind
    case getObject, takeElement
    /// o[a][s[b]] = s[c] / o[c], in place
    case setScalar, setObject
    /// s[a] = value of entry s[c] of table o[b] / o[a] likewise, leaving nil behind
    case getEntry, takeEntry
    /// value of entry s[b] of table o[a] = s[c] / o[c], in place
    case setEntry, setEntryObject
    /// o[a].append(s[b]) / (o[b]), in place
    case appendScalar, appendObject
    /// o[c] = record of shape a with its scalars from s[b] and its objects from o[c]
    case makeRecord
    /// s[a] = field c of record o[b]
    case getScalarField
    /// o[a] = field c of record o[b]; taking leaves nil behind
    case getObjectField, takeField
    /// field b of record o[a] = s[c] / o[c], in place
    case setScalarField, setObjectField
    /// field b of object o[a] = s[c] / o[c], for all that refer to it
    case storeScalarField, storeObjectField
    /// o[a] = field c of object o[b], leaving nil behind
    case takeObjectField
    /// s[a] = o[b] and o[c] are one object, or both nil
    case identical
    /// o[c] = closure over function a with captures from s[b] and o[c]
    case makeClosure
    /// o[a] = some(s[b])
    case wrap
    /// s[a] = the scalar in o[b], faulting when there is none
    case unwrap
    /// o[a] = o[b], faulting when it is nil
    case unwrapObject
    /// s[a] = o[b] is nil
    case isNil
    /// o[a] = the text of o[b] / of s[b], whose type is number c
    case describe, describeScalar
    /// o[a] = the c strings from o[b], joined
    case concatenate
  }
}

extension Instruction.Operation {
  /// The operation's name in listings.
  var name: String { "\(self)" }
}
