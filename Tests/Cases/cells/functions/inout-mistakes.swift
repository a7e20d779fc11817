func add(_ n: inout Int) { n += 1 }
let c = 1
var v = [1, 2]
add(&c)  // error: not-mutable: 'c' is a constant; declare it with 'var' to change it
func both(_ a: inout Int, _ b: inout Int) { a = b }
both(&v[0], &v[1])  // error: not-mutable: 'v' is passed as 'inout' twice; 'swapAt' exchanges
