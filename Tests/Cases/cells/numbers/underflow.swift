var low = Int.min
low -= 1  // fault: overflow: '-'
