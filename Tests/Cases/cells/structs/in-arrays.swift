struct Item {
  var x: Int
  var name: String
  mutating func rename() { name += "!" }
}
var items = [Item(x: 1, name: "a"), Item(x: 2, name: "b")]
items[0].x = 3
items[1].name = "c"
items[1].rename()
print(items[0], items[1].name, items.map { $0.x })  // Item(x: 3, name: "a") c! [3, 2]
for item in items { print(item.x, item.name) }  // 3 a | 2 c!
