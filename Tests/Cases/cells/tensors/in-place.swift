var w = Tensor([1.0, 2.0], requiresGrad: true)
let same = w
(w * w).sum().backward()
noGrad { w -= 0.5 * w.grad! }
print(w.array(), same.array())  // [0.0, 0.0] [0.0, 0.0]
var t = Tensor([1.0, 2.0])
t[0] = Tensor(9)
print(t.array())  // [9.0, 2.0]
