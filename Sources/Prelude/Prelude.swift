import Algebra
import Arrays
import Autodiff
import CellLanguage
import Diagnostics
import Tangent
import Typesetting

/// The vocabulary of cells: one table, made once a process.
public enum Prelude {
  public static func catalog() -> Catalog { Catalog(rows) }

  /// What the cell option `steps` puts in the place of a call.
  public static let stepTellers = [
    StepsRequest.Teller("diff", "derivation", argumentCount: 2, takesDepth: true),
    StepsRequest.Teller("integrate", "integration", argumentCount: 2),
    StepsRequest.Teller("simplify", "simplification", argumentCount: 1),
    StepsRequest.Teller("solve", "solution", argumentCount: 2),
  ]

  /// Makes the table, so that the first ``catalog()`` need not; for a thread that has nothing to do.
  public static func prepare() {
    _ = rows
    Expr.prepare()
  }

  private static var rows: Catalog.Rows { table.rows }

  /// The rows, and where the areas of the reference begin among them.
  static let table: (rows: Catalog.Rows, areas: [(name: String, start: Int)]) = {
    var table = CatalogTable()
    table.area("Numbers")
    table.addNumbers()
    table.area("Arrays")
    table.addArrays()
    table.addArrayFunctions()
    table.area("Dictionaries")
    table.addDictionaries()
    table.area("Optionals")
    table.addOptionals()
    table.area("Sets")
    table.addSets()
    table.area("Ranges")
    table.addRanges()
    table.area("Text")
    table.addStrings()
    table.addFormatting()
    table.area("Derivatives of functions")
    table.addDerivatives()
    table.addAlgebra()
    table.addTensors()
    table.area("Figures")
    table.addFigures()
    table.area("Random numbers")
    table.addRandom()
    table.area("Output and checks")
    table.addOutput()
    return (Catalog.Rows(entries: table.entries, types: types, hints: hints), table.areas)
  }()

  /// Names of other systems, and of what is not there.
  static let hints = [
    "ln": "the natural logarithm is log(x)", "pow": "a power is x ** n", "arcsin": "write asin(x)",
    "arccos": "write acos(x)", "arctan": "write atan(x)", "fabs": "write abs(x)",
    "derivate": "write diff(f, x)", "D": "write diff(f, x)",
    "grad": "write gradient(f, [x, y]), or y.backward() and x.grad for tensors",
    "Symbol": "write symbol(\"x\")", "Function": "write function(\"f\")", "lambdify": "write e.compiled([x])",
    "subs": "write e.substituting([x: 2])", "round": "write x.rounded()",
  ]

  /// The types that the catalog adds to the language's own.
  static let types: [CatalogType] = [
    CatalogType(
      "Expr", "A mathematical expression.", bank: .scalar,
      protocols: ["Number", "Equatable", "Hashable"],
      literals: CatalogType.LiteralSupport(
        integer: { digits in try Expr(parsing: digits).raw }, float: { try Expr.decimal($0).raw })
    ) { expression(from: $0).description },
    comparing(
      boxed(
        Tensor.self, "An array of numbers that remembers how it was computed.", protocols: ["Equatable"],
        naming: Native { (tensor: Tensor, name: String) in tensor.label = tensor.label ?? name })
    ) { Tensor.from($0) == Tensor.from($1) },
    comparing(boxed(Matrix.self, "A matrix of expressions.", protocols: ["Equatable"])) {
      Matrix.from($0) == Matrix.from($1)
    },
    character,
    CatalogType(
      "ObjectIdentifier", "Which object it is.", bank: .scalar, protocols: ["Equatable", "Hashable", "Comparable"]
    ) { "ObjectIdentifier(\($0.int))" },
    CatalogType("Hasher", "What a type's own hash is made in.", bank: .object) { _ in "Hasher" },
    opaque(CharacterSet.self, "A set of characters."),
    opaque(FloatingPointRoundingRule.self, "How a number is rounded."),
    opaque(FormatArgument.self, "What a format takes."),
    opaque(Random.self, "A generator of random numbers."),
    boxed(Equation.self, "Two expressions that are to be equal."),
    boxed(Condition.self, "A comparison of two expressions."),
    boxed(Derivation.self, "The steps of a derivative."),
    boxed(Chart.self, "Marks on axes."),
    boxed(Graph.self, "A computation graph."),
    boxed(Table.self, "Columns side by side."),
    opaque(All.self, "The whole axis.", protocols: ["TensorIndex"]),
    boxed(CriticalPoint.self, "A point where the derivative is 0."),
    opaque(Side.self, "From which side a limit is taken."),
    opaque(Function.self, "An unknown function."),
    opaque(CompiledFunction.self, "A fast numeric function."),
    opaque(Assumption.self, "What is known of a symbol."),
    opaque(Scale.self, "How an axis maps values to places."),
    opaque(LineMark.self, "A line through points.", protocols: ["Mark"]),
    opaque(PointMark.self, "A disc at each point.", protocols: ["Mark"]),
    opaque(BarMark.self, "A bar for each value.", protocols: ["Mark"]),
    opaque(AreaMark.self, "The area under a line.", protocols: ["Mark"]),
    opaque(RuleMark.self, "A line across the chart.", protocols: ["Mark"]),
    opaque(TextMark.self, "Words beside a point.", protocols: ["Mark"]),
    opaque(ContourMark.self, "Level lines of a surface.", protocols: ["Mark"]),
    opaque(VectorMark.self, "Arrows.", protocols: ["Mark"]),
    opaque(RectangleMark.self, "A rectangle, or a heat map.", protocols: ["Mark"]),
    opaque(HistogramMark.self, "How often values occur.", protocols: ["Mark"]),
    opaque(Column.self, "A column of a table."),
    opaque(SGD.self, "Stochastic gradient descent."),
    opaque(Adam.self, "Adaptive moment estimation."),
    opaque(Linear.self, "A layer of weights and a bias."),
    opaque(ModelLayer.self, "One step of a model."),
    opaque(Sequential.self, "Layers one after the other."),
    opaque(Dataset.self, "Points with their labels."),
    opaque(Momentum.self, "Gradient descent with a velocity."),
    opaque(RMSProp.self, "Steps scaled by the gradient's size."),
    opaque(Descent.self, "The way that a minimisation took."),
    opaque(MinimizationMethod.self, "How a minimisation goes downhill."),
    opaque(DifferenceMethod.self, "How a derivative is taken from function values."),
  ]

  private static var character: CatalogType {
    var type = CatalogType(
      "Character", "One character of a text.", bank: .object, protocols: ["Comparable", "Equatable", "Hashable"]
    ) { $0.string }
    type.describeNested = { $0.string.debugDescription }
    return comparing(type) { $0.string == $1.string }
  }

  private static func comparing(
    _ type: CatalogType, _ isEqual: @escaping @Sendable (RawValue, RawValue) -> Bool
  ) -> CatalogType {
    var type = type
    type.isEqual = isEqual
    return type
  }

  private static func boxed<Value: EngineValue & CustomStringConvertible>(
    _ type: Value.Type, _ sentence: String, protocols: Set<String> = [], naming: Native? = nil
  ) -> CatalogType {
    CatalogType(Value.typeName, sentence, bank: .object, protocols: protocols, naming: naming) {
      Value.from($0).description
    }
  }

  private static func opaque<Value: EngineValue>(
    _ type: Value.Type, _ sentence: String, protocols: Set<String> = []
  ) -> CatalogType {
    CatalogType(Value.typeName, sentence, bank: .object, protocols: protocols) { _ in Value.typeName }
  }

  private static func expression(from raw: RawValue) -> Expr { Expr(index: UInt32(truncatingIfNeeded: raw.bits)) }
}

// MARK: - Showing values

extension Prelude {
  /// What a report shows of a cell's value.
  public static func output(of value: RawValue, as type: Type, describer: Describer) throws(Fault) -> Output {
    if let displayable = displayable(value, type) { return try displayable.output() }
    if let layout = layout(of: value, as: type, describer: describer), layout.isSymbolic {
      return .formula(FormulaOutput(text: describer.describe(value, as: type), layout: layout.layout))
    }
    if case .optional(let wrapped) = type, let inner = value.unwrapped {
      return try output(of: inner, as: wrapped, describer: describer)
    }
    return .text(describer.describe(value, as: type))
  }

  private static func displayable(_ value: RawValue, _ type: Type) -> (any Displayable)? {
    guard case .named(let name) = type else { return nil }
    switch name {
    case "Expr": return expression(from: value)
    case Tensor.typeName: return Tensor.from(value)
    case Matrix.typeName: return Matrix.from(value)
    case Equation.typeName: return Equation.from(value)
    case Derivation.typeName: return Derivation.from(value)
    case Chart.typeName: return Chart.from(value)
    case Graph.typeName: return Graph.from(value)
    case Table.typeName: return Table.from(value)
    case Descent.typeName: return Descent.from(value)
    default: return nil
    }
  }

  /// Arrays and tuples with expressions in them are set as one formula.
  private static func layout(
    of value: RawValue, as type: Type, describer: Describer
  ) -> (layout: MathLayout, isSymbolic: Bool)? {
    switch type {
    case .named("Expr"): return (expression(from: value).layout, true)
    case .named("Matrix"): return (Matrix.from(value).layout, true)
    case .int, .double: return (.number(describer.describe(value, as: type)), false)
    case .array(let element):
      return list(describer.elements(value, element).map { ($0, element) }, "[", "]", describer)
    case .tuple(let elements):
      let types = elements.map(\.type)
      return list(zip(describer.fields(of: value, as: types), types).map { ($0, $1) }, "(", ")", describer)
    default: return nil
    }
  }

  private static func list(
    _ parts: [(value: RawValue, type: Type)], _ open: String, _ close: String, _ describer: Describer
  ) -> (layout: MathLayout, isSymbolic: Bool)? {
    var row: [MathLayout] = []
    var isSymbolic = false
    for part in parts {
      guard let inner = layout(of: part.value, as: part.type, describer: describer) else { return nil }
      if !row.isEmpty { row += [.symbol(",", .punctuation), .space(6)] }
      row.append(inner.layout)
      isSymbolic = isSymbolic || inner.isSymbolic
    }
    return (.fenced(open: open, content: .row(row), close: close), isSymbolic)
  }
}
