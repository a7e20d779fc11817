#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// The functions as cells and programs write them: `sin(x)` for `Double` and for every other `Number`.
//
// Those that the C library has too are disfavoured, so that programs which import Foundation keep its own; the concrete
// ones are inlinable, so that the generic ones cost numbers nothing.

@_disfavoredOverload @inlinable public func sin(_ x: Double) -> Double { Glibc.sin(x) }
@_disfavoredOverload @inlinable public func sin<T: Number>(_ x: T) -> T { T.apply(.sin, to: x) }

@_disfavoredOverload @inlinable public func cos(_ x: Double) -> Double { Glibc.cos(x) }
@_disfavoredOverload @inlinable public func cos<T: Number>(_ x: T) -> T { T.apply(.cos, to: x) }

@_disfavoredOverload @inlinable public func tan(_ x: Double) -> Double { Glibc.tan(x) }
@_disfavoredOverload @inlinable public func tan<T: Number>(_ x: T) -> T { T.apply(.tan, to: x) }

@_disfavoredOverload @inlinable public func asin(_ x: Double) -> Double { Glibc.asin(x) }
@_disfavoredOverload @inlinable public func asin<T: Number>(_ x: T) -> T { T.apply(.asin, to: x) }

@_disfavoredOverload @inlinable public func acos(_ x: Double) -> Double { Glibc.acos(x) }
@_disfavoredOverload @inlinable public func acos<T: Number>(_ x: T) -> T { T.apply(.acos, to: x) }

@_disfavoredOverload @inlinable public func atan(_ x: Double) -> Double { Glibc.atan(x) }
@_disfavoredOverload @inlinable public func atan<T: Number>(_ x: T) -> T { T.apply(.atan, to: x) }

@_disfavoredOverload @inlinable public func sinh(_ x: Double) -> Double { Glibc.sinh(x) }
@_disfavoredOverload @inlinable public func sinh<T: Number>(_ x: T) -> T { T.apply(.sinh, to: x) }

@_disfavoredOverload @inlinable public func cosh(_ x: Double) -> Double { Glibc.cosh(x) }
@_disfavoredOverload @inlinable public func cosh<T: Number>(_ x: T) -> T { T.apply(.cosh, to: x) }

@_disfavoredOverload @inlinable public func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
@_disfavoredOverload @inlinable public func tanh<T: Number>(_ x: T) -> T { T.apply(.tanh, to: x) }

@_disfavoredOverload @inlinable public func asinh(_ x: Double) -> Double { Glibc.asinh(x) }
@_disfavoredOverload @inlinable public func asinh<T: Number>(_ x: T) -> T { T.apply(.asinh, to: x) }

@_disfavoredOverload @inlinable public func acosh(_ x: Double) -> Double { Glibc.acosh(x) }
@_disfavoredOverload @inlinable public func acosh<T: Number>(_ x: T) -> T { T.apply(.acosh, to: x) }

@_disfavoredOverload @inlinable public func atanh(_ x: Double) -> Double { Glibc.atanh(x) }
@_disfavoredOverload @inlinable public func atanh<T: Number>(_ x: T) -> T { T.apply(.atanh, to: x) }

@_disfavoredOverload @inlinable public func exp(_ x: Double) -> Double { Glibc.exp(x) }
@_disfavoredOverload @inlinable public func exp<T: Number>(_ x: T) -> T { T.apply(.exp, to: x) }

@_disfavoredOverload @inlinable public func log(_ x: Double) -> Double { Glibc.log(x) }
@_disfavoredOverload @inlinable public func log<T: Number>(_ x: T) -> T { T.apply(.log, to: x) }

@_disfavoredOverload @inlinable public func log2(_ x: Double) -> Double { Glibc.log2(x) }
@_disfavoredOverload @inlinable public func log2<T: Number>(_ x: T) -> T { T.apply(.log2, to: x) }

@_disfavoredOverload @inlinable public func log10(_ x: Double) -> Double { Glibc.log10(x) }
@_disfavoredOverload @inlinable public func log10<T: Number>(_ x: T) -> T { T.apply(.log10, to: x) }

@_disfavoredOverload @inlinable public func sqrt(_ x: Double) -> Double { x.squareRoot() }
@_disfavoredOverload @inlinable public func sqrt<T: Number>(_ x: T) -> T { T.apply(.sqrt, to: x) }

@_disfavoredOverload @inlinable public func cbrt(_ x: Double) -> Double { Glibc.cbrt(x) }
@_disfavoredOverload @inlinable public func cbrt<T: Number>(_ x: T) -> T { T.apply(.cbrt, to: x) }

@_disfavoredOverload @inlinable public func erf(_ x: Double) -> Double { Glibc.erf(x) }
@_disfavoredOverload @inlinable public func erf<T: Number>(_ x: T) -> T { T.apply(.erf, to: x) }

@_disfavoredOverload @inlinable public func floor(_ x: Double) -> Double { x.rounded(.down) }
@_disfavoredOverload @inlinable public func floor<T: Number>(_ x: T) -> T { T.apply(.floor, to: x) }

// MARK: - Functions that the C library lacks

public func sign(_ x: Double) -> Double { ElementaryFunction.sign.value(at: x) }
@_disfavoredOverload @inlinable public func sign<T: Number>(_ x: T) -> T { T.apply(.sign, to: x) }

public func heaviside(_ x: Double) -> Double { ElementaryFunction.heaviside.value(at: x) }
@_disfavoredOverload @inlinable public func heaviside<T: Number>(_ x: T) -> T { T.apply(.heaviside, to: x) }

public func sigmoid(_ x: Double) -> Double { ElementaryFunction.sigmoid.value(at: x) }
@_disfavoredOverload @inlinable public func sigmoid<T: Number>(_ x: T) -> T { T.apply(.sigmoid, to: x) }

public func relu(_ x: Double) -> Double { ElementaryFunction.relu.value(at: x) }
@_disfavoredOverload @inlinable public func relu<T: Number>(_ x: T) -> T { T.apply(.relu, to: x) }

public func softplus(_ x: Double) -> Double { ElementaryFunction.softplus.value(at: x) }
@_disfavoredOverload @inlinable public func softplus<T: Number>(_ x: T) -> T { T.apply(.softplus, to: x) }

public func silu(_ x: Double) -> Double { ElementaryFunction.silu.value(at: x) }
@_disfavoredOverload @inlinable public func silu<T: Number>(_ x: T) -> T { T.apply(.silu, to: x) }

public func gelu(_ x: Double) -> Double { ElementaryFunction.gelu.value(at: x) }
@_disfavoredOverload @inlinable public func gelu<T: Number>(_ x: T) -> T { T.apply(.gelu, to: x) }

// MARK: - Functions that the standard library has in generic form

/// The absolute value; `Double`'s own, so that it can be differentiated.
@inlinable public func abs(_ x: Double) -> Double { x.magnitude }
/// The greater number; `Double`'s own, so that it can be differentiated.
@inlinable public func max(_ a: Double, _ b: Double) -> Double { b >= a ? b : a }
/// The lesser number; `Double`'s own, so that it can be differentiated.
@inlinable public func min(_ a: Double, _ b: Double) -> Double { b < a ? b : a }
