let h = 1/2  // warning: integer-quotient: this is the Int 0
//      ^
print(h)  // 0
let k = 1/2 * 4.0
print(k)  // 2.0
let exact: Double = 1/2
print(exact, 4/2)  // 0.5 2
