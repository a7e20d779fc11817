import Arrays
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addTensors() {
    area("Tensors")
    addTensorMakers()
    addTensorOperators()
    addTensorMembers()
    addTensorShapes()
    addTensorSubscripts()
    addTensorGathering()
    addLinearAlgebra()
    addTensorFunctions()
    area("Gradients and minimization")
    addGradients()
    addNumericalDerivatives()
    addMinimization()
    addOptimizers()
    area("Learning")
    addLearning()
  }

  private mutating func addTensorMakers() {
    let grad = "requiresGrad: Bool = false"
    add("init(_ value: Double, \(grad))", of: "Tensor", "A single number.") { (value: Double, grad: Bool) in
      Tensor(value, requiresGrad: grad)
    }
    add("init(_ values: [Double], \(grad))", of: "Tensor", "A vector.", example: "Tensor([1.0, 2.0])") {
      (values: [Double], grad: Bool) in Tensor(values, requiresGrad: grad)
    }
    add("init(_ rows: [[Double]], \(grad))", of: "Tensor", "A matrix.") { (rows: [[Double]], grad: Bool) in
      try Tensor.matrix(rows, requiresGrad: grad)
    }
    add("@_disfavoredOverload init(_ values: [Int], \(grad))", of: "Tensor", "A vector.") {
      (values: [Int], grad: Bool) in Tensor(values.map(Double.init), requiresGrad: grad)
    }
    add("static func zeros(_ shape: [Int], \(grad)) -> Tensor", of: "Tensor", "All zeros.") {
      (shape: [Int], grad: Bool) in try Tensor.filled(shape, 0, requiresGrad: grad)
    }
    add("static func ones(_ shape: [Int], \(grad)) -> Tensor", of: "Tensor", "All ones.") {
      (shape: [Int], grad: Bool) in
      try Tensor.filled(shape, 1, requiresGrad: grad)
    }
    add("static func full(_ shape: [Int], _ value: Double, \(grad)) -> Tensor", of: "Tensor", "One value throughout.") {
      (shape: [Int], value: Double, grad: Bool) in try Tensor.filled(shape, value, requiresGrad: grad)
    }
    add(
      "static func arange(_ end: Double, \(grad)) -> Tensor", of: "Tensor", "0, 1, 2, … below an end.",
      example: "Tensor.arange(4.0)"
    ) {
      (end: Double, grad: Bool) in try Tensor.stepped(0, end, requiresGrad: grad)
    }
    add(
      "static func arange(_ start: Double, _ end: Double, step: Double = 1, \(grad)) -> Tensor", of: "Tensor",
      "Numbers in equal steps, below an end."
    ) { (start: Double, end: Double, step: Double, grad: Bool) in
      try Tensor.stepped(start, end, step: step, requiresGrad: grad)
    }
    add(
      "static func linspace(_ start: Double, _ end: Double, count: Int, \(grad)) -> Tensor", of: "Tensor",
      "Numbers in equal steps, both ends included."
    ) { (start: Double, end: Double, count: Int, grad: Bool) in
      try Tensor.spaced(start, end, count: count, requiresGrad: grad)
    }
    add("static func eye(_ n: Int, \(grad)) -> Tensor", of: "Tensor", "The identity matrix.") { (n: Int, grad: Bool) in
      try Tensor.identity(n, requiresGrad: grad)
    }
    add("static func rand(_ shape: [Int], seed: Int, \(grad)) -> Tensor", of: "Tensor", "Uniform numbers in [0, 1).") {
      (shape: [Int], seed: Int, grad: Bool) in try Tensor.uniform(shape, seed: seed, requiresGrad: grad)
    }
    add("static func randn(_ shape: [Int], seed: Int, \(grad)) -> Tensor", of: "Tensor", "Normal numbers.") {
      (shape: [Int], seed: Int, grad: Bool) in try Tensor.normal(shape, seed: seed, requiresGrad: grad)
    }
  }

  private mutating func addTensorOperators() {
    typealias Combine = @Sendable (Tensor, Tensor) throws -> Tensor
    let operators: [(String, String, Combine)] = [
      ("+", "The sum.", { try Tensor.adding($0, $1) }),
      ("-", "The difference.", { try Tensor.subtracting($0, $1) }),
      ("*", "The elementwise product.", { try Tensor.multiplying($0, $1) }),
      ("/", "The elementwise quotient.", { try Tensor.dividing($0, $1) }),
      ("**", "The elementwise power.", { try Tensor.raising($0, $1) }),
      (".>", "1 where the left is greater, else 0.", { try Tensor.isGreater($0, $1) }),
      (".<", "1 where the left is less, else 0.", { try Tensor.isLess($0, $1) }),
      (".==", "1 where both are equal, else 0.", { try Tensor.isEqual($0, $1) }),
    ]
    for (name, sentence, combine) in operators {
      add("func \(name) (l: Tensor, r: Tensor) -> Tensor", sentence) { (l: Tensor, r: Tensor) in try combine(l, r) }
      add("func \(name) (l: Double, r: Tensor) -> Tensor", sentence) { (l: Double, r: Tensor) in
        try combine(Tensor(l), r)
      }
      if name == "**" {
        add("func ** (l: Tensor, r: Double) -> Tensor", sentence) { (l: Tensor, r: Double) in l ** r }
      } else {
        add("func \(name) (l: Tensor, r: Double) -> Tensor", sentence) { (l: Tensor, r: Double) in
          try combine(l, Tensor(r))
        }
      }
    }
    add("func - (x: Tensor) -> Tensor", "The negative.") { (x: Tensor) in -x }
    let changes: [(String, Autodiff.Operation)] = [("+=", .add), ("-=", .subtract), ("*=", .multiply), ("/=", .divide)]
    for (name, operation) in changes {
      add("func \(name) (l: Tensor, r: Tensor) -> Void", "Changes the tensor in place.") { (l: Tensor, r: Tensor) in
        try l.change(operation, r)
      }
      add("func \(name) (l: Tensor, r: Double) -> Void", "Changes the tensor in place.") { (l: Tensor, r: Double) in
        try l.change(operation, Tensor(r))
      }
    }
  }

  private mutating func addTensorMembers() {
    add("var shape: [Int]", of: "Tensor", "The lengths of the axes.") { (t: Tensor) in t.shape }
    add("var grad: Tensor?", of: "Tensor", "The gradient that `backward()` put there, or nil.") { (t: Tensor) in t.grad
    }
    add("var requiresGrad: Bool", of: "Tensor", "Whether `backward()` reaches it.") { (t: Tensor) in t.requiresGrad }
    add("func backward() -> Void", of: "Tensor", "Carries the gradient back to the leaves.") { (t: Tensor) in
      try t.propagateBackward()
    }
    add("func zeroGrad() -> Void", of: "Tensor", "Forgets the gradient.") { (t: Tensor) in t.zeroGrad() }
    add("func detached() -> Tensor", of: "Tensor", "The value without its history.") { (t: Tensor) in t.detached() }
    add("func item() -> Double", of: "Tensor", "The only number.") { (t: Tensor) in try t.onlyElement() }
    add("func array() -> [Double]", of: "Tensor", "The numbers, row by row.") { (t: Tensor) in t.array() }
    addReductions()
  }

  private mutating func addReductions() {
    let reductions: [(String, String, TensorReduction)] = [
      ("sum", "The sum, of all or along axes.", .sum), ("mean", "The mean, of all or along axes.", .mean),
      ("variance", "The mean squared distance from the mean.", .variance),
      ("prod", "The product, of all or along axes.", .prod), ("max", "The largest, of all or along axes.", .max),
      ("min", "The smallest, of all or along axes.", .min),
      ("logSumExp", "The logarithm of the sum of exponentials.", .logSumExp), ("norm", "The Euclidean length.", .norm),
    ]
    for (name, sentence, kind) in reductions {
      add("func \(name)(axis: Int? = nil, keepDims: Bool = false) -> Tensor", of: "Tensor", sentence) {
        (t: Tensor, axis: Int?, keep: Bool) in try t.reduced(kind, axis, keep)
      }
      add("func \(name)(axis: [Int], keepDims: Bool = false) -> Tensor", of: "Tensor", sentence) {
        (t: Tensor, axes: [Int], keep: Bool) in try t.reduced(kind, axes, keep)
      }
    }
    for (name, sentence) in [("argmax", "Where the largest stands."), ("argmin", "Where the smallest stands.")] {
      add("func \(name)(axis: Int? = nil, keepDims: Bool = false) -> Tensor", of: "Tensor", sentence) {
        (t: Tensor, axis: Int?, keep: Bool) in
        try t.position(ofMaximum: name == "argmax", axis: axis, keepDims: keep)
      }
    }
  }

  private mutating func addTensorFunctions() {
    add("func matmul(_ a: Tensor, _ b: Tensor) -> Tensor", "The matrix product.") { (a: Tensor, b: Tensor) in
      try Tensor.matrixProduct(a, b)
    }
    add("func dot(_ a: Tensor, _ b: Tensor) -> Tensor", "The inner product of two vectors.") { (a: Tensor, b: Tensor) in
      try Tensor.dotProduct(a, b)
    }
    add("func dot(_ a: [Double], _ b: [Double]) -> Double", "The inner product.") { (a: [Double], b: [Double]) in
      guard a.count == b.count else {
        throw Fault(.shape, "dot needs arrays of one length, and these have \(a.count) and \(b.count) elements")
      }
      return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    add("func softmax(_ t: Tensor, axis: Int = -1) -> Tensor", "Exponentials, scaled to the sum 1.") {
      (t: Tensor, axis: Int) in try t.softmax(axis: axis)
    }
    add("func crossEntropy(_ logits: Tensor, _ targets: Tensor) -> Tensor", "The mean cross-entropy.") {
      (logits: Tensor, targets: Tensor) in try logits.crossEntropy(targets)
    }
    add("func binaryCrossEntropy(_ predictions: Tensor, _ targets: Tensor) -> Tensor", "The mean binary cross-entropy.")
    {
      (predictions: Tensor, targets: Tensor) in try predictions.binaryCrossEntropy(targets)
    }
    add("func meanSquaredError(_ predictions: Tensor, _ targets: Tensor) -> Tensor", "The mean of the squared errors.")
    {
      (predictions: Tensor, targets: Tensor) in try predictions.meanSquaredError(targets)
    }
    add("func max(_ a: Tensor, _ b: Tensor) -> Tensor", "The elementwise maximum.") { (a: Tensor, b: Tensor) in
      try Tensor.maximum(a, b)
    }
    add("func max(_ a: Tensor, _ b: Double) -> Tensor", "The elementwise maximum.") { (a: Tensor, b: Double) in
      try Tensor.maximum(a, Tensor(b))
    }
    add("func max(_ a: Double, _ b: Tensor) -> Tensor", "The elementwise maximum.") { (a: Double, b: Tensor) in
      try Tensor.maximum(Tensor(a), b)
    }
    add("func min(_ a: Tensor, _ b: Tensor) -> Tensor", "The elementwise minimum.") { (a: Tensor, b: Tensor) in
      try Tensor.minimum(a, b)
    }
    raw("func noGrad<R>(_ body: () -> R) -> R", "Runs a closure without recording.") { call in
      var reader = ArgumentReader(call)
      let body = CellFunction.read(&reader)
      let result = try noGrad { try body.callRaw([]) }
      call.finish(with: result)
    }
  }

  private mutating func addGradients() {
    add("func gradient(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "The gradient by reverse mode.") {
      (x: Tensor, f: CellFunction) in try ReverseMode.gradient(at: x) { try f($0) }
    }
    add("func jacobian(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "The Jacobian by reverse mode.") {
      (x: Tensor, f: CellFunction) in try ReverseMode.jacobian(at: x) { try f($0) }
    }
    add("func hessian(at x: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "The Hessian.") {
      (x: Tensor, f: CellFunction) in try ReverseMode.hessian(at: x) { try f($0) }
    }
    add("func hvp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "The Hessian times a vector.") {
      (x: Tensor, v: Tensor, f: CellFunction) in try ReverseMode.hvp(at: x, along: v) { try f($0) }
    }
    add("func jvp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "The Jacobian times a vector.") {
      (x: Tensor, v: Tensor, f: CellFunction) in try ReverseMode.jvp(at: x, along: v) { try f($0) }
    }
    add("func vjp(at x: Tensor, along v: Tensor, of f: (Tensor) -> Tensor) -> Tensor", "A vector times the Jacobian.") {
      (x: Tensor, v: Tensor, f: CellFunction) in try ReverseMode.vjp(at: x, along: v) { try f($0) }
    }
  }
}
