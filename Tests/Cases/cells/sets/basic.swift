var seen: Set<Int> = [3, 1, 3]
seen.insert(2)
print(seen.count, seen.contains(2), seen.sorted())  // 3 true [1, 2, 3]
print(seen.insert(1).inserted, seen.insert(7).inserted, seen.remove(3)!, seen.remove(9) == nil)  // false true 3 true
print(Set([1, 2]) == Set([2, 1]), ([] as Set<String>).isEmpty)  // true true
let a: Set<Int> = [1, 2, 3]
let b = Set([2, 3, 4])
print(a.union(b).sorted(), a.intersection(b).sorted(), a.subtracting(b), a.symmetricDifference(b).sorted())  // [1, 2, 3, 4] [2, 3] [1] [1, 4]
print(a.isSubset(of: b), Set([2]).isSubset(of: b), a.isDisjoint(with: [7]), a.isSuperset(of: [1]))  // false true true true
print(a.map { $0 * 2 }.sorted(), a.filter { $0 > 2 }, a.reduce(0, +), a.max()!)  // [2, 4, 6] [3] 6 3
