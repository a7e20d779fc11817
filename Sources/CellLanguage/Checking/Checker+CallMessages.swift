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
    let given = zip(labels, arguments).map { label, argument in
      (label.label.map { $0 + ": " } ?? "") + (defaultType(of: argument)?.description ?? "{ … }")
    }
    var finding = Diagnostic(
      .noMatchingOverload, "'\(callee.name)' does not take (\(given.joined(separator: ", ")))", at: nameRange)
    finding.notes = callee.candidates.prefix(6).map { "there is \($0.signature)" }
    diagnostics.append(finding)
    return .invalid(at: range)
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
