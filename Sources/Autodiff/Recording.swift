import Synchronization

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

  /// What is different on this thread: a set of the bits below.
  private static var mode: Int {
    get { Int(bitPattern: pthread_getspecific(key)) }
    set { pthread_setspecific(key, UnsafeRawPointer(bitPattern: newValue)) }
  }

  private static let (paused, detecting) = (1, 2)

  static var isPaused: Bool {
    get { mode & paused != 0 }
    set { mode = newValue ? mode | paused : mode & ~paused }
  }

  /// Whether anyone, on any thread, looks for anomalies: one load where nobody does.
  private static let detectors = Atomic<Int>(0)

  static var detectsAnomalies: Bool { detectors.load(ordering: .relaxed) > 0 && mode & detecting != 0 }

  static func detectingAnomalies<R>(_ body: () throws -> R) rethrows -> R {
    let before = mode
    mode = before | detecting
    detectors.add(1, ordering: .relaxed)
    defer {
      detectors.subtract(1, ordering: .relaxed)
      mode = before
    }
    return try body()
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
