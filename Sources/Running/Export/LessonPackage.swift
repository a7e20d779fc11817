import Diagnostics
import LessonText

/// A Swift package of one program: the cells of a lesson over the `Tangent` library.
public struct LessonPackage: Sendable {
  public static let product = "Lesson"
  static let sourcePath = "Sources/Lesson/main.swift"

  private let name: String
  private let library: String
  private let source: String

  /// - Parameter library: the folder of the package that has the `Tangent` library.
  public init(_ lesson: ExportedLesson, library: String) {
    self.init(name: lesson.lesson.fileStem, library: library, source: lesson.source)
  }

  init(name: String, library: String, source: String) {
    self.name = name
    self.library = library
    self.source = source
  }

  public var files: [(name: String, bytes: [UInt8])] {
    [
      ("Package.swift", Array(manifest.utf8)), ("README.md", Array(readme.utf8)), (Self.sourcePath, Array(source.utf8)),
    ]
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.0
    import PackageDescription

    let package = Package(
      name: \(name.quoted),
      dependencies: [
        .package(name: "Tangent", path: \(library.quoted))
      ],
      targets: [
        .executableTarget(
          name: "\(Self.product)",
          dependencies: [.product(name: "Tangent", package: "Tangent")],
          // Functions use top-level variables, as in a script.
          swiftSettings: [.swiftLanguageMode(.v5)])
      ]
    )

    """
  }

  private var readme: String {
    """
    The cells of the lesson \(name.visible()) as a Swift program. `swift run` builds and runs it.

    `Package.swift` says where the `Tangent` library is; cells that stop in the lesson run in processes of their own.

    """
  }
}

extension String {
  var quoted: String { "\"" + unicodeScalars.map { $0.escaped(asASCII: false) }.joined() + "\"" }
}
