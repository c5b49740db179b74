[assembly: Module(Id = "Fixture.North", Name = "North", Version = "1.0.0")]
[assembly: ManifestFeature(Id = "Fixture.North.Extra", Name = "More of north")]
