/// Unicode's own super- and subscripts.
enum ScriptCharacters {
  private static let superscriptPairs = """
    0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻTᵀαᵅβᵝγᵞθᶿ′′⊤ᵀ
    """
  private static let subscriptPairs = """
    0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨφᵩχᵪ
    """

  static let superscripts = table(superscriptPairs)
  static let subscripts = table(subscriptPairs)

  private static let readable: [Unicode.Scalar: (Unicode.Scalar, Bool)] = {
    var table: [Unicode.Scalar: (Unicode.Scalar, Bool)] = [:]
    for (plain, raised) in superscripts where raised != "′" && plain != "⊤" { table[raised] = (plain, true) }
    for (plain, lowered) in subscripts { table[lowered] = (plain, false) }
    return table
  }()

  /// The plain character of a raised or lowered one, and whether it is raised.
  static func plain(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, isSup: Bool)? {
    guard scalar.value >= 0xB2 else { return nil }
    return readable[scalar].map { ($0.0, isSup: $0.1) }
  }

  /// `text` in raised or lowered characters, if there is one for each.
  static func converted(_ text: String, isSup: Bool) -> String? {
    let table = isSup ? superscripts : subscripts
    var result = ""
    for scalar in text.unicodeScalars {
      guard let script = table[scalar] else { return nil }
      result.unicodeScalars.append(script)
    }
    return result
  }

  private static func table(_ pairs: String) -> [Unicode.Scalar: Unicode.Scalar] {
    let scalars = Array(pairs.unicodeScalars)
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for index in stride(from: 0, to: scalars.count - 1, by: 2) { table[scalars[index]] = scalars[index + 1] }
    return table
  }
}
