import Diagnostics

/// A closure that a native called has thrown: the native gives up, and the error goes on from its call.
struct CellError: Error {}

extension Machine {
  /// What a cell says that nothing catches an error of, where the error was thrown.
  func uncaught() -> MachineFault {
    let error = RawValue(object: thrown)
    thrown = nil
    let text = describer.describe(error, as: .existential("Error"))
    let (place, call) = thrownPlace ?? ((current.function, current.next), nil)
    return MachineFault(
      fault: Fault(.uncaughtError, "nothing catches this error: \(text)"), place: self.place(of: place),
      call: call.map { self.place(of: $0) })
  }
}
