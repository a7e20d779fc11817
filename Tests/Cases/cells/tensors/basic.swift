let t = Tensor([1.0, 2.0, 3.0])
print((t * 2 + 1).array(), (1/2 * t).array(), (t ** 2).array())  // [3.0, 5.0, 7.0] [0.5, 1.0, 1.5] [1.0, 4.0, 9.0]
print(t.sum().item(), t.mean().item(), t.shape, t[1].item(), t.array())  // 6.0 2.0 [3] 2.0 [1.0, 2.0, 3.0]
print(Tensor([1, 2]), Tensor([[1, 2], [3, 4]]).sum(axis: 0), dot(t, t).item())  // Tensor([1.0, 2.0]) Tensor([4.0, 6.0]) 14.0
