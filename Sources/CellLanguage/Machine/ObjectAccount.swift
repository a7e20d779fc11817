import CObjectAccount

/// What the objects of this thread's cells take, and the freeing of long chains of them.
enum ObjectAccount {
  /// Bytes of the objects that are alive.
  @inline(__always)
  static var live: Int { tangent_account().pointee.live }

  /// Bytes of all objects that this thread ever made.
  static var total: Int { tangent_account().pointee.total }

  @inline(__always)
  static func add(_ bytes: Int) {
    let account = tangent_account()
    account.pointee.live &+= bytes
    account.pointee.total &+= bytes
  }

  @inline(__always)
  static func remove(_ bytes: Int) { tangent_account().pointee.live &-= bytes }

  /// How deep objects free each other before the rest is put off: a chain of millions would run out of stack.
  private static let deepest = 256

  /// Ends the references of a dying object.
  static func release(_ objects: UnsafeMutablePointer<AnyObject?>, _ count: Int) {
    let account = tangent_account()
    guard account.pointee.depth < deepest else { return putOff(objects, count) }
    account.pointee.depth += 1
    objects.deinitialize(count: count)
    account.pointee.depth -= 1
    if account.pointee.depth == 0 { releasePending() }
  }

  private static func putOff(_ objects: UnsafeMutablePointer<AnyObject?>, _ count: Int) {
    for number in 0..<count {
      guard let object = (objects + number).move() else { continue }
      push(Unmanaged.passRetained(object).toOpaque())
    }
  }

  private static func push(_ object: UnsafeMutableRawPointer) {
    let account = tangent_account()
    if account.pointee.pending_count == account.pointee.pending_capacity { grow() }
    account.pointee.pending?[account.pointee.pending_count] = object
    account.pointee.pending_count += 1
  }

  private static func grow() {
    let account = tangent_account()
    let (count, capacity) = (account.pointee.pending_count, max(64, 2 * account.pointee.pending_capacity))
    let larger = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: capacity)
    if let pending = account.pointee.pending {
      larger.update(from: pending, count: count)
      pending.deallocate()
    }
    account.pointee.pending = larger
    account.pointee.pending_capacity = capacity
  }

  private static func releasePending() {
    let account = tangent_account()
    guard account.pointee.pending_count > 0 else { return }
    while account.pointee.pending_count > 0 {
      account.pointee.pending_count -= 1
      guard let object = account.pointee.pending?[account.pointee.pending_count] else { continue }
      account.pointee.depth += 1
      Unmanaged<AnyObject>.fromOpaque(object).release()
      account.pointee.depth -= 1
    }
    account.pointee.pending?.deallocate()
    account.pointee.pending = nil
    account.pointee.pending_capacity = 0
  }
}
