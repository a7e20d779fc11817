/// What an instruction's operand stands for: read by the relocation of constants, the listing and the verifier.
enum OperandKind {
  case none
  /// A scalar register.
  case scalar
  /// An object register.
  case object
  /// The first of several scalar (object) registers, or where a frame begins.
  case scalars, objects
  /// A number in the instruction itself.
  case immediate
  /// With the operand after it, one 32-bit number.
  case wide
}

extension Instruction.Operation {
  /// The kinds of `a`, `b` and `c`.
  var operands: (a: OperandKind, b: OperandKind, c: OperandKind) {
    switch self {
    case .loadInteger, .loadConstant, .loadGlobal, .storeGlobal: (.scalar, .wide, .none)
    case .loadObject, .loadGlobalObject, .storeGlobalObject, .takeGlobalObject: (.object, .wide, .none)
    case .move, .negateInt, .negateDouble, .intToDouble, .doubleToInt, .not: (.scalar, .scalar, .none)
    case .copyObject, .moveObject, .makeObjectBox, .loadObjectBox, .storeObjectBox, .takeObjectBox, .unwrapObject:
      (.object, .object, .none)
    case .clearObject, .takeThrown: (.object, .none, .none)
    case .throwError: (.object, .immediate, .none)
    case .makeBox, .wrap: (.object, .scalar, .none)
    case .loadBox, .storeBox, .count, .unwrap, .isNil: (.scalar, .object, .none)
    case .addInt, .subtractInt, .multiplyInt, .divideInt, .remainderInt, .powerInt, .equalInt, .notEqualInt, .lessInt,
      .lessEqualInt, .greaterInt, .greaterEqualInt, .addDouble, .subtractDouble, .multiplyDouble, .divideDouble,
      .powerDouble, .equalDouble, .notEqualDouble, .lessDouble, .lessEqualDouble, .greaterDouble, .greaterEqualDouble,
      .multiplyConverted, .addDoubleLoop, .addQuotient, .addProduct, .equalBool, .notEqualBool:
      (.scalar, .scalar, .scalar)
    case .addImmediate, .addImmediateConverted, .addImmediateConvertedQuotient, .elementary:
      (.scalar, .scalar, .immediate)
    case .jump, .jumpBack, .jumpIfThrown: (.none, .wide, .none)
    case .jumpIfFalse, .jumpIfTrue: (.scalar, .wide, .none)
    case .loop: (.scalar, .scalar, .immediate)
    case .call, .callNative, .makeRecord, .makeClosure: (.immediate, .scalars, .objects)
    case .callClosure: (.object, .scalars, .objects)
    case .returnScalar: (.scalar, .none, .none)
    case .returnObject: (.object, .immediate, .none)
    case .returnNothing, .halt, .traced, .uncaught: (.none, .none, .none)
    case .fault: (.immediate, .none, .none)
    case .makeScalarArray: (.object, .scalars, .immediate)
    case .makeObjectArray, .concatenate: (.object, .objects, .immediate)
    case .getScalar, .getEntry: (.scalar, .object, .scalar)
    case .getObject, .takeElement, .takeEntry: (.object, .object, .scalar)
    case .setScalar, .setEntry: (.object, .scalar, .scalar)
    case .setObject, .setEntryObject: (.object, .scalar, .object)
    case .appendScalar: (.object, .scalar, .none)
    case .appendObject: (.object, .object, .none)
    case .getScalarField: (.scalar, .object, .immediate)
    case .getObjectField, .takeField, .takeObjectField: (.object, .object, .immediate)
    case .setScalarField, .storeScalarField: (.object, .immediate, .scalar)
    case .identical: (.scalar, .object, .object)
    case .setObjectField, .storeObjectField: (.object, .immediate, .object)
    case .describe: (.object, .object, .immediate)
    case .describeScalar: (.object, .scalar, .immediate)
    }
  }
}
