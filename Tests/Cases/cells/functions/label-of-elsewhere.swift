let t = Tensor([1.0], requires_grad: true)  // error: no-matching-overload: 'Tensor' has no parameter 'requires_grad'; did you mean 'requiresGrad'?
let x = symbol("x")
let chart = plot(x, over: [-2, 2])  // error: type-mismatch: where ClosedRange<Double> is needed for 'over:'; a range is written low...high
