import Arrays
import Diagnostics
import Elementary

extension Operation {
  /// The table of operations: name, value and derivative rules of each, side by side.
  ///
  /// `g` is the adjoint of the result (or, read forwards, the tangent of the operand), `x` and `y` the operands, `v`
  /// the result. Where the derivative jumps, it is shared equally: two equal elements under `maximum` get half each.
  func read<R: Reading>(_ row: R) throws(R.Failure) -> R.Result {
    switch self {
    case .add:
      return try row.elementwise(
        "add", value: { x, y throws(Fault) in try x.adding(y) },
        { g, _, _, _ in g }, { g, _, _, _ in g })
    case .subtract:
      return try row.elementwise(
        "subtract", value: { x, y throws(Fault) in try x.subtracting(y) },
        { g, _, _, _ in g }, { g, _, _, _ in -g })
    case .multiply:
      return try row.elementwise(
        "multiply", value: { x, y throws(Fault) in try x.multiplied(by: y) },
        { g, _, y, _ in g * y }, { g, x, _, _ in g * x })
    case .divide:
      return try row.elementwise(
        "divide", value: { x, y throws(Fault) in try x.divided(by: y) },
        { g, _, y, _ in g / y }, { g, _, y, v in -(g * v / y) })
    case .power:
      return try row.elementwise(
        "power", value: { x, y throws(Fault) in try x.power(y) },
        { g, x, y, _ in g * y * .apply(.power, x, y - R.Operand(NDArray(1))) },
        { g, x, _, v in g * v * .apply(.elementary(.log), x) })
    case .maximum:
      return try row.elementwise(
        "maximum", value: { x, y throws(Fault) in try x.maximum(y) },
        { g, x, y, _ in g * .apply(.elementary(.heaviside), x - y) },
        { g, x, y, _ in g * .apply(.elementary(.heaviside), y - x) })
    case .minimum:
      return try row.elementwise(
        "minimum", value: { x, y throws(Fault) in try x.minimum(y) },
        { g, x, y, _ in g * .apply(.elementary(.heaviside), y - x) },
        { g, x, y, _ in g * .apply(.elementary(.heaviside), x - y) })
    case .binaryCrossEntropy:
      return try row.elementwise(
        "binaryCrossEntropy", value: { p, t throws(Fault) in try p.binaryCrossEntropy(t) },
        { g, p, t, _ in
          // The bound keeps a certain and right prediction from giving 0 / 0.
          g * (p - t) / .apply(.maximum, p * (R.Operand(NDArray(1)) - p), R.Operand(NDArray(1e-12)))
        },
        { g, p, _, _ in
          g * (.apply(.elementary(.log), R.Operand(NDArray(1)) - p) - .apply(.elementary(.log), p))
        })
    case .select(let mask):
      return try row.elementwise(
        "where", value: { x, y throws(Fault) in try x.selected(mask, else: y) },
        { g, _, _, _ in .apply(.select(mask: mask), g, R.Operand(g.value.map(to: 0))) },
        { g, _, _, _ in .apply(.select(mask: mask), R.Operand(g.value.map(to: 0)), g) })

    case .negate:
      return try row.linear("negate", value: { x in x.negated }, transposed: { g, _ in -g })
    case .identity:
      return try row.linear("identity", value: { x in x }, transposed: { g, _ in g })
    case .powered(let exponent):
      return try row.elementwise(
        "power", value: { x in x.raised(to: exponent) },
        derivative: { x, _ in
          // At exponent 0 the general form would be 0 * x ** -1, which is NaN at 0.
          let constant = R.Operand(NDArray(exponent))
          return exponent == 0 ? constant : constant * .apply(.powered(by: exponent - 1), x)
        })
    case .elementary(let f):
      return try row.elementwise(
        f.name, value: { x in x.applying(f) },
        derivative: { x, v in f.derivative(at: Factor.array(x), value: .array(v)).operand })

    case .matmul:
      return try row.bilinear(
        "matmul", value: { x, y throws(Fault) in try x.matmul(y) },
        { g, x, y, _ in
          let (a, b) = (x.asRow(), y.asColumn())
          return g.asProduct(of: x, y).matmul(b.matrixTranspose).sum(to: a.shape).reshaped(x.shape)
        },
        { g, x, y, _ in
          let (a, b) = (x.asRow(), y.asColumn())
          return a.matrixTranspose.matmul(g.asProduct(of: x, y)).sum(to: b.shape).reshaped(y.shape)
        })
    case .dot:
      return try row.bilinear(
        "dot", value: { x, y throws(Fault) in try x.dot(y) },
        { g, _, y, _ in g * y }, { g, x, _, _ in g * x })

    case .sum(let reduction):
      return try row.linear(
        "sum", value: { x in x.sum(reduction) }, transposed: { g, x in g.spread(reduction, over: x.shape) })
    case .mean(let reduction):
      return try row.linear(
        "mean", value: { x throws(Fault) in try x.mean(reduction) },
        transposed: { g, x in
          let length = R.Operand(NDArray(Double(reduction.length(of: x.shape))))
          return (g / length).spread(reduction, over: x.shape)
        })
    case .max(let reduction):
      return try row.unary(
        "max", value: { x throws(Fault) in try x.max(reduction) },
        pullback: { g, x, v in g.spread(reduction, over: x.shape) * share(x, v, reduction) },
        pushforward: { dx, x, v in (dx * share(x, v, reduction)).sum(reduction) })
    case .min(let reduction):
      return try row.unary(
        "min", value: { x throws(Fault) in try x.min(reduction) },
        pullback: { g, x, v in g.spread(reduction, over: x.shape) * share(x, v, reduction) },
        pushforward: { dx, x, v in (dx * share(x, v, reduction)).sum(reduction) })
    case .logSumExp(let reduction):
      return try row.unary(
        "logSumExp", value: { x throws(Fault) in try x.logSumExp(reduction) },
        pullback: { g, x, v in
          g.spread(reduction, over: x.shape) * .apply(.elementary(.exp), x - v.spread(reduction, over: x.shape))
        },
        pushforward: { dx, x, v in
          (dx * .apply(.elementary(.exp), x - v.spread(reduction, over: x.shape))).sum(reduction)
        })
    case .norm(let reduction):
      return try row.unary(
        "norm", value: { x in x.norm(reduction) },
        pullback: { g, x, v in g.spread(reduction, over: x.shape) * direction(x, v, reduction) },
        pushforward: { dx, x, v in (dx * direction(x, v, reduction)).sum(reduction) })
    case .sumTo(let shape):
      return try row.linear("sum", value: { x in x.sum(to: shape) }, transposed: { g, x in g.broadcast(x.shape) })
    case .softmax(let axis):
      return try row.symmetric(
        "softmax", value: { x throws(Fault) in try x.softmax(axis: axis) },
        product: { g, _, v in v * (g - (g * v).sum(Reduction(axis: axis, keepDims: true))) })
    case .logSoftmax(let axis):
      return try row.unary(
        "logSoftmax", value: { x throws(Fault) in try x.logSoftmax(axis: axis) },
        pullback: { g, _, v in g - .apply(.elementary(.exp), v) * g.sum(Reduction(axis: axis, keepDims: true)) },
        pushforward: { dx, _, v in
          dx - (.apply(.elementary(.exp), v) * dx).sum(Reduction(axis: axis, keepDims: true))
        })
    case .cumulativeSum(let axis, let isReversed):
      return try row.linear(
        "cumsum", value: { x in x.cumulativeSum(axis: axis, isReversed: isReversed) },
        transposed: { g, _ in .apply(.cumulativeSum(axis: axis, isReversed: !isReversed), g) })

    case .reshape(let shape):
      return try row.linear(
        "reshape", value: { x throws(Fault) in try x.reshaped(shape) }, transposed: { g, x in g.reshaped(x.shape) })
    case .broadcast(let shape):
      return try row.linear(
        "broadcast", value: { x throws(Fault) in try x.broadcast(to: shape) },
        transposed: { g, x in g.sum(to: x.shape) })
    case .permute(let axes):
      return try row.linear(
        "transpose", value: { x in x.permuted(axes) },
        transposed: { g, _ in .apply(.permute(axes.indices.sorted { axes[$0] < axes[$1] }), g) })
    case .slice(let indices):
      return try row.linear(
        "slice", value: { x throws(Fault) in try x.sliced(indices) },
        transposed: { g, x in .apply(.scatter(indices, shape: x.shape), g) })
    case .scatter(let indices, let shape):
      return try row.linear(
        "scatter",
        value: { x throws(Fault) in try NDArray(repeating: 0, shape: shape).replacing(indices, with: x) },
        transposed: { g, _ in .apply(.slice(indices), g) })
    case .gather(let places):
      return try row.linear(
        "gather", value: { x in x.gathered(places) },
        transposed: { g, x in .apply(.scatterAdd(places, shape: x.shape), g) })
    case .scatterAdd(let places, let shape):
      return try row.linear(
        "scatterAdd", value: { x in x.scattered(places, shape: shape) },
        transposed: { g, _ in .apply(.gather(places), g) })
    case .concatenate(let axis):
      return try row.binary(
        "concatenate", value: { x, y throws(Fault) in try x.concatenated(with: y, axis: axis) },
        pullbacks: { g, x, _, _ in g.part(0..<x.shape[axis], axis: axis) },
        { g, x, _, _ in g.part(x.shape[axis]..<g.shape[axis], axis: axis) },
        pushforwards: { dx, _, y, _ in .apply(.concatenate(axis: axis), dx, R.Operand(y.value.map(to: 0))) },
        { dy, x, _, _ in .apply(.concatenate(axis: axis), R.Operand(x.value.map(to: 0)), dy) })

    case .inverse:
      return try row.unary(
        "inverse", value: { x throws(Fault) in try x.inverse() },
        pullback: { g, _, v in -v.transpose.matmul(g).matmul(v.transpose) },
        pushforward: { dx, _, v in -v.matmul(dx).matmul(v) })
    case .determinant:
      return try row.unary(
        "det", value: { x throws(Fault) in try x.determinant() },
        pullback: { g, x, v in g * cofactors(x, determinant: v) },
        pushforward: { dx, x, v in (cofactors(x, determinant: v) * dx).sum(Reduction()) })
    case .logDeterminant:
      return try row.unary(
        "logDet", value: { x throws(Fault) in try x.logDeterminant() },
        pullback: { g, x, _ in g * .apply(.inverse, x).transpose },
        pushforward: { dx, x, _ in (.apply(.inverse, x).transpose * dx).sum(Reduction()) })
    case .cholesky:
      // I. Murray, "Differentiation of the Cholesky decomposition", arXiv:1602.07527 (2016), equations 8 and 10.
      return try row.unary(
        "cholesky", value: { x throws(Fault) in try x.symmetricPart().cholesky() },
        pullback: { g, _, v in
          let inverse = R.Operand.apply(.inverse, v)
          return (inverse.transpose.matmul(halvedTriangle(v.transpose.matmul(g))).matmul(inverse)).symmetricPart
        },
        pushforward: { dx, _, v in
          let inverse = R.Operand.apply(.inverse, v)
          return v.matmul(halvedTriangle(inverse.matmul(dx.symmetricPart).matmul(inverse.transpose)))
        })
    case .solve:
      return try row.binary(
        "solve", value: { x, y throws(Fault) in try x.solved(y) },
        pullbacks: { g, x, _, v in
          -R.Operand.apply(.solve, x.transpose, g).asColumn().matmul(v.asColumn().transpose)
        },
        { g, x, _, _ in .apply(.solve, x.transpose, g) },
        pushforwards: { dx, x, _, v in -R.Operand.apply(.solve, x, dx.matmul(v)) },
        { dy, x, _, _ in .apply(.solve, x, dy) })
    case .leastSquares:
      return try row.binary(
        "leastSquares", value: { x, y throws(Fault) in try x.leastSquares(y) },
        pullbacks: { g, x, y, v in
          let w = R.Operand.apply(.solve, x.transpose.matmul(x), g)
          let residual = (y - x.matmul(v)).asColumn()
          return residual.matmul(w.asColumn().transpose) - x.matmul(w).asColumn().matmul(v.asColumn().transpose)
        },
        { g, x, _, _ in x.matmul(.apply(.solve, x.transpose.matmul(x), g)) },
        pushforwards: { dx, x, y, v in
          let change = dx.transpose.matmul(y - x.matmul(v)) - x.transpose.matmul(dx.matmul(v))
          return .apply(.solve, x.transpose.matmul(x), change)
        },
        { dy, x, _, _ in .apply(.solve, x.transpose.matmul(x), x.transpose.matmul(dy)) })
    }
  }
}

/// The elements over their norm; 0 where that is 0.
private func direction<T: TensorAlgebra>(_ x: T, _ v: T, _ reduction: Reduction) -> T {
  x / .apply(.maximum, v.spread(reduction, over: x.shape), T(NDArray(Double.leastNormalMagnitude)))
}

/// 1 at the extreme element of a reduction, shared between several; constant where it is differentiable at all.
private func share<T: TensorAlgebra>(_ x: T, _ v: T, _ reduction: Reduction) -> T {
  let extreme = v.value.spread(reduction, over: x.shape)
  let mask = trapping { () throws(Fault) in try x.value.isEqual(to: extreme) }
  return T(mask / mask.sum(reduction).spread(reduction, over: x.shape))
}
