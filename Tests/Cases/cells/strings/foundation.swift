import Foundation  // note: unsupported: it changes nothing
print("1,2,,3".components(separatedBy: ","), "a-b".replacingOccurrences(of: "-", with: "+"))  // ["1", "2", "", "3"] a+b
print("[" + "  x y ".trimmingCharacters(in: .whitespaces) + "]")  // [x y]
print("ab".padding(toLength: 5, withPad: ".", startingAt: 0) + "|", "abcdef".padding(toLength: 3, withPad: " ", startingAt: 0))  // ab...| abc
print(String(format: "%.2f|%-6d|%05d|%e|%g|%%", 3.14159, 42, 7, 12345.678, 0.5))  // 3.14|42    |00007|1.234568e+04|0.5|%
print(String(format: "%x %X %o %+d %s", 255, 255, 8, 3, 1))  // fault: invalid-argument: does not fit its value
