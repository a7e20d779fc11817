func f() { }
let x = f()  // error: type-mismatch: this gives no value
//      ^
