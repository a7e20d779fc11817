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
  var isBoxed: Bool { isCaptured && isMutable && storage == .local }
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
  let cell: Int
  let range: SourceRange
  /// The cells that a call of it needs.
  var definingCells: Set<Int>

  init(signature: Signature, body: FunctionBody, cell: Int, range: SourceRange) {
    self.signature = signature
    self.body = body
    self.cell = cell
    self.range = range
    definingCells = [cell]
  }
}

/// A structure that a cell declares.
final class Structure {
  struct Property {
    var name: String
    var type: Type
    var isMutable: Bool
    var defaultValue: TypedExpression?
    var defaultSyntax: Expression?
  }

  let name: String
  let id: Int
  let cell: Int
  var properties: [Property] = []
  var computed: [String: UserFunction] = [:]
  var methods: [String: [UserFunction]] = [:]
  var statics: [String: [UserFunction]] = [:]
  var initializers: [UserFunction] = []

  init(name: String, id: Int, cell: Int) {
    self.name = name
    self.id = id
    self.cell = cell
  }

  var type: Type { .structure(name: name, id: id) }

  func property(_ name: String) -> Int? { properties.firstIndex { $0.name == name } }
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

  var isInvalid: Bool { type == .invalid }

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
    case isNone(TypedExpression)
    case describe(TypedExpression)
    case concatenate([TypedExpression])
    case assign(Place, TypedExpression)
    /// A mutating member called on a place: `values.append(3)`.
    case mutate(Place, Mutation, [TypedExpression])
    case statements([TypedStatement], TypedExpression)
    /// A value that the compiler has in a register.
    case held(Int)
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
    case .user, .callValue, .mutate, .assign, .statements: true
    case .native(_, _, let parts): parts.contains { $0.type.isFunction || $0.callsCells }
    case .construct(let parts), .array(let parts), .concatenate(let parts): parts.contains(where: \.callsCells)
    case .field(let part, _), .wrap(let part), .unwrap(let part), .isNone(let part), .describe(let part):
      part.callsCells
    case .element(let a, let b), .and(let a, let b), .or(let a, let b), .coalesce(let a, let b):
      a.callsCells || b.callsCells
    case .ternary(let a, let b, let c): a.callsCells || b.callsCells || c.callsCells
    case .integer, .double, .boolean, .string, .constant, .variable, .closure, .function, .none, .held,
      .invalid:
      false
    }
  }
}

/// Something that can be assigned to: a variable, and the way from it to the part that changes.
struct Place {
  enum Step {
    case field(Int, Type)
    case element(TypedExpression, Type)
    /// The value of a dictionary's key; without a fallback it must be there.
    case entry(key: TypedExpression, fallback: TypedExpression?, Type)

    var type: Type {
      switch self {
      case .field(_, let type), .element(_, let type), .entry(_, _, let type): type
      }
    }
  }

  var root: Variable
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
    case conditional([TypedCondition], [TypedStatement], otherwise: [TypedStatement])
    case whileLoop([TypedCondition], [TypedStatement])
    case repeatLoop([TypedStatement], TypedExpression)
    /// `for variable in lower..<upper`.
    case count(Variable, from: TypedExpression, to: TypedExpression, closed: Bool, [TypedStatement])
    /// `for variable in array`.
    case each(Variable, in: TypedExpression, [TypedStatement])
    case returnValue(TypedExpression?)
    case breakLoop
    case continueLoop
  }
}

enum TypedCondition {
  case expression(TypedExpression)
  case binding(Variable, TypedExpression)
}
