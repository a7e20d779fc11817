struct E: Error {}
func f() throws -> Int { throw E() }
let a = f()  // error: unhandled-error: 'f' can throw an error: write 'try' before the call
func g() -> Int { try f() }  // error: unhandled-error: an error here has nowhere to go: mark 'g' with 'throws'
throw 3  // error: type-mismatch: this is Int, where any Error is needed
