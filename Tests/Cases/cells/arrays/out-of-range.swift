let xs = [1, 2, 3]
print(xs[2])  // 3
print(xs[3])  // fault: index-out-of-range: index 3 is outside the array, which has 3 elements
//    ^
