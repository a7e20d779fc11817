let top = 9223372036854775807
var rounds = 0
for k in (top - 2)...top { rounds += k % 2 == 0 ? 1 : 10 }
print(rounds)  // 21
