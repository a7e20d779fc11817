let a: Int? = 3
let b: Int? = nil
print(a.map { $0 * 2 } ?? 0, b.map { $0 * 2 } as Any)  // 6 nil
print(["7", "x"].map { Int($0).map { "n\($0)" } ?? "-" })  // ["n7", "-"]
print(Optional("4").flatMap { Int($0) } ?? 0)  // 4
