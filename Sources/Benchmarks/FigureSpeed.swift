import Diagnostics
import Figures

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Charts and graphs as SVG, against Matplotlib's SVG of the same data in the same run.
struct FigureSpeed {
  let python: String

  private static let rounds = 21

  private static let script = """
    import io, math, sys, time
    import matplotlib
    matplotlib.use("svg")
    import matplotlib.pyplot as plt
    count = int(sys.argv[1])
    ys = [math.sin(i / 20) + 0.3 * math.sin(i * 1.7) for i in range(count)]
    best, size = 1e9, 0
    for _ in range(5 if count < 10000 else 2):
        start = time.perf_counter()
        figure, axes = plt.subplots()
        axes.plot(range(count), ys, label="loss")
        axes.legend()
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg")
        plt.close(figure)
        best = min(best, time.perf_counter() - start)
        size = len(buffer.getvalue())
    print(best, size)
    """

  func run() throws {
    try chart(count: 400, limit: (0.001, 20_000))
    try chart(count: 1_000_000, limit: (0.1, 100_000))
    graph()
  }

  private func chart(count: Int, limit: (seconds: Double, bytes: Int)) throws {
    let values = (0..<count).map { sin(Double($0) / 20) + 0.3 * sin(Double($0) * 1.7) }
    let ours = best { plot(values).scene.svg(label: plot(values).description, id: "a").utf8.count }
    let name = "SVG of \(count) points"
    Row(
      name: name, figure: "\(milliseconds(ours.seconds)), \(ours.bytes) bytes",
      target: "at most \(milliseconds(limit.seconds)), \(limit.bytes) bytes",
      isMet: ours.seconds <= limit.seconds && ours.bytes <= limit.bytes
    ).print()
    guard let theirs = try? matplotlib(count) else {
      return print("      Matplotlib is not installed for \(python): no comparison")
    }
    let (speed, size) = (theirs.seconds / ours.seconds, Double(theirs.bytes) / Double(ours.bytes))
    Row(
      name: "  Matplotlib / ours", figure: "\(Int(speed)) times the time, \(Int(size)) times the size",
      target: "at least 50 times both", isMet: speed >= 50 && size >= 50
    ).print()
  }

  private func graph() {
    let chain = ComputationGraph(
      nodes: (0..<30).map { .init(id: $0, role: $0 == 0 ? .input : .operation, label: "sin", value: 1, gradient: 1) },
      edges: (1..<30).map { .init(from: ($0 - 1) / 2, to: $0, localDerivative: 1, contribution: 1) })
    _ = chain.scene
    let time = best { chain.scene.svg(label: chain.description, id: "g").utf8.count }
    Row(
      name: "SVG of a graph of 30 nodes", figure: "\(milliseconds(time.seconds)), \(time.bytes) bytes",
      target: "at most 5 ms", isMet: time.seconds <= 0.005
    ).print()
  }

  private func best(_ body: () -> Int) -> (seconds: Double, bytes: Int) {
    let clock = ContinuousClock()
    var (least, bytes) = (Double.infinity, 0)
    for _ in 0..<Self.rounds {
      let duration = clock.measure { bytes = body() }
      least = min(
        least, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
    }
    return (least, bytes)
  }

  private func matplotlib(_ count: Int) throws -> (seconds: Double, bytes: Int) {
    let output = try Command(python, "-c", Self.script, String(count)).run().output
    let words = output.split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let seconds = Double(words[0]), let bytes = Int(words[1]) else {
      throw CommandFailure(description: "Matplotlib said \(output)")
    }
    return (seconds, bytes)
  }
}
