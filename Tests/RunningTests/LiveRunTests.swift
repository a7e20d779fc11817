import Diagnostics
import LessonText
import Testing

@testable import Running

/// One version of a lesson after the other: what runs again, and that nobody sees the difference.
@Suite struct LiveRunTests {
  private func lesson(_ markdown: String) -> Lesson {
    LessonReader.read(path: "lesson.md", bytes: Array(markdown.utf8))
  }

  /// Runs the first version up to so many pieces and then the second; gives the transcript and how many pieces ran then.
  private func resume(_ first: String, after count: Int, _ second: String) throws -> (Transcript, Int)? {
    let live = LiveRun(path: "lesson.md")
    #expect(live.begin(lesson(first)))
    var done = 0
    let left = live.run(willRun: { _, _, _ in }, willProve: { _ in }) { _ in
      done += 1
      return done < count
    }
    #expect(left == nil)
    guard live.begin(lesson(second)) else { return nil }
    done = 0
    let transcript = live.run(willRun: { _, _, _ in }, willProve: { _ in }) { _ in
      done += 1
      return true
    }
    return (try #require(transcript), done)
  }

  private let first = cells("let a = 1", "var n = 0\nfor i in 0..<9 { n += i }\nn", "a + 1")

  @Test func onlyWhatComesAfterTheChangeRuns() throws {
    let second = "New prose.\n\n" + first.replacing("a + 1", by: "n + a")
    let (transcript, count) = try #require(try resume(first, after: 2, second))
    #expect(count == 1)
    #expect(transcript.texts == [[], ["36"], ["37"]])
    #expect(transcript.statuses == [.ok, .ok, .ok])
  }

  @Test(arguments: [
    cells("let a = 2", "var n = 0\nfor i in 0..<9 { n += i }\nn", "a + 1"), cells("let a = 1"), "",
    "The value `{swift} 1` comes first.\n\n" + cells("let a = 1", "var n = 0\nfor i in 0..<9 { n += i }\nn"),
    "---\nparams:\n  p: 1\n---\n\n" + cells("let a = 1", "var n = 0\nfor i in 0..<9 { n += i }\nn"),
    "---\nmemory-limit: 64\n---\n\n" + cells("let a = 1", "var n = 0\nfor i in 0..<9 { n += i }\nn"),
  ]) func anotherBeginningIsRefused(_ second: String) throws {
    #expect(try resume(first, after: 2, second) == nil)
  }

  /// Findings move with their cells, also those in functions of cells that stand elsewhere.
  @Test func findingsMoveWithTheirCells() throws {
    let code = ["func f(_ x: Int) -> Int {\n  return 1 / x\n}", "f(0)", "f(0) + missing", "let u = 1"]
    let first = cells(code[0], code[1], code[2], code[3])
    let second = "A new\nparagraph.\n\n" + cells(code[0]) + "\nAnother.\n\n" + cells(code[1], code[2], "f(0)")
    let (transcript, count) = try #require(try resume(first, after: 3, second))
    let whole = try run(second)
    #expect(count == 1 && transcript.places == whole.places && !whole.places.isEmpty)
    #expect(transcript.statuses == whole.statuses)
    #expect(transcript.findings == whole.findings)
  }

  @Test func everyPrefixOfALessonGivesTheSame() throws {
    let text = """
      ---
      params:
        k: 3
      ---

      ```swift
      let x = symbol("x")
      var list = [k]
      ```

      It is `{swift} k`.

      ```swift
      list.append(4)
      print(list)
      1 / 0
      ```

      ```swift
      diff(x ** 2, x)
      ```

      $$ (x + 1)^2 = x^2 + 2 x + 1 $$ {.check}

      $$ x + x = 3 x $$ {.check}

      """
    let whole = try run(text)
    for count in 1...5 {
      let moved = text.replacing("It is", by: "Now\nit is")
      let (transcript, rest) = try #require(try resume(text, after: count, moved))
      #expect(rest == 5 - count)
      #expect(transcript.texts == whole.texts && transcript.statuses == whole.statuses)
      #expect(transcript.inlineValues.map { $0.output?.text } == ["3"])
      #expect(transcript.findings == (try run(moved)).findings)
      #expect(transcript.formulas == [.proved, .failed])
    }
  }
}

extension String {
  fileprivate func replacing(_ part: String, by other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
