/// The scripts of a report, which keep no state but the chosen theme and add only what makes no sense without them.
///
/// They are indented by one blank a level, since every report carries them.
struct PageScript {
  let text: String
  /// The SHA-256 of ``text`` in base 64, by which the Content-Security-Policy knows it; a test keeps it up to date.
  let hash: String

  /// Buttons that change between light and dark and copy code; of every page.
  static let page = PageScript(
    text: """
      const dark = [...document.styleSheets[0].cssRules].find((rule) => rule.media?.mediaText.includes("dark"))
      const themes = { auto: dark.media.mediaText, light: "not all", dark: "screen" }
      const names = Object.keys(themes)
      const theme = document.createElement("button")
      const paint = (name) => {
       dark.media.mediaText = themes[name]
       theme.textContent = `Theme: ${name}`
       theme.dataset.name = name
      }
      theme.type = "button"
      theme.className = "theme"
      theme.addEventListener("click", () => {
       paint(names[(names.indexOf(theme.dataset.name) + 1) % names.length])
       try { localStorage.tangentTheme = theme.dataset.name } catch {}
      })
      let kept = "auto"
      try { kept = localStorage.tangentTheme } catch {}
      paint(kept in themes ? kept : "auto")
      document.querySelector("main").before(theme)
      const boxes = new ResizeObserver((seen) => {
       for (const { target } of seen) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
        else target.removeAttribute("tabindex")
       }
      })
      const equip = () => {
       for (const pre of document.querySelectorAll("pre.code:not(.copyable>pre)")) {
        const box = document.createElement("div")
        const button = document.createElement("button")
        box.className = "copyable"
        button.type = "button"
        button.textContent = "Copy"
        button.addEventListener("click", async () => {
         try { await navigator.clipboard.writeText(pre.textContent) } catch {
          getSelection().selectAllChildren(pre)
          document.execCommand("copy")
         }
         button.textContent = "Copied"
         setTimeout(() => { button.textContent = "Copy" }, 1500)
        })
        pre.replaceWith(box)
        box.append(pre, button)
       }
       for (const box of document.querySelectorAll("pre,.scroll,.math,.long,.drawing,.after")) boxes.observe(box)
      }
      equip()

      """,
    hash: "0noS5guA1JOzPINyqvU5FAeNDUZul8uLKMSlXlxTp6c=")

  /// Steps through computation graphs; only of pages that have one. The table of steps that it reads serves readers
  /// without script.
  static let stepping = PageScript(
    text: """
      const stepThrough = () => {
       for (const figure of document.querySelectorAll("figure.stepping:not(:has(.stepper))")) {
        const rows = [...figure.querySelectorAll(".steps tr")]
        const svg = figure.querySelector("svg")
        const nodes = svg.querySelectorAll(".node")
        const edges = svg.querySelectorAll(".edge")
        const steps = rows.map((row) => {
         const [node, ...used] = row.dataset.step.split(" ")
         return { node: nodes[node], used: used.map((edge) => edges[edge]) }
        })
        const computed = new Set(steps.map((step) => step.node))
        const given = [...nodes].filter((node) => !computed.has(node))
        const bar = document.createElement("div")
        bar.className = "stepper"
        bar.setAttribute("role", "group")
        bar.setAttribute("aria-label", "Step through the graph")
        const says = document.createElement("output")
        let at = rows.length
        const show = (next) => {
         at = Math.max(-1, Math.min(rows.length, next))
         const whole = at === rows.length
         svg.classList.toggle("paused", !whole)
         for (const part of [...nodes, ...edges, ...rows]) part.classList.remove("now", "back", "fed", "met")
         given.forEach((node) => node.classList.add("fed"))
         rows.slice(0, at + 1).forEach((row, index) => {
          const { node, used } = steps[index]
          const back = row.classList.contains("backward")
          if (!back) node.classList.add("fed")
          else if (!("part" in row.dataset)) node.classList.add("met")
          for (const edge of used) edge.classList.add("fed")
          if (index < at || whole) return
          for (const part of [node, row, ...used]) part.classList.add("now")
          if (back) for (const part of [node, ...used]) part.classList.add("back")
          const frame = svg.parentElement
          const box = node.getBoundingClientRect()
          const view = frame.getBoundingClientRect()
          if (box.left < view.left || box.right > view.right) {
           frame.scrollLeft += (box.left + box.right - view.left - view.right) / 2
          }
         })
         says.replaceChildren()
         says.className = rows[at]?.className.split(" ")[0] ?? ""
         if (at < 0) says.append("Nothing is computed yet.")
         else if (whole) says.append("Step through it with the buttons or the arrow keys.")
         else {
          const place = document.createElement("span")
          place.className = "place"
          place.textContent = `${at + 1} of ${rows.length}: `
          says.append(place, ...rows[at].lastChild.cloneNode(true).childNodes)
         }
         buttons[0].disabled = buttons[1].disabled = at < 0
         buttons[3].disabled = whole
        }
        const moves = { Home: () => -1, ArrowLeft: () => at - 1, ArrowRight: () => (at === rows.length ? 0 : at + 1), \
       End: () => rows.length }
        const buttons = [["⇤", "Home", "To the start"], ["←", "ArrowLeft", "One step back"], \
       ["→", "ArrowRight", "One step on"], ["⇥", "End", "To the end"]].map(([sign, key, name]) => {
         const button = document.createElement("button")
         button.type = "button"
         button.textContent = sign
         button.title = name
         button.setAttribute("aria-label", name)
         button.addEventListener("click", () => show(moves[key]()))
         return button
        })
        bar.append(says, ...buttons)
        svg.parentElement.after(bar)
        figure.addEventListener("keydown", (event) => {
         const scrolls = event.target.scrollWidth > event.target.clientWidth
         if (!(event.key in moves) || scrolls || event.altKey || event.ctrlKey || event.metaKey) return
         event.preventDefault()
         show(moves[event.key]())
        })
        rows.forEach((row, index) => row.addEventListener("click", () => show(index)))
        show(rows.length)
       }
      }
      stepThrough()

      """,
    hash: "Qpv5Nx/bwjvfsbXJhvURJTsLaN9gjqae5+LFqRWHwvY=")
}
