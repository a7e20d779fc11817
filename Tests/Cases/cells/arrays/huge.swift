let xs = [Double](repeating: 0, count: 1_000_000_000_000)  // fault: memory-limit: memory
// ---
print("still here")  // still here
