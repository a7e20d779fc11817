protocol Group: Equatable {
  static var zero: Self { get }
  static func + (l: Self, r: Self) -> Self
  static prefix func - (x: Self) -> Self
}
protocol Ring: Group { static func * (l: Self, r: Self) -> Self }
extension Group where Self: Comparable { func isPositive() -> Bool { Self.zero < self } }
extension Group { static func - (l: Self, r: Self) -> Self { l + -r } }
struct Mod7: Ring {
  var n: Int
  static let zero = Mod7(n: 0)
  static func + (l: Mod7, r: Mod7) -> Mod7 { Mod7(n: (l.n + r.n) % 7) }
  static func * (l: Mod7, r: Mod7) -> Mod7 { Mod7(n: l.n * r.n % 7) }
  static prefix func - (x: Mod7) -> Mod7 { Mod7(n: (7 - x.n) % 7) }
}
func sum<G: Group>(_ all: [G]) -> G { all.reduce(G.zero, +) }
func square<R: Ring>(_ x: R) -> R { x * x }
print(sum([Mod7(n: 5), Mod7(n: 4)]), square(Mod7(n: 3)), Mod7(n: 1) - Mod7(n: 3) == Mod7(n: 5))  // Mod7(n: 2) Mod7(n: 2) true
extension Double: Ring { static var zero: Double { 0.0 } }
print(square(1.5), 2.0.isPositive())  // 2.25 true
