// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours: Swift 6 mode comes with the tools version, warnings stop the build.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one target; their golden files are read from where they stand.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude, swiftSettings: strict)
}

func swiftSyntax(_ products: String...) -> [Target.Dependency] {
  products.map { .product(name: $0, package: "swift-syntax") }
}

let package = Package(
  name: "Tangent",
  products: [
    .library(name: "Tangent", targets: ["Tangent"]),
    .executable(name: "tangent", targets: ["TangentCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1")
  ],
  targets: [
    // Below everything.
    target("Diagnostics"),
    target("Elementary", ["Diagnostics"]),

    // Engines: they know nothing of lessons.
    target("Typesetting", ["Diagnostics"]),
    target("Algebra", ["Diagnostics", "Elementary", "Typesetting"]),
    .target(name: "COpenBLAS"),
    target("Arrays", ["COpenBLAS", "Diagnostics", "Elementary"]),
    target("Autodiff", ["Arrays", "Diagnostics", "Elementary"]),
    .target(name: "CGraphviz"),
    target("Figures", ["CGraphviz", "Diagnostics"]),
    target("Tangent", ["Algebra", "Arrays", "Autodiff", "Diagnostics", "Elementary", "Figures", "Typesetting"]),

    // Lessons.
    .target(name: "CObjectAccount"),
    target(
      "CellLanguage",
      ["CObjectAccount", "Diagnostics", "Elementary"]
        + swiftSyntax("SwiftParser", "SwiftParserDiagnostics", "SwiftSyntax")),
    target(
      "Prelude",
      ["Algebra", "Arrays", "Autodiff", "CellLanguage", "Diagnostics", "Elementary", "Tangent", "Typesetting"]),
    .systemLibrary(
      name: "CCmarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    target("LessonText", ["CCmarkGFM", "CYAML", "Diagnostics", "Typesetting"]),
    target("Running", ["Algebra", "CellLanguage", "Diagnostics", "LessonText", "Prelude", "Tangent"]),
    .target(name: "CHarfBuzz"),
    target(
      "Rendering",
      [
        "CHarfBuzz", "CellLanguage", "Diagnostics", "Figures", "LessonText", "Prelude", "Running", "Tangent",
        "Typesetting",
      ]),
    target("Serving", ["Diagnostics", "LessonText", "Rendering", "Running"]),
    .target(name: "CHeap"),
    .executableTarget(
      name: "TangentCLI",
      dependencies: ["CHeap", "Diagnostics", "LessonText", "Prelude", "Rendering", "Running", "Serving", "Tangent"],
      swiftSettings: strict,
      // What a release does not need costs it its start: unused code, symbols, and the relocations of moving code.
      linkerSettings: [
        .unsafeFlags(
          [
            "-Xlinker", "--gc-sections", "-Xlinker", "--strip-debug", "-Xlinker", "--no-export-dynamic",
            "-Xclang-linker", "-no-pie",
          ],
          .when(configuration: .release))
      ]),
    .executableTarget(
      name: "Benchmarks", dependencies: ["Algebra", "Diagnostics", "Elementary", "Figures", "Typesetting"],
      swiftSettings: strict),
    .executableTarget(
      name: "Fuzzing", dependencies: ["CellLanguage", "Diagnostics", "LessonText", "Prelude", "Running", "Tangent"],
      swiftSettings: strict),

    tests("Elementary"),
    tests("Typesetting", ["Diagnostics"], exclude: ["Golden"]),
    tests("Algebra", ["Diagnostics", "Elementary", "Typesetting"]),
    tests("Arrays", ["Diagnostics"]),
    tests("Autodiff", ["Arrays", "Diagnostics", "Elementary"]),
    tests("Figures", ["Diagnostics"], exclude: ["Golden"]),
    tests("Prelude", ["Algebra", "Autodiff", "CellLanguage", "Diagnostics", "Elementary", "Tangent"]),
    tests("LessonText", ["Diagnostics", "Typesetting"]),
    tests("Rendering", ["Algebra", "Diagnostics", "Figures", "LessonText", "Running", "Tangent", "Typesetting"]),
    tests("Running", ["Diagnostics", "LessonText", "Tangent"], exclude: ["Numbers"]),
    tests("Serving"),
    tests("TangentCLI", ["Prelude"]),
  ]
)
