struct P { var x = 1 }
print(P() === P())  // error: type-mismatch: '===' compares objects of a class; this is P
