/// The stable names of everything that Tangent can say about a lesson; editors, tests and people search for them.
public enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  // The file.
  case cannotRead = "cannot-read"
  case cannotWrite = "cannot-write"
  case invalidUTF8 = "invalid-utf8"
  case emptyFile = "empty-file"
  case invalidParameter = "invalid-parameter"

  // The Markdown.
  case frontMatter = "front-matter"
  case unknownKey = "unknown-key"
  case unclosedFence = "unclosed-fence"
  case unclosedFormula = "unclosed-formula"
  case unknownOption = "unknown-option"
  case invalidOption = "invalid-option"
  case duplicateLabel = "duplicate-label"
  case unknownReference = "unknown-reference"
  case unknownCallout = "unknown-callout"
  case image = "image"
  case missingAlternativeText = "missing-alternative-text"
  case strayOutput = "stray-output"
  case limit = "limit"

  // Formulas.
  case unknownCommand = "unknown-command"
  case formulaSyntax = "formula-syntax"

  // Cells, before they run.
  case syntax = "syntax"
  case unsupported = "unsupported"
  case undefinedName = "undefined-name"
  case undefinedMember = "undefined-member"
  case typeMismatch = "type-mismatch"
  case noMatchingOverload = "no-matching-overload"
  case needsAnnotation = "needs-annotation"
  case notMutable = "not-mutable"
  case redefinition = "redefinition"
  case missingReturn = "missing-return"
  case unusedResult = "unused-result"
  case prefixPower = "prefix-power"
  case integerQuotient = "integer-quotient"
  case dependsOnFailed = "depends-on-failed"

  // Cells, while they run.
  case divisionByZero = "division-by-zero"
  case overflow = "overflow"
  case indexOutOfRange = "index-out-of-range"
  case foundNil = "found-nil"
  case stackOverflow = "stack-overflow"
  case timeLimit = "time-limit"
  case memoryLimit = "memory-limit"
  case outputLimit = "output-limit"
  case crashed = "crashed"
  case domain = "domain"
  case shape = "shape"
  case noGradient = "no-gradient"
  case notASymbol = "not-a-symbol"
  case noValue = "no-value"
  case invalidArgument = "invalid-argument"
  case checkFailed = "check-failed"
  case expectedError = "expected-error"
  case missingLibrary = "missing-library"
}
