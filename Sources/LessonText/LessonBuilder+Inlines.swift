import Diagnostics

extension LessonBuilder {
  /// Keeps an inline expression and gives its index.
  func addValue(_ code: CellCode, at range: SourceRange) -> Int {
    lesson.inlineValues.append(InlineValue(code: code, range: range, cellsBefore: lesson.cells.count))
    return lesson.inlineValues.count - 1
  }

  /// An image with its content when it lies beside the lesson; everything else is a diagnostic.
  func image(destination: String, title: String, alt: String, at range: SourceRange) -> Inline.Image {
    if alt.allSatisfy(\.isWhitespace) {
      report(
        .warning, .missingAlternativeText, "This image has no alternative text for those who cannot see it.", at: range)
    }
    var image = Inline.Image(destination: destination, title: title, alt: alt, content: nil)
    do throws(Fault) {
      image.content = try content(ofImage: ImagePath.inFolder(destination).get())
    } catch {
      report(error.code, error.message, at: range)
    }
    return image
  }

  private func content(ofImage path: ImagePath) throws(Fault) -> Inline.Image.Content {
    let bytes = try loadImage(path.text).get()
    guard let mediaType = MediaType.of(bytes) else {
      throw Fault(.image, "The image '\(path.text)' is none of PNG, JPEG, GIF, WebP and SVG.")
    }
    return Inline.Image.Content(mediaType: mediaType, bytes: bytes)
  }
}

/// A path that stays in the lesson's folder.
struct ImagePath {
  let text: String

  private init(text: String) { self.text = text }

  /// The path that `destination` means, unless it leaves the folder.
  static func inFolder(_ destination: String) -> Result<ImagePath, Fault> {
    func refuse(_ message: String) -> Result<ImagePath, Fault> { .failure(Fault(.image, message)) }
    if destination.isEmpty { return refuse("This image has no file.") }
    if hasScheme(destination) || destination.hasPrefix("//") {
      return refuse(
        "The image '\(destination)' is not a file beside the lesson; reports fetch nothing from the network.")
    }
    let path = percentDecoded(destination)
    guard !path.utf8.contains(0), !path.hasPrefix("/"), !path.contains("\\"), staysInside(path) else {
      return refuse("The image '\(destination)' lies outside the lesson's folder.")
    }
    return .success(ImagePath(text: path))
  }

  static func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return destination.utf8[..<colon].allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  private static func staysInside(_ path: String) -> Bool {
    var depth = 0
    for component in path.split(separator: "/") where component != "." {
      depth += component == ".." ? -1 : 1
      if depth < 0 { return false }
    }
    return depth > 0
  }

  static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count > 1
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What browsers show, told by the file's first bytes.
enum MediaType {
  private static let signatures: [(mediaType: String, offset: Int, signature: [UInt8])] = [
    ("image/png", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
    ("image/gif", 0, Array("GIF8".utf8)),
    ("image/webp", 8, Array("WEBP".utf8)),
  ]

  static func of(_ bytes: [UInt8]) -> String? {
    for (mediaType, offset, signature) in signatures where bytes.dropFirst(offset).starts(with: signature) {
      return mediaType
    }
    let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
    return head.contains("<svg") ? "image/svg+xml" : nil
  }
}
