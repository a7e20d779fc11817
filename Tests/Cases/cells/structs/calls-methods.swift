struct Tree {
  var leaves: Int
  func total() -> Int { leaves + bonus() }
  func bonus() -> Int { leaves > 3 ? 10 : helper(leaves) }
}
func helper(_ n: Int) -> Int { n * 100 }
print(Tree(leaves: 2).total(), Tree(leaves: 4).total())  // 202 14
