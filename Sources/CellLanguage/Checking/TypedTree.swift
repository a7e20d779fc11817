import Diagnostics

/// A variable of a cell, a function or a closure.
final class Variable {
  enum Storage {
    /// Declared at the top level: it lives as long as the lesson.
    case global
    case local
  }

  let name: String
  let type: Type
  let isMutable: Bool
  /// Declared without a value: a `let` may be given one later.
  var isUnset = false
  /// An `inout` parameter, whose box the caller made and reads afterwards.
  var isInout = false
  let storage: Storage
  /// The function that declares it; `nil` at the top level.
  let owner: FunctionBody?
  /// Captured by a closure or an inner function.
  var isCaptured = false
  /// The cells that declare it or change it: what a later cell needs.
  var definingCells: Set<Int>
  var range: SourceRange
  /// How many variables had been declared with it.
  var moment = 0
  /// Where the compiler put it.
  var register = 0

  init(
    _ name: String, _ type: Type, isMutable: Bool, storage: Storage, owner: FunctionBody?, cell: Int,
    range: SourceRange
  ) {
    self.name = name
    self.type = type
    self.isMutable = isMutable
    self.storage = storage
    self.owner = owner
    definingCells = [cell]
    self.range = range
  }

  /// A captured `var` lives in a box that closure and owner share; a captured `let` is copied.
  var isBoxed: Bool { isInout || isCaptured && (isMutable || isUnset) && storage == .local }
}

/// A function or closure: its parameters, what it captures, and its statements once they are checked.
final class FunctionBody {
  let name: String
  let parent: FunctionBody?
  /// The cell whose text it stands in.
  let cell: Int
  var parameters: [Variable] = []
  var captures: [Variable] = []
  /// The lesson's variables of its own cell that it uses.
  var globals: [Variable] = []
  var result: Type
  var statements: [TypedStatement] = []
  /// A method that changes `self`, its first parameter, and hands it back.
  var isMutating = false
  /// The `self` that an initialiser fills and that each of its returns gives back.
  var filled: Variable?
  var isMethod = false
  /// An error may leave it.
  var isThrowing = false
  var isClosure = false
  /// Its statements are known; until then it is only announced.
  var isChecked = false
  /// The number that the compiler gave it.
  var index: Int?

  init(name: String, result: Type, parent: FunctionBody?, cell: Int) {
    self.name = name
    self.result = result
    self.parent = parent
    self.cell = cell
  }
}

/// A function that a cell declares.
final class UserFunction {
  let signature: Signature
  let body: FunctionBody
  let syntax: FunctionDeclaration
  /// The type whose member it is.
  let owner: Type?
  let role: Role
  /// The names around its declaration.
  let scope: Scope
  let cell: Int
  /// The cells that a call of it needs.
  var definingCells: Set<Int>
  var isChecked = false
  /// Of a generic function: itself with types for its type parameters.
  var instances: [[Type]: UserFunction] = [:]

  /// What `self` is in it.
  enum Role {
    /// A function, or a static member: there is none.
    case function
    case method
    case initializer
  }

  init(
    _ syntax: FunctionDeclaration, _ signature: Signature, _ body: FunctionBody, owner: Type?, role: Role,
    scope: Scope, cell: Int
  ) {
    self.syntax = syntax
    self.signature = signature
    self.body = body
    self.owner = owner
    self.role = role
    self.scope = scope
    self.cell = cell
    definingCells = [cell]
  }

  var range: SourceRange { syntax.nameRange }
}

struct TypedExpression {
  var kind: Kind
  var type: Type
  var range: SourceRange

  init(_ kind: Kind, _ type: Type, at range: SourceRange) {
    self.kind = kind
    self.type = type
    self.range = range
  }

  static func invalid(at range: SourceRange) -> TypedExpression { TypedExpression(.invalid, .invalid, at: range) }

  /// `_ = value`
  static func discarding(_ value: TypedExpression, at range: SourceRange) -> TypedExpression {
    let nothing = TypedExpression(.construct([]), .void, at: range)
    return TypedExpression(.statements([TypedStatement(.expression(value), at: range)], nothing), .void, at: range)
  }

  var isInvalid: Bool { type == .invalid }

  /// `&place`
  var isReference: Bool {
    if case .reference = kind { true } else { false }
  }

  indirect enum Kind {
    case integer(Int)
    case double(Double)
    case boolean(Bool)
    case string(String)
    /// A literal of a catalog type, made while checking.
    case constant(RawValue)
    case variable(Variable)
    case native(Int, bindings: [String: Type], [TypedExpression])
    case user(UserFunction, [TypedExpression])
    case callValue(TypedExpression, [TypedExpression])
    case construct([TypedExpression])
    /// A value of an enum: the number of the case, and what it holds.
    case enumCase(Int, [TypedExpression])
    /// The number of an enum value's case.
    case tag(TypedExpression)
    /// Part of what an enum value holds, which is of this case.
    case payload(TypedExpression, case: Int, Int)
    case field(TypedExpression, Int)
    case element(TypedExpression, TypedExpression)
    case array([TypedExpression])
    case closure(FunctionBody)
    case function(UserFunction)
    case and(TypedExpression, TypedExpression)
    case or(TypedExpression, TypedExpression)
    case ternary(TypedExpression, TypedExpression, TypedExpression)
    case wrap(TypedExpression)
    case none
    case unwrap(TypedExpression)
    case coalesce(TypedExpression, TypedExpression)
    /// Where the optional has a value, the variable is that and the rest is evaluated, then the variable written back.
    case chain(Variable, TypedExpression, rest: TypedExpression, writeBack: TypedExpression?)
    /// Whether two references are to one object.
    case identical(TypedExpression, TypedExpression)
    case isNone(TypedExpression)
    case describe(TypedExpression)
    case concatenate([TypedExpression])
    case assign(Place, TypedExpression)
    /// A mutating member called on a place: `values.append(3)`.
    case mutate(Place, Mutation, [TypedExpression])
    case statements([TypedStatement], TypedExpression)
    /// A value that carries its type with it.
    case erase(TypedExpression)
    /// The value of a type that may be another's: an optional.
    case cast(TypedExpression, Type)
    /// A call that may throw, and what becomes of the error.
    case attempt(Attempt, TypedExpression)
    /// A value that the compiler has in a register.
    case held(Int)
    /// `&place` for an `inout` parameter.
    case reference(Place)
    case invalid
  }

  enum Mutation {
    case append
    case native(Int, bindings: [String: Type])
    case user(UserFunction)
  }
}

extension TypedExpression {
  /// Whether evaluating it may run functions of cells, which may change the lesson's variables.
  var callsCells: Bool {
    switch kind {
    case .user, .callValue, .mutate, .assign, .statements, .chain, .reference, .attempt: true
    case .native(_, _, let parts): parts.contains { $0.type.isFunction || $0.callsCells }
    default: parts.contains(where: \.callsCells)
    }
  }
}

/// Something that can be assigned to: a variable or an object, and the way from it to the part that changes.
struct Place {
  enum Root {
    case variable(Variable)
    /// What a class's reference points to changes, whatever holds the reference.
    case object(TypedExpression)

    var type: Type {
      switch self {
      case .variable(let variable): variable.type
      case .object(let reference): reference.type
      }
    }
  }

  enum Step {
    case field(Int, Type)
    case element(TypedExpression, Type)
    /// The value of an optional.
    case unwrapped(Type)
    /// The value of a dictionary's key; without a fallback it must be there.
    case entry(key: TypedExpression, fallback: TypedExpression?, Type)
    /// What a computed property or a subscript gives, and how it is set.
    case accessed(PlaceAccessor, [TypedExpression], Type)

    var type: Type {
      switch self {
      case .field(_, let type), .element(_, let type), .unwrapped(let type), .entry(_, _, let type),
        .accessed(_, _, let type):
        type
      }
    }
  }

  var root: Root
  var steps: [Step]
  var range: SourceRange

  var type: Type { steps.last?.type ?? root.type }
}

struct TypedStatement {
  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  indirect enum Kind {
    case expression(TypedExpression)
    /// The cell's last expression, shown.
    case display(TypedExpression)
    case declare(Variable, TypedExpression?)
    /// The first branch that applies, as in `if` and `switch`. `break` leaves a `switch`.
    case choose([TypedBranch], otherwise: [TypedStatement], JumpTarget?)
    /// Where a condition fails, the statements, which leave the block; the names it binds live on.
    case guarded([TypedCondition], orElse: [TypedStatement])
    case whileLoop([TypedCondition], [TypedStatement], JumpTarget)
    case repeatLoop([TypedStatement], TypedExpression, JumpTarget)
    /// `for variable in lower..<upper`.
    case count(Variable, from: TypedExpression, to: TypedExpression, closed: Bool, [TypedStatement], JumpTarget)
    /// `for variable in array`.
    case each(Variable, in: TypedExpression, [TypedStatement], JumpTarget)
    /// A block of its own.
    case block([TypedStatement])
    case throwError(TypedExpression, again: Bool)
    /// The error that the statements throw goes to the variable, and the first branch that applies; else further out.
    case attempt([TypedStatement], error: Variable, [TypedBranch])
    case returnValue(TypedExpression?)
    case breakLoop(JumpTarget)
    case continueLoop(JumpTarget)
    /// No way leads here: a value of a `switch` that names every case.
    case unreachable
  }
}

struct TypedBranch {
  /// One of them must hold, each with all its conditions; they bind the same variables.
  var alternatives: [[TypedCondition]]
  var body: [TypedStatement]
}

enum TypedCondition {
  case expression(TypedExpression)
  /// The variable is the optional's value, where it has one.
  case binding(Variable, TypedExpression)
  /// Always holds.
  case value(Variable, TypedExpression)
}

/// A loop or a `switch`: what `break` and `continue` lead to.
final class JumpTarget {
  let label: String?
  let isLoop: Bool
  /// Some `break` leads behind it.
  var isLeft = false

  init(label: String?, isLoop: Bool) {
    self.label = label
    self.isLoop = isLoop
  }
}

/// How a computed property or a subscript is read and set.
enum PlaceAccessor {
  case user(getter: UserFunction, setter: UserFunction)
  /// Rows of the catalog; the setter takes the first `count` of the arguments.
  case native(getter: Int, setter: Int, bindings: [String: Type], count: Int)
}
