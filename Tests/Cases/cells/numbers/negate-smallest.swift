let low = Int.min
print(-low)  // fault: overflow: '-'
