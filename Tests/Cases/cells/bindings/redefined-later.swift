let x = 2.0
func f(_ v: Double) -> Double { v * x }
print(f(1.0))  // 2.0
// ---
let x = 5.0
print(x, f(1.0))  // 5.0 2.0
// ---
func f(_ v: Double) -> Double { v + x }
print(f(1.0))  // 6.0
