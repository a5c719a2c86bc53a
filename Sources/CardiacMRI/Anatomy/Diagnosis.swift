/// The four classes of hearts: normal, and three diseases that change the size of the chambers or walls.
public enum Diagnosis: Int, CaseIterable, Codable, Sendable {
  /// Normal.
  case nor
  /// Dilated cardiomyopathy: a wide left ventricle with a thin wall.
  case dcm
  /// Hypertrophic cardiomyopathy: a thick left wall around a small cavity.
  case hcm
  /// Arrhythmogenic right ventricle: a wide right ventricle with fat in its wall.
  case arv

  /// The abbreviation that the literature uses, such as "NOR".
  public var name: String {
    switch self {
    case .nor: "NOR"
    case .dcm: "DCM"
    case .hcm: "HCM"
    case .arv: "ARV"
    }
  }

  /// The share of males among those with this diagnosis, from 0 to 1.
  var maleShare: Double {
    switch self {
    case .nor, .dcm: 0.5
    case .hcm: 0.6
    case .arv: 2.7 / 3.7
    }
  }
}
