let x = Tensor.arange(4.0, requiresGrad: true)
print(x.grad == nil)  // true
let y = 2 * dot(x, x)
y.backward()
print(y.item(), x.grad!.array())  // 28.0 [0.0, 4.0, 8.0, 12.0]
x.zeroGrad()
x.grad  // → nil
