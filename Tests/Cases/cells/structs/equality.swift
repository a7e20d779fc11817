struct P { var x: Int }
print(P(x: 1) == P(x: 1))  // error: no-matching-overload: '==' does not take P and P
