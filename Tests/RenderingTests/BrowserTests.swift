import LessonText
import Rendering
import Running
import Tangent
import Testing

/// Pages in a real browser, under their own Content-Security-Policy.
@Suite(.enabled(if: Browser.path != nil, "no Chromium is installed here"))
struct BrowserTests {
  /// Everything that can be wide, with a contents list.
  private var page: String {
    let wide = String(repeating: "wide ", count: 60)
    let number = String(repeating: "123 + ", count: 60)
    let text = """
      # T

      ## One

      Prose $\(number)1$ and `\(wide)`.

      ## Two

      $$\(number)1$$ {#eq-a}

      | \(wide) | b |
      |---|---|
      | c | d |

      ## Three

      ```swift
      f("\(wide)")
      ```

      > [!HINT]
      > x
      """
    let tensor = TensorOutput(text: "t", shape: [1, 60], cells: [Array(repeating: "1.25", count: 60)])
    return HTMLRenderer().render(transcript(text, [cell(.text(wide), .tensor(tensor))]))
  }

  @Test func nothingIsWiderThanThePage() throws {
    let log = try Browser.body(
      of: page,
      after: """
        const page = document.documentElement
        const measure = (tries) => {
          const boxes = [...document.querySelectorAll("pre,.scroll,.math,.long")]
          const unreachable = boxes.filter((box) => box.scrollWidth > box.clientWidth && box.tabIndex !== 0)
          if (unreachable.length > 0 && tries > 0) return setTimeout(measure, 20, tries - 1)
          const small = [...document.querySelectorAll("button")].filter((button) => {
            const box = button.getBoundingClientRect()
            return box.width < 24 || box.height < 24
          })
          document.body.replaceChildren([page.scrollWidth - page.clientWidth, boxes.length > 3, unreachable.length,
            small.length].join(" "))
        }
        measure(50)
        """)
    #expect(log == "0 true 0 0")
  }

  @Test func buttonsChangeTheThemeAndCopy() throws {
    let log = try Browser.body(
      of: page,
      after: """
        const ground = () => getComputedStyle(document.body).backgroundColor
        const theme = document.querySelector(".theme")
        const log = [theme.textContent, document.querySelectorAll(".copyable>button").length]
        const grounds = new Set()
        for (let i = 0; i < 3; i++) { theme.click(); log.push(theme.textContent); grounds.add(ground()) }
        const skip = document.querySelector(".skip")
        log.push(grounds.size, document.getElementById(skip.hash.slice(1)) !== null)
        document.body.replaceChildren(log.join("|"))
        """)
    #expect(log == "Theme: auto|1|Theme: light|Theme: dark|Theme: auto|2|true")
  }
}
