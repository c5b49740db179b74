[assembly: Module(Id = "WaterCrm.Customers", Name = "Customers", Version = "0.1.0", Category = "Foundation", IsAlwaysEnabled = true,
    Description = "Who the utility supplies, where, and every contact with them.", Dependencies = ["WaterCrm.Kernel"])]
