func largest<T: Comparable>(_ a: T, _ b: T) -> T { a > b ? a : b }
struct P { var x = 1 }
print(largest(1, "a"))  // error: type-mismatch: this is String, where Int is needed
func make<T>() -> [T] { [] }
let xs = make()  // error: needs-annotation: nothing here says what 'T' of 'make' is
