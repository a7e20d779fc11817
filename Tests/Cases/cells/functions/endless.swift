func f(_ n: Int) -> Int { f(n + 1) + 1 }  // fault: stack-overflow: too many calls
print(f(0))
// ---
print("next")  // next
