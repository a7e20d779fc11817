struct Bad: Error {}
func risky(_ n: Int) throws -> Int { throw Bad() }
let a = [1].map { try risky($0) }  // error: unhandled-error: 'map' can throw an error: write 'try' before the call
let b: (Int) -> Int = { try risky($0) }  // error: unhandled-error: an error can leave this closure
func use(_ f: (Int) -> Int) -> Int { f(1) }
let c = use(risky)  // error: type-mismatch: no 'risky' is (Int) -> Int
let d: () throws -> Int = { 3 }
let e = d()  // error: unhandled-error: this function can throw an error: write 'try' before the call
