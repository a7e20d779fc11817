struct Account {
  private(set) var balance = 0
  static var count = 0
  mutating func add(_ n: Int) { balance += n; note() }
  mutating func twice(_ n: Int) { add(n); add(n) }
  func note() { Account.count += 1 }
}
var a = Account()
a.twice(5)
print(a.balance, Account.count)  // 10 2
