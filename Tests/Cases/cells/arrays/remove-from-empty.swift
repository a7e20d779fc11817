var xs: [Int] = []
let x = xs.removeLast()  // fault: index-out-of-range: an empty array
