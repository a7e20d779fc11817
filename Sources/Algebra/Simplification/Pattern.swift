import Diagnostics

/// What the letters of a pattern stand for.
struct Bindings {
  var u: Handle?
  var v: Handle?
}

/// An identity whose texts have been read, with placeholders for its letters.
struct ReadIdentity {
  let identity: Identity
  /// The patterns of its shape: one for the whole, or two.
  let first: Handle
  let second: Handle?
  let replacement: Handle
}

/// The identities, read once.
struct IdentityBook {
  let u: Handle
  let v: Handle
  private(set) var identities: [ReadIdentity] = []

  init(_ pool: inout Pool) throws(Fault) {
    u = try pool.symbol(SymbolRecord(name: "•u", assumptions: []))
    v = try pool.symbol(SymbolRecord(name: "•v", assumptions: []))
    for identity in Identity.table { identities.append(try read(identity, &pool)) }
  }

  private func read(_ identity: Identity, _ pool: inout Pool) throws(Fault) -> ReadIdentity {
    let (first, second): (String, String?) =
      switch identity.shape {
      case .terms(let l, let r), .factors(let l, let r): (l, r)
      case .whole(let pattern): (pattern, nil)
      }
    return ReadIdentity(
      identity: identity, first: try read(first, &pool),
      second: try second.map { text throws(Fault) in try read(text, &pool) },
      replacement: try read(identity.replacement, &pool))
  }

  func read(_ text: String, _ pool: inout Pool) throws(Fault) -> Handle {
    var reader = ExprReader(text, known: ["u": u, "v": v])
    return try reader.read(in: &pool)
  }

  /// A pattern with what its letters stand for put in.
  func fill(_ pattern: Handle, _ bindings: Bindings, _ pool: inout Pool) throws(Fault) -> Handle {
    var images: [Handle: Handle] = [:]
    images[u] = bindings.u
    images[v] = bindings.v
    return try pool.replace(images, in: pattern)
  }

  /// Whether `x` has the shape of the pattern; letters that are bound must stand for the same again.
  func matches(_ pattern: Handle, _ x: Handle, _ bindings: inout Bindings) -> Bool {
    if pattern == u { return bind(&bindings.u, to: x) }
    if pattern == v { return bind(&bindings.v, to: x) }
    switch (pattern.form, x.form) {
    case (.function(let f, let a), .function(let g, let b)): return f == g && matches(a, b, &bindings)
    case (.power(let a, let m), .power(let b, let n)): return matches(m, n, &bindings) && matches(a, b, &bindings)
    case (.scaled(let c, let a), .scaled(let d, let b)): return c == d && matches(a, b, &bindings)
    case (.sum(let a), .sum(let b)): return matchesAll(a, b, &bindings)
    default: return pattern == x
    }
  }

  /// Sums of a few terms in any order.
  private func matchesAll(_ patterns: Operands, _ terms: Operands, _ bindings: inout Bindings) -> Bool {
    guard patterns.count == terms.count, terms.count <= 3 else { return false }
    var open = Array(terms)
    for pattern in patterns {
      guard let place = open.firstIndex(where: { matches(pattern, $0, &bindings) }) else { return false }
      open.remove(at: place)
    }
    return true
  }

  private func bind(_ letter: inout Handle?, to x: Handle) -> Bool {
    if let letter { return letter == x }
    letter = x
    return true
  }
}
