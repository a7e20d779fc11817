import Diagnostics

/// swift-syntax has one of its own.
typealias SourceRange = Diagnostics.SourceRange

/// A cell as it was read: the part of Swift's grammar that cells may use, with the place of each piece in the cell.
struct SyntaxTree {
  var statements: [Statement]
  var diagnostics: [Diagnostic]
}

struct Expression {
  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  indirect enum Kind {
    /// The digits as written, without underscores.
    case integer(String)
    case float(String)
    case boolean(Bool)
    case string([StringSegment])
    case nilLiteral
    case name(String)
    /// `base.name`, or `.name` where the context gives the type.
    case member(base: Expression?, name: String)
    case call(Expression, [Argument])
    case element(Expression, [Argument])
    case prefix(Operator, Expression)
    case binary(Operator, Expression, Expression)
    /// `target = value`, or `target op= value`.
    case assignment(Operator?, target: Expression, value: Expression)
    case ternary(Expression, Expression, Expression)
    case parenthesised(Expression)
    case tuple([Argument])
    case array([Expression])
    case dictionary([(key: Expression, value: Expression)])
    case closure(Closure)
    case forceUnwrap(Expression)
    case cast(Expression, TypeSyntaxTree)
    /// `if` used for its value.
    case conditional(IfStatement)
    /// Already reported.
    case invalid
  }
}

struct Operator {
  var name: String
  var range: SourceRange
}

enum StringSegment {
  case text(String)
  case value(Expression)
}

struct Argument {
  var label: String?
  var value: Expression
  var isTrailingClosure = false
}

struct Closure {
  var parameters: [Parameter]
  /// The highest `$n` used in the body plus one, when `parameters` is empty.
  var shorthandCount: Int
  var result: TypeSyntaxTree?
  var body: [Statement]

  struct Parameter {
    var name: String
    var type: TypeSyntaxTree?
    var range: SourceRange
  }
}

struct TypeSyntaxTree {
  var kind: Kind
  var range: SourceRange

  indirect enum Kind {
    case name(String, [TypeSyntaxTree])
    case array(TypeSyntaxTree)
    case dictionary(TypeSyntaxTree, TypeSyntaxTree)
    case optional(TypeSyntaxTree)
    case tuple([(label: String?, type: TypeSyntaxTree)])
    case function([TypeSyntaxTree], TypeSyntaxTree)
    case passedInout(TypeSyntaxTree)
    case existential(String)
    case invalid
  }
}

struct Statement {
  var kind: Kind
  var range: SourceRange

  init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  indirect enum Kind {
    case expression(Expression)
    case variable([Binding], mutable: Bool)
    case function(FunctionDeclaration)
    case structure(StructureDeclaration)
    case conditional(IfStatement)
    case guarded([Condition], orElse: [Statement])
    case loop(ForStatement)
    case whileLoop([Condition], body: [Statement])
    case repeatLoop(body: [Statement], condition: Expression)
    case returnValue(Expression?)
    case breakLoop
    case continueLoop
    /// Already reported.
    case invalid
  }
}

struct Binding {
  var pattern: Pattern
  var type: TypeSyntaxTree?
  var value: Expression?
  /// `{ ... }` of a computed property.
  var getter: [Statement]?
}

struct Pattern {
  var kind: Kind
  var range: SourceRange

  indirect enum Kind {
    case name(String)
    case wildcard
    case tuple([Pattern])
  }
}

enum Condition {
  case expression(Expression)
  /// `if let name = value`.
  case binding(name: String, value: Expression, mutable: Bool, range: SourceRange)
}

struct IfStatement {
  var conditions: [Condition]
  var body: [Statement]
  /// The `else` branch; an `else if` is one statement.
  var otherwise: [Statement]?
}

struct ForStatement {
  var pattern: Pattern
  var sequence: Expression
  var filter: Expression?
  var body: [Statement]
}

struct FunctionDeclaration {
  var name: String
  var nameRange: SourceRange
  var generics: [(name: String, constraint: String?)]
  var parameters: [Parameter]
  var result: TypeSyntaxTree?
  var body: [Statement]
  var isStatic: Bool
  var isMutating: Bool

  struct Parameter {
    var label: String?
    var name: String
    var type: TypeSyntaxTree
    var isVariadic: Bool
    var defaultValue: Expression?
    var range: SourceRange
  }
}

struct StructureDeclaration {
  var name: String
  var nameRange: SourceRange
  var properties: [(binding: Binding, mutable: Bool, range: SourceRange)]
  var methods: [FunctionDeclaration]
  var initializers: [FunctionDeclaration]
}
