#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether operations are recorded on this thread; ``noGrad(_:)`` pauses it.
enum Recording {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  static var isPaused: Bool {
    get { pthread_getspecific(key) != nil }
    set { pthread_setspecific(key, newValue ? UnsafeRawPointer(bitPattern: 1) : nil) }
  }

  static func with<R>(paused: Bool, _ body: () throws -> R) rethrows -> R {
    let before = isPaused
    isPaused = paused
    defer { isPaused = before }
    return try body()
  }
}

/// Runs `body` without recording its operations, as updates of parameters need it.
///
/// ```swift
/// noGrad { w -= 0.1 * w.grad! }
/// ```
public func noGrad<R>(_ body: () throws -> R) rethrows -> R {
  try Recording.with(paused: true, body)
}
