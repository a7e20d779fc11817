/// What `tangent new` writes: a lesson that is sound, and says by itself how lessons are written.
public enum LessonSkeleton {
  public static func text(title: String) -> String {
    """
    ---
    title: \(scalar(title))
    description: One sentence about this lesson.
    ---

    **Goal.** After this lesson you can tell a function from its slope. Write here what your reader will be able to do.

    # A claim and its proof

    Between dollar signs is mathematics: the derivative of $x^3$ is $3x^2$. A `swift` fence is a cell, and the value of
    its last line is shown. An `output` fence below says what it must show; `tangent test` compares them.

    ```swift
    let x = symbol("x")
    let cube = x ** 3
    diff(cube, x)
    ```

    ```output
    3 * x ** 2
    ```

    # A picture

    A cell with a label can be referred to: @fig-slope shows both. Lines that begin with `//|` are its options.

    ```swift
    //| label: fig-slope
    //| fig-cap: A cubic and its slope, which is never negative.
    plot(cube, diff(cube, x), over: -2...2)
    ```

    Values stand in sentences, too: at $x = 2$ the slope is `{swift} diff(cube, x).evaluated(at: [x: 2])`.

    # Exercises

    > [!EXERCISE] Where is the slope 12?
    > Find both places.

    > [!HINT]
    > Solve $3x^2 = 12$.

    > [!SOLUTION]
    > ```swift
    > solve(diff(cube, x) .== 12, x)
    > ```

    """
  }

  /// A text as a value of YAML: as it is where that is safe, else in quotes.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last != " "
      && text.allSatisfy { $0.isLetter || $0.isNumber || " -,.()'’".contains($0) }
      && !["true", "false", "null", "yes", "no"].contains(text.lowercased())
    if isPlain { return text }
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case "\n": literal += "\\n"
      case "\t": literal += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): literal += " "
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
