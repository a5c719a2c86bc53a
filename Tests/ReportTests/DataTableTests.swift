import Report
import Testing

@Suite struct DataTableTests {
  @Test func `fields with commas, quotes and line breaks are quoted`() {
    let table = DataTable(columns: ["a", "b,c"], rows: [["1", "say \"so\""], ["x\r\ny", ""]])
    #expect(table.csv == "a,\"b,c\"\n1,\"say \"\"so\"\"\"\n\"x\r\ny\",\n")
  }
}
