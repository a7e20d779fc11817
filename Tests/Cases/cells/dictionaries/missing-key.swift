var d = [1: 2.5]
d[1]! *= 2
print(d)  // [1: 5.0]
d[2]! += 1  // fault: found-nil: nil
