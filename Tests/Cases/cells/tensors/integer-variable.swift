let t = Tensor([1.0])
let n = 3
let y = n * t  // error: no-matching-overload: '*' does not take Int and Tensor: write Double(…) around the Int
