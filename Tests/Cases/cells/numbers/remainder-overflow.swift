let least = Int.min
print(least % -1)  // fault: overflow: the result of '%' is too large for an Int
