var xs = [1.0, 2.0]
xs.append("three")  // error: type-mismatch: this is String, where Double is needed
let n = 3
xs[0] = n  // error: type-mismatch: this is Int, where Double is needed; write Double(…)
