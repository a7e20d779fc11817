/// The magnitude arithmetic behind ``Integer``, on little-endian limbs without leading zeros.
///
/// Schoolbook algorithms (Knuth, The Art of Computer Programming 2, section 4.3.1): the limit on the size of numbers
/// keeps them fast enough, and a library for large numbers can take this file's place.
enum Limbs {
  static func normalized(_ limbs: [UInt]) -> [UInt] {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    return limbs
  }

  static func bitWidth(_ limbs: [UInt]) -> Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * UInt.bitWidth - top.leadingZeroBitCount
  }

  static func isLess(_ a: [UInt], _ b: [UInt]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for (x, y) in zip(a.reversed(), b.reversed()) where x != y { return x < y }
    return false
  }

  static func sum(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    var (result, shorter) = a.count < b.count ? (b, a) : (a, b)
    var carry = false
    for i in result.indices where i < shorter.count || carry {
      let (partial, first) = result[i].addingReportingOverflow(i < shorter.count ? shorter[i] : 0)
      let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      result[i] = total
      carry = first || second
    }
    if carry { result.append(1) }
    shorter = []
    return result
  }

  /// - Precondition: `a >= b`.
  static func difference(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    var result = a
    var borrow = false
    for i in result.indices where i < b.count || borrow {
      let (partial, first) = result[i].subtractingReportingOverflow(i < b.count ? b[i] : 0)
      let (total, second) = partial.subtractingReportingOverflow(borrow ? 1 : 0)
      result[i] = total
      borrow = first || second
    }
    return normalized(result)
  }

  static func product(_ a: [UInt], _ b: [UInt]) -> [UInt] {
    if a.isEmpty || b.isEmpty { return [] }
    var result = [UInt](repeating: 0, count: a.count + b.count)
    for i in a.indices {
      var carry: UInt = 0
      for j in b.indices {
        let (high, low) = a[i].multipliedFullWidth(by: b[j])
        let (partial, first) = low.addingReportingOverflow(result[i + j])
        let (total, second) = partial.addingReportingOverflow(carry)
        result[i + j] = total
        carry = high + (first ? 1 : 0) + (second ? 1 : 0)
      }
      result[i + b.count] = carry
    }
    return normalized(result)
  }

  /// Multiplies by a limb and adds one, in place: how digits are read.
  static func multiply(_ a: inout [UInt], by factor: UInt, adding addend: UInt) {
    var carry = addend
    for i in a.indices {
      let (high, low) = a[i].multipliedFullWidth(by: factor)
      let (total, overflow) = low.addingReportingOverflow(carry)
      a[i] = total
      carry = high + (overflow ? 1 : 0)
    }
    if carry != 0 { a.append(carry) }
  }

  /// Divides by a limb in place and returns the remainder: how digits are written.
  static func divide(_ a: inout [UInt], by divisor: UInt) -> UInt {
    var remainder: UInt = 0
    for i in a.indices.reversed() {
      (a[i], remainder) = divisor.dividingFullWidth((remainder, a[i]))
    }
    while a.last == 0 { a.removeLast() }
    return remainder
  }

  static func shiftedLeft(_ a: [UInt], by bits: Int) -> [UInt] {
    if bits == 0 { return a }
    var result: [UInt] = []
    var carry: UInt = 0
    for limb in a {
      result.append(limb << bits | carry)
      carry = limb >> (UInt.bitWidth - bits)
    }
    return carry == 0 ? result : result + [carry]
  }

  static func shiftedRight(_ a: [UInt], by bits: Int) -> [UInt] {
    if bits == 0 { return normalized(a) }
    var result = a
    for i in a.indices {
      result[i] = a[i] >> bits | (i + 1 < a.count ? a[i + 1] << (UInt.bitWidth - bits) : 0)
    }
    return normalized(result)
  }

  /// Algorithm D. - Precondition: `b` is not empty.
  static func quotientAndRemainder(_ a: [UInt], _ b: [UInt]) -> (quotient: [UInt], remainder: [UInt]) {
    if isLess(a, b) { return ([], a) }
    if b.count == 1 {
      var quotient = a
      let remainder = divide(&quotient, by: b[0])
      return (quotient, remainder == 0 ? [] : [remainder])
    }
    let shift = b[b.count - 1].leadingZeroBitCount
    let divisor = shiftedLeft(b, by: shift)
    var rest = shiftedLeft(a, by: shift)
    if rest.count == a.count { rest.append(0) }
    var quotient = [UInt](repeating: 0, count: rest.count - divisor.count)
    for j in quotient.indices.reversed() {
      quotient[j] = quotientDigit(&rest, divisor, at: j)
    }
    return (normalized(quotient), shiftedRight(normalized(rest), by: shift))
  }

  /// One digit of the quotient: estimated from the leading limbs, corrected at most three times.
  private static func quotientDigit(_ rest: inout [UInt], _ divisor: [UInt], at j: Int) -> UInt {
    let n = divisor.count
    let top = rest[j + n]
    let lead = divisor[n - 1]
    var digit = top >= lead ? UInt.max : lead.dividingFullWidth((top, rest[j + n - 1])).quotient
    var borrow: UInt = 0
    for i in 0..<n {
      let (high, low) = digit.multipliedFullWidth(by: divisor[i])
      let (subtrahend, carried) = low.addingReportingOverflow(borrow)
      let (difference, underflow) = rest[i + j].subtractingReportingOverflow(subtrahend)
      rest[i + j] = difference
      borrow = high + (carried ? 1 : 0) + (underflow ? 1 : 0)
    }
    let (last, underflow) = rest[j + n].subtractingReportingOverflow(borrow)
    rest[j + n] = last
    var isNegative = underflow
    while isNegative {
      digit -= 1
      isNegative = !addBack(&rest, divisor, at: j)
    }
    return digit
  }

  /// Adds the divisor back into the remainder; true when that carries out, so that it is no longer negative.
  private static func addBack(_ rest: inout [UInt], _ divisor: [UInt], at j: Int) -> Bool {
    var carry = false
    for i in 0...divisor.count {
      let (partial, first) = rest[i + j].addingReportingOverflow(i < divisor.count ? divisor[i] : 0)
      let (total, second) = partial.addingReportingOverflow(carry ? 1 : 0)
      rest[i + j] = total
      carry = first || second
    }
    return carry
  }
}
