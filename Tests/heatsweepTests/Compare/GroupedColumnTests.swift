import Documents
import Foundation
import Testing
import heatsweep

@Suite struct GroupedColumnTests {
  func column(_ text: String, where conditions: String...) throws -> GroupedColumn {
    let table = try CSVTable(parsing: Data(text.utf8), file: "t.csv")
    let conditions = try conditions.map { try #require(RowCondition(argument: $0)) }
    return try GroupedColumn(table: table, value: "x", group: "arm", where: conditions)
  }

  @Test func groupsInOrderOfAppearance() throws {
    let column = try column("arm,x\nz,1\na,2\nz,-3e-4\nm, inf \na,+.5\n")
    #expect(column.groups.map(\.name) == ["z", "a", "m"])
    #expect(column.groups.map(\.values) == [[1, -3e-4], [2, 0.5], [.infinity]])
    #expect(column.rowsUsed == 5 && column.rowsSkipped == 0)
  }

  @Test func skipsAndCountsEmptyCells() throws {
    let column = try column("arm,x\na,1\na,\n,2\nb, \n")
    #expect(column.groups.map(\.name) == ["a", "b"])
    #expect(column.groups.map(\.values) == [[1], []])
    #expect(column.rowsUsed == 4 && column.rowsSkipped == 3)
  }

  @Test func usesOnlyRowsThatMeetEveryCondition() throws {
    let text = "arm,x,kept,experiment\na,1,true,size\na,bad,false,size\nb,2,true,size\na,3,true,marker\nb,4,true,a=b\n"
    let kept = try column(text, where: "kept=true", "experiment=size")
    #expect(kept.groups.map(\.values) == [[1], [2]])
    #expect(kept.rowsUsed == 2)
    // Only the first sign of equality separates.
    #expect(try column(text, where: "experiment=a=b").groups.map(\.values) == [[4]])
  }

  @Test(arguments: ["abc", "nan", "1,5", "1e400", "--1", "1 2", "true"])
  func namesLineAndColumnOfWhatIsNoNumber(cell: String) throws {
    #expect { try column("arm,x\na,1\nb,\"\(cell)\"\n") } throws: {
      "\($0)" == "t.csv line 3: column \"x\": expected a number, found \"\(cell)\""
    }
  }

  @Test func errorsStayOnOneShortLine() {
    let cell = "line\r\nbreak" + String(repeating: "x", count: 500)
    #expect { try column("arm,x\na,\"\(cell)\"\n") } throws: { error in
      let text = "\(error)"
      return text.contains("line\\r\\nbreak") && !text.contains("\n") && text.count < 200
    }
  }

  @Test func saysWhichRowsItMissed() {
    #expect { try column("arm,x\n") } throws: { "\($0)" == "t.csv: expected rows, found none" }
    #expect { try column("arm,x\na,1\n", where: "arm=b") } throws: {
      "\($0)" == "t.csv: expected rows where arm=b, found none"
    }
    #expect { try column("arm,x\na,1\n", where: "kept=true") } throws: {
      "\($0)" == "t.csv: expected a column named \"kept\", found \"arm\", \"x\""
    }
  }

  @Test func conditionsNeedAColumn() {
    #expect(RowCondition(argument: "kept") == nil)
    #expect(RowCondition(argument: "=true") == nil)
    #expect(RowCondition(argument: "kept=")?.value == "")
  }
}
