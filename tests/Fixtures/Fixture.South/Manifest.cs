[assembly: Module(Id = "Fixture.South", Name = "South", Version = "1.0.0", Dependencies = ["Fixture.North"])]
