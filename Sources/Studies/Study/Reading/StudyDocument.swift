import Documents

/// What is wrong with a study file, in one line: `FILE:LINE: FIELD: expected ..., found ...`.
public typealias StudyFileError = DocumentError

/// A value in the study file.
typealias StudyField = DocumentField

/// The fields of a mapping in the study file, by name.
typealias StudyFields = DocumentFields
