import Diagnostics
import LessonText
import Testing

/// Ordinary GitHub-flavoured Markdown and what Tangent adds, each with the tree that must come of it.
@Suite struct DumpTests {
  @Test(arguments: cases)
  func readsAs(_ test: (text: String, tree: String)) {
    #expect(lesson(test.text, images: ["p.png": Array("GIF89a".utf8)]).dump() == test.tree + "\n")
  }

  static let cases: [(text: String, tree: String)] = [
    (
      #"""
      Plain *em* __strong__ ~~gone~~ `code`.
      """#,
      #"""
      paragraph @1:1-1:39
        text "Plain " @1:1-1:7
        emphasis @1:7-1:11
          text "em" @1:8-1:10
        text " " @1:11-1:12
        strong @1:12-1:22
          text "strong" @1:14-1:20
        text " " @1:22-1:23
        strikethrough @1:23-1:31
          text "gone" @1:25-1:29
        text " " @1:31-1:32
        code "code" @1:32-1:38
        text "." @1:38-1:39
      """#
    ),
    (
      #"""
      ***both***
      """#,
      #"""
      paragraph @1:1-1:11
        emphasis @1:1-1:11
          strong @1:2-1:10
            text "both" @1:4-1:8
      """#
    ),
    (
      #"""
      a  
      b\
      c
      d
      """#,
      #"""
      paragraph @1:1-4:2
        text "a" @1:1-1:2
        line-break @1:2-2:1
        text "b" @2:1-2:2
        line-break @2:2-3:1
        text "c" @3:1-3:2
        soft-break @3:2-4:1
        text "d" @4:1-4:2
      """#
    ),
    (
      #"""
      # One

      ## Two words! ##

      Three
      =====
      """#,
      #"""
      heading 1 #one @1:1-1:6
        text "One" @1:3-1:6
      heading 2 #two-words @3:1-3:14
        text "Two words!" @3:4-3:14
      heading 1 #three @5:1-6:6
        text "Three" @5:1-5:6
      """#
    ),
    (
      #"""
      # A

      # A

      # Ünïcode & 数学 {#sec-u}
      """#,
      #"""
      heading 1 #a @1:1-1:4
        text "A" @1:3-1:4
      heading 1 #a-1 @3:1-3:4
        text "A" @3:3-3:4
      heading 1 #sec-u @5:1-5:24
        text "Ünïcode & 数学" @5:3-5:15
      """#
    ),
    (
      #"""
      - a
      - b
        - c
      """#,
      #"""
      list @1:1-3:6
        item
          paragraph @1:3-1:4
            text "a" @1:3-1:4
        item
          paragraph @2:3-2:4
            text "b" @2:3-2:4
          list @3:3-3:6
            item
              paragraph @3:5-3:6
                text "c" @3:5-3:6
      """#
    ),
    (
      #"""
      3. x
      4. y

         more
      """#,
      #"""
      list from 3 loose @1:1-4:8
        item
          paragraph @1:4-1:5
            text "x" @1:4-1:5
        item
          paragraph @2:4-2:5
            text "y" @2:4-2:5
          paragraph @4:4-4:8
            text "more" @4:4-4:8
      """#
    ),
    (
      #"""
      - [ ] todo
      - [x] done *it*
      """#,
      #"""
      list @1:1-2:16
        item [ ]
          paragraph @1:7-1:11
            text "todo" @1:7-1:11
        item [x]
          paragraph @2:7-2:16
            text "done " @2:7-2:12
            emphasis @2:12-2:16
              text "it" @2:13-2:15
      """#
    ),
    (
      #"""
      > q
      > r
      lazy

      > > deep
      """#,
      #"""
      quote @1:1-3:5
        paragraph @1:3-3:5
          text "q" @1:3-1:4
          soft-break @1:4-2:1
          text "r" @2:3-2:4
          soft-break @2:4-3:1
          text "lazy" @3:1-3:5
      quote @5:1-5:9
        quote @5:3-5:9
          paragraph @5:5-5:9
            text "deep" @5:5-5:9
      """#
    ),
    (
      #"""
          indented
            code
      """#,
      #"""
      code - "indented\n  code\n" @1:5-2:11
      """#
    ),
    (
      #"""
      ```python
      x = 1
      ```
      """#,
      #"""
      code python "x = 1\n" @1:1-3:4
      """#
    ),
    (
      #"""
      ~~~
      plain
      ~~~
      """#,
      #"""
      code - "plain\n" @1:1-3:4
      """#
    ),
    (
      #"""
      ---

      ***
      """#,
      #"""
      break @1:1-1:4
      break @3:1-3:4
      """#
    ),
    (
      #"""
      | a | b |
      |:--|--:|
      | `x \| y` | $z$ |
      | *q* |
      """#,
      #"""
      table left right @1:1-4:8
        row
          cell
            text "a" @1:3-1:4
          cell
            text "b" @1:7-1:8
        row
          cell
            code "x | y" @3:3-3:11
          cell
            formula "z" @3:14-3:17
        row
          cell
            emphasis @4:3-4:6
              text "q" @4:4-4:5
          cell
      """#
    ),
    (
      #"""
      text
      | h |
      |---|
      | *c* |
      """#,
      #"""
      paragraph @1:1-1:5
        text "text" @1:1-1:5
      table none @2:1-4:8
        row
          cell
            text "h" @2:3-2:4
        row
          cell
            emphasis @4:3-4:6
              text "c" @4:4-4:5
      """#
    ),
    (
      #"""
      > - t
      >   u *v*
      >   | x\|y | *h* |
      >   |---|---|
      >   | `c` | d |
      """#,
      #"""
      quote @1:1-5:16
        list @1:3-5:16
          item
            paragraph @1:5-2:10
              text "t" @1:5-1:6
              soft-break @1:6-2:1
              text "u " @2:5-2:7
              emphasis @2:7-2:10
                text "v" @2:8-2:9
            table none none @3:5-5:16
              row
                cell
                  text "x|y" @3:7-3:11
                cell
                  emphasis @3:14-3:17
                    text "h" @3:15-3:16
              row
                cell
                  code "c" @5:7-5:10
                cell
                  text "d" @5:13-5:14
      """#
    ),
    (
      #"""
      [a *b*](c "t") <https://d.e/f> https://g.h/i?j=k. l@m.no
      """#,
      #"""
      paragraph @1:1-1:57
        link c "t" @1:1-1:15
          text "a " @1:2-1:4
          emphasis @1:4-1:7
            text "b" @1:5-1:6
        text " " @1:15-1:16
        link https://d.e/f @1:16-1:31
          text "https://d.e/f" @1:17-1:30
        text " " @1:31-1:32
        link https://g.h/i?j=k @1:32-1:49
          text "https://g.h/i?j=k" @1:32-1:49
        text ". " @1:49-1:51
        link mailto:l@m.no @1:51-1:57
          text "l@m.no" @1:51-1:57
      """#
    ),
    (
      #"""
      [r][] [s][r] [r] (no)

      [r]: /u 'v'
      """#,
      #"""
      paragraph @1:1-1:22
        link /u "v" @1:1-1:6
          text "r" @1:2-1:3
        text " " @1:6-1:7
        link /u "v" @1:7-1:13
          text "s" @1:8-1:9
        text " " @1:13-1:14
        link /u "v" @1:14-1:17
          text "r" @1:15-1:16
        text " (no)" @1:17-1:22
      """#
    ),
    (
      #"""
      ![alt *x*](p.png "t")
      """#,
      #"""
      paragraph @1:1-1:22
        image p.png "alt x" image/gif @1:1-1:22
      """#
    ),
    (
      #"""
      a[^n] b[^m] c[^n]

      [^m]: *M*
      [^n]: N
      """#,
      #"""
      paragraph @1:1-1:18
        text "a" @1:1-1:2
        footnote 0 @1:2-1:6
        text " b" @1:6-1:8
        footnote 1 @1:8-1:12
        text " c" @1:12-1:14
        footnote 0 @1:14-1:18
      footnote n
        paragraph @4:7-4:8
          text "N" @4:7-4:8
      footnote m
        paragraph @3:7-3:10
          emphasis @3:7-3:10
            text "M" @3:8-3:9
      """#
    ),
    (
      #"""
      <div>
      raw
      </div>

      a <b>c</b>
      """#,
      #"""
      html "<div>\nraw\n</div>\n" @1:1-3:7
      paragraph @5:1-5:11
        text "a " @5:1-5:3
        html "<b>" @5:3-5:6
        text "c" @5:6-5:7
        html "</b>" @5:7-5:11
      """#
    ),
    (
      #"""
      &amp; &copy; &#65; &nope; \* \\ \x
      """#,
      #"""
      paragraph @1:1-1:35
        text "& © A &nope; * \\ \\x" @1:1-1:35
      """#
    ),
    (
      #"""
      $a_b*c*d_e$ and \(x_1\) cost $5 and $6, \$7 `$8$`
      """#,
      #"""
      paragraph @1:1-1:50
        formula "a_b*c*d_e" @1:1-1:12
        text " and " @1:12-1:17
        formula "x_1" @1:17-1:24
        text " cost $5 and $6, $7 " @1:24-1:45
        code "$8$" @1:45-1:50
      """#
    ),
    (
      #"""
      $$x^2$$
      """#,
      #"""
      formula "x^2" @1:1-1:8
      """#
    ),
    (
      #"""
      $$
      a

      - b
      = c
      $$ {#eq-one}

      @eq-one
      """#,
      #"""
      formula "a\n\n- b\n= c" #eq-one @1:1-6:13
      paragraph @8:1-8:8
        reference eq-one @8:1-8:8
      """#
    ),
    (
      #"""
      \[
      x
      \]
      """#,
      #"""
      formula "x" @1:1-3:3
      """#
    ),
    (
      #"""
      \begin{align*}
      a &= b \\
      c &= d
      \end{align*}
      """#,
      #"""
      formula "\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}" @1:1-4:13
      """#
    ),
    (
      #"""
      We have $$x$$ inside.
      """#,
      #"""
      paragraph @1:1-1:22
        text "We have " @1:1-1:9
        formula display "x" @1:9-1:14
        text " inside." @1:14-1:22
      """#
    ),
    (
      #"""
      1. One
         $$
         y

           z
         $$
      2. Two
      """#,
      #"""
      list from 1 @1:1-7:7
        item
          paragraph @1:4-1:7
            text "One" @1:4-1:7
          formula "y\n\nz" @2:4-6:6
        item
          paragraph @7:4-7:7
            text "Two" @7:4-7:7
      """#
    ),
    (
      #"""
      ```math
      x^2
      ```
      """#,
      #"""
      formula "x^2" @1:1-3:4
      """#
    ),
    (
      #"""
      $5 and $6, then $x$. And $\text{if $y$ holds}$.
      """#,
      #"""
      paragraph @1:1-1:48
        text "$5 and $6, then " @1:1-1:17
        formula "x" @1:17-1:20
        text ". And " @1:20-1:26
        formula "\\text{if $y$ holds}" @1:26-1:47
        text "." @1:47-1:48
      """#
    ),
    (
      #"""
      $$ E = mc^2 $$ {#eq-e .check}
      """#,
      #"""
      formula "E = mc^2" #eq-e .check @1:1-1:30
      """#
    ),
    (
      #"""
      ```swift
      //| label: fig-a
      //| echo: false
      //| steps: 2
      let x = 1
      ```

      ```output
      1
      ...
      ```

      @fig-a
      """#,
      #"""
      cell 0 "//| label: fig-a\n//| echo: false\n//| steps: 2\nlet x = 1\n" @1:1-6:4
        label: fig-a, echo: false, steps: levels(2)
        output "1\n...\n"
      paragraph @13:1-13:7
        reference fig-a @13:1-13:7
      """#
    ),
    (
      #"""
      ```{swift}
      1
      ```

      ```swift static
      2
      ```

      ```swift
      //| eval: false
      3
      ```
      """#,
      #"""
      cell 0 "1\n" @1:1-3:4
      code swift "2\n" @5:1-7:4
      cell 1 "//| eval: false\n3\n" @9:1-12:4
        eval: false
      """#
    ),
    (
      #"""
      - item

        ```swift
        if a {
          b
        }
        ```
      """#,
      #"""
      list loose @1:1-7:6
        item
          paragraph @1:3-1:7
            text "item" @1:3-1:7
          cell 0 "if a {\n  b\n}\n" @3:3-7:6
      """#
    ),
    (
      #"""
      > ```swift
      > x
      > ```
      """#,
      #"""
      quote @1:1-3:6
        cell 0 "x\n" @1:3-3:6
      """#
    ),
    (
      #"""
      It is `{swift} 1 + 2` and `` {swift} a` ``.
      """#,
      #"""
      paragraph @1:1-1:44
        text "It is " @1:1-1:7
        value "1 + 2" @1:7-1:22
        text " and " @1:22-1:27
        value "a`" @1:27-1:43
        text "." @1:43-1:44
      """#
    ),
    (
      #"""
      > [!NOTE]
      > Text
      """#,
      #"""
      callout note @1:1-2:7
        paragraph @2:3-2:7
          text "Text" @2:3-2:7
      """#
    ),
    (
      #"""
      > [!Exercise] Try *this* {#exr-t}
      > Do
      >
      > 1. it

      See @exr-t.
      """#,
      #"""
      callout exercise #exr-t @1:1-4:8
        title
          text "Try " @1:15-1:19
          emphasis @1:19-1:25
            text "this" @1:20-1:24
        paragraph @2:3-2:5
          text "Do" @2:3-2:5
        list from 1 @4:3-4:8
          item
            paragraph @4:6-4:8
              text "it" @4:6-4:8
      paragraph @6:1-6:12
        text "See " @6:1-6:5
        reference exr-t @6:5-6:11
        text "." @6:11-6:12
      """#
    ),
    (
      #"""
      > [!HINT]
      >
      > Later
      """#,
      #"""
      callout hint @1:1-3:8
        paragraph @3:3-3:8
          text "Later" @3:3-3:8
      """#
    ),
    (
      #"""
      > [!SOLUTION] Done
      """#,
      #"""
      callout solution @1:1-1:19
        title
          text "Done" @1:15-1:19
      """#
    ),
    (
      #"""
      > not [!NOTE] here
      """#,
      #"""
      quote @1:1-1:19
        paragraph @1:3-1:19
          text "not [!NOTE] here" @1:3-1:19
      """#
    ),
    (
      #"""
      ---
      title: 'Chain: rule'
      author:
        - Ada
        - Émile
      date: 2024-01-02
      lang: en
      seed: 7
      params:
        n: 3
        rate: 0.5
        name: x
        on: true
        grid: [1, 2]
      requires: basics
      ---

      Text
      """#,
      #"""
      title: Chain: rule
      date: 2024-01-02
      lang: en
      author: Ada; Émile
      seed: 7
      param n = 3
      param rate = 0.5
      param name = "x"
      param on = true
      param grid = [1, 2]
      requires: basics
      paragraph @18:1-18:5
        text "Text" @18:1-18:5
      """#
    ),
    (
      #"""
      > - a $x
      >   y$ b
      >
      >   c *d*
      >   `e
      >   f` @g
      """#,
      #"""
      quote @1:1-6:10
        list loose @1:3-6:10
          item
            paragraph @1:5-2:9
              text "a " @1:5-1:7
              formula "x\ny" @1:7-2:7
              text " b" @2:7-2:9
            paragraph @4:5-6:10
              text "c " @4:5-4:7
              emphasis @4:7-4:10
                text "d" @4:8-4:9
              soft-break @4:10-5:1
              code "e f" @5:5-6:7
              text " @g" @6:7-6:10
      """#
    ),
  ]
}
