/// How something can be called: what the checker needs of a catalog entry, a function or an initialiser.
struct Signature {
  struct Parameter {
    var label: String?
    var name: String
    var type: Type
    var isVariadic = false
    var isInout = false
    var defaultValue: Expression?

    var isRequired: Bool { defaultValue == nil && !isVariadic }

    /// The type of the value that the callee receives.
    var passedType: Type { isVariadic ? .array(type) : type }
  }

  var name: String
  var generics: [GenericParameter] = []
  var parameters: [Parameter]
  var result: Type
  var isDisfavored = false
  var isMutating = false
  /// `init?`: it gives an optional.
  var isFailable = false

  /// Whether a call may throw.
  var throwing = Throwing.never

  enum Throwing {
    case never
    /// `rethrows`: where a function among its arguments may.
    case asArguments
    case always
  }

  /// The types of the parameters, in the type of the function.
  var functionTypes: [Type] { parameters.map { $0.isInout ? .passedInout($0.type) : $0.passedType } }

  var functionType: Type { .function(functionTypes, result, throwing: throwing == .always) }

  /// Whether a call with these arguments may throw.
  func canThrow(_ arguments: some Sequence<TypedExpression>) -> Bool {
    switch throwing {
    case .never: false
    case .asArguments: arguments.contains { $0.type.isThrowing }
    case .always: true
    }
  }
}

extension Signature: CustomStringConvertible {
  /// As Swift writes it, for messages: `diff(_: Expr, _: Expr...) -> Expr`.
  var description: String {
    let list = parameters.map { "\($0.label ?? "_"): \($0.type)\($0.isVariadic ? "..." : "")" }.joined(separator: ", ")
    return "\(name)(\(list))" + (result == .void ? "" : " -> \(result)")
  }
}
