let t = Tensor([1.0])
if t > 1 { print("no") }  // error: no-matching-overload: '>' does not take Tensor and Int
