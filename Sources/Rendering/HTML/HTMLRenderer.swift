import Diagnostics
import Running

/// One self-contained HTML file that needs no script and fetches nothing.
public struct HTMLRenderer: Renderer {
  public init() {}

  public func render(_ transcript: Transcript) -> String {
    HTMLPage(transcript).text()
  }
}

/// A page that is set but for its mathematical font, which can be made on another thread.
public struct HTMLPage: Sendable {
  /// The characters that the formulas use; empty when there is no formula.
  public let mathCharacters: MathCharacters
  /// Where its links lead, as the lesson has them.
  public let links: Set<String>
  /// The images that it shows or lacks, as the lesson names them.
  public let images: Set<String>
  private let place: SitePlace?
  private let head: OutputBuffer
  private let body: OutputBuffer
  private let parts: PageParts

  /// - Parameters:
  ///   - place: where the page stands in a site; `nil` for a report that stands alone.
  ///   - preview: the path of the script that the server of a preview adds.
  public init(_ transcript: Transcript, place: SitePlace? = nil, preview: String? = nil) {
    var writer = HTMLWriter(transcript, place: place, preview: preview)
    writer.body()
    body = writer.out
    links = writer.links
    images = writer.images
    self.place = place
    mathCharacters = writer.characters
    parts = writer.parts
    writer.out = OutputBuffer(capacity: 1 << 10)
    writer.headElements()
    head = writer.out
  }

  /// The whole file, with the glyphs that its formulas use.
  public func text() -> String { text(font: mathCharacters.isEmpty ? nil : GlyphSubset.font(for: mathCharacters)) }

  /// The whole file. Without a font, formulas are set in a mathematical font of the reader's system.
  public func text(font: WebFont?) -> String { String(decoding: utf8(font: font), as: UTF8.self) }

  /// The same in bytes.
  public func utf8(font: WebFont?) -> [UInt8] {
    let style = Stylesheet.text(for: place == nil ? parts : parts.union(.course))
    var out = OutputBuffer(
      capacity: head.bytes.count + body.bytes.count + style.utf8.count + (font?.bytes.count ?? 0) * 2 + 512)
    out.raw(head)
    out.raw("<style>\n")
    if let font {
      out.raw(
        "@font-face{font-family:\"Tangent Math\";src:url(data:font/\(font.format == .woff ? "woff" : "otf");base64,")
      out.base64(font.bytes)
      out.raw(") format(\"\(font.format.rawValue)\")}\n")
    }
    out.raw(style)
    out.raw("</style>\n</head>\n")
    out.raw(body)
    return out.bytes
  }

  /// A note when the page has formulas and the machine lacks what embeds their font.
  public var fontDiagnostic: Diagnostic? {
    guard !mathCharacters.isEmpty, !GlyphSubset.isAvailable else { return nil }
    return Diagnostic(
      .note, .missingLibrary, "formulas are set in the reader's own mathematical font", at: SourceRange(0, 0),
      notes: ["to embed Latin Modern Math, install the packages fonts-lmodern and libharfbuzz-subset0"])
  }
}

extension HTMLWriter {
  /// Everything from the document type to the style sheet.
  mutating func headElements() {
    out.raw(
      "<!DOCTYPE html>\n<html lang=\"\(Escaping.languageTag(metadata.lang))\">\n<head>\n<meta charset=\"utf-8\">\n")
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    out.raw("style-src 'unsafe-inline'; img-src data:; font-src data:")
    out.raw("; script-src")
    for script in parts.scripts { out.raw(" 'sha256-\(script.hash)'") }
    if preview != nil { out.raw(" 'self'; connect-src 'self'") }
    out.raw("\">\n")
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
    out.text(lesson.title)
    out.raw("</title>\n")
    meta("author", metadata.author.isEmpty ? nil : metadata.author.joined(separator: ", "))
    meta("description", metadata.description)
    if let place { siteHeadElements(place) }
  }

  private mutating func meta(_ name: String, _ content: String?) {
    guard let content else { return }
    out.raw("<meta name=\"\(name)\" content=\"")
    out.attribute(content)
    out.raw("\">\n")
  }
}
