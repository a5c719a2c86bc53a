import Documents
import Foundation
import Testing

@Suite struct CSVTableTests {
  func table(_ text: String) throws -> CSVTable {
    try CSVTable(parsing: Data(text.utf8), file: "t.csv")
  }

  @Test(arguments: [
    "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4", "\u{FEFF}a,b\n1,2\n3,4\n", "a,b\r1,2\r3,4\r", "a,b\n\n1,2\n3,4\n\n",
  ])
  func readsEveryLineEndingAndAByteOrderMark(text: String) throws {
    let table = try table(text)
    #expect(table.columns == ["a", "b"])
    #expect(table.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
  }

  @Test func readsQuotedCells() throws {
    let table = try table("\"a \"\"x\"\"\",\"b,c\"\r\n\"\",\"one\r\ntwo\n\rthree\"\r\n é,\"\"\"\"\n")
    #expect(table.columns == ["a \"x\"", "b,c"])
    #expect(table.rows[0].cells == ["", "one\r\ntwo\n\rthree"])
    #expect(table.rows[1].cells == [" é", "\""])
  }

  @Test func rowsKnowTheirLine() throws {
    let table = try table("a,b\n\n1,\"x\r\ny\nz\"\n2,w\n")
    #expect(table.rows.map(\.line) == [3, 6])
  }

  @Test func keepsEmptyCells() throws {
    #expect(try table("a,b,c\n,,\n1,,").rows.map(\.cells) == [["", "", ""], ["1", "", ""]])
  }

  @Test func saysWhereATableIsBroken() {
    let cases: [(String, String)] = [
      ("", "t.csv: expected a header row and data, found an empty file"),
      ("\n\r\n", "t.csv: expected a header row and data, found an empty file"),
      ("a,b\n1,2\n1,2,3\n", "t.csv line 3: expected 2 cells, found 3"),
      ("a,b\n1\n", "t.csv line 2: expected 2 cells, found 1"),
      ("a,a\n1,2\n", "t.csv line 1: column \"a\": expected a name that no other column has, found it twice"),
      (
        "a,b\n1,\"x\ny\n2,3\n",
        "t.csv line 2: expected a closing quotation mark for the cell that opens here, found the end of the file"
      ),
      (
        "a,b\n\"x\ny\"z,2\n",
        "t.csv line 3: expected a comma or a line end after a closing quotation mark, found more text"
      ),
      ("a,b\n1,x\"y\"\n", "t.csv line 2: expected quotation marks around a whole cell only, found one inside a cell"),
    ]
    for (text, message) in cases {
      #expect { try table(text) } throws: { String(describing: $0) == message }
    }
  }

  @Test func refusesWhatIsNotText() {
    #expect { try CSVTable(parsing: Data([0x61, 0x0A, 0xFF, 0xFE]), file: "t.csv") } throws: {
      String(describing: $0) == "t.csv line 2: expected text in UTF-8, found other bytes"
    }
  }

  @Test func namesTheColumnsThereAre() throws {
    let table = try table("a,b\n1,2\n")
    #expect(try table.index(ofColumn: "b") == 1)
    #expect { try table.index(ofColumn: "c") } throws: {
      String(describing: $0) == "t.csv: expected a column named \"c\", found \"a\", \"b\""
    }
  }

  @Test func saysThatThereIsNoFile() {
    let folder = FileManager.default.temporaryDirectory.path
    #expect { try CSVTable(path: folder) } throws: { "\($0)" == "\(folder): expected a CSV file, found a directory" }
    #expect { try CSVTable(path: "/no/such.csv") } throws: {
      "\($0)" == "/no/such.csv: expected a CSV file, found no such file"
    }
  }
}
