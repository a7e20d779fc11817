import Foundation

/// Runs `body` on a stack as large as the one that lessons run on.
func onLargeStack<R: Sendable>(_ body: @escaping @Sendable () -> R) throws -> R {
  let done = DispatchSemaphore(value: 0)
  let slot = Slot<R>()
  let thread = Thread {
    slot.value = body()
    done.signal()
  }
  thread.stackSize = 1 << 30
  thread.start()
  done.wait()
  guard let value = slot.value else { throw CancellationError() }
  return value
}

/// Written once before the semaphore is signalled, read once after.
private final class Slot<Value>: @unchecked Sendable {
  var value: Value?
}
