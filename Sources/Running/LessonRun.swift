import Diagnostics
import LessonText
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lesson from its file to its transcript, safe from whatever the lesson may do.
public enum LessonRun {
  /// Where the lesson's text comes from.
  public enum Source: Sendable {
    case file(path: String, bytes: [UInt8])
    /// One cell, as `tangent eval` has it.
    case cell(String)
  }

  /// Reads, checks and runs; `finish` gets the transcript on the same large stack, and its result is returned.
  ///
  /// - Parameter salvage: gets the transcript so far if the run crashed; the process then exits with status 1.
  public static func run<R: Sendable>(
    _ source: Source, options: Runner.Options, finish: @escaping @Sendable (Transcript, Runner) -> R,
    salvage: (Transcript) -> Void
  ) -> R {
    let journal = Journal()
    let current = Mutex<Runner?>(nil)
    let shared = Shared(current)
    return Airbag.run(
      {
        let runner = Runner(read(source), options: options, journal: journal)
        shared.runner.withLock { $0 = runner }
        return finish(runner.run(), runner)
      },
      poll: { shared.runner.withLock { $0 }?.poll() },
      report: { salvage(journal.cutOff($0)) })
  }

  private final class Shared: Sendable {
    let runner: Mutex<Runner?>
    init(_ runner: consuming Mutex<Runner?>) { self.runner = runner }
  }

  private static func read(_ source: Source) -> Lesson {
    switch source {
    case .file(let path, let bytes):
      LessonReader.read(path: path, bytes: bytes, loadImage: ImageFolder(of: path).load)
    case .cell(let text): LessonReader.read(cell: text, path: "eval")
    }
  }
}

/// The images beside a lesson, and none outside its folder.
struct ImageFolder: Sendable {
  private let folder: String

  init(of lesson: String) {
    folder = lesson.lastIndex(of: "/").map { String(lesson[..<$0]) } ?? "."
  }

  @Sendable func load(_ name: String) -> Result<[UInt8], Fault> {
    guard let path = resolved(folder + "/" + name) else {
      return .failure(Fault(.image, "there is no image '\(name)' beside the lesson"))
    }
    guard let root = resolved(folder), path.hasPrefix(root == "/" ? root : root + "/") else {
      return .failure(Fault(.image, "the image '\(name)' is outside the lesson's folder"))
    }
    do throws(Fault) {
      return .success(try readFile(path))
    } catch {
      return .failure(error)
    }
  }

  private func resolved(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

/// The bytes of a file, or why they cannot be had.
public func readFile(_ path: String) throws(Fault) -> [UInt8] {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw Fault(.cannotRead, "cannot read '\(path)': \(String(cString: strerror(errno)))") }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else {
    throw Fault(.cannotRead, "cannot read '\(path)': \(String(cString: strerror(errno)))")
  }
  if status.st_mode & S_IFMT == S_IFDIR { throw Fault(.cannotRead, "'\(path)' is a folder, not a lesson") }
  return try readAll(file, path, expected: Int(status.st_size))
}

/// Files without a size (pipes, devices) are read to their end, up to a limit that no lesson reaches.
private func readAll(_ file: Int32, _ path: String, expected: Int) throws(Fault) -> [UInt8] {
  let limit = 1 << 28
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(max(expected, 0) + 1, limit))
  var buffer = [UInt8](repeating: 0, count: min(max(expected + 1, 1 << 12), 1 << 20))
  while true {
    let count = read(file, &buffer, buffer.count)
    if count < 0 { throw Fault(.cannotRead, "cannot read '\(path)': \(String(cString: strerror(errno)))") }
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
    if bytes.count > limit { throw Fault(.cannotRead, "'\(path)' is larger than \(limit >> 20) MB") }
  }
}
