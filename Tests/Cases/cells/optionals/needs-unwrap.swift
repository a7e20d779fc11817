let n: Int? = 3
let m = n + 1  // error: no-matching-overload: '+' does not take Int? and Int
let k: Int = n  // error: type-mismatch: this is Int?, where Int is needed; unwrap it with '!' or 'if let'
