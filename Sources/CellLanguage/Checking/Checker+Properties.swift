import Diagnostics

/// Stored properties of types, and static ones.
extension Checker {
  func declareProperties(_ syntax: TypeDeclaration, of nominal: NominalType) {
    for property in syntax.properties where property.binding.accessor == nil && !property.isStatic {
      guard case .name(let name) = property.binding.pattern.kind else {
        report(.unsupported, "a property has one name", at: property.binding.pattern.range)
        continue
      }
      if nominal.kind == .enumeration {
        report(.unsupported, "an enum has no stored properties: let its cases hold values", at: property.range)
        continue
      }
      if nominal.property(name) != nil { report(.redefinition, "'\(name)' is declared twice here", at: property.range) }
      // What has no type is settled once all types are declared.
      let type = property.binding.type.map { self.type($0) }
      let isEmpty = if case .optional = type { property.isMutable && property.binding.value == nil } else { false }
      let empty = Expression(.nilLiteral, at: property.range)
      if type == nil && property.binding.value == nil {
        report(.needsAnnotation, "'\(name)' needs a type, as in 'var \(name): Double'", at: property.range)
      }
      nominal.properties.append(
        NominalType.Property(
          name: name, type: type ?? .void, isMutable: property.isMutable,
          defaultSyntax: property.binding.value ?? (isEmpty ? empty : nil)))
    }
  }

  /// Checks the values that properties are declared with.
  func settleProperties(of nominal: NominalType) {
    for type in nominal.members.types.values { self.nominal(type).map { settleProperties(of: $0) } }
    inScope {
      scope = memberScope(nominal.type, nominal.scope)
      for number in nominal.properties.indices {
        let property = nominal.properties[number]
        guard let syntax = property.defaultSyntax, !property.type.isGeneric else { continue }
        let value = property.type == .void ? check(syntax) : check(syntax, as: property.type)
        nominal.properties[number].type = value.type
        nominal.properties[number].defaultValue = value
      }
    }
  }

  /// A struct that holds itself would have no end.
  func refuseEndlessValue(_ nominal: NominalType) {
    guard nominal.kind == .structure else { return }
    if let property = nominal.properties.first(where: { holds($0.type, nominal) }) {
      report(
        .unsupported,
        "'\(nominal.name)' holds a '\(nominal.name)' in '\(property.name)', which has no end: "
          + "use a final class, an indirect enum or an array", at: nominal.range)
    }
  }

  // MARK: Static properties

  /// Declares the static stored properties as variables of the lesson; they get their values where the type stands.
  func declareStatics(_ syntax: TypeDeclaration, of owner: Type, in inner: Scope) {
    let isTopLevel = scope.parent == nil
    for property in syntax.properties where property.isStatic && property.binding.accessor == nil {
      guard case .name(let name) = property.binding.pattern.kind, let value = property.binding.value else {
        report(.needsAnnotation, "a static property needs a value", at: property.range)
        continue
      }
      guard isTopLevel else {
        report(
          .unsupported, "a type inside a function has no static properties: declare it outside", at: property.range)
        continue
      }
      let outer = scope
      scope = inner
      let typed = property.binding.type.map { check(value, as: type($0)) } ?? check(value)
      scope = outer
      let variable = Variable(
        name, typed.type, isMutable: property.isMutable, storage: .global, owner: nil, cell: cell,
        range: property.range)
      declaredCount += 1
      variable.moment = declaredCount
      setStatic(name, of: owner, variable)
      staticValues[syntax.nameRange.lower, default: []].append(
        TypedStatement(.declare(variable, typed), at: property.range))
    }
  }

  private func setStatic(_ name: String, of owner: Type, _ variable: Variable) {
    if let nominal = nominal(owner) {
      nominal.members.variables[name] = variable
    } else if let known = ownerName(of: owner), let last = extensions[known]?.indices.last {
      extensions[known]?[last].members.variables[name] = variable
    }
  }

  /// What the declaration of a type does when it is reached: its static properties get their values.
  func statements(of syntax: TypeDeclaration) -> [TypedStatement] {
    staticValues.removeValue(forKey: syntax.nameRange.lower) ?? []
  }
}
