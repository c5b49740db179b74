[assembly: Theme(Id = "WaterCrm.StaffTheme", Name = "Staff theme", Version = "0.1.0",
    Description = "How the staff's pages look.", Dependencies = ["WaterCrm.Kernel"])]
