/// The part of MathML Core's operator dictionary that spacing and stretching need, in `mu` of 1/18 em.
///
/// Browsers space an operator by it unless told otherwise, so that only differences have to be written.
enum OperatorDictionary {
  /// The space on both sides of `sign` as an infix (or its only) form; `nil` where it differs by form.
  static func spacing(_ sign: String) -> (left: Int, right: Int)? {
    let scalars = sign.unicodeScalars
    guard let scalar = scalars.first, scalars.count == 1 else { return nil }
    switch scalar {
    case "=", "<", ">": return (5, 5)
    case "+", "−", "±", "∓", "÷": return (4, 4)
    case ",", ";": return (0, 3)
    case "(", ")", "[", "]", "{", "}", "⟨", "⟩", "⌈", "⌉", "⌊", "⌋": return (0, 0)
    case "∂": return (0, 0)
    case "∑", "∏", "∐", "⋃", "⋂", "∫", "∬", "∭", "∮": return (3, 3)
    default: return isRelation(scalar.value) ? (5, 5) : nil
    }
  }

  /// Arrows and relations, all with the thick space.
  private static func isRelation(_ value: UInt32) -> Bool {
    switch value {
    case 0x2190...0x21FF, 0x27F5...0x27FF, 0x2208...0x220D, 0x2241...0x228B, 0x2264...0x226B, 0x227A...0x2289: true
    default: false
    }
  }

  /// True for signs that are unary in prefix position and binary elsewhere.
  static func dependsOnForm(_ sign: String) -> Bool { sign == "+" || sign == "−" || sign == "±" || sign == "∓" }

  /// True for signs that would grow with their row.
  static func stretches(_ sign: String) -> Bool { Delimiters.all.contains(sign) && sign != "/" && sign != "\\" }
}
