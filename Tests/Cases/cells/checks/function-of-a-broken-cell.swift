func f() -> Int { "x" }  // error: type-mismatch: this is String, where Int is needed
// ---
// skipped
print(f() + 1, f())
