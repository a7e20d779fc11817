import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files beside a lesson; none outside its folder is read.
struct LessonFolder: Sendable {
  private let folder: String

  init(of lesson: String) {
    folder = lesson.lastIndex(of: "/").map { $0 == lesson.startIndex ? "/" : String(lesson[..<$0]) } ?? "."
  }

  /// Whether there is a file or a folder at a path from here; links may lead anywhere.
  func contains(_ name: String) -> Bool { access(folder + "/" + name, F_OK) == 0 }

  @Sendable func loadImage(_ name: String) -> Result<[UInt8], Fault> {
    guard let root = resolved(folder), let path = resolved(folder + "/" + name) else {
      return .failure(Fault(.image, "there is no image '\(name)' beside the lesson"))
    }
    guard path.hasPrefix(root == "/" ? root : root + "/") else {
      return .failure(Fault(.image, "the image '\(name)' is outside the lesson's folder"))
    }
    // A pipe could keep the lesson waiting for ever.
    guard isRegular(path) else { return .failure(Fault(.image, "the image '\(name)' is no ordinary file")) }
    do throws(Fault) {
      return .success(try readFile(path))
    } catch {
      return .failure(error)
    }
  }

  private func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
