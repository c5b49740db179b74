[assembly: Theme(Id = "WaterCrm.StaffTheme", Name = "Staff theme", Version = "0.1.0", Tags = ["staff"], Dependencies = ["WaterCrm.Kernel"],
    Description = "The desk: dense, calm, by keyboard, light and dark.")]
