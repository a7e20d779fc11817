struct Version: Comparable {
  var major: Int, minor: Int
  static func < (l: Version, r: Version) -> Bool { (l.major, l.minor) < (r.major, r.minor) }
}
let all = [(2, 1), (1, 9), (2, 0)].map { Version(major: $0.0, minor: $0.1) }
print(all.sorted().map(\.minor), all.min()!.major, all.max()!)  // [9, 0, 1] 1 Version(major: 2, minor: 1)
var copy = all
copy.sort()
print(copy[0] < copy[1], max(all[0], all[1]).major)  // true 2
