let xs: [Int] = []
print(xs.first!)  // fault: found-nil: this is nil
//    ^
