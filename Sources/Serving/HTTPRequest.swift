/// The head of a request, as much of it as a preview needs (RFC 9112).
struct HTTPRequest: Equatable {
  enum Reading: Equatable {
    case incomplete
    /// No request that is understood.
    case garbage
    case request(HTTPRequest)
  }

  /// No browser's request for a page comes near it.
  static let limit = 16 << 10

  var method: String
  /// Without the query.
  var path: String
  var host: String?

  static func read(_ bytes: [UInt8]) -> Reading {
    guard let head = head(of: bytes) else { return bytes.count > limit ? .garbage : .incomplete }
    let lines = head.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.last == "\r" ? $0.dropLast() : $0
    }
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/"), !words[0].isEmpty else {
      return .garbage
    }
    let hosts = lines.dropFirst().compactMap(host)
    guard hosts.count <= 1 else { return .garbage }
    return .request(
      HTTPRequest(
        method: String(words[0]), path: String(words[1].prefix { $0 != "?" && $0 != "#" }), host: hosts.first))
  }

  /// What stands before the first empty line; only plain text can be a head.
  private static func head(of bytes: [UInt8]) -> String? {
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      let line = bytes[start..<index]
      if line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) {
        // Scalars, not characters: a carriage return and a line feed are one of these.
        return String(String.UnicodeScalarView(bytes[..<start].map { Unicode.Scalar($0) }).filter { $0 != "\r" })
      }
      start = index + 1
    }
    return nil
  }

  private static func host(_ line: Substring) -> String? {
    guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "host" else { return nil }
    let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    return String(value.prefix { $0 != " " && $0 != "\t" })
  }

  /// Whether the browser asked this machine by a name of its own: a page of somebody else's that had its name lead here
  /// does not get to read lessons.
  var isForLoopback: Bool {
    guard let host else { return false }
    let name = host.lowercased()
    let loopback = ["localhost", "127.0.0.1", "[::1]"]
    return loopback.contains { known in
      guard name.hasPrefix(known) else { return false }
      let rest = name.dropFirst(known.count)
      return rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy { ("0"..."9").contains($0) })
    }
  }
}

/// What goes back; every connection ends with its answer.
enum HTTPResponse {
  enum Status: String {
    case ok = "200 OK"
    case found = "302 Found"
    case badRequest = "400 Bad Request"
    case forbidden = "403 Forbidden"
    case notFound = "404 Not Found"
    case wrongMethod = "405 Method Not Allowed"
  }

  static func bytes(
    _ status: Status, type: String = "text/plain; charset=utf-8", headers: [String] = [], _ body: [UInt8]
  ) -> [UInt8] {
    let head =
      ["HTTP/1.1 " + status.rawValue, "Content-Type: " + type, "Content-Length: \(body.count)"] + headers + [
        "Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
        "Connection: close", "", "",
      ]
    return Array(head.joined(separator: "\r\n").utf8) + body
  }

  static func text(_ status: Status, headers: [String] = []) -> [UInt8] {
    bytes(status, headers: headers, Array((status.rawValue.dropFirst(4) + "\n").utf8))
  }

  /// The head of a stream of server-sent events, which the reader takes up again by itself.
  static let eventStream = Array(
    """
    HTTP/1.1 200 OK\r
    Content-Type: text/event-stream\r
    Cache-Control: no-store\r
    Connection: close\r
    \r
    retry: 300\r
    \r

    """.utf8)

  static func event(_ name: String, _ data: String) -> [UInt8] { Array("event: \(name)\ndata: \(data)\n\n".utf8) }
}
