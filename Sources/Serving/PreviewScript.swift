/// What a preview's page runs: it takes over what is new of a new version and leaves the rest as it is, scroll position,
/// unfolded parts and steps included.
enum PreviewScript {
  static let text = """
    const script = document.currentScript
    let version = new URL(script.src).searchParams.get("v")
    // What each part of the page was made from: the page's own script changes parts later.
    const source = new WeakMap()
    const main = document.querySelector("main")
    // The blocks of a lesson with a table of contents stand together beside it.
    const isText = (part) => part.id === "page:text"
    const note = (root) => {
      for (const part of root.children) {
        source.set(part, part.outerHTML)
        if (isText(part)) note(part)
      }
    }
    note(main)

    const style = document.createElement("style")
    style.textContent = `
      html{overflow-anchor:none}
      .stale{opacity:.55}
      .stale::before{content:"Last good result";display:block;font-size:.8rem;color:var(--muted)}
      #tangent-status{position:fixed;inset:auto 0 0 0;padding:.4rem 1rem;background:var(--tint,#eee);\
    color:var(--ink,#222);border-top:1px solid var(--rule,#ccc);font:.9rem/1.4 sans-serif;z-index:9}
      #tangent-status:empty{display:none}
      @media print{#tangent-status{display:none}}`
    document.head.append(style)
    const status = document.createElement("div")
    status.id = "tangent-status"
    status.setAttribute("role", "status")
    document.body.append(status)

    const parts = (root, query) => [...(root.matches(query) ? [root] : []), ...root.querySelectorAll(query)]
    // What a part that is replaced hands on: what was unfolded, and the last good result of a cell that fails now.
    const hand = (old, next) => {
      const folds = parts(old, "details")
      parts(next, "details").forEach((fold, index) => { if (folds[index]?.open) fold.open = true })
      const cells = parts(old, ".cell")
      parts(next, ".cell").forEach((cell, index) => {
        const last = cells[index]?.querySelector(".outputs")
        if (!last || cell.querySelector(".outputs") || !cell.matches(".failed,.skipped")) return
        const kept = last.cloneNode(true)
        kept.classList.add("stale")
        cell.append(kept)
      })
    }
    const kind = (part) => part.id || part.tagName + part.classList[0]
    const replace = (root, olds, news, before) => {
      const left = [...olds]
      for (const part of news) {
        const match = left.findIndex((old) => kind(old) === kind(part))
        const [old] = left.splice(match < 0 ? 0 : match, match < 0 && left.length !== news.length ? 0 : 1)
        if (old) hand(old, part)
        root.insertBefore(part, before)
      }
      for (const old of olds) old.remove()
    }
    const patch = (root, next) => {
      const olds = [...root.children]
      let at = 0
      let news = []
      const settle = (end) => {
        replace(root, olds.slice(at, end), news, olds[end] ?? null)
        news = []
      }
      for (const part of [...next.children]) {
        const html = part.outerHTML
        const isSame = (old) => source.get(old) === html || (isText(old) && isText(part))
        const found = olds.findIndex((old, index) => index >= at && isSame(old))
        if (found < 0) {
          source.set(part, html)
          if (isText(part)) note(part)
          news.push(part)
          continue
        }
        if (isText(part)) patch(olds[found], part)
        settle(found)
        at = found + 1
      }
      settle(olds.length)
    }
    const update = (page) => {
      const anchor = [...main.querySelectorAll(":scope > *, [id='page:text'] > *")]
        .filter((part) => !isText(part) && part.getBoundingClientRect().bottom > 0)
      const tops = anchor.map((part) => part.getBoundingClientRect().top)
      patch(main, page.querySelector("main"))
      surround(page)
      const kept = anchor.findIndex((part) => part.isConnected)
      if (kept >= 0) scrollBy({ top: anchor[kept].getBoundingClientRect().top - tops[kept], behavior: "instant" })
    }
    let look = document.head.querySelector("style").textContent
    let added = null
    // Everything around the lesson's text, and what the page's own scripts do for new parts.
    const surround = (page) => {
      document.title = page.title
      document.body.className = page.body.className
      const nextLook = page.head.querySelector("style").textContent
      if (look !== nextLook) {
        look = nextLook
        added?.remove()
        added = document.createElement("style")
        added.textContent = nextLook
        document.head.querySelector("style").after(added)
        // The reader may have chosen a theme.
        const night = [...added.sheet.cssRules].find((rule) => rule.media?.mediaText.includes("dark"))
        if (night) night.media.mediaText = dark.media.mediaText
      }
      equip()
      stepThrough()
    }

    const events = new EventSource(new URL(".events", location.href))
    let loading = false
    let wanted = version
    const load = async () => {
      if (loading) return
      loading = true
      while (version !== wanted) {
        const next = wanted
        try {
          // The page that says that the lesson runs has none of a lesson's scripts.
          if (version === "0") return location.reload()
          const answer = await fetch(location.pathname, { cache: "no-store" })
          update(new DOMParser().parseFromString(await answer.text(), "text/html"))
          version = next
        } catch { break }
      }
      loading = false
      document.documentElement.dataset.version = version
    }
    events.addEventListener("page", (event) => {
      wanted = event.data
      load()
    })
    events.addEventListener("status", (event) => { status.textContent = event.data })
    events.addEventListener("error", () => { status.textContent = "tangent watch has stopped" })

    """
}
