/// What a TeX command is: one kind per way of reading it.
enum TeXCommand: Sendable {
  case symbol(String, MathLayout.SpacingClass)
  case letter(String, MathLayout.Alphabet)
  /// A function or large operator; `limits` go above and below it.
  case largeOperator(String, limits: Bool)
  case operatorName
  /// `\mathbf{...}`: the letters of the argument in another alphabet.
  case alphabet(MathLayout.Alphabet)
  /// `\bf`: the same up to the end of the group.
  case alphabetSwitch(MathLayout.Alphabet)
  /// `\boldsymbol{...}`: each letter bold in its own alphabet.
  case bold
  /// `\text{...}`, in an alphabet or in the text face.
  case words(MathLayout.Alphabet?)
  /// Words that a command stands for (`\LaTeX`).
  case constantText(String)
  case accent(String, stretchy: Bool, under: Bool)
  case space(Int)
  /// `\hspace{1em}`, `\kern 1em`.
  case measuredSpace
  case fraction(open: String, close: String, line: Bool, MathLayout.Style?)
  /// `a \over b`.
  case infixFraction(open: String, close: String, line: Bool)
  case root
  case left, right, middle
  case sized(Int, MathLayout.SpacingClass)
  /// A change of style up to the end of the group.
  case style(MathLayout.Style)
  /// A style of the argument alone.
  case styled(MathLayout.Style)
  /// `\color{red}` up to the end of the group.
  case colorSwitch
  case textColor
  case overset, underset, stackrel
  /// An arrow as long as the labels above and below it.
  case arrow(String)
  case negation
  case dots
  case substack
  /// `\genfrac`: delimiters, thickness and style come first.
  case generalFraction
  /// `\hline`, before the row that it is drawn above.
  case rowRule
  case begin, end
  /// `\\`: a new row; the argument is a space that is ignored.
  case newRow
  case limits(Bool)
  case define(Definition)
  case tag
  /// Read with so many braced arguments and of no effect on what is seen.
  case ignored(arguments: Int)
  /// An abbreviation: TeX source with `#1` for its arguments.
  case macro(String, parameters: Int)

  enum Definition: Sendable {
    case newCommand, def, operatorName, alias
  }
}
