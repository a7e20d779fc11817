final class Range3 {
  let low: Int, high: Int
  var name = "r"
  init(_ a: Int, _ b: Int) {
    if a < b {
      low = a
      high = b
    } else {
      low = b
      high = a
    }
    name += "\(low)"
  }
  convenience init(upTo n: Int) { self.init(0, n) }
}
let r = Range3(5, 2), s = Range3(upTo: 3)
print(r.low, r.high, r.name, s.high)  // 2 5 r2 3
struct Half {
  var value: Int
  init?(_ n: Int) {
    if n % 2 != 0 { return nil }
    value = n / 2
  }
}
print(Half(3) == nil, Half(8)!.value)  // true 4
