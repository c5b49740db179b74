[assembly: Module(Id = "WaterCrm.Complaints", Name = "Complaints", Version = "0.1.0",
    Description = "Takes, routes and closes customer complaints by SOP.", Dependencies = ["WaterCrm.Kernel"])]
