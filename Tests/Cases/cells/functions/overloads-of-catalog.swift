func sin(_ x: String) -> String { "sin of " + x }
print(sin("x"), sin(0.0))  // sin of x 0.0
func sigmoid(_ x: Double) -> Double { 42 }
print(sigmoid(0))  // 42.0
func log(_ base: Double, _ x: Double) -> Double { log(x) / log(base) }
print(log(2, 8))  // 3.0
