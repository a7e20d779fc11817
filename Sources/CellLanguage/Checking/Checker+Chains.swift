import Diagnostics

extension Checker {
  /// `base?.rest`: `nil` where `base` is, else what `rest` gives of its value.
  func chain(_ base: Expression, _ link: String, _ rest: Expression, at range: SourceRange) -> TypedExpression {
    let (value, place) = optional(base)
    guard case .optional(let wrapped) = value.type else {
      return value.isInvalid
        ? .invalid(at: range)
        : failure(
          .typeMismatch, "'?' needs an optional; this is \(value.type)", at: value.range,
          fixIts: [questionMark(after: value.range)])
    }
    return inScope {
      let variable = declare(link, wrapped, mutable: place != nil && !types.isReference(wrapped), at: value.range)
      let result = check(rest)
      if result.isInvalid { return .invalid(at: range) }
      let type: Type = result.type == .void || result.type.isOptional ? result.type : .optional(result.type)
      return TypedExpression(
        .chain(variable, value, rest: convert(result, to: type), writeBack: written(variable, rest, place)), type,
        at: range)
    }
  }

  private func questionMark(after range: SourceRange) -> Diagnostic.FixIt {
    Diagnostic.FixIt("leave '?' out", range: SourceRange(range.upper, range.upper + 1), text: "")
  }

  /// The optional before the `?`, and where it is kept when that can change.
  private func optional(_ base: Expression) -> (TypedExpression, Place?) {
    guard case .optional(let wrapped) = placeType(base), !types.isReference(wrapped) else { return (check(base), nil) }
    let before = diagnostics
    if let place = place(base) { return (read(place), place) }
    diagnostics = before
    return (check(base), nil)
  }

  /// A value that the rest changed goes back to where it came from.
  private func written(_ variable: Variable, _ rest: Expression, _ place: Place?) -> TypedExpression? {
    guard let place, variable.isMutable, changes(rest) else { return nil }
    let value = TypedExpression(.variable(variable), variable.type, at: place.range)
    let wrapped = TypedExpression(.wrap(value), place.type, at: place.range)
    return TypedExpression(.assign(place, wrapped), .void, at: place.range)
  }

  private func changes(_ rest: Expression) -> Bool {
    switch rest.kind {
    case .assignment, .call: true
    case .chain(_, _, let inner): changes(inner)
    default: false
    }
  }
}
