import Diagnostics
import LessonText
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder that a course is built into. What was there before and is not the site's stays as it is.
public struct SiteFolder: Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  public func file(_ path: String) -> String { self.path + "/" + path }

  /// Makes the folders that the pages stand in.
  ///
  /// - Throws: ``DiagnosticCode/cannotWrite``.
  public func prepare(for pages: [String]) throws(Fault) {
    try makeFolder(path)
    for folder in Set(pages.map(CoursePath.folder)).sorted() where !folder.isEmpty { try makeFolder(file(folder)) }
  }

  private func makeFolder(_ path: String) throws(Fault) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if mkdir(made, 0o777) != 0 && errno != EEXIST {
        throw Fault(.cannotWrite, "cannot make the folder '\(made)': \(String(cString: strerror(errno)))")
      }
      made += "/"
    }
  }

  /// What the site was built from the last time.
  public var record: SiteRecord {
    (try? readFile(file(SiteRecord.name))).map { SiteRecord(reading: $0) } ?? SiteRecord()
  }

  public func write(_ record: SiteRecord) throws(Fault) {
    try writeAtomically(record.bytes, to: file(SiteRecord.name))
  }

  /// Writes a page in the place of an older page of a site; another file of that name stays.
  public func writePage(_ bytes: [UInt8], to path: String) throws(Fault) {
    if exists(path) && !isPage(path) { throw notOurs(path) }
    try writeAtomically(bytes, to: file(path))
  }

  /// Copies a file that lessons link to, unless it is there; another file of that name is replaced if the site made it.
  public func copy(_ bytes: [UInt8], to path: String, isKnown: Bool) throws(Fault) {
    if let old = try? readFile(file(path)) {
      if old == bytes { return }
      if !isKnown { throw notOurs(path) }
    }
    try makeFolder(file(CoursePath.folder(of: path)))
    try writeAtomically(bytes, to: file(path))
  }

  /// Removes the page of a lesson that is gone.
  public func removePage(_ path: String) {
    if isPage(path) { unlink(file(path)) }
  }

  private func exists(_ path: String) -> Bool { access(file(path), F_OK) == 0 }

  private func isPage(_ path: String) -> Bool {
    guard let bytes = try? readFile(file(path)) else { return false }
    return bytes.isEmpty || String(decoding: bytes.prefix(1 << 14), as: UTF8.self).contains(HTMLWriter.siteMark)
  }

  private func notOurs(_ path: String) -> Fault {
    Fault(.cannotWrite, "'\(file(path))' was not made by 'tangent build'; move it away, or build into another folder")
  }
}
