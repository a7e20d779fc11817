let n = 7
if n > 5 { print("big") } else { print("small") }  // big
if n > 10 { print("a") } else if n > 6, n < 8 { print("b") } else { print("c") }  // b
let kind = if n % 2 == 0 { "even" } else { "odd" }
print(kind)  // odd
let size = if n < 5 { 1 } else if n < 10 { 2 } else { 3 }
print(size)  // 2
func f(_ x: Double) -> Double { if x > 0 { x } else { 0 } }
print(f(-1), f(2))  // 0.0 2.0
