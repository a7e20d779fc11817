/// Every command that the reader knows, by name without the backslash.
enum TeXCommandTable {
  static let commands: [String: TeXCommand] = {
    var table: [String: TeXCommand] = [:]
    table.reserveCapacity(1200)
    for (words, spacing) in TeXSymbols.byClass {
      pairs(words) { table[$0] = .symbol($1, spacing) }
    }
    pairs(TeXSymbols.italicLetters) { table[$0] = .letter($1, .italic) }
    pairs(TeXSymbols.uprightLetters) { table[$0] = .letter($1, .upright) }
    pairs(TeXSymbols.sumLike) { table[$0] = .largeOperator($1, limits: true) }
    pairs(TeXSymbols.integrals) { table[$0] = .largeOperator($1, limits: false) }
    for name in FunctionNames.plain { table[name] = .largeOperator(name, limits: false) }
    for (name, shown) in FunctionNames.withLimits { table[name] = .largeOperator(shown, limits: true) }
    for (size, stem) in ["big", "Big", "bigg", "Bigg"].enumerated() {
      table[stem] = .sized(size + 1, .ordinary)
      table[stem + "l"] = .sized(size + 1, .opening)
      table[stem + "r"] = .sized(size + 1, .closing)
      table[stem + "m"] = .sized(size + 1, .relation)
    }
    pairs(abbreviations) { table[$0] = .macro($1.replacing("␣", with: " "), parameters: 0) }
    table.merge(structures) { $1 }
    return table
  }()

  /// The names in the order of the alphabet, for suggestions.
  static let names: [String] = commands.keys.sorted()

  /// The words of `text` two by two.
  static func pairs(_ text: String, _ body: (String, String) -> Void) {
    let words = text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      body(String(Substring(words[index])), String(Substring(words[index + 1])))
    }
  }

  /// Commands that stand for other TeX without arguments; `␣` is a space.
  private static let abbreviations = #"""
    iff \;\Longleftrightarrow\; implies \;\Longrightarrow\; impliedby \;\Longleftarrow\;
    R \mathbb{R} N \mathbb{N} Z \mathbb{Z} Reals \mathbb{R} reals \mathbb{R} natnums \mathbb{N} Complex \mathbb{C}
    idotsint \int\cdots\int varlimsup \mathop{\overline{\lim}} varliminf \mathop{\underline{\lim}}
    varinjlim \mathop{\underrightarrow{\lim}} varprojlim \mathop{\underleftarrow{\lim}} hfill \quad
    cnums \mathbb{C} injlim \operatorname*{inj\,lim} projlim \operatorname*{proj\,lim}
    """#

  private static let structures: [String: TeXCommand] = [
    "frac": .fraction(open: "", close: "", line: true, nil),
    "dfrac": .fraction(open: "", close: "", line: true, .display),
    "cfrac": .fraction(open: "", close: "", line: true, .display),
    "tfrac": .fraction(open: "", close: "", line: true, .text),
    "binom": .fraction(open: "(", close: ")", line: false, nil),
    "dbinom": .fraction(open: "(", close: ")", line: false, .display),
    "tbinom": .fraction(open: "(", close: ")", line: false, .text),
    "over": .infixFraction(open: "", close: "", line: true),
    "atop": .infixFraction(open: "", close: "", line: false),
    "choose": .infixFraction(open: "(", close: ")", line: false),
    "brack": .infixFraction(open: "[", close: "]", line: false),
    "brace": .infixFraction(open: "{", close: "}", line: false),
    "sqrt": .root, "left": .left, "right": .right, "middle": .middle,
    "operatorname": .operatorName, "intop": .macro(#"\int\limits"#, parameters: 0), "not": .negation,
    "substack": .substack,
    "begin": .begin, "end": .end,

    "mathbf": .alphabet(.bold), "mathrm": .alphabet(.upright), "mathup": .alphabet(.upright),
    "mathit": .alphabet(.italic), "mathnormal": .alphabet(.italic), "mathcal": .alphabet(.script),
    "mathscr": .alphabet(.script), "mathfrak": .alphabet(.fraktur), "frak": .alphabet(.fraktur),
    "mathbb": .alphabet(.doubleStruck), "Bbb": .alphabet(.doubleStruck), "mathsf": .alphabet(.sansSerif),
    "mathtt": .alphabet(.monospace), "bold": .alphabet(.bold), "mathds": .alphabet(.doubleStruck),
    "mathbbm": .alphabet(.doubleStruck), "mathbfit": .alphabet(.boldItalic), "symbf": .alphabet(.bold),
    "symup": .alphabet(.upright), "symit": .alphabet(.italic), "symbfit": .alphabet(.boldItalic),
    "symcal": .alphabet(.script), "symscr": .alphabet(.script), "symfrak": .alphabet(.fraktur),
    "symbb": .alphabet(.doubleStruck), "symsf": .alphabet(.sansSerif), "symtt": .alphabet(.monospace),
    "bf": .alphabetSwitch(.bold), "rm": .alphabetSwitch(.upright), "it": .alphabetSwitch(.italic),
    "cal": .alphabetSwitch(.script), "sf": .alphabetSwitch(.sansSerif), "tt": .alphabetSwitch(.monospace),
    "boldsymbol": .bold, "bm": .bold, "pmb": .bold,
    "text": .words(nil), "textrm": .words(nil), "textnormal": .words(nil), "textup": .words(nil), "mbox": .words(nil),
    "hbox": .words(nil), "textmd": .words(nil), "textsc": .words(nil), "textbf": .words(.bold),
    "textit": .words(.italic),
    "emph": .words(.italic), "textsf": .words(.sansSerif), "texttt": .words(.monospace),
    "TeX": .constantText("TeX"), "LaTeX": .constantText("LaTeX"), "KaTeX": .constantText("KaTeX"),

    "hat": .accent("\u{302}", stretchy: false, under: false),
    "widehat": .accent("\u{302}", stretchy: true, under: false),
    "tilde": .accent("\u{303}", stretchy: false, under: false),
    "widetilde": .accent("\u{303}", stretchy: true, under: false),
    "bar": .accent("\u{304}", stretchy: false, under: false),
    "overline": .accent("\u{304}", stretchy: true, under: false),
    "underline": .accent("\u{332}", stretchy: true, under: true),
    "underbar": .accent("\u{332}", stretchy: true, under: true),
    "vec": .accent("\u{20D7}", stretchy: false, under: false),
    "overrightarrow": .accent("\u{20D7}", stretchy: true, under: false),
    "overleftarrow": .accent("\u{20D6}", stretchy: true, under: false),
    "overleftrightarrow": .accent("\u{20E1}", stretchy: true, under: false),
    "underrightarrow": .accent("→", stretchy: true, under: true),
    "underleftarrow": .accent("←", stretchy: true, under: true),
    "underleftrightarrow": .accent("↔", stretchy: true, under: true),
    "dot": .accent("\u{307}", stretchy: false, under: false), "ddot": .accent("\u{308}", stretchy: false, under: false),
    "dddot": .accent("\u{20DB}", stretchy: false, under: false),
    "ddddot": .accent("\u{20DC}", stretchy: false, under: false),
    "check": .accent("\u{30C}", stretchy: false, under: false),
    "widecheck": .accent("\u{30C}", stretchy: true, under: false),
    "breve": .accent("\u{306}", stretchy: false, under: false),
    "acute": .accent("\u{301}", stretchy: false, under: false),
    "grave": .accent("\u{300}", stretchy: false, under: false),
    "mathring": .accent("\u{30A}", stretchy: false, under: false),
    "overbrace": .accent("⏞", stretchy: true, under: false), "underbrace": .accent("⏟", stretchy: true, under: true),
    "overbracket": .accent("⎴", stretchy: true, under: false),
    "underbracket": .accent("⎵", stretchy: true, under: true),
    "overparen": .accent("⏜", stretchy: true, under: false), "underparen": .accent("⏝", stretchy: true, under: true),
    "genfrac": .generalFraction, "hline": .rowRule, "hdashline": .rowRule, "toprule": .rowRule, "midrule": .rowRule,
    "bottomrule": .rowRule,
    "overset": .overset, "underset": .underset, "stackrel": .stackrel,
    "xrightarrow": .arrow("→"), "xleftarrow": .arrow("←"), "xleftrightarrow": .arrow("↔"), "xRightarrow": .arrow("⇒"),
    "xLeftarrow": .arrow("⇐"), "xLeftrightarrow": .arrow("⇔"), "xmapsto": .arrow("↦"),
    "xhookrightarrow": .arrow("↪"), "xhookleftarrow": .arrow("↩"), "xlongequal": .arrow("="),
    "xrightharpoonup": .arrow("⇀"), "xrightharpoondown": .arrow("⇁"), "xleftharpoonup": .arrow("↼"),
    "xleftharpoondown": .arrow("↽"), "xrightleftharpoons": .arrow("⇌"), "xleftrightharpoons": .arrow("⇋"),
    "xtwoheadrightarrow": .arrow("↠"), "xtwoheadleftarrow": .arrow("↞"), "xtofrom": .arrow("⇄"),

    ",": .space(3), "thinspace": .space(3), ":": .space(4), ">": .space(4), "medspace": .space(4), ";": .space(5),
    "thickspace": .space(5), "!": .space(-3), "negthinspace": .space(-3), "negmedspace": .space(-4),
    "negthickspace": .space(-5), " ": .space(6), "space": .space(6), "nobreakspace": .space(6), "enspace": .space(9),
    "quad": .space(18), "qquad": .space(36), "hspace": .measuredSpace, "kern": .measuredSpace,
    "mkern": .measuredSpace, "hskip": .measuredSpace, "mskip": .measuredSpace, "mspace": .measuredSpace,

    "displaystyle": .style(.display), "textstyle": .style(.text), "scriptstyle": .style(.script),
    "scriptscriptstyle": .style(.script), "color": .colorSwitch, "textcolor": .textColor, "boxed": .styled(.boxed),
    "fbox": .macro(#"\boxed{\text{#1}}"#, parameters: 1), "cancel": .styled(.cancelled), "sout": .styled(.cancelled),
    "bcancel": .styled(.cancelled), "xcancel": .styled(.cancelled), "phantom": .styled(.phantom),
    "hphantom": .macro(#"\smash{\phantom{#1}}"#, parameters: 1), "vphantom": .styled(.strut),
    "smash": .styled(.smashed), "mathstrut": .macro(#"\vphantom{(}"#, parameters: 0),
    "mathord": .styled(.atom(.ordinary)), "mathop": .styled(.atom(.largeOperator)),
    "mathbin": .styled(.atom(.binary)), "mathrel": .styled(.atom(.relation)), "mathopen": .styled(.atom(.opening)),
    "mathclose": .styled(.atom(.closing)), "mathpunct": .styled(.atom(.punctuation)),
    "mathinner": .styled(.atom(.ordinary)), "limits": .limits(true), "nolimits": .limits(false),
    "displaylimits": .ignored(arguments: 0),

    "dots": .dots, "bmod": .symbol("mod", .binary),
    "pmod": .macro(#"\mkern8mu(\mathrm{mod}\mkern6mu#1)"#, parameters: 1),
    "pod": .macro(#"\mkern8mu(#1)"#, parameters: 1),
    "mod": .macro(#"\mkern12mu\mathrm{mod}\mkern6mu#1"#, parameters: 1),
    "set": .macro(#"\{#1\}"#, parameters: 1), "Set": .macro(#"\left\{#1\right\}"#, parameters: 1),
    "bra": .macro(#"\langle#1|"#, parameters: 1), "ket": .macro(#"|#1\rangle"#, parameters: 1),
    "braket": .macro(#"\langle#1\rangle"#, parameters: 1),
    "abs": .macro(#"\left|#1\right|"#, parameters: 1), "norm": .macro(#"\left\|#1\right\|"#, parameters: 1),
    "qty": .macro(#"\left(#1\right)"#, parameters: 1), "dd": .macro(#"\mathrm{d}#1"#, parameters: 1),
    "dv": .macro(#"\frac{\mathrm{d}#1}{\mathrm{d}#2}"#, parameters: 2),
    "pdv": .macro(#"\frac{\partial #1}{\partial #2}"#, parameters: 2),
    "nicefrac": .macro("{#1}/{#2}", parameters: 2), "sfrac": .macro("{#1}/{#2}", parameters: 2),
    "prescript": .macro("{}^{#1}_{#2}{#3}", parameters: 3),
    "sideset": .macro(#"{}#1#3\nolimits#2"#, parameters: 3), "cancelto": .macro(#"\cancel{#2}^{#1}"#, parameters: 2),
    "intertext": .macro(#"\text{#1}\\"#, parameters: 1), "shortintertext": .macro(#"\text{#1}\\"#, parameters: 1),
    "href": .macro("{#2}", parameters: 2), "url": .macro(#"\texttt{#1}"#, parameters: 1),
    "hdotsfor": .macro(#"\dots"#, parameters: 1), "raisebox": .macro(#"\text{#2}"#, parameters: 2),
    "llap": .macro("{#1}", parameters: 1), "rlap": .macro("{#1}", parameters: 1),
    "clap": .macro("{#1}", parameters: 1), "mathllap": .macro("{#1}", parameters: 1),
    "mathrlap": .macro("{#1}", parameters: 1), "mathclap": .macro("{#1}", parameters: 1),
    "textcircled": .macro(#"\overset{\bigcirc}{#1}"#, parameters: 1),

    "\\": .newRow, "cr": .newRow, "newline": .newRow, "tag": .tag,
    "newcommand": .define(.newCommand), "renewcommand": .define(.newCommand), "providecommand": .define(.newCommand),
    "def": .define(.def), "gdef": .define(.def), "edef": .define(.def), "xdef": .define(.def),
    "DeclareMathOperator": .define(.operatorName), "let": .define(.alias),
    "label": .ignored(arguments: 1), "nonumber": .ignored(arguments: 0), "notag": .ignored(arguments: 0),
    "allowbreak": .ignored(arguments: 0),
    "nobreak": .ignored(arguments: 0), "relax": .ignored(arguments: 0), "global": .ignored(arguments: 0),
    "long": .ignored(arguments: 0), "strut": .ignored(arguments: 0), "tiny": .ignored(arguments: 0),
    "scriptsize": .ignored(arguments: 0), "footnotesize": .ignored(arguments: 0), "small": .ignored(arguments: 0),
    "normalsize": .ignored(arguments: 0), "large": .ignored(arguments: 0), "Large": .ignored(arguments: 0),
    "LARGE": .ignored(arguments: 0), "huge": .ignored(arguments: 0), "Huge": .ignored(arguments: 0),
  ]
}
