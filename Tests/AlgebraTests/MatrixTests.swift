import Algebra
import Testing

@Suite struct MatrixTests {
  @Test func arithmeticAndDeterminant() {
    let (a, b, c, d) = symbols("a", "b", "c", "d")
    let m = Matrix([[a, b], [c, d]])
    #expect(m.determinant == a * d - b * c)
    #expect(m.transpose == Matrix([[a, c], [b, d]]))
    #expect(m * Matrix([[1], [0]]) == Matrix([[a], [c]]))
    #expect(m + m == 2 * m)
    #expect(m - m == Matrix([[0, 0], [0, 0]]))
    #expect(m.description == "Matrix([[a, b], [c, d]])")
    #expect(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).determinant == 18)
  }
}
