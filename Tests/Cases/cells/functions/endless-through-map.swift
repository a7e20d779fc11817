func f(_ n: Int) -> Int { [n].map { f($0 + 1) }[0] }  // fault: stack-overflow: too many calls
print(f(0))
// ---
print([1, 2].map { $0 * 2 })  // [2, 4]
