[assembly: Theme(Id = "WaterCrm.PublicTheme", Name = "Public theme", Version = "0.1.0",
    Description = "How the public pages look.", Dependencies = ["WaterCrm.Kernel"])]
