import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Builds and runs exported lessons in one folder, so that the library is built once.
public struct LessonBuild: Sendable {
  /// The folder of the package that has the `Tangent` library.
  public var library: String
  private let folder: String

  /// Minutes that a build may take: the first one builds the library.
  private static let buildLimit = 1200.0
  private static let runLimit = 600.0
  private static let outputLimit = 1 << 26

  /// - Parameter cache: the folder for what is kept between runs, which is made where it is missing.
  public init(library: String, cache: String) throws(Fault) {
    self.library = library
    // Builds over other copies of the library are kept apart.
    let hash = library.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    folder = cache + "/verify-" + String(hash, radix: 16)
    for path in folder.ancestors + [folder, folder + "/package", folder + "/package/Sources", sources] {
      if mkdir(path, 0o777) != 0 && errno != EEXIST {
        throw Fault(.cannotWrite, "cannot write '\(path)': \(String(cString: strerror(errno)))")
      }
    }
  }

  private var sources: String { folder + "/package/Sources/Lesson" }

  /// What the compiler said against a line of the program.
  struct Refusal: Hashable {
    var line: Int
    var message: String
    /// Not a mistake of the program: the compiler itself stopped.
    var isCrash = false
  }

  enum Outcome {
    case refused([Refusal])
    case ran(CompiledRun, complaint: String?)
  }

  /// Keeps other processes from the folder while `body` runs.
  func locked<R>(_ body: () throws(Fault) -> R) throws(Fault) -> R {
    let descriptor = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Fault(.cannotWrite, "cannot write '\(folder)/lock'") }
    defer { close(descriptor) }
    flock(descriptor, LOCK_EX)
    return try body()
  }

  /// Throws ``DiagnosticCode/cannotBuild`` where not even the library can be built.
  func run(_ lesson: ExportedLesson) throws(Fault) -> Outcome {
    for (name, bytes) in LessonPackage(name: "Lesson", library: library, source: lesson.source).files {
      let path = folder + "/package/" + name
      // What is written anew is built anew.
      if (try? readFile(path)) != bytes { try writeAtomically(bytes, to: path) }
    }
    let refusals = try build()
    return refusals.isEmpty ? try start() : .refused(refusals)
  }

  private func build() throws(Fault) -> [Refusal] {
    let files = (folder + "/build.out", folder + "/build.err")
    let ending = Subprocess(
      arguments: [
        "swift", "build", "--package-path", folder + "/package", "--scratch-path", folder + "/build",
        "--product", LessonPackage.product,
      ], output: files.0, error: files.1, timeLimit: Self.buildLimit
    ).run()
    switch ending {
    case .exited(0): return []
    case .notFound: throw Fault(.cannotBuild, "the Swift compiler cannot be started: there is no 'swift' on the PATH")
    case .timedOut: throw Fault(.cannotBuild, "the build took longer than \(Int(Self.buildLimit / 60)) minutes")
    case .exited, .signalled:
      let text = self.text(files.0) + self.text(files.1)
      let refusals = CompilerMessages.refusals(in: text, file: "main.swift")
      if refusals.isEmpty { throw Fault(.cannotBuild, "the build failed: " + CompilerMessages.reason(in: text)) }
      return refusals
    }
  }

  private func start() throws(Fault) -> Outcome {
    let mark = "\u{1E}" + String(UInt64.random(in: .min ... .max), radix: 36) + " "
    let files = (folder + "/run.out", folder + "/run.err")
    let ending = Subprocess(
      arguments: [folder + "/build/debug/" + LessonPackage.product],
      // Traces of stopped cells would take seconds each.
      environment: ["TANGENT_VERIFY": mark, "SWIFT_BACKTRACE": "enable=no"], output: files.0, error: files.1,
      timeLimit: Self.runLimit
    ).run()
    defer { for file in [files.0, files.1] { unlink(file) } }
    let run = CompiledRun(text(files.0), mark: mark)
    switch ending {
    case .exited(0): return .ran(run, complaint: nil)
    case .notFound: throw Fault(.cannotBuild, "the compiled lesson cannot be started")
    case .timedOut: return .ran(run, complaint: "it ran longer than \(Int(Self.runLimit / 60)) minutes")
    case .exited, .signalled: return .ran(run, complaint: CompilerMessages.lastWords(in: text(files.1)))
    }
  }

  private func text(_ path: String) -> String {
    String(decoding: ((try? readFile(path)) ?? []).prefix(Self.outputLimit), as: UTF8.self)
  }
}

extension String {
  /// The folders that a path goes through.
  fileprivate var ancestors: [String] {
    indices.filter { self[$0] == "/" && $0 > startIndex }.map { String(self[..<$0]) }
  }
}
