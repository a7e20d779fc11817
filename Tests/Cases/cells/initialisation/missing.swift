let n = 4
let a: Int
if n > 3 { a = 1 }
print(a)  // error: not-initialised: 'a' is used before it has a value on every way here
let b: Int
b = 1
b = 2  // error: not-mutable: 'b' is a constant and may have a value already
let c: Int
for k in 0..<3 { c = k }  // error: not-mutable: 'c' is a constant and may have a value already
