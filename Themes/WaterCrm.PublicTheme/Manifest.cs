using WaterCrm.Modularity.Manifest;

[assembly: Theme(Id = "WaterCrm.PublicTheme", Name = "Public theme", Version = "0.1.0", Category = "Themes",
    Description = "Plain and big: one thing per page, works on every telephone.")]
