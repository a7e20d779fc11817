import Diagnostics

/// Why no candidate takes the arguments, in words.
extension Checker {
  func reportNoMatch(
    _ callee: Callee, _ arguments: [Synthesis], _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    let fitting = callee.candidates.filter { places(for: labels, in: $0.signature) != nil }
    if fitting.count == 1 { return reportArguments(fitting[0], arguments, labels, at: range) }
    if fitting.isEmpty && callee.candidates.count == 1 {
      return reportLabels(callee.candidates[0].signature, labels, at: nameRange)
    }
    if fitting.isEmpty, let finding = unknownLabel(callee, labels) {
      diagnostics.append(finding)
      return .invalid(at: range)
    }
    if let finding = refusedArgument(fitting, arguments, labels) {
      diagnostics.append(finding)
      return .invalid(at: range)
    }
    let given = zip(labels, arguments).map { label, argument in
      (label.label.map { $0 + ": " } ?? "") + (defaultType(of: argument)?.description ?? "{ … }")
    }
    var finding = Diagnostic(
      .noMatchingOverload, "'\(callee.name)' does not take (\(given.joined(separator: ", ")))", at: nameRange)
    finding.notes = callee.candidates.prefix(6).map { "there is \($0.signature)" }
    diagnostics.append(finding)
    return .invalid(at: range)
  }

  /// A label that no candidate has, such as `requires_grad:` of another system.
  private func unknownLabel(_ callee: Callee, _ labels: [Argument]) -> Diagnostic? {
    let known = Set(callee.candidates.flatMap { $0.signature.parameters.compactMap(\.label) })
    guard let extra = labels.first(where: { argument in argument.label.map { !known.contains($0) } ?? false }),
      let label = extra.label
    else { return nil }
    let plain = { (text: String) in text.lowercased().filter { $0 != "_" } }
    let match = known.first { plain($0) == plain(label) } ?? closestMatch(to: label, in: known)
    let end = extra.value.range.lower
    guard let match else {
      return Diagnostic(.noMatchingOverload, "'\(callee.name)' has no parameter '\(label)'", at: extra.value.range)
    }
    return Diagnostic(
      .noMatchingOverload, "'\(callee.name)' has no parameter '\(label)'; did you mean '\(match)'?",
      at: SourceRange(end, extra.value.range.upper))
  }

  /// The one argument that every candidate with these labels refuses.
  private func refusedArgument(
    _ fitting: [Candidate], _ arguments: [Synthesis], _ labels: [Argument]
  ) -> Diagnostic? {
    let all = fitting.compactMap { firstRefused($0, arguments, labels) }
    // What got furthest was meant.
    guard all.count == fitting.count, let number = all.map(\.0).max() else { return nil }
    var types: [Type] = []
    for (own, type) in all where own == number && !types.contains(type) { types.append(type) }
    guard types.count <= 3 else { return nil }
    let refused = (number: number, types: types)
    let given = defaultType(of: arguments[refused.number])?.description ?? "this"
    let label = labels[refused.number].label.map { " for '\($0):'" } ?? ""
    let wanted = refused.types.map(\.description).joined(separator: " or ")
    return Diagnostic(
      .typeMismatch,
      "this is \(given), where \(wanted) is needed\(label)\(rangeHint(arguments[refused.number], refused.types))",
      at: arguments[refused.number].range)
  }

  private func firstRefused(
    _ candidate: Candidate, _ arguments: [Synthesis], _ labels: [Argument]
  ) -> (Int, Type)? {
    guard let places = places(for: labels, in: candidate.signature) else { return nil }
    var bindings = candidate.bindings
    for (parameter, numbers) in zip(candidate.signature.parameters, places) {
      for number in numbers {
        let wanted = parameter.type.substituting(bindings)
        if let type = defaultType(of: arguments[number]), unify(wanted, type, &bindings) { continue }
        if wanted.isGeneric || fit(arguments[number], wanted) != nil { continue }
        return (number, wanted)
      }
    }
    return nil
  }

  /// `[-2, 2]` where `-2...2` is meant.
  private func rangeHint(_ argument: Synthesis, _ wanted: [Type]) -> String {
    guard case .open(let open) = argument, case .array(let elements) = open.shape, elements.count == 2,
      wanted.contains(where: { if case .closedRange = $0 { true } else { false } })
    else { return "" }
    return "; a range is written low...high"
  }

  private func reportArguments(
    _ candidate: Candidate, _ arguments: [Synthesis], _ labels: [Argument], at range: SourceRange
  ) -> TypedExpression {
    guard let places = places(for: labels, in: candidate.signature) else { return .invalid(at: range) }
    let before = diagnostics.count
    var bindings = candidate.bindings
    for (parameter, numbers) in zip(candidate.signature.parameters, places) {
      for number in numbers {
        let wanted = parameter.type.substituting(bindings)
        if wanted.isGeneric, let type = defaultType(of: arguments[number]), unify(wanted, type, &bindings) { continue }
        if fit(arguments[number], wanted) == nil { _ = convert(arguments[number], to: wanted) }
      }
    }
    if diagnostics.count == before {
      let reason = unmet(candidate.signature, bindings) ?? "this does not fit \(candidate.signature)"
      report(.noMatchingOverload, reason, at: range)
    }
    return .invalid(at: range)
  }

  /// The requirement of the signature that a type does not meet, in words.
  private func unmet(_ signature: Signature, _ bindings: [String: Type]) -> String? {
    for generic in signature.generics {
      guard let type = bindings[generic.name] else { continue }
      if let same = generic.same, !same.isGeneric, same != type {
        return "'\(signature.name)' is there for \(same) only; this is \(type)"
      }
      if let constraint = generic.constraints.first(where: { !conforms(type, to: $0) }) {
        return "'\(signature.name)' needs values that are \(constraint); \(type) is not"
      }
    }
    return nil
  }

  private func reportLabels(_ signature: Signature, _ labels: [Argument], at range: SourceRange) -> TypedExpression {
    let given = labels.filter { !$0.isTrailingClosure }
    let wanted = signature.parameters
    if let extra = given.first(where: { argument in
      argument.label != nil && !wanted.contains { $0.label == argument.label }
    }) {
      return failure(
        .noMatchingOverload, "'\(signature.name)' has no parameter '\(extra.label ?? "_")': it is \(signature)",
        at: extra.value.range)
    }
    if given.count == wanted.count, let finding = missingLabel(signature, given) {
      diagnostics.append(finding)
      return .invalid(at: range)
    }
    let missing = wanted.filter { parameter in
      parameter.isRequired && !labels.contains { $0.label == parameter.label }
    }
    if let first = missing.first, labels.count < wanted.count {
      let name = first.label ?? first.name
      return failure(.noMatchingOverload, "'\(signature.name)' also needs '\(name)': it is \(signature)", at: range)
    }
    return failure(.noMatchingOverload, "'\(signature.name)' is called differently: it is \(signature)", at: range)
  }

  /// The first argument that lacks its label, or has one too many.
  private func missingLabel(_ signature: Signature, _ given: [Argument]) -> Diagnostic? {
    for (argument, parameter) in zip(given, signature.parameters) where argument.label != parameter.label {
      guard argument.label == nil, let label = parameter.label else { return nil }
      let start = argument.value.range.lower
      return Diagnostic(
        .noMatchingOverload, "'\(signature.name)' needs the label '\(label):' here", at: argument.value.range,
        fixIts: [Diagnostic.FixIt("write '\(label):'", range: SourceRange(start, start), text: "\(label): ")])
    }
    return nil
  }
}
