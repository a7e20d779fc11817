enum Trouble: Error { case bad(Int) }
func f(_ n: Int) throws -> Int { if n > 2 { throw Trouble.bad(n) } else { return n } }  // fault: uncaught-error: nothing catches this error: bad(3)
print(try f(1))  // 1
print(try f(3))
