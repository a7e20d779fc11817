import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NDArray {
  /// `start`, `start + step`, ... up to but not including `end`.
  ///
  /// Throws a fault for a step of 0 or too many elements.
  public static func arange(_ start: Double, _ end: Double, step: Double) throws(Fault) -> NDArray {
    let length = ((end - start) / step).rounded(.up)
    guard step != 0, length.isFinite else {
      throw Fault(.invalidArgument, "cannot step from \(start) to \(end) by \(step)")
    }
    let count = try checkedElementCount([Int(Swift.max(0, Swift.min(length, 1e18)))])
    return NDArray(shape: [count]) { target in
      for i in 0..<count { target[i] = start + Double(i) * step }
    }
  }

  /// `count` numbers from `start` to `end`, both included, equally far apart.
  public static func linspace(_ start: Double, _ end: Double, count: Int) throws(Fault) -> NDArray {
    let count = try checkedElementCount([count])
    let step = (end - start) / Double(Swift.max(count - 1, 1))
    return NDArray(shape: [count]) { target in
      for i in 0..<count { target[i] = start + Double(i) * step }
      if count > 1 { target[count - 1] = end }
    }
  }

  /// The identity matrix of `n` rows.
  public static func eye(_ n: Int) throws(Fault) -> NDArray {
    let count = try checkedElementCount([n, n])
    return NDArray(shape: [n, n]) { target in
      target.initialize(repeating: 0, count: count)
      for i in 0..<n { target[i * n + i] = 1 }
    }
  }

  /// Uniform random numbers in [0, 1).
  public static func uniform(_ shape: [Int], using random: inout Random) throws(Fault) -> NDArray {
    let count = try checkedElementCount(shape)
    return NDArray(shape: shape) { target in
      for i in 0..<count { target[i] = random.uniform() }
    }
  }

  /// Random numbers of the standard normal distribution.
  public static func normal(_ shape: [Int], using random: inout Random) throws(Fault) -> NDArray {
    let count = try checkedElementCount(shape)
    return NDArray(shape: shape) { target in
      for i in stride(from: 0, to: count, by: 2) {
        let pair = random.normalPair()
        target[i] = pair.0
        if i + 1 < count { target[i + 1] = pair.1 }
      }
    }
  }
}

/// The natural logarithm, for code in which `log` would be ambiguous.
func logarithm(_ x: Double) -> Double { log(x) }
