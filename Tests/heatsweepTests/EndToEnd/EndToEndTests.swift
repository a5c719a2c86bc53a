import Testing

/// The whole program on a tiny study. One study at a time: two workers each are enough for any machine.
@Suite(.serialized) struct EndToEndTests {}
