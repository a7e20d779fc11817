import Diagnostics

extension Pool {
  /// All replacements at once: what they put in is not replaced again, and derivatives that they touch are carried out.
  mutating func substitute(_ images: [Handle: Handle], in root: Handle) throws(Fault) -> Handle {
    try map(root, images) { pool, part throws(Fault) in
      guard let evaluated = try pool.evaluatedDerivative(part, images) else { return nil }
      return try pool.substitute(images, in: evaluated)
    }
  }

  /// Replaces parts by others that stand for them, and leaves derivatives alone.
  mutating func replace(_ images: [Handle: Handle], in root: Handle) throws(Fault) -> Handle {
    try map(root, images) { _, _ in nil }
  }

  private mutating func map(
    _ root: Handle, _ images: [Handle: Handle], special: (inout Pool, Handle) throws(Fault) -> Handle?
  ) throws(Fault) -> Handle {
    var known = images
    // Faults wait: a piece that is not chosen may have no value.
    var faults: [Handle: Fault] = [:]
    guard let first = images.keys.min() else { return root }
    for part in root.reachable(where: { $0 >= first && images[$0] == nil }) where known[part] == nil {
      do throws(Fault) {
        if let image = try special(&self, part) {
          known[part] = image
        } else if let fault = part.parts.compactMap({ faults[$0] }).first {
          guard let piece = try chosen(part, faults, { known[$0, default: $0] }) else { throw fault }
          known[part] = piece
        } else if part.parts.contains(where: { known[$0, default: $0] != $0 }) {
          known[part] = try rebuild(part) { known[$0, default: $0] }
        }
      } catch {
        faults[part] = error
      }
    }
    if let fault = faults[root] { throw fault }
    return known[root, default: root]
  }

  /// The piece that applies, where the margin decides and the other piece has no value.
  private mutating func chosen(
    _ part: Handle, _ faults: [Handle: Fault], _ image: (Handle) -> Handle
  ) throws(Fault) -> Handle? {
    guard case .choice(let choice) = part.form, faults[choice.margin] == nil else { return nil }
    let decided = try self.choice(margin: image(choice.margin), .one, otherwise: .zero)
    if decided == .one, faults[choice.value] == nil { return image(choice.value) }
    return decided == .zero && faults[choice.otherwise] == nil ? image(choice.otherwise) : nil
  }

  /// A derivative whose function is replaced is carried out on the replacement: `diff(f(x), x)` with `x ** 2` for
  /// `f(x)` is `2 * x`.
  private mutating func evaluatedDerivative(_ part: Handle, _ images: [Handle: Handle]) throws(Fault) -> Handle? {
    switch part.form {
    case .derivative(let body, let variable): return try derivative(of: body, by: variable)
    case .applied(let head, let arguments) where !head.orders.isEmpty:
      guard var body = images[try apply(FunctionHead(name: head.name), Array(arguments))] else { return nil }
      for (argument, order) in zip(arguments, head.orders) {
        for _ in 0..<order { body = try derivative(of: body, byPart: argument) }
      }
      return body
    case .applied, .number, .constant, .symbol, .scaled, .sum, .product, .power, .function, .maximum, .minimum,
      .choice:
      return nil
    }
  }
}
