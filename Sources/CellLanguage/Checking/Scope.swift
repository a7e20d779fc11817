import Diagnostics

/// What a name can stand for.
enum Entity {
  case variable(Variable)
  case functions([UserFunction])
  case type(Type)
  /// Inside a method: a member of `self`.
  case member(of: Variable)
  /// Inside a type: a member of the type itself.
  case staticMember(of: Type)
  /// Declared by a cell that has an error: whoever uses it depends on that cell.
  case broken(cell: Int)
}

/// The names of one block.
final class Scope {
  private(set) var names: [String: Entity] = [:]
  let parent: Scope?
  /// The function whose body the block belongs to; `nil` at the top level.
  let function: FunctionBody?
  /// In the body of a type's member, what a name means there.
  var members: ((String) -> Entity?)?

  init(parent: Scope?, function: FunctionBody?) {
    self.parent = parent
    self.function = function
  }

  /// Goes back to what the block's names meant before.
  func restore(_ names: [String: Entity]) { self.names = names }

  func define(_ name: String, _ entity: Entity) {
    names[name] = entity
  }

  /// The innermost meaning of `name`: a variable hides functions, an inner function hides outer ones.
  func lookUp(_ name: String) -> Entity? {
    var scope: Scope? = self
    while let current = scope {
      if let entity = current.names[name] ?? current.members?(name) { return entity }
      scope = current.parent
    }
    return nil
  }

  var visibleNames: [String] {
    var all: [String] = []
    var scope: Scope? = self
    while let current = scope {
      all += current.names.keys
      scope = current.parent
    }
    return all
  }
}
