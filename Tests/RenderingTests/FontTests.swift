import Testing

@testable import Rendering

struct FontTests {
  private func characters(_ mathML: String) -> MathCharacters {
    var characters = MathCharacters()
    characters.collect(from: mathML)
    return characters
  }

  private func text(_ characters: Set<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(characters.sorted()))
  }

  @Test(arguments: [
    ("<math><mi>x</mi><mo>=</mo><mn>12</mn></math>", "12=𝑥"), ("<math><mi>h</mi></math>", "ℎ"),
    ("<math><mi mathvariant=\"normal\">x</mi></math>", "x"), ("<math><mi>sin</mi></math>", "ins"),
    ("<math><mi>α</mi><mo>∂</mo></math>", "∂𝛼"), ("<math><mtext>words</mtext><mo>&lt;</mo></math>", "<"),
    ("<math><mo>&#x302;</mo></math>", "\u{302}"), ("<math alttext=\"q\"><msqrt><mn>2</mn></msqrt></math>", "2√"),
    ("<math></math>", ""),
  ])
  func collected(mathML: String, expected: String) {
    #expect(text(characters(mathML).all) == expected)
  }

  @Test(arguments: [
    ("<math><mi>a</mi><msup><mn>1</mn><mn>2</mn></msup><mn>3</mn></math>", "2"),
    ("<math><msubsup><mn>1</mn><mrow><mn>2</mn><mo>+</mo></mrow><mn>3</mn></msubsup></math>", "+23"),
    ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "12"),
    ("<math display=\"block\"><mfrac><mn>1</mn><mfrac><mn>2</mn><mn>3</mn></mfrac></mfrac></math>", "23"),
    ("<math display=\"block\"><mtable><mtr><mtd><mfrac><mn>1</mn><mn>2</mn></mfrac></mtd></mtr></mtable></math>", "12"),
    ("<math><mroot><mn>8</mn><mn>3</mn></mroot><mspace width=\"1em\"/><mn>7</mn></math>", "3"),
    ("<math><msup><mo>(</mo><mi>n</mi></msup></math>", "𝑛"),
    ("<math><mstyle displaystyle=\"true\" scriptlevel=\"0\"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle></math>", ""),
  ])
  func collectedInScripts(mathML: String, expected: String) {
    #expect(text(characters(mathML).inScripts) == expected)
  }

  @Test(arguments: [
    ("<math><mo>(</mo><mo stretchy=\"false\">[</mo><mo>+</mo><mi>x</mi></math>", "("),
    ("<math><mo stretchy=\"false\" minsize=\"2em\">[</mo><mo form=\"prefix\">∑</mo></math>", "[∑"),
    ("<math><mover><mi>x</mi><mo>^</mo></mover></math>", "^"), ("<math><msqrt><mn>2</mn></msqrt></math>", "√"),
  ])
  func collectedStretched(mathML: String, expected: String) {
    #expect(text(characters(mathML).stretched) == expected)
  }

  @Test(.enabled(if: GlyphSubset.isAvailable, "needs HarfBuzz and Latin Modern Math"))
  func theSubsetIsASmallMathematicalFont() throws {
    let scalars = Set("𝑥𝑦ℎ=+()√∑∫0123456789′".unicodeScalars)
    let font = try #require(GlyphSubset.openType(for: MathCharacters(scalars, inScripts: ["2"])))
    #expect(font.starts(with: Array("OTTO".utf8)))
    #expect(font.count < 16_000)
    // The table directory: 16 bytes a table after a header of 12.
    let count = Int(font[4]) << 8 | Int(font[5])
    let tags = (0..<count).map { String(decoding: font[(12 + 16 * $0)..<(16 + 16 * $0)], as: UTF8.self) }
    #expect(tags.contains("MATH") && tags.contains("GSUB") && tags.contains("cmap"))
    let withScripts = try #require(GlyphSubset.openType(for: MathCharacters(scalars, inScripts: scalars)))
    let withSizes = try #require(GlyphSubset.openType(for: MathCharacters(scalars, stretched: scalars)))
    #expect(font.count < withScripts.count - 2_000 && font.count < withSizes.count - 2_000)
    #expect(try #require(GlyphSubset.openType(for: MathCharacters(["𝑥"]))).count < font.count)
  }

  @Test(.enabled(if: GlyphSubset.isAvailable, "needs HarfBuzz and Latin Modern Math"))
  func aWebFontHasTheTablesOfTheFont() throws {
    let characters = MathCharacters(Set("𝑥=+()√∑0123456789".unicodeScalars))
    let font = try #require(GlyphSubset.openType(for: characters))
    let web = try #require(GlyphSubset.font(for: characters))
    guard web.format == .woff else { return #expect(web.bytes == font) }
    #expect(web.bytes.starts(with: Array("wOFF".utf8)) && web.bytes.count < font.count * 9 / 10)
    func number(_ bytes: [UInt8], _ at: Int, _ size: Int) -> Int {
      bytes[at..<at + size].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(number(web.bytes, 8, 4) == web.bytes.count && number(web.bytes, 16, 4) == font.count)
    let count = number(font, 4, 2)
    #expect(number(web.bytes, 12, 2) == count)
    for table in 0..<count {
      let (old, new) = (12 + 16 * table, 44 + 20 * table)
      #expect(font[old..<old + 4] == web.bytes[new..<new + 4])
      #expect(number(font, old + 4, 4) == number(web.bytes, new + 16, 4))
      #expect(number(font, old + 12, 4) == number(web.bytes, new + 12, 4))
      #expect(number(web.bytes, new + 4, 4) % 4 == 0)
      #expect(number(web.bytes, new + 4, 4) + number(web.bytes, new + 8, 4) <= web.bytes.count)
    }
  }
}
