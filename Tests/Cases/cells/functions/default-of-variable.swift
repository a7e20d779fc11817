var base = 5
func f(_ a: Int = base) -> Int { a * 2 }
base = 7
print(f())  // 14
