import Arrays
import Diagnostics
import Elementary

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Points with their labels, made by a rule and a seed: the same seed gives the same points on every machine.
public struct Dataset {
  /// The points, one a row.
  public let x: Tensor
  /// The label of each point: a class number, or a value.
  public let y: Tensor

  private init(_ points: [[Double]], _ labels: [Double]) {
    x = trapping { () throws(Fault) in try Tensor.matrix(points) }
    y = trapping { () throws(Fault) in try Tensor(labels).reshaping([-1, 1]) }
  }

  /// Exclusive or: the four corners of the unit square.
  public static var xor: Dataset {
    Dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
  }

  /// Two half circles that reach into each other.
  public static func moons(_ count: Int, noise: Double = 0.1, seed: Int) -> Dataset {
    made(count, noise, seed) { i, share in
      let angle = Double.pi * share
      return i == 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)]
    }
  }

  /// A circle inside another.
  public static func circles(_ count: Int, noise: Double = 0.05, seed: Int) -> Dataset {
    made(count, noise, seed) { i, share in
      let (angle, radius) = (2 * Double.pi * share, i == 0 ? 1 : 0.5)
      return [radius * cos(angle), radius * sin(angle)]
    }
  }

  /// Two arms that wind around each other, one and a half turns.
  public static func spirals(_ count: Int, noise: Double = 0.05, seed: Int) -> Dataset {
    made(count, noise, seed) { i, share in
      let (angle, radius) = (3 * Double.pi * share + (i == 0 ? 0 : Double.pi), 0.1 + share)
      return [radius * cos(angle), radius * sin(angle)]
    }
  }

  /// Clouds around points on a circle, one for each class.
  public static func blobs(_ count: Int, classes: Int = 3, spread: Double = 0.3, seed: Int) -> Dataset {
    made(count, spread, seed, classes: classes) { i, _ in
      let angle = 2 * Double.pi * Double(i) / Double(max(classes, 1))
      return [2 * cos(angle), 2 * sin(angle)]
    }
  }

  /// Values of a polynomial between -1 and 1, the constant coefficient first, with normal noise.
  public static func polynomial(
    _ coefficients: [Double], count: Int, noise: Double = 0.1, seed: Int
  ) -> Dataset {
    var random = Random(seed: seed)
    let xs = (0..<max(0, count)).map { _ in 2 * random.uniform() - 1 }
    let ys = xs.map { x in
      coefficients.reversed().reduce(0) { $0 * x + $1 } + noise * random.normalPair().0
    }
    return Dataset(xs.map { [$0] }, ys)
  }

  /// Points of the classes in turn, each at a share of its curve, moved by normal noise.
  private static func made(
    _ count: Int, _ noise: Double, _ seed: Int, classes: Int = 2, _ curve: (_ number: Int, _ share: Double) -> [Double]
  ) -> Dataset {
    var random = Random(seed: seed)
    let classes = max(classes, 1)
    let perClass = max(1, (max(0, count) + classes - 1) / classes)
    let points = (0..<max(0, count)).map { i in
      let share = Double(i / classes) / Double(max(1, perClass - 1))
      let (dx, dy) = random.normalPair()
      let place = curve(i % classes, share)
      return [place[0] + noise * dx, place[1] + noise * dy]
    }
    return Dataset(points, points.indices.map { Double($0 % classes) })
  }
}
