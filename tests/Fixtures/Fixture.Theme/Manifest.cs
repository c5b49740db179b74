[assembly: Theme(Id = "Fixture.Theme", Name = "A theme", Version = "1.0.0")]
