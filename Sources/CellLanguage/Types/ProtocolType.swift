import Diagnostics

/// A protocol that a cell declares.
final class ProtocolType {
  let syntax: ProtocolDeclaration
  let cell: Int
  /// What its extensions give to the types that conform.
  var extensions: [Extension] = []

  init(_ syntax: ProtocolDeclaration, cell: Int) {
    self.syntax = syntax
    self.cell = cell
  }

  final class Extension {
    let syntax: TypeDeclaration
    let cell: Int

    init(_ syntax: TypeDeclaration, cell: Int) {
      self.syntax = syntax
      self.cell = cell
    }
  }
}
