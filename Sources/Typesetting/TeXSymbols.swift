/// The signs and letters of TeX, LaTeX and AMS-LaTeX: command and Unicode, two words each.
enum TeXSymbols {
  static let byClass: [(String, MathLayout.SpacingClass)] = [
    (relations, .relation), (arrows, .relation), (negatedRelations, .relation), (binaries, .binary),
    (openings, .opening), (closings, .closing), (ordinaries, .ordinary), (punctuation, .punctuation),
  ]

  static let italicLetters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω digamma ϝ thetasym ϑ varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ
    varUpsilon Υ varPhi Φ varPsi Ψ varOmega Ω
    """

  static let uprightLetters = """
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω Alpha Α Beta Β Epsilon Ε Zeta Ζ
    Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
    ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ Re ℜ Im ℑ wp ℘ weierp ℘ real ℜ image ℑ aleph ℵ alef ℵ alefsym ℵ beth ℶ
    gimel ℷ daleth ℸ Bbbk 𝕜 eth ð aa å AA Å ae æ AE Æ oe œ OE Œ o ø O Ø ss ß i ı j ȷ Finv Ⅎ Game ⅁ mho ℧
    """

  static let sumLike = """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
    """

  static let integrals = "int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ smallint ∫"

  private static let relations = """
    le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ ne ≠ neq ≠ equiv ≡ sim ∼
    simeq ≃ approx ≈ approxeq ≊ cong ≅ asymp ≍ doteq ≐ Doteq ≑ doteqdot ≑ triangleq ≜ bumpeq ≏ Bumpeq ≎ circeq ≗ eqcirc ≖
    propto ∝ varpropto ∝ in ∈ isin ∈ ni ∋ owns ∋ subset ⊂ sub ⊂ supset ⊃ subseteq ⊆ sube ⊆ supseteq ⊇ supe ⊇
    subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ prec ≺ succ ≻ preceq ⪯
    succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ perp ⟂ parallel ∥
    shortparallel ∥ mid ∣ shortmid ∣ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ Vvdash ⊪ smile ⌣ frown ⌢ smallsmile ⌣
    smallfrown ⌢ bowtie ⋈ Join ⋈ between ≬ pitchfork ⋔ therefore ∴ because ∵ backsim ∽ backsimeq ⋍ thicksim ∼
    thickapprox ≈ eqsim ≂ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛
    lesseqqgtr ⪋ gtreqqless ⪌ eqslantless ⪕ eqslantgtr ⪖ risingdotseq ≓ fallingdotseq ≒ trianglelefteq ⊴
    trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ blacktriangleleft ◀ blacktriangleright ▶ multimap ⊸
    coloneqq ≔ coloneq ≔ eqqcolon ≕ Coloneqq ⩴ coloncolon ∷ dblcolon ∷ vcentcolon ∶ ratio ∶
    """

  private static let negatedRelations = """
    notin ∉ notni ∌ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊ supsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌
    nsim ≁ ncong ≇ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ nmid ∤ nshortmid ∤ nparallel ∦ nshortparallel ∦ nvdash ⊬ nvDash ⊭
    nVdash ⊮ nVDash ⊯ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ lneq ⪇ gneq ⪈ lneqq ≨
    gneqq ≩ lnsim ⋦ gnsim ⋧ precnsim ⋨ succnsim ⋩ lnapprox ⪉ gnapprox ⪊ precneqq ⪵ succneqq ⪶ precnapprox ⪹ succnapprox ⪺
    """

  private static let arrows = """
    to → rightarrow → rarr → leftarrow ← larr ← gets ← leftrightarrow ↔ harr ↔ lrarr ↔ Rightarrow ⇒ rArr ⇒ Rarr ⇒
    Leftarrow ⇐ lArr ⇐ Larr ⇐ Leftrightarrow ⇔ lrArr ⇔ Lrarr ⇔ hArr ⇔ longrightarrow ⟶ longleftarrow ⟵
    longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪
    hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌
    leftrightharpoons ⇋ rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈
    downdownarrows ⇊ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ twoheadrightarrow ↠ twoheadleftarrow ↞
    rightarrowtail ↣ leftarrowtail ↢ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ uparrow ↑ uarr ↑ downarrow ↓ darr ↓
    updownarrow ↕ Uparrow ⇑ uArr ⇑ Downarrow ⇓ dArr ⇓ Darr ⇓ Updownarrow ⇕ nleftarrow ↚ nrightarrow ↛ nleftrightarrow ↮
    nLeftarrow ⇍ nRightarrow ⇏ nLeftrightarrow ⇎ Rrightarrow ⇛ Lleftarrow ⇚ curvearrowleft ↶ curvearrowright ↷
    circlearrowleft ↺ circlearrowright ↻ looparrowleft ↫ looparrowright ↬ Lsh ↰ Rsh ↱ dashrightarrow ⇢ dashleftarrow ⇠
    restriction ↾ upharpoonright ↾ upharpoonleft ↿ downharpoonright ⇂ downharpoonleft ⇃
    """

  private static let binaries = """
    pm ± plusmn ± mp ∓ times × div ÷ cdot ⋅ sdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ bull ∙ cap ∩ cup ∪ Cap ⋒
    Cup ⋓ doublecap ⋒ doublecup ⋓ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ barwedge ⊼ veebar ⊻ curlyvee ⋎
    curlywedge ⋏ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ circledast ⊛
    circledcirc ⊚ circleddash ⊝ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ triangleleft ◃ triangleright ▹ lhd ⊲ rhd ⊳
    unlhd ⊴ unrhd ⊵ bigtriangleup △ bigtriangledown ▽ bigcirc ◯ dagger † dag † ddagger ‡ ddag ‡ amalg ⨿ ltimes ⋉ rtimes ⋊
    leftthreetimes ⋋ rightthreetimes ⋌ dotplus ∔ divideontimes ⋇ intercal ⊺ lessdot ⋖ gtrdot ⋗
    """

  private static let openings = """
    lbrace { { { lbrack [ lparen ( langle ⟨ lang ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ llbracket ⟦
    ulcorner ⌜ llcorner ⌞
    """

  private static let closings = """
    rbrace } } } rbrack ] rparen ) rangle ⟩ rang ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ rrbracket ⟧
    urcorner ⌝ lrcorner ⌟
    """

  private static let punctuation = "colon : ldotp . cdotp ⋅"

  private static let ordinaries = #"""
    infty ∞ infin ∞ partial ∂ nabla ∇ forall ∀ exists ∃ exist ∃ nexists ∄ emptyset ∅ empty ∅ varnothing ∅ neg ¬ lnot ¬
    top ⊤ bot ⊥ angle ∠ measuredangle ∡ sphericalangle ∢ triangle △ vartriangle △ triangledown ▽ square □ Box □
    blacksquare ■ lozenge ◊ Diamond ◊ blacklozenge ⧫ bigstar ★ blacktriangle ▲ blacktriangledown ▼ surd √ prime ′
    backprime ‵ vert | Vert ‖ | ‖ backslash \ complement ∁ degree ° checkmark ✓ maltese ✠ flat ♭ natural ♮ sharp ♯
    clubsuit ♣ clubs ♣ diamondsuit ♢ diamonds ♢ heartsuit ♡ hearts ♡ spadesuit ♠ spades ♠ diagup ╱ diagdown ╲
    ldots … dotsc … dotso … mathellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰ adots ⋰ S § P ¶ copyright © circledR ®
    circledS Ⓢ pounds £ yen ¥ % % # # & & $ $ _ _ lq ‘ rq ’
    """#
}
