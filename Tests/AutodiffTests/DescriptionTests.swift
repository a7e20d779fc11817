import Arrays
import Autodiff
import Diagnostics
import Testing

@Suite struct DescriptionTests {
  @Test func numbersInSignificantDigits() {
    let table: [(Double, Int, String)] = [
      (0, 6, "0.0"), (-0.0, 6, "-0.0"), (12, 6, "12.0"), (0.1, 6, "0.1"), (1.0 / 3, 6, "0.333333"),
      (2.0 / 3, 3, "0.667"), (0.000012345678, 6, "1.23457e-05"), (1e-5, 6, "1e-05"), (123456.789, 6, "123457.0"),
      (1.0 / 3, 17, "0.3333333333333333"), (0.1, 17, "0.1"), (2.5, 1, "2.0"), (3.5, 1, "4.0"), (2.675, 3, "2.67"),
      (1e300, 6, "1e+300"), (9.9999999, 6, "10.0"), (.infinity, 6, "inf"), (-.infinity, 6, "-inf"), (.nan, 6, "nan"),
      (.leastNonzeroMagnitude, 6, "5e-324"), (1.5, 0, "2.0"), (.pi, 40, "3.141592653589793"),
    ]
    for (x, digits, text) in table { #expect(formatted(x, significantDigits: digits) == text, "\(x)") }
  }

  @Test func tensorsPrintAlignedAndAbbreviated() {
    #expect("\(Tensor(28.0))" == "Tensor(28.0)")
    #expect("\(Tensor([0.0, 4.0, 8.0, 12.0]))" == "Tensor([0.0, 4.0, 8.0, 12.0])")
    #expect("\(Tensor([1 / 3]))" == "Tensor([0.333333])")
    #expect("\(Tensor.zeros([0]))" == "Tensor([])")
    #expect("\(Tensor.zeros([0, 3]))" == "Tensor([], shape: [0, 3])")
    #expect("\(Tensor([[1, -10.25], [100, 2]]))" == "Tensor([[  1.0, -10.25],\n        [100.0,    2.0]])")
    #expect("\(Tensor.arange(101))" == "Tensor([0.0, 1.0, 2.0, …, 98.0, 99.0, 100.0])")
    #expect(
      "\(Tensor.arange(8).reshaped([2, 2, 2]))"
        == "Tensor([[[0.0, 1.0],\n         [2.0, 3.0]],\n\n        [[4.0, 5.0],\n         [6.0, 7.0]]])")
    let wide = "\(Tensor.arange(200).reshaped([2, 100]))"
    #expect(
      wide
        == "Tensor([[  0.0,   1.0,   2.0, …,  97.0,  98.0,  99.0],\n"
        + "        [100.0, 101.0, 102.0, …, 197.0, 198.0, 199.0]])"
    )
  }
}
