final class Box { var items: [Int] = [] }
struct Holder { var box = Box(); var n = 0 }
var a = Holder()
var b = a
b.box.items.append(3)
b.n = 1
print(a.box.items, a.n, b.n)  // [3] 0 1
let boxes = [Box(), Box()]
boxes[1].items = [1, 2]
boxes[1].items[0] = 5
print(boxes[0].items, boxes[1].items)  // [] [5, 2]
