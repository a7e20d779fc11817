// Cells that stop
//
// The cells of lesson.md, written by 'tangent export'.

import Tangent

// MARK: - Cells that stop

if attempt(1) {  // first, line 3
var count = 0
print("before", terminator: "")
count += 1
print([1.0, 2.0][5])
endAttempt()
}

// Cell 3 is left out: it is stopped by a budget of cells.

// Cell 4 is left out: its option 'verify' says so.

// Cell 5 is left out: it needs cell 4, which is left out.

beginCell(6)  // line 36
let kept = Tensor([1.0, 2.0], requiresGrad: true)
nameTensor(kept, "kept")
let total = (kept ** 2).sum()
nameTensor(total, "total")
display(graph(total))

beginCell(7)  // line 42
let x = symbol("x")
display(derivation(sin(exp(x ** 2)), x, depth: 1))
