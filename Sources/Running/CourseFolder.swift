import Diagnostics
import LessonText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of lessons, and the files beside them; nothing outside it is read.
public struct CourseFolder: Sendable {
  public let path: String

  /// - Throws: ``DiagnosticCode/cannotRead``.
  public init(_ path: String) throws(Fault) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Fault(.cannotRead, "cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw Fault(.cannotRead, "'\(path)' is a file; a course is a folder of lessons")
    }
    self.path = path
  }

  /// Its own name, whatever the path to it is.
  public var name: String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found).split(separator: "/").last.map(String.init) ?? path
  }

  /// The path of a file of the course for the system.
  public func file(_ path: String) -> String { self.path + "/" + path }

  /// The paths of the lessons, in its folders too, ascending. Hidden files and folders that are links are left out.
  ///
  /// - Parameter site: a folder to leave out, should it lie within the course.
  public func lessons(except site: String) throws(Fault) -> [String] {
    var lessons: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try names(in: folder) {
        let path = folder.isEmpty ? name : folder + "/" + name
        if isFolder(path) {
          if !isSameFile(file(path), site) { folders.append(path) }
        } else if name.hasSuffix(".md") {
          lessons.append(path)
        }
      }
    }
    return lessons.sorted()
  }

  private func names(in folder: String) throws(Fault) -> [String] {
    guard let stream = opendir(file(folder)) else {
      throw Fault(.cannotRead, "cannot read '\(file(folder))': \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(file(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The bytes of a file of the course; `nil` for one that is missing, hidden, no ordinary file, or outside by way of links.
  public func bytes(of path: String) -> [UInt8]? {
    if path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { return nil }
    return try? LessonFolder(of: file("x")).loadImage(path).get()
  }
}
