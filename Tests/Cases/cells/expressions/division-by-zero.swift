let x = symbol("x")
print(x / 0)  // fault: division-by-zero: division by zero
//    ^
