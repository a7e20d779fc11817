var stack = [1, 2, 3]
var sum = 0
while let top = stack.last {
  sum += top
  _ = stack.removeLast()
}
print(sum, stack)  // 6 []
