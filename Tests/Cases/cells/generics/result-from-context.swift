func power(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { p, _ in p * x } }
print(power(2, 3))  // 8.0
let total: Double = [1, 2].reduce(0) { $0 + Double($1) }
func first<T>(_ list: [Int], _ make: (Int) -> T) -> T { make(list[0]) }
let d: Double = first([3]) { _ in 1 }
print(total, d)  // 3.0 1.0
