/// The name that a misspelt one most likely stands for.
///
/// The alphabetically first of those with the smallest Damerau-Levenshtein distance (insertions, deletions,
/// replacements, swaps of neighbours; capitals count as small letters), if that is at most a third of the word's length
/// and at least 1; `nil` when no candidate is near. O(candidates times the product of the lengths); words over 64 signs match nothing.
public func closestMatch(to word: String, in candidates: some Sequence<String>) -> String? {
  let longest = 64
  let sought = Array(word.lowercased().unicodeScalars)
  guard sought.count > 1, sought.count <= longest else { return nil }
  var closest: (name: String, distance: Int)?
  for candidate in candidates {
    let name = Array(candidate.lowercased().unicodeScalars)
    let limit = closest?.distance ?? max(1, (sought.count + 1) / 3)
    guard name.count <= longest, abs(name.count - sought.count) <= limit else { continue }
    let distance = editDistance(sought, name)
    // Names come in no order from a dictionary: without one here, two runs would differ.
    guard let best = closest, best.distance == distance, best.name < candidate else {
      if distance <= limit { closest = (candidate, distance) }
      continue
    }
  }
  return closest?.name
}

/// The optimal string alignment distance.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
      row.append(cost)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[b.count]
}
