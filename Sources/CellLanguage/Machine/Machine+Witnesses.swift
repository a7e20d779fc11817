import Diagnostics

/// Calls of a type's own functions where a native needs what they give. A native cannot pass their faults on from
/// wherever it asks, so the first is kept and stops the cell as soon as the native is done.
extension Machine {
  func witness(_ function: Int, _ arguments: [RawValue]) -> RawValue? {
    guard isRunning, witnessFault == nil else { return nil }
    do {
      return try invoke(function, nil, arguments)
    } catch {
      witnessFault = error
      return nil
    }
  }

  /// Stops the cell where a type's own function failed in a native.
  @inline(__always)
  func checkWitnesses() throws {
    if witnessFault != nil { try throwWitnessFault() }
  }

  private func throwWitnessFault() throws {
    let fault = witnessFault
    witnessFault = nil
    if let fault { throw fault }
  }
}

/// What a type's own `hash(into:)` is given.
package final class HasherObject {
  @exclusivity(unchecked) package var hasher = Hasher()

  package init() {}
}
