func f() async -> Int { 3 }  // error: unsupported: 'async' cannot be used in a cell
func g() throws -> Int { 3 }  // error: unsupported: 'throws' cannot be used in a cell
