let a = 1
// ---
let b = [1, 2][a + 1]  // fault: index-out-of-range: index 2
// ---
// skipped
print(b)
// ---
print(a)  // 1
// ---
// skipped
func f() -> Int { b }
// ---
// skipped
print(f())
