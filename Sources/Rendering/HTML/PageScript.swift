/// The one script of a report, written only into pages whose graphs can be stepped through.
///
/// It adds what makes no sense without it (buttons, keys) and keeps no state outside the figure; the table of steps
/// that it reads serves readers without script.
enum PageScript {
  static let text = """
    for (const figure of document.querySelectorAll("figure.stepping")) {
      const rows = [...figure.querySelectorAll(".steps tr")]
      const svg = figure.querySelector("svg")
      const nodes = svg.querySelectorAll(".node")
      const edges = svg.querySelectorAll(".edge")
      const computed = new Set(rows.map((row) => nodes[row.dataset.node]))
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
          const node = nodes[row.dataset.node]
          const back = row.classList.contains("backward")
          const used = row.dataset.edges.split(" ").filter(Boolean).map((edge) => edges[edge])
          if (!back) node.classList.add("fed")
          else if ("last" in row.dataset) node.classList.add("met")
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

    """

  /// The SHA-256 of ``text`` in base 64, by which the Content-Security-Policy knows it; a test keeps it up to date.
  static let hash = "BXyQntS4MeH8idp7h6k8u1NM+aI4QJr616AlhtVLU9c="
}
