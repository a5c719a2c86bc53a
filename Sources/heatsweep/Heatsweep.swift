@main
struct Heatsweep {
  static func main() {}
}
