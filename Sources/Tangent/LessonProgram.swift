import Autodiff
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// What `tangent export` puts around the cells of a lesson. Run by a reader, these do next to nothing; run by
// `tangent verify`, they tell which cell shows what.

/// Marks where a cell begins.
public func beginCell(_ number: Int) { LessonProgram.begin("cell \(number)") }

/// Begins a cell that is known to stop: its statements run in a process of their own, and what they change is lost.
///
/// True in that process, which ``endAttempt()`` ends; false in this one, once the other is over.
public func attempt(_ number: Int) -> Bool {
  beginCell(number)
  #if canImport(Glibc)
    fflush(nil)
    let child = fork()
    if child == 0 {
      LessonProgram.keepOutputWhenStopped()
      return true
    }
    var status: Int32 = 0
    while child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR {}
    LessonProgram.mark(child > 0 && status == 0 ? "finished" : "stopped")
  #endif
  return false
}

/// Ends the process of a cell that was known to stop and did not.
public func endAttempt() -> Never {
  fflush(nil)
  _exit(0)
}

/// Gives a tensor the name under which graphs show it, unless it has one; cells name it after its variable.
public func nameTensor(_ tensor: Tensor, _ name: String) { tensor.label = tensor.label ?? name }

/// A value that stands in a sentence of the lesson; evaluated for `tangent verify` only.
public func inlineValue<T>(_ number: Int, _ value: () -> T) {
  guard LessonProgram.mark != nil else { return }
  LessonProgram.begin("value \(number)")
  display(value())
}

/// How an exported lesson tells `tangent verify` what it shows: lines that begin with a word that no lesson knows.
enum LessonProgram {
  /// The word, which `tangent verify` hands over in the environment.
  static let mark: String? = getenv("TANGENT_VERIFY").map { String(cString: $0) }

  static func mark(_ event: String) {
    if let mark { print("\(mark)\(event)") }
  }

  /// Around what `display` shows.
  static func display(_ text: String) {
    guard let mark else { return print(text) }
    print("\(mark)display\n\(text)\n\(mark)end")
  }

  /// A mark that is known even if what follows stops the process.
  static func begin(_ event: String) {
    guard mark != nil else { return }
    mark(event)
    fflush(nil)
  }

  /// A process that is stopped loses what it printed last, unless it is written out first.
  static func keepOutputWhenStopped() {
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      signal(number) { _ in
        fflush(nil)
        _exit(1)
      }
    }
  }
}
