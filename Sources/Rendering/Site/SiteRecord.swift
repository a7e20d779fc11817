import LessonText

/// What a site was built from, so that only what has changed is built again; a file in the site's folder.
///
/// One line a page: its path, the fingerprint of what it was made from, its own, then each file that it used with that
/// file's stamp. Fields are separated by tabs.
public struct SiteRecord: Sendable {
  public static let name = ".tangent-build"
  private static let head = "tangent build 1"

  public struct Page: Hashable, Sendable {
    /// Of the tool, the lesson and its place in the course.
    public var source: String
    /// Of the page itself.
    public var content: String
    /// The files beside the lesson that it shows or links to, with their stamps when it was built.
    public var files: [String: String]

    public init(source: String, content: String, files: [String: String]) {
      self.source = source
      self.content = content
      self.files = files
    }
  }

  public var pages: [String: Page] = [:]

  public init() {}

  /// Anything that is no record is an empty one: everything is built.
  public init(reading bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.head[...] else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map { CoursePath.decoded($0) }
      guard fields.count >= 3, fields.count % 2 == 1 else { continue }
      var files: [String: String] = [:]
      for index in stride(from: 3, to: fields.count, by: 2) { files[fields[index]] = fields[index + 1] }
      pages[fields[0]] = Page(source: fields[1], content: fields[2], files: files)
    }
  }

  public var bytes: [UInt8] {
    let lines = pages.sorted { $0.key < $1.key }.map { path, page in
      ([path, page.source, page.content] + page.files.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
        .map(Escaping.path).joined(separator: "\t")
    }
    return Array(([Self.head] + lines).map { $0 + "\n" }.joined().utf8)
  }
}
