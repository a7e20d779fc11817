import Arrays

/// What a ``Tensor`` is a handle on: a value, and its place on a tape if it has one.
///
/// Here and in ``Tape`` the run-time check of exclusive access is off: it took a fifth of the time of a scalar
/// operation, and no access to these properties encloses another.
final class TensorStorage {
  @exclusivity(unchecked) var value: NDArray
  let requiresGrad: Bool
  @exclusivity(unchecked) var gradient: Tensor?
  var label: String?

  /// The tape that recorded how the value came about; `nil` for tensors that were not computed while recording.
  @exclusivity(unchecked) var tape: Tape?
  /// The tape on which a leaf was last placed. Only compared, and the tape has the last word: it may be gone by now.
  @exclusivity(unchecked) var lastTape: ObjectIdentifier?
  /// The node on `tape` or `lastTape`.
  @exclusivity(unchecked) var index = 0

  init(_ value: NDArray, requiresGrad: Bool = false) {
    self.value = value
    self.requiresGrad = requiresGrad
  }

  init(_ value: NDArray, tape: Tape, index: Int) {
    self.value = value
    self.requiresGrad = false
    self.tape = tape
    self.index = index
  }

  deinit {
    guard let tape else { return }
    if let label { tape.labels[index] = label }
    tape.release(index)
  }

  /// Whether operations on this tensor are recorded.
  var needsGradient: Bool { requiresGrad || tape != nil }

  /// Takes the value and the place on the tape of a result that no other tensor shares.
  func adopt(_ result: TensorStorage) {
    value = result.value
    tape?.release(index)
    lastTape = nil
    tape = result.tape
    index = result.index
    result.tape = nil
    tape?.nodes[index].owner = Unmanaged.passUnretained(self)
  }
}
