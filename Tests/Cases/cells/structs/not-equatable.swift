struct P { var x = 1.0 }
print(P() == P())  // error: no-matching-overload: values of 'P' cannot be compared: write 'struct P: Equatable'
