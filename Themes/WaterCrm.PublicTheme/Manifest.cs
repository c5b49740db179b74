[assembly: Theme(Id = "WaterCrm.PublicTheme", Name = "Public theme", Version = "0.1.0", Tags = ["public"], Dependencies = ["WaterCrm.Kernel"],
    Description = "Plain and big: one thing per page, works on every telephone.")]
