/// The version of this package.
public let backbonesVersion = "0.1.0"
