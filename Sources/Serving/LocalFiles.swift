import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of a lesson's folder that its page may link to; nothing outside of it, and nothing hidden, is given away.
struct LocalFiles {
  let folder: String

  /// The file at a path of a URL, percent-encoded.
  func response(to path: Substring) -> [UInt8] {
    guard let name = Self.decoded(path), let bytes = content(of: name) else { return HTTPResponse.text(.notFound) }
    return HTTPResponse.bytes(.ok, type: Self.type(of: name), bytes)
  }

  private func content(of name: String) -> [UInt8]? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }), !name.utf8.contains(0) else { return nil }
    guard let root = Self.resolved(folder), let path = Self.resolved(folder + "/" + name) else { return nil }
    // What a symbolic link leads to counts, not where it stands.
    guard path.hasPrefix(root == "/" ? root : root + "/") else { return nil }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return try? readFile(path)
  }

  static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  static func decoded(_ path: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let text = String(validating: rest.prefix(2), as: UTF8.self), let code = UInt8(text, radix: 16),
        text.utf8.count == 2
      else { return nil }
      bytes.append(code)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func type(of name: String) -> String {
    switch name.split(separator: ".").last?.lowercased() {
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "pdf": "application/pdf"
    // Anything else is shown as text, so that no file can act as a page of this server.
    case "md", "txt", "csv", "json", "swift", "svg", "html", "htm", "xml", "tex": "text/plain; charset=utf-8"
    default: "application/octet-stream"
    }
  }
}
