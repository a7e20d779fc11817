/// The characters that a page's formulas draw from the mathematical font.
struct MathCharacters {
  private var seen: Set<Unicode.Scalar> = []

  /// In ascending order.
  var scalars: [Unicode.Scalar] { seen.sorted() }

  var isEmpty: Bool { seen.isEmpty }

  /// Collects from one `<math>` element as Typesetting writes it. O(bytes).
  ///
  /// A lone letter in `mi` is drawn in italics unless it says `mathvariant="normal"` (MathML Core 3.2.1.1). The words
  /// of `mtext` and annotations are not set in the mathematical font; a root's sign is drawn without being written.
  mutating func collect(from mathML: String) {
    var mathML = mathML
    mathML.withUTF8 { bytes in
      var position = 0
      var element = Element.other
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "<") {
          let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
          element = Element(tag: bytes[(position + 1)..<end])
          if element == .root { seen.insert("√") }
          position = end + 1
        } else {
          let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
          collect(bytes[position..<end], in: element)
          position = end
        }
      }
    }
  }

  private enum Element {
    case identifier, words, root, other

    init(tag: Slice<UnsafeBufferPointer<UInt8>>) {
      if tag.elementsEqual("mi".utf8) {
        self = .identifier
      } else if tag.starts(with: "mtext".utf8) || tag.starts(with: "annotation".utf8) {
        self = .words
      } else if tag.elementsEqual("msqrt".utf8) || tag.elementsEqual("mroot".utf8) {
        self = .root
      } else {
        self = .other
      }
    }
  }

  private mutating func collect(_ text: Slice<UnsafeBufferPointer<UInt8>>, in element: Element) {
    if element == .words { return }
    let text =
      Self.characterReferences.first { text.elementsEqual($0.name.utf8) }?.text
      ?? String(decoding: text, as: UTF8.self)
    let scalars = text.unicodeScalars
    seen.formUnion(scalars)
    if element == .identifier, let first = scalars.first, scalars.count == 1, let italic = first.mathematicalItalic {
      seen.insert(italic)
    }
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
