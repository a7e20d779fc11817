let pairs = [(1, 2), (0, 3)]
let sorted = pairs.sorted()  // error: no-matching-overload: needs values that are Comparable
