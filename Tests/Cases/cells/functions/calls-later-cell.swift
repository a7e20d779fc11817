func f() -> Int { g() + 1 }  // error: undefined-name: 'g'
// ---
func g() -> Int { 3 }
print(g())  // 3
