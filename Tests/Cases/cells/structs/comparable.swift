struct Version: Comparable {
  let major: Int, minor: Int
  static func < (l: Version, r: Version) -> Bool {
    l.major != r.major ? l.major < r.major : l.minor < r.minor
  }
}
let a = Version(major: 1, minor: 2), b = Version(major: 1, minor: 3)
print(a < b, a > b, a <= b, a >= b, a == b, a <= a)  // true false true false false true
func larger<T: Comparable>(_ x: T, _ y: T) -> T { x > y ? x : y }
print(larger(a, b).minor)  // 3
