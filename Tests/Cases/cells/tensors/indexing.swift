let t = Tensor.arange(12.0).reshaped([3, 4])
print(t[0...1, .all].shape, t[1, 2].item(), t[.all, 1].array())  // [2, 4] 6.0 [1.0, 5.0, 9.0]
let rows = 1..<3
print(t[rows, 0].array(), t[[2, 0], 1].array(), t[-1, [0, -1]].array())  // [4.0, 8.0] [9.0, 1.0] [8.0, 11.0]
print(t[t .> 9].array())  // [10.0, 11.0]
var u = Tensor.zeros([2, 3])
u[.all, 0] = Tensor([1.0, 2.0])
u[0, 1...2] = Tensor(7)
u[u .== 7] = Tensor(-1)
print(u.array())  // [1.0, -1.0, -1.0, 2.0, 0.0, 0.0]
print(t.sum(axis: [0, 1]).item(), t.max(axis: 1).array(), t.prod(axis: 0, keepDims: true).shape)  // 66.0 [3.0, 7.0, 11.0] [1, 4]
print(concatenated([t[0], t[2]]).shape, stacked([t, t], axis: 1).shape, t.split(into: 2, axis: 1).count)  // [8] [3, 2, 4] 2
print(Tensor.where(t .> 5, t, 0).sum().item(), einsum("ij,kj->ik", t, t).shape)  // 51.0 [3, 3]
print(solve(Tensor([[2.0, 0.0], [0.0, 4.0]]), Tensor([2.0, 2.0])).array())  // [1.0, 0.5]
