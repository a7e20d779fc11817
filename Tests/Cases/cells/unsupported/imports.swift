import Tangent
import Foundation  // note: unsupported: cells need no 'import Foundation'
import Darwin  // error: unsupported: 'import Darwin' cannot be used in a cell
