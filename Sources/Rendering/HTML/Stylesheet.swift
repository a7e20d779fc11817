import Figures
import Typesetting

/// The one style sheet of every report. Colours are custom properties, so that dark pages change nothing else; paper is
/// never dark. The page's script turns to the other colours by the condition of the one dark rule.
///
/// Text and its marks have a contrast of at least 4.5 to 1 on their grounds (WCAG 2.2, 1.4.3).
enum Stylesheet {
  static func text(for parts: PageParts) -> String {
    let sections: [(part: PageParts, text: String)] = [
      (.builtFormulas, MathMLWriter.styleSheet), ([], mathematics), ([], code), ([], outputs), ([], Paint.pageStyle),
      (.tensors, tensors), (.derivations, derivations), (.diagnostics, diagnostics), (.stepping, stepping),
      (.callouts, callouts), (.footnotes, footnotes), (.course, course), ([], wide), ([], print),
    ]
    return sections.reduce(into: colors + page) { if parts.isSuperset(of: $1.part) { $0 += $1.text } }
  }

  private static let colors = """
    :root{\(lightColors)\(Paint.customProperties(dark: false))}
    @media screen and (prefers-color-scheme:dark){:root{\(darkColors)\(Paint.customProperties(dark: true))}}

    """

  private static let lightColors = """
    color-scheme:light;--paper:#fffefb;--ink:#1c1b1a;--muted:#5e5b57;--rule:#dcd8cf;--tint:#f6f4ee;\
    --link:#1b5685;--tie:#b9c9d6;--bad:#a3271c;--badtint:#fcf0ed;--warn:#7d5200;--good:#27663f;\
    --violet:#67408f;--teal:#0d6266;--k:#8b2252;--s:#8a3b12;--n:#1b5685;--c:#66625c;--t:#1c6450;
    """

  private static let darkColors = """
    color-scheme:dark;--paper:#17181a;--ink:#dedcd7;--muted:#a19d96;--rule:#3a3b3d;--tint:#1f2123;\
    --link:#8dbde4;--tie:#42525f;--bad:#f29186;--badtint:#2b1f1e;--warn:#e0b565;--good:#86c79b;\
    --violet:#c5a6e8;--teal:#79c9cc;--k:#e79ab9;--s:#e3aa85;--n:#8dbde4;--c:#9c978f;--t:#86c9ae;
    """

  private static let page = """
    *{box-sizing:border-box}
    html{--serif:"Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,"TeX Gyre Pagella",\
    Charter,"Bitstream Charter","Source Serif 4",Cambria,Georgia,"Noto Serif","Latin Modern Roman","LM Roman 10",serif;\
    font:1.125rem/1.6 var(--serif);\
    -webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;padding:2.5rem 1.15rem 4rem;background:var(--paper);color:var(--ink);overflow-wrap:break-word;\
    text-rendering:optimizeLegibility}
    main{position:relative;max-width:62ch;margin:0 auto}
    [tabindex="-1"]{outline:none}
    p,ul,ol,blockquote,table,figure,hr{margin:0 0 1em}
    p{text-wrap:pretty}
    p,li{hyphens:auto}
    a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.18em}
    :is(a,button,summary,[tabindex]):focus-visible{outline:2px solid var(--link);outline-offset:2px}
    header{margin-bottom:2.4rem}
    h1,h2,h3,h4,h5,h6{line-height:1.22;text-wrap:balance;font-weight:700;margin:2.1em 0 .65em}
    h1{font-size:2.1rem;margin:0 0 .45em;letter-spacing:-.01em}
    h2{font-size:1.42rem}
    h3{font-size:1.16rem}
    h4,h5,h6{font-size:1rem}
    h2+h3,h3+h4{margin-top:1em}
    .byline{color:var(--muted);margin:0 0 .5em}
    .description{font-style:italic;margin:0}
    .anchor{margin-left:.45em;color:var(--muted);font-weight:400;text-decoration:none;opacity:0}
    :is(h2,h3,h4,h5,h6):hover .anchor,.anchor:focus{opacity:1}
    .skip{position:absolute;left:-99em;padding:.4em .8em;background:var(--paper)}
    .skip:focus{left:.5rem;top:.5rem}
    button{min-width:1.75rem;min-height:1.75rem;font:inherit;color:var(--link);background:var(--tint);\
    border:1px solid var(--rule);border-radius:6px;cursor:pointer}
    .theme{position:absolute;top:.6rem;right:1.15rem;padding:0 .7em;font-size:.8rem}
    .copyable{position:relative}
    .copyable>button{position:absolute;top:.35rem;right:.35rem;padding:0 .6em;font-size:.75rem;opacity:0}
    .copyable:is(:hover,:focus-within)>button{opacity:1}
    @media (hover:none){.copyable>button{opacity:1}}
    .contents ul{list-style:none;margin:0;padding:0}
    .contents li{margin:.28em 0;line-height:1.35}
    .contents .sub{padding-left:1.1em}
    .contents a{color:inherit;text-decoration:none}
    .contents a:hover{text-decoration:underline}
    .contents{margin:0 0 2rem;padding:.55rem 0;border-block:1px solid var(--rule);font-size:.95rem}
    .contents summary+ul{padding:.4rem 0 .2rem 1.05rem}
    summary{cursor:pointer}
    ul,ol{padding-left:1.5em}
    li>ul,li>ol{margin-bottom:0}
    li>p{margin-bottom:.5em}
    li::marker{color:var(--muted)}
    .tasks{list-style:none;padding-left:.2em}
    .tasks input{margin:0 .35em 0 0;accent-color:var(--link)}
    blockquote{margin-left:0;padding-left:1.1em;border-left:3px solid var(--rule);color:var(--muted)}
    hr{width:6em;margin:2.4em auto;border:0;border-top:1px solid var(--muted)}
    img{max-width:100%;height:auto}
    p>img:only-child{display:block;margin:.4em auto}
    .missing-image{padding:.1em .5em;border:1px dashed var(--muted);color:var(--muted);font-style:italic}
    .failed>a,code.failed,span.failed{color:var(--bad);text-decoration:underline wavy;text-decoration-thickness:.06em}
    .scroll{overflow-x:auto;margin:0 0 1.1em}
    table{border-collapse:collapse;margin:0 auto;font-size:.95rem;line-height:1.4;\
    font-variant-numeric:lining-nums tabular-nums;border-block:2px solid var(--ink)}
    th,td{padding:.22em .8em;text-align:left;vertical-align:baseline}
    th{border-bottom:1px solid var(--ink);font-weight:700}
    .center{text-align:center}
    .right{text-align:right}
    caption,figcaption{padding:.2em 0 .6em;color:var(--muted);font-size:.92rem;line-height:1.45;text-wrap:pretty}
    figcaption{max-width:52ch;margin:0 auto;padding:.5em 0 0}
    :is(caption,figcaption) b{color:var(--ink)}

    """

  private static let mathematics = """
    math,.relation{font-family:"Tangent Math","Latin Modern Math","STIX Two Math","Cambria Math",math;font-size:1.1em}
    mtext{font-family:var(--serif);font-size:.91em}
    .math{overflow-x:auto;overflow-y:hidden;margin:0 0 1em;padding:.2em 0}
    .math math{margin:0}
    .equation{display:grid;grid-template-columns:1fr auto;align-items:center;gap:.8em;margin:0 0 1em}
    .equation .math{margin:0}
    .proof{margin-right:.35em;font-size:.8em;cursor:help;color:var(--bad)}
    .proof.proved{color:var(--good)}
    mtext.math-source{color:var(--bad)}
    :target{scroll-margin-top:1rem}
    .equation:target,.cell:target,.footnotes li:target{outline:2px solid var(--tie);outline-offset:.35em}

    """

  private static let code = """
    code,pre{font-family:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    font-variant-ligatures:none}
    code{font-size:.82em}
    :not(pre)>code{padding:.08em .3em;border-radius:3px;background:var(--tint)}
    pre{margin:0 0 1.1em;padding:.7rem 1rem;overflow-x:auto;font-size:.78rem;line-height:1.5;tab-size:4}
    pre code{font-size:inherit}
    pre.code,pre.html{background:var(--tint);border-radius:4px}
    .code :is(b,i){font:inherit}
    .code b{color:var(--k)}
    .code i{color:var(--c);font-style:italic}
    .code [class]{font-style:normal}
    .code .s{color:var(--s)}.code .n{color:var(--n)}.code .t{color:var(--t)}.code :is(.l,.a,.p){color:var(--violet)}
    .code .p{font-weight:700}

    """

  /// The strength of a number's tint says how large it is, the hue its sign; text stays readable on all of them.
  private static let heatScale =
    ".tensor [class]{background:color-mix(in srgb,var(--hue) var(--share),transparent)}"
    + ".tensor [class^=w]{--hue:var(--bad)}.tensor [class^=c]{--hue:var(--link)}"
    + (1...4).map { ".w\($0),.c\($0){--share:\($0 * 6)%}" }.joined()

  private static let outputs = """
    .cell{margin:1.5em 0 1.7em;border-left:3px solid var(--tie)}
    .cell>pre.code,.cell>.copyable>pre.code,.cell>.fold pre.code{margin:0;border-radius:0 4px 4px 0}
    .cell>.fold>summary{padding:.2rem 1rem;color:var(--muted);font-size:.9rem}
    .outputs{padding:.75rem 0 .2rem 1rem}
    .outputs>*,.outputs>.scroll{margin:0 0 .75rem}
    .outputs>:last-child{margin-bottom:.2rem}
    .outputs>.fold>summary{margin-bottom:.5rem;color:var(--muted);font-size:.9rem}
    pre.out{padding:0;line-height:1.45}
    .outputs figure{margin-inline:auto;text-align:center}
    .drawing{overflow-x:auto;overflow-y:hidden}
    .scene{max-width:100%;height:auto;vertical-align:top}
    .scene.wide{max-width:none}
    .gap td{padding:0 .8em;text-align:center;color:var(--muted)}
    .condition,.keep{white-space:nowrap}
    .exercise-number{margin:0;padding:.1rem 1rem .3rem;font-weight:700;color:var(--violet)}
    .verdict{margin:0;padding:.3rem 1rem;font-weight:700;color:var(--violet)}
    .verdict.correct{color:var(--good)}
    .verdict.incorrect{color:var(--bad)}
    .cell.failed,.cell:has(>.error){border-left-color:var(--bad)}
    .cell.skipped{border-left-style:dashed}

    """

  private static let tensors = """
    .tensor{display:inline-table;margin:0;border:0;background:linear-gradient(var(--ink),var(--ink)) 0 0/.45em 1.5px,\
    linear-gradient(var(--ink),var(--ink)) 0 100%/.45em 1.5px,\
    linear-gradient(var(--ink),var(--ink)) 100% 0/.45em 1.5px,\
    linear-gradient(var(--ink),var(--ink)) 100% 100%/.45em 1.5px;background-repeat:no-repeat;\
    border-inline:1.5px solid var(--ink);vertical-align:middle}
    .tensor td{padding:.12em .6em;text-align:right}
    \(heatScale)
    .shape{white-space:nowrap;margin-left:.9em;color:var(--muted);font-size:.85rem;vertical-align:middle}

    """

  private static let derivations = """
    .derivation{display:grid;grid-template-columns:max-content max-content minmax(0,1fr);column-gap:.35em;\
    list-style:none;padding:0}
    .derivation li{display:contents}
    .derivation math{display:inline math}
    .derivation .after{overflow-x:auto;overflow-y:hidden}
    .derivation>li>div{display:flex;align-items:center;padding:.1em 0}
    .derivation .why{grid-column:3;margin:0 0 .8em;color:var(--muted);font-size:.88rem;line-height:1.4}
    .why b{color:var(--teal)}

    """

  private static let diagnostics = """
    .diagnostic{padding:.6rem 1rem .55rem;background:var(--badtint);border-radius:0 4px 4px 0}
    .diagnostic p{margin:0;font-size:.95rem}
    .diagnostic p>code{margin-left:.3em;padding:0;background:none;color:var(--muted)}
    .diagnostic strong{color:var(--bad)}
    .diagnostic pre{margin:.45rem 0 0;padding:0}
    .diagnostic .note{margin-top:.3rem}
    .place{color:var(--muted)}
    .marks{color:var(--bad);font-weight:700}
    .warning.diagnostic,.note.diagnostic{background:var(--tint)}
    .warning :is(strong,.marks){color:var(--warn)}
    .note.diagnostic :is(strong,.marks){color:var(--link)}
    .problems{margin:0 0 2rem;border-left:3px solid var(--bad)}
    .problems>summary{padding:.4rem 1rem;background:var(--badtint);font-weight:700}
    .problems .diagnostic{border-radius:0}

    """

  private static let footnotes = """
    .footnote{line-height:0;font-size:.72em}
    .footnote a{text-decoration:none;padding:0 .1em}
    .footnotes{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);font-size:.92rem}
    .footnotes li>p{margin-bottom:.3em}
    .footnotes li>p:has(+.back),.back{display:inline;margin:0}
    .back a{text-decoration:none}

    """

  /// A graph that is stepped through shows what has been computed so far, and the step itself in its pass's colour.
  private static let stepping = """
    .steps{margin-top:.3em;text-align:left}
    .steps>summary{color:var(--muted);font-size:.9rem;text-align:center}
    .steps table{border:0;font-size:.88rem}
    .steps th{border:0;font-weight:400;color:var(--muted);text-align:right}
    .steps :is(th,td){padding:.1em .5em}
    .steps .now{background:var(--tint)}
    .steps :is(b,td:nth-child(2)),output b{font-weight:600}
    .forward b,b.forward,.forward>td:nth-child(2){color:var(--forward)}
    .backward b:not(.forward),b.backward,.backward>td:nth-child(2){color:var(--backward)}
    .stepper{display:flex;flex-wrap:wrap;gap:.35em;align-items:center;justify-content:center;margin:.3em auto .6em}
    .stepper button{width:2.2em;height:2.2em;padding:0;line-height:1}
    .stepper button:disabled{color:var(--muted);opacity:.5;cursor:default}
    .stepper output{flex:0 0 100%;min-height:1.5em;font-size:.95rem;line-height:1.5;text-align:center;text-wrap:balance}
    .paused :is(.node,.edge){opacity:.38}
    .paused :is(.forward,.backward){visibility:hidden}
    .paused .edge text{visibility:hidden}
    .paused .fed{opacity:1}
    .paused .fed .forward,.paused .met .backward,.paused .edge.fed text{visibility:visible}
    .paused .node.now rect{stroke:var(--forward);stroke-width:2.6}
    .paused .edge.now path{stroke:var(--forward);stroke-width:2.4}
    .paused .node.now.back rect{stroke:var(--backward)}
    .paused .edge.now.back path{stroke:var(--backward)}
    .paused .edge.now text{font-weight:700}

    """

  private static let callouts = """
    .callout{--hue:var(--link);margin:1.4em 0;padding:.7rem 1.1rem;border-left:3px solid var(--hue);\
    border-radius:0 4px 4px 0;background:color-mix(in srgb,var(--hue) 6%,var(--paper))}
    .callout>:last-child{margin-bottom:0}
    .callout>.title{margin:0 0 .4em;font-weight:700;color:var(--hue)}
    .callout>.title:last-child,details.callout:not([open])>.title{margin:0}
    .title .own{margin-left:.55em;color:var(--ink)}
    .tip{--hue:var(--good)}
    .important,.exercise{--hue:var(--violet)}
    .callout.warning{--hue:var(--warn)}
    .caution{--hue:var(--bad)}
    .hint,.solution,.answer{--hue:var(--teal)}

    """

  /// What pages of a site have and a report that stands alone has not.
  private static let course = """
    .home{margin:0 0 1.6rem;font-size:.92rem}
    .home a{color:var(--muted)}
    .home a::before{content:"← "/""}
    .turn{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:3.2rem;padding-top:1.1rem;\
    border-top:1px solid var(--rule);line-height:1.35}
    .turn a{color:var(--link)}
    .turn span{display:block;color:var(--muted);font-size:.85rem}
    .turn .next{grid-column:2;text-align:right}
    .course{padding-left:1.6em}
    .course>li{margin:0 0 1.15em;padding-left:.25em}
    .course>li>a{font-weight:700}
    .course p{margin:.15em 0 0;line-height:1.45}
    .course .requires{color:var(--muted);font-size:.88rem}
    .course .requires a{color:inherit}

    """

  private static let wide = """
    @media (max-width:540px){
    html{font-size:1.0625rem}
    body{padding-top:3.25rem}
    h1{font-size:1.75rem}
    pre{padding-inline:.8rem;font-size:.78rem}
    .outputs{padding-left:.8rem}
    .long{display:inline-block;max-width:100%;overflow-x:auto;overflow-y:hidden;vertical-align:middle}
    .derivation{grid-template-columns:max-content minmax(0,1fr)}
    .derivation .before{grid-column:1/-1}
    .derivation .before:empty{display:none}
    .derivation .why{grid-column:2}
    }
    @media (min-width:1100px){
    html{font-size:1.1875rem}
    body{padding-top:4rem}
    .has-contents main{left:9rem}
    .contents{position:absolute;inset:0 auto 0 -18rem;width:14rem;margin:0;padding:0;border:0;font-size:.86rem;\
    color:var(--muted)}
    .contents details{position:sticky;top:4rem;max-height:calc(100vh - 6rem);overflow-y:auto}
    @supports selector(::details-content){
    .contents summary{display:none}
    .contents ::details-content{display:block;content-visibility:visible}
    .contents summary+ul{padding:0}
    }
    }

    """

  private static let print = """
    @media print{
    :root{--paper:#fff}
    @page{margin:22mm 20mm}
    html{font-size:10.5pt}
    body{padding:0}
    main{left:0;max-width:none}
    nav,.anchor,.back{display:none}
    a{color:inherit;text-decoration:none}
    pre{white-space:pre-wrap;overflow:visible}
    .scroll,.math,.drawing{overflow:visible}
    .scene.wide{max-width:100%}
    pre,figure,.callout,.diagnostic,.equation,.tensor,tr{break-inside:avoid}
    h1,h2,h3,h4,h5,h6,summary{break-after:avoid}
    .fold:not([open])>summary,.stepper,button,.skip{display:none}
    }

    """
}
