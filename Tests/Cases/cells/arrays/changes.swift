var xs = [3, 1, 2]
xs.insert(7, at: 1)
xs.swapAt(0, 3)
print(xs, xs.remove(at: 1), xs.removeFirst(), xs)  // [2, 7, 1, 3] 7 2 [1, 3]
xs += [5, 4]
xs.sort()
print(xs)  // [1, 3, 4, 5]
xs.reverse()
xs.removeLast(2)
print(xs, xs.popLast()!, xs.popLast()!, xs.popLast() == nil)  // [5, 4] 4 5 true
var ys = [1, 2, 3, 4, 5, 6]
ys.removeAll(where: { $0 % 2 == 0 })
ys.append(contentsOf: ys)
ys.removeFirst(1)
print(ys, ys.isEmpty)  // [3, 5, 1, 3, 5] false
ys.removeAll()
print(ys, ys.isEmpty)  // [] true
