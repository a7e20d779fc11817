#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The reader's browser.
enum Browser {
  #if canImport(Glibc)
    private static let opener = "xdg-open"
  #else
    private static let opener = "open"
  #endif

  /// Opens a file and does not wait; `false` when there is no browser.
  static func open(_ path: String) -> Bool {
    var child = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(opener), strdup(path), nil]
    defer { for argument in arguments { free(argument) } }
    return posix_spawnp(&child, opener, nil, nil, arguments, environ) == 0
  }
}
