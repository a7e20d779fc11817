import Diagnostics
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the package with the `Tangent` library is, which exported lessons are built over.
enum LibraryLocation {
  static let option = Option(
    names: ["--library"], value: "dir",
    help: "The folder of Tangent's own package; otherwise the one that this command was built from.")

  /// What was given, else the package around the command's file, else the one that it was built from.
  static func find(_ arguments: Arguments) throws(Misuse) -> String {
    if let given = arguments.value("--library") {
      guard let found = resolved(given), isPackage(found) else {
        throw Misuse("'\(given)' is not the folder of Tangent's package")
      }
      return found
    }
    let candidates = ancestors(of: "/proc/self/exe") + ancestors(of: #filePath)
    guard let found = candidates.first(where: isPackage) else {
      throw Misuse("Tangent's package is not where this command was built; say where with --library")
    }
    return found
  }

  private static func isPackage(_ folder: String) -> Bool {
    access(folder + "/Package.swift", R_OK) == 0 && access(folder + "/Sources/Tangent/Exports.swift", R_OK) == 0
  }

  private static func ancestors(of path: String) -> [String] {
    guard let path = resolved(path) else { return [] }
    return path.indices.reversed().filter { path[$0] == "/" && $0 > path.startIndex }.map { String(path[..<$0]) }
  }

  private static func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
