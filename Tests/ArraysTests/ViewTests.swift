import Arrays
import Testing

@Suite struct ViewTests {
  let matrix: NDArray

  init() throws { matrix = try NDArray([[1, 2, 3], [4, 5, 6]]) }

  @Test func transposesAndSlicesReadTheSameElements() throws {
    #expect(matrix.transposed.strides == [1, 3])
    #expect(matrix.transposed.elements == [1, 4, 2, 5, 3, 6])
    #expect(matrix.transposed.transposed.isContiguous)
    let column = try matrix.sliced([.range(lower: nil, upper: nil), .at(1)])
    #expect(column.elements == [2, 5] && column.strides == [3])
    #expect(try matrix.transposed.sliced([.at(2)]).elements == [3, 6])
    #expect(try matrix.sliced([.at(1), .range(lower: 1, upper: 1)]).elements.isEmpty)
  }

  @Test func broadcastsRepeatWithoutCopies() throws {
    let rows = try NDArray([1, 2, 3]).broadcast(to: [2, 3])
    #expect(rows.strides == [0, 1] && rows.elements == [1, 2, 3, 1, 2, 3])
    #expect(try NDArray(7).broadcast(to: [2, 2]).elements == [7, 7, 7, 7])
    #expect(try matrix.adding(rows).elements == [2, 4, 6, 5, 7, 9])
    #expect(rows.sum(Reduction(axis: 0)).elements == [2, 4, 6])
  }

  @Test func aRowMeetsEachRowFromEitherSide() throws {
    let row = NDArray([10, 20, 30])
    #expect(try matrix.subtracting(row).elements == [-9, -18, -27, -6, -15, -24])
    #expect(try row.subtracting(matrix).elements == [9, 18, 27, 6, 15, 24])
    #expect(try row.subtracting(matrix) == row.broadcast(to: [2, 3]).subtracting(matrix))
    let empty = try NDArray([], shape: [0, 3])
    #expect(try empty.adding(row).shape == [0, 3])
  }

  @Test func reshapingAViewCopiesOnlyWhenItMust() throws {
    #expect(try matrix.reshaped([3, 2]).elements == [1, 2, 3, 4, 5, 6])
    #expect(try matrix.transposed.reshaped([6]).elements == [1, 4, 2, 5, 3, 6])
    #expect(try NDArray([5]).reshaped([]).item == 5)
    #expect(try NDArray(5).reshaped([1, 1]).shape == [1, 1])
  }

  @Test func replacingLeavesTheOriginal() throws {
    let changed = try matrix.replacing([.at(0)], with: NDArray(0))
    #expect(changed.elements == [0, 0, 0, 4, 5, 6])
    #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
    let turned = try matrix.transposed.replacing([.at(0)], with: NDArray([8, 9]))
    #expect(turned.elements == [8, 9, 2, 5, 3, 6])
  }

  @Test func mixedStridesAgreeWithCopies() throws {
    let view = matrix.transposed
    let copy = view.contiguous()
    #expect(copy.isContiguous)
    #expect(try view.adding(copy) == copy.multiplied(by: NDArray(2)))
    #expect(view.sum(Reduction(axis: 1)) == copy.sum(Reduction(axis: 1)))
    #expect(try matrix.matmul(view) == matrix.matmul(copy))
  }
}
