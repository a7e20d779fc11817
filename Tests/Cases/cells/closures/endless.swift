var f: (Int) -> Int = { $0 }
f = { n in f(n) + 1 }  // fault: stack-overflow: too many calls
print(f(1))
