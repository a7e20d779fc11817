struct P { var x: Int }
print(P(x: 1) == P(x: 1))  // error: no-matching-overload: values of 'P' cannot be compared: write 'struct P: Equatable'
