#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread that nobody waits for, with a stack for deep recursion and another for the signal handler of ``Airbag``.
public enum BackgroundThread {
  /// Reserved, not used: only the pages that are touched cost memory. The smaller ones are for machines with a limit
  /// on reservations.
  private static let stackSizes = [1 << 30, 1 << 27, 1 << 24]
  private static let signalStackSize = 1 << 16

  private final class Closure: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts `body` with the largest stack that can be had; `false` when there can be no thread.
  @discardableResult
  public static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let context = Unmanaged.passRetained(Closure(body))
    if stackSizes.contains(where: { start(context.toOpaque(), stackSize: $0) }) { return true }
    context.release()
    return false
  }

  private static func start(_ context: UnsafeMutableRawPointer, stackSize: Int) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    return pthread_create(
      &thread, &attributes,
      { context in
        BackgroundThread.onSignalStack {
          if let context { Unmanaged<Closure>.fromOpaque(context).takeRetainedValue().body() }
        }
        return nil
      }, context) == 0
  }

  /// Gives this thread another stack for its signal handler: one that overflowed its own could not run it.
  private static func onSignalStack(_ body: () -> Void) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: signalStackSize, alignment: 16)
    var stack = stack_t(ss_sp: memory, ss_flags: 0, ss_size: signalStackSize)
    sigaltstack(&stack, nil)
    body()
    stack.ss_flags = Int32(SS_DISABLE)
    sigaltstack(&stack, nil)
    memory.deallocate()
  }
}
