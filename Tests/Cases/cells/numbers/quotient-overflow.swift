let m = -1
print(Int.min / m)  // fault: overflow: '/'
