import Diagnostics

/// swift-syntax has one of its own.
typealias SourceRange = Diagnostics.SourceRange

/// A cell as it was read: the part of Swift's grammar that cells may use, with the place of each piece in the cell.
struct SyntaxTree {
  var statements: [Statement]
  var diagnostics: [Diagnostic]
  /// The whole text, for showing it in colour.
  var spans: [CodeSpan]
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
    /// `value?.rest`: where there is a value, `rest` is evaluated with it under the name `link`.
    case chain(Expression, link: String, rest: Expression)
    case cast(Expression, TypeSyntaxTree)
    /// `try`, `try?` and `try!`
    case attempt(Attempt, Expression)
    /// `Stack<Int>` before a call or a member.
    case specialised(TypeSyntaxTree)
    /// `if` or `switch` used for its value.
    case conditional(IfStatement)
    case selection(SwitchStatement)
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
  /// What the closure keeps as it is where the closure is made: `[n]`, `[total = a + b]`.
  var captures: [(name: String, value: Expression)] = []

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
    case function([TypeSyntaxTree], TypeSyntaxTree, throwing: Bool)
    case passedInout(TypeSyntaxTree)
    case existential(String)
    case member(TypeSyntaxTree, String)
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
    case type(TypeDeclaration)
    case alias(TypeAlias)
    case protocolType(ProtocolDeclaration)
    case conditional(IfStatement)
    case selection(SwitchStatement)
    case guarded([Condition], orElse: [Statement])
    case loop(ForStatement)
    case whileLoop([Condition], body: [Statement])
    case repeatLoop(body: [Statement], condition: Expression)
    /// `name: statement`
    case labelled(String, Statement)
    case throwError(Expression)
    /// `do` with its `catch`es.
    case attempt([Statement], catches: [CatchClause])
    case returnValue(Expression?)
    case breakLoop(label: String?)
    case continueLoop(label: String?)
    /// Already reported.
    case invalid
  }
}

struct Binding {
  var pattern: Pattern
  var type: TypeSyntaxTree?
  var value: Expression?
  /// `{ ... }` of a computed property.
  var accessor: AccessorSyntax?
}

/// The `get` and `set` of a computed property or a subscript.
struct AccessorSyntax {
  var getter: [Statement]
  var setter: (name: String, body: [Statement])?
}

struct Pattern {
  var kind: Kind
  var range: SourceRange

  indirect enum Kind {
    /// A name to bind.
    case name(String)
    case wildcard
    case tuple([(label: String?, pattern: Pattern)])
    /// A value, a range, or `nil`, to compare with.
    case value(Expression)
    /// `..<bound`, `...bound` or `bound...`: the comparison that the value must pass.
    case bounded(String, Expression)
    /// `.name`, `.name(patterns)` or `Type.name(patterns)`.
    case member(type: Expression?, name: String, [(label: String?, pattern: Pattern)]?)
    /// `pattern?`
    case some(Pattern)
    /// `pattern as Type` or `is Type`
    case cast(Pattern, TypeSyntaxTree)
    /// `let pattern` or `var pattern`: the names in it are new.
    case binding(mutable: Bool, Pattern)
  }
}

enum Condition {
  case expression(Expression)
  /// `if let name = value`.
  case binding(name: String, value: Expression, mutable: Bool, range: SourceRange)
  /// `if case pattern = value`.
  case match(Pattern, value: Expression)
}

struct IfStatement {
  /// `if`, then each `else if`.
  var branches: [(conditions: [Condition], body: [Statement])]
  var otherwise: [Statement]?
}

struct SwitchStatement {
  var subject: Expression
  var cases: [Case]
  var range: SourceRange

  struct Case {
    /// Empty for `default`.
    var patterns: [(pattern: Pattern, filter: Expression?)]
    var body: [Statement]
    var range: SourceRange
  }
}

struct ForStatement {
  var pattern: Pattern
  var sequence: Expression
  /// `for case pattern in`.
  var isMatch = false
  var filter: Expression?
  var body: [Statement]
}

/// What becomes of an error.
enum Attempt {
  /// It goes to the nearest `catch`.
  case plain
  /// The value is `nil`.
  case optional
  /// The cell stops.
  case forced
}

struct CatchClause {
  /// Empty for all errors.
  var patterns: [(pattern: Pattern, filter: Expression?)]
  var body: [Statement]
  var range: SourceRange
}

/// A type parameter and the protocols that it conforms to.
struct GenericParameter {
  var name: String
  var constraints: [String]
  /// The type that it must be, in rows of the catalog.
  var same: Type?
}

struct FunctionDeclaration {
  var name: String
  var nameRange: SourceRange
  var generics: [GenericParameter] = []
  var parameters: [Parameter]
  var result: TypeSyntaxTree?
  var body: [Statement]
  var isStatic = false
  var isMutating = false
  var throwing = Signature.Throwing.never
  /// `init?`
  var isFailable = false

  struct Parameter {
    var label: String?
    var name: String
    var type: TypeSyntaxTree
    var isVariadic: Bool
    var defaultValue: Expression?
    var range: SourceRange
  }
}

/// A struct, an enum, a class, or an extension of a type.
/// `typealias Name = Type`
struct TypeAlias {
  var name: String
  var type: TypeSyntaxTree
  var range: SourceRange
}

/// `protocol Name: Other { requirements }`
struct ProtocolDeclaration {
  var name: String
  var nameRange: SourceRange
  var inherited: [TypeSyntaxTree] = []
  /// Without bodies.
  var functions: [FunctionDeclaration] = []
  var initializers: [FunctionDeclaration] = []
  var properties: [TypeDeclaration.Property] = []
}

struct TypeDeclaration {
  enum Kind: String {
    case structure = "struct"
    case enumeration = "enum"
    case object = "class"
    case `extension` = "extension"
  }

  var kind: Kind
  var name: String
  var nameRange: SourceRange
  var generics: [GenericParameter] = []
  /// What stands behind the colon: protocols, or an enum's raw type.
  var inherited: [TypeSyntaxTree] = []
  /// Of an extension, the type that it extends.
  var extended: TypeSyntaxTree?
  /// `where Element == Double`.
  var sameTypes: [(name: String, type: TypeSyntaxTree)] = []
  var isIndirect = false
  var properties: [Property] = []
  var cases: [Case] = []
  var functions: [FunctionDeclaration] = []
  var initializers: [FunctionDeclaration] = []
  var subscripts: [Subscript] = []
  var types: [TypeDeclaration] = []
  var aliases: [TypeAlias] = []

  struct Property {
    var binding: Binding
    var isMutable: Bool
    var isStatic: Bool
    var range: SourceRange
  }

  struct Case {
    var name: String
    var payload: [FunctionDeclaration.Parameter]
    var rawValue: Expression?
    var isIndirect: Bool
    var range: SourceRange
  }

  struct Subscript {
    /// Its parameters and result; the getter's statements are its body.
    var getter: FunctionDeclaration
    var setter: (name: String, body: [Statement])?
  }
}

extension TypeSyntaxTree {
  /// Whether an enum's cases can have values of the type.
  var isRawType: Bool {
    if case .name(let name, let arguments) = kind, arguments.isEmpty {
      ["Int", "Double", "String"].contains(name)
    } else {
      false
    }
  }
}
