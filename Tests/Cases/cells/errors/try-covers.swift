struct Bad: Error {}
func half(_ n: Int) throws -> Int { if n % 2 == 1 { throw Bad() } else { return n / 2 } }
let a = try half(4) + half(6) * 2
var b = 1
b = try half(8) + half(2)
b += try half(4)
print(a, b, try half(2) == 1 ? "one" : "other")  // 8 7 one
// ---
let c = 1 + try half(4)  // error: syntax: 'try' cannot stand to the right of '+'
