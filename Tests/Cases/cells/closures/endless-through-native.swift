var f: (Int) -> Int = { $0 }
f = { n in [n].map(f).count }  // fault: stack-overflow: too many calls
print(f(1))
// ---
print(2)  // 2
