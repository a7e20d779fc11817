import Rendering

/// The pages that are no lessons.
enum PreviewPages {
  static func response(_ page: [UInt8]) -> [UInt8] {
    HTTPResponse.bytes(.ok, type: "text/html; charset=utf-8", page)
  }

  /// Stands in until a lesson has been run for the first time.
  static func waiting(for name: String) -> [UInt8] {
    page(name, "<p>Running…</p>", "<script src=\"/.watch.js?v=0\"></script>\n")
  }

  /// Several lessons that are watched together.
  static func list(of names: [String]) -> [UInt8] {
    let items = names.enumerated().map { "<li><a href=\"/\($0 + 1)/\">\(Escaping.text($1))</a></li>\n" }
    return page("Lessons", "<ol>\n\(items.joined())</ol>")
  }

  private static func page(_ title: String, _ content: String, _ script: String = "") -> [UInt8] {
    let title = Escaping.text(title)
    return Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
      font-src data:; script-src 'self'; connect-src 'self'">
      <title>\(title)</title>
      <style>
      body{font-family:sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem}
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      \(content)
      </main>
      \(script)</body>
      </html>

      """.utf8)
  }
}
