let n = 3
if let m = n { print(m) }  // error: type-mismatch: 'if let' needs an optional; this is Int
print(n!)  // error: type-mismatch: '!' needs an optional; this is Int
print(n == nil)  // error: type-mismatch: this is Int, which is never nil
