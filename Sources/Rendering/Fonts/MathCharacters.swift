/// The characters that a page's formulas draw from the mathematical font.
public struct MathCharacters: Hashable, Sendable {
  public private(set) var all: Set<Unicode.Scalar> = []
  /// Those of scripts, for which the font has forms of their own.
  public private(set) var inScripts: Set<Unicode.Scalar> = []
  /// Those that may grow with what they enclose, stand over or stand for.
  public private(set) var stretched: Set<Unicode.Scalar> = []

  public init() {}

  public init(
    _ all: Set<Unicode.Scalar>, inScripts: Set<Unicode.Scalar> = [], stretched: Set<Unicode.Scalar> = []
  ) {
    (self.all, self.inScripts, self.stretched) = (all, inScripts, stretched)
  }

  public var isEmpty: Bool { all.isEmpty }

  func isSuperset(of other: MathCharacters) -> Bool {
    all.isSuperset(of: other.all) && inScripts.isSuperset(of: other.inScripts)
      && stretched.isSuperset(of: other.stretched)
  }

  mutating func formUnion(_ other: MathCharacters) {
    all.formUnion(other.all)
    inScripts.formUnion(other.inScripts)
    stretched.formUnion(other.stretched)
  }

  /// Collects from one `<math>` element as Typesetting writes it. O(bytes).
  ///
  /// A lone letter in `mi` is drawn in italics unless it says `mathvariant="normal"` (MathML Core 3.2.1.1). The words
  /// of `mtext` and annotations are not set in the mathematical font; a root's sign is drawn without being written.
  ///
  /// - Returns: whether it has what MathML leaves to style sheets: tables and classes.
  @discardableResult
  mutating func collect(from mathML: String) -> Bool {
    var mathML = mathML
    return mathML.withUTF8 { bytes in
      var position = 0
      var path = ElementPath()
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "<") {
          let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
          path.pass(bytes[(position + 1)..<end])
          if path.kind == .root || path.kind == .squareRoot {
            insert("√", isInScript: path.isInScript)
            stretched.insert("√")
          }
          position = end + 1
        } else {
          let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
          collect(bytes[position..<end], path)
          position = end
        }
      }
      return path.needsStyles
    }
  }

  private mutating func collect(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ path: ElementPath) {
    if path.kind == .words { return }
    let text =
      Self.characterReferences.first { text.elementsEqual($0.name.utf8) }?.text
      ?? Self.numbered(text) ?? String(decoding: text, as: UTF8.self)
    let scalars = text.unicodeScalars
    if path.kind == .identifier, let first = scalars.first, scalars.count == 1, let italic = first.mathematicalItalic {
      insert(italic, isInScript: path.isInScript)
    } else {
      for scalar in scalars { insert(scalar, isInScript: path.isInScript) }
      if path.kind == .operation, !Self.rigid.contains(where: scalars.elementsEqual) { stretched.formUnion(scalars) }
    }
  }

  private mutating func insert(_ scalar: Unicode.Scalar, isInScript: Bool) {
    all.insert(scalar)
    if isInScript { inScripts.insert(scalar) }
  }

  /// Signs that no operator dictionary stretches, though the font has larger ones.
  private static let rigid = ["+", "−", "=", "/", "<", ">", ",", "·", "⋅", "×", "±", "′", ".", "\u{2061}"].map {
    Array($0.unicodeScalars)
  }

  /// `&#x302;`, as marks are written that would join what stands before them.
  private static func numbered(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard text.starts(with: "&#x".utf8), text.last == UInt8(ascii: ";") else { return nil }
    return UInt32(String(decoding: text.dropFirst(3).dropLast(), as: UTF8.self), radix: 16)
      .flatMap(Unicode.Scalar.init).map { String($0) }
  }

  private static let characterReferences: [(name: String, text: String)] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#x2061;", "\u{2061}"),
  ]
}

extension Unicode.Scalar {
  /// The italic letter of the mathematical alphabet, as MathML Core maps a lone letter of `mi`.
  fileprivate var mathematicalItalic: Unicode.Scalar? {
    switch value {
    case 0x68: "\u{210E}"
    case 0x41...0x5A: Self(0x1D434 + value - 0x41)
    case 0x61...0x7A: Self(0x1D44E + value - 0x61)
    case 0x131: "\u{1D6A4}"
    case 0x237: "\u{1D6A5}"
    case 0x391...0x3A9: Self(0x1D6E2 + value - 0x391)
    case 0x3B1...0x3C9: Self(0x1D6FC + value - 0x3B1)
    case 0x2207: "\u{1D6FB}"
    case 0x2202: "\u{1D715}"
    case 0x3F5: "\u{1D716}"
    case 0x3D1: "\u{1D717}"
    case 0x3F0: "\u{1D718}"
    case 0x3D5: "\u{1D719}"
    case 0x3F1: "\u{1D71A}"
    case 0x3D6: "\u{1D71B}"
    case 0x3F4: "\u{1D6F3}"
    default: nil
    }
  }
}
