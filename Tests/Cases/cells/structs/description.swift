struct Fraction: CustomStringConvertible {
  let top: Int, bottom: Int
  var description: String { "\(top)/\(bottom)" }
}
let half = Fraction(top: 1, bottom: 2)
print(half, "half = \(half)", String(describing: half))  // 1/2 half = 1/2 1/2
