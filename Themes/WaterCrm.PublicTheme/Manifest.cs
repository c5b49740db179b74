[assembly: Theme(Id = "WaterCrm.PublicTheme", Name = "Public theme", Version = "0.1.0", Dependencies = ["WaterCrm.Kernel"],
    Description = "Plain and big: one thing per page, works on every telephone.")]
