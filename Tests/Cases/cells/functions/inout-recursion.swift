func quicksort(_ a: inout [Int], _ low: Int, _ high: Int) {
  if low >= high { return }
  let pivot = a[high]
  var i = low
  for j in low..<high where a[j] < pivot {
    let t = a[i]; a[i] = a[j]; a[j] = t
    i += 1
  }
  let t = a[i]; a[i] = a[high]; a[high] = t
  quicksort(&a, low, i - 1)
  quicksort(&a, i + 1, high)
}
var list = [5, 2, 9, 1, 7, 3]
quicksort(&list, 0, list.count - 1)
print(list)  // [1, 2, 3, 5, 7, 9]
