import Arrays
import Autodiff
import Diagnostics
import Elementary
import Testing

/// Indexing, joining, reductions over axes and contractions, against what NumPy 2.4 gives.
@Suite struct ArrangingTests {
  private let t = Tensor.arange(12.0).reshaped([3, 4])

  @Test func listsAndMasksIndex() {
    #expect(t[[2, 0]] == Tensor([[8, 9, 10, 11], [0, 1, 2, 3]]))
    #expect(t[.all, [-1, 1]] == Tensor([[3, 1], [7, 5], [11, 9]]))
    #expect(t[1, [0, 0, 2]] == Tensor([4.0, 4, 6]))
    #expect(t[t .> 8] == Tensor([9.0, 10, 11]))
    #expect(t.take([1], axis: 1) == Tensor([[1.0], [5.0], [9.0]]))
    let indices = Tensor([[0.0, 1], [2, 3], [1, -1]])
    #expect(t.gather(indices, axis: 1) == Tensor([[0, 1], [6, 7], [9, 11]]))
    #expect(t.gather(Tensor([[2.0, 1, 0, 2]]), axis: 0) == Tensor([[8.0, 5, 2, 11]]))
  }

  @Test func listsAndMasksAreSet() {
    let u = Tensor.zeros([2, 3])
    u[[1]] = Tensor([1.0, 2, 3])
    u[.all, [0, 2]] = Tensor(7)
    #expect(u == Tensor([[7, 0, 7], [7, 2, 7]]))
    u[u .== 7] = Tensor(-1)
    #expect(u == Tensor([[-1, 0, -1], [-1, 2, -1]]))
  }

  @Test func partsJoinAndSplit() {
    let (a, b) = (Tensor([[1.0, 2]]), Tensor([[3.0, 4], [5, 6]]))
    #expect(concatenated([a, b, a]) == Tensor([[1, 2], [3, 4], [5, 6], [1, 2]]))
    #expect(concatenated([a.T, b], axis: 1) == Tensor([[1, 3, 4], [2, 5, 6]]))
    #expect(stacked([Tensor([1.0, 2]), Tensor([3.0, 4])], axis: 1) == Tensor([[1, 3], [2, 4]]))
    #expect(t.split([1, 2])[1] == t[1...])
    #expect(t.split(into: 2, axis: 1)[0] == t[.all, ..<2])
    #expect(Tensor([1.0, 2]).padded([[1, 2]], value: 9) == Tensor([9.0, 1, 2, 9, 9]))
    #expect(a.padded([[0, 1], [1, 0]]) == Tensor([[0, 1, 2], [0, 0, 0]]))
    #expect(Tensor.where(Tensor([1.0, 0, 1]), Tensor([[1.0], [2.0]]), 0) == Tensor([[1, 0, 1], [2, 0, 2]]))
  }

  @Test func axesMove() {
    let deep = Tensor.arange(24.0).reshaped([2, 3, 4])
    #expect(deep.permuted([2, 0, 1]).shape == [4, 2, 3] && deep.permuted([2, 0, 1])[3, 1, 2].item() == 23)
    #expect(deep.expandingDims(axis: 1).shape == [2, 1, 3, 4] && deep.expandingDims(axis: -1).shape == [2, 3, 4, 1])
    #expect(Tensor.ones([1, 3, 1]).squeezed().shape == [3] && deep.flattened().shape == [24])
    #expect(Tensor([1.0, 2, 3]).flipped() == Tensor([3.0, 2, 1]))
    #expect(t.diagonal() == Tensor([0.0, 5, 10]) && t.diagonal(offset: 2) == Tensor([2.0, 7]))
    #expect(t.diagonal(offset: -1) == Tensor([4.0, 9]) && t.diagonal(offset: 9).shape == [0])
    #expect(t.trace() == Tensor(15.0))
  }

  @Test func reductionsOverAxes() {
    let deep = Tensor.arange(24.0).reshaped([2, 3, 4])
    #expect(deep.sum(axis: [0, 2]) == Tensor([60.0, 92, 124]))
    #expect(deep.mean(axis: [-1, 0], keepDims: true).shape == [1, 3, 1])
    #expect(deep.max(axis: [1, 2]) == Tensor([11.0, 23]))
    #expect(Tensor([[1.0, 2], [3, 6]]).variance(axis: 0) == Tensor([1.0, 4]))
    #expect(Tensor([[1.0, 2, 3], [4, 0, 6]]).prod(axis: 1) == Tensor([6.0, 0]))
    #expect(Tensor.arange(1, 8).prod().item() == 5040 && Tensor.zeros([0]).prod().item() == 1)
    #expect(gradient(at: Tensor([2.0, 0, 5])) { $0.prod() } == Tensor([0.0, 10, 0]))
    #expect(Tensor([1000.0, 1000]).logSumExp().item() == 1000.6931471805599)
    #expect(Tensor([-Double.infinity, 0]).logSumExp().item() == 0)
    #expect(Tensor([3.0, 4]).norm().item() == 5 && Tensor([3e200, 0]).norm().item() == 3e200)
    #expect(gradient(at: Tensor.zeros([2])) { $0.norm() } == Tensor.zeros([2]))
    #expect(t.cumsum(axis: 0)[2] == Tensor([12.0, 15, 18, 21]) && t.cumsum()[11].item() == 66)
    #expect(Tensor([3.0, 1, 2]).argmin().item() == 1)
  }

  @Test func sortingKeepsOrderAndPutsNaNLast() {
    let u = Tensor([3.0, .nan, 1, 2, 1])
    #expect(u.argsort() == Tensor([2, 4, 3, 0, 1]))
    #expect(u.argsort(descending: true) == Tensor([0, 3, 2, 4, 1]))
    #expect(Tensor([[2.0, 1], [0, 5]]).sorted(axis: 0) == Tensor([[0, 1], [2, 5]]))
    #expect(
      gradient(at: Tensor([3.0, 1, 2])) { ($0.sorted() * Tensor([1.0, 10, 100])).sum() } == Tensor([100.0, 1, 10]))
  }

  @Test func einsumIsTheSumItNames() {
    let (a, b) = (Tensor.rand([3, 4], seed: 1), Tensor.rand([4, 2], seed: 2))
    expectClose(einsum("ij,jk->ik", a, b), matmul(a, b))
    expectClose(einsum("ij,jk", a, b), matmul(a, b))
    expectClose(einsum("ij->ji", a), a.T)
    expectClose(einsum("ij->", a), a.sum())
    expectClose(einsum("ij,ij->i", a, a), (a * a).sum(axis: 1))
    expectClose(einsum("i,j->ij", a[0], b[0]), outer(a[0], b[0]))
    let square = Tensor.rand([3, 3], seed: 3)
    expectClose(einsum("ii", square), square.trace())
    expectClose(einsum("ii->i", square), square.diagonal())
    let (x, y) = (Tensor.rand([2, 3, 4], seed: 4), Tensor.rand([2, 4, 5], seed: 5))
    expectClose(einsum("bij,bjk->bik", x, y), matmul(x, y))
    expectClose(einsum("bij,bjk,lk->bil", x, y, Tensor.ones([6, 5])), matmul(matmul(x, y), Tensor.ones([5, 6])))
    let (low, centred) = (Tensor.rand([2, 3, 3], seed: 6), Tensor.rand([7, 2, 3], seed: 7))
    let broadcast = low.reshaped([1, 2, 3, 3]) * centred.reshaped([7, 2, 1, 3])
    expectClose(einsum("kij,nkj->nki", low, centred), broadcast.sum(axis: -1))
    #expect(checkGradient(at: square) { (einsum("ij,jk,ki->", $0, square, $0) + einsum("ii,ij->", $0, $0)) } < 1e-8)
  }

  @Test func batchesMultiplyPairByPair() {
    let (x, y) = (Tensor.rand([2, 1, 3, 4], seed: 4), Tensor.rand([5, 4, 2], seed: 5))
    let product = matmul(x, y)
    #expect(product.shape == [2, 5, 3, 2])
    expectClose(product[1, 3], matmul(x[1, 0], y[3]))
    expectClose(matmul(x.T, x.T.permuted([0, 1, 3, 2]))[2, 1], matmul(x.T[2, 1], x.T[2, 1].T))
    expectClose(matmul(y, Tensor([1.0, 2])), matmul(y, Tensor([[1.0], [2.0]])).reshaped([5, 4]))
  }

  @Test func largeProductsAgreeWithSums() {
    openLibrary()
    let (a, b) = (Tensor.rand([70, 90], seed: 1), Tensor.rand([90, 60], seed: 2))
    let expected = (a.reshaped([70, 90, 1]) * b.reshaped([1, 90, 60])).sum(axis: 1)
    expectClose(matmul(a, b), expected)
    expectClose(matmul(b.T, a.T), expected.T)
    expectClose(matmul(a[.all, 3..<40], b[3..<40]), matmul(a[.all, 3..<40] * 1, b[3..<40] * 1))
    expectClose(matmul(a[0...0], b), expected[0...0])
    expectClose(matmul(a, b[.all, 7...7]), expected[.all, 7...7])
    expectClose(matmul(a, b[.all, 7]), expected[.all, 7])
  }
}

@Suite struct LinearAlgebraTests {
  private let a = Tensor([[4.0, 1, 2], [1, 3, 0], [2, 0, 5]])

  @Test func factorsMultiplyBack() {
    expectClose(matmul(a, solve(a, Tensor([1.0, 2, 3]))), Tensor([1.0, 2, 3]))
    expectClose(matmul(a, inverse(a)), .eye(3))
    #expect(abs(det(a).item() - 43) < 1e-12 && abs(logDet(a).item() - 3.7612001156935624) < 1e-13)
    let root = cholesky(a)
    expectClose(matmul(root, root.T), a)
    #expect(root[0, 2].item() == 0)
    #expect(det(Tensor([[0.0, 1], [1, 0]])).item() == -1)
  }

  @Test func largeSystemsAgree() {
    openLibrary()
    let big = Tensor.rand([60, 60], seed: 1) + 10 * Tensor.eye(60)
    expectClose(matmul(big, inverse(big)), .eye(60))
    let symmetric = matmul(big, big.T)
    expectClose(matmul(cholesky(symmetric), cholesky(symmetric).T) / 1000, symmetric / 1000)
    expectClose(logDet(symmetric), 2 * logDet(big))
  }

  @Test func leastSquaresFitsALine() {
    let x = Tensor([[1.0, 0], [1, 1], [1, 2], [1, 3]])
    let fit = leastSquares(x, Tensor([-1.0, 0.2, 0.9, 2.1]))
    expectClose(fit, Tensor([-0.95, 1]))
    expectClose(leastSquares(x, Tensor([[1.0], [2], [3], [4]])), Tensor([[1.0], [1]]))
  }

  @Test(arguments: linearFaults)
  func faultsSayWhy(_ fault: FaultCase) {
    #expect(throws: Fault(fault.code, fault.message)) { try fault.run() }
  }
}

/// OpenBLAS is opened when enough work has been done to pay for it: this much.
private func openLibrary() { _ = matmul(Tensor.rand([300, 300], seed: 1), Tensor.rand([300, 300], seed: 2)) }

private let linearFaults: [FaultCase] = [
  .init(.domain, "the matrix is singular: it has no inverse") { () throws(Fault) in
    _ = try Tensor.solving(Tensor([[1.0, 2], [2, 4]]), Tensor([1.0, 2]))
  },
  .init(.domain, "the matrix is singular: it has no inverse") { () throws(Fault) in
    _ = try Tensor([[0.1, 0.2], [0.3, 0.6]]).inverting()
  },
  .init(.domain, "logDet needs a matrix with a positive determinant, and this has -1.0") { () throws(Fault) in
    _ = try Tensor([[0.0, 1], [1, 0]]).logarithmOfDeterminant()
  },
  .init(.domain, "cholesky needs a positive definite matrix, and this one is not") { () throws(Fault) in
    _ = try Tensor([[1.0, 2], [2, 1]]).triangularRoot()
  },
  .init(.domain, "the columns of the matrix depend on each other: there are many least squares solutions") {
    () throws(Fault) in
    _ = try Tensor.leastSquaring(Tensor([[1.0, 2], [2, 4], [3, 6]]), Tensor([1.0, 2, 3]))
  },
  .init(.shape, "inverse needs a square matrix, but the shape is [2, 3]") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).inverting()
  },
  .init(.shape, "cannot solve a system of shape [2, 2] for a right side of shape [3]") { () throws(Fault) in
    _ = try Tensor.solving(.eye(2), .ones([3]))
  },
  .init(.shape, "cannot multiply matrices of shapes [2, 2, 3] and [3, 3, 2]") { () throws(Fault) in
    _ = try Tensor.matrixProduct(.ones([2, 2, 3]), .ones([3, 3, 2]))
  },
  .init(.shape, "cannot concatenate shapes [2, 3] and [2, 4]") { () throws(Fault) in
    _ = try Tensor.concatenating([.ones([2, 3]), .ones([2, 4])], axis: 0)
  },
  .init(.shape, "cannot stack shapes [2] and [3]") { () throws(Fault) in
    _ = try Tensor.stacking([.ones([2]), .ones([3])], axis: 0)
  },
  .init(.shape, "cannot split axis 0 of shape [5] into 2 equal parts") { () throws(Fault) in
    _ = try Tensor.ones([5]).splitting(into: 2, 0)
  },
  .init(.shape, "a mask has the shape of its tensor, but they are [3] and [2]") { () throws(Fault) in
    _ = try Tensor.ones([2]).masked(by: .ones([3]))
  },
  .init(.shape, "einsum: the axes called 'j' have different lengths in shapes [[2, 3], [2, 3]]") { () throws(Fault) in
    _ = try Tensor.contracting("ij,jk->ik", [.ones([2, 3]), .ones([2, 3])])
  },
  .init(.invalidArgument, "einsum cannot read 'ij,jk' for 1 tensors: write \"ij,jk->ik\"") { () throws(Fault) in
    _ = try Tensor.contracting("ij,jk", [.ones([2, 3])])
  },
  .init(.invalidArgument, "einsum: 'z' is in the result of 'ij->z', but in no operand") { () throws(Fault) in
    _ = try Tensor.contracting("ij->z", [.ones([2, 3])])
  },
  .init(.invalidArgument, "only one list of positions may stand in a subscript") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).slicing([.positions([0]), .positions([0])])
  },
  .init(.indexOutOfRange, "index 7 is out of range: axis 0 of shape [2] has length 2") { () throws(Fault) in
    _ = try Tensor.ones([2]).taking([0, 7], axis: 0)
  },
  .init(.invalidArgument, "axis 1 occurs twice in [0, 1, 1]") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).reduced(.sum, [0, 1, 1])
  },
  .init(.limit, "an array has at most 32 axes, not 33") { () throws(Fault) in
    _ = try Tensor.filled([Int](repeating: 1, count: 33), 0)
  },
]

private func expectClose(_ a: Tensor, _ b: Tensor, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(a.shape == b.shape, sourceLocation: sourceLocation)
  let distance = abs(a - b).sum().item()
  #expect(distance < 1e-9 * max(1, abs(b).sum().item()), sourceLocation: sourceLocation)
}
