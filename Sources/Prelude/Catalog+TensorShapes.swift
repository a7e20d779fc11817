import Arrays
import Autodiff
import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addTensorShapes() {
    add("func reshaped(_ shape: [Int]) -> Tensor", of: "Tensor", "The same numbers in another shape.") {
      (t: Tensor, shape: [Int]) in try t.reshaping(shape)
    }
    add("func flattened() -> Tensor", of: "Tensor", "All numbers as a vector.") { (t: Tensor) in t.flattened() }
    add("func expandingDims(axis: Int) -> Tensor", of: "Tensor", "With a new axis of length 1.") {
      (t: Tensor, axis: Int) in try t.insertingAxis(axis)
    }
    add("func squeezed() -> Tensor", of: "Tensor", "Without the axes of length 1.") { (t: Tensor) in t.squeezed() }
    add("var T: Tensor", of: "Tensor", "The transpose.") { (t: Tensor) in t.T }
    add("var transpose: Tensor", of: "Tensor", "The transpose.") { (t: Tensor) in t.transpose }
    add("func permuted(_ axes: [Int]) -> Tensor", of: "Tensor", "The axes in another order.") {
      (t: Tensor, axes: [Int]) in try t.permuting(axes)
    }
    add("func broadcast(to shape: [Int]) -> Tensor", of: "Tensor", "Repeated along new axes.") {
      (t: Tensor, shape: [Int]) in try t.applying(.broadcast(shape))
    }
    add("func flipped(axis: Int = 0) -> Tensor", of: "Tensor", "In the opposite order along an axis.") {
      (t: Tensor, axis: Int) in try t.flipping(axis)
    }
    add("func diagonal(offset: Int = 0) -> Tensor", of: "Tensor", "The diagonal of a matrix.") {
      (t: Tensor, offset: Int) in try t.onDiagonal(offset)
    }
    add("func trace() -> Tensor", of: "Tensor", "The sum of the diagonal of a matrix.") { (t: Tensor) in
      try t.onDiagonal(0).reduced(.sum)
    }
    add("func padded(_ widths: [[Int]], value: Double = 0) -> Tensor", of: "Tensor", "Wider at the ends of its axes.") {
      (t: Tensor, widths: [[Int]], value: Double) in try t.padding(widths, value)
    }
    add("func cumsum(axis: Int? = nil) -> Tensor", of: "Tensor", "The running sums.") { (t: Tensor, axis: Int?) in
      try t.accumulating(axis)
    }
  }

  mutating func addTensorSubscripts() {
    add("static var all: All", of: "All", "The whole axis, in a subscript.", example: "Tensor.eye(3)[0...1, .all]") {
      All()
    }
    let lists = [
      ("<A: TensorIndex>", "_ a: A"), ("<A: TensorIndex, B: TensorIndex>", "_ a: A, _ b: B"),
      ("<A: TensorIndex, B: TensorIndex, C: TensorIndex>", "_ a: A, _ b: B, _ c: C"),
      ("<A: TensorIndex, B: TensorIndex, C: TensorIndex, D: TensorIndex>", "_ a: A, _ b: B, _ c: C, _ d: D"),
    ]
    for (number, (generics, parameters)) in lists.enumerated() {
      let names = ["A", "B", "C", "D"].prefix(number + 1)
      raw("subscript\(generics)(\(parameters)) -> Tensor", of: "Tensor", "The part at positions, ranges or lists.") {
        call in
        var reader = ArgumentReader(call)
        let tensor = Tensor.from(reader.next())
        let indices = names.map { axisIndex(reader.next(), call.type($0), reader.machine) }
        call.finish(with: try tensor.slicing(indices).raw)
      }
      raw("func setSubscript\(generics)(\(parameters), _ value: Tensor) -> Void", of: "Tensor") { call in
        var reader = ArgumentReader(call)
        let tensor = Tensor.from(reader.next())
        let indices = names.map { axisIndex(reader.next(), call.type($0), reader.machine) }
        try tensor.setSlice(indices, to: Tensor.from(reader.next()))
        call.finish()
      }
    }
    add("subscript(_ mask: Tensor) -> Tensor", of: "Tensor", "The elements where a mask is not 0.") {
      (t: Tensor, mask: Tensor) in try t.masked(by: mask)
    }
    add("func setSubscript(_ mask: Tensor, _ value: Tensor) -> Void", of: "Tensor") {
      (t: Tensor, mask: Tensor, value: Tensor) in try t.setMasked(mask, to: value)
    }
  }

  mutating func addTensorGathering() {
    add("func take(_ indices: [Int], axis: Int = 0) -> Tensor", of: "Tensor", "The parts at a list of positions.") {
      (t: Tensor, indices: [Int], axis: Int) in try t.taking(indices, axis: axis)
    }
    add("func gather(_ indices: Tensor, axis: Int) -> Tensor", of: "Tensor", "An element for each index of a tensor.") {
      (t: Tensor, indices: Tensor, axis: Int) in try t.gathering(indices, axis: axis)
    }
    let sentence = "The first where a mask is not 0, else the second."
    add(
      "static func `where`(_ mask: Tensor, _ x: Tensor, _ y: Tensor) -> Tensor", of: "Tensor", sentence,
      example: "Tensor.where(Tensor([1.0, 0.0]), Tensor([3.0, 4.0]), Tensor([5.0, 6.0]))"
    ) {
      (mask: Tensor, x: Tensor, y: Tensor) in try Tensor.choosing(mask, x, y)
    }
    add("static func `where`(_ mask: Tensor, _ x: Tensor, _ y: Double) -> Tensor", of: "Tensor", sentence) {
      (mask: Tensor, x: Tensor, y: Double) in try Tensor.choosing(mask, x, Tensor(y))
    }
    add("static func `where`(_ mask: Tensor, _ x: Double, _ y: Tensor) -> Tensor", of: "Tensor", sentence) {
      (mask: Tensor, x: Double, y: Tensor) in try Tensor.choosing(mask, Tensor(x), y)
    }
    let order = "axis: Int = -1, descending: Bool = false"
    add("func sorted(\(order)) -> Tensor", of: "Tensor", "The elements in order along an axis.") {
      (t: Tensor, axis: Int, descending: Bool) in try t.sorting(axis, descending)
    }
    add("func argsort(\(order)) -> Tensor", of: "Tensor", "The positions that would sort.") {
      (t: Tensor, axis: Int, descending: Bool) in try t.sortingIndices(axis, descending)
    }
    add("func split(_ lengths: [Int], axis: Int = 0) -> [Tensor]", of: "Tensor", "Parts of given lengths.") {
      (t: Tensor, lengths: [Int], axis: Int) in try t.splitting(lengths, axis)
    }
    add("func split(into count: Int, axis: Int = 0) -> [Tensor]", of: "Tensor", "Parts of equal length.") {
      (t: Tensor, count: Int, axis: Int) in try t.splitting(into: count, axis)
    }
    add("func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor", "Tensors one after the other.") {
      (tensors: [Tensor], axis: Int) in try Tensor.concatenating(tensors, axis: axis)
    }
    add("func stacked(_ tensors: [Tensor], axis: Int = 0) -> Tensor", "Tensors side by side along a new axis.") {
      (tensors: [Tensor], axis: Int) in try Tensor.stacking(tensors, axis: axis)
    }
  }

  mutating func addLinearAlgebra() {
    let a = "Tensor([[4.0, 1.0], [2.0, 3.0]])"
    add("func outer(_ a: Tensor, _ b: Tensor) -> Tensor", "All products of two vectors.") { (a: Tensor, b: Tensor) in
      try Tensor.outerProduct(a, b)
    }
    add(
      "func einsum(_ specification: String, _ tensors: Tensor...) -> Tensor",
      "Einstein's summation over lettered axes.", example: "einsum(\"ij,jk->ik\", \(a), \(a))"
    ) {
      (text: String, tensors: [Tensor]) in try Tensor.contracting(text, tensors)
    }
    add(
      "func solve(_ a: Tensor, _ b: Tensor) -> Tensor", "The solution of a linear system.",
      example: "solve(\(a), Tensor([1.0, 2.0]))"
    ) {
      (a: Tensor, b: Tensor) in try Tensor.solving(a, b)
    }
    add("func inverse(_ a: Tensor) -> Tensor", "The inverse of a matrix.", example: "inverse(\(a))") { (a: Tensor) in
      try a.inverting()
    }
    add("func det(_ a: Tensor) -> Tensor", "The determinant of a matrix.", example: "det(\(a))") { (a: Tensor) in
      try a.applying(.determinant)
    }
    add("func logDet(_ a: Tensor) -> Tensor", "The logarithm of a positive determinant.") { (a: Tensor) in
      try a.logarithmOfDeterminant()
    }
    add("func cholesky(_ a: Tensor) -> Tensor", "The lower triangle whose square is a positive definite matrix.") {
      (a: Tensor) in try a.triangularRoot()
    }
    add("func leastSquares(_ a: Tensor, _ b: Tensor) -> Tensor", "The solution with the least squared error.") {
      (a: Tensor, b: Tensor) in try Tensor.leastSquaring(a, b)
    }
  }
}

/// An index of a subscript, whose type the checker has found to be one.
private func axisIndex(_ value: RawValue, _ type: Type, _ machine: CellMachine) -> AxisIndex {
  switch type {
  case .int: return .at(value.int)
  case .array: return .positions([Int].from(value, machine))
  case .range, .closedRange:
    let bounds = RawRecord(value).scalars.map { Int(bitPattern: UInt($0)) }
    guard bounds.count == 2 else { return .range(lower: nil, upper: nil) }
    return .range(lower: bounds[0], upper: type == .closedRange(.int) ? bounds[1] &+ 1 : bounds[1])
  default: return .range(lower: nil, upper: nil)
  }
}
