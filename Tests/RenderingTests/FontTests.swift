import Testing

@testable import Rendering

struct FontTests {
  private func characters(_ mathML: String) -> String {
    var characters = MathCharacters()
    characters.collect(from: mathML)
    return String(String.UnicodeScalarView(characters.scalars))
  }

  @Test(arguments: [
    ("<math><mi>x</mi><mo>=</mo><mn>12</mn></math>", "12=x𝑥"), ("<math><mi>h</mi></math>", "hℎ"),
    ("<math><mi mathvariant=\"normal\">x</mi></math>", "x"), ("<math><mi>sin</mi></math>", "ins"),
    ("<math><mi>α</mi><mo>∂</mo></math>", "α∂𝛼"), ("<math><mtext>words</mtext><mo>&lt;</mo></math>", "<"),
    ("<math alttext=\"q\"><msqrt><mn>2</mn></msqrt></math>", "2√"), ("<math></math>", ""),
  ])
  func collected(mathML: String, expected: String) {
    #expect(characters(mathML) == expected)
  }

  @Test(.enabled(if: GlyphSubset.isAvailable, "needs HarfBuzz and Latin Modern Math"))
  func theSubsetIsASmallMathematicalFont() throws {
    let scalars = Array("𝑥𝑦ℎ=+()√∑∫0123456789′".unicodeScalars)
    let font = try #require(GlyphSubset.font(for: scalars))
    #expect(font.starts(with: Array("OTTO".utf8)))
    #expect(font.count < 40_000)
    // The table directory: 16 bytes a table after a header of 12.
    let count = Int(font[4]) << 8 | Int(font[5])
    let tags = (0..<count).map { String(decoding: font[(12 + 16 * $0)..<(16 + 16 * $0)], as: UTF8.self) }
    #expect(tags.contains("MATH") && tags.contains("GSUB") && tags.contains("cmap"))
    #expect(try #require(GlyphSubset.font(for: Array("𝑥".unicodeScalars))).count < font.count)
  }
}
