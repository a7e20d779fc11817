func half(_ x: Double) -> Double { x / 2 }
let n = 4
print(half("4"))  // error: type-mismatch: this is String, where Double is needed
//         ^
print(half(n))  // error: type-mismatch: this is Int, where Double is needed; write Double(…)
//         ^
