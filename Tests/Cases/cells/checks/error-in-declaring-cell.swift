let a: Int = "one"  // error: type-mismatch: this is String, where Int is needed
// ---
// skipped
print(a + 1)
// ---
print("fine")  // fine
