print(2 + 3 * 4, (2 + 3) * 4, 10 - 4 - 3)  // 14 20 3
print(2 ** 3 ** 2, 2 * 3 ** 2, 100 / 5 / 2)  // 512 18 10
print(1 + 2 == 3 && 4 < 5 || false)  // true
print(!true || true, !(true && false))  // true true
print(5 - -3, -(-3), +4)  // 8 3 4
